"""The sensor: blur, haze, colour cast, contrast, noise and compression."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage


@dataclass(frozen=True)
class Sensor:
    """How the camera turns light into numbers.

    Attributes:
        blur: standard deviation in pixels.
        sharpen: strength of the maker's sharpening.
        haze: share of even grey light.
        stretch: share of the way to a picture that uses all brightnesses.
        gain: (3,) factor per band; ``gamma`` and ``saturation`` follow.
        noise: standard deviation, 0..1.
        quality: JPEG quality 1..100, 0 for none.
    """

    blur: float
    sharpen: float
    haze: float
    stretch: float
    gain: np.ndarray
    gamma: float
    saturation: float
    noise: float
    quality: int

    @classmethod
    def random(cls, rng: np.random.Generator) -> Sensor:
        """A plausible sensor."""
        return cls(
            blur=float(rng.uniform(0.25, 0.95) * rng.choice([1.0, 1.0, 1.0, 1.8])),
            sharpen=float(rng.choice([0.0, rng.uniform(0.2, 1.6)])),
            haze=float(rng.beta(1.2, 6) * 0.5),
            stretch=float(rng.uniform(0.0, 1.0)),
            gain=np.exp(rng.normal(0, 0.04, 3) + rng.normal(-0.1, 0.16)).astype(np.float32),
            gamma=float(np.exp(rng.normal(0.0, 0.17))),
            saturation=float(rng.uniform(0.35, 1.0)),
            noise=float(rng.gamma(1.5, 0.006)),
            quality=int(rng.choice([0, rng.integers(45, 95)])),
        )


def expose(image: np.ndarray, sensor: Sensor, rng: np.random.Generator) -> np.ndarray:
    """uint8 (H, W, 3) from light float32 (H, W, 3), about 0..1; works by bands of rows to spare memory."""
    height, width = image.shape[:2]
    result = np.empty((height, width, 3), np.uint8)
    halo = 16
    levels = _levels(_optics(image[::7, ::7], replace(sensor, blur=0.01, sharpen=0.0)), sensor.stretch)
    for top in range(0, height, 512):  # a multiple of 8, so that compression blocks fall alike
        bottom = min(top + 512, height)
        low, high = max(top - halo, 0), min(bottom + halo, height)
        part = _optics(image[low:high], sensor)[top - low : bottom - low]
        part = (part - levels[0]) * levels[1]
        part += _noise(rng, part.shape, sensor.noise)
        part = np.clip(part, 0, 1) * np.float32(255)
        if sensor.quality:
            part = compress(part, sensor.quality)
        result[top:bottom] = np.clip(np.rint(part), 0, 255)
    return result


def _levels(sample: np.ndarray, share: float) -> tuple[np.float32, np.float32]:
    """Offset and factor that bring the darkest and brightest hundredths towards 0.03 and 0.97."""
    low, high = np.percentile(sample, (1, 99))
    low, high = share * (low - 0.03), (1 - share) + share * (high + 0.03)
    return np.float32(low), np.float32(1 / max(high - low, 0.2))


def _optics(image: np.ndarray, sensor: Sensor) -> np.ndarray:
    out = np.empty_like(image)
    for band in range(3):
        layer = ndimage.gaussian_filter(image[..., band], sensor.blur, truncate=3)
        if sensor.sharpen:
            layer += np.float32(sensor.sharpen) * (layer - ndimage.gaussian_filter(layer, 1.2, truncate=3))
        out[..., band] = layer * np.float32(sensor.gain[band])
    grey = out.mean(2, keepdims=True)
    out = grey + np.float32(sensor.saturation) * (out - grey)
    out *= np.float32(1 - sensor.haze)
    out += np.float32(sensor.haze) * np.array([0.62, 0.66, 0.70], np.float32)
    return np.clip(out, 0, 1.2) ** np.float32(sensor.gamma)


def _noise(rng: np.random.Generator, shape: tuple, strength: float) -> np.ndarray:
    common = rng.standard_normal(shape[:2], dtype=np.float32)[..., None]
    return np.float32(strength) * (common + np.float32(0.5) * rng.standard_normal(shape, dtype=np.float32))


_LUMA = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    np.float32,
)  # fmt: skip


def compress(image: np.ndarray, quality: int) -> np.ndarray:
    """What JPEG leaves of an image, float32 (H, W, 3) 0..255: 8x8 cosine blocks, rounded to the usual table."""
    height, width = image.shape[:2]
    pad = ((0, -height % 8), (0, -width % 8), (0, 0))
    padded = np.pad(image, pad, mode="edge")
    luma = padded @ np.array([0.299, 0.587, 0.114], np.float32)
    chroma = [(padded[..., 2] - luma) * np.float32(0.564), (padded[..., 0] - luma) * np.float32(0.713)]
    factor = 50 / quality if quality < 50 else 2 - quality / 50
    table = np.maximum(_LUMA * np.float32(factor), 1)
    luma = _rounded(luma, table)
    blue, red = (_rounded(layer, np.maximum(table * np.float32(1.4), 1)) for layer in chroma)
    out = np.stack(
        [
            luma + red / np.float32(0.713),
            luma - np.float32(0.344) * blue - np.float32(0.714) * red,
            luma + blue / np.float32(0.564),
        ],
        2,
    )
    out[..., 1] = luma - np.float32(0.344 / 0.564 * 0.564) * blue - np.float32(0.714 / 0.713 * 0.713) * red
    return out[:height, :width]


def _rounded(layer: np.ndarray, table: np.ndarray) -> np.ndarray:
    k = np.arange(8)
    cosine = np.sqrt(2 / 8) * np.cos((2 * k[None, :] + 1) * k[:, None] * np.pi / 16)
    cosine[0] = np.sqrt(1 / 8)
    cosine = cosine.astype(np.float32)
    height, width = layer.shape
    blocks = layer.reshape(height // 8, 8, width // 8, 8).transpose(0, 2, 1, 3)
    freq = cosine @ blocks @ cosine.T
    freq = np.rint(freq / table) * table
    return (cosine.T @ freq @ cosine).transpose(0, 2, 1, 3).reshape(height, width)
