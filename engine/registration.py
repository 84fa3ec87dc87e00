"""What the registration of a sheet gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .control_points import ControlPoints
from .frame import Frame
from .node_field import NodeField

WARPS = ("similarity", "affine", "polynomial", "tps", "dense")


class Warp(Protocol):
    """From positions of the sheet, as it is placed so far, to true ones, in metres of the frame."""

    def __call__(self, xy: np.ndarray) -> np.ndarray:
        """Where positions (N, 2) truly lie, (N, 2)."""
        ...

    def inverse(self, xy: np.ndarray) -> np.ndarray:
        """Which positions (N, 2) truly lie at positions (N, 2)."""
        ...


@dataclass(frozen=True)
class Placement:
    """What the search for where a roughly placed sheet lies at all has found.

    Attributes:
        found: whether it stands out from chance; if not, the sheet was left where it was.
        rotation: degrees, counterclockwise, by which the sheet had to be turned.
        scale: factor by which it had to be enlarged.
        shift: metres east and north by which its middle had to be moved.
        sentence: for the user.
    """

    found: bool
    rotation: float
    scale: float
    shift: tuple[float, float]
    sentence: str


@dataclass(frozen=True)
class Registration:
    """What came out.

    Attributes:
        frame: in which it was computed; its layer is the sheet.
        measured: what was found at every node, before a model of warp was chosen.
        warp: that is applied to the sheet; ``measured`` itself where it is dense.
        kind: one of ``WARPS``.
        points: control points taken from where confidence is highest, and what the warp leaves of them.
        placement: None if it was not asked for.
        trusted: share of the sheet, 0 to 1, where the confidence is at least ``min_confidence``.
        min_confidence: see ``trusted``.
        resolution: metres per pixel of the finest scale that was compared.
        device: that really ran the model.
        model_name: from its card.
        seconds: of the whole run; network_seconds: of it, inside the network.
        megapixels: that were compared, all scales together.
        warnings: sentences for the user.
    """

    frame: Frame
    measured: NodeField
    warp: Warp
    kind: str
    points: ControlPoints
    placement: Placement | None
    trusted: float
    min_confidence: float
    resolution: float
    device: str
    model_name: str
    seconds: float
    network_seconds: float
    megapixels: float
    warnings: list[str] = field(default_factory=list)
