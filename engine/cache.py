"""GDAL's block cache, kept small while a layer is aligned.

GDAL keeps up to a twentieth of the machine's memory in blocks that were read, which on a large
machine is more than everything else that an alignment needs. Each block of imagery is read once a
scale, so a large cache serves nobody.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

LIMIT = 128 * 2**20  # bytes; enough for the tiles under a block

_lock = threading.Lock()
_users = 0
_before = 0


@contextmanager
def small_cache() -> Iterator[None]:
    """Limit GDAL's cache, which all threads share, until the last who asked for it is done."""
    global _users, _before
    with _lock:
        if not _users:
            _before = gdal.GetCacheMax()
            gdal.SetCacheMax(min(LIMIT, _before))
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if not _users:
                gdal.SetCacheMax(_before)
