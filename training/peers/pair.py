"""The two pictures that registration methods compare: the imagery, and the vectors drawn over the same ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import ndimage

from ...engine.field import sample
from ...engine.geometry import Geometries
from ...engine.rasterize import Drawing
from ..baselines import global_shift
from ..measures import PIXEL
from ..packing import sheet_of
from ..places import Place, transformed

BLUR = 1.0  # pixels, of imagery before its gradients are taken and of drawn outlines


@dataclass(frozen=True)
class Pair:
    """Imagery and drawn vectors, pixel by pixel over the same ground.

    Around the imagery lies a margin as wide as the longest displacement, without data, so that no
    vector is drawn off the picture. Pixels are 0.3 m, or the imagery's own where those are coarser.

    Attributes:
        resolution: metres per pixel.
        image: uint8 (H, W, 3); the mean colour where there is no data.
        mask: bool (H, W), where the image holds data.
        vectors: in pixels of these pictures.
        start: float (N, 2), positions of the vectors in pixels of the place's image.
        factor: float (2,), pixels of these pictures per pixel of the place's image, x then y.
        ahead: float (2,), pixels of these pictures by which ``vectors`` have been shifted already.
    """

    resolution: float
    image: np.ndarray
    mask: np.ndarray
    vectors: Geometries
    start: np.ndarray
    factor: np.ndarray
    ahead: np.ndarray

    @classmethod
    def of(cls, place: Place, displaced: Geometries, max_displacement: float) -> Pair:
        """Lay the vectors (in pixels of the place's image) over the imagery, with a margin of so many metres."""
        sheet = sheet_of(place, PIXEL)
        factor = np.array(sheet.mask.shape[::-1]) / place.mask.shape[::-1]
        margin = int(np.ceil(max_displacement / sheet.resolution)) + 1
        vectors = transformed(displaced, (margin, factor[0], 0, margin, 0, factor[1]))
        mask = np.pad(sheet.mask, margin)
        image = np.pad(sheet.image, ((margin, margin), (margin, margin), (0, 0)))
        image[~mask] = sheet.image[sheet.mask].mean(0) if sheet.mask.any() else 0
        return cls(sheet.resolution, image, mask, vectors, displaced.coordinates, factor, np.zeros(2))

    def shifted(self, max_displacement: float) -> Pair:
        """Return the pair with its vectors where one global shift lays them (see `baselines.global_shift`)."""
        shift = global_shift(self.image, self.mask, self.vectors, max_displacement / self.resolution)
        vectors = transformed(self.vectors, (shift[0], 1, 0, shift[1], 0, 1))
        return replace(self, vectors=vectors, ahead=self.ahead + shift)

    @cached_property
    def _channels(self) -> np.ndarray:
        height, width = self.mask.shape
        return Drawing.of(self.vectors).draw(self.vectors.coordinates, width, height)

    @property
    def fill(self) -> np.ndarray:
        """float32 (H, W) in 0..1: the insides of the vectors."""
        return self._channels[0]

    @property
    def vector_edges(self) -> np.ndarray:
        """float32 (H, W) in 0..1: the outlines of the vectors, 2 px wide, as soft as the imagery's edges."""
        return ndimage.gaussian_filter(self._channels[1], BLUR)

    @property
    def grey(self) -> np.ndarray:
        """float32 (H, W), 0..255: the imagery without its colours."""
        return self.image.mean(2, dtype=np.float32)

    @property
    def image_edges(self) -> np.ndarray:
        """float32 (H, W) in 0..1: the strength of the imagery's edges; 0 at and beyond the border of the data.

        Lengths of gradients are compressed, so that no single roof outvotes the rest.
        """
        return np.abs(self.image_directions).astype(np.float32)

    @property
    def image_directions(self) -> np.ndarray:
        """complex (H, W): the imagery's edges, as strong as `image_edges`, their normals' angle doubled.

        Doubled, so that it does not matter which side of an edge is the brighter one.
        """
        return edges_of(self.grey, self.mask)

    @property
    def vector_directions(self) -> np.ndarray:
        """complex (H, W): the edges of the vectors' insides, their normals' angle doubled."""
        return _directions(self.fill)

    def moved(self, shifts: np.ndarray, max_displacement: float) -> np.ndarray:
        """Return where positions go, float (N, 2) in pixels of the place's image; all stay if no image has data.

        Args:
            shifts: (N, 2) or (2,), in pixels of these pictures, to add to the positions of ``vectors``.
            max_displacement: metres; longer moves in all are cut to this length.
        """
        shifts = np.broadcast_to(self.ahead + shifts if self.mask.any() else 0.0, self.start.shape)
        length = np.hypot(*shifts.T) * self.resolution
        return self.start + shifts * np.minimum(1, max_displacement / np.maximum(length, 1e-9))[:, None] / self.factor

    def follow(self, flow: np.ndarray, max_displacement: float) -> np.ndarray:
        """Return where positions go if each follows a flow (2, H, W) in pixels, from vectors to imagery."""
        return self.moved(sample(flow, self.vectors.coordinates), max_displacement)


def edges_of(grey: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """complex (H, W): edges of a picture (H, W), 0 at and beyond the border of its data (`Pair.image_directions`)."""
    directions = _directions(grey)
    inside = ndimage.binary_erosion(mask, iterations=int(np.ceil(3 * BLUR)))
    length = np.abs(directions)
    typical = length[inside].mean() if inside.any() else 1.0
    return np.where(inside, directions / (length + typical + 1e-9), 0)


def _directions(raster: np.ndarray) -> np.ndarray:
    """complex (H, W): gradients of a raster, their angle doubled and their length kept."""
    gradient = ndimage.gaussian_filter(raster, BLUR, order=(0, 1)) + 1j * ndimage.gaussian_filter(
        raster, BLUR, order=(1, 0)
    )
    return gradient**2 / np.maximum(np.abs(gradient), 1e-9)
