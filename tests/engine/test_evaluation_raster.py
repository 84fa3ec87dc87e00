"""Registered maps and displacement rasters against lines to the truth."""

import json

import numpy as np
import pytest
from evaluated_town import BOTTOM, LEFT, UTM
from osgeo import gdal, ogr

from realign.engine.cli import main
from realign.engine.crs import Transformation, epsg
from realign.engine.errors import InputError
from realign.engine.evaluation_layer import EvaluatedLayer
from realign.engine.evaluation_raster import evaluate_raster, is_raster
from realign.engine.geometry import Geometries

SIZE, PIXEL = 50, 2.0


def raster(path, code=UTM, pixel=PIXEL, field=None):
    """A map, or a displacement raster, whose lower left corner is the town's."""
    left, bottom = Transformation(epsg(UTM), epsg(code))(np.array([[LEFT, BOTTOM]]))[0]
    kind = gdal.GDT_Byte if field is None else gdal.GDT_Float32
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), SIZE, SIZE, 3, kind)
    dataset.SetGeoTransform((left, pixel, 0, bottom + SIZE * pixel, 0, -pixel))
    dataset.SetProjection(epsg(code).ExportToWkt())
    if field is not None:
        for number, (name, values) in enumerate(zip(("dx", "dy", "confidence"), (*field, 1.0)), 1):
            band = dataset.GetRasterBand(number)
            band.SetDescription(name)
            band.SetNoDataValue(-9999)
            band.WriteArray(np.full((SIZE, SIZE), values, np.float32))
    return str(path)


def checks(pairs, code=UTM):
    to = Transformation(epsg(UTM), epsg(code))
    blobs = []
    for pair in pairs:
        (x0, y0), (x1, y1) = to(np.array(pair, float) + (LEFT, BOTTOM))  # noqa: RUF005
        blobs.append(ogr.CreateGeometryFromWkt(f"LINESTRING ({x0} {y0},{x1} {y1})").ExportToIsoWkb())
    return EvaluatedLayer("checks", epsg(code).ExportToWkt(), Geometries.from_wkb(blobs))


LINES = [((10, 20), (7, 20)), ((60, 70), (57, 70)), ((90, 15), (87, 15))]  # all lie 3 m too far east


def test_a_map_that_lies_too_far_east(tmp_path):
    found, crs = evaluate_raster(raster(tmp_path / "map.tif"), checks(LINES, 4326))
    np.testing.assert_allclose(found.after.vector, np.tile((3.0, 0.0), (3, 1)), atol=5e-3)
    assert found.before is None and found.resolution == pytest.approx(PIXEL, rel=1e-3)
    assert found.measures.within_pixels[:2] == (0.0, 1.0) and "UTM zone 33N" in crs
    assert is_raster(str(tmp_path / "map.tif")) and not is_raster(str(tmp_path / "none.gpkg"))


@pytest.mark.parametrize(("code", "pixel"), [(UTM, PIXEL), (3857, 3.0), (4326, 3e-5)])
def test_a_displacement_that_undoes_half_of_it(tmp_path, code, pixel):
    stretch = 1 / np.cos(np.radians(48.12)) if code == 3857 else 1.0  # metres of the CRS's own axes
    path = raster(tmp_path / "field.tif", code, pixel, (-1.5 * stretch, 0.5 * stretch))
    found, _ = evaluate_raster(path, checks(LINES))
    np.testing.assert_allclose(found.after.vector, np.tile((1.5, 0.5), (3, 1)), atol=0.02)
    np.testing.assert_allclose(found.before.vector, np.tile((3.0, 0.0), (3, 1)), atol=0.02)


def test_a_displacement_is_read_where_the_line_begins(tmp_path):
    dx = np.zeros((SIZE, SIZE))
    dx[:, : SIZE // 2] = -3.0  # the western half only
    dx[-11:-7, :10] = -9999.0  # nothing is known about the first line's place
    found, _ = evaluate_raster(raster(tmp_path / "field.tif", field=(dx, 0.0)), checks([*LINES, ((20, 60), (17, 60))]))
    assert "1 places of 'checks' do not lie" in found.warnings[0]
    assert found.after.feature.tolist() == [1, 2, 3]
    np.testing.assert_allclose(found.after.vector[:, 0], (3.0, 3.0, 0.0), atol=5e-3)


@pytest.mark.parametrize("field", [None, (-1.5, 0.0)])
def test_control_points_of_the_georeferencer(tmp_path, field, capsys):
    path, points = raster(tmp_path / "map.tif", field=field), tmp_path / "map.tif.points"
    rows = [f"{LEFT + x1},{BOTTOM + y1},{LEFT + x0},{BOTTOM + y0},1,0,0,0" for (x0, y0), (x1, y1) in LINES]
    off = f"{LEFT},{BOTTOM},{LEFT + 5},{BOTTOM + 5},0,0,0,0"  # one that does not count
    header = f"#CRS: {epsg(UTM).ExportToWkt()}\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual"
    points.write_text("\n".join([header, *rows, off]) + "\n", encoding="utf-8")
    found, _ = evaluate_raster(path, str(points))
    np.testing.assert_allclose(found.after.vector, np.tile((3.0 if field is None else 1.5, 0.0), (3, 1)), atol=5e-3)
    lines = tmp_path / "errors.gpkg"
    assert main(["evaluate", "--input", path, "--reference", str(points), "--errors", str(lines), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["matched"] == 3
    source = ogr.Open(str(lines))
    assert [feature["feature"] for feature in source.GetLayer(0)] == [1, 2, 3]


def test_refusals(tmp_path):
    path = raster(tmp_path / "map.tif")
    with pytest.raises(InputError, match="None of the 1 places of 'checks' lies on the raster map"):
        evaluate_raster(path, checks([((-500, 0), (0, 0))]))
    point = Geometries.from_wkb([ogr.CreateGeometryFromWkt("POINT (1 2)").ExportToIsoWkb()])
    with pytest.raises(InputError, match="holds no lines"):
        evaluate_raster(path, EvaluatedLayer("points", epsg(UTM).ExportToWkt(), point))
