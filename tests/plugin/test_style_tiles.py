"""Export style tiles through processing.run, on a made-up place of a few features."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import processing
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsField,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsMapThemeCollection,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QColor, QImage

from realign.engine.tiles import TileBlock, tiles_over
from realign.plugin.map_styles import role_of, shipped_names
from realign.plugin.tile_drawing import UNFINISHED
from realign.training.qgis_process import QgisProcess

ALGORITHM = "realign:exportstyletiles"
ZOOM, COLUMN, ROW = 16, 35604, 22733
SHIPPED = ["engraved", "modern", "terrain", "toner", "topographic1900", "watercolor"]


def place(column: float, row: float) -> str:
    """A point by tile numbers at `ZOOM`, as in WKT."""
    west, _, _, north = TileBlock(ZOOM, 0, 0, 1, 1).bounds()
    side = 256 * TileBlock(ZOOM, 0, 0, 1, 1).pixel
    return f"{west + column * side} {north - row * side}"


def ring(left, top, right, bottom):
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return "(" + ",".join(place(COLUMN + x, ROW + y) for x, y in corners) + ")"


def layer(name, kind, features, field="highway"):
    made = QgsVectorLayer(f"{kind}?crs=EPSG:3857", name, "memory")
    made.dataProvider().addAttributes([QgsField(field, QVariant.String), QgsField("name", QVariant.String)])
    made.updateFields()
    for wkt, value in features:
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([value, "Realign Street"])
        made.dataProvider().addFeature(feature)
    made.updateExtents()
    return made


@pytest.fixture(scope="module")
def layers(qgis_app):
    """Two by two tiles: houses in the first, a wood across two, a lake, and a road through the third and fourth."""
    road = f"LINESTRING({place(COLUMN - 1, ROW + 1.53)}, {place(COLUMN + 3, ROW + 1.53)})"
    return [
        layer("buildings", "Polygon", [(f"POLYGON({ring(0.3, 0.3, 0.7, 0.7)})", None)]),
        layer("My roads", "LineString", [(road, "primary")]),
        layer("land_use", "Polygon", [(f"POLYGON({ring(0.8, 0.1, 1.6, 0.9)})", "forest")], "landuse"),
        layer("Water", "Polygon", [(f"POLYGON({ring(1.2, 1.6, 1.8, 1.95)})", None)]),
    ]


@pytest.fixture
def given(provider, layers):
    """Parameters for these four tiles."""
    box = TileBlock(ZOOM, COLUMN, ROW, 2, 2).bounds()
    extent = f"{box[0]},{box[2]},{box[1]},{box[3]} [EPSG:3857]"
    return {"EXTENT": extent, "ZOOM": ZOOM, "LAYERS": layers}


def pixels(path: Path) -> np.ndarray:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert (image.width(), image.height()) == (256, 256)
    bits = image.constBits()
    bits.setsize(256 * 256 * 4)
    return np.frombuffer(bytes(bits), np.uint8).reshape(256, 256, 4)[..., 2::-1].astype(int)


def tile(folder, style, x=0, y=0, zoom=ZOOM):
    return folder / style / str(zoom) / str(COLUMN + x) / f"{ROW + y}.png"


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def drawn(provider, layers, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiles")
    box = TileBlock(ZOOM, COLUMN, ROW, 2, 2).bounds()
    extent = f"{box[0]},{box[2]},{box[1]},{box[3]} [EPSG:3857]"
    results = processing.run(ALGORITHM, {"EXTENT": extent, "ZOOM": ZOOM, "LAYERS": layers, "FOLDER": str(folder)})
    assert (results["WRITTEN"], results["KEPT"], results["FOLDER"]) == (24, 0, str(folder))
    return folder


def test_what_it_says_about_itself(provider):
    found = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM)
    names = [definition.name() for definition in found.parameterDefinitions()]
    assert names == ["EXTENT", "ZOOM", "STYLES", "LAYERS", "STYLE_FOLDER", "LABELS", "FOLDER"]
    assert all(len(definition.help()) > 20 for definition in found.parameterDefinitions())
    assert len(found.tags()) > 5 and found.shortDescription() and len(found.shortHelpString()) > 200
    assert not found.icon().isNull() and Path(found.svgIconPath()).name == "exportstyletiles.svg"
    assert found.flags() & found.Flag.FlagCanCancel and found.flags() & found.Flag.FlagSupportsBatch


def test_every_tile_in_every_style(drawn):
    assert shipped_names() == SHIPPED
    expected = [f"{s}/{ZOOM}/{COLUMN + x}/{ROW + y}.png" for s in SHIPPED for x in (0, 1) for y in (0, 1)]
    assert files(drawn) == sorted(expected)
    pictures = [pixels(tile(drawn, style)) for style in SHIPPED]
    for number, one in enumerate(pictures):
        assert all(np.abs(one - other).mean() > 4 for other in pictures[:number])


def test_styles_show_the_same_content(drawn):
    """The house, the road, the wood and the lake stand out from the paper in each style."""
    for style in SHIPPED:
        house, road = pixels(tile(drawn, style)), pixels(tile(drawn, style, 0, 1))
        paper = house[10:60, 10:180].mean((0, 1))
        assert np.abs(house[90:170, 90:170].mean((0, 1)) - paper).max() > 12, style
        across = np.abs(road[:, 100:150].mean(1) - road[20:60].mean((0, 1))).max(1)
        assert 110 < across.argmax() < 160 and across.max() > 8, style
        lake = pixels(tile(drawn, style, 1, 1))[180:230, 80:180].mean((0, 1))
        assert np.abs(lake - paper).max() > 15, style
    assert pixels(tile(drawn, "topographic1900"))[120:140, 120:140].max() < 60  # black
    red, green, blue = pixels(tile(drawn, "topographic1900", 0, 1))[136, 128]
    assert red > green + 60 and red > blue + 60
    toner = pixels(tile(drawn, "toner"))
    assert np.ptp(toner, axis=2).max() == 0


@pytest.mark.parametrize("style", SHIPPED)
def test_tiles_do_not_depend_on_what_is_drawn_with_them(drawn, given, style, tmp_path):
    """A tile drawn alone is the tile drawn with its neighbours, so there is no seam."""
    box = TileBlock(ZOOM, COLUMN + 1, ROW, 1, 1).bounds()
    extent = f"{box[0]},{box[2]},{box[1]},{box[3]} [EPSG:3857]"
    processing.run(ALGORITHM, {**given, "EXTENT": extent, "STYLES": [style], "FOLDER": str(tmp_path)})
    assert len(files(tmp_path)) == 1
    difference = np.abs(pixels(tile(tmp_path, style, 1)) - pixels(tile(drawn, style, 1)))
    assert np.mean(difference > 8) < 0.002


def test_goes_on_where_it_stopped(given, tmp_path):
    given = {**given, "STYLES": ["toner", "modern"], "FOLDER": str(tmp_path)}

    class Impatient(QgsProcessingFeedback):
        def __init__(self):
            super().__init__()
            self.progressChanged.connect(lambda share: self.cancel())

    results = processing.run(ALGORITHM, given, feedback=Impatient())
    assert "WRITTEN" not in results
    assert len(files(tmp_path)) == 4 and all(name.endswith(".png") for name in files(tmp_path))
    kept = tile(tmp_path, files(tmp_path)[0].split("/")[0])
    kept.write_bytes(b"mine")
    leftover = tile(tmp_path, "toner").with_name(f"1.png{UNFINISHED}")
    leftover.parent.mkdir(parents=True, exist_ok=True)
    leftover.write_bytes(b"half a tile")
    results = processing.run(ALGORITHM, given)
    assert (results["WRITTEN"], results["KEPT"]) == (4, 4)
    assert kept.read_bytes() == b"mine" and not leftover.exists() and len(files(tmp_path)) == 8
    tile(tmp_path, "modern", 1, 1).unlink()
    results = processing.run(ALGORITHM, given)
    assert (results["WRITTEN"], results["KEPT"]) == (1, 7)


def test_widths_grow_with_zoom(given, tmp_path):
    shares = []
    west, _, east, north = TileBlock(ZOOM, COLUMN, ROW + 1, 1, 1).bounds()
    middle, height = (west + east) / 2, north - 0.53 * (east - west)
    for zoom, column in ((13, 210), (18, 128)):
        extent = f"{middle},{middle + 1},{height},{height + 1} [EPSG:3857]"
        processing.run(
            ALGORITHM, {**given, "ZOOM": zoom, "EXTENT": extent, "STYLES": ["toner"], "FOLDER": str(tmp_path)}
        )
        (path,) = (tmp_path / "toner" / str(zoom)).rglob("*.png")
        shares.append(np.count_nonzero(pixels(path)[:, column].max(1) < 128))
    assert 1 <= shares[0] <= 4 and 12 <= shares[1] <= 20, shares


def test_labels(given, tmp_path):
    for labels in (False, True):
        folder = tmp_path / str(labels)
        processing.run(ALGORITHM, {**given, "STYLES": ["modern"], "LABELS": labels, "FOLDER": str(folder)})
    plain, named = (
        sum(np.sum(pixels(tile(tmp_path / each, "modern", x, 1)) < 110) for x in (0, 1)) for each in ("False", "True")
    )
    assert named > plain + 30


def test_layers_are_known_by_name_and_geometry(layers, qgis_app):
    assert [role_of(each) for each in layers] == ["buildings", "roads", "landuse", "water"]
    assert role_of(QgsVectorLayer("LineString", "railroads", "memory")) == "rail"
    assert role_of(QgsVectorLayer("LineString", "waterways", "memory")) == "waterways"
    assert role_of(QgsVectorLayer("Point", "buildings", "memory")) is None
    assert role_of(QgsVectorLayer("Polygon", "parcels", "memory")) is None


def test_layers_without_fields(given, tmp_path):
    """Streets are drawn although no attribute says that they are."""
    wkt = f"LINESTRING({place(COLUMN, ROW + 1.53)}, {place(COLUMN + 2, ROW + 1.53)})"
    bare = layer("roads", "LineString", [(wkt, "x")], field="kind")
    processing.run(ALGORITHM, {**given, "LAYERS": [bare], "STYLES": ["toner"], "FOLDER": str(tmp_path)})
    assert pixels(tile(tmp_path, "toner", 0, 1))[136, 128].max() < 60


@pytest.fixture
def theme(layers):
    """A project with a theme that shows the houses in magenta."""
    project = QgsProject.instance()
    copy = layers[0].clone()
    project.addMapLayer(copy)
    copy.styleManager().addStyleFromLayer("loud")
    copy.styleManager().setCurrentStyle("loud")
    copy.renderer().setSymbol(QgsFillSymbol.createSimple({"color": "#ff00ff", "outline_style": "no"}))
    tree = project.layerTreeRoot()
    record = QgsMapThemeCollection.createThemeFromCurrentState(tree, QgsLayerTreeModel(tree))
    project.mapThemeCollection().insert("Loud / pink", record)
    copy.styleManager().setCurrentStyle("default")  # what the layer looks like now is not what the theme shows
    yield "Loud / pink"
    project.clear()


def test_map_themes(theme, given, tmp_path):
    processing.run(ALGORITHM, {**given, "LAYERS": None, "STYLES": [theme, "toner"], "FOLDER": str(tmp_path)})
    assert {name.split("/")[0] for name in files(tmp_path)} == {"Loud _ pink", "toner"}
    assert len(files(tmp_path)) == 8
    paper = QColor(QgsProject.instance().backgroundColor())
    picture = pixels(tile(tmp_path, "Loud _ pink"))
    assert picture[5, 5].tolist() == [paper.red(), paper.green(), paper.blue()]
    assert picture[128, 128].tolist() == [255, 0, 255]


def refusal(given):
    with pytest.raises(QgsProcessingException) as raised:
        processing.run(ALGORITHM, given)
    return str(raised.value)


def test_refusals(given, tmp_path):
    given = {**given, "FOLDER": str(tmp_path / "out")}
    found, context = QgsApplication.processingRegistry().createAlgorithmById(ALGORITHM), QgsProcessingContext()
    for wrong, message in (
        ({"EXTENT": "0,1,2e8,3e8 [EPSG:3857]"}, "lies off the web map"),
        ({"EXTENT": "0,20000000,0,20000000 [EPSG:3857]", "ZOOM": 20}, "are too many"),
        ({"STYLE_FOLDER": str(tmp_path)}, "holds none"),
    ):
        possible, text = found.checkParameterValues({**given, **wrong}, context)
        assert not possible and message in text
        assert message in refusal({**given, **wrong})
    nothing = QgsVectorLayer("Polygon?crs=EPSG:3857", "parcels", "memory")
    assert "None of the layers is known" in refusal({**given, "LAYERS": [nothing]})
    assert not (tmp_path / "out").exists()
    style = tmp_path / "more" / "mine"
    style.mkdir(parents=True)
    (style / "map.json").write_text("{}")
    assert "does not describe a map style" in refusal({**given, "STYLE_FOLDER": str(style.parent)})


def test_a_folder_that_cannot_be_written(given, tmp_path):
    (tmp_path / "toner").write_text("in the way")
    assert "cannot be written" in refusal({**given, "STYLES": ["toner"], "FOLDER": str(tmp_path)})
    assert files(tmp_path) == ["toner"]


def test_in_qgis_process(layers, tmp_path):
    source = tmp_path / "buildings.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(layers[0], str(source), QgsProject.instance().transformContext(), options)
    box = TileBlock(ZOOM, COLUMN, ROW, 1, 1).bounds()
    (tmp_path / "profile").mkdir()
    results = QgisProcess(tmp_path / "profile").run(
        ALGORITHM,
        {
            "EXTENT": f"{box[0]},{box[2]},{box[1]},{box[3]} [EPSG:3857]",
            "ZOOM": ZOOM,
            "STYLES": "engraved",
            "LAYERS": source,
            "FOLDER": tmp_path / "out",
        },
    )
    assert results["WRITTEN"] == 1
    assert pixels(tile(tmp_path / "out", "engraved"))[100:150, 100:150].mean() < 190


def test_tiles_over_an_extent():
    box = TileBlock(ZOOM, COLUMN, ROW, 3, 2).bounds()
    assert tiles_over(*box, ZOOM) == TileBlock(ZOOM, COLUMN, ROW, 3, 2)
