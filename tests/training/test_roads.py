"""Roads of the scenes: they are where the picture shows them, and they are a network."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from realign.training.lines import densified, to_line
from realign.training.scenes import STYLES, SceneStyle, generate_scene
from realign.training.scenes.country import COUNTRY
from realign.training.scenes.layout import Street, blocks_and_streets, dead_ends
from realign.training.scenes.network import Network

BARE = {"trees": 0.0, "cars": 0.0, "lean": 0.0, "markings": 0.0}


@pytest.fixture(scope="module")
def scenes():
    """Scenes that differ, without what hides a road."""
    names = {"fields": COUNTRY, "motorway": COUNTRY, "us_suburb": STYLES, "latin_city": STYLES}
    return {
        name: generate_scene(40 + k, 160.0, 0.4, replace(styles[name], **BARE), "roads")
        for k, (name, styles) in enumerate(names.items())
    }


def straight(street: tuple, width: float = 8.0, level: int = 0, **fields) -> Street:
    return Street(np.array(street, float), width, level, **fields)


def untouched(points: np.ndarray) -> np.ndarray:
    """A bending that bends nothing."""
    return np.round(points, 6)


@pytest.mark.parametrize("name", list(COUNTRY))
def test_country_has_roads(name):
    scene = generate_scene(3, (140.0, 110.0), 0.5, COUNTRY[name], "roads")
    assert scene.image.shape == (220, 280, 3)
    assert len(scene.roads) == len(scene.road_widths) > 0
    for line, width in zip(scene.roads, scene.road_widths):
        assert line.dtype == np.float64 and line.shape[1] == 2 and len(line) > 1
        assert (line >= -1e-6).all() and (line <= np.array([280, 220]) + 1e-6).all()
        assert 1.5 < width < 20


def test_country_is_for_roads_alone(monkeypatch):
    asked = []
    monkeypatch.setattr(SceneStyle, "random", lambda rng, styles: asked.append(set(styles)) or STYLES["old_town"])
    generate_scene(0, 12.0, 1.0)
    generate_scene(0, 12.0, 1.0, kind="roads")
    assert asked == [set(STYLES), set(STYLES) | set(COUNTRY)]


def test_same_seed_same_roads():
    first, second, other = (generate_scene(seed, 90.0, 0.6, kind="roads") for seed in (7, 7, 8))
    for name in ("roads", "pavements"):
        ours, theirs = getattr(first, name), getattr(second, name)
        assert len(ours) == len(theirs) and all(np.array_equal(a, b) for a, b in zip(ours, theirs))
    assert first.road_widths == second.road_widths != other.road_widths


def _beside(scene, moved: float) -> tuple[float, float]:
    """How much the picture differs from the middle of the road, half way to its edge and beyond it.

    Everything is moved by so many metres across the road first.
    """
    image = ndimage.gaussian_filter(scene.image.astype(float), (1.0, 1.0, 0))
    near, far = [], []
    for line, width in zip(scene.roads, scene.road_widths):
        for a, b in zip(line[:-1], line[1:]):
            length = np.hypot(*(b - a))
            if length * scene.resolution < 6:
                continue
            across = np.array([-(b - a)[1], (b - a)[0]]) / length / scene.resolution
            middle = a + (b - a) * np.linspace(0.2, 0.8, 8)[:, None] + across * moved
            colours = [
                np.stack([ndimage.map_coordinates(image[..., k], (middle + across * off).T[::-1] - 0.5, order=1)
                          for k in range(3)], 1)
                for off in (0, -width / 4, width / 4, -width / 2 - 5, width / 2 + 5)
            ]  # fmt: skip
            difference = [np.abs(colour - colours[0]).mean(1) for colour in colours[1:]]
            near.append(np.concatenate(difference[:2]))
            far.append(np.concatenate(difference[2:]))
    return float(np.median(np.concatenate(near))), float(np.median(np.concatenate(far)))


def test_centre_lines_lie_on_what_looks_like_a_road(scenes):
    for name, scene in scenes.items():
        near, far = _beside(scene, 0.0)
        assert near < 0.6 * far, name
        for moved in (-6.0, 6.0):
            assert near < 0.8 * _beside(scene, moved)[0], name


def test_ends_that_meet_a_road_share_its_vertex(scenes):
    met = 0
    for scene in scenes.values():
        height, width = scene.image.shape[:2]
        vertices = {tuple(point) for line in scene.roads for point in line}
        positions = np.array(sorted(vertices))
        apart = np.hypot(*(positions[:, None] - positions[None]).transpose(2, 0, 1))
        np.fill_diagonal(apart, np.inf)
        assert apart.min() > 1e-3  # none that is nearly, but not quite, shared
        for number, line in enumerate(scene.roads):
            others = [other for k, other in enumerate(scene.roads) if k != number]
            for end in line[[0, -1]]:
                if (end < 1).any() or (end > (width - 1, height - 1)).any():
                    continue  # cut at the edge of the image
                touched = [other for other in others if to_line(end[None], other)[0] < 0.5]
                assert all((other == end).all(1).any() for other in touched)
                met += bool(touched)
    assert met > 15


def test_no_building_stands_on_a_road(scenes):
    for scene in scenes.values():
        for rings in scene.footprints:
            ring = densified(rings[0], 2.0)
            for line, width in zip(scene.roads, scene.road_widths):
                assert to_line(ring, line).min() * scene.resolution > 0.45 * width


def test_pavements_lie_beside_carriageways(scenes):
    counted = 0
    for scene in scenes.values():
        for ring in scene.pavements:
            assert np.array_equal(ring[0], ring[-1])
            height, width = scene.image.shape[:2]
            middle = (ring[: len(ring) // 2] + ring[:-1][::-1][: len(ring) // 2]) / 2
            middle = middle[((middle > 8) & (middle < (width - 8, height - 8))).all(1)]
            for line, wide in zip(scene.roads, scene.road_widths):
                distance = to_line(middle, line) * scene.resolution
                assert (distance > wide / 2 - 0.3).all()
            counted += len(middle)
    assert counted > 50


def test_streets_are_joined_where_one_ends_on_another():
    streets = [straight(((0, 0), (100, 0))), straight(((40, 0), (40, 60)), level=1), straight(((70, -50), (70, 0)))]
    network = Network.of(streets, untouched, [4.0, 3.0, 3.0])
    assert len(network.roads) == 5
    assert [len(network.at(node)) for node in range(len(network.nodes))] == [1, 1, 3, 1, 1, 3]
    lines, widths = network.centre_lines(np.random.default_rng(0), 0.1)
    assert set(widths) == {8.0, 6.0}
    assert sum(np.hypot(*np.diff(line, axis=0).T).sum() for line in lines) == pytest.approx(210)


def test_a_roundabout_joins_its_roads():
    streets = [straight(((0, 0), (100, 0))), straight(((50, 0), (50, 60)), level=1)]
    network = Network.of(streets, untouched, [4.0, 3.0])
    node = next(n for n in range(len(network.nodes)) if len(network.at(n)) == 3)
    assert network.add_roundabout(node, 12.0, 3.0)
    ring = [road for road in network.roads if road.level == -1]
    assert len(ring) == 3 and all(np.allclose(np.hypot(*(road.line - (50, 0)).T), 12) for road in ring)
    ends = {tuple(road.line[end]) for road in network.roads if road.level != -1 for end in (0, -1)}
    assert {tuple(road.line[0]) for road in ring} <= ends
    assert ring[-1].line[-1].tolist() == ring[0].line[0].tolist()
    assert not Network.of(streets, untouched, [4.0, 3.0]).add_roundabout(node, 45.0, 3.0)


def test_side_roads_end_on_the_carriageway_that_they_meet():
    streets = [
        straight(((0, 0), (100, 0)), 24),
        straight(((50, 0), (50, 60)), level=1),
        straight(((50, 0), (50, -60)), level=1),
    ]
    network = Network.of(streets, untouched, [4.0, 3.0, 3.0])
    network.divide(0, 7.0, 4.0, lambda: True)
    lines = {road.street: road for road in network.roads}
    assert {tuple(end) for end in (lines[1].line[0], lines[2].line[0])} == {(50.0, 7.0), (50.0, -7.0)}
    assert all((np.abs(road.line[:, 1]) == 7).all() for road in network.roads if road.oneway)
    links = [road for road in network.roads if road.street > 3]
    assert len(links) == 1 and sorted(links[0].line[[0, -1], 1]) == [-7, 7]


def test_dead_ends_begin_on_a_street_and_cross_none():
    rng = np.random.default_rng(4)
    _, streets = blocks_and_streets(rng, (300.0, 300.0), (130.0, 80.0), 8.0)
    found = dead_ends(rng, streets, (300.0, 300.0), 60, 8.0)
    assert len(found) > 5
    for street in found:
        others = [other.line for other in (*streets, *found) if other is not street]
        distance = [to_line(densified(street.line, 1.0), other) for other in others]
        assert min(d[0] for d in distance) < 1e-6
        free = np.min([d[3:-3].min() for d in distance])
        assert free > 1.0
