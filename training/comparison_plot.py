"""Cumulative curves of the comparison (as Zampieri et al., Fig. 5): share of vertices within t pixels of the truth."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .measures import CURVE_PIXELS, PIXEL

_TITLES = {"real": "real places", "generated": "generated towns", "wide": "wide images"}
_COLOURS = ("0.6", "#8c6d31", "#17becf", "#9467bd", "#2ca02c", "#bcbd22", "#ff7f0e", "#e377c2", "#7f7f7f", "#aec7e8")
_OURS = {"ours-fast": "#1f4e9c", "ours-best": "#d62728"}
_VARIANTS = [(colour, dashes) for colour in ("0.25", "#b15928") for dashes in ("-", "--", "-.", ":")]


def panels_of(report: dict, readme: bool = False) -> list[tuple[str, str]]:
    """Return the panels (group, level): all of them, or for the README real places, and wide images at 30 m."""
    means = report["means"]
    chosen = [("real", level) for level in means.get("real", {}) if level != "30"]
    chosen += [("wide", "30")] if "30" in means.get("wide", {}) else []
    if readme and chosen:
        return chosen
    return [(group, level) for group, by_level in means.items() if group != "wide" for level in by_level]


def plot(report: dict, panels: Sequence[tuple[str, str]], path: str | Path) -> None:
    """Write a PNG with one panel for each of ``panels`` (group, level), four in a row; colours keep to their method."""
    columns = min(len(panels), 4)
    rows = -(-len(panels) // columns)
    width = max(3.6 * columns, 7.2)
    key_columns = int(width // 2.6)
    key_height = 0.25 * (2 + -(-len(report["contenders"]) // key_columns))
    figure = Figure(figsize=(width, 3.3 * rows + key_height), layout="constrained")
    FigureCanvasAgg(figure)
    grid = figure.add_gridspec(rows + 1, columns, height_ratios=[3.3] * rows + [key_height])
    axes = [figure.add_subplot(grid[divmod(number, columns)]) for number in range(len(panels))]
    styles, lines = _styles(report["contenders"]), {}
    for axis, (group, level) in zip(axes, panels):
        for key, values in report["means"][group][level].items():
            if key not in styles:
                continue
            share = [100 * part for part in values["curve"]]
            lines[key] = axis.plot(CURVE_PIXELS, share, label=report["contenders"][key]["title"], **styles[key])[0]
        axis.set(title=f"{_TITLES[group]}, fields up to {level} m", xlim=(0, CURVE_PIXELS[-1]), ylim=(0, 100))
        axis.set_xticks(range(0, 17, 4))
        axis.set_xlabel(f"within t pixels of {PIXEL} m")
        axis.grid(alpha=0.3)
    for axis in axes[::columns]:
        axis.set_ylabel("vertices, %")
    handles = [lines[key] for key in styles if key in lines]
    legend = figure.add_subplot(grid[rows, :])
    legend.set_axis_off()
    legend.legend(handles=handles, loc="center", ncols=min(len(handles), key_columns), frameon=False)
    figure.savefig(path, dpi=110)


def _styles(contenders: dict) -> dict[str, dict]:
    """How each line is drawn: ours strong, the paper's thin; what repeats another line, not at all."""
    styles, thin, others = {}, 0, 0
    for key, costs in contenders.items():
        if "same_as" in costs:
            continue
        if key in _OURS:
            styles[key] = {"color": _OURS[key], "lw": 2.4, "zorder": 3}
        elif key.startswith("variant"):
            colour, dashes = _VARIANTS[thin % len(_VARIANTS)]
            styles[key] = {"color": colour, "lw": 0.9, "ls": dashes}
            thin += 1
        else:
            styles[key] = {"color": _COLOURS[others % len(_COLOURS)], "lw": 1.4, "ls": ":" if key == "none" else "-"}
            others += 1
    return styles
