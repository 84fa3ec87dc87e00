"""Random changes of colour and sharpness: cameras, seasons, mosaics, compression."""

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate


def standardise(image: Tensor, mask: Tensor) -> Tensor:
    """Subtract each channel's mean and divide by one common deviation, over valid pixels.

    Args:
        image: float 3 x H x W, any range.
        mask: bool H x W.

    Returns:
        float 3 x H x W, zero where the mask is False.
    """
    weight = mask.to(image.dtype)
    total = weight.sum().clamp(min=1)
    mean = (image * weight).sum((1, 2), keepdim=True) / total
    centred = (image - mean) * weight
    deviation = (centred.square().sum() / (3 * total)).sqrt().clamp(min=4.0)  # 4 of 255: a blank image stays blank
    return centred / deviation


def degrade(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Blur by a coarser camera, grey, colour cast, gamma, noise; float 3 x H x W in 0..255 to the same."""
    height, width = image.shape[1:]
    if rng.random() < 0.25:
        factor = rng.uniform(1.2, 3.0)
        size = (max(int(height / factor), 8), max(int(width / factor), 8))
        small = interpolate(image[None], size, mode="bilinear", align_corners=False, antialias=True)
        image = interpolate(small, (height, width), mode="bilinear", align_corners=False)[0]
    if rng.random() < 0.1:
        image = image.mean(0, keepdim=True).expand(3, -1, -1)
    elif rng.random() < 0.3:
        grey = image.mean(0, keepdim=True)
        image = grey + (image - grey) * float(rng.uniform(0.2, 1.8))
    if rng.random() < 0.5:
        gain = torch.from_numpy(np.exp(rng.normal(0, 0.12, (3, 1, 1))).astype(np.float32))
        image = image * gain
    if rng.random() < 0.5:
        image = 255 * (image / 255).clamp(1e-3, 1) ** float(np.exp(rng.normal(0, 0.3)))
    if rng.random() < 0.5:
        noise = rng.standard_normal((3, height, width), np.float32) * np.float32(rng.uniform(1, 10))
        image = image + torch.from_numpy(noise)
    return image


def jitter_standardised(image: Tensor, rng: np.random.Generator) -> Tensor:
    """Shift and scale a standardised image: at inference one mean and deviation serve the whole layer."""
    shift = torch.from_numpy(rng.normal(0, 0.15, (3, 1, 1)).astype(np.float32)) + float(rng.normal(0, 0.25))
    return image * float(np.exp(rng.normal(0, 0.25))) + shift
