"""Swapped styles of several systems beside the truth, on maps of towns that none has seen: one sheet and one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor

from .harness.grids import save_grid
from .harness.results import Result, markdown
from .maps import CLASSES, Maps
from .measuring import Translator

_BUILT, _ROADS = 0.15, 0.08  # shares of a place that is shown: there must be something to see
_COLOURS = 160  # keeps the sheet below 400 kB
NAME = "style_swaps"


def shown_places(truth: Tensor, count: int) -> Tensor:
    """Numbers of places with many buildings and roads, spread evenly.

    Args:
        truth: numbers of ``CLASSES``, N x H x W.
    """
    built, roads = ((truth == CLASSES.index(name)).float().mean((1, 2)) for name in ("buildings", "roads"))
    full = ((built >= _BUILT) & (roads >= _ROADS)).nonzero()[:, 0]
    if len(full) < count:
        full = torch.arange(len(truth))
    return full[torch.arange(count) * len(full) // count]


@torch.no_grad()
def draw_swaps(systems: Mapping[str, Translator], maps: Maps, path: str | Path, rows: int = 2) -> None:
    """Write a sheet: from each style to the one half a round further on, what each system makes of it, and the truth.

    Args:
        systems: by the name that stands over their column.
        rows: places for each pair of styles.
    """
    names = [part.name for part in maps.styles]
    pairs = [(number, (number + len(names) // 2) % len(names)) for number in range(len(names))]
    places = shown_places(maps.truth["test"], rows * len(pairs)).view(len(pairs), rows)
    sheet, sides = [], []
    for (source, target), chosen in zip(pairs, places, strict=True):
        given, truth = (maps.styles[number].test.pictures(chosen) for number in (source, target))
        made = [system.translate(given, source, target) for system in systems.values()]
        sheet += list(torch.stack([given, *made, truth], 1))
        sides += [f"{names[source]}\nto {names[target]}", *[""] * (rows - 1)]
    half = len(sheet) // 2  # two columns of pairs, for a sheet that is not too long
    both = torch.cat([torch.stack(sheet[:half]), torch.stack(sheet[half:])], 1)
    columns = ["given", *systems, "truth"] * 2
    written = [f"{left}\n\n{right}" if left else "" for left, right in zip(sides[:half], sides[half:], strict=True)]
    save_grid(both, path, written, columns, scale=1.5)
    _shrink(path)


def write_swaps(
    systems: Mapping[str, Translator], maps: Maps, results: Sequence[Result], folder: str | Path, rows: int = 2
) -> Path:
    """Write ``style_swaps.png`` and a page around it, and return the page.

    Args:
        results: the systems' rows.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    draw_swaps(systems, maps, folder / f"{NAME}.png", rows)
    text = [
        "# Swapped styles of maps",
        "",
        "Each place is drawn in another style, by the content code of the place and the style code of a training "
        "picture of another town. No system has seen these towns.",
        "",
        f"![{', '.join(systems)}]({NAME}.png)",
        "",
        markdown(list(results)),
    ]
    page = folder / f"{NAME}.md"
    page.write_text("\n".join(text), encoding="utf-8")
    return page


def _shrink(path: str | Path) -> None:
    """The same PNG in fewer colours."""
    from PIL import Image  # matplotlib brings it

    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
