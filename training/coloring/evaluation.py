"""What a colorizer's file is worth, run as the engine runs it."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from ...engine.card import ModelCard
from ...engine.colorize_spot import NOWHERE, Spot, taken, told
from ...engine.model import load_model
from .judging import NEAR, baselines, draw_sheet, figures_of, groups_of, places_table, rows_of, table, write_figures
from .measures import GROUPS


def evaluate(model: str | Path, data: str | Path | None, out: str | Path, made: int = 24) -> dict:
    """Measure a model file; writes ``colorize.md``, ``figures.json`` and ``places.png``.

    Args:
        data: what ``realign-train pack-color`` wrote; made-up landscapes alone if None.
        out: folder for what is written.
        made: how many landscapes are measured.

    Returns:
        Means for the model's card, by group of pieces, each told its place as the engine tells imagery its own.

    Raises:
        InputError: nothing is packed.
        ModelError: the file is no colorizer.
    """
    loaded, out, groups = load_model(model, "cpu", "colorize"), Path(out), groups_of(data, made)
    out.mkdir(parents=True, exist_ok=True)

    def paint(lightness: Tensor, place: Tensor) -> Tensor:
        pairs = zip(lightness.split(1), place.split(1))
        return torch.cat(
            [torch.from_numpy(loaded.run(lightness=one.numpy(), place=at.numpy())["color"]) for one, at in pairs]
        )

    name = loaded.card.name
    rows = rows_of(name, paint, groups)
    own = name + NEAR
    rows[own] = figures_of(lambda lightness, place: paint(lightness, _told(place, loaded.card)), groups)
    write_figures({**rows, **baselines(data, groups)}, out)
    draw_sheet(paint, groups, out / "places.png")
    lines = [f"# {name}", "", *table([out], [name]), *places_table(rows[own]), "", "![places](places.png)", ""]
    (out / "colorize.md").write_text("\n".join(lines), encoding="utf-8")
    return {
        GROUPS[group]: {"pieces": each.pieces, **{key: round(mean, 4) for key, (mean, _) in each.values.items()}}
        for group, each in rows[own].items()
    }


def _told(place: Tensor, card: ModelCard) -> Tensor:
    """What the engine tells of the place where a piece lies, 1 x 2 x 1 x 1."""
    latitude, longitude = place.flatten().tolist()
    if (latitude, longitude) == NOWHERE:
        return place
    return torch.from_numpy(told(taken(Spot(90 * latitude, 180 * longitude), card, is_given=False)))
