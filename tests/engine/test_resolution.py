"""Ground resolution against geodesics on the ellipsoid."""

import math

import numpy as np
import pytest
from osgeo import osr

from realign.engine.crs import epsg, read_crs
from realign.engine.errors import InputError
from realign.engine.resolution import ground_resolution, metres_per_unit

ROTATED = "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +lon_0=18 +datum=WGS84 +no_defs"


def geodesic(one, other, axis, flattening):
    """Length of the geodesic between two (longitude, latitude) in degrees, after Vincenty 1975."""
    b = axis * (1 - flattening)
    u1, u2 = (math.atan((1 - flattening) * math.tan(math.radians(place[1]))) for place in (one, other))
    start = turn = math.radians(other[0] - one[0])
    for _ in range(50):
        across = math.cos(u2) * math.sin(turn)
        along = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(turn)
        sine, cosine = math.hypot(across, along), math.sin(u1) * math.sin(u2)
        cosine += math.cos(u1) * math.cos(u2) * math.cos(turn)
        sigma = math.atan2(sine, cosine)
        sin_alpha = math.cos(u1) * math.cos(u2) * math.sin(turn) / sine
        squared = 1 - sin_alpha**2
        middle = cosine - 2 * math.sin(u1) * math.sin(u2) / squared if squared > 1e-12 else 0.0
        c = flattening / 16 * squared * (4 + flattening * (4 - 3 * squared))
        inner = sigma + c * sine * (middle + c * cosine * (2 * middle**2 - 1))
        turn = start + (1 - c) * flattening * sin_alpha * inner
    u = squared * (axis**2 - b**2) / b**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    inner = cosine * (2 * middle**2 - 1) - big_b / 6 * middle * (4 * sine**2 - 3) * (4 * middle**2 - 3)
    return b * big_a * (sigma - big_b * sine * (middle + big_b / 4 * inner))


def measured(crs, x, y, step):
    """Metres per unit by geodesics, through the point-wise interface of osr."""
    wgs84 = epsg(4326)
    back = osr.CoordinateTransformation(crs, wgs84)
    result = []
    for dx, dy in ((step, 0), (0, step)):
        one, other = back.TransformPoint(x - dx, y - dy)[:2], back.TransformPoint(x + dx, y + dy)[:2]
        result.append(geodesic(one, other, 6378137.0, 1 / 298.257223563) / (2 * step))
    return result


@pytest.mark.parametrize(
    ("crs", "places"),
    [
        ("EPSG:4326", [(0, 0.001), (15, 45), (-70, -33), (25, 70), (179.9999, 10), (10, 89)]),
        ("EPSG:3857", [(0, 0.001), (15, 45), (-70, -33), (25, 70), (10, 84)]),
        ("EPSG:32633", [(15, 0.001), (12, 45), (18, 70), (21, 50)]),
        ("EPSG:2263", [(-74, 40.7)]),  # New York, feet
        ("EPSG:5041", [(30, 85), (-100, 89.9)]),
        ("EPSG:3031", [(60, -75)]),
        ("EPSG:2154", [(3, 46.5), (-2, 43)]),
        ("EPSG:2193", [(174, -41)]),
        (ROTATED, [(18, 50), (10, 60)]),
    ],
)
def test_agrees_with_geodesics(crs, places):
    crs = read_crs(crs)
    forward = osr.CoordinateTransformation(epsg(4326), crs)
    for place in places:
        x, y = forward.TransformPoint(*map(float, place))[:2]
        expected = measured(crs, x, y, 1e-4 if crs.IsGeographic() else 20.0)
        assert metres_per_unit(crs.ExportToWkt(), x, y) == pytest.approx(expected, rel=1e-4)


def test_known_numbers():
    assert metres_per_unit("EPSG:4326", 0, 0) == pytest.approx((111319.49, 110574.28), rel=1e-6)
    assert metres_per_unit("EPSG:3857", 0, 8399737.89)[0] == pytest.approx(0.5, rel=3e-3)  # latitude 60
    assert metres_per_unit("EPSG:32633", 500000, 5e6) == pytest.approx((1 / 0.9996, 1 / 0.9996), rel=1e-6)


def test_grads_are_not_degrees():
    degrees = metres_per_unit("EPSG:4275", 2.0, 45.0)
    grads = metres_per_unit("EPSG:4807", 0.0, 50.0)  # the same ellipsoid and latitude, from Paris in grads
    assert np.array(grads) / 0.9 == pytest.approx(degrees, rel=1e-6)


def test_local_crs_answers_by_its_unit():
    assert metres_per_unit('LOCAL_CS["site",UNIT["foot",0.3048]]', 5, 5) == pytest.approx((0.3048, 0.3048))


def test_mean_side_of_a_pixel():
    x, y = metres_per_unit("EPSG:4326", 15, 60)
    assert ground_resolution("EPSG:4326", 15, 60, (2e-6, 3e-6)) == pytest.approx(math.sqrt(x * 2e-6 * y * 3e-6))


@pytest.mark.parametrize(("crs", "message"), [("", "assign a CRS"), ("EPSG:32633", "lies outside")])
def test_errors(crs, message):
    with pytest.raises(InputError, match=message):
        metres_per_unit(crs, 1e12, 1e12)
