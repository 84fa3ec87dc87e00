"""Colouring whole rasters: no pixel lighter, no seams, nothing lost."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.colorize import ColorizeOptions, colorize
from realign.engine.colorize_blocks import fitted
from realign.engine.colorize_spot import NOWHERE, Spot, spot_at, taken, told
from realign.engine.crs import epsg
from realign.engine.errors import BasemapError, Cancelled, InputError
from realign.engine.hls import rgb_to_plane
from realign.engine.model import load_model
from realign.engine.outputs import Staging
from realign.engine.restyle_service import ServiceSheet
from realign.engine.restyle_sheet import FileSheet
from realign.engine.sheet_spot import spot_of

LEFT, TOP = 500_000.0, 5_330_000.0  # EPSG:32633: 48.1° N, 15° E
MUNICH = Spot(48.14, 11.58)
TYPES = {"u1": gdal.GDT_Byte, "u2": gdal.GDT_UInt16, "f4": gdal.GDT_Float32}


@pytest.fixture(scope="module")
def model(colorize_models):
    return load_model(colorize_models(), "cpu", "colorize")


@pytest.fixture(scope="module")
def grey():
    """An aerial photograph, more or less: noise of all sizes, uint8 (150, 210) with every grey."""
    random = np.random.default_rng(2)
    picture = sum(
        random.normal(size=(152 // side + 1, 216 // side + 1)).repeat(side, 0).repeat(side, 1)[:150, :210]
        for side in (1, 4, 24)
    )
    ranks = picture.ravel().argsort().argsort().reshape(picture.shape)
    return (ranks * 256 // picture.size).astype(np.uint8)


@pytest.fixture
def write(tmp_path):
    """Write bands (B, H, W) as a file."""

    def write(bands, name="aerial.tif", pixel=1.0, crs=32633, options=()):
        bands = bands[None] if bands.ndim == 2 else bands
        kind = TYPES[bands.dtype.str[1:]]
        path = str(tmp_path / name)
        whole = gdal.GetDriverByName("GTiff").Create(path, *bands.shape[:0:-1], len(bands), kind, list(options))
        whole.WriteArray(bands)
        if crs:
            whole.SetGeoTransform((LEFT, pixel, 0, TOP, 0, -pixel))
            whole.SetProjection(epsg(crs).ExportToWkt())
        whole.SetMetadataItem("FLOWN", "1945")
        whole = None
        return path

    return write


@pytest.fixture
def run(model, tmp_path):
    """Colour a file and return the result as a dataset."""

    def run(path, spot=MUNICH, extent=None, name="out.tif", chosen=None, more=None, **options):
        out = str(tmp_path / name)
        with FileSheet(path, extent=extent, kind="imagery") as sheet:
            colorize(sheet, spot, chosen or model, out, ColorizeOptions(**options), **(more or {}))
        return gdal.Open(out)

    return run


def sums(bands):
    """max + min of each pixel's colours: twice the lightness."""
    return bands[:3].max(0).astype(int) + bands[:3].min(0)


def assert_same(one, two):
    """But for roundings."""
    difference = np.abs(one.astype(int) - two)
    assert difference.max() <= 2 and (difference > 0).mean() < 1e-2


@pytest.mark.parametrize("pixel", [1.0, 0.3, 2.6])
def test_lightness_is_exactly_that_of_the_file(run, write, grey, pixel):
    assert len(np.unique(grey)) == 256
    made = run(write(grey, pixel=pixel)).ReadAsArray()
    assert made.shape == (3, 150, 210)
    np.testing.assert_array_equal(sums(made), 2 * grey.astype(int))
    assert np.ptp(made, 0).mean() > 15  # and there are colours


def test_half_levels_of_coloured_files_stay_too(run, write, grey):
    told = []
    bands = np.stack([grey, grey[::-1], grey[:, ::-1]])
    made = run(write(bands), more={"announce": told.append}).ReadAsArray()
    np.testing.assert_array_equal(sums(made), sums(bands))
    assert [each for each in told if "is in colour; only its lightness is kept" in each] == told
    run(write(np.stack([grey] * 3), "jpeg.tif"), name="b.tif", more={"announce": told.append})
    assert len(told) == 1


@pytest.mark.parametrize("pixel", [1.0, 0.3, 2.6])
def test_the_answer_does_not_depend_on_the_blocks(run, write, grey, pixel):
    path = write(grey, pixel=pixel)
    small = run(path, block_size=8 if pixel < 1 else 40, name="small.tif").ReadAsArray()
    assert_same(small, run(path, block_size=4096, name="whole.tif").ReadAsArray())


@pytest.mark.parametrize("pixel", [1.0, 0.3])
def test_an_extent_gives_that_part_of_the_whole(run, write, grey, pixel):
    path = write(grey, pixel=pixel)
    box = (LEFT + 33 * pixel, TOP - 111 * pixel, LEFT + 150 * pixel, TOP - 47 * pixel)
    part = run(path, extent=box)
    assert part.GetGeoTransform() == pytest.approx((box[0], pixel, 0, box[3], 0, -pixel))
    assert_same(part.ReadAsArray(), run(path, name="whole.tif").ReadAsArray()[:, 47:111, 33:150])


def test_finer_files_get_the_same_colours_where_they_are(run, write, grey):
    """Four pixels in the place of each: the network sees the same, and colours do not move."""
    coarse = run(write(grey), name="coarse.tif").ReadAsArray()
    smooth = gdal.Open(write(grey.repeat(4, 0).repeat(4, 1), "fine.tif", pixel=0.25))
    fine = run(smooth.GetDescription(), name="fine-out.tif").ReadAsArray()
    means = rgb_to_plane(fine.transpose(1, 2, 0))[1].reshape(150, 4, 210, 4, 2).mean((1, 3))
    planes = [plane[5:-5, 5:-5].ravel() for plane in (means, rgb_to_plane(coarse.transpose(1, 2, 0))[1])]
    assert np.corrcoef(*planes)[0, 1] > 0.97
    shifted = np.roll(means, 1, 1)[5:-5, 5:-5].ravel()
    assert np.corrcoef(shifted, planes[1])[0, 1] < 0.9  # what the measure is there to find


def test_places_have_colours_of_their_own(run, write, grey):
    path = write(grey)
    north, south, east = (
        run(path, spot, name=f"{spot.latitude}{spot.longitude}.tif").ReadAsArray().astype(int).mean((1, 2))
        for spot in (Spot(60, 0), Spot(0, 0), Spot(0, 90))
    )
    assert (north - south)[1] > 5 + (north - south)[0] and (east - south)[2] < -5


def test_the_place_is_the_files_own_middle_whatever_part_is_wanted(write, grey):
    path = write(grey, pixel=1000.0)
    with FileSheet(path) as whole, FileSheet(path, extent=(LEFT, TOP - 3000, LEFT + 3000, TOP)) as part:
        assert spot_of(whole) == spot_of(part)
        assert spot_of(whole) == pytest.approx((47.43, 16.38), abs=0.02)
        assert str(spot_of(whole)).startswith("47.4")


def test_services_lie_where_they_are_wanted(make_basemap, model, tmp_path):
    """A service covers the world; and it is read in the resolution asked for, and in the network's."""
    basemap = make_basemap(pixel_size=0.5)
    west, south = basemap.extent.left, basemap.extent.bottom
    sheet = ServiceSheet(basemap, (west, south + 150), (west + 100, south, west + 150, south + 50), "imagery")
    assert spot_of(sheet) == pytest.approx((48.12, 15.0017), abs=0.01)
    colorize(sheet, spot_of(sheet), model, str(tmp_path / "out.tif"))
    made = gdal.Open(str(tmp_path / "out.tif")).ReadAsArray()
    np.testing.assert_array_equal(sums(made), sums(sheet.read(sheet.window)[0].transpose(2, 0, 1)))
    assert np.ptp(made, 0).mean() > 15


@pytest.mark.parametrize("crs", [None, "local"])
def test_without_a_place_one_must_be_given(run, write, grey, crs):
    path = write(grey, crs=None)
    local = 'LOCAL_CS["site",UNIT["metre",1]]'
    with (
        FileSheet(path, "'photo'", crs=local if crs else None, kind="imagery") as sheet,
        pytest.raises(
            InputError, match=r"The imagery 'photo' does not say where it lies.*; give the place whose colours it takes"
        ),
    ):
        spot_of(sheet)
    told = []
    made = run(path, more={"announce": told.append})
    assert made.GetGeoTransform(can_return_null=True) is None
    assert len(told) == 1 and "does not say how large its pixels are on the ground; 1 m are assumed" in told[0]
    finer = run(path, resolution=0.25, name="finer.tif", more={"announce": told.append})
    assert len(told) == 1
    assert np.abs(finer.ReadAsArray().astype(int) - made.ReadAsArray()).mean() > 2


def test_control_points_say_where_it_lies(write, grey, tmp_path):
    points = [gdal.GCP(15, 48, 0, 0, 0), gdal.GCP(15.01, 48, 0, 210, 0), gdal.GCP(15, 47.99, 0, 0, 150)]
    path = str(tmp_path / "points.tif")
    wgs84 = epsg(4326).ExportToWkt()
    gdal.Translate(path, write(grey, crs=None), GCPs=points, outputSRS=wgs84)
    with FileSheet(path) as sheet:
        assert spot_of(sheet) == pytest.approx((47.995, 15.005), abs=1e-4)


@pytest.mark.parametrize("kind", ["u2", "f4"])
def test_deep_values_are_stretched(run, write, grey, kind):
    deep = (grey.astype(np.float64) * 37 + 900).astype(kind)
    made = run(write(deep)).ReadAsArray()
    limits = np.percentile(deep, (2, 98))
    expected = np.clip((deep - limits[0]) * 255 / (limits[1] - limits[0]), 0, 255)
    assert np.abs(sums(made) / 2 - expected).max() <= 1.01


def test_a_palette_is_looked_up(run, write, grey):
    path = write(grey)
    dataset = gdal.Open(path, gdal.GA_Update)
    table = gdal.ColorTable()
    for entry in range(256):
        table.SetColorEntry(entry, (255 - entry,) * 3 + (255,))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset = None
    np.testing.assert_array_equal(sums(run(path).ReadAsArray()), 2 * (255 - grey.astype(int)))


def test_transparent_stays_transparent_and_is_not_seen(run, write, grey):
    alpha = np.full_like(grey, 255)
    alpha[20:90, 20:60], alpha[100:, 150:] = 0, 190
    options = ["ALPHA=YES"]
    other = grey.copy()
    other[20:90, 20:60] = 255 - other[20:90, 20:60]
    one, two = (
        run(write(np.stack([each, alpha]), f"{n}.tif", options=options), block_size=64, name=f"out{n}.tif")
        for n, each in enumerate((grey, other))
    )
    assert one.RasterCount == 4 and one.GetRasterBand(4).GetColorInterpretation() == gdal.GCI_AlphaBand
    one, two = one.ReadAsArray(), two.ReadAsArray()
    np.testing.assert_array_equal(one[3], alpha)
    np.testing.assert_array_equal(one[:3, alpha > 0], two[:3, alpha > 0])
    np.testing.assert_array_equal(sums(one), 2 * grey.astype(int))


def test_a_part_beside_a_hole_is_that_of_the_whole(run, write, grey):
    """Though the rest, which is brighter, tells what the network is shown in the hole."""
    alpha = np.full_like(grey, 255)
    alpha[20:90, 20:60] = 0
    bands = np.stack([np.where(np.arange(210) < 100, grey // 4, 128 + grey // 2).astype(np.uint8), alpha])
    path = write(bands, options=["ALPHA=YES"])
    part = run(path, extent=(LEFT, TOP - 150, LEFT + 80, TOP)).ReadAsArray()
    seen = alpha[:, :80] > 0
    assert_same(part[:3, seen], run(path, name="whole.tif").ReadAsArray()[:3, :, :80][:, seen])


def test_nodata_becomes_transparent(run, write, grey):
    holed = np.maximum(grey, 1)
    holed[50:100, 50:100] = 0
    path = write(holed)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetNoDataValue(0)
    dataset = None
    made = run(path, block_size=16)
    assert made.RasterCount == 4
    np.testing.assert_array_equal(made.ReadAsArray()[3], (holed > 0) * 255)


def test_the_file_is_a_cog_with_place_and_metadata(run, write, grey):
    made = run(write(np.tile(grey, (4, 4))))
    assert made.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG" and made.GetRasterBand(1).GetOverviewCount()
    assert made.GetGeoTransform() == (LEFT, 1, 0, TOP, 0, -1)
    assert made.GetSpatialRef().GetAuthorityCode(None) == "32633"
    said = made.GetMetadata()
    assert said["FLOWN"] == "1945" and said["REALIGN_MODEL"] == "made up colours 1"
    assert said["REALIGN_PLACE"] == "48.140000 11.580000" and said["REALIGN_SATURATION"] == "1"


def test_saturation(run, write, grey):
    none, half, whole, more = (
        run(write(grey), saturation=each, name=f"{each}.tif").ReadAsArray() for each in (0, 0.5, 1, 2)
    )
    np.testing.assert_array_equal(none, np.stack([grey] * 3))
    chroma = [np.ptp(each, 0).astype(float) for each in (half, whole, more)]
    free = (chroma[1] > 0) & (chroma[1] < np.minimum(2 * grey, 510 - 2 * grey.astype(int)) - 4)
    assert np.abs(chroma[0] - chroma[1] / 2)[free].max() <= 2.01
    assert chroma[2].mean() > chroma[1].mean() * 1.1


def test_numpy_agrees(run, write, grey, colorize_models):
    told = []
    numpy = load_model(colorize_models(), "numpy", "colorize")
    one = run(write(grey), name="cpu.tif").ReadAsArray()
    assert_same(one, run(write(grey), chosen=numpy, more={"announce": told.append}).ReadAsArray())
    assert any("slowest of the devices" in each for each in told)


def test_what_the_model_does_not_know_is_told(run, write, grey):
    told = []
    run(write(grey, pixel=2.6), Spot(-33.9, 18.4), more={"announce": told.append})
    assert len(told) == 2
    assert "The imagery" in told[0] and "has 2.6 m per pixel, coarser than what model 'made up colours'" in told[0]
    assert "33.90° S, 18.40° E lies 8535 km from Barcelona, the nearest place that model 'made up" in told[1]


def test_its_own_place_is_told_where_the_model_knows_one_nearby(run, write, grey, model, colorize_models):
    said = []
    near = run(write(grey), None, name="near.tif", more={"announce": said.append})
    with FileSheet(write(grey)) as sheet:
        own = spot_of(sheet)
    assert said == [] and near.GetMetadataItem("REALIGN_PLACE").startswith("48.1")
    np.testing.assert_array_equal(near.ReadAsArray(), run(write(grey), own, name="given.tif").ReadAsArray())
    elsewhere = load_model(colorize_models(places=[(41.39, 2.17, "Barcelona")]), "cpu", "colorize")
    far = run(write(grey), None, name="far.tif", chosen=elsewhere, more={"announce": said.append})
    assert far.GetMetadataItem("REALIGN_PLACE") == "not told"
    (sentence,) = said
    assert "lies at 48.12° N, 15.00° E, 1257 km from Barcelona" in sentence and "; give a place" in sentence
    assert np.abs(far.ReadAsArray().astype(int) - near.ReadAsArray()).mean() > 5
    given = run(write(grey), own, name="told.tif", chosen=elsewhere, more={"announce": said.append})
    np.testing.assert_array_equal(given.ReadAsArray(), near.ReadAsArray())
    assert "so the colours are a guess" in said[1] and len(said) == 2


@pytest.mark.parametrize(("longitude", "is_told"), [(16.4, True), (18.9, True), (19.3, False)])
def test_nearby_is_200_kilometres(model, longitude, is_told):
    """Vienna lies at 16.37° E, where a degree of longitude has 74 km."""
    spot = Spot(48.21, longitude)
    assert taken(spot, model.card, is_given=False) == (spot if is_told else None)
    assert taken(spot, model.card, is_given=True) == spot
    assert told(None).ravel().tolist() == list(NOWHERE)
    assert told(spot).ravel() == pytest.approx((48.21 / 90, longitude / 180))


def test_an_area_across_the_date_line(run, write, grey, colorize_models):
    model = load_model(colorize_models(area=(170.0, -45.0, -170.0, -30.0), places=[]), "cpu", "colorize")
    told = []
    for longitude in (175, -175, 180, 160):
        run(write(grey), Spot(-40, longitude), chosen=model, more={"announce": told.append})
    assert len(told) == 1 and "The place 40.00° S, 160.00° E lies outside the area" in told[0]
    assert "45.00° S, 170.00° E to 30.00° S, 170.00° W" in told[0]


@pytest.mark.parametrize("patience", [0, 3, 12])
def test_cancelling_leaves_nothing(model, write, grey, tmp_path, patience):
    """Before the first block, among them, and while overviews are made."""
    path, out, asked = write(grey), tmp_path / "out" / "coloured.tif", iter(range(100_000))
    out.parent.mkdir()
    options = ColorizeOptions(block_size=64)
    with Staging() as staging, FileSheet(path) as sheet:
        target = staging.path(str(out))
        with pytest.raises(Cancelled):
            colorize(sheet, MUNICH, model, target, options, None, lambda: next(asked) >= patience)
    assert list(out.parent.iterdir()) == []


def test_progress_never_goes_back(run, write, grey):
    seen = []
    run(write(grey), block_size=64, more={"progress": lambda share, text: seen.append((share, text))})
    shares = [share for share, _ in seen]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert any("Colorizing: block 3 of 12" in text for _, text in seen)
    assert any("Writing the" in text for _, text in seen)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (lambda path: FileSheet(path + ".no", kind="imagery"), "The imagery .* cannot be opened as a raster"),
        (lambda path: FileSheet(path, extent=(0, 0, 1, 1), kind="imagery"), "The extent lies beside the imagery"),
        (lambda path: ColorizeOptions(saturation=2.5), "The saturation is 2.5; give a number from 0 to 2"),
        (lambda path: ColorizeOptions(resolution=0), "The resolution is 0 metres per pixel"),
        (lambda path: ColorizeOptions(block_size=0), "The block size is 0 pixels"),
        (lambda path: spot_at(95, 0), "The place 95, 0 is not on Earth; give a latitude from -90 to 90"),
        (lambda path: spot_at(float("nan"), 0), "is not on Earth"),
    ],
)
def test_what_cannot_be_done_is_said(write, grey, problem, words):
    with pytest.raises(InputError, match=words):
        problem(write(grey))


def test_a_file_of_one_value_is_refused(run, write):
    with pytest.raises(BasemapError, match=r"The imagery .* holds one value throughout"):
        run(write(np.full((50, 50), 9, np.uint8)))


def test_resolutions_are_fitted_in_steps():
    assert fitted(1.08) == fitted(0.93) == 1
    assert fitted(2.0) == 2 and fitted(3.3) == pytest.approx(3.364, rel=1e-3)
    assert fitted(1e-9) == 1 / 8 and fitted(1e9) == 64
