"""A network that learns as it will be used: normalised by statistics that stay, not by each batch's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import nn


@contextmanager
def settled(network: nn.Module) -> Iterator[None]:
    """A network for inference: its statistics normalise what it sees, and stay as they are; then as it was before."""
    learning = network.training
    network.eval()
    try:
        yield
    finally:
        network.train(learning)


def settle(network: nn.Module) -> None:
    """Batch normalisation keeps its statistics, until the network is told anew to learn; all else goes on learning."""
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm2d):
            layer.eval()
