"""The matrix of QGIS versions: how it counts, and what it says where it cannot run; it itself is run by hand."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def matrix(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("matrix")


VERSIONS = ["3.22.16", "3.11.2", "1.26.4", "5.15.8"]


def test_counts_what_pytest_wrote(matrix, tmp_path):
    (tmp_path / "results.xml").write_text(
        '<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"/></testsuites>'
    )
    outcome = matrix.Outcome("plugin", VERSIONS)
    matrix.count(tmp_path / "results.xml", outcome)
    assert (outcome.passed, outcome.failed, outcome.skipped) == (4, 3, 3)
    assert not outcome.is_good


def test_only_tests_that_ran_and_passed_are_good(matrix):
    assert matrix.Outcome("plugin", VERSIONS, passed=1).is_good
    assert not matrix.Outcome("plugin", VERSIONS).is_good
    assert not matrix.Outcome("plugin", VERSIONS, passed=1, trouble="pytest ended with 139").is_good


def test_the_table_is_aligned(matrix):
    outcomes = [matrix.Outcome("plugin", VERSIONS, 100, 0, 1, 12.4), matrix.Outcome("windows", VERSIONS, 7, 2, 0, 3.6)]
    lines = matrix.table(outcomes).splitlines()
    assert len(lines) == 4 and len({len(line) for line in lines}) == 1
    assert lines[2].replace(" ", "") == "|plugin|3.22.16|3.11.2|1.26.4|5.15.8|100|0|1|12|"


def test_a_part_that_crashes_is_told(matrix, tmp_path, monkeypatch):
    monkeypatch.setattr(matrix, "FOLDER", ROOT / "build")

    class Crashing:
        name = "a test"

        def run(self, command, log, **environment):
            return 139

        def file(self, path):
            return tmp_path / path

    outcome = matrix.run_part(matrix.Place(Crashing(), "python3", "this"), VERSIONS, matrix.PARTS[0], [])
    assert not outcome.is_good and "pytest ended with 139" in outcome.trouble


def test_the_newer_qgis_needs_root(matrix, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(matrix, "FOLDER", tmp_path)
    monkeypatch.setattr(sys, "argv", ["matrix.py", "--only", "newer"])
    assert matrix.main() == 1
    assert capsys.readouterr().err == (
        "The newer QGIS runs in a chroot, which needs root; try `sudo make test-matrix`.\n"
    )


def test_wheels_are_those_of_the_pins(matrix):
    newer = importlib.import_module("newer_qgis")
    pins = newer._pinned()
    assert len(pins) == len(newer.WHEELS) and all("==" in pin for pin in pins)
