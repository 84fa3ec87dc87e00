"""The benchmark: its cases and its summary."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from realign.engine.vectors import open_layer

PATH = Path(__file__).resolve().parent.parent / "benchmarks" / "align.py"


@pytest.fixture
def bench(tmp_path, monkeypatch):
    specification = importlib.util.spec_from_file_location("bench_align", PATH)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "SIZE", 300)
    return module


def test_the_country_repeats_the_town_with_buildings_in_a_tenth_of_it(bench, tmp_path):
    bench.prepare()
    town, country = (gdal.Open(str(tmp_path / name)) for name in ("town.tif", "country.vrt"))
    assert (country.RasterXSize, country.RasterYSize) == (3000, 3000)
    assert country.GetGeoTransform() == town.GetGeoTransform()
    assert country.GetSpatialRef().IsSame(town.GetSpatialRef())
    assert np.array_equal(country.ReadAsArray(2100, 900, 300, 300), town.ReadAsArray())

    one = open_layer(str(tmp_path / "buildings.gpkg")).geometries()
    assert bench.buildings(one, "town") is one
    many = bench.buildings(one, "country")
    assert many.feature_count == 10 * one.feature_count
    left, step, _, top, _, down = town.GetGeoTransform()
    tiles = {tuple(tile) for tile in np.floor((many.coordinates - (left, top)) / (300 * step, 300 * down)).astype(int)}
    assert set(bench.INHABITED) <= tiles


def test_summary_takes_medians_run_by_run(bench):
    def run(seconds, network):
        fixed = {
            "features": 5,
            "vertices": 20,
            "megapixels": 4.0,
            "network_megapixels": 9.0,
            "device": "cpu",
            "model": "m",
        }
        return {**fixed, "seconds": seconds, "network_seconds": network, "peak_mib": 100 * seconds}

    row = bench.summarise("town", [run(2.0, 1.0), run(8.0, 2.0), run(4.0, 3.6)])
    assert row["seconds"] == 4.0
    assert row["seconds_per_megapixel"] == 1.0
    assert row["network_share"] == 0.5
    assert row["peak_mib"] == 400.0
    assert row["runs"] == 3
    header, line = bench.table([row]).splitlines()
    assert header.split()[3:6] == ["s", "s/Mpx", "network"]
    assert line.split()[3:6] == ["4.00", "1.000", "50%"]
