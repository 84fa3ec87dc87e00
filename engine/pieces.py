"""Asking about an input in pieces, when the device has not enough memory for all of it.

Pieces overlap by a halo on either side of a cut, so that the answers are those for the whole, as they are
where blocks meet.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

_LONGEST_HALOS = 4  # an input that is shorter than so many halos would not get much smaller by cutting


class Cut(NamedTuple):
    """Two pieces of an input.

    Attributes:
        axis: along which it was cut: 0, 2 or 3 of B x C x H x W.
        size: of the whole along it.
        place: where it was cut.
        halo: how far each piece reaches beyond.
    """

    axis: int
    size: int
    place: int
    halo: int

    @classmethod
    def of(cls, shape: tuple[int, ...], halo: int, multiple: int) -> Cut | None:
        """How to cut an input of a shape in two; None where that would not help.

        Args:
            shape: B, C, H, W.
            halo: pixels at least.
            multiple: cuts and halos are multiples of this many pixels.
        """
        if shape[0] > 1:
            return cls(0, shape[0], shape[0] // 2, 0)
        axis = 2 if shape[2] > shape[3] else 3
        halo = -(-halo // multiple) * multiple
        if shape[axis] < max(_LONGEST_HALOS * halo, 2 * multiple):
            return None
        return cls(axis, shape[axis], shape[axis] // (2 * multiple) * multiple, halo)

    def apart(self, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The two pieces of an input, halos included."""
        first = [slice(None)] * value.ndim
        second = list(first)
        first[self.axis], second[self.axis] = slice(self.place + self.halo), slice(self.place - self.halo, None)
        return value[tuple(first)], value[tuple(second)]

    def join(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """The answers for the two pieces as one, at whatever resolution the network gives them."""
        stride = (self.place + self.halo) // first.shape[self.axis]
        keep = [slice(None)] * first.ndim
        skip = list(keep)
        keep[self.axis], skip[self.axis] = slice(self.place // stride), slice(self.halo // stride, None)
        return np.concatenate([first[tuple(keep)], second[tuple(skip)]], self.axis)
