"""Features that the imagery does not show."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from realign.engine import presence as presence_module
from realign.engine.align import AlignOptions, align
from realign.engine.chain import Chain
from realign.engine.frame import Frame
from realign.engine.geometry import Geometries
from realign.engine.imagery import Imagery
from realign.engine.presence import Evidence, covered_pixels, presence
from realign.engine.sightings import Sightings
from realign.engine.update_present import update_present

LEFT, BOTTOM = 500_000.0, 5_330_000.0
OUTPUTS = {"displacement": ["x", "y"], "precision": ["a", "b", "c"], "segmentation": ["fill", "outline"]}


class Witness:
    """A model that sees a bright fill, an outline two pixels inside its edge, and moves everything by a metre."""

    device, warnings, seconds = "fake", (), 0.0

    def __init__(self, card):
        self.card = card

    def at(self, scale):
        return self

    def run(self, outputs=None, image=None, vectors=None):
        batch, _, height, width = image.shape
        fill = (image.mean(1) > 0).astype(np.float32)
        near = [np.roll(fill, (down, right), (1, 2)) for down in (-2, 0, 2) for right in (-2, 0, 2)]
        edge = (np.max(near, 0) > np.min(near, 0)).astype(np.float32)
        answers = {
            "displacement": np.zeros((batch, 2, height // 2, width // 2), np.float32),
            "precision": np.ones((batch, 3, height // 2, width // 2), np.float32),
            "segmentation": 0.02 + 0.9 * np.stack([fill, edge], 1),
        }
        return {name: answers[name] for name in outputs}


@pytest.fixture
def shown(make_basemap):
    """Boxes of which the basemap shows some: the layer, the basemap, bool by feature."""
    places = [(20 + 40 * column, 20 + 40 * row) for row in range(3) for column in range(3)]
    shapes = [shapely.box(x, y, x + 14, y + 10) for x, y in places]
    shapes[4] = shapely.Polygon(shapes[4].exterior, [shapely.box(63, 62, 70, 67).exterior])
    shapes.append(shapely.box(34, 20, 54, 30))  # shares a wall with the first and is not there
    there = np.array([True, True, False, True, True, False, True, True, True, False])
    shapes = shapely.transform(np.array(shapes), lambda xy: xy + np.array([LEFT, BOTTOM]))
    town = shapely.union_all(shapes[there])

    def colour(xy):
        return np.where(shapely.contains_xy(town, *xy.T), 230.0, 20.0)[:, None] + np.zeros(3)

    return Geometries.from_wkb(shapely.to_wkb(shapes)), make_basemap(colour), there


def test_absent_features_are_told_and_go_nowhere_by_themselves(shown, make_card, utm):
    layer, basemap, there = shown
    card = make_card(outputs=OUTPUTS, min_presence=0.5)
    result = align(layer, utm, basemap, Witness(card), AlignOptions(max_displacement=4))
    assert [status == "absent" for status in result.status] == (~there).tolist()
    alone = ~there
    alone[-1] = False  # it goes with the first, whose wall is its own
    assert not result.moved[alone].any() and np.isnan(result.confidence[~there]).all()
    after = Geometries.from_wkb(result.wkb())
    assert len(after.shared[0]) == len(layer.shared[0])
    assert result.counts()["absent"] == (~there).sum()


def test_what_the_chain_saw_is_not_looked_at_again(shown, make_card, utm, monkeypatch):
    """The same evidence, without the network."""
    layer, basemap, _ = shown
    found = {}
    for scale in (presence_module.SCALE, 99):
        monkeypatch.setattr(presence_module, "sightings", lambda card, scale=scale: Sightings(scale, 8))
        asked = []
        model = Witness(make_card(outputs=OUTPUTS, min_presence=0.5))
        run = model.run
        model.run = lambda outputs, run=run, asked=asked, **inputs: asked.append(outputs) or run(outputs, **inputs)
        box = (*layer.coordinates.min(0), *layer.coordinates.max(0))
        imagery = Imagery(basemap, Frame.choose(utm, utm, box, tuple(basemap.extent)))
        chain = Chain(layer, layer.coordinates, imagery, model)
        chain.sightings = presence_module.sightings(model.card)
        chain.run([2, 1, 0])
        calls = len(asked)
        found[scale] = presence_module.evidence(chain, layer.coordinates)
        assert (len(asked) == calls) == (scale == presence_module.SCALE)
    (seen, none), (again, pixels) = found.values()
    assert none == 0 and pixels > 0
    for one, other in zip(seen, again):
        np.testing.assert_allclose(one, other, atol=0.01)


def test_off_without_a_threshold_or_a_segmentation(shown, make_card, utm):
    layer, basemap, _ = shown
    for card in (make_card(outputs=OUTPUTS), make_card(min_presence=0.5)):
        result = align(layer, utm, basemap, Witness(card), AlignOptions(max_displacement=4))
        assert "absent" not in result.status and "presence" not in result.stages


def test_lines_are_judged_by_what_lies_along_them(make_basemap, make_card, utm):
    lines = [[(10, 30), (140, 30)], [(10, 80), (140, 80)], [(20, 20), (20, 20)]]
    lines = [[(x + LEFT, y + BOTTOM) for x, y in line] for line in lines]
    layer = Geometries.from_wkb([shapely.to_wkb(shapely.LineString(line)) for line in lines])

    def colour(xy):
        return np.where(np.abs(xy[:, 1] - BOTTOM - 30) < 3, 230.0, 20.0)[:, None] + np.zeros(3)

    card = make_card(outputs=OUTPUTS, min_presence=0.5, features="roads")
    result = align(layer, utm, make_basemap(colour), Witness(card), AlignOptions(max_displacement=4))
    assert result.status[:2] == ["aligned", "absent"]


def test_presence_rises_with_the_outline_and_falls_with_its_surroundings():
    at = np.array([0.1, 0.5, 0.9, np.nan])
    same = Evidence(at, at, np.full(4, 0.2))
    rising = presence(same)
    assert (np.diff(rising[:3]) > 0).all() and np.isnan(rising[3])
    crowded = presence(same._replace(aside=np.full(4, 0.6)))
    assert (crowded[:3] < rising[:3]).all() and ((crowded[:3] > 0) & (rising[:3] < 1)).all()


def test_covered_pixels_by_the_even_odd_rule():
    shapes = [
        shapely.Polygon([(3.2, 2.1), (20.4, 4.7), (11.3, 18.8)], [[(9, 6), (13, 6.5), (11, 11)]]),
        shapely.box(10, 10, 18, 30),
        shapely.MultiPolygon([shapely.box(-5, -5, 3, 3), shapely.box(25, 1, 40, 5)]),
        shapely.LineString([(0, 0), (30, 20)]),
    ]
    layer = Geometries.from_wkb([shapely.to_wkb(shape) for shape in shapes])
    owner, pixel = covered_pixels(layer, layer.coordinates, np.array([True, True, True, True]), 30, 22)
    x, y = np.meshgrid(np.arange(30) + 0.5, np.arange(22) + 0.5)
    for number, shape in enumerate(shapes[:3]):
        expected = np.flatnonzero(shapely.contains_xy(shape, x.ravel(), y.ravel()))
        np.testing.assert_array_equal(np.sort(pixel[owner == number]), expected)
    assert 3 not in owner
    owner, _ = covered_pixels(layer, layer.coordinates, np.array([False, True, False, False]), 30, 22)
    assert set(owner) == {1}


@pytest.mark.parametrize("method", ["vertex", "rigid", "shift"])
def test_a_house_that_is_gone_neither_holds_nor_leaves_its_neighbours(method):
    row = [shapely.box(0, 0, 10, 8), shapely.box(10, 0, 20, 8), shapely.box(20, 0, 30, 8), shapely.box(40, 0, 50, 8)]
    layer = Geometries.from_wkb([*(shapely.to_wkb(shape) for shape in row), None])
    count, owner = len(layer.coordinates), layer.feature_of_coordinate
    gone = np.isin(owner, (1, 3))
    move = np.where(gone[:, None], [-4.0, 0.0], [3.0, 1.0])  # dragged to something else
    confidence = np.where(gone, 0.0, 0.9)
    absent = np.array([False, True, False, True, False])
    arguments = (layer.coordinates, move, np.tile(np.eye(2), (count, 1, 1)), confidence, np.ones(count, bool))
    result = update_present(absent, layer, *arguments, method, 0.5)
    assert result.status == ["aligned", "absent", "aligned", "absent", "empty"]
    expected = layer.coordinates + np.where((owner == 3)[:, None], 0.0, [3.0, 1.0])
    np.testing.assert_allclose(result.positions, expected, atol=1e-9)
    assert result.moved.tolist() == [True, True, True, False, False]
