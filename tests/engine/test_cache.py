"""GDAL's cache is small during a run and as before afterwards, however many runs there are."""

import pytest
from osgeo import gdal

from realign.engine.cache import LIMIT, small_cache


@pytest.fixture
def large():
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(3 * LIMIT)
    yield
    gdal.SetCacheMax(before)


def test_limited_and_restored(large):
    with small_cache():
        assert gdal.GetCacheMax() == LIMIT
    assert gdal.GetCacheMax() == 3 * LIMIT


def test_two_runs_that_overlap(large):
    first, second = small_cache(), small_cache()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gdal.GetCacheMax() == LIMIT
    second.__exit__(None, None, None)
    assert gdal.GetCacheMax() == 3 * LIMIT


def test_restored_after_an_error_and_never_raised(large):
    gdal.SetCacheMax(LIMIT // 2)
    seen = []

    @small_cache()
    def fail():
        seen.append(gdal.GetCacheMax())
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert [*seen, gdal.GetCacheMax()] == [LIMIT // 2] * 2
