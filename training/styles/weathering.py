"""What time and the scanner do to a map: yellowed paper, stains, folds, faded ink, a soft and noisy scan."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.ndimage import gaussian_filter

from ...engine.paper import noise


@dataclass(frozen=True)
class Weather:
    """How much of each; all zeros leave a picture as it is.

    Attributes:
        tone: how far the paper has gone towards ``paper``, 0…1.
        paper: its colour, RGB in 0…1.
        stains: how many.
        folds: how many lines, upright and level.
        fading: how far ink has paled, in patches, 0…1.
        shading: how uneven the light of the scan was, 0…1.
        blur: deviation of the scan's blur in pixels.
        noise: deviation of the scan's noise in grey levels.
    """

    tone: float = 0.0
    paper: tuple[float, float, float] = (0.93, 0.86, 0.70)
    stains: int = 0
    folds: int = 0
    fading: float = 0.0
    shading: float = 0.0
    blur: float = 0.0
    noise: float = 0.0


def random_weather(seed: int, browned: float = 0.0) -> Weather:
    """Weather by a seed; a quarter of all pictures are spared.

    Args:
        browned: share of the others whose paper is as brown as centuries leave it. That of three sheets of 1625, 1869
            and 1902 is (0.62, 0.54, 0.42), (0.90, 0.76, 0.59) and (0.86, 0.82, 0.75).
    """
    random = np.random.default_rng(seed)
    if random.random() < 0.25:
        return Weather()
    hue = np.array([0.93, 0.86, 0.70]) + random.uniform(-0.05, 0.05, 3)
    weather = Weather(
        tone=random.uniform(0, 0.8),
        paper=tuple(float(value) for value in hue),
        stains=int(random.choice([0, 0, 0, 1, 2, 4])),
        folds=int(random.choice([0, 0, 0, 1, 2])),
        fading=random.uniform(0, 0.35),
        shading=random.uniform(0, 0.15),
        blur=float(random.choice([0, random.uniform(0.3, 1.1)])),
        noise=random.uniform(0, 6),
    )
    if random.random() >= browned:
        return weather
    red = random.uniform(0.6, 0.95)
    green = red * random.uniform(0.8, 0.97)
    return replace(weather, tone=1.0, paper=(red, green, green * random.uniform(0.7, 0.95)))


def weathered(pixels: np.ndarray, weather: Weather, seed: int) -> np.ndarray:
    """A drawn picture as an old scan.

    Args:
        pixels: uint8 (H, W, 3); no pixel moves.
        seed: where stains and folds lie.

    Returns:
        uint8 (H, W, 3).
    """
    random = np.random.default_rng(seed)
    height, width = pixels.shape[:2]
    left, top = (int(each) for each in random.integers(0, 1 << 20, 2))

    def field(cell: float, number: int) -> np.ndarray:
        return noise(left, top, width, height, cell, number)[..., None]

    image = pixels.astype(np.float32) / 255
    if weather.fading:  # ink moves towards white, where it is dark most
        share = weather.fading * np.clip(0.5 + 1.2 * field(90, 1), 0, 1)
        image += share * (1 - image)
    if weather.tone:
        image *= 1 - weather.tone + weather.tone * np.array(weather.paper, np.float32)
    for _ in range(weather.stains):
        image *= _stain(height, width, random, field)
    for _ in range(weather.folds):
        image = _folded(image, random, field)
    if weather.shading:
        image *= 1 + weather.shading * field(max(height, width) * 0.7, 5)
    if weather.blur:
        image = gaussian_filter(image, (weather.blur, weather.blur, 0))
    if weather.noise:
        image += random.normal(0, weather.noise / 255, (height, width, 1))
        image += random.normal(0, weather.noise / 510, image.shape)
    return np.clip(np.rint(255 * image), 0, 255).astype(np.uint8)


def _stain(height: int, width: int, random: np.random.Generator, field) -> np.ndarray:
    """A light brown blot with a darker rim, as water leaves it; a factor (H, W, 3)."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    centre_y, centre_x = random.uniform(0, height), random.uniform(0, width)
    radius = random.uniform(0.06, 0.35) * max(height, width)
    away = np.hypot(x - centre_x, y - centre_y) + radius * 0.6 * field(radius / 2, int(random.integers(50, 99)))[..., 0]
    inside = 1 / (1 + np.exp(np.clip((away - radius) / 1.5, -30, 30)))
    rim = np.exp(-(((away - radius) / 3.0) ** 2))
    strength = random.uniform(0.04, 0.16) * inside + random.uniform(0.03, 0.15) * rim
    return 1 - strength[..., None] * np.array([0.5, 0.9, 1.5], np.float32)


def _folded(image: np.ndarray, random: np.random.Generator, field) -> np.ndarray:
    """One fold: paper is worn white along a line, with light on one side of it and shade on the other."""
    height, width = image.shape[:2]
    is_upright = random.random() < 0.5
    length, across = (height, width) if is_upright else (width, height)
    slant = random.uniform(-0.02, 0.02)
    place = random.uniform(0, across) + slant * (np.arange(length) - length / 2)
    distance = np.arange(across)[None] - place[:, None]  # (along, across)
    distance = (distance if is_upright else distance.T)[..., None].astype(np.float32)
    wear = np.exp(-((distance / 1.1) ** 2)) * np.clip(0.45 + 1.2 * field(9, 7), 0, 0.9)
    bend = np.sign(distance) * np.exp(-np.abs(distance) / 9)
    return (image * (1 + 0.06 * bend)) * (1 - wear) + wear * 0.93
