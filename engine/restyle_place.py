"""Where the pixels of a restyled map lie: on its sheet, and on the ground."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from osgeo import gdal


class Box(NamedTuple):
    """A rectangle of whole pixels of a sheet."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column that is not in it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first row that is not in it."""
        return self.top + self.height

    def common(self, other: Box) -> Box:
        """What it shares with another; its width or height is not above 0 where that is nothing."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, min(self.right, other.right) - left, min(self.bottom, other.bottom) - top)

    def grown(self, margin: int) -> Box:
        """With a margin on every side."""
        return Box(self.left - margin, self.top - margin, self.width + 2 * margin, self.height + 2 * margin)


class Place(NamedTuple):
    """Where pixels lie, as GDAL has it, and what else a file says of itself.

    Attributes:
        crs: WKT, "" where unknown.
        transform: of pixels, None where there is none.
        gcps: ground control points.
        gcp_crs: WKT of the CRS that they are in.
        metadata: texts by name.
    """

    crs: str
    transform: tuple[float, ...] | None
    gcps: tuple = ()
    gcp_crs: str = ""
    metadata: Mapping[str, str] = MappingProxyType({})

    def resized(self, across: float, down: float) -> Place:
        """Of pixels so many times as wide and as high."""
        transform = self.transform
        if transform is not None:
            x, xx, xy, y, yx, yy = transform
            transform = (x, xx * across, xy * down, y, yx * across, yy * down)
        return self._replace(transform=transform, gcps=self._moved(1 / across, 1 / down, 0, 0))

    def of(self, box: Box) -> Place:
        """Of a rectangle of the pixels."""
        transform = self.transform
        if transform is not None:
            left, top = gdal.ApplyGeoTransform(list(transform), box.left, box.top)
            transform = (left, *transform[1:3], top, *transform[4:])
        return self._replace(transform=transform, gcps=self._moved(1, 1, box.left, box.top))

    def about(self) -> tuple[float, ...] | None:
        """A transform that is there, or nearly that of the ground control points; None without either."""
        if self.transform is None and self.gcps:
            return gdal.GCPsToGeoTransform(list(self.gcps), 1)
        return self.transform

    def _moved(self, across: float, down: float, left: float, top: float) -> tuple:
        return tuple(
            gdal.GCP(
                each.GCPX, each.GCPY, each.GCPZ, each.GCPPixel * across - left, each.GCPLine * down - top, each.Info
            )
            for each in self.gcps
        )
