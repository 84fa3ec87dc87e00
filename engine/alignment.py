"""What an alignment gives back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from .geometry import Geometries

STATUSES = ("aligned", "doubtful", "absent", "outside", "invalid", "empty")


@dataclass(frozen=True)
class Alignment:
    """What came out.

    Attributes:
        geometries: as they went in.
        coordinates: float64 (N, 2), the new positions in the layer's CRS; those of features that
            keep their place are the old ones, bit for bit.
        dx, dy: float64 (F,), mean move of each feature, true metres east and north; NaN without geometry.
        confidence: float64 (F,), probability that a vertex is within ``confidence.TOLERANCE`` of the truth; NaN
            where the model was not asked.
        status: one of ``STATUSES`` per feature.
        moved: bool (F,).
        device: that really ran the model.
        model_name: from the model's card.
        seconds: of the whole run; network_seconds: of it, inside the network.
        megapixels: that went through the network, all scales together.
        warnings: sentences for the user.
        stages: seconds of ``searching``, ``aligning``, ``presence`` and ``geometry``, one after the other; and of
            ``reading`` and ``drawing``, which go on while the network aligns.
        error: float64 (F,), metres: how far from the truth a feature's vertices are expected to end if it
            moves; NaN where the model was not asked.
    """

    geometries: Geometries
    coordinates: np.ndarray
    dx: np.ndarray
    dy: np.ndarray
    confidence: np.ndarray
    status: list[str]
    moved: np.ndarray
    device: str
    model_name: str
    seconds: float
    network_seconds: float
    megapixels: float
    warnings: list[str] = field(default_factory=list)
    stages: dict[str, float] = field(default_factory=dict)
    error: np.ndarray | None = None

    def wkb(self) -> list[bytes | None]:
        """Geometry of each feature as WKB; untouched ones are the very bytes that came in."""
        return self.geometries.to_wkb(self.coordinates, self.moved)

    def arrows(self) -> np.ndarray:
        """float64 (F, 2, 2): mean position of each feature before and after, in the layer's CRS."""
        places = (self.geometries.coordinates, self.coordinates)
        return np.stack([feature_means(self.geometries, place) for place in places], 1)

    def counts(self) -> dict[str, int]:
        """Number of features by status, in the order of ``STATUSES``."""
        counted = Counter(self.status)
        return {status: counted[status] for status in STATUSES}


def feature_means(geometries: Geometries, values: np.ndarray) -> np.ndarray:
    """Mean of values (N, k) over each feature's coordinates, (F, k), but for NaN; NaN without any."""
    owner, known = geometries.feature_of_coordinate, ~np.isnan(values).any(1)
    owner, values, features = owner[known], values[known], geometries.feature_count
    count = np.bincount(owner, minlength=features)
    with np.errstate(invalid="ignore"):
        return np.stack([np.bincount(owner, column, features) / count for column in values.T], 1)
