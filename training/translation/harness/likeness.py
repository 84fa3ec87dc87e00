"""How like two sets of pictures are: picture by picture, and as wholes."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torchmetrics.functional.image import peak_signal_noise_ratio, structural_similarity_index_measure

from ....engine.errors import InputError


def likeness(found: Tensor, truth: Tensor) -> dict[str, float]:
    """Structural similarity, peak signal-to-noise ratio (dB) and mean squared error, means over pictures.

    Args:
        found, truth: B x C x H x W, 0 to 1; at least 11 px.
    """
    with torch.autocast(found.device.type, enabled=False):  # of differences of squares, bfloat16 keeps nothing
        found, truth = found.float(), truth.float()
        ratio = peak_signal_noise_ratio(found, truth, 1.0, dim=(1, 2, 3), reduction="elementwise_mean")
        return {
            "ssim": structural_similarity_index_measure(found, truth, data_range=1.0).item(),
            "psnr": ratio.item(),
            "mse": (found - truth).square().mean().item(),
        }


def frechet_distance(first: Tensor, second: Tensor) -> float:
    """Squared Fréchet distance of two normal distributions fitted to features.

    Say with it which network the features come from (``ImageClassifier.name``): it is no FID,
    which needs Inception's, and distances of different networks cannot be compared.

    Args:
        first, second: N x D and M x D.

    Raises:
        InputError: fewer than two rows.
    """
    if min(len(first), len(second)) < 2:
        raise InputError("A Fréchet distance needs at least two pictures on either side; give more.")
    first, second = first.double().cpu().numpy(), second.double().cpu().numpy()
    covariances = [np.atleast_2d(np.cov(part, rowvar=False)) for part in (first, second)]
    # the trace of the root of the product, by way of a symmetric matrix: exact for singular ones, too
    values, vectors = np.linalg.eigh(covariances[0])
    root = vectors * np.sqrt(values.clip(min=0)) @ vectors.T
    overlap = np.sqrt(np.linalg.eigvalsh(root @ covariances[1] @ root).clip(min=0)).sum()
    shift = first.mean(0) - second.mean(0)
    return max(float(shift @ shift + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * overlap), 0.0)


def cycle_error(start: Tensor, back: Tensor) -> float:
    """Mean absolute difference of pictures and of what returns after a way through another style, 0 to 1."""
    return torch.nn.functional.l1_loss(back, start).item()
