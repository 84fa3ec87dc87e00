"""Layers in and out, in every format that matters, complete or not at all."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from realign.engine.align import Alignment
from realign.engine.destinations import choose_destination, guess_driver
from realign.engine.errors import Cancelled, InputError, OutputError
from realign.engine.outputs import Staging, check_writable
from realign.engine.vector_output import write_aligned, write_arrows
from realign.engine.vectors import open_layer, split_specification

RESULTS = ["ra_dx", "ra_dy", "ra_conf", "ra_status"]
NAMES = ["Straße", "улица", "道路", None, "شارع"]
WKTS = [
    "MULTIPOLYGON Z (((0 0 5,10 0 6,10 10 7,0 0 5),(4 1 1,6 1 2,6 2 3,4 1 1)))",
    "MULTIPOLYGON Z (((10 0 1,20 0 1,20 10 1,10 0 1)))",
    None,
    "MULTIPOLYGON Z (((30 0 1,40 0 1,40 10 1,30 0 1)),((50 0 1,60 0 1,60 10 1,50 0 1)))",
    "MULTIPOLYGON Z (((70 0 1,80 0 1,80 10 1,70 0 1)))",
]


def utm():
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32631)
    return crs


def make_source(path, name="buildings", ids=(4, 7, 11, 20, 21)):
    """A GeoPackage layer with a bit of everything."""
    exists = os.path.exists(path)
    dataset = (
        gdal.OpenEx(str(path), gdal.OF_UPDATE) if exists else gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0)
    )
    layer = dataset.CreateLayer(name, utm(), ogr.wkbMultiPolygon25D, ["FID=number"])
    fields = {
        "name": ogr.OFTString,
        "a_rather_long_name": ogr.OFTString,
        "count": ogr.OFTInteger64,
        "height": ogr.OFTReal,
        "built": ogr.OFTDate,
        "seen": ogr.OFTDateTime,
        "RA_DX": ogr.OFTReal,  # of an earlier run
    }
    for field, kind in fields.items():
        layer.CreateField(ogr.FieldDefn(field, kind))
    flag = ogr.FieldDefn("flag", ogr.OFTInteger)
    flag.SetSubType(ogr.OFSTBoolean)
    layer.CreateField(flag)
    for index, (number, text, wkt) in enumerate(zip(ids, NAMES, WKTS)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetFID(number)
        values = {"name": text, "count": 2**40 + index, "RA_DX": 99.0, "flag": index % 2}
        if index != 1:
            values.update(height=index / 3, built=f"19{60 + index}/02/28", seen="2020/01/02 03:04:05+00")
        for key, value in values.items():
            if value is not None:
                feature.SetField(key, value)
        feature.SetGeometry(None if wkt is None else ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    return str(path)


def aligned(geometries, shift=(1.5, -2.0), still=(1,)):
    """An alignment that moves all features by ``shift`` but those in ``still``."""
    there = np.array([blob is not None for blob in geometries.blobs])
    moved = there.copy()
    moved[list(still)] = False
    coordinates = geometries.coordinates + np.where(moved[geometries.feature_of_coordinate], 1, 0)[:, None] * shift
    status = ["aligned" if m else "doubtful" if t else "empty" for m, t in zip(moved, there)]
    value = np.where(there, np.where(moved, 1.0, 0.0), np.nan)
    confidence = np.where(there, 0.75, np.nan)
    return Alignment(
        geometries, coordinates, value * shift[0], value * shift[1], confidence, status, moved, "CPU", "m", 1, 1, 1
    )


def run(source, output, **options):
    with open_layer(source) as layer:
        return write_aligned(layer, aligned(layer.geometries()), output, **options)


def read(path, layer=None):
    """Fields by name, and geometry as WKT, of every feature."""
    with open_layer(str(path), layer) as opened:
        definition = opened.ogr_layer.GetLayerDefn()
        names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
        rows = []
        for feature in opened.ogr_layer:
            geometry = feature.GetGeometryRef()
            row = {name: feature.GetField(name) for name in names}
            wkt = None if geometry is None else re.sub(r"\.0\b", "", geometry.ExportToIsoWkt())
            rows.append((feature.GetFID(), row, wkt))
        return rows


@pytest.fixture
def source(tmp_path):
    (tmp_path / "in").mkdir()
    return make_source(tmp_path / "in" / "in.gpkg")


def listing(folder):
    return sorted(each.name for each in Path(folder).iterdir())


# --- reading ----------------------------------------------------------------------------------------------------------


def test_split_specification():
    assert split_specification("C:\\a b.gpkg|layername=x y|subset=a || b = 'c|d'") == (
        "C:\\a b.gpkg",
        {"layername": "x y", "subset": "a || b = 'c|d'"},
    )
    assert split_specification("PG:dbname=x") == ("PG:dbname=x", {})


def test_open_layer(source):
    with open_layer(source) as layer:
        geometries = layer.geometries()
        assert layer.layer_name == "buildings"
        assert layer.feature_count == geometries.feature_count == 5
        assert list(layer.ids) == [4, 7, 11, 20, 21]
        assert layer.extent == (0, 0, 80, 10)
        assert "UTM zone 31N" in layer.crs
        assert geometries.blobs[2] is None


def test_layers_by_name_number_and_subset(source):
    make_source(source, "roads", (1, 2, 3, 4, 5))
    with pytest.raises(InputError, match="several layers \\('buildings', 'roads'\\); name one"):
        open_layer(source)
    with pytest.raises(InputError, match="no layer 'rivers', only 'buildings', 'roads'"):
        open_layer(source, "rivers")
    assert open_layer(source, "roads").layer_name == "roads"
    assert open_layer(f"{source}|layername=roads").layer_name == "roads"
    assert open_layer(f"{source}|layerid=1").layer_name == "roads"
    with open_layer(f'{source}|layername=roads|subset="count" % 2 = 0') as layer:
        assert layer.geometries().feature_count == layer.feature_count == 3
    with pytest.raises(InputError, match="no valid condition"):
        open_layer(f"{source}|layername=roads|subset=nonsense(")


def test_layer_without_crs(tmp_path):
    (tmp_path / "a.geojson").write_text("")
    dataset = gdal.GetDriverByName("ESRI Shapefile").Create(str(tmp_path / "bare.shp"), 0, 0, 0)
    dataset.CreateLayer("bare", None, ogr.wkbPolygon)
    del dataset
    with open_layer(str(tmp_path / "bare.shp")) as layer:
        assert layer.crs == ""
        assert layer.geometries().feature_count == 0
        with pytest.raises(InputError, match="is empty"):
            _ = layer.extent


def test_unreadable_sources(tmp_path):
    with pytest.raises(InputError, match=r"There is no file .*missing.gpkg"):
        open_layer(str(tmp_path / "missing.gpkg"))
    (tmp_path / "text.gpkg").write_text("no geopackage")
    with pytest.raises(InputError, match="cannot be read as a vector layer"):
        open_layer(str(tmp_path / "text.gpkg"))
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="table without geometries"):
        open_layer(str(tmp_path / "table.csv"))


@pytest.mark.parametrize("switch", ["UseExceptions", "DontUseExceptions"])
def test_works_whatever_gdal_was_told(switch, tmp_path, source):
    script = f"""
import numpy as np
from osgeo import gdal, ogr, osr
from realign.engine.attributes import RESULT_FIELDS
from realign.engine.errors import InputError, OutputError
from realign.engine.vector_output import write_aligned
from realign.engine.vectors import open_layer
from realign.engine.align import Alignment

for module in (gdal, ogr, osr):
    module.{switch}()
layer = open_layer({source!r})
geometries = layer.geometries()
nothing = np.full(5, np.nan)
alignment = Alignment(geometries, geometries.coordinates, nothing, nothing, nothing, ["doubtful"] * 5,
                      np.zeros(5, bool), "CPU", "m", 1, 1, 1)
write_aligned(layer, alignment, {str(tmp_path / "out.shp")!r})
for kind, call in ((InputError, lambda: open_layer({str(tmp_path / "missing.gpkg")!r})),
                   (OutputError, lambda: write_aligned(layer, alignment, {str(tmp_path / "out.gpx")!r})),
                   (InputError, lambda: open_layer({source + "|subset=nonsense("!r}))):
    try:
        call()
    except kind:
        print("refused")
assert bool(gdal.GetUseExceptions()) == {switch == "UseExceptions"}
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr, done.stdout.split()) == (0, "", ["refused"] * 3)


# --- writing ----------------------------------------------------------------------------------------------------------


def test_geopackage_keeps_everything(tmp_path, source):
    assert run(source, str(tmp_path / "out.gpkg")) == []
    before, after = read(source), read(tmp_path / "out.gpkg")
    assert [number for number, *_ in after] == [4, 7, 11, 20, 21]
    for (_, old, old_wkt), (_, new, new_wkt) in zip(before, after):
        assert list(new) == [name for name in old if name != "RA_DX"] + RESULTS
        assert {name: new[name] for name in old if name != "RA_DX"} == {k: v for k, v in old.items() if k != "RA_DX"}
        assert (new_wkt is None) == (old_wkt is None)
    assert (
        after[0][2] == "MULTIPOLYGON Z (((1.5 -2 5,11.5 -2 6,11.5 8 7,1.5 -2 5),(5.5 -1 1,7.5 -1 2,7.5 0 3,5.5 -1 1)))"
    )
    assert after[1][2] == before[1][2]
    assert [[row[name] for name in RESULTS] for _, row, _ in after[:3]] == [
        [1.5, -2.0, 0.75, "aligned"],
        [0.0, 0.0, 0.75, "doubtful"],
        [None, None, None, "empty"],
    ]
    with open_layer(source) as old, open_layer(str(tmp_path / "out.gpkg")) as new:
        assert new.layer_name == "out"
        assert new.crs == old.crs
        assert new.ogr_layer.GetGeomType() == old.ogr_layer.GetGeomType()
        assert new.ogr_layer.GetFIDColumn() == "number"
        flag = new.ogr_layer.GetLayerDefn().GetFieldDefn(6)
        assert (flag.GetName(), flag.GetSubType()) == ("flag", ogr.OFSTBoolean)
    assert listing(tmp_path) == ["in", "out.gpkg"]


def test_shapefile_is_utf8(tmp_path, source):
    warnings = run(source, str(tmp_path / "out.shp"))
    assert (tmp_path / "out.cpg").read_text() == "UTF-8"
    assert "道路".encode() in (tmp_path / "out.dbf").read_bytes()
    rows = read(tmp_path / "out.shp")
    assert [row["name"] for _, row, _ in rows] == NAMES
    assert [row["count"] for _, row, _ in rows] == [2**40 + index for index in range(5)]
    assert [row["built"] for _, row, _ in rows][:2] == ["1960/02/28", None]
    assert rows[0][1]["seen"] == "2020/01/02 03:04:05+00"  # kept as text
    assert list(rows[0][1])[-4:] == RESULTS
    assert rows[0][2].startswith("POLYGON Z ((1.5 -2 5")
    assert any("DateTime" in text and "'seen'" in text for text in warnings)
    assert any("a_rather_l" in text for text in warnings)
    assert listing(tmp_path) == ["in", "out.cpg", "out.dbf", "out.prj", "out.shp", "out.shx"]


@pytest.mark.parametrize("extension", ["geojson", "sqlite", "gml", "gdb", "csv", "mif", "tab", "shp.zip"])
def test_other_formats(tmp_path, source, extension):
    run(source, str(tmp_path / f"out.{extension}"))
    rows = read(tmp_path / f"out.{extension}")
    assert [row["name"] or None for _, row, _ in rows] == NAMES
    assert [row["ra_status"] for _, row, _ in rows] == ["aligned", "doubtful", "empty", "aligned", "aligned"]
    found = [None if wkt is None else ogr.CreateGeometryFromWkt(wkt).GetEnvelope() for _, _, wkt in rows]
    assert found[2] is None
    np.testing.assert_allclose(
        [found[0], found[1], found[3]], [(1.5, 11.5, -2, 8), (10, 20, 0, 10), (31.5, 61.5, -2, 8)]
    )
    if extension in ("geojson", "sqlite", "gdb"):
        assert [number for number, *_ in rows] == [4, 7, 11, 20, 21]


def test_format_that_would_lose_features(tmp_path, source):
    with pytest.raises(OutputError, match="'FlatGeobuf' would lose features without a geometry"):
        run(source, str(tmp_path / "out.fgb"))
    assert listing(tmp_path) == ["in"]


def test_flatgeobuf_keeps_order_and_height(tmp_path):
    dataset = gdal.GetDriverByName("GeoJSON").Create(str(tmp_path / "in.geojson"), 0, 0, 0)
    layer = dataset.CreateLayer("in", utm())
    for x, kind in ((50, "POLYGON"), (0, "MULTIPOLYGON"), (90, "POLYGON"), (20, "POLYGON")):
        ring = f"(({x} 0 3,{x + 5} 0 3,{x + 5} 5 3,{x} 0 3))"
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"{kind} Z {ring if kind == 'POLYGON' else f'({ring})'}"))
        layer.CreateFeature(feature)
    del layer, dataset
    run(str(tmp_path / "in.geojson"), str(tmp_path / "out.fgb"))
    wkts = [wkt for *_, wkt in read(tmp_path / "out.fgb")]
    assert [wkt.split("(((")[1].split(" ")[0] for wkt in wkts] == ["51.5", "0", "91.5", "21.5"]
    assert all(wkt.startswith("MULTIPOLYGON Z") and " 3," in wkt for wkt in wkts)


@pytest.mark.parametrize(
    ("kind", "wkt", "moved"),
    [
        ("POINT ZM", "POINT ZM (1 2 3 4)", "POINT ZM (2.5 0 3 4)"),
        ("LINESTRING M", "LINESTRING M (1 2 3,4 5 6)", "LINESTRING M (2.5 0 3,5.5 3 6)"),
        (
            "CURVEPOLYGON",
            "CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))",
            "CURVEPOLYGON (CIRCULARSTRING (1.5 -2,2.5 -1,3.5 -2,2.5 -3,1.5 -2))",
        ),
    ],
)
def test_measures_and_curves(tmp_path, kind, wkt, moved):
    geometry = ogr.CreateGeometryFromWkt(wkt)
    dataset = gdal.GetDriverByName("GPKG").Create(str(tmp_path / "in.gpkg"), 0, 0, 0)
    layer = dataset.CreateLayer("in", utm(), geometry.GetGeometryType())
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(geometry)
    layer.CreateFeature(feature)
    del layer, dataset

    def write(output):
        with open_layer(str(tmp_path / "in.gpkg")) as opened:
            return write_aligned(opened, aligned(opened.geometries(), still=()), str(tmp_path / output))

    assert write("out.gpkg") == []
    assert read(tmp_path / "out.gpkg")[0][2] == moved
    warnings = write("out.geojson")
    if "M" in kind:
        assert any("no M values" in text for text in warnings)
    if "CURVE" in kind:
        assert any("no curves" in text for text in warnings)


def test_column_names_that_the_format_wants_for_itself(tmp_path):
    dataset = gdal.GetDriverByName("ESRI Shapefile").Create(str(tmp_path / "in.shp"), 0, 0, 0)
    layer = dataset.CreateLayer("in", utm(), ogr.wkbPoint)
    for name in ("fid", "geom"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("fid", "seven")
    feature.SetField("geom", "text")
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
    layer.CreateFeature(feature)
    del layer, dataset
    with open_layer(str(tmp_path / "in.shp")) as opened:
        write_aligned(opened, aligned(opened.geometries(), still=()), str(tmp_path / "out.gpkg"))
    ((_, row, wkt),) = read(tmp_path / "out.gpkg")
    assert (row["fid"], row["geom"], wkt) == ("seven", "text", "POINT (2.5 0)")


def test_null_and_unset_are_told_apart(tmp_path):
    (tmp_path / "in.geojson").write_text(
        '{"type":"FeatureCollection","features":['
        '{"type":"Feature","id":3,"properties":{"a":1,"b":null},"geometry":{"type":"Point","coordinates":[1,2]}},'
        '{"type":"Feature","id":1,"properties":{"c":[1,2]},"geometry":{"type":"Point","coordinates":[3,4]}}]}'
    )
    run(str(tmp_path / "in.geojson"), str(tmp_path / "out.geojson"))
    dataset = gdal.OpenEx(str(tmp_path / "out.geojson"))
    features = list(dataset.GetLayer(0))
    assert [feature.GetFID() for feature in features] == [3, 1]
    first, second = features
    assert first.IsFieldSet("b") and first.IsFieldNull("b") and not first.IsFieldSet("c")
    assert not second.IsFieldSet("a") and second.GetField("c") == [1, 2]


def test_lists_into_a_shapefile_become_text_with_a_warning(tmp_path):
    (tmp_path / "in.geojson").write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"c":["x","y"]},'
        '"geometry":{"type":"Point","coordinates":[1,2]}}]}'
    )
    with open_layer(str(tmp_path / "in.geojson")) as opened:
        warnings = write_aligned(opened, aligned(opened.geometries(), still=()), str(tmp_path / "out.shp"))
    assert any("StringList" in text and "'c'" in text for text in warnings)
    text = read(tmp_path / "out.shp")[0][1]["c"]
    assert "x" in text and "y" in text


def test_field_domains_go_along(tmp_path, source):
    dataset = gdal.OpenEx(source, gdal.OF_UPDATE)
    dataset.AddFieldDomain(ogr.CreateCodedFieldDomain("uses", "", ogr.OFTString, ogr.OFSTNone, {"h": "house"}))
    field = ogr.FieldDefn("use", ogr.OFTString)
    field.SetDomainName("uses")
    dataset.GetLayer(0).CreateField(field)
    del dataset
    run(source, str(tmp_path / "out.gpkg"))
    written = gdal.OpenEx(str(tmp_path / "out.gpkg"))
    assert written.GetFieldDomain("uses").GetEnumeration() == {"h": "house"}


def test_arrows(tmp_path, source):
    with open_layer(source) as layer:
        alignment = aligned(layer.geometries())
        write_arrows(layer, alignment, str(tmp_path / "arrows.shp"))
    rows = read(tmp_path / "arrows.shp")
    assert [row["ra_fid"] for _, row, _ in rows] == [4, 20, 21]
    assert all(row["ra_dx"] == 1.5 and row["ra_status"] == "aligned" for _, row, _ in rows)
    line = ogr.CreateGeometryFromWkt(rows[-1][2])
    np.testing.assert_allclose(np.subtract(line.GetPoint_2D(1), line.GetPoint_2D(0)), (1.5, -2))


# --- places -----------------------------------------------------------------------------------------------------------


def test_existing_output(tmp_path, source):
    output = tmp_path / "out.shp"
    run(source, str(output))
    (tmp_path / "out.qix").write_text("a stale index")
    before = output.read_bytes()
    with pytest.raises(OutputError, match="already exists"):
        run(source, str(output))
    assert output.read_bytes() == before
    run(source, str(output), overwrite=True)
    assert listing(tmp_path) == ["in", "out.cpg", "out.dbf", "out.prj", "out.shp", "out.shx"]


def test_existing_folder_format_is_replaced(tmp_path, source):
    run(source, str(tmp_path / "out.gdb"))
    (tmp_path / "out.gdb" / "mark").write_text("old")
    run(source, str(tmp_path / "out.gdb"), overwrite=True)
    assert not (tmp_path / "out.gdb" / "mark").exists()
    assert len(read(tmp_path / "out.gdb")) == 5


def test_layer_in_an_existing_file(tmp_path, source):
    output = make_source(tmp_path / "town.gpkg", "roads")
    run(source, f"{output}|layername=aligned")
    assert [row["ra_status"] for _, row, _ in read(output, "aligned")][:2] == ["aligned", "doubtful"]
    assert len(read(output, "roads")) == 5
    with pytest.raises(OutputError, match="already holds a layer 'aligned'"):
        run(source, f"{output}|layername=aligned")
    run(source, f"{output}|layername=aligned", overwrite=True)
    assert len(read(output, "aligned")) == 5
    with pytest.raises(OutputError, match=r"holds several layers .*'\|layername='"):
        run(source, output, overwrite=True)


def test_layer_beside_the_input(source):
    run(source, f"{source}|layername=aligned")
    assert len(read(source, "buildings")) == len(read(source, "aligned")) == 5
    with pytest.raises(OutputError, match="also the input"):
        run(f"{source}|layername=buildings", f"{source}|layername=buildings", overwrite=True)


def test_failure_in_an_existing_file_takes_nothing(source):
    with open_layer(source) as layer, pytest.raises(Cancelled):
        write_aligned(layer, aligned(layer.geometries()), f"{source}|layername=new", is_cancelled=lambda: True)
    with open_layer(source) as layer:
        assert layer.layer_name == "buildings"  # still the only one
        assert len(layer.geometries().blobs) == 5


def test_input_is_never_overwritten(tmp_path, source):
    link = tmp_path / "link.gpkg"
    link.symlink_to(source)
    for output in (source, str(link)):
        with pytest.raises(OutputError, match="also an input"):
            run(source, output, overwrite=True)
    assert len(read(source)) == 5


def test_cancelled_or_failed_writing_leaves_nothing(tmp_path, source):
    (tmp_path / "out.gpkg").write_text("precious")
    with open_layer(source) as layer:
        alignment = aligned(layer.geometries())
        with pytest.raises(Cancelled):
            write_aligned(layer, alignment, str(tmp_path / "out.gpkg"), overwrite=True, is_cancelled=lambda: True)
        with pytest.raises(OutputError, match=r"XLSX.* cannot hold a layer like this"):
            write_aligned(layer, alignment, str(tmp_path / "out.xlsx"))
    assert listing(tmp_path) == ["in", "out.gpkg"]
    assert (tmp_path / "out.gpkg").read_text() == "precious"


def test_layer_that_changed_meanwhile(tmp_path, source):
    with open_layer(source) as layer:
        alignment = aligned(layer.geometries())
        other = ogr.Open(source, 1)
        other.GetLayer(0).DeleteFeature(7)
        del other
        with pytest.raises(InputError, match="was changed while"):
            write_aligned(layer, alignment, str(tmp_path / "out.gpkg"))
    assert listing(tmp_path) == ["in"]


def test_unwritable_places(tmp_path):
    with pytest.raises(OutputError, match="does not exist; create it first"):
        check_writable(str(tmp_path / "no" / "out.gpkg"))
    with pytest.raises(OutputError, match="names no file"):
        check_writable(str(tmp_path) + "/")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="does not exist"):
        check_writable(str(tmp_path / "file" / "out.gpkg"))
    with pytest.raises(OutputError, match="already exists"):
        check_writable(str(tmp_path / "file"))
    check_writable(str(tmp_path / "file"), overwrite=True)
    with pytest.raises(OutputError, match="also an input"):
        check_writable(str(tmp_path / "file"), overwrite=True, sources=[str(tmp_path / "file")])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither Windows nor root")
def test_read_only_folder(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(OutputError, match="Nothing can be written"):
        check_writable(str(folder / "out.gpkg"))


@pytest.mark.parametrize(
    ("path", "driver"),
    [
        ("a.gpkg", "GPKG"),
        ("a.SHP", "ESRI Shapefile"),
        ("a.shp.zip", "ESRI Shapefile"),
        ("a.geojson", "GeoJSON"),
        ("a.json", "GeoJSON"),
        ("a.fgb", "FlatGeobuf"),
        ("a.gdb/", "OpenFileGDB"),
        ("a.csv", "CSV"),
        ("a.kml", "LIBKML"),
        ("PG:dbname=gis", "PostgreSQL"),
    ],
)
def test_drivers_by_extension(path, driver):
    assert guess_driver(path) == driver


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("a", "has no extension"),
        ("a.docx", "No vector format has the extension '.docx'"),
        ("a.dwg", "can only be read"),
    ],
)
def test_no_driver(path, message):
    with pytest.raises(OutputError, match=message):
        guess_driver(path)


def test_layer_name_in_a_format_of_one_layer(tmp_path):
    with pytest.raises(OutputError, match="holds one layer"):
        choose_destination(str(tmp_path / "a.geojson|layername=b"))
    assert choose_destination(str(tmp_path / "a.gpkg|layername=b")).layer_name == "b"


def test_staging_puts_old_files_back(tmp_path, monkeypatch):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")
    real = os.replace

    def failing(before, after):
        if str(after) == str(tmp_path / "b.txt") and Path(before).read_text() == "new":
            raise PermissionError(13, "Permission denied", str(before), None, str(after))
        real(before, after)

    monkeypatch.setattr(os, "replace", failing)
    with Staging() as staging:
        for name in ("a.txt", "b.txt"):
            Path(staging.path(str(tmp_path / name))).write_text("new")
        with pytest.raises(OutputError, match=r"b.txt' cannot be put in its place"):
            staging.commit()
    assert {name: (tmp_path / name).read_text() for name in listing(tmp_path)} == {"a.txt": "old", "b.txt": "old"}


def test_staging_commits_all(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    with Staging() as staging:
        Path(staging.path(str(tmp_path / "a.txt"))).write_text("new")
        Path(staging.path(str(tmp_path / "b.txt"))).write_text("new")
        assert (tmp_path / "a.txt").read_text() == "old"
        staging.commit()
    assert {name: (tmp_path / name).read_text() for name in listing(tmp_path)} == {"a.txt": "new", "b.txt": "new"}


@pytest.mark.parametrize(
    ("kind", "features"),
    [
        (ogr.wkbLineString, "roads"),
        (ogr.wkbMultiLineString25D, "roads"),
        (ogr.wkbCompoundCurveZM, "roads"),
        (ogr.wkbMultiCurve, "roads"),
        (ogr.wkbMultiPolygonZM, "buildings"),
        (ogr.wkbMultiSurface, "buildings"),
        (ogr.wkbPoint, "buildings"),
        (ogr.wkbUnknown, "buildings"),
    ],
)
def test_what_a_layer_shows(tmp_path, kind, features):
    path = str(tmp_path / "layer.gpkg")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    dataset.CreateLayer("layer", None, kind)
    del dataset
    with open_layer(path) as layer:
        assert layer.features == features
