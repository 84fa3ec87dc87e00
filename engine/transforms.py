"""Sizes for which Fourier transforms are quick."""

from __future__ import annotations


def fast_size(size: int) -> int:
    """The next size that has no prime factor above 5."""
    while True:
        rest = size
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return size
        size += 1
