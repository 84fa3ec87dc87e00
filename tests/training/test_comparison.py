from __future__ import annotations

import dataclasses
import json
from functools import partial

import numpy as np
import pytest

from realign.engine.errors import DeviceError, InputError
from realign.training import comparison
from realign.training.comparison import compare
from realign.training.comparison_cases import cases_of
from realign.training.comparison_plot import panels_of, plot
from realign.training.comparison_process import Apart
from realign.training.comparison_report import markdown, readme_block
from realign.training.comparison_store import Answer, Store
from realign.training.contenders import Contender, fingerprint, ours, peers, variants
from realign.training.generated_towns import generated_towns
from realign.training.methods import Aligned, shifted, unaligned
from realign.training.places import load_places


@pytest.fixture
def place(aerial):
    return load_places(aerial, "toy")[0]


@pytest.fixture
def cases(place):
    town = dataclasses.replace(place, name="town", resolution=5.0)
    return cases_of({"real": [place], "generated": [town]}, (6, 30), {"real": 2, "generated": 1}, 1.5)


@pytest.fixture(autouse=True)
def here(monkeypatch, request):
    """Methods run in this process, and every call is counted."""
    calls = []

    class Here:
        def __init__(self, make):
            self.make = make

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

        def answer(self, case):
            calls.append(str(case))
            return Answer(self.make(case.told)(case.place, case.displaced).coordinates, 0.5, 100.0 + len(calls))

    monkeypatch.setattr(comparison, "Apart", Here)
    return calls


def still(told):
    return unaligned


def east(told):
    """Knows the truth, but is a tenth of what it is told off to the east."""
    return lambda place, _: Aligned(place.geometries.coordinates + np.array([0.1 * told / place.resolution, 0]))


STILL, EAST = Contender("none", "no alignment", still, "1"), Contender("ours-best", "ours", east, "2")


def quiet(_):
    pass


def test_cases_are_the_same_for_all_and_told_alike(cases):
    assert [str(case) for case in cases[:3]] == ["toy-chip_000-6m-0", "toy-chip_000-6m-1", "town-chip_000-6m-0"]
    assert [case.told for case in cases] == [9, 9, 9, 45, 45, 45]
    assert [case.is_wide for case in cases[:3]] == [False, False, True]  # 50 m, and 1000 x 900 m
    assert cases[0].megapixels == pytest.approx(0.036 * 0.25**2 / 0.3**2)
    assert len({case.digest for case in cases}) == 6
    moved = (cases[0].displaced.coordinates - cases[0].place.geometries.coordinates) * 0.25
    assert 3 < np.hypot(*moved.T).max() <= 6


def test_measures_by_group_level_and_place(cases, tmp_path):
    report = compare([STILL, EAST], cases, tmp_path, quiet)
    assert report["means"]["real"]["6"]["ours-best"]["mean"] == pytest.approx(0.9)
    assert report["means"]["real"]["6"]["ours-best"]["steady"] == pytest.approx(0, abs=1e-9)
    assert report["means"]["wide"]["30"]["ours-best"]["mean"] == pytest.approx(4.5)
    assert report["means"]["wide"] == report["means"]["generated"]
    assert report["means"]["real"]["30"]["none"]["worst_place"] == "toy"
    assert report["by_place"]["6"]["toy"]["ours-best"]["vertices"] == 2 * 20
    costs = report["contenders"]["ours-best"]
    assert costs["cases"] == 6
    assert costs["seconds_per_megapixel"] == pytest.approx(3.0 / sum(case.megapixels for case in cases))
    assert costs["peak_mib"] == 112
    assert report["places"]["toy"]["sizes"] == [[50, 45]]
    assert report["notes"] == []


def test_what_is_there_is_not_computed_again(cases, tmp_path, here):
    compare([STILL], cases, tmp_path, quiet)
    assert len(here) == 6
    first = compare([STILL, EAST], cases, tmp_path, quiet)
    assert len(here) == 12  # the new method alone
    assert compare([STILL, EAST], cases, tmp_path, quiet) == first
    assert len(here) == 12
    compare([STILL, dataclasses.replace(EAST, fingerprint="another model")], cases, tmp_path, quiet)
    assert len(here) == 18
    cases[0].place.image[:] = 7  # other imagery: its digest was taken, so new cases
    fresh = [dataclasses.replace(case) for case in cases]
    compare([STILL], fresh, tmp_path, quiet)
    assert len(here) == 24


def test_an_interrupted_run_goes_on(cases, tmp_path, here):
    def stopping(told):
        def method(place, displaced):
            if len(here) == 4:
                raise KeyboardInterrupt
            return unaligned(place, displaced)

        return method

    contender = Contender("none", "no alignment", stopping, "1")
    with pytest.raises(KeyboardInterrupt):
        compare([contender], cases, tmp_path, quiet)
    compare([STILL], cases, tmp_path, quiet)
    assert len(here) == 4 + 3  # the fourth once more, and two


def test_a_damaged_answer_is_computed_again(cases, tmp_path):
    store = Store(tmp_path)
    store.keep(STILL, cases[0], Answer(np.ones((3, 2)), 2.0, None))
    kept = store.find(STILL, cases[0])
    assert (kept.seconds, kept.peak_mib, kept.coordinates.tolist()) == (2.0, None, [[1, 1]] * 3)
    (path,) = (tmp_path / "none").iterdir()
    path.write_bytes(path.read_bytes()[:50])
    assert store.find(STILL, cases[0]) is None


def test_who_cannot_run_is_left_out_with_a_note(cases, tmp_path):
    def no_package(told):
        raise ModuleNotFoundError("No module named 'cv2'", name="cv2")

    def no_device(told):
        raise DeviceError("The device 'numpy' is unknown; choose another.")

    def broken(told):
        raise ValueError("singular")

    said = []
    rows = [Contender(str(number), f"row {number}", make, "") for number, make in enumerate((no_package, no_device))]
    report = compare([STILL, *rows, Contender("2", "row 2", broken, "")], cases, tmp_path, said.append)
    assert report["notes"] == [
        "row 0 was left out: cv2 is not installed.",
        "row 1 was left out: The device 'numpy' is unknown; choose another.",
        "row 2 was left out: it failed with ValueError (singular).",
    ]
    assert list(report["contenders"]) == ["none"]
    assert said[0] == "no alignment, fields up to 6 m; about 1.3 minutes left in all"
    assert set(report["notes"]) < set(said)


def test_a_slow_row_is_measured_on_the_usual_cases_and_compared_with_its_like(cases, tmp_path):
    near = Contender("ours-numpy", "numpy", partial(nudged, by=0.002), "3", usual_only=True, same_as="ours-best")
    report = compare([EAST, near], cases, tmp_path, quiet)
    costs = report["contenders"]["ours-numpy"]
    assert costs["cases"] == 2  # real, 6 m
    assert costs["metres_apart"] == pytest.approx(0.002)
    assert set(report["means"]["real"]["6"]) == {"ours-best", "ours-numpy"}
    assert set(report["means"]["real"]["30"]) == set(report["means"]["generated"]["6"]) == {"ours-best"}
    assert "at most 0.002 m from ours" in markdown({"command": "make", **report})


def nudged(told, by):
    def method(place, displaced):
        return Aligned(east(told)(place, displaced).coordinates + np.array([0, by / place.resolution]))

    return method


def test_nothing_to_compare(cases, tmp_path):
    with pytest.raises(InputError, match="nothing to compare"):
        compare([], cases, tmp_path)


def test_tables_and_curves(cases, tmp_path):
    report = json.loads(json.dumps({"command": "make bench", **compare([STILL, EAST], cases, tmp_path, quiet)}))
    text = markdown(report)
    assert "| 6 m | ours | 0.90 | 0.90 | 0.90 | 0.00 | 0 % | 0 % | 100 % | 100 % | 0.0 % | 0.0 % | 0.90 (toy) |" in text
    assert "| ours | 6 | " in text  # cases
    assert "    make bench\n" in text
    block = readme_block(report)
    row = next(line for line in block.splitlines() if line.startswith("| ours |"))
    assert row.startswith("| ours | 0.90 | 0.90 | 0.90 | 0.00 | 100 % | 0.0 % | 4.50 | ")
    assert "means over toy; " in block and "at least 400 m wide (town)" in block
    assert panels_of(report) == [("real", "6"), ("real", "30"), ("generated", "6"), ("generated", "30")]
    assert panels_of(report, readme=True) == [("real", "6"), ("wide", "30")]
    plot(report, panels_of(report), tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_a_process_of_its_own(place):
    (case,) = cases_of({"real": [place]}, (6,), {"real": 1}, 1.0)
    with Apart(shifted) as process:
        answer = process.answer(case)
        again = process.answer(case)
    expected = shifted(6.0)(place, case.displaced).coordinates
    np.testing.assert_array_equal(answer.coordinates, expected)
    assert again.seconds > 0
    assert answer.peak_mib is None or 20 < answer.peak_mib < 2000


def test_fingerprints_tell_code_files_and_words_apart(tmp_path):
    (tmp_path / "a.py").write_text("1")
    prints = [fingerprint([tmp_path]), fingerprint([tmp_path], "x"), fingerprint([tmp_path / "missing"])]
    (tmp_path / "a.py").write_text("2")
    prints += [fingerprint([tmp_path]), fingerprint([tmp_path], "y")]
    assert len(set(prints)) == 5
    model = tmp_path / "model.onnx"
    model.write_bytes(b"1")
    before = ours("ours-best", "ours", model).fingerprint
    model.write_bytes(b"2")
    assert before != ours("ours-best", "ours", model).fingerprint
    assert len({peer.key for peer in peers()}) == len({peer.fingerprint for peer in peers()}) == len(peers())


def test_rows_of_variants(tmp_path):
    rows = [
        {"name": "shared", "title": "double U-Net", "features": "buildings", "files": {"": "a.onnx"}},
        {"name": "eight", "title": "symmetries", "features": "buildings", "files": {"0": "a.onnx"},
         "options": {"symmetries": True}},
        {"name": "roads", "title": "roads", "features": "roads", "files": {"": "b.onnx"}},
    ]  # fmt: skip
    (tmp_path / "variants.json").write_text(json.dumps(rows))
    found = variants(tmp_path)
    assert [(row.key, row.title, row.usual_only) for row in found] == [
        ("variant-shared", "double U-Net", False),
        ("variant-eight", "symmetries", True),
    ]


def test_towns_are_written_once_and_read_as_places(tmp_path):
    (town,) = generated_towns(tmp_path, [100_000], 60.0)
    assert town.name == "town_100000"
    assert town.image.shape == (200, 200, 3) and town.mask.all()
    assert town.resolution == 0.3
    assert town.geometries.feature_count > 0
    inside = town.geometries.coordinates
    assert (inside > 0).all() and (inside < 200).all()
    stamp = town.image_path.stat().st_mtime_ns
    (again,) = generated_towns(tmp_path, [100_000], 60.0)
    assert again.image_path.stat().st_mtime_ns == stamp
    np.testing.assert_array_equal(again.image, town.image)
