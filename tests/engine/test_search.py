"""The wide search, with a model that sees exactly what is painted."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from realign.engine import search as search_module
from realign.engine.agreement import agree
from realign.engine.align import AlignOptions, align
from realign.engine.basemap import Window
from realign.engine.chain import Chain
from realign.engine.errors import Cancelled, InputError
from realign.engine.frame import Frame
from realign.engine.geometry import Geometries
from realign.engine.imagery import Imagery
from realign.engine.search import covariances, search
from realign.engine.smooth_field import SmoothField

LEFT, BOTTOM, WIDTH = 500_000.0, 5_330_000.0, 300.0
OUTPUTS = {"displacement": ["x", "y"], "precision": ["a", "b", "c"], "segmentation": ["fill", "outline"]}


class Painted:
    """A model that takes what is bright for buildings and moves nothing."""

    device, warnings, seconds = "fake", (), 0.0

    def __init__(self, card):
        self.card, self.asked = card, []

    def at(self, scale):
        return self

    def run(self, outputs=None, image=None, vectors=None):
        self.asked.append(outputs)
        batch, _, height, width = image.shape
        answers = {
            "displacement": np.zeros((batch, 2, height // 2, width // 2), np.float32),
            "precision": np.ones((batch, 3, height // 2, width // 2), np.float32),
            "segmentation": np.repeat(image.mean(1, keepdims=True) > 0.5, 2, 1).astype(np.float32),
        }
        return {name: answers[name] for name in outputs}


@pytest.fixture
def painted_town(make_basemap):
    """Houses of all sizes, and a basemap that shows them bright on dark."""
    rng = np.random.default_rng(3)
    shapes = []
    for x in np.arange(25, WIDTH - 25, 24):
        for y in np.arange(25, WIDTH - 25, 24):
            if rng.random() < 0.7:
                a, b = rng.uniform(-4, 4, 2)
                shapes.append(shapely.box(x + a, y + b, x + a + rng.uniform(7, 14), y + b + rng.uniform(7, 14)))
    shapes = shapely.transform(np.array(shapes), lambda xy: xy + np.array([LEFT, BOTTOM]))
    town = shapely.union_all(shapes)
    shapely.prepare(town)

    def colour(xy):
        return np.where(shapely.contains_xy(town, *xy.T), 230.0, 20.0)[:, None] + np.zeros(3)

    extent = Window(LEFT, BOTTOM, LEFT + WIDTH, BOTTOM + WIDTH)
    return Geometries.from_wkb(shapely.to_wkb(shapes)), make_basemap(colour, extent=extent)


def moved(town, field):
    return Geometries.from_wkb(town.to_wkb(town.coordinates + field(town.coordinates - (LEFT, BOTTOM))))


def bend(xy):
    """Up to 25 m, and 12 m of difference across the town."""
    return np.stack([18 + 6 * np.sin(xy[:, 1] / 90), -12 + 6 * np.sin(xy[:, 0] / 110)], 1)


def chain_of(layer, basemap, model, utm):
    box = (*layer.coordinates.min(0), *layer.coordinates.max(0))
    frame = Frame.choose(utm, utm, box, tuple(basemap.extent))
    return Chain(layer, frame.from_layer(layer.coordinates), Imagery(basemap, frame), model, 128)


def test_finds_a_bent_field_of_25_metres(painted_town, make_card, utm):
    town, basemap = painted_town
    layer, model = moved(town, bend), Painted(make_card(outputs=OUTPUTS))
    chain = chain_of(layer, basemap, model, utm)
    field, pixels = search(chain, 30.0)
    left = chain.start + field.at(chain.start) - town.coordinates
    assert np.hypot(*(layer.coordinates - town.coordinates).T).max() > 24
    assert np.hypot(*left.T).mean() < 1.2 and np.percentile(np.hypot(*left.T), 95) < 2.5
    assert set(model.asked) == {("segmentation",)} and 0 < pixels < 2 * (WIDTH / 1.2) ** 2 + 4e5


def test_pieces_hardly_show(painted_town, make_card, utm, monkeypatch):
    town, basemap = painted_town
    layer = moved(town, bend)
    fields = []
    for states in (3_000_000, 200_000):
        monkeypatch.setattr(search_module, "_STATES", states)
        chain = chain_of(layer, basemap, Painted(make_card(outputs=OUTPUTS)), utm)
        fields.append(search(chain, 20.0)[0].at(chain.start))
    apart = np.hypot(*(fields[0] - fields[1]).T)
    # where the drawn pattern fits in several places, a rounding error may choose another one
    assert np.quantile(apart, 0.95) < 0.1


def test_coarser_where_far(painted_town, make_card, utm):
    town, basemap = painted_town
    layer = moved(town, lambda xy: np.tile([-40.0, 25.0], (len(xy), 1)))
    chain = chain_of(layer, basemap, Painted(make_card(outputs=OUTPUTS)), utm)
    field, _ = search(chain, 60.0)
    left = chain.start + field.at(chain.start) - town.coordinates
    assert np.median(np.hypot(*left.T)) < 2.5


def test_align_brings_back_what_the_scales_cannot(painted_town, make_card, utm):
    town, basemap = painted_town
    layer = moved(town, lambda xy: np.tile([21.0, -14.0], (len(xy), 1)))
    result = align(layer, utm, basemap, Painted(make_card(outputs=OUTPUTS)), AlignOptions(max_displacement=30.0))
    left = np.hypot(*(result.coordinates - town.coordinates).T)
    assert left.mean() < 1.2 and result.stages["searching"] > 0
    without = make_card(scales=(0, 4))
    with pytest.raises(InputError, match="give at most 20 m"):
        align(layer, utm, basemap, Painted(without), AlignOptions(max_displacement=30.0))
    with pytest.raises(InputError, match="give at most 60 m"):
        align(layer, utm, basemap, Painted(make_card(outputs=OUTPUTS)), AlignOptions(max_displacement=61.0))


def test_can_be_stopped(painted_town, make_card, utm):
    town, basemap = painted_town

    def stop(share):
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        search(chain_of(town, basemap, Painted(make_card(outputs=OUTPUTS)), utm), 10.0, stop)


def test_covariances_are_those_of_the_definition():
    rng = np.random.default_rng(0)
    vectors, image = rng.random((2, 2, 7, 7)).astype(np.float32), rng.random((2, 3, 12, 12)).astype(np.float32)
    image[:, 2] = image[:, 2] > 0.3
    image[0, 2] = 1  # all there, which takes a short cut
    image[:, :2] *= image[:, 2:]
    window = rng.random((7, 7)).astype(np.float32)
    found = covariances(vectors, image, window)
    assert found.shape == (2, 6, 6)
    for node, down, right in ((1, 0, 0), (1, 5, 2), (1, 1, 4), (0, 3, 3), (0, 0, 5)):
        seen = image[node, :, down : down + 7, right : right + 7]
        weight, expected = window * seen[2], 0.0
        for f, p in zip(vectors[node], seen[:2]):
            f, p = f - (weight * f).sum() / weight.sum(), p - (weight * p).sum() / weight.sum()
            expected += (weight * f * p).sum()
        assert found[node, down, right] == pytest.approx(expected, abs=1e-4)


def test_neighbours_decide_where_a_node_cannot():
    score = np.full((3, 3, 21, 21), 0.0)
    score[:, :, 13, 6] = 30.0
    score[1, 1] = 0.0
    score[1, 1, 2, 18] = 5.0  # a house of the neighbour's fits as well
    score[0, 2] = 0.0  # and here is nothing at all
    x, y = agree(score, 1.5)
    np.testing.assert_allclose(x, -4, atol=0.2)
    np.testing.assert_allclose(y, 3, atol=0.2)
    score[1, 1, 2, 18] = 60.0  # strong evidence stays, whatever the neighbours say
    x, y = agree(score, 1.5)
    assert (x[1, 1], y[1, 1]) == pytest.approx((8, -8), abs=0.3)


def test_forbidden_shifts_are_not_chosen():
    score = np.zeros((2, 2, 9, 9))
    score[..., 0, 0] = 50
    score[..., 4, 6] = 10
    score[..., 0, 0] = -np.inf
    x, y = agree(score, 1.0)
    np.testing.assert_allclose([x, y], [np.full((2, 2), 2), np.zeros((2, 2))], atol=0.1)


def test_smooth_field_is_bilinear_and_zero_elsewhere():
    rng = np.random.default_rng(1)
    positions = rng.uniform(-300, 300, (50, 2))
    field = SmoothField(20.0, 4)
    for tile, first, last in field.tiles(positions):
        assert (last > first).all() and (last - first <= 4).all()
        x, y = np.meshgrid(np.arange(first[0], last[0]) * 20.0, np.arange(first[1], last[1]) * 20.0)
        field.keep(tile, first, np.stack([2 + 0.1 * x, 0.2 * y - 0.05 * x]))
    expected = np.stack([2 + 0.1 * positions[:, 0], 0.2 * positions[:, 1] - 0.05 * positions[:, 0]], 1)
    np.testing.assert_allclose(field.at(positions), expected, atol=1e-4)
    np.testing.assert_array_equal(field.at(np.array([[5000.0, 5000.0], [np.nan, 0]])), 0)
