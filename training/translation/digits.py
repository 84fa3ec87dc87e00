"""Digits in several styles: MNIST, USPS and SVHN from files, or made-up ones where there are no files.

``load_styles(folder, ("mnist", "usps-noise", "svhn"))`` gives one ``Splits`` for each style, all of one size;
``load_styles(None, ...)`` gives as many made-up ones. ``SharedContents`` (in `image_sets`) draws triplets of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ...engine.errors import InputError
from .image_sets import ImageSet, Splits
from .made_digits import MADE_STYLES, made_style

STYLES = {"mnist": "mnist.npz", "usps": "usps.npz", "usps-noise": "usps.npz", "svhn": "svhn_1083.npz"}
CLASSES = 10
NOISE = 0.3  # standard deviation, where white is 1; Song et al. 2019 print none
STROKE = 0.1  # darker pixels are background and get no noise
VALIDATION_SHARE = 10  # one in so many training pictures
LUMINANCE = (0.299, 0.587, 0.114)


def load_styles(
    folder: str | Path | None, names: Sequence[str], size: int | None = 32, channels: int = 3, made: int = 400
) -> list[Splits]:
    """Digits of several styles.

    Args:
        folder: with ``mnist.npz`` and the like; None for made-up digits, in the styles of ``MADE_STYLES``.
        names: of ``STYLES``; without a folder only their number counts.
        size: side in pixels; None leaves each style's own (28, 16, 32).
        channels: 1 or 3.
        made: made-up pictures of each style.

    Raises:
        InputError: an unknown style, or its file is missing or damaged.
    """
    if folder is None:
        return [made_style(name, made, size or 32, channels) for name in list(MADE_STYLES)[: len(names)]]
    return [load_style(folder, name, size, channels) for name in names]


def load_style(folder: str | Path, name: str, size: int | None = 32, channels: int = 3) -> Splits:
    """Digits of one style; training pictures keep one in ten for validation, always the same ones.

    Args: as of ``load_styles``.

    Raises:
        InputError: an unknown style, or its file is missing or damaged.
    """
    if name not in STYLES:
        raise InputError(f"There is no digit style {name!r}; give one of {', '.join(STYLES)}.")
    path = Path(folder) / STYLES[name]
    if not path.exists():
        raise InputError(f"{path} is missing; give the folder that holds {', '.join(sorted(set(STYLES.values())))}.")
    try:
        with np.load(path) as stored:
            arrays = {part: stored[part] for part in ("x_train", "y_train", "x_test", "y_test")}
    except (ValueError, KeyError, OSError) as error:
        raise InputError(f"{path} holds no digits ({error}); it needs x_train, y_train, x_test and y_test.") from error
    parts = {}
    for seed, part in enumerate(("train", "test")):
        images = _as_bytes(arrays[f"x_{part}"], size, channels)
        if name.endswith("-noise"):
            images = with_noise(images, seed)
        parts[part] = ImageSet(name, images, torch.from_numpy(arrays[f"y_{part}"].astype(np.int64)), channels)
    train, validation = kept_apart(parts["train"])
    return Splits(train, validation, parts["test"])


def kept_apart(whole: ImageSet) -> tuple[ImageSet, ImageSet]:
    """A set's pictures for training and for validation, in an order that depends on nothing but their number."""
    order = torch.randperm(len(whole), generator=torch.Generator().manual_seed(0))
    kept = max(len(whole) // VALIDATION_SHARE, 1)
    return whole.take(order[kept:]), whole.take(order[:kept])


def with_noise(images: Tensor, seed: int) -> Tensor:
    """Gaussian noise on the strokes only, which makes USPS a style of its own (Song et al. 2019, section 3.1)."""
    noise = torch.randn(images.shape, generator=torch.Generator().manual_seed(seed)) * NOISE
    values = images.float() / 255
    return ((values + noise * (values > STROKE)).clamp(0, 1) * 255).round().byte()


def _as_bytes(images: np.ndarray, size: int | None, channels: int) -> Tensor:
    """N x H x W (x 3), bytes or 0 to 1, to uint8 N x 1 or 3 x size x size."""
    values = torch.from_numpy(images)
    values = values.float() / 255 if values.dtype == torch.uint8 else values
    values = values[:, None] if values.ndim == 3 else values.permute(0, 3, 1, 2)
    if channels == 1 and values.shape[1] == 3:
        values = (values * torch.tensor(LUMINANCE)[:, None, None]).sum(1, keepdim=True)
    if size and size != values.shape[-1]:
        values = F.interpolate(values, (size, size), mode="bilinear", antialias=True, align_corners=False)
    return (values.clamp(0, 1) * 255).round().byte()
