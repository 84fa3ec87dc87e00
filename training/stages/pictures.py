"""The pictures of a report: reconstructions by rows (the paper's Figure 1), decoded planes, and where samples lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..curves import read_curves
from ..translation.harness.grids import save_grid
from ..translation.image_sets import ImageSet
from .systems import System

_SHOWN = 12  # pictures in a row
_BASELINES = ("PCA (P)", "tSNE (S)")  # those that the paper shows
_AT_MOST = 500  # dots
_CURVES = {"validation_ssim": "SSIM of validation, by steps", "validation_divergence": "divergence, nats a dimension"}


def draw_rows(systems: Sequence[System], test: ImageSet, path: Path) -> Path:
    """Test pictures, and below them what the base, the longest chains and the baselines make of them."""
    count = min(_SHOWN, len(test))
    given = test.pictures(torch.arange(count) * len(test) // count)
    chosen = [systems[0], *_longest(systems), *(each for each in systems if each.label in _BASELINES)]
    rows = torch.stack([given, *(system.drawn(given) for system in chosen)])
    save_grid(rows, path, ["given", *(system.label for system in chosen)], title="Reconstructions of test pictures")
    return path


def draw_planes(systems: Sequence[System], test: ImageSet, folder: Path) -> list[Path]:
    """What is drawn at places evenly over the plane, a picture for each of the longest chains."""
    pictures = _some(test).pictures()
    found = []
    for system in _longest(systems):
        path = folder / f"plane-{system.label[:1]}-{system.label[-3:].strip('()').lower()}.png"
        save_grid(system.plane(system.codes(pictures)), path, title=f"{system.label}: the plane, decoded")
        found.append(path)
    return found


def draw_scatter(systems: Sequence[System], test: ImageSet, names: Sequence[str], path: Path) -> Path:
    """Where test pictures lie in each plane, coloured by what they are of."""
    part = _some(test)
    pictures = part.pictures()
    fields = {system.label.removesuffix(" (P)"): system.codes(pictures) for system in _flat(systems)}
    rows = -(-len(fields) // 3)
    figure = Figure(figsize=(12, 3.6 * rows))
    for number, (label, codes) in enumerate(fields.items()):
        axis = figure.add_subplot(rows, 3, number + 1)
        for kind in part.labels.unique().tolist():
            mine = codes[part.labels == kind]
            axis.scatter(*mine.T.tolist(), s=6, color=f"C{kind % 10}", label=names[kind])
        axis.set_title(label, fontsize=9)
        axis.tick_params(labelsize=7)
        if not number and len(names) > 1:
            axis.legend(fontsize=6)
    figure.tight_layout()
    FigureCanvasAgg(figure).print_png(str(path))
    return path


def draw_stages(folder: Path, path: Path) -> Path:
    """How the stages of a run learnt, one line each."""
    figure = Figure(figsize=(11, 4))
    axes = figure.subplots(1, len(_CURVES))
    for number, metrics in enumerate(sorted(folder.glob("*/metrics.csv"))):
        curves = read_curves(metrics)
        for axis, name in zip(axes, _CURVES, strict=True):
            steps, values = curves.get(name, ([], []))
            style = "-" if number < 10 else "--"
            axis.plot(steps, values, style, lw=1, marker=".", color=f"C{number % 10}", label=metrics.parent.name)
    for axis, title in zip(axes, _CURVES.values(), strict=True):
        axis.set_title(title, fontsize=9)
        axis.tick_params(labelsize=7)
        axis.grid(alpha=0.3)
    axes[0].legend(fontsize=6)
    figure.tight_layout()
    FigureCanvasAgg(figure).print_png(str(path))
    return path


def _flat(systems: Sequence[System]) -> list[System]:
    """Those with a plane, each plane once."""
    return [each for each in systems if each.plane or each.label.endswith("(P)")]


def _longest(systems: Sequence[System]) -> list[System]:
    """Those learnt in the most stages; greedy before the others."""
    learnt = [each for each in systems if each.plane]
    most = max((each.label[0] for each in learnt), default="")
    return sorted((each for each in learnt if each.label[0] == most), key=lambda each: not each.label.endswith("(G)"))


def _some(test: ImageSet) -> ImageSet:
    count = min(len(test), _AT_MOST)
    return test.take(torch.arange(count) * len(test) // count)
