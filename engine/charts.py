"""Charts as inline SVG: histograms and a map of displacements."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape

import numpy as np

_WIDTH, _HEIGHT = 420, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 10, 12, 42
_MAP_WIDTH = 860
_CELLS = 34  # arrows across the longer side of the map
_USUAL, _LONGEST = 1.6, 2.2  # lengths of an arrow, in cells; the few longer ones are cut
_MOST_DOTS = 4000
_STEPS = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)  # widths of a histogram's bars
_MOST_BARS = 30


def bar_width(largest: float) -> float:
    """A round width of the bars of a histogram that ends at ``largest``."""
    return next((step for step in _STEPS if largest <= _MOST_BARS * step), _STEPS[-1])


def histogram(values: np.ndarray, step: float, top: float | None, label: str, noun: str = "features") -> str:
    """A histogram of ``values``.

    Args:
        values: float (N,), finite.
        step: width of a bar.
        top: where the axis ends; the largest value if None.
        label: of the horizontal axis, with its unit.
        noun: what there is one value of.

    Returns:
        SVG.
    """
    top = max(top if top is not None else float(values.max(initial=step)), step)
    count = max(math.ceil(top / step - 1e-9), 1)
    edges = np.arange(count + 1) * step
    heights, _ = np.histogram(np.clip(values, 0, edges[-1]), edges)
    most = max(int(heights.max()), 1)
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def x(value: float) -> float:
        return _LEFT + width * value / edges[-1]

    def y(value: float) -> float:
        return _TOP + height * (1 - value / most)

    parts = []
    for tick in ticks(most, 4):
        if tick == int(tick):
            parts.append(
                f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>'
            )
            parts.append(f'<text x="{_LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{_short(tick)}</text>')
    for low, high, number in zip(edges[:-1], edges[1:], heights):
        if number:
            parts.append(
                f'<rect class="bar" x="{x(low) + 0.5:.1f}" y="{y(number):.1f}" '
                f'width="{max(x(high) - x(low) - 1, 0.5):.1f}" height="{_TOP + height - y(number):.1f}">'
                f"<title>{low:g} to {high:g}: {number}</title></rect>"
            )
    for tick in ticks(float(edges[-1]), 6):
        parts.append(f'<text x="{x(tick):.1f}" y="{_HEIGHT - 24}" text-anchor="middle">{tick:g}</text>')
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_TOP + height}" y2="{_TOP + height}"/>')
    parts.append(f'<text x="{_LEFT + width / 2}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(label)}</text>')
    described = f"Histogram of {label}: {len(values)} {noun}"
    if len(values):
        described += f", median {np.median(values):.2f}, largest {values.max():.2f}"
    return svg_chart(_WIDTH, _HEIGHT, described, parts)


def displacement_map(
    before: np.ndarray,
    after: np.ndarray,
    moved: np.ndarray,
    noun: str = "features",
    what: str = "moved",
    picture: tuple[str, tuple[float, float, float, float]] | None = None,
) -> str:
    """Arrows of the mean displacement in each cell of a map, exaggerated; dots for features that stayed.

    Args:
        before, after: float (F, 2), mean position of each feature in metres, x east and y north; NaN
            where a feature has none.
        moved: bool (F,).
        noun: what there is one position of.
        what: the length of an arrow is, for its scale bar.
        picture: address of an image to lie below, and its box in metres (xmin, ymin, xmax, ymax), which is the map's.

    Returns:
        SVG with a scale bar for the ground and one for the arrows.
    """
    placed = np.isfinite(before).all(1)
    if not placed.any():
        return ""
    low, high = before[placed].min(0), before[placed].max(0)
    span = np.maximum(high - low, max(float((high - low).max()) * 0.15, 1.0))
    low = (low + high - span) / 2
    cell = float(span.max()) / _CELLS
    low, span = low - _LONGEST * cell, span + 2 * _LONGEST * cell
    if picture is not None:
        low, span = np.array(picture[1][:2]), np.array(picture[1][2:]) - picture[1][:2]
        cell = float(span.max()) / _CELLS
    scale = min(_MAP_WIDTH / span[0], 620 / span[1])
    width, height = span * scale

    def pixels(xy: np.ndarray) -> np.ndarray:
        return np.stack([(xy[:, 0] - low[0]) * scale, (low[1] + span[1] - xy[:, 1]) * scale], 1)

    parts = [f'<rect class="sheet" width="{width:.0f}" height="{height:.0f}"/>']
    if picture is not None:
        parts.append(
            f'<image href="{picture[0]}" width="{width:.0f}" height="{height:.0f}" preserveAspectRatio="none"/>'
        )
    still = np.flatnonzero(placed & ~moved)
    for x, y in pixels(before[still[:: len(still) // _MOST_DOTS + 1]]):
        parts.append(f'<circle class="still" cx="{x:.1f}" cy="{y:.1f}" r="1.6"/>')
    chosen = np.flatnonzero(placed & moved)
    if len(chosen):
        arrows, exaggeration = _arrows(before[chosen], after[chosen], low, cell, pixels, noun)
        parts += arrows
        parts += _bar(width / 2, height + 16, _round(2.5 * cell / exaggeration), scale * exaggeration, what, "move")
    parts += _bar(1, height + 16, _round(span[0] / 5), scale, "on the ground", "axis")
    described = f"Map of displacements: {len(chosen)} {what} {noun} and {len(still)} that stayed"
    return svg_chart(math.ceil(width), math.ceil(height) + 34, described, parts)


def _arrows(before: np.ndarray, after: np.ndarray, low: np.ndarray, cell: float, pixels: Callable, noun: str):
    """SVG of one arrow per cell, and by how much arrows are longer than the ground's scale says."""
    column, row = ((before - low) / cell).astype(np.int64).T
    _, index = np.unique(row * 1000 + column, return_inverse=True)
    count = np.bincount(index)
    place = np.stack([np.bincount(index, before[:, axis]) / count for axis in (0, 1)], 1)
    shift = np.stack([np.bincount(index, (after - before)[:, axis]) / count for axis in (0, 1)], 1)
    long = max(float(np.quantile(np.hypot(*shift.T), 0.95)), 0.01)
    exaggeration = _USUAL * cell / long
    drawn = shift * np.minimum(exaggeration, _LONGEST * cell / np.maximum(np.hypot(*shift.T), 1e-9))[:, None]
    parts = []
    ends = pixels(place + drawn)
    for (x0, y0), (x1, y1), number, (east, north) in zip(pixels(place), ends, count, shift):
        length = math.hypot(x1 - x0, y1 - y0)
        head = min(5.0, 0.6 * length)
        ux, uy = ((x1 - x0) / length, (y1 - y0) / length) if length else (0.0, 0.0)
        bx, by = x1 - ux * head, y1 - uy * head
        parts.append(
            f'<g class="arrow"><title>{number} {noun}, {east:+.2f} m east, {north:+.2f} m north</title>'
            f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{bx:.1f}" y2="{by:.1f}"/>'
            f'<path d="M{x1:.1f} {y1:.1f}L{bx - uy * head * 0.5:.1f} {by + ux * head * 0.5:.1f}'
            f'L{bx + uy * head * 0.5:.1f} {by - ux * head * 0.5:.1f}Z"/></g>'
        )
    return parts, exaggeration


def _bar(x: float, y: float, metres: float, scale: float, text: str, kind: str) -> list[str]:
    """A bar ``metres`` long, and what it means."""
    text = (f"{metres / 1000:g} km " if metres >= 1000 else f"{metres:g} m ") + text
    return [
        f'<path class="{kind}" d="M{x:.1f} {y - 4:.1f}v8m0 -4h{metres * scale:.1f}m0 -4v8"/>',
        f'<text x="{x + metres * scale + 8:.1f}" y="{y + 4:.1f}">{text}</text>',
    ]


def ticks(top: float, most: int) -> list[float]:
    """Round numbers from 0 to ``top``, about ``most`` of them."""
    raw = top / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= raw * 0.999)
    return [round(step * k, 10) for k in range(int(top / step + 1e-9) + 1)]


def _round(value: float) -> float:
    """The largest of 1, 2, 5 × 10^k that is not above ``value``."""
    power = 10.0 ** math.floor(math.log10(value))
    return next(each * power for each in (5, 2, 1) if each * power <= value * 1.0001)


def _short(number: float) -> str:
    return f"{number / 1000:g}k" if number >= 10000 else f"{number:g}"


def svg_chart(width: float, height: float, described: str, parts: list[str]) -> str:
    """A whole drawing, with what it shows in words."""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{escape(described)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )
