"""Many ranges of whole numbers at once."""

from __future__ import annotations

import numpy as np


def ranges(start: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The numbers start, start + 1, ... of each range, one range behind the other.

    Args:
        start, count: int64 (R,).

    Returns:
        int64 (sum of count,).
    """
    total = int(count.sum())
    return np.repeat(start - np.cumsum(count) + count, count) + np.arange(total)
