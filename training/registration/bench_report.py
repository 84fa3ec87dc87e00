"""The comparison of registrations as Markdown, and its curves as a picture."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from ..evaluation_report import percent, table
from .bench import CORNERS, CURVE, PLACED, WITHIN

_OURS = ("structural", "model-0", "model-1", "model-2")
_STRONG = ("#1f4e9c", "#d62728", "#e377c2", "#8c564b")
_KEY = 0.9  # inches for the names of the lines
_OTHERS = ("#8c6d31", "#17becf", "#9467bd", "#2ca02c", "#bcbd22", "#ff7f0e", "#7f7f7f", "#aec7e8", "#98df8a")


def markdown(report: dict) -> str:
    """Return everything that `bench.compare` found, with ``command`` added to it, as Markdown."""
    machine = report["machine"]
    lines = [
        "# Ways to register a sheet, compared",
        "",
        "Every method gets the same pairs: a sheet distorted by a known displacement, and its ground in another "
        f"picture. Measured on {machine['cores']} cores ({machine['machine']}). Made by",
        "",
        f"    {report['command']}",
        "",
        *(line for note in report["notes"] for line in (note, "")),
    ]
    for group, by_level in report["tables"].items():
        for level, rows in by_level.items():
            count = next(iter(rows.values()))
            lines += [f"## {group}, start errors up to {level} px", ""]
            lines += [f"{count['pairs']} pairs, {count['points']} grid points.", "", *_errors(rows), ""]
    for group, rows in report["rough"].items():
        lines += [f"## {group}", "", *_placements(rows), ""]
    lines += [*_legend(), "", "## Data", ""]
    for group, named in report["sources"].items():
        lines.append(f"- {group}: " + ", ".join(f"{name} ({count})" for name, count in named.items()))
    return "\n".join(lines) + "\n"


def plot(report: dict, path: str | Path) -> None:
    """Write a PNG: share of grid points within t pixels, one panel a table."""
    panels = [(group, level, rows) for group, levels in report["tables"].items() for level, rows in levels.items()]
    if not panels:
        return
    columns = max(len(levels) for levels in report["tables"].values())
    lines = -(-len(panels) // columns)
    figure = Figure(figsize=(max(3.5 * columns, 7.0), 3.0 * lines + _KEY), layout="constrained")
    FigureCanvasAgg(figure)
    styles, drawn = _styles(panels), {}
    grid = figure.add_gridspec(lines + 1, columns, height_ratios=[3.0] * lines + [_KEY])
    for number, (group, level, rows) in enumerate(panels):
        axis = figure.add_subplot(grid[divmod(number, columns)])
        for key, values in rows.items():
            share = [100 * part for part in values["curve"]]
            drawn[key] = axis.plot(CURVE, share, label=values["title"], **styles[key])[0]
        axis.set_title(f"{group}, {level} px", fontsize=9)
        axis.set(xlim=(0, CURVE[-1]), ylim=(0, 100))
        axis.grid(alpha=0.3)
        axis.set_xlabel("within t pixels", fontsize=8)
        if number % columns == 0:
            axis.set_ylabel("grid points, %", fontsize=8)
    key = figure.add_subplot(grid[lines, :])
    key.set_axis_off()
    key.legend(handles=list(drawn.values()), loc="center", ncols=4 if columns > 2 else 3, frameon=False, fontsize=8)
    figure.savefig(path, dpi=100)


def _errors(rows: dict) -> list[str]:
    header = ["method", "mean, px", "median, px", *(f"{t:g} px" for t in WITHIN)]
    header += [*(f"corners {t:g} px" for t in WITHIN), f"pairs < {CORNERS:g} px", "disasters", "s"]
    body = []
    for values in rows.values():
        shares = [*values["within"], *values["corners_within"], values["corner_pairs"], values["disasters"]]
        errors = [f"{values['mean']:.2f}", f"{values['median']:.2f}"]
        body.append([values["title"], *errors, *(percent(share) for share in shares), f"{values['seconds']:.2f}"])
    return table(header, body, texts=1)


def _placements(rows: dict) -> list[str]:
    header = ["method", "sheets", "placed", "mean, px", "claims", "false claims", "silent where hopeless", "s"]
    body = []
    for values in rows.values():
        mean = "–" if values["mean"] is None else f"{values['mean']:.1f}"
        shares = ["–" if values[name] is None else percent(values[name]) for name in ("placed", "false", "silent")]
        counts = [str(values["sheets"] + values["hopeless"]), shares[0], mean, str(values["claims"])]
        body.append([values["title"], *counts, *shares[1:], f"{values['seconds']:.2f}"])
    return table(header, body, texts=1)


def _legend() -> list[str]:
    return [
        "*Mean*, *median*: over a pair's grid points, median over pairs. *px*: share of all grid points, or corners of "
        f"sheets, within so many pixels of the truth. *Pairs*: whose four corners are off by less than {CORNERS:g} px "
        "on average. *Disasters*: pairs that end further off than they began. *Placed*: sheets off by at most "
        f"{PLACED:.0%} of their side on average, of those that have a place on their reference; *false claims*: of the "
        "sheets that a method moved, those that then lie elsewhere; *hopeless*: sheets whose reference shows other "
        "ground. *s*: seconds a pair, median.",
    ]


def _styles(panels: list) -> dict[str, dict]:
    """How each line is drawn: ours strong, the others thin."""
    keys = list(dict.fromkeys(key for _, _, rows in panels for key in rows))
    others = [key for key in keys if key not in (*_OURS, "none")]
    styles = {key: {"color": _OTHERS[number % len(_OTHERS)], "lw": 1.2} for number, key in enumerate(others)}
    styles |= {key: {"color": color, "lw": 2.4, "zorder": 3} for key, color in zip(_OURS, _STRONG)}
    return {**styles, "none": {"color": "0.6", "lw": 1.2, "ls": ":"}}
