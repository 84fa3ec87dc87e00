"""What a registration comes to in numbers."""

from __future__ import annotations

import numpy as np

from .registration import Registration

MEASURES = ("TRUSTED", "MOVED", "RESIDUAL")


def moves(registration: Registration) -> np.ndarray:
    """How far, in true metres, the warp moves each node that is trusted."""
    nodes = registration.measured.nodes()
    confidence = registration.measured.confidence.ravel()
    nodes = nodes[(confidence >= registration.min_confidence) & (confidence > 0)]
    return np.hypot(*registration.frame.east_north(nodes, registration.warp(nodes)).T)


def residual(registration: Registration) -> float:
    """Root mean square, in metres, of what the warp leaves of the control points; NaN where there are none."""
    left = registration.points.residual
    return float(np.sqrt((left**2).sum(1).mean())) if len(left) else float("nan")


def measures(registration: Registration) -> dict[str, float]:
    """By name, one of ``MEASURES``: the share, 0 to 1, of the sheet that is trusted; how far that moved, in metres, in
    the median; what the warp leaves. What there is not is left out."""
    moved = moves(registration)
    found = {
        "TRUSTED": registration.trusted,
        "MOVED": float(np.median(moved)) if len(moved) else float("nan"),
        "RESIDUAL": residual(registration),
    }
    return {name: value for name, value in found.items() if np.isfinite(value)}
