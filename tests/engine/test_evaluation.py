"""How far a layer is from its reference: which feature is which, which vertex is which, and in which direction."""

import numpy as np
import pytest
from evaluated_town import BOTTOM, LEFT, UTM, layer, moved, town, wkb
from osgeo import ogr

from realign.engine.crs import Transformation, epsg
from realign.engine.errors import BasemapError, InputError
from realign.engine.evaluation import evaluate
from realign.engine.evaluation_layer import EvaluatedLayer, plain_keys, read_evaluated
from realign.engine.evaluation_measures import measure, shares_within
from realign.engine.geometry import Geometries
from realign.engine.vectors import open_layer


@pytest.mark.parametrize("code", [UTM, 3857, 4326])
def test_a_layer_moved_east_errs_to_the_east(code):
    found = evaluate(layer(moved(town()), code=code), layer(town(), "truth", 4326)).after
    np.testing.assert_allclose(found.vector, np.tile((3.0, 0.0), (16 * 6, 1)), atol=5e-3)  # 0.9996 is the plane's scale
    lines = Transformation(epsg(code), epsg(UTM))(found.lines().reshape(-1, 2)).reshape(-1, 2, 2)
    np.testing.assert_allclose(lines[:, 1] - lines[:, 0], np.tile((-3.0, 0.0), (16 * 6, 1)), atol=1e-3)
    assert (found.how, found.matched, found.features, found.exact.all()) == ("order", 16, 16, True)


def test_a_layer_moved_north_errs_to_the_north():
    measures = evaluate(layer(moved(town(), 0, 2)), layer(town())).measures
    assert (measures.east, measures.north) == pytest.approx((0, 2), abs=5e-3)


def test_measures_of_known_errors():
    errors = np.array([(3.0, 4.0), (0.0, 1.0), (0.0, 0.0), (0.0, 0.0)])
    found = measure(errors, 0.5)
    assert (found.count, found.mean, found.median, found.largest) == (4, 1.5, 0.5, 5.0)
    assert found.rms == pytest.approx(np.sqrt(26 / 4))
    assert found.steady == pytest.approx((np.hypot(3, 3.5) + 0.5 + 0.5 + 0.5) / 4)
    assert found.within_metres == (0.5, 0.75, 0.75, 1.0, 1.0, 1.0)
    assert found.within_pixels == (0.5, 0.75, 0.75, 0.75, 0.75, 1.0)
    assert measure(errors).within_pixels == ()
    assert shares_within(np.array([0.3]), [0.3]) == (1.0,)  # within means up to, also where 0.1 * 3 is not 0.3


def test_a_constant_offset_is_no_unsteadiness():
    assert evaluate(layer(moved(town())), layer(town())).measures.steady < 1e-4


def test_rings_may_start_anywhere_and_run_either_way():
    turned = []
    for number, ring in enumerate(town()):
        open_ring = np.roll(ring[:-1], number % 6, 0)
        open_ring = open_ring[::-1] if number % 2 else open_ring
        turned.append(np.concatenate([open_ring, open_ring[:1]]))
    found = evaluate(layer(moved(town(), 3, 1)), layer(turned)).after
    assert found.exact.all()
    np.testing.assert_allclose(found.vector, np.tile((3.0, 1.0), (16 * 6, 1)), atol=5e-3)


def test_lines_may_run_either_way():
    bend = np.array([(0, 0), (30, 0), (30, 50), (80, 60.0)]) + np.array([LEFT, BOTTOM])
    crs = epsg(UTM).ExportToWkt()

    def roads(line):
        text = ",".join(f"{x} {y}" for x, y in line)
        return EvaluatedLayer(
            "roads", crs, Geometries.from_wkb([ogr.CreateGeometryFromWkt(f"LINESTRING ({text})").ExportToIsoWkb()])
        )

    found = evaluate(roads(bend + np.array([0, -2])), roads(bend[::-1])).after
    np.testing.assert_allclose(found.vector, np.tile((0.0, -2.0), (4, 1)), atol=5e-3)


def test_another_order_is_matched_by_place():
    order = np.random.default_rng(3).permutation(16)
    found = evaluate(layer(moved(town())), layer([town()[n] for n in order])).after
    assert found.how == "nearest" and found.matched == 16
    np.testing.assert_allclose(found.vector, np.tile((3.0, 0.0), (16 * 6, 1)), atol=5e-3)


def test_features_that_the_reference_lacks_are_left_out():
    found = evaluate(layer(moved(town())), layer(town()[:9])).after
    assert (found.how, found.matched, found.features) == ("nearest", 9, 16)
    assert set(found.feature) == set(range(9))
    np.testing.assert_allclose(found.vector[:, 0], 3.0, atol=5e-3)


def test_keys_go_before_order():
    order = np.random.default_rng(3).permutation(16)
    ours = layer(moved(town(), 60, 0), keys=plain_keys(range(16)))  # farther than any neighbour
    found = evaluate(ours, layer([town()[n] for n in order], keys=plain_keys(float(n) for n in order))).after
    assert found.how == "key" and found.matched == 16
    np.testing.assert_allclose(found.vector, np.tile((60.0, 0.0), (16 * 6, 1)), atol=0.05)


def test_keys_that_are_not_unique_are_left_out_and_said():
    ours = layer(moved(town()[:5]), keys=("a", "a", "b", None, "c"))
    found = evaluate(ours, layer(town()[:5], keys=("a", "b", "b", None, "c")))
    assert set(found.after.feature) == {4} and found.warnings[0].startswith("2 key values")


def test_other_vertices_are_measured_from_the_outline():
    rough = [ring[[0, 1, 2, 3, 0]] for ring in town()]  # fewer corners
    found = evaluate(layer(moved(rough, 0.0)), layer(town())).after
    assert not found.exact.any() and len(found.vector) == 16 * 4
    np.testing.assert_allclose(found.length, 0, atol=1e-6)
    assert 0.3 < evaluate(layer(moved(rough, 1.0)), layer(town())).measures.mean < 1.0


def test_before_and_after():
    found = evaluate(layer(moved(town(), 0.59)), layer(town()), layer(moved(town(), 3.0), code=3857), 0.3)
    assert found.measures.within_pixels[:2] == (0.0, 1.0) and found.measures_before.within_pixels[:2] == (0.0, 0.0)
    assert found.measures_before.mean == pytest.approx(3.0, abs=5e-3)


def test_refusals():
    with pytest.raises(InputError, match="No feature of 'houses' is found in the reference 'far'"):
        evaluate(layer(town()[:5]), layer(moved(town(), 3000.0), "far"))
    with pytest.raises(InputError, match="'nothing' has no geometries"):
        evaluate(EvaluatedLayer("nothing", epsg(UTM).ExportToWkt(), Geometries.from_wkb([None])), layer(town()))
    with pytest.raises(BasemapError, match="CRS of the reference 'houses' is missing"):
        evaluate(layer(town()), EvaluatedLayer("houses", "", layer(town()).geometries))
    with pytest.raises(InputError, match="resolution 0 is no size of a pixel"):
        evaluate(layer(town()), layer(town()), resolution=0.0)


def test_keys_from_a_file(tmp_path):
    path = str(tmp_path / "houses.geojson")
    source = ogr.GetDriverByName("GeoJSON").CreateDataSource(path)
    out = source.CreateLayer("houses", epsg(4326))
    out.CreateField(ogr.FieldDefn("osm", ogr.OFTInteger64))
    for number, blob in enumerate(wkb(town()[:3], 4326)):
        feature = ogr.Feature(out.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(blob))
        if number:
            feature.SetField("osm", number)
        out.CreateFeature(feature)
    del feature, out, source
    with open_layer(path) as opened:
        assert read_evaluated(opened, "osm").keys == (None, "1", "2")
        assert read_evaluated(opened).keys is None
        with pytest.raises(InputError, match="has no field 'id'"):
            read_evaluated(opened, "id")
