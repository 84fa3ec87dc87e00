"""Patches of roads: tracings, surfaces, mosaics that cut lines, and which sheets serve which scale."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from realign.engine.field import sample
from realign.engine.geometry import Geometries
from realign.engine.rasterize import Drawing
from realign.training.lines import clipped, linestring, multilinestring, to_segments
from realign.training.mosaics import build_mosaic
from realign.training.packing import Sheet
from realign.training.patches import build_sampler
from realign.training.sampling import PatchSampler, PreparedSheet, SamplingOptions
from realign.training.tracings import DENSE, USUAL_WIDTH, junctions, surfaces, tracings

SIZE = 64


def road_sheet(name: str = "scene/1", side: int = 300, resolution: float = 0.3, width: float = 6.0) -> Sheet:
    """Bright roads on dark ground: a winding one, and two that end on it."""
    x = np.linspace(0, side, 25)
    main = np.stack([x, side / 2 + side / 9 * np.sin(x * 6 / side)], 1)
    lines = [main, np.array([main[8], (side * 0.4, side)]), np.array([(side * 0.7, 0), main[16], (side * 0.6, side)])]
    lines = [piece for line in lines for piece in clipped(line, (0, 0), (side, side))]
    geometries = Geometries.from_wkb([linestring(line) for line in lines])
    widths = np.full(len(lines), width)
    everything = np.ones(len(lines), bool)
    drawn = surfaces(geometries, geometries.coordinates, widths / resolution, everything, side, side)
    grey = 40 + 150 * drawn[..., None] + np.random.default_rng(1).normal(0, 3, (side, side, 3))
    image = grey.clip(0, 255).astype(np.uint8)
    return Sheet(name, "roads", resolution, image, np.ones((side, side), bool), geometries, widths)


@pytest.fixture(scope="module")
def sheet():
    return road_sheet()


class Recorder(PatchSampler):
    """Keeps what is drawn, without dropping or adding any."""

    augmented = False

    def _draw_input(self, rng, prepared, moved, features, y_down, augment):
        self.moved, self.features, self.given = moved, features, prepared
        return super()._draw_input(rng, prepared, moved, features, y_down, self.augmented)

    def _cut(self, prepared, to_sheet, centre, resolution):
        self.to_sheet, self.centre = to_sheet, centre
        return super()._cut(prepared, to_sheet, centre, resolution)


@pytest.fixture(scope="module")
def sampler(sheet):
    return Recorder([PreparedSheet(sheet)], [], SamplingOptions(size=SIZE, beyond=0.0))


def test_the_field_leads_every_tracing_to_the_truth(sampler):
    counts = set()
    for seed in range(30):
        patch = sampler.draw(np.random.default_rng(seed), seed % 3)
        geometries = sampler.given.sheet.geometries
        true = (geometries.coordinates - sampler.centre) @ np.linalg.inv(sampler.to_sheet).T + SIZE / 2
        inside = sampler.features[geometries.feature_of_coordinate]
        inside &= ((sampler.moved > 1) & (sampler.moved < SIZE - 1)).all(1)
        found = sampler.moved[inside] + sample(patch["displacement"].numpy(), sampler.moved[inside] / 2)
        assert np.hypot(*(found - true[inside]).T).max(initial=0) < 0.1
        counts.add(len(true))
    assert len(counts) == 3  # few vertices, those of the layer, and many


def test_truth_is_the_lines_and_the_surfaces(sampler, monkeypatch):
    monkeypatch.setattr("realign.training.sampling.degrade", lambda image, rng: image)
    monkeypatch.setattr("realign.training.sampling.jitter_standardised", lambda image, rng: image)
    for seed in range(8):
        patch = sampler.draw(np.random.default_rng(seed), 0)
        valid = patch["truth"][2] > 0
        line, surface = patch["truth"][0], patch["truth"][1]
        assert np.corrcoef(surface[valid], patch["image"].mean(0)[valid])[0, 1] > 0.93
        assert (surface[line > 0.9] > 0.9).all()
        # a line is 4 pixels wide, the surface 20: the quotient shows the true width, jitter included
        assert 3.5 < float(surface.sum() / line.sum()) < 6.5 or valid.sum() < SIZE**2 / 2


def test_an_unknown_width_is_the_usual_one(sheet):
    unknown = replace(sheet, widths=np.full(len(sheet.widths), np.nan))
    assert (PreparedSheet(unknown).widths == USUAL_WIDTH).all()
    assert (PreparedSheet(replace(sheet, widths=None)).widths == USUAL_WIDTH).all()


def test_surface_of_a_straight_road():
    line = Geometries.from_wkb([linestring(np.array([[-10.0, 20], [60, 20]])), linestring(np.zeros((2, 2)))])
    drawn = surfaces(line, line.coordinates, np.array([8.0, 3.0]), np.array([True, False]), 50, 40)
    np.testing.assert_allclose(drawn.sum(0), 8)
    assert (drawn[16:24] == 1).all()


def test_tracings_keep_junctions_and_course(sheet):
    drawing = Drawing.of(sheet.geometries)
    same, sparse, dense = tracings(sheet, drawing)
    assert same.sheet is sheet and same.drawing is drawing
    assert len(sparse.sheet.geometries.coordinates) < len(sheet.geometries.coordinates)
    fixed = junctions(sheet.geometries)
    assert len(fixed) == 2
    for tracing, tolerance in ((sparse, 1.0), (dense, 1e-9)):
        geometries = tracing.sheet.geometries
        assert junctions(geometries) == fixed
        segments = geometries.coordinates[geometries.segments]
        distance = to_segments(sheet.geometries.coordinates, segments[:, 0], segments[:, 1]) * sheet.resolution
        assert distance.max() <= tolerance
        assert geometries.feature_count == sheet.geometries.feature_count
    steps = np.diff(dense.sheet.geometries.coordinates[dense.sheet.geometries.segments], axis=1)[:, 0]
    assert np.hypot(*steps.T).max() * sheet.resolution <= DENSE + 1e-9


def test_parts_of_one_feature_stay_one(sheet):
    lines = [np.array([[0.0, 0], [50, 3], [90, 0]]), np.array([[0.0, 90], [90, 90]])]
    several = replace(sheet, geometries=Geometries.from_wkb([multilinestring(lines), None]), widths=np.ones(2))
    for tracing in tracings(several, Drawing.of(several.geometries)):
        assert np.diff(tracing.sheet.geometries.feature_offsets).tolist() == [2, 0]


def test_hasty_tracing_keeps_junctions(sampler, monkeypatch):
    drawn = []
    monkeypatch.setattr(sampler, "augmented", True)
    monkeypatch.setattr(Drawing, "draw", lambda self, position, *_: drawn.append(position) or np.zeros((3, SIZE, SIZE)))
    noisy = 0
    for seed in range(40):
        drawn.clear()
        sampler.draw(np.random.default_rng(seed), 0)
        position, index = drawn[1], sampler.given.shared
        noisy += bool(np.abs(position - sampler.moved).max() > 0.05)
        noise = position - sampler.moved
        first = np.zeros(index.max() + 1, int)
        first[index] = np.arange(len(index))
        np.testing.assert_allclose(noise, noise[first[index]], atol=1e-9)
    assert 4 < noisy < 25


def test_patches_show_all_of_a_long_road(sheet):
    """Not only where vertices are: a straight road has none in its middle."""
    line = np.array([[5.0, 150], [295, 150]])
    straight = replace(sheet, geometries=Geometries.from_wkb([linestring(line)]), widths=np.array([6.0]))
    x = PreparedSheet(straight).anchors[:, 0]
    assert x.min() == 5 and x.max() == 295 and np.diff(np.sort(x)).max() * sheet.resolution <= 5


def test_real_roads_serve_coarse_scales_and_large_ones_need_no_mosaic(sheet):
    real = road_sheet("town/chip", 650, 1.0)
    large = road_sheet("scene/9", 700, 0.9)
    small = replace(real, name="town/other", resolution=0.3)
    sampler = build_sampler([sheet, small, real, large], SamplingOptions(size=16), mosaics=1, mosaic_size=80)
    assert [prepared.sheet.name for prepared in sampler.native] == ["scene/1", "town/other"]
    assert [prepared.sheet.name for prepared in sampler.mosaics] == ["mosaic/0", "town/chip", "scene/9"]
    assert [prepared.finest for prepared in sampler.mosaics] == [0, 2, 2]
    rng = np.random.default_rng(0)
    for scale, allowed in ((1, {"scene/1", "town/other", "mosaic/0"}), (3, {"mosaic/0", "town/chip", "scene/9"})):
        chosen = {sampler._choose(rng, scale).sheet.name for _ in range(60)}
        assert chosen == allowed


def test_mosaics_cut_roads_at_the_seam():
    sheets = [replace(road_sheet(f"scene/{n}", 900), others={"buildings": Geometries.from_wkb([])}) for n in range(2)]
    mosaic = build_mosaic(sheets, np.ones(2), 180.0, 0.6, seed=2)
    assert mosaic.kind == "roads" and len(mosaic.widths) == mosaic.geometries.feature_count >= 3
    assert list(mosaic.others) == ["buildings"]
    assert ((mosaic.widths >= 6 / 1.15) & (mosaic.widths <= 6 * 1.15)).all()
    assert (mosaic.geometries.coordinates >= -1e-9).all() and (mosaic.geometries.coordinates <= 300 + 1e-9).all()
    at_seam = (np.abs(mosaic.geometries.coordinates) < 1e-9) | (np.abs(mosaic.geometries.coordinates - 300) < 1e-9)
    assert at_seam.any() and junctions(mosaic.geometries)
    everything = np.ones(len(mosaic.widths), bool)
    drawn = surfaces(mosaic.geometries, mosaic.geometries.coordinates, mosaic.widths / 0.6, everything, 300, 300)
    bright = mosaic.image.mean(2)
    assert np.corrcoef(drawn[mosaic.mask], bright[mosaic.mask])[0, 1] > 0.9


def test_shapes(sampler):
    patch = sampler.draw(np.random.default_rng(0), 1)
    assert patch["vectors"].shape == patch["truth"].shape == (3, SIZE, SIZE)
    assert (patch["vectors"][1] == 0).all() and patch["vectors"][0].max() > 0.9
    assert all(patch[name].dtype == torch.float32 for name in ("image", "vectors", "truth", "displacement"))
