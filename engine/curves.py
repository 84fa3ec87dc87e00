"""The curve of Zampieri et al. (2018), Fig. 5: the share of key points that lie within a distance of the truth."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from .charts import svg_chart, ticks

_WIDTH, _HEIGHT = 860, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 12, 42
_POINTS = 240  # of a curve
_SHOWN = 0.98  # share of the key points up to which the axis goes
_COLOURS = ("#2f6f9f", "#b5523b")
_DASHES = ("", "7 4")  # a second curve is told apart in print, too


def share_curve(series: Sequence[tuple[str, np.ndarray]], unit: str) -> str:
    """Curves of the share within a distance.

    Args:
        series: a name and lengths, float (N,), N at least 1, for each of at most two curves.
        unit: of the lengths.

    Returns:
        SVG.
    """
    top = max(float(np.quantile(length, _SHOWN)) for _, length in series)
    top = max(top, 1e-6)
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    parts = []
    for percent in range(0, 101, 20):
        y = _TOP + height * (1 - percent / 100)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{percent} %</text>')
    for tick in ticks(top, 10):
        x = _LEFT + width * tick / top
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 24}" text-anchor="middle">{tick:g}</text>')
    described = []
    for number, (name, length) in enumerate(series):
        place = np.linspace(0, top, _POINTS)
        share = np.searchsorted(np.sort(length), place + 1e-9, side="right") / len(length)
        line = " ".join(
            f"{_LEFT + width * x / top:.1f},{_TOP + height * (1 - y):.1f}"
            for x, y in zip(place.tolist(), share.tolist())
        )
        look = f'fill="none" stroke="{_COLOURS[number]}" stroke-width="2.4" stroke-dasharray="{_DASHES[number]}"'
        parts.append(f'<polyline points="{line}" {look}/>')
        y = _TOP + height - 16 - 20 * (len(series) - 1 - number)
        parts.append(f'<path d="M{_WIDTH - 250} {y}h34" {look}/>')
        parts.append(f'<text x="{_WIDTH - 208}" y="{y + 4}">{escape(name)}</text>')
        described.append(f"{name}: half within {np.median(length):.2f} {unit}")
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_TOP + height}" y2="{_TOP + height}"/>')
    label = escape(f"share of the key points within t, over t in {unit}")
    parts.append(f'<text x="{_LEFT + width / 2}" y="{_HEIGHT - 6}" text-anchor="middle">{label}</text>')
    return svg_chart(_WIDTH, _HEIGHT, f"Share within a distance. {'; '.join(described)}", parts)
