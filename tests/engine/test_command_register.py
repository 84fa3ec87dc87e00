"""``realign register``: a sheet and what is right in; a map, points, an annotation and a report out."""

import json

import numpy as np
import pytest
from osgeo import gdal, ogr
from tiny_sheets import LEFT, SIDE, TOP, Case

from realign.engine.cli import main

NAMES = {
    "--output": "out.tif",
    "--displacement": "field.tif",
    "--gcps": "out.points",
    "--annotation": "out.json",
    "--report": "out.html",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return Case(tmp_path_factory.mktemp("sheet"))


@pytest.fixture
def words(case, tmp_path):
    """The command with all outputs; others in their place by option."""

    def words(**changes):
        given = {"--input": case.sheet, "--basemap": case.basemap, "--model": "edges"}
        given.update({option: str(tmp_path / name) for option, name in NAMES.items()})
        given.update({f"--{name.replace('_', '-')}": value for name, value in changes.items()})
        return ["register", *(str(word) for pair in given.items() if pair[1] is not None for word in pair)]

    return words


def blocks(path):
    """Vector layer of a plain pattern of areas, as a modern layer has them, in the frame of the town."""
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    far = "POLYGON ((3000000 0, 3000010 0, 3000000 10, 3000000 0))"  # of the same country, on no plane with the rest
    reference = ogr.osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    layer = source.CreateLayer("buildings", reference, ogr.wkbPolygon)
    rng = np.random.default_rng(2)
    for x in range(0, SIDE, 32):
        for y in range(0, SIDE, 32):
            width, height = rng.uniform(10, 24, 2)
            left, top = LEFT + x + rng.uniform(0, 6), TOP - y - rng.uniform(0, 6)
            feature = ogr.Feature(layer.GetLayerDefn())
            ring = [(left, top), (left + width, top), (left + width, top - height), (left, top - height), (left, top)]
            text = ", ".join(f"{a} {b}" for a, b in ring)
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({text}))"))
            layer.CreateFeature(feature)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(far))
    layer.CreateFeature(feature)
    return str(path)


def test_all_outputs(case, words, tmp_path, capsys):
    assert main(words()) == 0
    assert "of the map can be trusted" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES.values())
    assert np.median(case.errors(str(tmp_path / "field.tif"))) < 1
    made = gdal.Open(str(tmp_path / "out.tif"))
    assert made.GetMetadataItem("LAYOUT", "IMAGE_STRUCTURE") == "COG"
    assert made.GetMetadataItem("REALIGN_WARP") == "dense"
    lines = (tmp_path / "out.points").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("mapX,mapY,sourceX,sourceY,enable") and len(lines) > 20
    items = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["body"]["features"]
    assert len(items) == len(lines) - 2
    report = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "Registration of sheet.tif" in report and "onto basemap.tif" in report and "--rigidity" in report


def test_onto_vector_layers(words, tmp_path, capsys):
    """A sheet drawn of the same blocks, 9 m to the east and 6 m to the north of where they are."""
    layer, sheet = blocks(tmp_path / "modern.gpkg"), tmp_path / "drawn.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(sheet), SIDE, SIDE, 1)
    dataset.SetGeoTransform((LEFT + 9, 1, 0, TOP + 6, 0, -1))
    source = ogr.Open(layer)
    dataset.SetProjection(source.GetLayer(0).GetSpatialRef().ExportToWkt())
    place = dataset.GetGeoTransform()
    dataset.SetGeoTransform((LEFT, 1, 0, TOP, 0, -1))
    dataset.GetRasterBand(1).Fill(235)
    gdal.RasterizeLayer(dataset, [1], source.GetLayer(0), burn_values=[90])
    dataset.SetGeoTransform(place)
    dataset = None
    assert main(words(input=sheet, basemap=None, vectors=layer)) == 0
    field = gdal.Open(str(tmp_path / "field.tif")).ReadAsArray()
    np.testing.assert_allclose(np.median(field[:2].reshape(2, -1), 1), (-9, -6), atol=0.7)


def test_scan_without_a_place_needs_an_extent(tmp_path, words, capsys):
    bare = Case(tmp_path, placed=False)
    assert main(words(input=bare.sheet, basemap=bare.basemap)) == 1
    assert "give the extent in which it roughly lies" in capsys.readouterr().err
    corner, far = bare.corner, SIDE - bare.corner
    extent = ["--extent", *(str(value) for value in (LEFT + corner, TOP - far, LEFT + far, TOP - corner))]
    assert main([*words(input=bare.sheet, basemap=bare.basemap, displacement=None), *extent]) == 0
    assert (tmp_path / "out.tif").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rigidity": 2}, "The rigidity is 2, but must be from 0 to 1."),
        ({"max_displacement": -5}, "must be above 0"),
        ({"points": 3}, "ask for at least 4"),
        ({"min_confidence": -1}, "must be from 0 to 1"),
        ({"basemap": "nowhere.tif"}, "nowhere.tif"),
        ({"basemap": None, "vectors": "nowhere.gpkg"}, "There is no file 'nowhere.gpkg'"),
        ({"output": "out.png"}, "give it the extension .tif"),
        ({"gcps": "/nowhere/out.points"}, "does not exist; create it first"),
        ({"model": "nowhere.onnx"}, "nowhere.onnx"),
    ],
)
def test_refusals_write_nothing(words, tmp_path, capsys, changes, sentence):
    assert main(words(**changes)) == 1
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_inputs_and_other_outputs_are_never_overwritten(case, words, tmp_path, capsys):
    assert main([*words(output=case.sheet), "--overwrite"]) == 1
    assert "is also an input" in capsys.readouterr().err
    assert main(words(displacement=tmp_path / "out.tif")) == 1
    assert "Two outputs have the same path" in capsys.readouterr().err


def test_either_a_basemap_or_vectors(words, capsys):
    for wrong in (words(vectors="a.gpkg"), words(basemap=None)):
        with pytest.raises(SystemExit) as ended:
            main(wrong)
        assert ended.value.code == 2


def test_files_come_together_or_not_at_all(words, tmp_path, capsys, monkeypatch):
    from realign.engine import register_files
    from realign.engine.errors import OutputError

    def fails(*_):
        raise OutputError("The disk is full; make room.")

    monkeypatch.setattr(register_files, "write_annotation", fails)
    assert main(words(displacement=None)) == 1
    assert "The disk is full" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_edges_run_where_no_model_is_installed(words, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("realign.engine.model.MODELS", tmp_path)
    assert main(words(model=None, displacement=None, report=None)) == 0
    assert "Meanwhile edges are compared" in capsys.readouterr().err
    assert main([*words(model="maps"), "--overwrite"]) == 1
