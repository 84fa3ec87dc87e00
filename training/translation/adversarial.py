"""The two sides of a game between a network that draws and one that judges."""

from __future__ import annotations

import lightning
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim import Optimizer


def called_real(logits: Tensor) -> Tensor:
    """Cross-entropy of calling these real: the judge's loss on real ones, and, as its gradient does not vanish
    where the judge is sure, the drawing network's loss instead of the papers' log(1 - D)."""
    return F.binary_cross_entropy_with_logits(logits, torch.ones_like(logits))


def called_fake(logits: Tensor) -> Tensor:
    """Cross-entropy of calling these drawn."""
    return F.binary_cross_entropy_with_logits(logits, torch.zeros_like(logits))


def raw_adam(modules: list[nn.Module], rate: float, betas: tuple[float, float]) -> Optimizer:
    """Adam over several networks' parameters."""
    return torch.optim.Adam([p for module in modules for p in module.parameters()], rate, betas)


def descend(module: lightning.LightningModule, optimizer: Optimizer, loss: Tensor, clear: list[nn.Module]) -> None:
    """One step, after which no network on the loss's way keeps a gradient that is another optimiser's business.

    Args:
        module: that the training step is of.
        optimizer: Lightning's, if the step is to be counted, else torch's own.
        loss: to go down.
        clear: networks whose gradients begin and end empty.
    """
    for network in clear:
        network.zero_grad(set_to_none=True)
    module.manual_backward(loss)
    optimizer.step()
    for network in clear:
        network.zero_grad(set_to_none=True)
