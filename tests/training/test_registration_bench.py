"""The comparison of registrations: its pairs' truth, what it measures, what it writes."""

from __future__ import annotations

import importlib.util
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from scipy.ndimage import gaussian_gradient_magnitude

from realign.engine.errors import InputError
from realign.engine.field import centres, invert, sample
from realign.training.registration.bench import CURVE, Case, compare
from realign.training.registration.bench_report import markdown, plot
from realign.training.registration.cases import KINDS, pair_of
from realign.training.registration.contenders import Contender
from realign.training.registration.grounds import Ground, mirrored
from realign.training.registration.sheets import earlier, plain
from realign.training.registration.through_engine import through_engine
from realign.training.styles.classes import COLORS

SIZE, SIDE = 260, 160
NUMBER = {name: number for number, name in enumerate(COLORS)}
BENCH = Path(__file__).resolve().parents[2] / "benchmarks" / "registration.py"


@pytest.fixture(scope="module")
def ground():
    """Streets and houses in no order; imagery shows what the map says in other colours."""
    random = np.random.default_rng(7)
    classes = np.zeros((SIZE, SIZE), int)
    for _ in range(150):
        (x, y), (width, height) = random.integers(0, SIZE - 10, 2), random.integers(5, 22, 2)
        classes[y : y + height, x : x + width] = NUMBER["buildings"]
    for at in (37, 96, 171, 228):
        classes[at : at + 5] = NUMBER["roads"]
        classes[:, at - 20 : at - 15] = NUMBER["roads"]
    image = np.array([90, 190, 140, 60, 40, 50, 70, 100])[classes] + random.normal(0, 5, classes.shape)
    image = np.repeat(image.clip(0, 255).astype(np.uint8)[..., None], 3, 2)
    return Ground("made", 1.5, classes, np.ones(classes.shape, bool), {"imagery": lambda: image})


def edges(picture, valid):
    strength = gaussian_gradient_magnitude(picture.mean(2, dtype=float), 1.0)
    return np.where(valid, np.minimum(strength, np.percentile(strength[valid], 90)), 0)


def likeness(pair, field):
    """Correlation of edges once a sheet has been moved by a field."""
    height, width = pair.sheet_valid.shape
    back = centres(width, height) + invert(field, 8).reshape(2, -1).T
    read = partial(sample, position=back)
    valid = read(pair.sheet_valid[None].astype(float)).reshape(height, width) > 0.99
    moved = read(np.moveaxis(pair.sheet, 2, 0).astype(float)).reshape(height, width, 3)
    inner = valid & (np.indices(valid.shape).min(0) > 5)
    inner &= np.roll(valid, 4, 0) & np.roll(valid, -4, 0) & np.roll(valid, 4, 1) & np.roll(valid, -4, 1)
    return np.corrcoef(edges(moved, valid)[inner], edges(pair.reference, pair.reference_valid)[inner])[0, 1]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "rough"])
def test_truth_lays_sheets_on_their_references(ground, kind):
    pair = pair_of(ground, kind, 12.0, 1, SIDE)
    right = likeness(pair, pair.truth)
    wrong = {
        "nothing": np.zeros_like(pair.truth),
        "opposite": -pair.truth,
        "swapped": pair.truth[::-1],
        "x mirrored": pair.truth * np.float32([-1, 1]).reshape(2, 1, 1),
        "y mirrored": pair.truth * np.float32([1, -1]).reshape(2, 1, 1),
    }
    assert right > 0.25
    for name, field in wrong.items():
        assert likeness(pair, field) < 0.75 * right, name
    assert 0.8 * 12 < np.hypot(*pair.truth).max() < 12.5
    assert pair.residuals(pair.truth, pair.points).max() == 0
    assert pair.sheet_valid[tuple(pair.points.astype(int).T[::-1])].all()


def test_rough_sheets_are_turned_enlarged_and_shifted(ground):
    pairs = [pair_of(ground, "rough", 0.0, seed, SIDE) for seed in range(8)]
    angles, scales = [], []
    for pair in pairs:
        x, y = pair.points.T
        design = np.stack([x, y, np.ones(len(x))], 1)
        (a, b), (c, d), _ = np.linalg.lstsq(design, pair.points + sample(pair.truth, pair.points), rcond=None)[0]
        angles.append(np.degrees(np.arctan2(b - c, a + d)))
        scales.append(np.hypot(a + d, b - c) / 2)
        side = np.ptp(pair.corners[:, 0])
        middle = pair.corners.mean(0) + sample(pair.truth, pair.corners.mean(0)[None])[0] - pair.corners.mean(0)
        assert np.hypot(*middle) < 0.36 * side
    assert 10 < np.abs(angles).max() < 22
    assert min(scales) < 0.95 and max(scales) > 1.05 and np.ptp(scales) < 0.45


def test_the_same_seed_makes_the_same_pair(ground):
    first, again, other = (pair_of(ground, "scan-map", 8.0, seed, SIDE) for seed in (1, 1, 2))
    assert first.digest == again.digest != other.digest
    assert str(first) == "scan-map-made-8px-1"


def test_a_century_takes_away(ground):
    before = earlier(ground.classes, np.random.default_rng(1))
    changed = before != ground.classes
    assert 0.03 < changed.mean() < 0.4
    assert (before[changed] == NUMBER["nothing"]).all()
    assert len(np.unique(plain(ground.classes, 3).reshape(-1, 3), axis=0)) > 3


def test_a_mirrored_ground_shows_its_own_map(ground):
    other = mirrored(ground)
    np.testing.assert_array_equal(other.classes, ground.classes.T)
    np.testing.assert_array_equal(other.pictures["imagery"](), ground.pictures["imagery"]().swapaxes(0, 1))


def knowing(truths, share):
    """A method that knows the truth of the pairs that it is asked about, and goes so far towards it."""
    left = iter(truths)
    return lambda longest: lambda *_: share * next(left)


def test_measures_by_kind_and_level(ground, tmp_path):
    pairs = [pair_of(ground, "map-map", 8.0, seed, SIDE) for seed in range(3)]
    cases = [Case("map on map", 8.0, lambda pair=pair: pair) for pair in pairs]
    truths = [pair.truth for pair in pairs]
    methods = [
        Contender("none", "none", knowing(truths, 0.0), "1"),
        Contender("half", "half", knowing(truths, 0.5), "2"),
        Contender("away", "away", knowing(truths, -1.0), "3"),
        Contender("broken", "broken", knowing([], 1.0), "4"),
    ]
    report = compare(methods, cases, tmp_path, lambda _: None)
    rows = report["tables"]["map on map"]["8"]
    assert list(rows) == ["none", "half", "away"]
    assert report["notes"] == ["broken was left out: it failed with StopIteration ()."]
    assert rows["half"]["mean"] == pytest.approx(rows["none"]["mean"] / 2, rel=1e-4)
    assert [rows[key]["disasters"] for key in rows] == [0, 0, 1]
    expected = np.mean(np.concatenate([np.hypot(*sample(pair.truth, pair.points).T) / 2 for pair in pairs]) <= 3)
    assert rows["half"]["within"][1] == pytest.approx(expected)
    assert rows["half"]["curve"][CURVE.index(3.0)] == pytest.approx(expected)
    assert report["sources"] == {"map on map": {"made": 3}}
    # what is there is not asked again: the methods know no more truths
    assert compare(methods[:3], cases, tmp_path, lambda _: None)["tables"] == report["tables"]
    report["command"] = "make bench-registration"
    text = markdown(json.loads(json.dumps(report)))
    assert "## map on map, start errors up to 8 px" in text and "| half |" in text
    plot(report, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_false_claims_of_roughly_placed_sheets_count(ground, tmp_path):
    pairs = [pair_of(ground, "rough", 0.0, seed, SIDE) for seed in range(2)]
    pairs.append(pair_of(ground, "rough", 0.0, 2, SIDE, other=mirrored(ground)))
    cases = [Case("rough", 0.0, lambda pair=pair: pair) for pair in pairs]
    truths = [pair.truth for pair in pairs]
    right, wrong, silent = ([truths[0], truths[1], 0 * truths[2]], [truths[0], truths[1] + 50, truths[2]], truths)
    rows = [
        Contender("right", "right", None, "1", knowing(right, 1.0)),
        Contender("wrong", "wrong", None, "2", knowing(wrong, 1.0)),
        Contender("silent", "silent", None, "3", knowing(silent, 0.0)),
        Contender("near", "for small errors alone", None, "4"),
    ]
    report = compare(rows, cases, tmp_path, lambda _: None)["rough"]["rough"]
    picked = {key: [values[name] for name in ("placed", "claims", "false", "silent")] for key, values in report.items()}
    assert picked == {"right": [1, 2, 0, 1], "wrong": [0.5, 3, pytest.approx(2 / 3), 0], "silent": [0, 0, 0, 1]}


def test_ours_goes_through_the_engine(ground):
    pair = pair_of(ground, "map-map", 8.0, 1, SIDE)
    arrays = (pair.sheet, pair.sheet_valid, pair.reference, pair.reference_valid)
    found = through_engine(None, "cpu", 8.0)(*arrays, pair.resolution)
    before, after = (pair.residuals(field, pair.points).mean() for field in (0 * found, found))
    assert found.shape == pair.truth.shape
    assert after < 0.3 * before


def test_nothing_to_compare(tmp_path):
    with pytest.raises(InputError, match="nothing to compare"):
        compare([], [], tmp_path)


@pytest.fixture
def bench():
    specification = importlib.util.spec_from_file_location("bench_registration", BENCH)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_command_at_its_smallest(bench, tmp_path, capsys, monkeypatch, ground):
    from realign.training.registration import bench_cases

    monkeypatch.setattr(bench_cases, "of_scenes", lambda *_: [ground])
    monkeypatch.setattr(bench_cases, "SMALLEST", 50)
    words = ["--smoke", "--methods", "none", "phase", "--out", str(tmp_path)]
    assert bench.main(words) == 0
    report = json.loads((tmp_path / "registration.json").read_text())
    assert set(report["tables"]) == {"map on map", "scan on map", "map on made-up imagery"}
    rows = report["tables"]["map on made-up imagery"]["5"]
    assert set(rows) == {"none", "phase"}
    assert set(report["rough"]["roughly placed sheets on maps"]) == {"none", "phase"}
    assert report["command"] in (tmp_path / "registration.md").read_text()
    assert (tmp_path / "registration.png").read_bytes().startswith(b"\x89PNG")
    assert "Tables and curves" in capsys.readouterr().out


def test_an_unknown_method_is_named(bench):
    with pytest.raises(SystemExit, match="no method sifd; there are none, sift"):
        bench.rows_of(bench.parse(["--methods", "sifd"]))
