"""Compare ways to lay vectors onto imagery: the same displaced vectors to all, in one run, each in its own process."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..engine.errors import InputError, OutputError, RealignError
from .comparison_cases import Case
from .comparison_process import Apart
from .comparison_store import Answer, Store
from .contenders import Contender
from .evaluation import counted
from .measures import Residuals, average, summarise

Answers = dict[str, dict[Case, Answer]]  # by the key of the contender


def compare(
    contenders: Sequence[Contender], cases: Sequence[Case], folder: str | Path, say: Callable[[str], None] = print
) -> dict:
    """Run all contenders on all cases and measure; answers that the folder holds are not computed again.

    Args:
        contenders: rows of the tables, in their order. One that cannot run is left out with a note.
        cases: see `comparison_cases.cases_of`.
        folder: for answers (``answers``), made if missing.
        say: takes one line of progress at a time.

    Returns:
        ``machine``; ``levels``; ``places``: name → group, images, vertices, megapixels,
        sizes in metres, whether an image is wide;
        ``contenders``: key → title, seconds per megapixel, peak memory and the like; ``notes``: sentences
        on what is missing; ``means``: group → level → key → `measures.summarise` averaged over places, with
        ``worst_place`` and ``worst_mean``, for the contenders that ran on all cases of the group and level,
        the group "wide" being all images at least 400 m wide; ``by_place``: level → place → key → summary.

    Raises:
        InputError: there is nothing to compare.
        OutputError: the folder cannot be written.
    """
    if not contenders or not cases:
        raise InputError("There is nothing to compare; give at least one method, place, level and seed.")
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be made; choose a folder that you may write to.") from error
    answers, notes = _answers(contenders, cases, Store(folder / "answers"), say)
    ran = [contender for contender in contenders if contender.key in answers]
    groups = {group: [case for case in cases if case.group == group] for group in dict.fromkeys(c.group for c in cases)}
    groups["wide"] = [case for case in cases if case.is_wide]
    return {
        "machine": {"cores": os.cpu_count(), "machine": platform.machine(), "python": platform.python_version()},
        "levels": list(dict.fromkeys(f"{case.level:g}" for case in cases)),
        "places": _places(cases),
        "contenders": {contender.key: _costs(contender, answers) for contender in ran},
        "notes": notes,
        "means": {group: _by_level(members, answers, _means) for group, members in groups.items() if members},
        "by_place": _by_level(cases, answers, _by_place),
    }


def _answers(contenders, cases, store: Store, say) -> tuple[Answers, list[str]]:
    """Ask every contender; return what they answered, and notes on those that could not."""
    answers, notes, clock = {}, [], _Clock(contenders, cases, store, say)
    for contender in contenders:
        found = {case: store.find(contender, case) for case in cases if contender.takes(case)}
        try:
            with Apart(contender.make) as process:
                for case in [case for case, answer in found.items() if answer is None]:
                    clock.tell(contender, case)
                    found[case] = process.answer(case)
                    store.keep(contender, case, found[case])
                    clock.done(contender, case, found[case].seconds)
        except ModuleNotFoundError as error:
            notes.append(f"{contender.title} was left out: {error.name} is not installed.")
        except RealignError as error:
            notes.append(f"{contender.title} was left out: {error}")
        except Exception as error:  # a peer's library may raise anything, and the other rows are still wanted
            notes.append(f"{contender.title} was left out: it failed with {type(error).__name__} ({error}).")
        else:
            answers[contender.key] = found
            continue
        clock.give_up(contender)
        say(notes[-1])
    return answers, notes


class _Clock:
    """Tells what is being done and how long the rest will take."""

    def __init__(self, contenders, cases, store: Store, say) -> None:
        self.say = say
        self.rates = {contender.key: [contender.guess, 1.0] for contender in contenders}
        self.rest = {
            contender.key: sum(c.megapixels for c in cases if contender.takes(c) and not store.find(contender, c))
            for contender in contenders
        }
        self.told = None

    def tell(self, contender: Contender, case: Case) -> None:
        if self.told != (contender.key, case.level):
            self.told = (contender.key, case.level)
            left = sum(rest * self.rates[key][0] / self.rates[key][1] for key, rest in self.rest.items())
            self.say(f"{contender.title}, fields up to {case.level:g} m; about {left / 60:.1f} minutes left in all")

    def done(self, contender: Contender, case: Case, seconds: float) -> None:
        rate = self.rates[contender.key]
        rate[0], rate[1] = rate[0] + seconds, rate[1] + case.megapixels
        self.rest[contender.key] -= case.megapixels

    def give_up(self, contender: Contender) -> None:
        self.rest[contender.key] = 0.0


def _places(cases: Sequence[Case]) -> dict[str, dict]:
    places: dict[str, dict] = {}
    for case in {id(case.place): case for case in cases}.values():
        place, group = case.place, case.group
        empty = {"group": group, "images": 0, "vertices": 0, "megapixels": 0, "sizes": [], "is_wide": False}
        row = places.setdefault(place.name, empty)
        height, width = (round(side * place.resolution) for side in place.mask.shape)
        row["images"] += 1
        row["vertices"] += int(counted(place).sum())
        row["megapixels"] += case.megapixels
        row["is_wide"] |= case.is_wide
        row["sizes"].append([width, height])
    return places


def _costs(contender: Contender, answers: Answers) -> dict:
    mine = answers[contender.key]
    peaks = [answer.peak_mib for answer in mine.values() if answer.peak_mib is not None]
    costs = {
        "title": contender.title,
        "fingerprint": contender.fingerprint,
        "cases": len(mine),
        "seconds_per_megapixel": sum(a.seconds for a in mine.values()) / sum(case.megapixels for case in mine),
        "peak_mib": max(peaks, default=None),
    }
    if contender.same_as in answers:
        other = answers[contender.same_as]
        apart = [
            np.hypot(*(answer.coordinates - other[case].coordinates).T).max(initial=0) * case.place.resolution
            for case, answer in mine.items()
            if case in other
        ]
        costs["same_as"], costs["metres_apart"] = contender.same_as, float(max(apart, default=0.0))
    return costs


def _by_level(cases: Sequence[Case], answers: Answers, measure) -> dict:
    levels = dict.fromkeys(case.level for case in cases)
    return {f"{level:g}": measure([case for case in cases if case.level == level], answers) for level in levels}


def _by_place(cases: Sequence[Case], answers: Answers) -> dict[str, dict]:
    """Place → key → summary, of contenders that ran on all cases of the place."""
    names = dict.fromkeys(case.place.name for case in cases)
    return {
        name: {
            key: summarise([_residuals(case, mine[case]) for case in cases if case.place.name == name])
            for key, mine in answers.items()
            if all(case in mine for case in cases if case.place.name == name)
        }
        for name in names
    }


def _means(cases: Sequence[Case], answers: Answers) -> dict[str, dict]:
    """Key → mean over places, of contenders that ran on all cases."""
    places, result = _by_place(cases, answers), {}
    for key in answers:
        if all(key in place for place in places.values()):
            summaries = {name: place[key] for name, place in places.items()}
            worst = max(summaries, key=lambda name: summaries[name]["mean"])
            result[key] = {
                **average(list(summaries.values())),
                "worst_place": worst,
                "worst_mean": summaries[worst]["mean"],
            }
    return result


def _residuals(case: Case, answer: Answer) -> Residuals:
    kept, truth = counted(case.place), case.place.geometries
    before, after = (
        (coordinates - truth.coordinates)[kept] * case.place.resolution
        for coordinates in (case.displaced.coordinates, answer.coordinates)
    )
    return Residuals(before, after, truth.feature_of_coordinate[kept])
