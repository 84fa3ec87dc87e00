"""What a restyle model is worth: every shipped style into every other, in towns that it has never seen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ...engine.errors import InputError
from ...engine.model import Model, load_model
from ...engine.paper import finished
from ...engine.restyle_style import MapStyle, style_named
from ...engine.textures import planes
from ..translation.harness.grids import save_grid
from ..translation.harness.likeness import likeness
from ..translation.map_judges import MapJudges, map_judges
from ..translation.map_measures import overlap
from ..translation.maps import DRAWN, PIECE, classes_of, cut_up, load_maps
from .measures_report import markdown
from .sampling import CLEAN, NAMES
from .tiles import CLASSES, Block, Blocks, cut, on_paper, open_blocks

SIDE = 384  # px of a place that is measured; a multiple of PIECE
_SHOWN = 192  # px of a place on the sheet
_HOUSES, _ROADS = 0.2, 0.2  # shares of the ground in a usual town
Pair = tuple[str, str]


@dataclass(frozen=True)
class Report:
    """Figures of a model.

    Attributes:
        pairs: of each ordered pair of styles: ``ssim`` and ``psnr`` (dB) of what is drawn against the true map, both
            without paper; ``style`` share of pieces, on paper, that the classifier takes for the new style, %;
            ``iou_buildings``, ``iou_roads``, ``iou`` of what the segmentation finds on them and on the true ones.
        judges: what the same judges say of true maps: ``style``, and ``iou_…`` against the truth.
        places, pieces: how many were measured.
    """

    pairs: dict[Pair, dict[str, float]]
    judges: dict[str, float]
    places: int
    pieces: int

    def mean(self) -> dict[str, float]:
        """Of all pairs."""
        values = list(self.pairs.values())
        return {name: sum(each[name] for each in values) / len(values) for name in values[0]}

    def quality(self) -> dict:
        """For a model's card: means, and each pair's figures."""
        pairs = {f"{given} to {drawn}": _rounded(values) for (given, drawn), values in self.pairs.items()}
        return {"towns": "kept out of training", "places": self.places, "mean": _rounded(self.mean()), "pairs": pairs}


def evaluate(
    model: str | Path,
    data: str | Path,
    out: str | Path,
    judges: str | Path | None = None,
    steps: int = 1500,
    places: int = 8,
    names: Sequence[str] = NAMES,
    tell: Callable[[str], None] = lambda text: None,
) -> Report:
    """Measure a model file; writes ``restyle.md``, ``restyle.json`` and sheets of pictures.

    Args:
        data: folder with ``train`` and ``validation``, packed tiles.
        out: folder for what is written.
        judges: folder where judges are kept; None trains them anew.
        steps: of their training.
        places: that are measured, of ``SIDE`` pixels.
        names: of the styles.

    Raises:
        InputError: the tiles lack a style, or are too small.
        ModelError: the file is no model for restyling.
    """
    loaded, out = load_model(model, "cpu", "restyle"), Path(out)
    out.mkdir(parents=True, exist_ok=True)
    blocks, judging = open_blocks(Path(data) / "validation"), map_judges(load_maps(data, names), steps, judges)
    report = measured(loaded, blocks, judging, places, names, tell)
    stored = {"model": Path(model).name, **report.quality(), "pieces": report.pieces, "judges": report.judges}
    (out / "restyle.json").write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    sheet(loaded, blocks, out / "pairs.png", names)
    (out / "restyle.md").write_text("\n".join(markdown(report, loaded.card.name)), encoding="utf-8")
    return report


@torch.no_grad()
def measured(
    model: Model,
    blocks: Blocks,
    judges: MapJudges,
    places: int,
    names: Sequence[str],
    tell: Callable[[str], None] = lambda text: None,
) -> Report:
    """The figures, from places of these blocks."""
    found: dict[Pair, _Tally] = {(one, other): _Tally() for one in names for other in names if one != other}
    truth, seen = [], {name: [] for name in names}
    chosen = list(_places(blocks, places))
    for number, (block, left, top) in enumerate(chosen):
        tell(f"Place {number + 1} of {len(chosen)}")
        classes = cut_up(classes_of(cut(block, blocks.number(CLASSES), left, top, SIDE)))
        kept = torch.from_numpy((classes > 0).mean((1, 2)) >= DRAWN)
        truth.append(torch.from_numpy(classes)[kept])
        clean = {name: cut(block, blocks.number(CLEAN + name), left, top, SIDE) for name in names}
        for name in names:
            style = style_named(model.card, name)
            whole = finished(clean[name], block.left + left, block.top + top, style.finish)
            seen[name].append(_piece_tensor(whole)[kept])
        for (given, drawn), tally in found.items():
            style = style_named(model.card, drawn)
            picture = redrawn(model, blocks, block, left, top, SIDE, given, style)
            tally.likeness.append(likeness(_tensor(picture)[None], _tensor(clean[drawn])[None]))
            whole = finished(picture, block.left + left, block.top + top, style.finish)
            tally.pieces.append(_piece_tensor(whole)[kept])
    real = {name: torch.cat(each) for name, each in seen.items()}
    read = {name: judges.classes(each) for name, each in real.items()}
    pairs = {}
    for (given, drawn), tally in found.items():
        pieces = torch.cat(tally.pieces)
        means = {name: sum(each[name] for each in tally.likeness) / len(tally.likeness) for name in ("ssim", "psnr")}
        right = 100 * judges.style_right(pieces, drawn)
        pairs[given, drawn] = {**means, "style": right, **overlap(judges.classes(pieces), read[drawn])}
    right = [100 * judges.style_right(real[name], name) for name in names]
    known = overlap(torch.cat(list(read.values())), torch.cat(truth).repeat(len(names), 1, 1))
    return Report(pairs, {"style": sum(right) / len(right), **known}, len(chosen), len(torch.cat(truth)))


def redrawn(
    model: Model, blocks: Blocks, block: Block, left: int, top: int, side: int, given: str, style: MapStyle
) -> np.ndarray:
    """A square of a block, given on paper in one of the shipped styles, as the network draws it, uint8.

    Args:
        left, top: of the square in the block; the network is shown as much around it as it can use.
        given: name of the style that it is given in.
        style: to draw it in; its finish is left to others.
    """
    margin = model.card.tiles_overlap
    x, y, whole = left - margin, top - margin, side + 2 * margin
    image = on_paper(block, blocks.number(CLEAN + given), x, y, whole, style_named(model.card, given).finish)
    drawn = model.run(
        ["restyled"],
        image=_tensor(image)[None].numpy(),
        style=np.array(style.code, np.float32).reshape(1, -1, 1, 1),
        textures=planes(model.card.inputs["textures"], block.left + x, block.top + y, whole, whole)[None],
    )["restyled"][0]
    inside = drawn[:, margin : margin + side, margin : margin + side].transpose(1, 2, 0)
    return np.rint(255 * inside).astype(np.uint8)


def sheet(model: Model, blocks: Blocks, path: Path, names: Sequence[str], side: int = _SHOWN) -> None:
    """One place in every style, drawn from every style: rows are given, columns drawn; what was given comes first."""
    ((block, left, top),) = _places(blocks, 1)
    left, top = left + (SIDE - side) // 2, top + (SIDE - side) // 2
    rows = []
    for given in names:
        row = [on_paper(block, blocks.number(CLEAN + given), left, top, side, style_named(model.card, given).finish)]
        for drawn in names:
            style = style_named(model.card, drawn)
            picture = redrawn(model, blocks, block, left, top, side, given, style)
            row.append(finished(picture, block.left + left, block.top + top, style.finish))
        rows.append(torch.stack([_tensor(each) for each in row]))
    save_grid(torch.stack(rows), path, names, ("given", *(f"as {name}" for name in names)), scale=1)


@dataclass
class _Tally:
    likeness: list[dict[str, float]] = field(default_factory=list)
    pieces: list[Tensor] = field(default_factory=list)


def _places(blocks: Blocks, count: int) -> Iterator[tuple[Block, int, int]]:
    """The square in each block that is most like a town, the best blocks first: the corner is a multiple of PIECE."""
    number, found = blocks.number(CLASSES), []
    for at, block in enumerate(blocks.blocks):
        height, width = block.pixels.shape[1:3]
        margin = 2 * PIECE  # at least what the network looks at
        for top in range(margin, height - SIDE - margin + 1, PIECE):
            for left in range(margin, width - SIDE - margin + 1, PIECE):
                seen = classes_of(np.asarray(block.pixels[number, top : top + SIDE : 8, left : left + SIDE : 8]))
                houses, roads = (seen == 1).mean(), (seen == 2).mean()
                found.append((abs(houses - _HOUSES) + abs(roads - _ROADS), at, left, top))
    if not found:
        raise InputError(f"The tiles are too small to measure on; draw blocks of {SIDE + 4 * PIECE} pixels or more.")
    best: dict[int, tuple[Block, int, int]] = {}
    for _, at, left, top in sorted(found):
        best.setdefault(at, (blocks.blocks[at], left, top))
    yield from list(best.values())[:count]


def _rounded(values: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in values.items()}


def _tensor(picture: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))).float() / 255


def _piece_tensor(picture: np.ndarray) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(cut_up(picture).transpose(0, 3, 1, 2))).float() / 255
