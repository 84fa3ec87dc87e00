"""Memory of the process: what was freed goes back to the system, where the C library would keep it in pieces.

glibc keeps what threads have freed for the next time, scattered over arenas of theirs. Blocks that differ a little
leave more and more of it behind, so that a run over many blocks seems to need more the longer it takes.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Return to the system what nobody uses; nothing happens where the C library has no call for that."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # another C library, such as musl
        return None
