"""Registration as a job, and its parts."""

from types import SimpleNamespace

import numpy as np
import pytest
from tiny_sheets import Case, town, turned

from realign.engine import register as register_module
from realign.engine.basemap import GdalBasemap
from realign.engine.content import StructuralContent
from realign.engine.errors import Cancelled, InputError
from realign.engine.matching import CELL, MARGIN, scores, shifts
from realign.engine.register import RegisterOptions, register, surroundings
from realign.engine.restyle_sheet import FileSheet
from realign.engine.rigidity import affine_through, smooth
from realign.engine.sheet_georeference import SheetGeoreference
from realign.engine.smoothing import blurred

SIDE = 96


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return Case(tmp_path_factory.mktemp("sheet"))


def registered(case, model=None, **options):
    sheet = SheetGeoreference(FileSheet(case.sheet))
    return register(sheet, GdalBasemap(case.basemap), RegisterOptions(**options), model)


def errors(found, case):
    before, after = case.places()
    return np.hypot(*(found.warp(before) - after).T)


@pytest.fixture(scope="module")
def usual(case):
    return registered(case)


def test_sheet_comes_to_lie_where_it_truly_lies(usual, case):
    before, after = case.places()
    assert np.hypot(*(after - before).T).mean() > 6
    assert np.median(errors(usual, case)) < 1
    assert errors(usual, case).mean() < 1.5
    assert usual.trusted > 0.6 and not usual.warnings


def test_way_back_leads_back(usual, case):
    before, _ = case.places()
    assert np.allclose(usual.warp.inverse(usual.warp(before)), before, atol=0.01)


def test_control_points_are_measured_ones(usual):
    points = usual.points
    assert 20 <= len(points) <= 64
    assert np.allclose(usual.measured(points.before), points.after)
    assert (points.confidence >= 0.5).all()
    assert np.abs(points.residual).max() < 0.01  # the dense warp goes through them


@pytest.mark.parametrize("warp", ["similarity", "affine", "polynomial", "tps"])
def test_warps_of_few_numbers_are_as_near_as_they_can_be(case, warp):
    found = registered(case, warp=warp)
    assert found.kind == warp
    assert errors(found, case).mean() < (1.5 if warp in ("polynomial", "tps") else 2.5)


def test_all_rigidity_is_a_plane(case):
    found = registered(case, rigidity=1.0)
    before, _ = case.places()
    moves = found.warp.at(before)
    terms = np.column_stack([np.ones(len(before)), before - before.mean(0)])
    fitted = terms @ np.linalg.lstsq(terms, moves, rcond=None)[0]
    assert np.abs(moves - fitted).max() < 0.05


def test_rough_sheet_is_turned_and_enlarged(tmp_path):
    case = Case(tmp_path, turned, side=256)
    found = registered(case, rough=True)
    assert found.placement.found
    assert found.placement.rotation == pytest.approx(-12, abs=1.5)  # clockwise is negative
    assert found.placement.scale == pytest.approx(1.1, abs=0.03)
    assert np.median(errors(found, case)) < 1.5


def test_sheet_of_another_town_stays_and_says_so(tmp_path):
    case = Case(tmp_path, other=7)
    found = registered(case, rough=True)
    assert not found.placement.found
    assert any("stays" in warning for warning in found.warnings)
    assert found.trusted < 0.3


def test_blocks_do_not_matter(case, usual, monkeypatch):
    monkeypatch.setattr("realign.engine.register_scale._SIDE", 13)
    before, _ = case.places()
    apart = np.hypot(*(registered(case).warp(before) - usual.warp(before)).T)
    assert np.median(apart) < 0.02
    assert apart[usual.measured.confidence_at(before) > 0.5].max() < 0.15  # blocks of 13 nodes; they are of 128


def test_what_is_farther_off_than_it_can_be_is_not_believed(case):
    before, after = case.places()
    longest = 0.4 * np.hypot(*(after - before).T).max()
    found = registered(case, max_displacement=float(longest))
    sure = found.measured.confidence >= 0.5
    assert np.hypot(*found.measured.displacement)[sure].max(initial=0.0) <= longest + 3 * found.resolution
    assert np.hypot(*registered(case).measured.displacement).max() > longest + 3 * found.resolution


def test_edges_find_a_place_that_a_model_misses(tmp_path, monkeypatch):
    class Blind(StructuralContent):
        """A model's content which tells nothing."""

        def of(self, image, valid):
            return 0 * super().of(image, valid)

    monkeypatch.setattr(register_module, "content_of", lambda model: Blind())
    card = SimpleNamespace(resolution=1.0, name="blind")
    model = SimpleNamespace(seconds=0.0, warnings=[], runners=1, device="cpu", card=card)
    placement = registered(Case(tmp_path, turned, side=256), model, rough=True).placement
    assert placement.found and placement.rotation == pytest.approx(-12, abs=1.5)


@pytest.mark.parametrize("options", [{"max_displacement": 40.0}, {"rough": True}])
def test_surroundings_are_all_that_is_read(case, options):
    wanted = RegisterOptions(**options)
    sheet, basemap, windows = SheetGeoreference(FileSheet(case.sheet)), GdalBasemap(case.basemap), []
    original = basemap.read
    basemap.read = lambda window, *size: windows.append(window) or original(window, *size)
    register(sheet, basemap, wanted)
    box, (xmin, ymin, xmax, ymax) = surroundings(sheet, wanted), sheet.box
    reach = wanted.max_displacement or 0.33 * np.hypot(xmax - xmin, ymax - ymin)
    assert box[0] < xmin - reach and box[1] < ymin - reach and box[2] > xmax + reach and box[3] > ymax + reach
    read = np.array(windows)
    assert (read[:, :2] > box[:2]).all() and (read[:, 2:] < box[2:]).all()


def test_cancelled(case):
    sheet = SheetGeoreference(FileSheet(case.sheet))
    with pytest.raises(Cancelled, match="nothing was written"):
        register(sheet, GdalBasemap(case.basemap), is_cancelled=lambda: True)


def test_progress_goes_up_to_the_end(case):
    told = []
    sheet = SheetGeoreference(FileSheet(case.sheet))
    register(sheet, GdalBasemap(case.basemap), progress=lambda share, text: told.append(share))
    assert told == sorted(told) and told[-1] == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"rigidity": 1.5}, "rigidity is 1.5"),
        ({"warp": "bent"}, "must be one of similarity"),
        ({"max_displacement": -3.0}, "must be above 0"),
        ({"max_displacement": float("nan")}, "above 0"),
        ({"points": 2}, "at least 4"),
        ({"min_confidence": 2.0}, "from 0 to 1"),
        ({"resolution": 0.0}, "must be above 0"),
    ],
)
def test_impossible_options_are_named(options, words):
    with pytest.raises(InputError, match=words):
        RegisterOptions(**options)


def picture(move=(0, 0), modern=True):
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    return town(np.stack([x.ravel() - move[0], y.ravel() - move[1]], 1) + 100, modern=modern).reshape(SIDE, SIDE, 3)


def content(image):
    return StructuralContent().of(image, np.ones(image.shape[:2], bool))


def test_shift_is_the_way_from_one_picture_to_the_other():
    reach = 5
    one = content(picture(modern=False))[:, 8:-8, 8:-8]
    other = content(picture((3, -2)))[:, 8 - reach : SIDE - 8 + reach, 8 - reach : SIDE - 8 + reach]
    score = scores(one, other, reach)
    cells = (SIDE - 16) // CELL - 2 * MARGIN
    assert score.shape == (cells, cells, 11, 11)
    assert np.abs(score).max() <= 1 + 1e-5
    found = shifts(score, StructuralContent().temperature)
    assert np.median(found.x) == pytest.approx(3, abs=0.4)
    assert np.median(found.y) == pytest.approx(-2, abs=0.4)
    assert (found.support > 0.8).all()


def test_content_is_blind_for_styles_but_not_for_directions():
    image = np.full((64, 64, 3), 200, np.uint8)
    image[:, 32:] = 90
    found = content(image)
    assert np.allclose(found, content(255 - image), atol=1e-5)  # which side is darker does not matter
    lying = content(np.ascontiguousarray(image.transpose(1, 0, 2)))
    assert (found[:, 32, 32] * found[:, 32, 32]).sum() > 0.1
    assert (found[:, 32, 32] * lying[:, 32, 32]).sum() < 0


def test_content_is_nothing_where_nothing_is_shown():
    valid = np.zeros((SIDE, SIDE), bool)
    valid[:, :40] = True
    found = StructuralContent().of(picture(), valid)
    assert not found[:, ~valid].any()
    assert np.abs(found[:, :, 38:40]).max() < 1e-6  # the edge of a picture is no edge in it
    assert not StructuralContent().of(picture(), valid & False).any()


def test_smooth_goes_through_good_measurements_and_over_bad_ones():
    y, x = np.mgrid[0:20, 0:24] / 10
    truth = np.stack([x + np.sin(y), 2 * y])
    measured, weight = truth.copy(), np.ones(x.shape)
    measured[:, 5:9, 5:9] += 40  # wrong, but believed
    measured[:, 12:, 15:] = 7
    weight[12:, 15:] = 0  # not known
    found = smooth(measured, weight, 0.05, 1.0)
    assert np.abs(found - truth)[:, :12].max() < 0.3
    assert np.abs(found - truth)[:, 12:15, 15:18].max() < 0.5  # goes on as it was
    assert np.abs(affine_through(truth, weight) - truth).mean() < 0.2


def test_stiffness_takes_bends_away():
    x = np.mgrid[0:24, 0:24][1]
    measured = np.stack([np.sin(x / 3.0), 0 * x])
    soft, stiff = (smooth(measured, np.ones(x.shape), stiffness, 10.0) for stiffness in (0.01, 1e4))
    assert np.abs(soft - measured).mean() < 0.05
    assert np.abs(np.diff(stiff[0], 2, 1)).max() < 0.1 * np.abs(np.diff(measured[0], 2, 1)).max()


@pytest.mark.parametrize("sigma", [1.0, 4.0])
def test_blurred_is_a_bell(sigma):
    spike = np.zeros((2, 61, 61), np.float32)
    spike[:, 30, 30] = 1
    found = blurred(spike, sigma)[0]
    y, x = np.mgrid[0:61, 0:61] - 30
    assert found.sum() == pytest.approx(1, abs=1e-3)
    assert (found * x**2).sum() == pytest.approx(sigma**2, rel=0.1)
    assert (found * y**2).sum() == pytest.approx(sigma**2, rel=0.1)
    assert blurred(np.full((9, 9), 3.0), sigma) == pytest.approx(3.0, abs=1e-5)
