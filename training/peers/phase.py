"""Phase correlation of imagery and vectors: one shift for the whole picture."""

from __future__ import annotations

from ..methods import Method, shifted


def phase_correlation(max_displacement: float) -> Method:
    """Return the method that moves a whole image's vectors by the shift at which the phases of edges agree.

    Edges have directions, as in `baselines.global_shift`: between pictures as unlike as a photograph
    and drawn outlines, the phases of grey values or of the strengths of edges agree nowhere.
    """
    return shifted(max_displacement, phase_only=True)
