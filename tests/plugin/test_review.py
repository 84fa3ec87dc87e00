"""Going through unsure features: the list, accept, revert and fix, each one undoable command."""

from __future__ import annotations

import math

import pytest
from osgeo import gdal
from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QVariant

from realign.engine.errors import InputError
from realign.plugin.origins import METHOD, ORIGINAL, Origins, find_original
from realign.plugin.review import Review, moved_by_metres, obstacle_to_editing, problem_with

STATUS = {1: ("doubtful", 0.3), 2: ("aligned", 0.2), 3: ("absent", 0.1), 4: ("outside", None), 5: ("aligned", 0.45)}
MOVE = 3.0, -2.0  # metres


def field(name, kind):
    return QgsField(name, getattr(QVariant.Type, kind))


@pytest.fixture(params=["EPSG:32633", "EPSG:3857"])
def original(request, provider):
    """Six small squares without a unique attribute."""
    x0, y0 = (500_000.0, 5_330_000.0) if request.param == "EPSG:32633" else (1_669_800.0, 6_124_000.0)
    layer = QgsVectorLayer(f"Polygon?crs={request.param}", "original", "memory")
    layer.dataProvider().addAttributes([field("kind", "String"), field("height", "Double")])
    layer.updateFields()
    features = []
    for number in range(6):
        x, y = x0 + 20 * (number % 3), y0 + 20 * (number // 3)
        feature = QgsFeature(layer.fields())
        ring = [QgsPointXY(x + a, y + b) for a, b in ((0, 0), (8, 0), (8, 8), (0, 8), (0, 0))]
        feature.setGeometry(QgsGeometry.fromPolygonXY([ring]))
        feature.setAttributes(["hut", None if number == 2 else 3.5])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer, False)
    yield layer
    QgsProject.instance().removeMapLayer(layer.id())


@pytest.fixture
def aligned(original):
    """The same squares, the other way round, moved where the status says so."""
    layer = QgsVectorLayer(f"Polygon?crs={original.crs().authid()}", "aligned", "memory")
    extra = [
        field("ra_dx", "Double"),
        field("ra_dy", "Double"),
        field("ra_conf", "Double"),
        field("ra_status", "String"),
    ]
    layer.dataProvider().addAttributes([*original.fields(), *extra])
    layer.updateFields()
    features = []
    for number, source in reversed(list(enumerate(original.getFeatures()))):
        status, confidence = STATUS.get(number, ("aligned", 0.95))
        move = MOVE if status == "aligned" else (0.0, 0.0)
        feature = QgsFeature(layer.fields())
        feature.setGeometry(moved_by_metres(original, source.geometry(), *move))
        feature.setAttributes([*source.attributes(), *move, confidence, status])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer, False)
    yield layer
    QgsProject.instance().removeMapLayer(layer.id())


def of(review, status, confidence):
    """The id of the feature with this status and confidence."""
    return next(e.feature_id for e in review.entries(1.1) if (e.status, e.confidence) == (status, confidence))


def test_the_least_certain_come_first_and_those_never_asked_about_last(aligned):
    entries = Review(aligned).entries(0.4)
    assert [(e.status, e.confidence) for e in entries[:3]] == [("absent", 0.1), ("aligned", 0.2), ("doubtful", 0.3)]
    assert entries[3].status == "outside"
    assert math.isnan(entries[3].confidence)
    assert len(entries) == 4  # 0.45 and 0.95 are sure enough
    assert len(Review(aligned).entries(0.5)) == 5


def test_accept_is_one_command_that_can_be_undone(aligned):
    review = Review(aligned)
    number = of(review, "doubtful", 0.3)
    review.accept(number)
    assert review.entry(number).status == "accepted"
    assert aligned.undoStack().count() == 1
    aligned.undoStack().undo()
    assert review.entry(number).status == "doubtful"


def test_revert_finds_the_original_whatever_the_order(aligned, original):
    review, origins = Review(aligned), Origins(aligned, original)
    number = of(review, "aligned", 0.2)
    feature = review.feature(number)
    geometry = origins.of(feature, review.entry(number))
    source = list(original.getFeatures())[2]
    assert geometry.equals(source.geometry())
    review.revert(number, geometry)
    assert review.feature(number).geometry().equals(source.geometry())
    entry = review.entry(number)
    assert (entry.status, entry.east, entry.north) == ("reverted", 0.0, 0.0)
    assert aligned.undoStack().count() == 1
    aligned.undoStack().undo()
    assert review.feature(number).geometry().equals(feature.geometry())
    assert review.entry(number).status == "aligned"


def test_a_feature_with_other_attributes_is_not_taken_for_the_original(aligned, original):
    review = Review(aligned)
    number = of(review, "aligned", 0.2)
    source = list(original.getFeatures())[2]
    original.dataProvider().changeAttributeValues({source.id(): {0: "barn"}})
    assert Origins(aligned, original).of(review.feature(number), review.entry(number)) is None


def test_without_the_original_only_single_shifts_go_back(aligned, original):
    review = Review(aligned)
    number = of(review, "aligned", 0.2)
    assert Origins(aligned, None).of(review.feature(number), review.entry(number)) is None
    aligned.setCustomProperty(METHOD, "shift")
    geometry = Origins(aligned, None).of(review.feature(number), review.entry(number))
    assert geometry.hausdorffDistance(list(original.getFeatures())[2].geometry()) < 0.001


def test_an_original_of_another_place_or_kind_is_refused(aligned):
    other = QgsVectorLayer("Point?crs=EPSG:4326", "points", "memory")
    assert "another coordinate reference system" in Origins(aligned, other).problem()
    assert "is the reviewed one" in Origins(aligned, aligned).problem()
    sip.delete(other)


def test_nudging_adds_to_the_move(aligned):
    review = Review(aligned)
    number = of(review, "aligned", 0.2)
    before = review.feature(number).geometry().boundingBox().xMinimum()
    review.nudge(number, 1.5, 0.0)
    assert review.feature(number).geometry().boundingBox().xMinimum() == pytest.approx(before + 1.5)
    entry = review.entry(number)
    assert entry.status == "fixed"
    assert entry.east == pytest.approx(MOVE[0] + (1.5 if "32633" in aligned.crs().authid() else 1.003), abs=0.01)
    assert aligned.undoStack().count() == 1


def test_the_original_layer_is_found(aligned, original):
    assert find_original(aligned) is original
    twin = original.clone()
    QgsProject.instance().addMapLayer(twin, False)
    assert find_original(aligned) is None  # two are alike
    aligned.setCustomProperty(ORIGINAL, original.id())
    assert find_original(aligned) is original
    QgsProject.instance().removeMapLayer(twin.id())


def test_layers_that_cannot_be_reviewed_or_edited_say_so(aligned, original, tmp_path):
    assert "ra_status" in problem_with(original)
    assert problem_with(aligned) == ""
    aligned.setReadOnly(True)
    assert "can only be looked at" in obstacle_to_editing(aligned)
    with pytest.raises(InputError, match="can only be looked at"):
        Review(aligned).accept(1)
    aligned.setReadOnly(False)
    gdal.FileFromMemBuffer("/vsimem/x.csv", b'WKT,ra_status,ra_conf\n"POINT(1 2)",aligned,0.1\n')
    table = QgsVectorLayer("/vsimem/x.csv", "table", "ogr")
    assert problem_with(table) == ""
    sip.delete(table)
    gdal.Unlink("/vsimem/x.csv")
