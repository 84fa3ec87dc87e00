"""Restyling whole maps: no seams, nothing moved, nothing lost."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.errors import BasemapError, Cancelled, InputError
from realign.engine.model import load_model
from realign.engine.outputs import Staging
from realign.engine.restyle import RestyleOptions, restyle
from realign.engine.restyle_sheet import FileSheet
from realign.engine.restyle_style import MapStyle, style_named, style_of

LEFT, TOP, PIXEL = 500_000.0, 5_330_000.0, 1.5
WGS84 = 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],\
UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'


@pytest.fixture(scope="module")
def model(restyle_models):
    return load_model(restyle_models(), "cpu", "restyle")


@pytest.fixture(scope="module")
def pixels():
    """A picture with shapes of all sizes, uint8 (3, 300, 420)."""
    random = np.random.default_rng(2)
    picture = np.full((3, 300, 420), 230, np.uint8)
    for _ in range(120):
        x, y, width, height = random.integers(0, 400), random.integers(0, 280), *random.integers(2, 60, 2)
        picture[:, y : y + height, x : x + width] = random.integers(0, 255, (3, 1, 1))
    return picture


@pytest.fixture
def write(tmp_path):
    """Write bands (B, H, W) as a file."""

    def write(bands, name="map.tif", crs=True, transform=(LEFT, PIXEL, 0, TOP, 0, -PIXEL), options=(), gcps=()):
        path = tmp_path / name
        whole = gdal.GetDriverByName("MEM").Create("", bands.shape[2], bands.shape[1], len(bands), gdal.GDT_Byte)
        whole.WriteArray(bands)
        if transform:
            whole.SetGeoTransform(transform)
        if gcps:
            whole.SetGCPs(list(gcps), WGS84)
        elif crs:
            whole.SetProjection(utm())
        whole.SetMetadata({"TIFFTAG_DOCUMENTNAME": "Sheet 4", "SURVEYED": "1869"})
        driver = {"tif": "GTiff", "jpg": "JPEG", "png": "PNG"}[name.split(".")[-1]]
        gdal.GetDriverByName(driver).CreateCopy(str(path), whole, options=list(options))
        return str(path)

    return write


def utm():
    from realign.engine.crs import epsg

    return epsg(32633).ExportToWkt()


@pytest.fixture
def run(model, tmp_path):
    """Restyle a file and return the result as a dataset."""

    def run(path, style="toner", extent=None, scale=1.0, name="out.tif", chosen=None, more=None, **options):
        out = str(tmp_path / name)
        with FileSheet(path, extent=extent, scale=scale) as sheet:
            style = style if isinstance(style, MapStyle) else style_named(model.card, style)
            restyle(sheet, style, chosen or model, out, RestyleOptions(**options), **(more or {}))
        return gdal.Open(out)

    return run


def assert_same(one: np.ndarray, two: np.ndarray) -> None:
    """But for roundings: what is half way between two values may become either."""
    difference = np.abs(one.astype(int) - two)
    assert difference.max() <= 2 and (difference > 0).mean() < 1e-3


def seam_ratio(picture: np.ndarray, side: int, step: int = 8) -> float:
    """Mean gradient across the borders of blocks by that within them, on the same pixels of the network's own grid."""
    across, within = [], []
    for gradient in (np.diff(picture.astype(float), axis=2), np.diff(picture.astype(float), axis=1).transpose(0, 2, 1)):
        places = np.arange(step, gradient.shape[2], step)
        border = places % side == 0
        gradient = np.abs(gradient[:, :, places - 1])
        across.append(gradient[:, :, border].ravel())
        within.append(gradient[:, :, ~border].ravel())
    return np.concatenate(across).mean() / np.concatenate(within).mean()


@pytest.mark.parametrize("style", ["toner", "watercolor"])
def test_the_answer_does_not_depend_on_the_blocks(run, write, pixels, style):
    path = write(pixels)
    small = run(path, style, block_size=40, name="small.tif").ReadAsArray()
    whole = run(path, style, block_size=4096, name="whole.tif").ReadAsArray()
    assert_same(small, whole)
    assert whole.std() > 10 and np.abs(whole.astype(int) - pixels).mean() > 10


def test_no_seams(run, write):
    """On noise, whose gradient is the same everywhere but for chance."""
    noise = np.random.default_rng(0).integers(0, 255, (3, 140, 140), np.uint8).repeat(5, 1).repeat(5, 2)
    drawn = run(write(noise), "watercolor", block_size=24).ReadAsArray()
    assert abs(seam_ratio(drawn, 24) - 1) < 0.02
    broken = drawn.astype(int)
    broken[:, :, np.arange(drawn.shape[2]) // 24 % 2 > 0] += 30  # what the measure is there to find
    assert abs(seam_ratio(broken, 24) - 1) > 0.05


def test_an_extent_gives_that_part_of_the_whole(run, write, pixels):
    path = write(pixels)
    whole = run(path, "watercolor", name="whole.tif").ReadAsArray()
    box = (LEFT + 33 * PIXEL, TOP - 211 * PIXEL, LEFT + 250 * PIXEL, TOP - 47 * PIXEL)
    part = run(path, "watercolor", extent=box)
    assert part.GetGeoTransform() == (box[0], PIXEL, 0, box[3], 0, -PIXEL)
    assert_same(part.ReadAsArray(), whole[:, 47:211, 33:250])


def test_the_file_is_a_cog_with_place_and_metadata(run, write, pixels):
    dataset = run(write(np.tile(pixels, (1, 2, 2))))
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    assert dataset.GetRasterBand(1).GetOverviewCount() > 0
    assert dataset.GetGeoTransform() == (LEFT, PIXEL, 0, TOP, 0, -PIXEL)
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "32633"
    colours = [dataset.GetRasterBand(band + 1).GetColorInterpretation() for band in range(dataset.RasterCount)]
    assert colours == [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand]
    metadata = dataset.GetMetadata()
    assert metadata["TIFFTAG_DOCUMENTNAME"] == "Sheet 4" and metadata["SURVEYED"] == "1869"
    assert metadata["REALIGN_STYLE"] == "Toner" and metadata["REALIGN_MODEL"] == "made up for maps 1"


def test_a_plain_jpeg_stays_without_a_place(run, write, pixels):
    dataset = run(write(pixels, "scan.jpg", crs=False, transform=None), extent=(10, -110, 200, -20))
    assert dataset.GetGeoTransform(can_return_null=True) is None and not dataset.GetProjection()
    assert (dataset.RasterXSize, dataset.RasterYSize) == (190, 90)


def test_a_turned_map_stays_turned(run, write, pixels):
    turned = (LEFT, 1.2, 0.5, TOP, 0.5, -1.2)
    assert run(write(pixels, transform=turned)).GetGeoTransform() == turned
    x, y = gdal.ApplyGeoTransform(list(turned), 100, 60)
    part = run(write(pixels, transform=turned), extent=(x - 20, y - 20, x + 20, y + 20), name="part.tif")
    back = gdal.ApplyGeoTransform(gdal.InvGeoTransform(part.GetGeoTransform()), x, y)
    assert back == pytest.approx((part.RasterXSize / 2, part.RasterYSize / 2), abs=1.5)


def test_control_points_move_with_the_pixels(run, write, pixels):
    points = [gdal.GCP(15, 48, 0, 0, 0), gdal.GCP(15.1, 48, 0, 420, 0), gdal.GCP(15, 47.9, 0, 100, 200)]
    path = write(pixels, transform=None, gcps=points)
    whole, half = run(path, name="whole.tif"), run(path, scale=0.5)
    assert [(p.GCPX, p.GCPY, p.GCPPixel, p.GCPLine) for p in whole.GetGCPs()] == [
        (p.GCPX, p.GCPY, p.GCPPixel, p.GCPLine) for p in points
    ]
    assert [(p.GCPPixel, p.GCPLine) for p in half.GetGCPs()] == [(p.GCPPixel / 2, p.GCPLine / 2) for p in points]
    assert "WGS 84" in half.GetGCPProjection()


def test_transparent_stays_transparent(run, write, pixels):
    alpha = np.full((1, *pixels.shape[1:]), 255, np.uint8)
    alpha[:, 20:150, 20:90], alpha[:, 200:, 300:] = 0, 90
    options = ["ALPHA=YES", "PHOTOMETRIC=RGB"]
    dataset = run(write(np.concatenate([pixels, alpha]), options=options), "watercolor", block_size=64)
    assert dataset.RasterCount == 4 and dataset.GetRasterBand(4).GetColorInterpretation() == gdal.GCI_AlphaBand
    np.testing.assert_array_equal(dataset.GetRasterBand(4).ReadAsArray(), alpha[0])


def test_what_is_hidden_is_not_seen(run, write, pixels):
    """Whatever colours lie under the transparent part, what is visible looks the same."""
    alpha = np.full((1, *pixels.shape[1:]), 255, np.uint8)
    alpha[:, 20:150, 20:90] = 0
    other = pixels.copy()
    other[:, 20:150, 20:90] = 0
    options = ["ALPHA=YES", "PHOTOMETRIC=RGB"]
    one, two = (
        run(write(np.concatenate([each, alpha]), name, options=options), name=f"out-{name}").ReadAsArray()[:3]
        for each, name in ((pixels, "a.tif"), (other, "b.tif"))
    )
    np.testing.assert_array_equal(one[:, alpha[0] > 0], two[:, alpha[0] > 0])


def test_nodata_becomes_transparent(run, write, pixels):
    path = write(pixels)
    dataset = gdal.Open(path, gdal.GA_Update)
    holed = pixels.copy()
    holed[:, 50:100, 50:100] = 7
    dataset.WriteArray(holed)
    for band in range(3):
        dataset.GetRasterBand(band + 1).SetNoDataValue(7)
    del dataset
    alpha = run(path).ReadAsArray()[3]
    assert (alpha[50:100, 50:100] == 0).all() and (alpha[:50] == 255).all()


def test_no_strength_gives_the_map_back(run, write, pixels):
    alpha = np.random.default_rng(0).integers(0, 255, (1, *pixels.shape[1:]), np.uint8)
    bands = np.concatenate([pixels, alpha])
    path = write(bands, options=["ALPHA=YES", "PHOTOMETRIC=RGB"])
    np.testing.assert_array_equal(run(path, "watercolor", strength=0.0).ReadAsArray(), bands)


def test_half_the_strength_is_half_way(run, write, pixels):
    path = write(pixels)
    full, half = (run(path, strength=each, name=f"{each}.tif").ReadAsArray() for each in (1.0, 0.5))
    assert np.abs(half - (pixels.astype(float) + full) / 2).max() <= 0.51


def test_scale_changes_pixels_and_not_the_place(run, write, pixels):
    half = run(write(pixels), scale=0.5)
    assert (half.RasterXSize, half.RasterYSize) == (210, 150)
    assert half.GetGeoTransform() == (LEFT, 2 * PIXEL, 0, TOP, 0, -2 * PIXEL)
    small = run(write(pixels), scale=0.5, block_size=40, name="small.tif").ReadAsArray()
    assert_same(small, half.ReadAsArray())


def test_a_palette_is_looked_up(run, write, pixels, tmp_path):
    coloured = gdal.Open(write(pixels))
    path = str(tmp_path / "palette.tif")
    palette = gdal.GetDriverByName("GTiff").Create(path, 420, 300, 1)
    table = gdal.ColorTable()
    for entry in range(256):
        table.SetColorEntry(entry, (entry, 255 - entry, 40, 255))
    palette.GetRasterBand(1).SetColorTable(table)
    palette.WriteArray(coloured.ReadAsArray()[0])
    del palette
    back = run(path, strength=0.0).ReadAsArray()
    np.testing.assert_array_equal(back, [pixels[0], 255 - pixels[0], np.full_like(pixels[0], 40)])


def test_numpy_agrees(run, write, pixels, restyle_models):
    path = write(pixels)
    told = []
    numpy = load_model(restyle_models(), "numpy", "restyle")
    one = run(path, "watercolor", name="cpu.tif").ReadAsArray()
    two = run(path, "watercolor", chosen=numpy, more={"announce": told.append}).ReadAsArray()
    assert_same(one, two)
    assert any("slowest of the devices" in each for each in told)


def test_the_style_of_a_reference(model, run, write, pixels):
    """That of its visible pixels, wherever they lie: twice the same map beside a hole is the same style."""
    alpha = np.full((1, *pixels.shape[1:]), 255, np.uint8)
    wide = np.concatenate([np.concatenate([pixels, pixels], 2), np.concatenate([alpha, 0 * alpha], 2)])
    options = ["ALPHA=YES", "PHOTOMETRIC=RGB"]
    codes = []
    for path in (write(pixels, "a.tif"), write(wide, "b.tif", options=options), write(255 - pixels, "c.tif")):
        with FileSheet(path) as sheet:
            codes.append(np.array(style_of(sheet, model).code))
    assert np.abs(codes[0] - codes[1]).max() < 0.1 < np.abs(codes[0] - codes[2]).max()
    drawn = [
        run(write(pixels), MapStyle("x", tuple(code)), name=f"{n}.tif").ReadAsArray() for n, code in enumerate(codes)
    ]
    assert np.abs(drawn[0].astype(int) - drawn[2]).mean() > 5


def test_a_map_that_nobody_can_see_has_no_style(model, write, pixels):
    hidden = np.concatenate([pixels, np.zeros((1, *pixels.shape[1:]), np.uint8)])
    path = write(hidden, options=["ALPHA=YES", "PHOTOMETRIC=RGB"])
    with FileSheet(path) as sheet, pytest.raises((InputError, BasemapError), match="holds only nodata"):
        style_of(sheet, model)


def test_unlikely_resolutions_are_told(run, write, pixels):
    told = []
    coarse = write(pixels, transform=(LEFT, 9.0, 0, TOP, 0, -9.0))
    run(coarse, more={"announce": told.append})
    assert len(told) == 1 and "has 9 m per pixel, coarser than what model 'made up for maps' was trained on" in told[0]
    run(write(pixels), name="fits.tif", more={"announce": told.append})
    run(write(pixels, "scan.jpg", crs=False, transform=None), name="unknown.tif", more={"announce": told.append})
    assert len(told) == 1


@pytest.mark.parametrize("patience", [0, 3, 35])
def test_cancelling_leaves_nothing(model, write, pixels, tmp_path, patience):
    """Before the first block, among them, and while overviews are made."""
    path, out, asked = write(pixels), tmp_path / "out" / "map.tif", iter(range(100_000))
    out.parent.mkdir()
    style, options = style_named(model.card, "toner"), RestyleOptions(block_size=64)
    with Staging() as staging, FileSheet(path) as sheet:
        target = staging.path(str(out))
        with pytest.raises(Cancelled):
            restyle(sheet, style, model, target, options, None, lambda: next(asked) >= patience)
    assert list(out.parent.iterdir()) == []


def test_progress_never_goes_back(run, write, pixels):
    seen = []
    run(write(pixels), block_size=64, more={"progress": lambda share, text: seen.append((share, text))})
    shares = [share for share, _ in seen]
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    assert any("block 3 of 35" in text for _, text in seen)


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (lambda path: FileSheet(path + ".no"), "cannot be opened as a raster"),
        (lambda path: FileSheet(path, extent=(0, 0, 1, 1)), "The extent lies beside the map"),
        (lambda path: FileSheet(path, scale=1000), "choose a smaller extent or coarser pixels"),
        (lambda path: RestyleOptions(strength=1.5), "The strength is 1.5; give a number from 0 to 1"),
        (lambda path: RestyleOptions(block_size=0), "The block size is 0 pixels"),
    ],
)
def test_what_cannot_be_done_is_said(write, pixels, problem, words):
    with pytest.raises(InputError, match=words):
        problem(write(pixels))


def test_unknown_styles_are_refused(model):
    with pytest.raises(
        InputError, match="has no style 'baroque'; choose one of those that it has: modern, toner, water"
    ):
        style_named(model.card, "baroque")


def test_a_file_of_one_colour_is_refused(run, write):
    with pytest.raises(BasemapError, match=r"The map .* holds one value throughout"):
        run(write(np.full((3, 50, 50), 9, np.uint8)))
