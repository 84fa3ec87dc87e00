"""What the restyle network learns from: a patch in one style, old and cluttered or not, and the same in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import IterableDataset, get_worker_info

from ...engine.paper import Finish
from ...engine.textures import KINDS, planes
from ..styles.classes import COLORS, PALETTE, numbers_of
from ..styles.shipped import shipped
from ..styles.weathering import random_weather, weathered
from .antique import antique
from .clutter import Clutter, cluttered
from .ranks import MAIN, main_colors, with_ranks, without_ranks
from .tiles import CLASSES, Block, Blocks, cut, on_paper
from .unsaid import without_houses

TEXTURES = tuple(KINDS)
FINISHES = {style.name: style.finish for style in shipped()}
NAMES = tuple(FINISHES)
CLEAN, SOLID, RANDOM = "clean-", "solid-", "random-"
RARE, _TRIES = ("water", "water", "wood", "rail", MAIN, MAIN), 60


@dataclass(frozen=True)
class Drawing:
    """How patches are drawn by lot.

    Attributes:
        patch: side in pixels.
        reference: side of the piece that shows a style, in pixels.
        styles: that one patch is drawn in.
        targets: the shipped styles that are drawn; all if empty.
        any_style: share of targets in a random style.
        by_reference: share of targets in a shipped style that are shown it, not told its name.
        known: share of the inputs in a shipped style; the rest are in random ones, with names or without.
        antique: share of the inputs that are drawn as old sheets, by no style that has a name; the target must be
            *modern*.
        finish: share of the inputs that lie on paper.
        weather: share of the inputs that are old.
        browned: share of these on brown paper.
        clutter: share of the inputs with clutter.
        recolor: share of the random styles in other colours.
        rare: share of patches that must show some of what towns have little of (`RARE`), where it can be found.
        amounts: of clutter.
        ramp: batches after which what is hard comes as often as is said here. A network that sees old and cluttered
            maps in any style from the start learns many times more slowly what lies where.
    """

    patch: int = 128
    reference: int = 192
    styles: int = 1
    targets: tuple[str, ...] = ()
    any_style: float = 0.2
    by_reference: float = 0.15
    known: float = 0.7
    antique: float = 0.0
    finish: float = 0.6
    weather: float = 0.4
    browned: float = 0.2
    clutter: float = 0.3
    recolor: float = 0.7
    rare: float = 0.4
    amounts: Clutter = field(default_factory=Clutter)
    ramp: int = 1200

    def at(self, batch: int) -> Drawing:
        """How the patches of a batch are drawn: at first, clean maps in shipped styles, into shipped styles."""
        hard = min(batch / self.ramp, 1) if self.ramp else 1
        return replace(
            self,
            any_style=hard * self.any_style,
            known=1 - hard * (1 - self.known),
            weather=hard * self.weather,
            clutter=hard * self.clutter,
        )


class Patches(IterableDataset):
    """Endless pairs of patches.

    Args:
        blocks: to cut from.
        drawing: how.
        batch: pairs at a time; give it to a ``DataLoader`` with ``batch_size=None``.
        seed: a worker changes it, so that no two draw the same.
        start: number of the first batch, for `Drawing.ramp`.
    """

    def __init__(self, blocks: Blocks, drawing: Drawing, batch: int, seed: int, start: int = 0) -> None:
        self.blocks, self.batch, self.seed, self.next = blocks, batch, seed, start
        self.whole = self.drawing = drawing
        self.clean = {name: blocks.number(CLEAN + name) for name in NAMES}
        has_solid = {name: SOLID + name in blocks.styles for name in NAMES}
        self.drawn = {name: blocks.number((SOLID if has_solid[name] else CLEAN) + name) for name in NAMES}
        self.random = [n for n, name in enumerate(blocks.styles) if name.startswith(RANDOM)]
        known = {*self.clean.values(), *self.drawn.values(), blocks.number(CLASSES)}
        self.others = [n for n in range(len(blocks.styles)) if n not in known]
        palette = dict(zip(COLORS, PALETTE[:, None]))
        # a style, and the colours in which it shows what is rare
        self.rare = {name: (blocks.number(CLASSES), palette[name]) for name in RARE if name != MAIN}
        self.rare[MAIN] = (self.clean["modern"], main_colors())

    def __iter__(self) -> Iterator[dict[str, Tensor]]:
        worker = get_worker_info()
        number, step = (worker.id, worker.num_workers) if worker else (0, 1)
        # Lightning begins a new pass after every validation; the count lives on in a persistent worker
        random = np.random.default_rng([self.seed, number, self.next])
        while True:
            self.drawing = self.whole.at(self.next)
            self.next += step
            yield collated([self.draw(random) for _ in range(self.batch)])

    def draw(self, random: np.random.Generator) -> dict[str, np.ndarray]:
        """One patch, and what it is in ``Drawing.styles`` styles (S).

        Returns:
            ``image`` uint8 (patch, patch, 3); ``classes`` int64 (patch, patch), numbers of ``ranks.KINDS``;
            ``textures`` float32 (kinds, patch, patch); ``target`` uint8 (S, patch, patch, 3); ``number`` (S) of its
            style among the shipped ones, -1 for others; ``shown`` (S) 1 if the reference counts; ``reference`` uint8
            (S, reference, reference, 3).
        """
        block, left, top = self._place(random, self.drawing.patch)
        targets = [self._target(random, block, left, top) for _ in range(self.drawing.styles)]
        classes = numbers_of(cut(block, self.blocks.number(CLASSES), left, top, self.drawing.patch))
        if random.random() < self.drawing.antique:
            sheet = antique(classes, int(random.integers(1 << 31)), fades=True)
            image, truth = sheet.pixels, classes
            for each in targets:
                plain = without_ranks(each["target"], truth)
                each["target"], classes = without_houses(plain, truth, sheet.blocks)
        else:
            image = self._drawn(random, block, left, top)
            classes = with_ranks(classes, cut(block, self.clean["modern"], left, top, self.drawing.patch))
        return {
            "image": self._aged(random, image),
            "classes": classes,
            "textures": planes(TEXTURES, block.left + left, block.top + top, self.drawing.patch, self.drawing.patch),
            **{name: np.stack([each[name] for each in targets]) for name in targets[0]},
        }

    def _target(self, random: np.random.Generator, block: Block, left: int, top: int) -> dict[str, np.ndarray]:
        drawing = self.drawing
        is_random = bool(self.random) and random.random() < drawing.any_style
        if is_random:
            number, finish = -1, None
            style = drawn = int(random.choice(self.random))
            recolor = _recoloring(random) if random.random() < drawing.recolor else None
        else:
            names = drawing.targets or NAMES
            name = names[random.integers(len(names))]
            number, finish, recolor = NAMES.index(name), FINISHES[name], None
            style, drawn = self.clean[name], self.drawn[name]
        shown = is_random or random.random() < drawing.by_reference
        target = cut(block, drawn, left, top, drawing.patch)
        reference = np.zeros((drawing.reference, drawing.reference, 3), np.uint8)
        if shown:
            reference = self._reference(random, style, finish, recolor)
        return {
            "target": recolor(target) if recolor else target,
            "number": np.int64(number),
            "shown": np.int64(shown),
            "reference": reference,
        }

    def _place(self, random: np.random.Generator, side: int, empty: float = 0.1) -> tuple[Block, int, int]:
        """A block and the corner of a square in it; of squares that show nothing, a share ``empty``."""
        classes = self.blocks.number(CLASSES)
        wanted = self.rare[str(random.choice(RARE))] if random.random() < self.drawing.rare else None
        tries = 0
        while True:
            tries += 1
            block = self.blocks.blocks[random.integers(len(self.blocks))]
            height, width = block.pixels.shape[1:3]
            left, top = int(random.integers(width - side + 1)), int(random.integers(height - side + 1))
            style, colors = wanted if wanted and tries < _TRIES else (classes, None)
            seen = block.pixels[style, top : top + side : 8, left : left + side : 8]
            if colors is not None:
                if (seen[..., None, :] == colors).all(-1).any(-1).mean() > 0.04:
                    return block, left, top
            elif (seen != seen[0, 0]).any(-1).mean() > 0.1 or random.random() < empty:
                return block, left, top

    def _drawn(self, random: np.random.Generator, block: Block, left: int, top: int) -> np.ndarray:
        """A patch in one of the styles that there are tiles in, on paper or not."""
        drawing = self.drawing
        place = (left, top, drawing.patch)
        if random.random() < drawing.known or not self.others:
            name = NAMES[random.integers(len(NAMES))]
            style, finish = self.clean[name], FINISHES[name]
        else:
            style, finish = int(random.choice(self.others)), FINISHES[NAMES[random.integers(len(NAMES))]]
        is_finished = random.random() < drawing.finish
        pixels = on_paper(block, style, *place, finish) if is_finished else cut(block, style, *place)
        if style in self.others and random.random() < 0.3:
            pixels = _recoloring(random)(pixels)
        return pixels

    def _aged(self, random: np.random.Generator, pixels: np.ndarray) -> np.ndarray:
        """With clutter and weather, or without."""
        if random.random() < self.drawing.clutter:
            pixels = cluttered(pixels, self.drawing.amounts, int(random.integers(1 << 31)))
        if random.random() < self.drawing.weather:
            seed = int(random.integers(1 << 31))
            pixels = weathered(pixels, random_weather(seed, self.drawing.browned), seed)
        return pixels

    def _reference(self, random: np.random.Generator, style: int, finish: Finish | None, recolor) -> np.ndarray:
        block, left, top = self._place(random, self.drawing.reference, 0)
        place = (left, top, self.drawing.reference)
        if finish is None:
            finish = FINISHES[NAMES[random.integers(len(NAMES))]]
        pixels = on_paper(block, style, *place, finish) if random.random() < 0.4 else cut(block, style, *place)
        return recolor(pixels) if recolor else pixels


def collated(drawn: Sequence[dict[str, np.ndarray]]) -> dict[str, Tensor]:
    """Several draws as one batch, pictures as uint8 with channels before rows."""
    batch = {name: torch.from_numpy(np.stack([each[name] for each in drawn])) for name in drawn[0]}
    return {name: value.movedim(-1, -3) if value.dtype == torch.uint8 else value for name, value in batch.items()}


def _recoloring(random: np.random.Generator):
    """A function that gives a style other colours: channels exchanged, negative, paler, tinted; always affine, so
    that a texture of one ink stays one."""
    order = random.permutation(3)
    negative = random.random() < 0.25
    grey = random.random() if random.random() < 0.3 else 0.0
    low = random.uniform(0, 0.3, 3) if random.random() < 0.6 else np.zeros(3)
    high = random.uniform(0.7, 1, 3) if random.random() < 0.6 else np.ones(3)
    matrix = np.eye(3)[order] * (1 - grey) + grey / 3
    if negative:
        low, high = high, low
    matrix = ((high - low)[:, None] * matrix).T.astype(np.float32)
    offset = (255 * low).astype(np.float32)

    def recolor(pixels: np.ndarray) -> np.ndarray:
        return np.clip(np.rint(pixels @ matrix + offset), 0, 255).astype(np.uint8)

    return recolor
