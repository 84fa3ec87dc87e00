"""A network that learns, for a while as it would be used."""

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
