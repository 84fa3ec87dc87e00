"""`make test-matrix`: the plugin's tests under this machine's QGIS and under a newer one, and a table of both.

Logs and results lie in build/matrix. Exits with 0 only if every test of both passed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newer_qgis import NewerQgis

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "matrix"
PROBE = (
    "import platform, numpy; from qgis.core import Qgis; from qgis.PyQt.QtCore import QT_VERSION_STR; "
    "print('versions', Qgis.QGIS_VERSION.split('-')[0], platform.python_version(), numpy.__version__, QT_VERSION_STR)"
)
SCREEN = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24"]
# What is run, as: name, what comes before pytest, options of pytest, Qt's platform
PARTS = (
    ("plugin", [], ["tests/plugin"], "offscreen"),
    ("windows", SCREEN, ["-o", "qgis_gui_enabled=true", "tests/windows"], "xcb"),
)
COLUMNS = ("tests", "QGIS", "Python", "numpy", "Qt", "passed", "failed", "skipped", "seconds")


class ThisQgis:
    """The QGIS of this machine, with the checkout as it is."""

    name = "this machine"

    def run(self, command: list[str], log: Path, **environment: str) -> int:
        """Run a command in the checkout; its output goes to `log`. Returns its exit code."""
        with open(log, "w", encoding="utf-8") as output:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**os.environ, **environment},
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        return done.returncode

    def file(self, path: str) -> Path:
        return ROOT / path


@dataclass(frozen=True)
class Place:
    """Where tests run: a QGIS, the Python for it, and a word for file names."""

    qgis: ThisQgis | NewerQgis
    python: str
    word: str


@dataclass
class Outcome:
    """One line of the table."""

    part: str
    versions: list[str]
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    trouble: str = ""

    @property
    def is_good(self) -> bool:
        return not self.failed and not self.trouble and self.passed > 0

    def cells(self) -> tuple[str, ...]:
        numbers = (str(self.passed), str(self.failed), str(self.skipped), f"{self.seconds:.0f}")
        return (self.part, *self.versions, *numbers)


def versions(place: Place) -> list[str]:
    """Of QGIS, Python, numpy and Qt.

    Raises:
        RuntimeError: QGIS cannot be imported there.
    """
    log = FOLDER / f"{place.word}-versions.log"
    place.qgis.run([place.python, "-c", PROBE], log, QT_QPA_PLATFORM="offscreen")
    found = [line.split()[1:] for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("versions ")]
    if not found:
        raise RuntimeError(f"QGIS cannot be imported on {place.qgis.name}; {log} says why.")
    return found[0]


def run_part(place: Place, known: list[str], part: tuple, selected: list[str]) -> Outcome:
    """Run one part of the tests there."""
    name, before, options, platform = part
    outcome = Outcome(name, known)
    results = place.qgis.file(f"build/matrix/{place.word}-{name}.xml")
    results.parent.mkdir(parents=True, exist_ok=True)
    results.unlink(missing_ok=True)
    log = FOLDER / f"{place.word}-{name}.log"
    pytest = [place.python, "-m", "pytest", "-p", "no:cacheprovider", f"--junitxml=build/matrix/{results.name}"]
    started = time.monotonic()
    code = place.qgis.run([*before, *pytest, *options, *selected], log, QT_QPA_PLATFORM=platform)
    outcome.seconds = time.monotonic() - started
    if results.exists():
        count(results, outcome)
    if code != 0 and not outcome.failed:
        outcome.trouble = f"{name} under QGIS {known[0]}: pytest ended with {code}; see {log.relative_to(ROOT)}"
    return outcome


def run_place(place: Place, selected: list[str]) -> Iterator[Outcome]:
    """Run all parts of the tests there.

    Raises:
        RuntimeError: QGIS or the X server is missing there.
    """
    known = versions(place)
    for part in PARTS:
        if part[1] and place.word == "this" and shutil.which(part[1][0]) is None:
            raise RuntimeError("The tests of windows need xvfb-run; install it: apt-get install xvfb xauth.")
        print(f"{part[0]} under QGIS {known[0]} ...", flush=True)
        yield run_part(place, known, part, selected)


def count(results: Path, outcome: Outcome) -> None:
    """Take over the numbers of a JUnit file."""
    suites = ElementTree.parse(results).getroot().iter("testsuite")
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in suites:
        for key in totals:
            totals[key] += int(suite.get(key, 0))
    outcome.failed = totals["failures"] + totals["errors"]
    outcome.skipped = totals["skipped"]
    outcome.passed = totals["tests"] - outcome.failed - outcome.skipped


def table(outcomes: list[Outcome]) -> str:
    """The outcomes as a table of Markdown, readable as it is."""
    rows = [COLUMNS, *(outcome.cells() for outcome in outcomes)]
    widths = [max(len(row[index]) for row in rows) for index in range(len(COLUMNS))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], epilog="Other options go to pytest, for example -k WORD."
    )
    parser.add_argument("--only", choices=("this", "newer"), help="one of the two QGIS")
    arguments, selected = parser.parse_known_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        places = []
        if arguments.only != "newer":
            places.append(Place(ThisQgis(), str(ROOT / ".venv/bin/python"), "this"))
        if arguments.only != "this":
            places.append(Place(NewerQgis(FOLDER / "trixie"), "/usr/bin/python3", "newer"))
        outcomes = [outcome for place in places for outcome in run_place(place, selected)]
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(outcomes))
    for outcome in outcomes:
        if outcome.trouble:
            print(outcome.trouble)
    print(f"Logs are in {FOLDER.relative_to(ROOT)}.")
    return int(not all(outcome.is_good for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
