"""What maps show besides the things that a style draws: relief, lettering, symbols, grids, a shaky hand, a poor copy.

Networks that restyle maps see it on what they are given and never on what they are to draw.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from ...engine.paper import Finish, finished, noise

INKS = (
    (150, 95, 55),
    (176, 120, 78),
    (120, 84, 60),
    (40, 32, 26),
    (0, 0, 0),
    (90, 90, 90),
    (60, 100, 140),
    (180, 60, 45),
)
LETTERS = "abcdefghiklmnoprstuvwz"


@dataclass(frozen=True)
class Clutter:
    """How often each occurs, 0…1, on a patch that is cluttered at all.

    Attributes:
        relief: contour lines or hachures.
        words: lettering; some patches have several.
        symbols: crosses, rings, numbers of height, single trees.
        grid: graticule and neat lines.
        wobble: lines that waver more than any style's.
        ink: lines with gaps, and specks.
        tint: the picture in one ink, or in other tones.
        copy: a coarse scan, JPEG.
    """

    relief: float = 0.35
    words: float = 0.5
    symbols: float = 0.2
    grid: float = 0.12
    wobble: float = 0.4
    ink: float = 0.2
    tint: float = 0.25
    copy: float = 0.35


def cluttered(pixels: np.ndarray, clutter: Clutter, seed: int) -> np.ndarray:
    """A patch of a drawn map with what a seed adds to it.

    Args:
        pixels: uint8 (H, W, 3).

    Returns:
        uint8 (H, W, 3).
    """
    random = np.random.default_rng(seed)
    steps: tuple[tuple[float, Callable], ...] = (
        (clutter.relief, _relief),
        (clutter.grid, _grid),
        (clutter.symbols, _symbols),
        (clutter.words, _words),
        (clutter.wobble, _wobble),
        (clutter.ink, _worn),
        (clutter.tint, _tinted),
        (clutter.copy, _copied),
    )
    for chance, step in steps:
        if random.random() < chance:
            pixels = step(pixels, random)
    return pixels


def _ink(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A colour to add with: one that maps are printed in, or the darkest that the patch has."""
    if random.random() < 0.4:
        flat = pixels.reshape(-1, 3)
        return flat[flat.sum(1, dtype=np.int32).argmin()].astype(np.float32)
    return np.array(INKS[random.integers(len(INKS))], np.float32) + random.uniform(-15, 15, 3).astype(np.float32)


def _laid(pixels: np.ndarray, cover: np.ndarray, ink: np.ndarray) -> np.ndarray:
    """An ink over a picture as far as ``cover`` (H, W), 0…1, says."""
    mixed = pixels + np.clip(cover, 0, 1)[..., None] * (ink - pixels)
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def field(shape: tuple[int, ...], random: np.random.Generator, cell: float) -> np.ndarray:
    """Noise from anywhere, (H, W), for a picture whose shape begins with H and W; see ``noise``."""
    left, top = (int(each) for each in random.integers(0, 1 << 20, 2))
    return noise(left, top, shape[1], shape[0], cell, int(random.integers(1 << 16)))


def _relief(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Lines of equal height, or strokes down the slopes between them."""
    height = field(pixels.shape, random, random.uniform(30, 160)) + 0.25 * field(
        pixels.shape, random, random.uniform(12, 30)
    )
    down, across = np.gradient(height)
    steep = np.hypot(down, across) + 1e-6
    if random.random() < 0.7:
        interval = random.uniform(5, 22) * np.median(steep)
        width = random.uniform(0.6, 1.5)
        distance = np.abs(height / interval - np.rint(height / interval)) * interval / steep
        cover = np.clip(width / 2 + 0.5 - distance, 0, 1)
        if random.random() < 0.3:  # every fifth line is bold
            fifth = np.abs(height / interval / 5 - np.rint(height / interval / 5)) * 5 * interval / steep
            cover = np.maximum(cover, np.clip(width + 0.5 - fifth, 0, 1))
    else:
        interval = random.uniform(8, 20) * np.median(steep)
        band = np.abs(height / interval % 1 - 0.5) < random.uniform(0.2, 0.45)
        along = (np.mgrid[: height.shape[0], : height.shape[1]] * np.stack([-across, down]) / steep).sum(0)
        stroke = np.abs((along / random.uniform(2.5, 5)) % 1 - 0.5) * 2
        cover = band * np.clip(1.6 - 2.2 * stroke, 0, 1) * (steep > np.quantile(steep, random.uniform(0.2, 0.7)))
    return _laid(pixels, cover * random.uniform(0.45, 1), _ink(pixels, random))


def _drawn(pixels: np.ndarray, draw: Callable) -> np.ndarray:
    """Cover (H, W) of what ``draw(canvas)`` puts in white on a PIL canvas of the picture's size."""
    from PIL import Image, ImageDraw  # matplotlib brings it

    canvas = Image.new("L", (pixels.shape[1], pixels.shape[0]))
    draw(ImageDraw.Draw(canvas))
    return np.asarray(canvas, np.float32) / 255


def _grid(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """One to four straight lines, nearly upright and level, solid, dotted or in dashes."""
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]].astype(np.float32)
    turn, cover = random.uniform(-0.06, 0.06), np.zeros(x.shape, np.float32)
    width, period = random.uniform(0.6, 2.2), random.choice([0, random.uniform(2.5, 5), random.uniform(8, 30)])
    counts = random.integers(0, 3, 2)
    counts[random.integers(2)] += not counts.any()
    for number, (one, other) in zip(counts, ((x, y), (y, -x))):
        across, along = (first * np.cos(turn) + then * np.sin(turn) for first, then in ((one, other), (other, -one)))
        gaps = np.clip(1.6 - np.abs(along / period % 1 - 0.5) * period, 0.0, 1) if period else 1
        gaps = np.clip(np.abs(along / period % 1 - 0.5) * period - 1.2, 0, 1) if period > 6 else gaps
        for _ in range(number):
            line = np.clip(width / 2 + 0.5 - np.abs(across - random.uniform(0, pixels.shape[0])), 0, 1)
            cover = np.maximum(cover, line * gaps)
    return _laid(pixels, cover, _ink(pixels, random))


def _symbols(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Small signs: crosses, rings, dots, triangles, squares, arrows."""
    height, width = pixels.shape[:2]

    def draw(canvas) -> None:
        for _ in range(int(random.integers(1, 7))):
            x, y, size = random.uniform(0, width), random.uniform(0, height), random.uniform(2, 6)
            box, weight = (x - size, y - size, x + size, y + size), int(random.integers(1, 3))
            kind = random.integers(5)
            if kind == 0:
                canvas.line((x - size, y, x + size, y), 255, weight)
                canvas.line((x, y - size, x, y + size), 255, weight)
            elif kind == 1:
                canvas.ellipse(box, outline=255, width=weight)
            elif kind == 2:
                canvas.ellipse((x - size / 2, y - size / 2, x + size / 2, y + size / 2), 255)
            elif kind == 3:
                canvas.polygon((x - size, y + size, x, y - size, x + size, y + size), outline=255)
            else:
                canvas.line((x - 2 * size, y + size, x + 2 * size, y - size), 255, weight)
                canvas.line((x + size, y - 1.2 * size, x + 2 * size, y - size, x + 1.4 * size, y), 255, weight)

    return _laid(pixels, _drawn(pixels, draw), _ink(pixels, random))


@cache
def _font(number: int, size: int):
    import matplotlib
    from PIL import ImageFont

    fonts = sorted((Path(matplotlib.get_data_path()) / "fonts" / "ttf").glob("DejaVu*.ttf"))
    fonts = [path for path in fonts if "Display" not in path.name]
    return ImageFont.truetype(str(fonts[number % len(fonts)]), size)


def _word(random: np.random.Generator) -> str:
    kind = random.random()
    if kind < 0.2:
        return str(random.integers(1, 10 ** random.integers(1, 5)))
    letters = "".join(random.choice(list(LETTERS), random.integers(1, 11)))
    return letters.upper() if kind < 0.45 else letters.capitalize() if kind < 0.85 else letters


def _words(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Names and numbers, turned and spaced at will, some with a halo in the colour of the paper."""
    from PIL import Image, ImageDraw, ImageFilter

    height, width = pixels.shape[:2]
    for _ in range(int(random.choice([1, 1, 2, 3, 5]))):
        size = int(np.exp(random.uniform(np.log(7), np.log(46))))
        font, text = _font(int(random.integers(1 << 10)), size), _word(random)
        spacing = random.choice([0, 0, random.uniform(0, 0.9)]) * size
        canvas, place = Image.new("L", (3 * width, 3 * height)), 1.2 * width * random.random()
        pen = ImageDraw.Draw(canvas)
        for letter in text:
            pen.text((place, 1.5 * height), letter, 255, font, anchor="ls")
            place += font.getlength(letter) + spacing
        angle = random.choice([0, 0, random.uniform(-90, 90)])
        canvas = canvas.rotate(angle, Image.BILINEAR, center=(1.5 * width, 1.5 * height))
        left, top = (int(random.uniform(0.55, 1.45) * side) for side in (width, height))
        canvas = canvas.crop((left, top, left + width, top + height))
        ink = _ink(pixels, random)
        if random.random() < 0.25:
            halo = np.asarray(canvas.filter(ImageFilter.MaxFilter(5)), np.float32) / 255
            paper = np.full(3, 255, np.float32) if ink.mean() < 128 else np.zeros(3, np.float32)
            pixels = _laid(pixels, halo * random.uniform(0.5, 1), paper)
        pixels = _laid(pixels, np.asarray(canvas, np.float32) / 255 * random.uniform(0.7, 1), ink)
    return pixels


def _wobble(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    pairs = ((random.uniform(0.3, 1.8), random.uniform(14, 60)), (random.uniform(0, 0.6), random.uniform(5, 9)))
    left, top = (int(each) for each in random.integers(0, 1 << 20, 2))
    return finished(pixels, left, top, Finish(pairs), int(random.integers(1 << 10)))


def _worn(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Ink missing in spots, and specks of ink."""
    paper = np.median(pixels.reshape(-1, 3), 0).astype(np.float32)
    gone = np.clip(6 * (field(pixels.shape, random, random.uniform(1.2, 4)) - random.uniform(0.45, 0.8)), 0, 1)
    specks = np.clip(8 * (field(pixels.shape, random, random.uniform(0.8, 2)) - random.uniform(0.75, 0.95)), 0, 1)
    return _laid(_laid(pixels, gone, paper), specks, _ink(pixels, random))


def _tinted(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """In shades of one ink on one paper, or with other tones and weaker colours."""
    image = pixels.astype(np.float32) / 255
    grey = image @ np.array([0.299, 0.587, 0.114], np.float32)
    if random.random() < 0.5:
        dark, light = random.uniform(0, 0.35, 3), random.uniform(0.75, 1, 3)
        image = dark + grey[..., None] * (light - dark)
    else:
        kept = random.uniform(0, 1.2)
        image = grey[..., None] + kept * (image - grey[..., None])
    image = np.clip(image, 0, 1) ** (2 ** random.uniform(-0.7, 0.7))
    return np.rint(255 * np.clip(image, 0, 1)).astype(np.uint8)


def _copied(pixels: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Scanned more coarsely than it is shown, and compressed."""
    from PIL import Image

    picture = Image.fromarray(pixels)
    if random.random() < 0.5:
        factor = random.uniform(0.55, 1)
        small = picture.resize([max(round(side * factor), 8) for side in picture.size], Image.BILINEAR)
        picture = small.resize(picture.size, Image.BICUBIC)
    buffer = io.BytesIO()
    picture.save(buffer, "jpeg", quality=int(random.integers(25, 92)))
    with Image.open(buffer) as found:
        return np.asarray(found)
