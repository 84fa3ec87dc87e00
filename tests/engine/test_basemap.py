"""Basemaps through GDAL: bands, depths, masks, windows."""

import gc
import threading

import numpy as np
import pytest
from osgeo import gdal, gdal_array

from realign.engine.basemap import GdalBasemap, Window
from realign.engine.crs import epsg
from realign.engine.errors import BasemapError

WHOLE = Window(100.0, 136.0, 164.0, 200.0)
ORIGIN = (100.0, 1.0, 0.0, 200.0, 0.0, -1.0)


@pytest.fixture(scope="module", autouse=True)
def release():
    """Tracebacks of expected errors hold datasets, which must not outlive GDAL."""
    yield
    gc.collect()


@pytest.fixture
def write(tmp_path):
    """Write an array (bands, rows, columns) as GeoTIFF and open it as a basemap."""
    opened = []

    def write(array, nodata=None, colours=None, options=(), transform=ORIGIN, mask=None, palette=None, crs=32633):
        path = str(tmp_path / f"{len(opened)}.tif")
        array = np.asarray(array)
        kind = gdal_array.NumericTypeCodeToGDALTypeCode(array.dtype.type)
        options = ["PHOTOMETRIC=MINISBLACK", *options] if palette is None else list(options)
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        dataset = gdal.GetDriverByName("GTiff").Create(path, array.shape[2], array.shape[1], len(array), kind, options)
        if transform:
            dataset.SetGeoTransform(transform)
        if crs:
            dataset.SetProjection(epsg(crs).ExportToWkt())
        for index, values in enumerate(array):
            band = dataset.GetRasterBand(index + 1)
            if colours:
                band.SetColorInterpretation(colours[index])
            if palette is not None:
                table = gdal.ColorTable()
                for entry, colour in enumerate(palette):
                    table.SetColorEntry(entry, colour)
                band.SetColorTable(table)
            if nodata is not None:
                band.SetNoDataValue(nodata)
            band.WriteArray(values)
        if mask is not None:
            dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
            dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.where(mask, 255, 0).astype(np.uint8))
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", None)
        del band
        dataset = None
        opened.append(GdalBasemap(path))
        return opened[-1]

    yield write
    for basemap in opened:
        basemap.close()


def noise(bands, kind=np.uint8, high=255, seed=0):
    return np.random.default_rng(seed).integers(1, high, (bands, 64, 64)).astype(kind)


def read_all(basemap, size=64):
    return basemap.read(WHOLE, size, size)


def test_describes_the_raster(write):
    basemap = write(noise(3))
    assert basemap.extent == WHOLE and basemap.pixel_size == (1.0, 1.0)
    assert "32633" in basemap.crs and basemap.name.endswith("0.tif")


@pytest.mark.parametrize("bands", [1, 2, 3, 4, 6])
def test_band_counts(write, bands):
    array = noise(bands)
    image, valid = read_all(write(array))
    shown = array[[0, 0, 0]] if bands < 3 else array[:3]
    assert image.dtype == np.uint8 and image.shape == (64, 64, 3) and valid.all()
    np.testing.assert_array_equal(image, shown.transpose(1, 2, 0))


def test_colour_interpretation_decides(write):
    array = noise(5)
    order = [gdal.GCI_GrayIndex, gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand, gdal.GCI_Undefined]
    image, _ = read_all(write(array, colours=order))
    np.testing.assert_array_equal(image, array[[3, 2, 1]].transpose(1, 2, 0))


@pytest.mark.parametrize("bands", [2, 4])
def test_alpha_is_validity_not_colour(write, bands):
    array = noise(bands)
    array[-1] = np.where(np.arange(64) < 20, 0, 255)
    meaning = [gdal.GCI_GrayIndex, gdal.GCI_Undefined, gdal.GCI_Undefined][: bands - 1]
    image, valid = read_all(write(array, colours=[*meaning, gdal.GCI_AlphaBand], options=["ALPHA=YES"]))
    np.testing.assert_array_equal(valid, array[-1] > 0)
    assert not image[~valid].any()


def test_fourth_band_that_is_infrared_hides_nothing(write):
    array = noise(4)
    array[3] = 0
    meaning = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_Undefined]
    image, valid = read_all(write(array, colours=meaning, options=["ALPHA=NO"]))
    assert valid.all()
    np.testing.assert_array_equal(image, array[:3].transpose(1, 2, 0))


@pytest.mark.parametrize("kind", [np.uint16, np.int16, np.uint32, np.int32, np.float32, np.float64])
def test_deep_values_are_stretched_between_percentiles(write, kind):
    ramp = np.tile(np.linspace(1000, 3000, 64), (64, 1)).astype(kind)
    image, valid = read_all(write([ramp, ramp, ramp]))
    assert valid.all() and image.min() == 0 and image.max() == 255
    low, high = np.percentile(ramp, (2, 98))
    expected = np.clip((ramp.astype(float) - low) / (high - low) * 255, 0, 255)
    assert np.abs(image[..., 0] - expected).max() <= 1


def test_every_window_gets_the_same_stretch(write):
    array = noise(3, np.uint16, 5000)
    array[:, :, 32:] += 8000
    basemap = write(array)
    whole, _ = read_all(basemap)
    part, _ = basemap.read(Window(110.0, 150.0, 120.0, 160.0), 10, 10)
    np.testing.assert_array_equal(part, whole[40:50, 10:20])


def test_stretch_leaves_nodata_and_nan_out(write):
    array = np.tile(np.linspace(0, 1, 64), (64, 1)).astype(np.float32)[None].copy()
    array[0, :20] = -9999
    array[0, 20:24] = np.nan
    image, valid = read_all(write(array, nodata=-9999))
    assert not valid[:24].any() and valid[24:].all()
    assert image[24:].min() == 0 and image[24:].max() == 255 and not image[:24].any()


def test_few_bits_fill_the_range(write):
    array = noise(1, high=3) % 2
    image, _ = read_all(write(array.astype(np.uint8), options=["NBITS=1"]))
    np.testing.assert_array_equal(image[..., 0], array[0] * 255)


def test_nearly_constant_deep_band_keeps_what_differs(write):
    array = np.full((1, 64, 64), 500, np.uint16)
    array[0, 30, 30:33] = 900
    image, _ = read_all(write(array))
    assert image[30, 31, 0] == 255 and image[0, 0, 0] == 0


def test_palette_becomes_colours_and_averages_are_of_colours(write):
    indices = np.indices((64, 64)).sum(axis=0)[None].astype(np.uint8) % 2 * 2
    palette = [(200, 0, 0, 255), (0, 255, 0, 255), (0, 0, 100, 255)]
    basemap = write(indices, palette=palette)
    image, valid = read_all(basemap)
    assert valid.all()
    np.testing.assert_array_equal(image, np.array(palette)[indices[0], :3])
    half, _ = read_all(basemap, 32)
    np.testing.assert_array_equal(half, np.broadcast_to([100, 0, 50], (32, 32, 3)))


def test_nodata_index_of_a_palette_is_invalid(write):
    indices = np.zeros((1, 64, 64), np.uint8)
    indices[0, :, 10:] = 1
    indices[0, :, 20:] = 2
    image, valid = read_all(write(indices, palette=[(9, 9, 9, 255), (10, 20, 30, 255), (1, 2, 3, 255)], nodata=2))
    np.testing.assert_array_equal(valid, np.broadcast_to(np.arange(64) < 20, (64, 64)))
    assert (image[:, 10:20] == [10, 20, 30]).all() and not image[~valid].any()


def test_transparent_palette_entries_are_invalid(write, tmp_path):
    indices = np.broadcast_to(np.arange(64) // 22, (1, 64, 64)).astype(np.uint8)
    source = write(indices, palette=[(9, 9, 9, 255), (10, 20, 30, 255), (1, 2, 3, 255)])
    path = tmp_path / "transparent.vrt"  # a TIFF's palette knows no transparency
    gdal.Translate(str(path), source.name)
    text = path.read_text()
    assert 'c1="9" c2="9" c3="9" c4="255"' in text
    path.write_text(text.replace('c1="9" c2="9" c3="9" c4="255"', 'c1="9" c2="9" c3="9" c4="0"'))
    with GdalBasemap(str(path)) as basemap:
        image, valid = read_all(basemap)
    np.testing.assert_array_equal(valid, np.broadcast_to(np.arange(64) >= 22, (64, 64)))
    assert (image[:, 22:44] == [10, 20, 30]).all()


def test_shrinking_averages(write):
    array = noise(3)
    image, valid = read_all(write(array), 16)
    expected = array.reshape(3, 16, 4, 16, 4).mean(axis=(2, 4)).transpose(1, 2, 0)
    assert valid.all() and np.abs(image - expected).max() <= 1


def hide(write, array, known, how):
    """A basemap of ``array`` (3, 64, 64) whose pixels are hidden by nodata, a mask or alpha."""
    hidden = np.where(known, array, 0 if how == "nodata" else 7).astype(np.uint8)
    if how == "nodata":
        return write(hidden, nodata=0)
    if how == "mask":
        return write(hidden, mask=known)
    meaning = [gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand]
    return write([*hidden, np.where(known, 255, 0).astype(np.uint8)], colours=meaning)


@pytest.mark.parametrize("how", ["nodata", "mask", "alpha"])
def test_hidden_pixels_take_no_part_in_averages_and_half_decides(write, how):
    known = np.zeros((64, 64), bool)
    known[:, 0:64:4] = True  # a quarter of the left half
    known[:, 32:] = np.arange(32) % 4 < 3  # three quarters of the right half
    array = np.full((3, 64, 64), 200, np.uint8)
    array[:, 0::2] = 100
    image, valid = read_all(hide(write, array, known, how), 16)
    np.testing.assert_array_equal(valid, np.broadcast_to(np.arange(16) >= 8, (16, 16)))
    assert (np.abs(image[valid].astype(int) - 150) <= 1).all() and not image[~valid].any()


@pytest.mark.parametrize("how", ["nodata", "mask", "alpha"])
@pytest.mark.parametrize("count", [64, 55, 90])
def test_hidden_pixels_take_no_part_in_interpolation(write, how, count):
    known = np.broadcast_to(np.arange(64) >= 20, (64, 64))
    basemap = hide(write, np.random.default_rng(0).integers(195, 205, (3, 64, 64)), known, how)
    image, valid = basemap.read(Window(100.3, 136.3, 163.3, 199.3), count, count)
    place = 0.3 + (np.arange(count) + 0.5) * 63 / count
    sure = np.abs(place - 20) > 0.6
    np.testing.assert_array_equal(valid[:, sure], np.broadcast_to(place[sure] > 20, valid[:, sure].shape))
    assert image[valid].min() > 185 and image[valid].max() < 215


def test_nodata_in_one_band_alone_is_a_colour(write):
    array = noise(3)
    array[0, :10] = 0
    image, valid = read_all(write(array, nodata=0))
    assert valid.all()
    assert not image[:10, :, 0].any() and image[:10, :, 1].all()


def test_masked_averages_through_overviews(write, tmp_path):
    basemap = write(noise(3), nodata=255)
    basemap.close()
    dataset = gdal.Open(basemap.name, gdal.GA_Update)
    dataset.BuildOverviews("AVERAGE", [2, 4])
    dataset = None
    image, valid = read_all(basemap, 8)
    assert valid.all() and 100 < image.mean() < 155


@pytest.mark.parametrize("count", [40, 64, 100, 13, 90])
@pytest.mark.parametrize("shift", [0.0, 0.3, 5.7])
def test_pixels_lie_where_they_should(write, count, shift):
    """A sine of 24 pixels' length, read at any size and place, comes out within 0.05 px of its place."""
    x = np.arange(64) + 0.5
    wave = 127 + 100 * np.sin(2 * np.pi * x / 24)
    array = np.stack([np.tile(wave, (64, 1)), np.tile(wave[:, None], (1, 64)), np.full((64, 64), 50.0)])
    side = 50.0
    window = Window(100 + shift, 200 - shift - side, 100 + shift + side, 200 - shift)
    image, valid = write(np.round(array).astype(np.uint8)).read(window, count, count)
    place = shift + (np.arange(count) + 0.5) * side / count
    expected = 127 + 100 * np.sin(2 * np.pi * place / 24)
    slope = 100 * 2 * np.pi / 24 * np.cos(2 * np.pi * place / 24)
    assert valid.all()
    for line in (image[count // 2, :, 0], image[:, count // 2, 1]):
        inner = slice(2, -2)
        moved = np.sum((line - expected)[inner] * slope[inner]) / np.sum(slope[inner] ** 2)
        assert abs(moved) < 0.05


def test_beyond_the_raster_is_invalid_and_the_edge_does_not_shift(write):
    array = noise(3)
    basemap = write(array)
    image, valid = basemap.read(Window(90.0, 126.0, 174.0, 210.0), 84, 84)
    assert valid[10:74, 10:74].all() and valid.sum() == 64 * 64
    np.testing.assert_array_equal(image[10:74, 10:74], array.transpose(1, 2, 0))
    assert not image[~valid].any()


def test_output_pixels_cut_by_the_edge(write):
    array = np.zeros((1, 64, 64), np.uint8)
    array[0] = np.arange(64)
    basemap = write(array)
    image, valid = basemap.read(Window(99.0, 136.0, 163.0, 200.0), 16, 16)  # four pixels, the first without its first
    assert valid.all()
    np.testing.assert_allclose(image[5, :3, 0], [1, 4.5, 8.5], atol=0.5)
    image, valid = basemap.read(Window(97.0, 136.0, 161.0, 200.0), 16, 16)  # only a quarter of the first is there
    assert not valid[:, 0].any() and valid[:, 1:].all()


@pytest.mark.parametrize("lead", [0.02, 0.15, 0.24])
def test_output_pixels_finer_than_native_ones_cut_by_the_edge(write, lead):
    basemap = write(noise(3) // 8 + 200)
    image, valid = basemap.read(Window(98 + lead, 198.0 - lead, 106 + lead, 206.0 - lead), 16, 16)
    assert valid.any()
    assert image[valid].min() >= 195  # not black
    assert not image[~valid].any()


@pytest.mark.parametrize("count", [32, 64, 127])
def test_from_the_middle_of_a_pixel_to_the_edge(write, count):
    """GDAL rounds start and length, both up, and would refuse."""
    ramp = np.broadcast_to(np.arange(64, dtype=np.uint8) * 3, (3, 64, 64)).copy()
    image, valid = write(ramp).read(Window(100.5, 136.0, 164.0, 199.5), count, count)
    assert valid.all()
    expected = (0.5 + (np.arange(count) + 0.5) * 63.5 / count - 0.5) * 3
    assert np.abs(image[count // 2, 2:-2, 0] - expected[2:-2]).max() < 2
    image, valid = write(ramp.transpose(0, 2, 1).copy()).read(Window(100.5, 136.0, 164.0, 199.5), count, count)
    assert valid.all() and np.abs(image[2:-2, count // 2, 0] - expected[2:-2]).max() < 2


@pytest.mark.parametrize("window", [Window(0, 0, 10, 10), Window(164, 136, 170, 140), Window(-900, 136, -800, 200)])
def test_elsewhere_nothing_is_valid(write, window):
    image, valid = write(noise(3)).read(window, 7, 5)
    assert image.shape == (5, 7, 3) and not valid.any() and not image.any()


def test_south_up_rasters_come_out_north_up(write):
    array = noise(3)
    basemap = write(array[:, ::-1], transform=(100.0, 1.0, 0.0, 136.0, 0.0, 1.0))
    assert basemap.pixel_size[1] > 0 and basemap.extent == WHOLE
    image, valid = read_all(basemap)
    assert valid.all()
    np.testing.assert_array_equal(image, array.transpose(1, 2, 0))


def test_turned_rasters_are_warped(write):
    array = np.zeros((3, 64, 64), np.uint8)
    array[:, 20:40, 10:20] = 220
    basemap = write(array, transform=(100.0, 0.0, 1.0, 200.0, -1.0, 0.0))  # a quarter turn: columns run south
    image, valid = basemap.read(basemap.extent, 64, 64)
    np.testing.assert_array_equal(image[valid], array.transpose(2, 1, 0)[valid])
    assert valid.mean() > 0.95
    tilted = write(array, transform=(100.0, 0.8, 0.6, 200.0, 0.6, -0.8))
    _, valid = tilted.read(tilted.extent, 90, 90)
    assert 0.4 < valid.mean() < 0.8


def test_ground_control_points_are_warped(write):
    basemap = write(noise(3))
    basemap.close()
    dataset = gdal.Open(basemap.name)
    points = [gdal.GCP(100 + x, 200 - y, 0, x, y) for x in (0, 64) for y in (0, 64)]
    path = basemap.name.replace(".tif", "-placed.tif")
    gdal.Translate(path, dataset, GCPs=points, outputSRS="EPSG:32633")
    placed = GdalBasemap(path)
    np.testing.assert_allclose(placed.extent, WHOLE, atol=1e-6)
    placed.close()


def test_virtual_files_and_vrt(write):
    array = noise(3)
    source = write(array)
    gdal.Translate("/vsimem/test_basemap.vrt", source.name)
    with GdalBasemap("/vsimem/test_basemap.vrt") as basemap:
        image, _ = read_all(basemap)
    np.testing.assert_array_equal(image, array.transpose(1, 2, 0))
    gdal.Unlink("/vsimem/test_basemap.vrt")


def test_reads_in_several_threads_at_once(write):
    basemap = write(noise(3, np.uint16, 4000))
    expected, _ = read_all(basemap)
    results = []
    threads = [threading.Thread(target=lambda: results.extend(read_all(basemap) for _ in range(10))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 40
    for image, valid in results:
        np.testing.assert_array_equal(image, expected)
        assert valid.all()


def test_large_raster_without_overviews_is_sampled_by_windows(tmp_path):
    """Limits of a 16-bit raster that covers a corner of a huge virtual one."""
    path = str(tmp_path / "corner.tif")
    values = np.random.default_rng(0).integers(1000, 2000, (700, 700)).astype(np.uint16)
    gdal_array.SaveArray(values, path)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetGeoTransform((0, 1, 0, 9000, 0, -1))
    dataset.SetProjection(epsg(32633).ExportToWkt())
    dataset = None
    wide = str(tmp_path / "wide.vrt")
    gdal.Translate(wide, path, projWin=(0, 9000, 9000, 0), noData=0)
    with GdalBasemap(wide) as basemap:
        image, valid = basemap.read(Window(0, 8936, 64, 9000), 64, 64)
        assert valid.all() and image.min() == 0 and image.max() == 255


def errors():
    nothing = np.zeros((3, 64, 64), np.uint8)
    return {
        "only nodata": (nothing, {"nodata": 0}, "only nodata"),
        "only nan": (np.full((1, 64, 64), np.nan, np.float32), {}, "only nodata"),
        "all masked": (noise(3), {"mask": np.zeros((64, 64), bool)}, "only nodata"),
        "one value": (nothing, {}, "one value"),
        "one deep value": (np.full((1, 64, 64), 7.5, np.float32), {}, "one value"),
        "complex": (noise(1).astype(np.complex64), {}, "complex"),
        "no georeference": (noise(3), {"transform": None, "crs": None}, "not georeferenced"),
        "turned without crs": (noise(3), {"transform": (0, 0.8, 0.6, 9, 0.6, -0.8), "crs": None}, "turned"),
    }


@pytest.mark.parametrize("case", errors())
def test_unusable_rasters(write, case, capfd):
    array, options, message = errors()[case]
    with pytest.raises(BasemapError, match=message) as caught:
        read_all(write(array, **options))
    text = str(caught.value)
    assert ".tif" in text and text.endswith(".") and "\n" not in text
    assert capfd.readouterr().err == ""


def test_raster_empty_here_but_not_elsewhere_is_no_error(write):
    array = noise(3)
    array[:, :32] = 0
    basemap = write(array, nodata=0)
    _, valid = basemap.read(Window(100, 180, 120, 200), 20, 20)
    assert not valid.any()


@pytest.mark.parametrize("exceptions", [True, False])
def test_what_is_no_raster(tmp_path, exceptions, capfd):
    path = tmp_path / "no.tif"
    path.write_text("rubbish")
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    try:
        for name in (str(path), str(tmp_path / "absent.tif")):
            with pytest.raises(BasemapError, match="cannot be opened"):
                GdalBasemap(name)
    finally:
        gdal.DontUseExceptions()
    assert capfd.readouterr().err == ""


def test_damaged_raster_is_told(write):
    basemap = write(noise(3), options=["COMPRESS=DEFLATE"])
    basemap.close()
    with open(basemap.name, "r+b") as file:
        size = file.seek(0, 2)
        file.seek(size // 4)
        file.write(b"\0" * (size // 2))
    with pytest.raises(BasemapError, match="cannot be"):
        read_all(GdalBasemap(basemap.name))
