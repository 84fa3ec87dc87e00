"""The chain with models whose answers are known exactly."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import shapely
import torch

from realign.engine import chain as chain_module
from realign.engine.basemap import Window
from realign.engine.chain import STATISTICS_CORE, STATISTICS_HALO, STATISTICS_SCALE, Chain
from realign.engine.errors import BasemapError, Cancelled, ModelError
from realign.engine.frame import Frame
from realign.engine.imagery import Imagery
from realign.engine.normalisation import Normalisation
from realign.engine.symmetries import SYMMETRIES, unview, view


def run(layer, basemap, model, scales=(2, 1, 0), core=96, positions=None, **options):
    """The estimate for a layer in the basemap's CRS, which is the frame's."""
    box = (*layer.coordinates.min(0), *layer.coordinates.max(0))
    imagery = Imagery(basemap, Frame.choose(basemap.crs, basemap.crs, box, tuple(basemap.extent)))
    positions = layer.coordinates if positions is None else positions
    return Chain(layer, positions, imagery, model, core, **options).run(list(scales))


@pytest.fixture
def linear():
    """A field that bilinear sampling meets exactly: metres east and north, different at each scale."""
    slopes = {2: (3e-3, -2e-3), 1: (-2e-3, 1e-3), 0: (1e-3, 1e-3)}

    def field(xy, scale):
        east, north = slopes[scale]
        return np.stack([1.5 + east * (xy[:, 1] - 5_330_000), -0.7 + north * (xy[:, 0] - 500_000)], 1)

    return field


def test_a_constant_in_metres(town, make_basemap, make_model):
    basemap = make_basemap()
    estimate = run(town, basemap, make_model(basemap, (2.4, -1.3)))
    np.testing.assert_allclose(estimate.displacement, np.tile((2.4, -1.3), (len(town.coordinates), 1)), atol=1e-4)
    assert estimate.seen.all()
    assert estimate.pixels > 100**2 / 0.3**2


def test_scales_add_up(town, make_basemap, make_model):
    """What a scale finds is added at the place where the scale before has moved the vertex."""
    basemap = make_basemap()
    steps = {2: (4.0, 0.0), 1: (0.0, -2.0), 0: (-0.5, 0.25)}
    model = make_model(basemap, lambda xy, scale: np.tile(steps[scale], (len(xy), 1)))
    estimate = run(town, basemap, model)
    np.testing.assert_allclose(estimate.displacement, np.tile((3.5, -1.75), (len(town.coordinates), 1)), atol=1e-4)
    assert [scale for scale, _, _ in model.calls] == sorted((scale for scale, _, _ in model.calls), reverse=True)


def test_each_scale_is_asked_where_the_last_one_led(town, make_basemap, make_model, linear):
    basemap = make_basemap()
    estimate = run(town, basemap, make_model(basemap, linear))
    expected = town.coordinates
    for scale in (2, 1, 0):
        expected = expected + linear(expected, scale)
    np.testing.assert_allclose(town.coordinates + estimate.displacement, expected, atol=1e-4)


@pytest.mark.parametrize("core", [32, 100, 448, 2000])
def test_the_answer_does_not_depend_on_the_block_size(town, make_basemap, make_model, core):
    """Even for a field that bends: blocks read it on one lattice."""
    basemap = make_basemap()

    def field(xy, scale):
        return np.stack([np.sin(xy[:, 0] / 23), np.cos(xy[:, 1] / 31)], 1)

    reference = run(town, basemap, make_model(basemap, field), core=64)
    estimate = run(town, basemap, make_model(basemap, field), core=core)
    np.testing.assert_allclose(estimate.displacement, reference.displacement, atol=1e-4)
    np.testing.assert_allclose(estimate.precision, reference.precision, rtol=1e-4)


@pytest.mark.parametrize("stride", [1, 4, 8])
def test_the_network_may_answer_at_another_resolution(town, make_basemap, make_model, linear, stride):
    """What is read off the shapes: a field that bilinear sampling meets exactly comes out the same."""
    basemap = make_basemap()
    half = run(town, basemap, make_model(basemap, linear))
    estimate = run(town, basemap, make_model(basemap, linear, stride=stride))
    np.testing.assert_allclose(estimate.displacement, half.displacement, atol=1e-4)
    np.testing.assert_allclose(estimate.precision, half.precision, rtol=1e-4)


def test_each_scale_asks_its_own_model(town, make_basemap, make_model):
    """A chain with one network per scale, as published, is a model that leads to others."""
    basemap = make_basemap()
    model = make_model(basemap)
    others = {scale: make_model(basemap, lambda xy, at: np.tile((0.5, 0.25), (len(xy), 1))) for scale in (2, 0)}
    model.at = others.__getitem__
    estimate = run(town, basemap, model, scales=(2, 0))
    np.testing.assert_allclose(estimate.displacement, np.tile((1.0, 0.5), (len(town.coordinates), 1)), atol=1e-4)
    assert not model.calls
    assert all({at for at, _, _ in other.calls} == {scale} for scale, other in others.items())


def test_blocks_that_disagree_are_blended(make_layer, make_basemap, make_model):
    """A model whose answer jumps from block to block: along a row of points the answer does not."""
    basemap = make_basemap()
    layer = make_layer(*shapely.points(np.stack([np.linspace(5, 145, 1000), np.full(1000, 75)], 1)))
    model = make_model(basemap, lambda xy, scale: np.tile(((len(model.calls) % 2) * 1.0, 0), (len(xy), 1)))
    estimate = run(layer, basemap, model, scales=(0,))
    assert np.ptp(estimate.displacement[:, 0]) > 0.8
    step = 140 / 999
    assert np.abs(np.diff(estimate.displacement[:, 0])).max() < 1.01 * step / (2 * chain_module.BLEND * 0.3)


def test_precision_is_in_metres(town, make_basemap, make_model):
    basemap = make_basemap()
    estimate = run(town, basemap, make_model(basemap, deviation=0.4, variance_factor=2.25))
    expected = np.tile(np.eye(2) / (0.4**2 * 2.25), (len(town.coordinates), 1, 1))
    np.testing.assert_allclose(estimate.precision, expected, rtol=1e-4)


def test_precision_leans_to_the_north(make_layer, make_basemap, make_model):
    """Pixels count y downwards: what is known along x + y in pixels is known along east - north."""
    basemap = make_basemap()
    model = make_model(basemap)
    plain = model.run

    def lean(**inputs):
        answer = plain(**inputs)
        answer["precision"][:] = np.array([0.0, 0.8, 0.0]).reshape(1, 3, 1, 1)  # L = [[1, 0], [.8, 1]]
        return answer

    model.run = lean
    estimate = run(make_layer(shapely.box(100, 100, 120, 120)), basemap, model, scales=(0,))
    np.testing.assert_allclose(estimate.precision[0] * 0.09, [[1, -0.8], [-0.8, 1.64]], rtol=1e-5)


@pytest.fixture
def raw(monkeypatch):
    """The model sees the colours as they are."""
    monkeypatch.setattr(Chain, "normalisation", Normalisation(np.zeros(3), 1.0))


class Equivariant:
    """Displacement along the gradient of red, with a precision to match: turns with the picture."""

    device, warnings, seconds = "fake", (), 0.0

    def __init__(self, card):
        self.card, self.views = card, []

    def at(self, scale):
        return self

    def run(self, outputs, image, vectors):
        self.views.append((image, vectors))
        count, _, height, width = image.shape
        red = image[:, 0].reshape(count, height // 2, 2, width // 2, 2).mean((2, 4))
        down, right = np.gradient(red, axis=(1, 2))
        gradient = np.stack([right, down], 1)
        matrix = np.eye(2)[:, :, None, None, None] + np.einsum("bihw,bjhw->ijbhw", gradient, gradient)
        a = np.log(matrix[0, 0]) / 2
        b = matrix[0, 1] / np.exp(a)
        c = np.log(matrix[1, 1] - b**2) / 2
        return {
            "displacement": gradient.astype(np.float32),
            "precision": np.stack([a, b, c], 1).astype(np.float32),
        }


def waves(xy):
    x, y = xy[:, 0] - 500_000, xy[:, 1] - 5_330_000
    red = 128 + 60 * np.sin(x / 11 + 0.5) * np.cos(y / 7) + 30 * np.sin((x + 2 * y) / 19)
    return np.stack([red, red, red], 1)


def test_an_equivariant_model_gains_nothing_from_symmetries(town, make_basemap, make_card, raw):
    """So vectors and matrices are turned back rightly."""
    basemap, model = make_basemap(waves), Equivariant(make_card())
    once = run(town, basemap, Equivariant(make_card()), scales=(0,))
    averaged = run(town, basemap, model, scales=(0,), symmetries=True)
    assert np.hypot(*once.displacement.T).mean() > 0.3
    off_diagonal = np.abs(once.precision[:, 0, 1]) / np.sqrt(once.precision[:, 0, 0] * once.precision[:, 1, 1])
    assert off_diagonal.mean() > 0.2
    np.testing.assert_allclose(averaged.displacement, once.displacement, atol=1e-5)
    np.testing.assert_allclose(averaged.precision, once.precision, rtol=1e-4, atol=1e-4)
    assert len(model.views) % 8 == 0


def test_reading_ahead_changes_nothing(town, make_basemap, make_card, raw, monkeypatch):
    """The same answers, bit for bit, and the same pictures in the same order."""
    one_by_one, overlapped = (Equivariant(make_card()) for _ in range(2))
    basemap = make_basemap(waves)
    expected = run(town, basemap, one_by_one, core=40)
    monkeypatch.setattr("realign.engine.pipeline.AHEAD", 3)
    estimate = run(town, basemap, overlapped, core=40)
    assert np.hypot(*estimate.displacement.T).mean() > 0.3
    for name in ("displacement", "precision", "seen"):
        np.testing.assert_array_equal(getattr(estimate, name), getattr(expected, name))
    assert len(overlapped.views) == len(one_by_one.views) > 20
    for one, other in zip(overlapped.views, one_by_one.views):
        np.testing.assert_array_equal(one, other)
    assert estimate.seconds["reading"] > 0 and estimate.seconds["drawing"] > 0


def test_on_a_gpu_equal_blocks_go_together(make_layer, make_basemap, make_card, raw):
    """A street of equal houses, one of them where there is no imagery: one call for all, the answers their own."""
    houses = [shapely.box(8 + 19.2 * number, 60, 15 + 19.2 * number, 66) for number in range(7)]
    layer, basemap = (
        make_layer(*houses),
        make_basemap(waves, valid=lambda xy: (xy[:, 0] < 500_060) | (xy[:, 0] > 500_088)),
    )
    alone, together = Equivariant(make_card()), Equivariant(make_card())
    expected = run(layer, basemap, alone, scales=(0,), core=64)
    together.device = "cuda"
    estimate = run(layer, basemap, together, scales=(0,), core=64)
    assert {len(image) for image, _ in alone.views} == {1}
    assert max(len(image) for image, _ in together.views) > 1 and len(together.views) < len(alone.views)
    assert 0 < estimate.seen.sum() < len(estimate.seen)
    # blocks are a little larger there, and a gradient at their edges one-sided
    np.testing.assert_allclose(estimate.displacement, expected.displacement, atol=1e-5)
    np.testing.assert_array_equal(estimate.seen, expected.seen)


@pytest.mark.parametrize("cancel_at", [1, 30, 45])
def test_cancelled_while_the_network_runs(town, make_basemap, make_card, monkeypatch, cancel_at):
    basemap, calls = make_basemap(waves), []
    monkeypatch.setattr("realign.engine.pipeline.AHEAD", 3)
    with pytest.raises(Cancelled):
        run(
            town,
            basemap,
            Equivariant(make_card()),
            core=40,
            is_cancelled=lambda: calls.append(None) or len(calls) >= cancel_at,
        )
    assert len(calls) == cancel_at
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("realign-")]


def test_a_failure_of_the_network_comes_through(town, make_basemap, make_card, monkeypatch):
    class Failing(Equivariant):
        def run(self, **inputs):
            if len(self.views) == 5:
                raise ModelError("The model is damaged.")
            return super().run(**inputs)

    basemap, model = make_basemap(waves), Failing(make_card())
    monkeypatch.setattr("realign.engine.pipeline.AHEAD", 3)
    with pytest.raises(ModelError, match="damaged"):
        run(town, basemap, model, core=40)


def test_a_constant_in_the_turned_picture_averages_out(town, make_basemap, make_card):
    """A model that says "to the right, and surely so", whatever it sees, is sure of nothing in particular."""

    class Stubborn(Equivariant):
        def run(self, outputs, image, vectors):
            self.views.append(vectors)
            found = np.zeros((1, 5, image.shape[2] // 2, image.shape[3] // 2), np.float32)
            found[:, 0] = 3
            found[:, 2] = 1
            return {"displacement": found[:, :2], "precision": found[:, 2:]}

    model = Stubborn(make_card())
    estimate = run(town, make_basemap(), model, scales=(0,), symmetries=True)
    assert np.abs(estimate.displacement).max() < 1e-5
    expected = np.tile(np.eye(2) * (np.exp(2) + 1) / 2 / 0.09, (len(town.coordinates), 1, 1))
    np.testing.assert_allclose(estimate.precision, expected, rtol=1e-4, atol=1e-6)
    assert len(model.views) % 8 == 0


def test_the_eight_views_are_all_different():
    picture = np.arange(12.0).reshape(1, 3, 4)
    views = {view(picture, *each).tobytes() for each in SYMMETRIES}
    assert len(views) == len(SYMMETRIES) == 8
    for each in SYMMETRIES:
        np.testing.assert_array_equal(unview(view(picture, *each), *each), picture)


def test_vectors_are_drawn_where_they_have_come_to(make_layer, make_basemap, make_model):
    basemap = make_basemap()
    layer = make_layer(shapely.box(60.2, 60.2, 71.0, 81.8))
    model = make_model(basemap, (3.0, 1.8))  # found at the coarse scale
    run(layer, basemap, model, scales=(1, 0), core=1000)
    centres = []
    for scale, _, vectors in model.calls:
        fill = vectors[0, 0]
        assert fill.sum() * (0.3 * 2**scale) ** 2 == pytest.approx(10.8 * 21.6, rel=0.02)
        y, x = np.mgrid[: fill.shape[0], : fill.shape[1]] + 0.5
        centres.append(np.array([(fill * x).sum(), (fill * y).sum()]) / fill.sum() * 0.3 * 2**scale)
    # both grids begin somewhere on the lattice of 16 px; modulo the finer one the centre moved by (3, -1.8)
    moved = (centres[1] - centres[0] - [3.0, -1.8] + 2.4) % 4.8 - 2.4
    np.testing.assert_allclose(moved, 0, atol=0.08)  # an eighth of a pixel, by sampling


def test_normalised_as_in_training(make_layer, make_basemap, make_model):
    """One block, the one of the statistics: the same as ``photometry.standardise``."""
    from realign.training.photometry import standardise

    basemap = make_basemap(waves, valid=lambda xy: xy[:, 0] > 500_096)
    model = make_model(basemap, tiles_overlap=STATISTICS_HALO)
    run(make_layer(shapely.box(50, 100, 70, 120)), basemap, model, scales=(STATISTICS_SCALE,), core=STATISTICS_CORE)
    ((_, image, _),) = model.calls
    pixels, valid = basemap.read(basemap.window, image.shape[3], image.shape[2])
    expected = standardise(torch.from_numpy(pixels).permute(2, 0, 1).float(), torch.from_numpy(valid))
    np.testing.assert_allclose(image[0], expected.numpy(), atol=1e-4)
    assert not valid.all() and (image[0][:, ~valid] == 0).all()


def test_one_normalisation_for_all_blocks(town, make_basemap, make_model):
    """A dark and a bright half stay dark and bright."""

    def colour(xy):
        return np.where(xy[:, :1] < 500_075, 40.0, 200.0) + np.zeros((1, 3)) + 9 * np.sin(xy[:, 1:])

    basemap = make_basemap(colour)
    model = make_model(basemap)
    run(town, basemap, model, scales=(1,), core=48)
    means = [image.mean() for _, image, _ in model.calls]
    assert min(means) < -0.7 and max(means) > 0.7


def test_imagery_with_data_in_one_corner_only(town, make_basemap, make_model, monkeypatch):
    """The normalisation looks on until it finds some."""
    monkeypatch.setattr("realign.engine.normalisation.PIECES", 2)
    basemap = make_basemap(valid=lambda xy: (np.abs(xy - [500_062, 5_330_061]) < 6).all(1))
    estimate = run(town, basemap, make_model(basemap, (1.0, 0.0)), scales=(0,), core=32)
    assert 0 < estimate.seen.sum() < 0.2 * len(estimate.seen)
    np.testing.assert_allclose(estimate.displacement[estimate.seen], [[1.0, 0.0]] * estimate.seen.sum(), atol=1e-4)
    assert (estimate.displacement[~estimate.seen] == 0).all()


def test_imagery_without_data(town, make_basemap, make_model):
    basemap = make_basemap(valid=lambda xy: np.zeros(len(xy), bool))
    with pytest.raises(BasemapError, match="The basemap painted has no data where the layer lies; choose another"):
        run(town, basemap, make_model(basemap))


def test_vertices_off_the_imagery_are_not_seen(town, make_basemap, make_model):
    basemap = make_basemap(extent=Window(500_000, 5_330_000, 500_075, 5_330_150))
    estimate = run(town, basemap, make_model(basemap, (1.0, -2.0)))
    inside = town.coordinates[:, 0] < 500_074
    beyond = town.coordinates[:, 0] > 500_076
    assert estimate.seen[inside].all() and not estimate.seen[beyond].any()
    np.testing.assert_allclose(estimate.displacement[inside], [[1.0, -2.0]] * inside.sum(), atol=1e-4)
    assert (estimate.displacement[beyond] == 0).all()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_positions_that_are_not_finite_take_no_part(town, make_basemap, make_model, value):
    basemap = make_basemap()
    positions = town.coordinates.copy()
    positions[2] = value
    positions[7, 1] = value
    estimate = run(town, basemap, make_model(basemap, (1.0, -2.0)), positions=positions)
    lost = ~np.isfinite(positions).all(1)
    assert (estimate.displacement[lost] == 0).all() and not estimate.seen[lost].any()
    np.testing.assert_allclose(estimate.displacement[~lost], [[1.0, -2.0]] * (~lost).sum(), atol=1e-4)


def test_only_places_with_features_are_read(make_layer, make_basemap, make_model):
    basemap = make_basemap()
    layer = make_layer(shapely.box(10, 10, 20, 20), shapely.box(130, 130, 140, 140))
    estimate = run(layer, basemap, make_model(basemap), scales=(0,))
    assert estimate.pixels < 30_000  # of 250,000


def test_progress_goes_forward(town, make_basemap, make_model):
    basemap, told = make_basemap(), []
    run(town, basemap, make_model(basemap), watch=lambda share, text: told.append((share, text)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] > 0 and shares[-1] == pytest.approx(1)
    assert {text for _, text in told} == {f"Aligning at {metres} m per pixel" for metres in (1.2, 0.6, 0.3)}
    assert max(np.diff([0, *shares])) < 0.2


def test_cancel_at_every_block(town, make_basemap, make_model):
    def asked(cancel_at):
        calls = []

        def ask():
            calls.append(None)
            return len(calls) == cancel_at

        basemap = make_basemap()
        model = make_model(basemap)
        if cancel_at:
            with pytest.raises(Cancelled, match=r"^The run was cancelled; nothing was written\.$"):
                run(town, basemap, model, scales=(2, 1), is_cancelled=ask)
        else:
            run(town, basemap, model, scales=(2, 1), is_cancelled=ask)
        return len(calls), len(model.calls)

    questions, blocks = asked(0)
    assert questions > blocks > 8
    for number in range(1, questions + 1):
        calls, ran = asked(number)
        assert calls == number and ran <= number / 2
