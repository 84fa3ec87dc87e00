"""The table of colorizers: figures of every variant that was trained into one folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch

from ..translation.harness.grids import save_grid
from .measures import GROUPS, Figures, Painter, Piece, grey, made_pieces, measured, one_tint, piece_of
from .pictures import load_pictures
from .sampling import scaled_place
from .sheets import painted

FIGURES = "figures.json"
BASELINES = ("grey", "one tint")
UNTOLD, NEAR = ", place not told", ", place told where a place nearby is known"
_HEADINGS = {"mse": "MSE", "psnr": "PSNR, dB", "delta_e": "ΔE2000"}
_SHOWN, _SIDE = 6, 128  # pieces on the sheet, and their side
_TINTED = 400  # pieces at most that the tint is the mean of
_PARTS = ("lightness", "plane", "place")
Groups = dict[str, Sequence[Piece]]


def groups_of(data: str | Path | None, made: int = 24) -> Groups:
    """What is measured on, by ``GROUPS``; without packed pictures only landscapes.

    Args:
        data: what ``realign-train pack-color`` wrote.
        made: how many landscapes.

    Raises:
        InputError: the folder holds no packed pictures.
    """
    landscapes = {"landscapes": made_pieces(made)}
    if data is None:
        return landscapes
    real = [name for name in GROUPS if name not in landscapes]
    return {name: [piece_of(each) for each in load_pictures(data, name)] for name in real} | landscapes


def baselines(data: str | Path | None, groups: Groups) -> dict[str, dict[str, Figures]]:
    """Figures of what knows nothing: no colour, and one tint for all."""
    learnt = made_pieces(8, 0) if data is None else [piece_of(each) for each in _some(load_pictures(data, "train"))]
    painters = dict(zip(BASELINES, (grey, one_tint(learnt))))
    return {name: figures_of(painter, groups) for name, painter in painters.items()}


def figures_of(painter: Painter, groups: Groups) -> dict[str, Figures]:
    """What a painter reaches in each group."""
    return {name: measured(painter, pieces) for name, pieces in groups.items()}


def rows_of(title: str, painter: Painter, groups: Groups, is_placed: bool = True) -> dict[str, dict[str, Figures]]:
    """The same as rows of the table: told the places, and what takes notice of them without them, too."""
    rows = {title: figures_of(painter, groups)}
    if is_placed:
        nowhere = torch.from_numpy(scaled_place(None))
        rows[title + UNTOLD] = figures_of(lambda lightness, place: painter(lightness, nowhere.expand_as(place)), groups)
    return rows


def write_figures(rows: dict[str, dict[str, Figures]], folder: str | Path) -> None:
    """Keep figures by the title of their row, for the table."""
    stored = {title: {group: asdict(each) for group, each in figures.items()} for title, figures in rows.items()}
    (Path(folder) / FIGURES).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def table(folders: Sequence[Path], order: Sequence[str]) -> list[str]:
    """Markdown: a table for each group, with a row for everything that the folders hold figures of.

    Args:
        folders: of runs, those without figures are passed over.
        order: titles of the rows.
    """
    rows: dict[str, dict] = {}
    for folder in folders:
        if (folder / FIGURES).exists():
            rows |= json.loads((folder / FIGURES).read_text(encoding="utf-8"))
    order = [title + ending for title in order for ending in ("", UNTOLD, NEAR)]
    titles = [title for title in (*order, *BASELINES) if title in rows]
    lines: list[str] = []
    for group, words in GROUPS.items():
        present = [title for title in titles if group in rows[title]]
        if present:
            count = rows[present[0]][group]["pieces"]
            lines += ["", f"### {group.capitalize()}: {words} ({count} pieces)", ""]
            lines += ["| | " + " | ".join(_HEADINGS.values()) + " |", "|---" * (1 + len(_HEADINGS)) + "|"]
            for title in present:
                values = rows[title][group]["values"]
                cells = (f"{values[name][0]:.4g} ± {values[name][1]:.2g}" for name in _HEADINGS)
                lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return [
        "Means over pieces ± standard error. MSE: of hue and saturation as vectors in the plane of the bi-cone. PSNR: "
        "of the picture in RGB, rebuilt with its true lightness. ΔE2000: the mean over pixels. Each was told the place "
        "where there is one; of towns never trained on it can only know what their surroundings, if any, and the "
        "picture itself tell it.",
        *lines,
    ]


def places_table(figures: dict[str, Figures]) -> list[str]:
    """Markdown: PSNR and ΔE2000 of each place of one model."""
    lines = ["", "| | place | PSNR, dB | ΔE2000 |", "|---|---|---|---|"]
    for group, each in figures.items():
        for place, values in each.by_place.items():
            lines.append(f"| {group} | {place} | {values['psnr']:.2f} | {values['delta_e']:.2f} |")
    return lines


def draw_sheet(painter: Painter, groups: Groups, path: Path) -> None:
    """Pieces of different places, those never trained on first, in their own colours and in those of other places."""
    chosen: dict[str, Piece] = {}
    for piece in (piece for pieces in groups.values() for piece in pieces):
        if piece.lightness.shape[1:] == (_SIDE, _SIDE):
            chosen.setdefault(piece.name, piece)
    shown = list(chosen.values())[:_SHOWN]
    parts = (torch.stack([torch.from_numpy(getattr(each, name)) for each in shown]) for name in _PARTS)
    pictures, rows, _ = painted(painter, *parts)
    save_grid(pictures, path, rows, [piece.name[:22] for piece in shown], scale=1)


def _some(pictures: Sequence) -> Sequence:
    return pictures[:: -(-len(pictures) // _TINTED)]
