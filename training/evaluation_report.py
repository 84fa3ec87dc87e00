"""The evaluation as a Markdown table and as a plot of cumulative curves (as Zampieri et al., Fig. 5)."""

from __future__ import annotations

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .measures import CURVE_PIXELS, PIXEL, WITHIN_METRES, WITHIN_PIXELS

_STYLES = ({"color": "0.6", "ls": ":"}, {"color": "tab:orange", "ls": "--"}, {"color": "tab:blue"})


def markdown(report: dict) -> str:
    """Return what `evaluation.run_evaluation` found as Markdown."""
    means, places = report["means"], report["places"]
    first = next(iter(places.values()))
    lines = [
        "# align-chain, evaluated",
        "",
        f"Model {report['model']}, run through {report['through']} on {report['device']}; "
        f"{len(first)} places ({', '.join(first)}), {report['seeds']} random fields for each image and level. "
        f"Distances are from the truth, in metres on the ground; 1 px is {PIXEL} m. Made by",
        "",
        f"    {report['command']}",
        "",
        "## Means over places",
        "",
    ]
    header = ["fields up to", "method", "mean", "median", "90th percentile", "steady mean"]
    header += [f"within {metres:g} m" for metres in WITHIN_METRES] + ["features further off"]
    rows = []
    for level, methods in means.items():
        for title, values in methods.items():
            distances = [f"{values[key]:.2f}" for key in ("mean", "median", "p90", "steady")]
            shares = [percent(share) for share in (*values["within_metres"], values["worse"])]
            rows.append([f"{level} m", title, *distances, *shares])
    lines += table(header, rows)
    lines += [
        "",
        "*Steady mean*: after taking out each image's median residual, because truth is often off by a constant.",
        "",
    ]
    lines += ["## Share of vertices within t pixels, means over places", ""]
    rows = [
        [f"{level} m", title, *(percent(share) for share in values["within_pixels"])]
        for level, methods in means.items()
        for title, values in methods.items()
    ]
    lines += table(["fields up to", "method", *(f"{pixels} px" for pixels in WITHIN_PIXELS)], rows)
    lines += ["", "## Places: mean distance", ""]
    titles = list(next(iter(means.values())))
    header = ["fields up to", "place", "vertices", *titles]
    header += [f"{titles[-1]}: {what}" for what in ("left", "90th percentile", "features further off")]
    rows = []
    for level, by_place in places.items():
        for name, methods in by_place.items():
            start, end = methods[titles[0]]["mean"], methods[titles[-1]]
            left = percent(end["mean"] / start) if start else "–"
            distances = [f"{methods[title]['mean']:.2f}" for title in titles]
            rows.append(
                [
                    f"{level} m",
                    name,
                    str(end["vertices"]),
                    *distances,
                    left,
                    f"{end['p90']:.2f}",
                    percent(end["worse"]),
                ]
            )
    lines += table(header, rows)
    return "\n".join(lines) + "\n"


def plot(report: dict, path: str | Path) -> None:
    """Write a PNG: one panel a level, share of vertices within t pixels by t, mean over places."""
    means = report["means"]
    figure = Figure(figsize=(4.2 * len(means), 4), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, len(means), sharey=True, squeeze=False)[0]
    for axis, (level, methods) in zip(axes, means.items()):
        for style, (title, values) in zip(_STYLES, methods.items()):
            axis.plot(CURVE_PIXELS, [100 * share for share in values["curve"]], label=title, **style)
        axis.set(title=f"fields up to {level} m", xlabel=f"within t pixels of {PIXEL} m", xlim=(0, 10), ylim=(0, 100))
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("vertices, %")
    axes[0].legend(loc="best", frameon=False)
    figure.savefig(path, dpi=120)


def percent(share: float) -> str:
    """Return a share of 0..1 in percent."""
    return f"{100 * share:.0f} %"


def table(header: list[str], rows: list[list[str]], texts: int = 2) -> list[str]:
    """Return the lines of a Markdown table; the first ``texts`` columns are text, the others numbers."""
    rule = ["---"] * texts + ["---:"] * (len(header) - texts)
    return ["| " + " | ".join(row) + " |" for row in (header, rule, *rows)]
