"""Products of matrices by the library that numpy was made for.

Inside QGIS on Linux another library may answer numpy's calls: QGIS is linked with the GNU Scientific Library; its plain
CBLAS has the same function names and comes first, and a network takes five times as long. So where that library is
loaded, numpy's own one is called directly.
"""

from __future__ import annotations

import ctypes
import re
from functools import lru_cache
from pathlib import Path

import numpy as np

_SLOW = "libgslcblas"
# Names with 64 in them count in other integers.
_GOOD = re.compile(r"lib(openblas|blis|mkl_rt|atlas|cblas|blas)[^/]*\.so[.\d]*$")
_ROWS_FIRST, _AS_IT_IS = 101, 111  # CBLAS's numbers for the order in memory and for "not transposed"


def matmul(one: np.ndarray, other: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """``np.matmul``, as fast inside QGIS as outside.

    Args:
        one, other: G x M x K and G x K x N; or anything else that numpy multiplies.
        out: where the product goes, G x M x N.
    """
    product = _product()
    if product is None or not _suits(one, other, out):
        return np.matmul(one, other, out=out)
    (groups, rows, inner), columns = one.shape, other.shape[2]
    result = np.empty((groups, rows, columns), np.float32) if out is None else out
    steps = [array.strides[1] // array.itemsize for array in (one, other, result)]
    for a, b, c in zip(one, other, result):
        left, right, into = (
            (ctypes.c_void_p(array.ctypes.data), max(step, array.shape[1])) for array, step in zip((a, b, c), steps)
        )
        product(
            _ROWS_FIRST, _AS_IT_IS, _AS_IT_IS, rows, columns, inner,
            ctypes.c_float(1), *left, *right, ctypes.c_float(0), *into,
        )  # fmt: skip
    return result


def _suits(one: np.ndarray, other: np.ndarray, out: np.ndarray | None) -> bool:
    """Whether all three are stacks of matrices whose rows lie in one piece."""
    arrays = [one, other] if out is None else [one, other, out]
    return (
        all(a.ndim == 3 and a.dtype == np.float32 and a.size and a.strides[2] == a.itemsize for a in arrays)
        and all(a.strides[1] >= a.shape[2] * a.itemsize and a.strides[1] % a.itemsize == 0 for a in arrays)
        and one.shape[0] == other.shape[0]
        and one.shape[2] == other.shape[1]
        and (out is None or out.shape == (*one.shape[:2], other.shape[2]))
    )


@lru_cache(maxsize=1)
def _product():
    """CBLAS's ``sgemm`` of numpy's library, None where numpy calls the right one itself."""
    paths = _loaded()
    if not any(Path(path).name.startswith(_SLOW) for path in paths):
        return None
    good = [path for path in paths if _GOOD.search(path) and "64" not in Path(path).name]
    for path in sorted(good, key=lambda path: "openblas" not in str(Path(path).resolve())):
        try:
            function = ctypes.CDLL(path).cblas_sgemm
        except (OSError, AttributeError):
            continue
        function.restype = None
        return function
    return None


def _loaded() -> list[str]:
    """Paths of the shared libraries of this process; none where the system does not tell."""
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return list(dict.fromkeys(line[line.index("/") :] for line in lines if ".so" in line and "/" in line))
