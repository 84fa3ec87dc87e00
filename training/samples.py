"""Pictures of a training run: curves, and patches before and after."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import matplotlib
import numpy as np
import torch

from ..engine.errors import InputError
from .curves import read_curves
from .export import load_trained
from .losses import line_weight
from .packing import Sheet
from .patches import build_sampler
from .sampling import SamplingOptions

matplotlib.use("Agg")
from matplotlib import pyplot

_COLUMNS = 5


def draw_curves(metrics: str | Path, path: str | Path) -> None:
    """Plot the losses and the share of error that remains at each scale, against steps.

    Args:
        metrics: ``metrics.csv`` of the run.
        path: of the PNG.
    """
    series = read_curves(metrics)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4))
    for name, (steps, values) in series.items():
        axis = right if name.startswith("remaining") else left
        axis.plot(steps, values, label=name, lw=1)
    left.set(title="training losses", xlabel="step")
    right.set(title="validation: error over error of no displacement", xlabel="step", ylim=(0, 1.1))
    for axis in (left, right):
        axis.legend(fontsize=7)
        axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def draw_samples(checkpoint: str | Path, sheets: list[Sheet], options: SamplingOptions, path: str | Path) -> None:
    """Draw one patch for each scale: vectors as given (red), as found (green), and the segmentation if there is one.

    Args:
        checkpoint: of ``align-chain``.
        sheets: to cut the patches from.
        options: of the sampler; scales that it never draws are left out.
        path: of the PNG.
    """
    network, system = load_trained(checkpoint)
    sampler = build_sampler(sheets, options, mosaics=1, mosaic_size=800.0, seed=5)
    rng = np.random.default_rng(3)
    drawn = [scale for scale, share in enumerate(options.scale_probabilities) if share]
    figure, axes = pyplot.subplots(3, _COLUMNS, figsize=(3 * _COLUMNS, 9), squeeze=False)
    for column, scale in enumerate((drawn * _COLUMNS)[:_COLUMNS]):
        patch = sampler.draw(rng, scale, augment=False)
        with torch.no_grad():
            result = network(patch["image"][None], system.objective.seen(patch["vectors"][None]))
            found = system.objective.exported(result)
        picture = (patch["image"].permute(1, 2, 0).numpy() * 0.2 + 0.5).clip(0, 1)
        given = line_weight(patch["vectors"][None])[0, 0]
        moved = _warp(given, found[0][0])
        for axis, line, colour in ((axes[0, column], given.numpy(), 0), (axes[1, column], moved, 1)):
            shown = picture.copy()
            shown[..., colour] = np.maximum(shown[..., colour], line)
            axis.imshow(shown)
        if "segmentation" in system.objective.outputs:
            axes[2, column].imshow(found[2][0, 0].numpy(), vmin=0, vmax=1, cmap="gray")
            axes[2, column].set_title(f"{sheets[0].kind} seen")
        axes[0, column].set_title(f"scale {scale}: as given")
        axes[1, column].set_title("as found")
    for axis in axes.ravel():
        axis.axis("off")
    figure.tight_layout()
    figure.savefig(path, dpi=70)
    pyplot.close(figure)


def write_report(run: str | Path) -> Path:
    """Write ``report.md`` of a run: its configuration, last figures, curves and samples.

    Raises:
        InputError: the folder holds no training run.
    """
    run = Path(run)
    if not (run / "metrics.csv").exists():
        raise InputError(f"{run} holds no training run; give the folder that realign-train wrote.")
    draw_curves(run / "metrics.csv", run / "curves.png")
    with open(run / "metrics.csv", newline="", encoding="utf-8") as file:
        last = [row for row in csv.DictReader(file) if row.get("remaining")][-1:]
    lines = ["# Training run", "", "![curves](curves.png)", ""]
    if last:
        lines += [f"After step {last[0]['step']}, error over error of no displacement on validation patches:", ""]
        lines += ["| scale | remaining |", "|---|---|"]
        lines += [
            f"| {name.removeprefix('remaining_')} | {float(value):.3f} |"
            for name, value in sorted(last[0].items())
            if name.startswith("remaining_") and value
        ]
    if (run / "samples.png").exists():
        lines += ["", "![samples](samples.png)"]
    configuration = json.loads((run / "config.json").read_text(encoding="utf-8"))
    lines += ["", "## Configuration", "", "```json", json.dumps(configuration, indent=2), "```", ""]
    path = run / "report.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _warp(raster: torch.Tensor, field: torch.Tensor) -> np.ndarray:
    """Show a raster moved by a field of half its size: value(x + d(x)) = raster(x), approximately by looking back."""
    height, width = raster.shape
    full = torch.nn.functional.interpolate(field[None], (height, width), mode="bilinear", align_corners=False)[0]
    y, x = torch.meshgrid(torch.arange(height) + 0.5, torch.arange(width) + 0.5, indexing="ij")
    grid = torch.stack([2 * (x - full[0]) / width - 1, 2 * (y - full[1]) / height - 1], -1)
    return torch.nn.functional.grid_sample(raster[None, None], grid[None], align_corners=False)[0, 0].numpy()
