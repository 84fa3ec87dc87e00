"""What a model's card says about how good it was measured to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..engine.model import read_card
from .evaluation import NONE, OURS
from .export import write_card

_KEPT = ("mean", "median", "p90")


def write_quality(path: str | Path, quality: dict) -> None:
    """Put measured quality into a model's card.

    Raises:
        ModelError: the file is no model of ours.
    """
    write_card(path, replace(read_card(path), quality=quality))


def of_vertices(report: dict) -> dict:
    """Quality from an evaluation on real places (`evaluation.run_evaluation`).

    Errors of vertices in metres, before and after, by the largest displacement of the random fields: means over the
    places, and those of each place after alignment.
    """
    after = {
        level: {place: methods[OURS] for place, methods in places.items()} for level, places in report["places"].items()
    }
    return _quality(report["means"], after)


def of_roads(report: dict) -> dict:
    """The same from an evaluation of roads (`road_measures.run_road_evaluation`).

    Distances of points along lines from the true centre line.
    """
    before, after = (
        {level: {name: found[when] for name, found in groups.items()} for level, groups in report["results"].items()}
        for when in ("before", "after")
    )
    means = {level: {NONE: _mean(before[level].values()), OURS: _mean(after[level].values())} for level in after}
    return _quality(means, after)


def _quality(means: dict[str, dict], by_place: dict[str, dict]) -> dict:
    return {
        "places": sorted(next(iter(by_place.values()))),
        "error_in_metres": _rounded(means),
        "error_in_metres_by_place": _rounded(by_place),
    }


def _rounded(summaries: dict[str, dict]) -> dict:
    return {
        f"fields up to {level} m": {
            name: {key: round(found[key], 3) for key in _KEPT if key in found} for name, found in rows.items()
        }
        for level, rows in summaries.items()
    }


def _mean(summaries: Iterable[dict]) -> dict:
    summaries = list(summaries)
    return {key: sum(summary[key] for summary in summaries) / len(summaries) for key in _KEPT}
