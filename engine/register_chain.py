"""The chain of registration: from coarse to fine, find what is left of the displacement of a sheet.

At each scale the basemap is looked up where the displacement so far says that it lies, the content of both is compared
node by node, and what was found is added: φ ← φ ∘ (Id + f) (Zampieri et al., 2018, section 4). The displacement is kept
at nodes, so memory does not grow with the sheet; blocks are worked on one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from .content import Content
from .errors import Cancelled
from .imagery import Imagery
from .memory import give_back
from .node_field import NodeField
from .pipeline import pipelined
from .register_scale import Comparison, Piece, pieces_of
from .rigidity import smooth

_DOUBTFUL = 3.0  # pixels of content by which a node may be off the rest until it counts for little
_SLACK = 2.0  # pixels of content by which a node may be farther off than places can be
_KEPT = 0.3  # weight of what coarser scales were sure of, where a finer one is not


class Look(NamedTuple):
    """One scale: metres per pixel, and how geography is told."""

    resolution: float
    content: Content


class RegisterChain:
    """Runs over a sheet.

    Args:
        sheet, basemap: seen from one frame.
        box: xmin, ymin, xmax, ymax in the frame that the sheet covers.
        stiffness: of the sheet, see ``rigidity.smooth``, at every scale.
        longest: metres by which a place may be off: what seems to be farther off was matched by chance.
        watch: called as ``watch(share, text)`` after each block.
        is_cancelled: asked before each block.
        runners: blocks that are compared at a time.

    Attributes:
        pixels: that were compared so far.
    """

    def __init__(
        self,
        sheet: Imagery,
        basemap: Imagery,
        box: tuple[float, float, float, float],
        stiffness: float,
        longest: float = np.inf,
        watch: Callable[[float, str], None] | None = None,
        is_cancelled: Callable[[], bool] | None = None,
        runners: int = 1,
    ) -> None:
        self._sheet, self._basemap, self._box, self._stiffness = sheet, basemap, box, stiffness
        self._longest, self._watch, self._is_cancelled, self._runners = longest, watch, is_cancelled, runners
        self.pixels = 0

    def begun(self, look: Look, displacement: Callable[[np.ndarray], np.ndarray]) -> NodeField:
        """Displacements (N, 2), metres, at positions (N, 2) of the frame, on the nodes of a scale to begin with."""
        still = NodeField.still(self._scale(look).lattice)
        return NodeField(still.grid, displacement(still.nodes()).T.reshape(still.displacement.shape), still.confidence)

    def shown(self, look: Look) -> np.ndarray:
        """At which nodes of a scale the sheet shows anything, bool (H, W)."""
        return self._sheet.read(self._scale(look).lattice)[1]

    def run(self, looks: Sequence[Look], first: NodeField, part: tuple[float, float] = (0.0, 1.0)) -> NodeField:
        """Go through some scales, coarsest first.

        Args:
            looks: see ``Look``; one after another of the same resolution refines it.
            first: displacement to begin with.
            part: of the work that it is, from one share to another.

        Raises:
            Cancelled: ``is_cancelled`` said so.
        """
        scales, field, done = [self._scale(look) for look in looks], first, 0
        per_node = (part[1] - part[0]) / max(sum(scale.lattice.size for scale in scales), 1)
        for number, (look, scale) in enumerate(zip(looks, scales)):
            begin = part[0] + done * per_node
            residual, sure = self._found(field, scale, look.resolution, begin, per_node)
            refines = number > 0 and look.resolution == looks[number - 1].resolution
            field = self._composed(field, scale, residual, sure, refines)
            done += scale.lattice.size
        return field

    def _scale(self, look: Look) -> Comparison:
        return Comparison(self._sheet, self._basemap, self._box, *look)

    def _found(
        self, before: NodeField, scale: Comparison, resolution: float, begin: float, per_node: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """What is left (2, H, W), pixels of content, and how sure that is (H, W)."""
        shape = (scale.lattice.height, scale.lattice.width)
        residual, sure, done = np.zeros((2, *shape)), np.zeros(shape), 0

        def read(piece: Piece):
            return scale.read(piece, before)

        for piece, found in pipelined(pieces_of(*shape), read, scale.prepare, scale.run, runners=self._runners):
            if self._is_cancelled and self._is_cancelled():
                raise Cancelled("The registration was cancelled; nothing was written.")
            if found is not None:
                residual[(slice(None), *piece.place)], sure[piece.place], pixels = found
                self.pixels += pixels
            done += sure[piece.place].size
            if self._watch:
                self._watch(begin + done * per_node, f"Registering at {resolution:.3g} m per pixel")
        give_back()
        return residual, sure

    def _composed(
        self, before: NodeField, scale: Comparison, residual: np.ndarray, sure: np.ndarray, refines: bool
    ) -> NodeField:
        """The displacement before, and after it what was found, as smooth as the sheet is stiff.

        Args:
            before: the displacement so far.
            scale: at which it was looked.
            residual, sure: see ``_found``.
            refines: whether the look before was as fine, so that what it was sure of still holds.
        """
        step = residual * (np.array([1.0, -1.0])[:, None, None] * scale.unit)  # pixels, y down, to metres, y up
        nodes = NodeField.still(scale.lattice).nodes()
        inner = step.reshape(2, -1).T
        measured = (inner + before.at(nodes + inner)).T.reshape(step.shape)
        sure = sure * (np.hypot(*measured) <= self._longest + _SLACK * scale.unit)
        so_far = before.at(nodes).T.reshape(step.shape)
        known = before.confidence_at(nodes).reshape(sure.shape)
        kept = _KEPT * known * (1 - sure)
        weight = sure + kept
        mixed = (sure * measured + kept * so_far) / np.maximum(weight, 1e-12)
        doubtful = _DOUBTFUL * scale.unit
        found = smooth(mixed, weight, self._stiffness, doubtful, so_far)
        certain = sure * _agreeing(measured - found, doubtful)
        if refines:
            certain = np.maximum(certain, known * _agreeing(so_far - found, doubtful))
        return NodeField(scale.lattice, found, certain.astype(np.float32))


def _agreeing(apart: np.ndarray, doubtful: float) -> np.ndarray:
    """1 where two displacements (2, H, W) are the same, near 0 where they are farther apart than is doubtful."""
    return np.exp(-2 * (apart**2).sum(0) / doubtful**2)
