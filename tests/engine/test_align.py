"""The whole job with models whose answers are known exactly, and with the one that ships."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from realign.engine.align import AlignOptions, align, choose_scales
from realign.engine.basemap import Window
from realign.engine.confidence import Confidence
from realign.engine.errors import BasemapError, Cancelled, InputError, OutputError
from realign.engine.geometry import Geometries

LEFT, BOTTOM = 500_000.0, 5_330_000.0


@pytest.fixture
def constant(make_basemap, make_model):
    """Align a layer by a model that finds a constant (metres east and north) at its first scale."""

    def run(layer, crs, field=(2.0, -1.0), basemap=None, deviation=0.2, card=None, **options):
        basemap = basemap or make_basemap()
        model = make_model(basemap, field, deviation, **(card or {}))
        call = {name: options.pop(name) for name in ("progress", "is_cancelled", "displacement") if name in options}
        return align(layer, crs, basemap, model, AlignOptions(**options), **call)

    return run


def test_moves_by_what_the_model_finds(town, utm, constant):
    result = constant(town, utm)
    np.testing.assert_allclose(result.coordinates - town.coordinates, [[2.0, -1.0]] * len(town.coordinates), atol=1e-3)
    assert set(result.status) == {"aligned"} and result.moved.all()
    # true metres: the plane of a UTM zone is 0.04 % too small in its middle, and north is north there
    np.testing.assert_allclose(result.dx, 2.0 / 0.9996, atol=1e-3)
    np.testing.assert_allclose(result.dy, -1.0 / 0.9996, atol=1e-3)
    assert result.counts() == {"aligned": 9, "doubtful": 0, "absent": 0, "outside": 0, "invalid": 0, "empty": 0}
    assert result.model_name == "made up" and result.device == "fake"
    assert result.network_seconds > 0 and result.seconds > 0 and result.megapixels > 0.1
    arrows = result.arrows()
    np.testing.assert_allclose(arrows[:, 1] - arrows[:, 0], [[2.0, -1.0]] * 9, atol=1e-3)


@pytest.mark.parametrize("method", ["vertex", "rigid", "shift"])
def test_nothing_moves_further_than_allowed(town, utm, constant, method):
    result = constant(town, utm, field=(8.0, 6.0), max_displacement=5.0, method=method)
    moved = np.hypot(*(result.coordinates - town.coordinates).T)
    np.testing.assert_allclose(moved, 5.0, atol=1e-3)


def test_confidence_follows_the_claimed_deviation(town, utm, constant):
    for deviation, factor, expected in (
        (0.2, 1.0, 1 - np.exp(-12.5)),
        (1.0, 1.0, 1 - np.exp(-0.5)),
        (0.5, 4.0, 1 - np.exp(-0.5)),
    ):
        result = constant(town, utm, deviation=deviation, card={"variance_factor": factor})
        np.testing.assert_allclose(result.confidence, expected, atol=1e-3)


def test_doubtful_features_keep_their_place(town, utm, constant):
    result = constant(town, utm, deviation=2.0, min_confidence=0.3)
    assert set(result.status) == {"doubtful"} and not result.moved.any()
    np.testing.assert_array_equal(result.coordinates, town.coordinates)
    assert result.wkb() == list(town.blobs)
    assert (result.dx == 0).all() and (result.dy == 0).all()


def test_the_threshold_of_the_card(town, utm, constant):
    assert set(constant(town, utm, deviation=2.0).status) == {"aligned"}
    assert set(constant(town, utm, deviation=2.0, card={"min_confidence": 0.3}).status) == {"doubtful"}
    assert set(constant(town, utm, deviation=2.0, card={"min_confidence": 0.3}, min_confidence=0).status) == {"aligned"}


def test_only_the_extent_asked_for(town, utm, constant):
    extent = (LEFT, BOTTOM, LEFT + 55, BOTTOM + 50)
    result = constant(town, utm, extent=extent)
    inside = (town.boxes[:, :2] <= extent[2:]).all(1)
    assert 0 < inside.sum() < 9
    assert [status == "aligned" for status in result.status] == inside.tolist()
    assert {status for status, within in zip(result.status, inside) if not within} == {"outside"}
    kept = ~inside[town.feature_of_coordinate]
    np.testing.assert_array_equal(result.coordinates[kept], town.coordinates[kept])
    with pytest.raises(InputError, match="no features in the extent asked for; choose another extent"):
        constant(town, utm, extent=(0, 0, 1, 1))


def test_a_layer_partly_outside(town, utm, constant, make_basemap):
    basemap = make_basemap(extent=Window(LEFT, BOTTOM, LEFT + 58, BOTTOM + 150))
    result = constant(town, utm, basemap=basemap)
    inside = town.boxes[:, 2] < LEFT + 58
    assert 0 < inside.sum() < 9
    assert [status == "aligned" for status in result.status] == inside.tolist()
    assert np.isnan(result.confidence[~inside]).all()
    untouched = ~inside[town.feature_of_coordinate]
    np.testing.assert_array_equal(result.coordinates[untouched], town.coordinates[untouched])
    for blob, before, within in zip(result.wkb(), town.blobs, inside):
        assert (blob == before) != within


def test_missing_geometries_and_heights(utm, constant):
    x, y = LEFT + 60, BOTTOM + 60
    ring = f"POLYGON Z (({x} {y} 7,{x + 9} {y} 7.5,{x + 9} {y + 9} 8,{x} {y} 7))"
    texts = [None, ring, "POLYGON EMPTY", None]
    layer = Geometries.from_wkb([text and shapely.to_wkb(shapely.from_wkt(text)) for text in texts])
    result = constant(layer, utm)
    assert result.status == ["empty", "aligned", "empty", "empty"]
    assert np.isnan(result.dx[[0, 2, 3]]).all() and result.dx[1] == pytest.approx(2, abs=0.01)
    blobs = result.wkb()
    assert blobs[0] is None and blobs[2] == layer.blobs[2]
    heights = shapely.get_coordinates(shapely.from_wkb(blobs[1]), include_z=True)
    np.testing.assert_allclose(
        heights, [[x + 2, y - 1, 7], [x + 11, y - 1, 7.5], [x + 11, y + 8, 8], [x + 2, y - 1, 7]], atol=1e-3
    )
    assert (heights[:, 2] == [7, 7.5, 8, 7]).all()
    assert heights[0].tolist() == heights[-1].tolist()


def test_lines_and_points(make_layer, utm, constant):
    layer = make_layer(shapely.LineString([(40, 40), (80, 60), (90, 90)]), shapely.Point(70, 70))
    result = constant(layer, utm)
    np.testing.assert_allclose(result.coordinates - layer.coordinates, [[2.0, -1.0]] * 4, atol=1e-3)
    assert any("trained on buildings" in text for text in result.warnings)


def test_shared_walls_stay_shared(make_layer, make_basemap, make_model, utm):
    layer = make_layer(shapely.box(50, 50, 60, 64), shapely.box(60, 50, 75, 64), shapely.box(60, 64, 75, 80))
    basemap = make_basemap()
    field = lambda xy, scale: np.stack([np.sin(xy[:, 1] / 9), np.cos(xy[:, 0] / 7)], 1) * (scale == 1)  # noqa: E731
    result = align(layer, utm, basemap, make_model(basemap, field), AlignOptions(max_displacement=1.8))
    assert np.ptp(result.coordinates - layer.coordinates, axis=0).min() > 0.5
    same_before, same_after = ((xy[:, None] == xy[None]).all(2) for xy in (layer.coordinates, result.coordinates))
    np.testing.assert_array_equal(same_before, same_after)


def test_symmetries_ask_eight_times(make_layer, make_basemap, make_model, utm):
    layer, basemap = make_layer(shapely.box(60, 60, 80, 75)), make_basemap()
    counts = []
    for symmetries in (False, True):
        model = make_model(basemap)
        align(layer, utm, basemap, model, AlignOptions(symmetries=symmetries))
        counts.append(len(model.calls))
    assert counts[1] == 8 * counts[0]


@pytest.mark.parametrize("block_size", [64, 128, 1000])
def test_block_size_only_costs_time(town, utm, make_basemap, make_model, block_size):
    basemap = make_basemap()

    def field(xy, scale):
        return np.stack([np.sin(xy[:, 0] / 23), np.cos(xy[:, 1] / 31)], 1)

    reference = align(town, utm, basemap, make_model(basemap, field), AlignOptions(block_size=300, max_displacement=4))
    options = AlignOptions(block_size=block_size, max_displacement=4)
    result = align(town, utm, basemap, make_model(basemap, field), options)
    np.testing.assert_allclose(result.coordinates, reference.coordinates, atol=1e-4)


# --- progress, cancelling, the displacement raster


def test_progress(town, utm, constant):
    told = []
    constant(town, utm, progress=lambda share, text: told.append((share, text)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert all(text for _, text in told)
    assert len(shares) > 10


def test_cancelled_anywhere_nothing_is_left(make_layer, utm, constant, tmp_path):
    layer = make_layer(shapely.box(20, 20, 32, 32), shapely.box(110, 110, 125, 120))
    path = tmp_path / "displacement.tif"
    options = {"max_displacement": 3.0, "displacement": str(path)}
    calls = []
    constant(layer, utm, is_cancelled=lambda: calls.append(None), **options)
    assert path.exists() and len(calls) > 6
    path.unlink()
    for number in range(1, len(calls) + 1):
        asked = []

        def is_cancelled(asked=asked, number=number):
            asked.append(None)
            return len(asked) == number

        with pytest.raises(Cancelled):
            constant(layer, utm, is_cancelled=is_cancelled, **options)
        assert len(asked) == number
        assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_nothing_either(town, utm, make_basemap, make_model, tmp_path):
    basemap = make_basemap()
    model = make_model(basemap)
    answers = [None] * 5
    model_run = model.run

    def fails(**inputs):
        answers.pop()  # IndexError at the sixth
        return model_run(**inputs)

    model.run = fails
    with pytest.raises(IndexError):
        align(town, utm, basemap, model, AlignOptions(), displacement=str(tmp_path / "d.tif"))
    assert list(tmp_path.iterdir()) == []


# --- refusals, one sentence each


def test_empty_layer(utm, constant):
    for layer in (Geometries.from_wkb([]), Geometries.from_wkb([None, None])):
        with pytest.raises(InputError, match=r"^The vector layer holds no geometries; choose a layer with features\.$"):
            constant(layer, utm)


def test_no_overlap(make_layer, utm, constant):
    with pytest.raises(InputError, match=r"do not overlap; check the CRS of both or choose another"):
        constant(make_layer(shapely.box(5000, 5000, 5010, 5010)), utm)


def test_boxes_overlap_but_features_do_not(make_layer, utm, constant):
    """Two buildings, either side of the basemap."""
    layer = make_layer(shapely.box(-300, 50, -290, 60), shapely.box(400, 50, 410, 60))
    with pytest.raises(InputError, match=r"^The layer and the basemap painted do not overlap; check the CRS of both"):
        constant(layer, utm)


def test_no_crs(town, constant):
    with pytest.raises(InputError, match="CRS"):
        constant(town, "")


@pytest.mark.parametrize(("pixel_size", "kind"), [(5.0, "coarser"), (0.004, "finer")])
def test_resolution_far_outside(town, utm, constant, make_basemap, pixel_size, kind):
    expected = (
        rf"^The basemap painted has {pixel_size:g} m per pixel, {kind} than model 'made up' can use \(0.01 to 1.5 m\)"
    )
    with pytest.raises(BasemapError, match=expected):
        constant(town, utm, basemap=make_basemap(pixel_size=pixel_size))


def test_more_than_the_model_can_bridge(town, utm, constant):
    with pytest.raises(
        InputError, match=r"maximum displacement of 25 m is more than model 'made up' .* at most 20 m\.$"
    ):
        constant(town, utm, max_displacement=25)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"method": "affine"}, r"^The method 'affine' is unknown; choose one of vertex, rigid, shift\.$"),
        ({"max_displacement": 0}, "maximum displacement is 0 m; give a length above zero"),
        ({"max_displacement": float("nan")}, "maximum displacement is nan m"),
        ({"min_confidence": 1.5}, "minimum confidence is 1.5; give a number from 0 to 1"),
        ({"min_confidence": float("nan")}, "minimum confidence is nan"),
        ({"block_size": -5}, "block size is -5 pixels; give at least 32"),
        ({"block_size": 0}, "block size is 0 pixels"),
    ],
)
def test_impossible_options(option, message):
    with pytest.raises(InputError, match=message):
        AlignOptions(**option)


def test_a_folder_that_is_not_there(town, utm, constant, tmp_path):
    with pytest.raises(OutputError, match=r"cannot be written"):
        constant(town, utm, displacement=str(tmp_path / "none" / "d.tif"))


# --- the parts


@pytest.mark.parametrize(
    ("resolution", "displacement", "scales"),
    [
        (0.3, 10, [4, 3, 2, 1, 0]),
        (0.3, 20, [4, 3, 2, 1, 0]),
        (0.3, 5, [3, 2, 1, 0]),
        (0.3, 0.5, [0]),
        (0.05, 2, [2, 1, 0]),
        (1.0, 10, [4, 3, 2, 1]),
        (1.5, 1, [1]),
    ],
)
def test_scales(make_card, resolution, displacement, scales):
    card = make_card()
    assert choose_scales(card, resolution, displacement, "x") == scales
    assert card.reach * card.resolution * 2 ** scales[0] >= min(displacement, card.max_displacement) * 0.9


def test_confidence(make_card):
    """Without an error model, the share of a Gaussian within a metre, checked by drawing from it."""
    confidence_of = Confidence(make_card(), 0.3).of_place
    rng = np.random.default_rng(0)
    for deviation in (0.2, 0.7, 2.0):
        errors = np.hypot(*rng.normal(0, deviation, (2, 200_000)))
        assert confidence_of(np.eye(2)[None] / deviation**2)[0] == pytest.approx((errors < 1).mean(), abs=0.005)
    np.testing.assert_allclose(confidence_of(np.zeros((2, 2, 2))), 0, atol=1e-6)
    narrow = confidence_of(np.array([[[25.0, 0], [0, 0.25]], [[25.0, 0], [0, 25.0]], [[0.25, 0], [0, 0.25]]]))
    assert narrow[2] < narrow[0] < narrow[1]


def test_says_how_long_its_stages_took(town, constant, utm):
    result = constant(town, utm)
    assert {"aligning", "reading", "drawing", "geometry"} <= set(result.stages)
    assert all(seconds > 0 for seconds in result.stages.values())
    assert result.stages["aligning"] + result.stages["geometry"] < result.seconds
