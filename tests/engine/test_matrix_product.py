"""Products by numpy's own library, where another one answers for it."""

from __future__ import annotations

import ctypes.util

import numpy as np
import pytest

from realign.engine import matrix_product
from realign.engine.matrix_product import matmul


@pytest.fixture
def beside_a_slow_one(monkeypatch):
    """As inside QGIS: the slow library is loaded, and so is a real one."""
    name = ctypes.util.find_library("blas")
    if not name:
        pytest.skip("this system has no BLAS of its own")
    library = ctypes.CDLL(name)  # now it stands among the loaded ones
    loaded = matrix_product._loaded()
    monkeypatch.setattr(matrix_product, "_loaded", lambda: [*loaded, "/usr/lib/libgslcblas.so.0"])
    matrix_product._product.cache_clear()
    yield library
    matrix_product._product.cache_clear()


def test_the_same_product_of_parts_of_larger_arrays(beside_a_slow_one):
    assert matrix_product._product() is not None
    rng = np.random.default_rng(1)
    one = rng.normal(size=(3, 5, 9)).astype(np.float32)[:, :, 1:8]
    other = rng.normal(size=(3, 7, 40)).astype(np.float32)[..., 4:30]
    whole = np.full((3, 5, 33), 7, np.float32)
    expected = np.matmul(one, other)
    assert matmul(one, other, out=whole[..., 2:28]).base is not None
    np.testing.assert_allclose(whole[..., 2:28], expected, rtol=1e-5, atol=1e-5)
    assert (whole[..., :2] == 7).all() and (whole[..., 28:] == 7).all()
    np.testing.assert_allclose(matmul(one, other), expected, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("kind", ["doubles", "columns first", "one for all", "empty"])
def test_what_it_does_not_take_numpy_does(beside_a_slow_one, kind):
    rng = np.random.default_rng(2)
    one, other = rng.normal(size=(2, 4, 6)).astype(np.float32), rng.normal(size=(2, 6, 8)).astype(np.float32)
    if kind == "doubles":
        one = one.astype(np.float64)
    elif kind == "columns first":
        other = np.asfortranarray(other)
    elif kind == "one for all":
        one = one[:1]
    else:
        other = other[..., :0]
    result = matmul(one, other)
    assert result.dtype == np.matmul(one, other).dtype
    np.testing.assert_allclose(result, np.matmul(one, other), rtol=1e-5)


def test_where_numpy_calls_the_right_one_nothing_changes(monkeypatch):
    monkeypatch.setattr(matrix_product, "_loaded", lambda: ["/usr/lib/libblas.so.3"])
    matrix_product._product.cache_clear()
    assert matrix_product._product() is None
    matrix_product._product.cache_clear()
