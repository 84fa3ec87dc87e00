"""How much of something can be read from a code: a two-layer network is trained to read it."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .classifiers import accuracy, train_network


@dataclass(frozen=True)
class Probe:
    """What a probe reached.

    Attributes:
        train, test: share that it gets right.
        chance: share that is right without looking, the most frequent class of the test.
    """

    train: float
    test: float
    chance: float


def probe(
    train: Tensor,
    train_labels: Tensor,
    test: Tensor,
    test_labels: Tensor,
    hidden: int = 256,
    steps: int = 1500,
    seed: int = 0,
) -> Probe:
    """Train a two-layer network to read labels from codes, as Mathieu et al. 2016 and Jha et al. 2018 do.

    Args:
        train, test: codes, N x D; spatial ones (N x D x h x w) are flattened.
        train_labels, test_labels: int64, N.
        hidden: width of the hidden layer.
        steps: of 128 codes each.
    """
    train, test = train.flatten(1).float().cpu(), test.flatten(1).float().cpu()
    mean, deviation = train.mean(0), train.std(0).clamp(min=1e-6)
    train, test = (train - mean) / deviation, (test - mean) / deviation
    classes = int(max(train_labels.max(), test_labels.max())) + 1
    torch.manual_seed(seed)
    network = nn.Sequential(nn.Linear(train.shape[1], hidden), nn.ReLU(), nn.Linear(hidden, classes))
    train_network(network, lambda index: train[index], train_labels, steps, learning_rate=1e-3, seed=seed)
    return Probe(
        accuracy(network, train, train_labels),
        accuracy(network, test, test_labels),
        test_labels.bincount().max().item() / len(test_labels),
    )
