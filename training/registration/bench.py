"""Compare ways to register sheets: the same pairs to all, in one run."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ...engine.errors import InputError, RealignError
from ...engine.field import sample
from ..comparison_store import Answer, Store
from .cases import SHIFT, Pair
from .contenders import Contender

WITHIN = (1.0, 3.0, 5.0, 10.0)  # pixels
CURVE = tuple(step / 4 for step in range(81))  # pixels, up to 20
CORNERS = 5.0  # pixels that the corners of a pair may be off on average, as homographies are judged
PLACED = 0.02  # of a sheet's side: a sheet that is nearer, on average, lies in its place; the rest is soon found
_EQUAL = 1e-3  # pixels by which an error may grow without being a disaster


@dataclass(frozen=True)
class Case:
    """A pair that is made when it is wanted.

    Attributes:
        group: the table it belongs to.
        level: pixels, the largest displacement; 0 for sheets that are only roughly placed.
        make: makes the pair.
    """

    group: str
    level: float
    make: Callable[[], Pair]


@dataclass(frozen=True)
class Outcome:
    """What a method made of a pair.

    Attributes:
        before, after: float (N,), pixels by which the pair's points are off.
        corners: float (4,), the same of its corners.
        side: of the sheet, pixels.
        claims: whether the method moved anything.
        hopeless: whether it should not have.
        seconds: taken.
    """

    before: np.ndarray
    after: np.ndarray
    corners: np.ndarray
    side: float
    claims: bool
    hopeless: bool
    seconds: float

    @property
    def placed(self) -> bool:
        """Whether the sheet lies in its place."""
        return not self.hopeless and float(self.after.mean()) <= PLACED * self.side


def compare(
    contenders: Sequence[Contender], cases: Sequence[Case], folder: str | Path, say: Callable[[str], None] = print
) -> dict:
    """Run all contenders on all cases and measure; answers that the folder holds are not computed again.

    Args:
        contenders: rows of the tables, in their order. One that cannot run is left out with a note.
        cases: what they are asked.
        folder: for answers (``answers``); made if missing.
        say: takes one line of progress at a time.

    Returns:
        ``machine``; ``notes``: sentences on what is missing; ``sources``: group -> names of the data -> pairs;
        ``tables``: group -> level -> key -> `summary`, with the contender's ``title``; ``rough``: group -> key ->
        `placements`.

    Raises:
        InputError: there is nothing to compare.
    """
    if not contenders or not cases:
        raise InputError("There is nothing to compare; give at least one method and one pair of each kind.")
    store, notes = Store(Path(folder) / "answers"), {}
    found: dict[tuple[str, float], dict[str, list[Outcome]]] = {}
    sources: dict[str, dict[str, int]] = {}
    for number, case in enumerate(cases, 1):
        pair = case.make()
        say(f"{number} of {len(cases)}: {pair}, {len(pair.points)} points")
        named = sources.setdefault(case.group, {})
        named[pair.source] = named.get(pair.source, 0) + 1
        rows = found.setdefault((case.group, case.level), {})
        for contender in contenders:
            if contender.key not in notes and (case.level or contender.make_rough):
                try:
                    answer = store.find(contender, pair) or _asked(contender, pair, store)
                except Exception as error:  # a peer's library may raise anything, and the other rows are still wanted
                    notes[contender.key] = f"{contender.title} was left out: {_reason(error)}."
                    say(notes[contender.key])
                else:
                    rows.setdefault(contender.key, []).append(_outcome(pair, answer))
    titles = {contender.key: contender.title for contender in contenders}
    report = {
        "machine": {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()},
        "notes": list(notes.values()),
        "sources": sources,
        "tables": {},
        "rough": {},
    }
    for (group, level), rows in found.items():
        measure = summary if level else placements
        measured = {key: {"title": titles[key], **measure(each)} for key, each in rows.items() if key not in notes}
        if level:
            report["tables"].setdefault(group, {})[f"{level:g}"] = measured
        else:
            report["rough"][group] = measured
    return report


def summary(outcomes: Sequence[Outcome]) -> dict:
    """Measure a method on pairs of one kind and start error.

    Returns:
        ``pairs``, ``points``; ``mean`` and ``median``: of a pair's points, pixels, median over pairs; ``within``,
        ``corners_within``: shares of all points and of all corners within `WITHIN`; ``curve``: at `CURVE`;
        ``corner_pairs``: share of pairs whose corners are off by at most `CORNERS` on average; ``disasters``: share of
        pairs that end further off than they began; ``seconds``: median.
    """
    after = np.concatenate([each.after for each in outcomes])
    corners = np.concatenate([each.corners for each in outcomes])
    return {
        "pairs": len(outcomes),
        "points": len(after),
        "mean": float(np.median([each.after.mean() for each in outcomes])),
        "median": float(np.median([np.median(each.after) for each in outcomes])),
        "within": _shares(after, WITHIN),
        "corners_within": _shares(corners, WITHIN),
        "curve": _shares(after, CURVE),
        "corner_pairs": float(np.mean([each.corners.mean() <= CORNERS for each in outcomes])),
        "disasters": float(np.mean([each.after.mean() > each.before.mean() + _EQUAL for each in outcomes])),
        "seconds": float(np.median([each.seconds for each in outcomes])),
    }


def placements(outcomes: Sequence[Outcome]) -> dict:
    """Measure a method on sheets that are only roughly placed, some of which have no place on their reference.

    Returns:
        ``sheets``, ``hopeless``: how many; ``placed``: share of the sheets that can be; ``false``: share of what it
        claims that is wrong; ``silent``: share of the hopeless ones of which it claims nothing; ``mean``: pixels,
        median over the sheets that can be placed; ``seconds``: median.
    """
    possible = [each for each in outcomes if not each.hopeless]
    claims = [each for each in outcomes if each.claims]
    hopeless = [each for each in outcomes if each.hopeless]
    return {
        "sheets": len(possible),
        "hopeless": len(hopeless),
        "placed": float(np.mean([each.claims and each.placed for each in possible])) if possible else None,
        "claims": len(claims),
        "false": float(np.mean([not each.placed for each in claims])) if claims else 0.0,
        "silent": float(np.mean([not each.claims for each in hopeless])) if hopeless else None,
        "mean": float(np.median([each.after.mean() for each in possible])) if possible else None,
        "seconds": float(np.median([each.seconds for each in outcomes])),
    }


def _asked(contender: Contender, pair: Pair, store: Store) -> Answer:
    """Ask a method; keep what it says of the pair's points and corners."""
    method = contender.make(pair.level) if pair.level else contender.make_rough(SHIFT * _side(pair))
    started = time.perf_counter()
    arrays = (pair.sheet, pair.sheet_valid, pair.reference, pair.reference_valid)
    displacement = method(*arrays, pair.resolution)
    seconds = time.perf_counter() - started
    answer = Answer(sample(displacement, np.concatenate([pair.points, pair.corners])), seconds, None)
    store.keep(contender, pair, answer)
    return answer


def _outcome(pair: Pair, answer: Answer) -> Outcome:
    at = np.concatenate([pair.points, pair.corners])
    truth, count = sample(pair.truth, at), len(pair.points)
    after = np.hypot(*(answer.coordinates - truth).T)
    claims = bool(np.abs(answer.coordinates).max() > 0)
    before = np.hypot(*truth[:count].T)
    return Outcome(before, after[:count], after[count:], _side(pair), claims, pair.hopeless, answer.seconds)


def _side(pair: Pair) -> float:
    return float((pair.corners.max(0) - pair.corners.min(0)).min())


def _shares(length: np.ndarray, within: Iterable[float]) -> list[float]:
    return (length[:, None] <= np.asarray(within)).mean(0).tolist()


def _reason(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return f"{error.name} is not installed"
    if isinstance(error, RealignError):
        return str(error).rstrip(".")
    return f"it failed with {type(error).__name__} ({error})"
