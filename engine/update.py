"""Moving a layer's vertices: shared ones together, rigid ones rigidly, doubtful ones not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .errors import InputError
from .geometry import Geometries
from .motions import mean_shifts, rigid_motions
from .validity import has_area, spoilt

_ROUNDS = 3  # of shifting features that were spoilt as wholes; each may spoil a neighbour
_FLOOR = 1e-9  # 1/m², added to every precision: where nothing is known the mean is a plain one


@dataclass(frozen=True)
class Update:
    """Where a layer's vertices have come to lie.

    Attributes:
        positions: float64 (N, 2), in the frame; those of features not ``moved`` are as before, bit for bit.
        moved: bool (F,), features of which any vertex has moved.
        status: one per feature, ``aligned``, ``doubtful``, ``absent``, ``outside``, ``invalid`` or ``empty``.
        confidence: float64 (F,), mean over the vertices that the model has seen; NaN without any.
    """

    positions: np.ndarray
    moved: np.ndarray
    status: list[str]
    confidence: np.ndarray


def update(
    geometries: Geometries,
    positions: np.ndarray,
    displacement: np.ndarray,
    precision: np.ndarray,
    confidence: np.ndarray,
    inside: np.ndarray,
    method: str,
    min_confidence: float,
    to_layer: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Update:
    """Move vertices by what the model has found for each.

    Coordinates shared by features move together. Connected polygons stand or fall together: where
    their mean confidence is below the threshold all of them keep their place. Connected lines may
    span a whole country, so with the method ``vertex`` each is judged alone, and those that move
    leave their ends at those that do not.

    Vertices that the model has not seen follow their feature's, or else their group's, mean shift.
    What moving would make invalid is shifted as a whole instead; if that does not help it keeps its
    place.

    Args:
        geometries: N coordinates in F features.
        positions: float64 (N, 2), the coordinates in a metric frame; features with any that is not
            finite keep their place.
        displacement: float (N, 2), metres in the frame, to be added.
        precision: float (N, 2, 2), inverse covariance of each displacement, 1/m²; zero if unknown.
        confidence: float (N,), 0 to 1.
        inside: bool (N,), vertices that the model has seen; nothing else is read where False.
        method: ``vertex``, ``rigid`` or ``shift``.
        min_confidence: 0 to 1.
        to_layer: from frame positions to the coordinates that will be written, on which validity is
            tested; None if they are the same.

    Raises:
        InputError: the method is unknown.
    """
    if method not in ("vertex", "rigid", "shift"):
        raise InputError(f"The method '{method}' is unknown; choose vertex, rigid or shift.")
    nodes = _Nodes(geometries, positions, displacement, precision, inside)
    layer = _Layer(geometries, nodes, to_layer)
    areal = np.bincount(nodes.group, has_area(geometries), nodes.group_count) > 0
    # What is judged together: a group, or one feature. Numbers of features follow those of groups.
    features = np.arange(geometries.feature_count)
    alone = ~areal[nodes.group] if method == "vertex" else np.zeros(len(features), bool)
    unit = np.where(alone, nodes.group_count + features, nodes.group)
    judged = _means(confidence[nodes.seen], unit[nodes.feature[nodes.seen]], nodes.group_count + len(features))[unit]

    broken = ~nodes.whole
    if method != "vertex":  # a group moves as one body or not at all
        broken = (np.bincount(nodes.group, broken, nodes.group_count) > 0)[nodes.group]
    status = np.full(len(features), "aligned", dtype="<U8")
    status[np.nan_to_num(judged, nan=1.0) < min_confidence] = "doubtful"
    status[np.isnan(judged) | broken] = "outside"
    status[np.bincount(nodes.feature, minlength=len(features)) == 0] = "empty"

    target = nodes.held_back(nodes.targets(method), status != "aligned")
    bad = layer.spoilt(target, layer.moved(target))
    if method == "vertex" and bad.any():
        target, bad = _shift_spoilt(nodes, layer, target, status, bad)
    if method != "shift" and bad.any():
        groups = np.bincount(nodes.group, bad & ~alone, nodes.group_count) > 0
        target = nodes.held_back(
            np.where(groups[nodes.group_of_node][:, None], nodes.targets("shift"), target), status != "aligned"
        )
        bad = layer.spoilt(target, bad | (groups[nodes.group] & layer.moved(target)))
    while bad.any():
        given_up = (np.bincount(unit, bad, nodes.group_count + len(features)) > 0)[unit]
        status[given_up & (status == "aligned")] = "invalid"
        target = nodes.held_back(target, status != "aligned")
        # Lines that were to move with those given up may have been spoilt by that.
        bad = layer.spoilt(target, layer.moved(target) & alone & (status == "aligned"))

    result = np.array(positions, np.float64)
    change = (target != nodes.position).any(axis=1)[nodes.node] & np.isfinite(result).all(axis=1)
    result[change] = target[nodes.node[change]]
    moved = np.bincount(nodes.feature[change], minlength=len(features)) > 0
    feature_confidence = _means(confidence[nodes.seen], nodes.feature[nodes.seen], len(features))
    return Update(result, moved, status.tolist(), feature_confidence)


class _Nodes:
    """Coordinates by node: U distinct positions, each with one displacement.

    Attributes:
        node: int (N,), node of each coordinate.
        feature: int (N,), feature of each coordinate.
        seen: int, indices of the coordinates that the model has seen.
        group: int (F,), 0 to ``group_count`` - 1.
        group_of_node: int (U,).
        position: float64 (U, 2), NaN where none is known.
        inside: bool (U,), nodes with a displacement of their own.
        displacement, precision: float64 (U, 2) and (U, 2, 2).
        whole: bool (F,), features all of whose coordinates are finite.
    """

    def __init__(self, geometries: Geometries, positions, displacement, precision, inside) -> None:
        unique, self.node = geometries.shared
        self.feature = geometries.feature_of_coordinate
        count = len(unique)
        labels, self.group = np.unique(geometries.groups, return_inverse=True)
        self.group, self.group_count = self.group.reshape(-1), len(labels)
        self.group_of_node = np.zeros(count, np.int64)
        self.group_of_node[self.node] = self.group[self.feature]

        finite = np.isfinite(positions).all(axis=1)
        self.whole = np.bincount(self.feature, ~finite, geometries.feature_count) == 0
        self.position = np.full((count, 2), np.nan)
        self.position[self.node[finite]] = positions[finite]

        self.seen = np.flatnonzero(inside & finite)
        node = self.node[self.seen]
        weight = precision[self.seen] + _FLOOR * np.eye(2)
        self.displacement = mean_shifts(displacement[self.seen], weight, node, count)
        many = np.bincount(node, minlength=count)
        self.inside = many > 0
        self.precision = np.stack([np.bincount(node, column, count) for column in weight.reshape(-1, 4).T], 1)
        # The mean, not the sum: that three features meet in a corner makes it no better known.
        self.precision = self.precision.reshape(count, 2, 2) / np.maximum(many, 1)[:, None, None]

    def targets(self, method: str) -> np.ndarray:
        """Where each node would go, (U, 2), if nothing were doubtful."""
        known = (self.displacement[self.inside], self.precision[self.inside], self.group_of_node[self.inside])
        if method == "rigid":
            motions = rigid_motions(self.position[self.inside], *known, self.group_count)
            return motions.move(self.position, self.group_of_node)
        shift = mean_shifts(*known, self.group_count)[self.group_of_node]
        if method == "vertex":
            of_feature, has_own = self.feature_shifts()
            shift = np.where(self.inside[:, None], self.displacement, self._spread(of_feature, has_own, shift))
        return self.position + shift

    def feature_shifts(self) -> tuple[np.ndarray, np.ndarray]:
        """Mean displacement of each feature's seen coordinates (F, 2), and bool (F,): whether it has any."""
        node, feature = self.node[self.seen], self.feature[self.seen]
        shifts = mean_shifts(self.displacement[node], self.precision[node], feature, len(self.whole))
        return shifts, np.bincount(feature, minlength=len(self.whole)) > 0

    def shifted(self, target: np.ndarray, features: np.ndarray) -> np.ndarray:
        """``target`` (U, 2) with all nodes of some features (bool, F) put to their feature's mean shift."""
        of_feature, has_own = self.feature_shifts()
        return self.position + self._spread(of_feature, has_own & features, target - self.position)

    def _spread(self, of_feature: np.ndarray, features: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
        """Mean over the given features (bool, F) that meet in a node, (U, 2); ``otherwise`` where none does."""
        at = features[self.feature]
        count = np.bincount(self.node[at], minlength=len(self.position))
        sums = [np.bincount(self.node[at], column, len(count)) for column in of_feature[self.feature[at]].T]
        return np.where((count > 0)[:, None], np.stack(sums, 1) / np.maximum(count, 1)[:, None], otherwise)

    def touching(self, features: np.ndarray) -> np.ndarray:
        """bool (U,): nodes of any of the features (bool, F)."""
        result = np.zeros(len(self.position), bool)
        result[self.node[features[self.feature]]] = True
        return result

    def held_back(self, target: np.ndarray, kept: np.ndarray) -> np.ndarray:
        """``target`` (U, 2) with the nodes of features that keep their place (bool, F) where they were."""
        return np.where(self.touching(kept)[:, None], self.position, target)


class _Layer:
    """The features as they would be written."""

    def __init__(self, geometries: Geometries, nodes: _Nodes, to_layer: Callable | None) -> None:
        self._geometries, self._nodes, self._to_layer = geometries, nodes, to_layer

    def moved(self, target: np.ndarray) -> np.ndarray:
        """bool (F,): features with a node that leaves its place."""
        change = (target != self._nodes.position).any(axis=1)
        return self.touching(change) & self._nodes.whole

    def touching(self, nodes: np.ndarray) -> np.ndarray:
        """bool (F,): features with any of the nodes (bool, U)."""
        return np.bincount(self._nodes.feature, nodes[self._nodes.node], self._geometries.feature_count) > 0

    def spoilt(self, target: np.ndarray, features: np.ndarray) -> np.ndarray:
        """bool (F,): which of the features (bool, F) would no longer be good."""
        at = features[self._nodes.feature]
        coordinates = self._geometries.coordinates.copy()
        there = target[self._nodes.node[at]]
        coordinates[at] = self._to_layer(there) if self._to_layer else there
        return spoilt(self._geometries, coordinates, features)


def _shift_spoilt(nodes: _Nodes, layer: _Layer, target: np.ndarray, status: np.ndarray, bad: np.ndarray) -> tuple:
    """Shift spoilt features as wholes; their neighbours follow and may be spoilt in turn, so a few times."""
    shifted = np.zeros(len(bad), bool)
    for _ in range(_ROUNDS):
        shifted |= bad
        target = nodes.held_back(nodes.shifted(target, shifted), status != "aligned")
        bad = layer.spoilt(target, layer.moved(target) & layer.touching(nodes.touching(shifted)))
        if not bad.any():
            break
    return target, bad


def _means(values: np.ndarray, label: np.ndarray, count: int) -> np.ndarray:
    """Mean of ``values`` (n,) over each of ``count`` labels, NaN without any."""
    with np.errstate(invalid="ignore"):
        return np.bincount(label, values, count) / np.bincount(label, minlength=count)
