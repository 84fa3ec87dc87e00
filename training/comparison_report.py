"""The comparison as Markdown: whole, and as the block of the README."""

from __future__ import annotations

from .comparison_cases import WIDE
from .evaluation_report import percent, table
from .measures import PIXEL, WITHIN_PIXELS

GROUPS = {
    "real": "Held-out real places",
    "generated": "Generated towns",
    "wide": f"Images at least {WIDE:g} m wide",
}
_SIX, _FOUR_PIXELS = "6", WITHIN_PIXELS.index(4)


def markdown(report: dict) -> str:
    """Return everything that `comparison.compare` found, with ``command`` added to it, as Markdown."""
    lines = ["# Ways to lay vectors onto imagery, compared", "", *_preface(report), ""]
    for group, by_level in report["means"].items():
        lines += [f"## {GROUPS[group]}: means over places", "", *_means_table(by_level, report["contenders"]), ""]
    lines += [
        "*Steady mean*: after taking out each image's median residual, because truth is often off by a constant.",
        "",
        "## Time and memory",
        "",
        *_cost_table(report["contenders"]),
        "",
        f"Seconds of wall time per million pixels of {PIXEL} m, all cases together. Every method has a process of its "
        "own; memory is the most that it ever held, Python, libraries and the image included.",
        "",
        "## Places: mean distance from the truth, metres",
        "",
        *_place_table(report),
        "",
    ]
    return "\n".join(lines)


def readme_block(report: dict) -> str:
    """Return the few figures that the README shows: mean errors by level, the rest at 6 m, 30 m on wide images."""
    real, far, rows = report["means"].get("real", {}), report["means"].get("wide", {}).get("30", {}), []
    levels = [level for level in real if level != "30"]
    for key, costs in report["contenders"].items():
        row = [costs["title"], *(_metres(real[level].get(key), "mean") for level in levels)]
        if _SIX in real:
            found = real[_SIX].get(key)
            row += [_metres(found, name) for name in ("median", "p90", "steady")]
            row += (
                [percent(found["within_pixels"][_FOUR_PIXELS]), f"{100 * found['worse']:.1f} %"] if found else ["–"] * 2
            )
        if far:
            row.append(_metres(far.get(key), "mean"))
        rows.append([*row, *_cost(costs)])
    header, captions = ["method", *(f"mean, {level} m" for level in levels)], []
    if levels:
        captions.append(f"means over {_names(report, 'real')}")
    if _SIX in real:
        header += ["median", "90th percentile", "steady mean", "within 1.2 m", "features further off"]
        captions.append(f"from the median to features further off at {_SIX} m")
    if far:
        header.append("mean, 30 m")
        captions.append(f"30 m on images at least {WIDE:g} m wide ({_names(report, 'wide')})")
    lines = [
        *table([*header, "s/Mpx", "MiB"], rows, texts=1),
        "",
        f"Metres from the truth; {'; '.join([*captions, _machine(report)])} Made by",
        "",
        f"    {report['command']}",
    ]
    return "\n".join(lines) + "\n"


def _preface(report: dict) -> list[str]:
    lines = [
        f"Vectors that fit their image are moved by random fields (at most {', '.join(report['levels'])} m), and every "
        "method gets the same moved vectors. Distances are from the truth, in metres on the ground; "
        f"1 px is {PIXEL} m; {_machine(report)} Made by",
        "",
        f"    {report['command']}",
    ]
    for note in report["notes"]:
        lines += ["", note]
    return lines


def _means_table(by_level: dict, contenders: dict) -> list[str]:
    rows = []
    for level, by_key in by_level.items():
        for key, values in by_key.items():
            distances = [_metres(values, name) for name in ("mean", "median", "p90", "steady")]
            shares = [percent(values["within_pixels"][WITHIN_PIXELS.index(pixels)]) for pixels in (1, 2, 4, 8)]
            further = [f"{100 * values[name]:.1f} %" for name in ("worse", "much_worse")]
            worst = f"{_metres(values, 'worst_mean')} ({values['worst_place']})"
            rows.append([f"{level} m", contenders[key]["title"], *distances, *shares, *further, worst])
    header = ["fields up to", "method", "mean", "median", "90th percentile", "steady mean"]
    header += [f"within {pixels} px" for pixels in (1, 2, 4, 8)]
    return table([*header, "features further off", "by more than 0.5 m", "worst place"], rows)


def _cost_table(contenders: dict) -> list[str]:
    rows = []
    for costs in contenders.values():
        same = contenders[costs["same_as"]]["title"] if "same_as" in costs else ""
        note = f"at most {costs['metres_apart']:.2g} m from {same}" if same else ""
        rows.append([costs["title"], str(costs["cases"]), *_cost(costs), note])
    return table(["method", "cases", "s/Mpx", "MiB", "answers"], rows, texts=1)


def _place_table(report: dict) -> list[str]:
    keys, rows = list(report["contenders"]), []
    for level, places in report["by_place"].items():
        for name, found in places.items():
            means = [_metres(found.get(key), "mean") for key in keys]
            rows.append([f"{level} m", name, str(report["places"][name]["vertices"]), *means])
    return table(["fields up to", "place", "vertices", *(report["contenders"][key]["title"] for key in keys)], rows)


def _cost(costs: dict) -> list[str]:
    peak = costs["peak_mib"]
    return [f"{costs['seconds_per_megapixel']:.2f}", "–" if peak is None else f"{peak:.0f}"]


def _names(report: dict, group: str) -> str:
    places = report["places"].items()
    return ", ".join(
        name for name, place in places if (place["is_wide"] if group == "wide" else place["group"] == group)
    )


def _machine(report: dict) -> str:
    return f"measured on {report['machine']['cores']} cores ({report['machine']['machine']})."


def _metres(summary: dict | None, name: str) -> str:
    return "–" if summary is None else f"{summary[name]:.2f}"
