"""The map that is restyled, or the imagery that is coloured, as one sheet of pixels: a file as it is."""

from __future__ import annotations

import copy
import math
from typing import Protocol

import numpy as np
from osgeo import gdal

from .bands import Bands
from .errors import InputError
from .gdal_messages import collected
from .resolution import ground_resolution
from .restyle_place import Box, Place

MOST = 4_000_000_000  # pixels of a result; more is a slip of the extent or the scale
_MARGIN = 8  # pixels read around a resampled piece, so that it does not matter where pieces begin


class Sheet(Protocol):
    """A map as pixels, whatever serves it.

    Attributes:
        name: for messages.
        kind: what to call it in messages, ``map`` or ``imagery``.
        place: of the pixels of all of it.
        whole: all pixels that there are.
        window: those that are wanted.
        anchor: those in whose middle it is looked up where it lies, the same whatever part of a file is wanted.
        pixel: width and height of a pixel, in those of what serves it.
        has_alpha: whether its pixels may be transparent by its own word.
    """

    name: str
    kind: str
    place: Place
    whole: Box
    window: Box
    anchor: Box
    pixel: tuple[float, float]
    has_alpha: bool

    def read(self, box: Box) -> tuple[np.ndarray, np.ndarray]:
        """Read a rectangle within ``whole``.

        Returns:
            uint8 (H, W, 3), and uint8 (H, W): how opaque it is, 0 to 255.
        """
        ...

    def scaled(self, factor: float) -> Sheet:
        """All of it, with about so many times as many pixels along a side; of use until this one is closed."""
        ...

    def close(self) -> None:
        """Let go of what serves it."""
        ...


def read_padded(sheet: Sheet, box: Box) -> tuple[np.ndarray, np.ndarray]:
    """Read a rectangle that may reach beyond the sheet, where its outermost pixels go on; see ``Sheet.read``."""
    inner = box.common(sheet.whole)
    image, alpha = sheet.read(inner)
    around = ((inner.top - box.top, box.bottom - inner.bottom), (inner.left - box.left, box.right - inner.right))
    if any(map(any, around)):
        image, alpha = np.pad(image, (*around, (0, 0)), "edge"), np.pad(alpha, around, "edge")
    return image, alpha


def metres_per_pixel(sheet: Sheet, box: Box | None = None) -> float:
    """Side of a pixel in the middle of a box, the sheet's window if None, on the ground; NaN where not known."""
    box = box or sheet.window
    place = sheet.place.of(box)
    transform, crs = place.about(), place.crs or place.gcp_crs
    if transform is None or not crs:
        return math.nan
    x, y = gdal.ApplyGeoTransform(list(transform), box.width / 2, box.height / 2)
    side = math.sqrt(abs(transform[1] * transform[5] - transform[2] * transform[4]))
    try:
        return ground_resolution(crs, x, y, (side, side))
    except InputError:  # a CRS that does not fit the place: the map is restyled all the same
        return math.nan


def check_size(title: str, box: Box) -> Box:
    """The box itself, if a result of that size can be meant.

    Raises:
        InputError: it is too large.
    """
    if box.width * box.height > MOST:
        raise InputError(
            f"The {title} would have {box.width} × {box.height} pixels; choose a smaller extent or coarser pixels."
        )
    return box


class FileSheet:
    """Any raster that GDAL can open; for its attributes see ``Sheet``.

    Pixels stay where they are: a map that is turned, placed by control points or not placed at all is not warped.
    """

    def __init__(
        self,
        path: str,
        name: str = "",
        crs: str | None = None,
        extent: tuple[float, float, float, float] | None = None,
        scale: float = 1.0,
        kind: str = "map",
    ) -> None:
        """Open a raster.

        Args:
            path: what GDAL opens.
            name: for messages instead of the path.
            crs: WKT, instead of what the file says; "" for none.
            extent: xmin, ymin, xmax, ymax of what is wanted, in the raster's CRS; all of it if None. Of a raster
                without any georeference it is in pixels, y upwards from the top edge (so y is negative).
            scale: factor by which the picture is enlarged, or below 1 made smaller, before anything else.
            kind: what to call it in messages.

        Raises:
            InputError: it cannot be opened, or the extent lies beside it.
            BasemapError: it has no bands to show as colours.
        """
        self.name, self.kind = name or path, kind
        with collected() as messages:
            try:
                dataset, error = gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR), None
            except RuntimeError as caught:
                dataset, error = None, caught
        if dataset is None:
            raise InputError(
                f"The {kind} {path} cannot be opened as a raster{messages.reason(error)}; choose another file."
            )
        if not dataset.RasterCount:
            raise InputError(f"The {kind} {path} has no bands; choose one of its layers or another file.")
        with collected():
            self._bands = Bands(dataset, f"{kind} {self.name}")
        self._dataset = dataset
        self._alpha = _alpha_band(dataset)
        self.has_alpha = self._alpha is not None
        self._own = _place(dataset, crs)
        self._lay(scale)
        self.window = check_size(f"{kind} {self.name}", self.whole if extent is None else self._window(extent))

    def read(self, box: Box) -> tuple[np.ndarray, np.ndarray]:
        """Read a rectangle; see ``Sheet.read``.

        Raises:
            BasemapError: it cannot be read there, or turns out to hold no picture anywhere.
        """
        around = box if self.pixel == (1.0, 1.0) else box.grown(_MARGIN).common(self.whole)
        image = np.zeros((around.height, around.width, 3), np.uint8)
        valid = np.zeros(image.shape[:2], bool)
        across, down = self.pixel
        window = (around.left * across, around.top * down, around.width * across, around.height * down)
        with collected():
            self._bands.read(self._dataset, window, image, valid, hidden=True)
        if self._alpha is None:
            alpha = valid * np.uint8(255)
        else:
            alpha = self._bands.opacity(self._dataset, self._alpha, window, valid.shape)
        rows = slice(box.top - around.top, box.bottom - around.top)
        columns = slice(box.left - around.left, box.right - around.left)
        return image[rows, columns], alpha[rows, columns]

    def scaled(self, factor: float) -> FileSheet:
        """See ``Sheet.scaled``."""
        other = copy.copy(self)
        other._lay(factor / self.pixel[0])
        other.window = other.whole
        return other

    def close(self) -> None:
        """Release the file."""
        self._dataset = None

    def __enter__(self) -> FileSheet:
        """Return itself; the file is released when the block ends."""
        return self

    def __exit__(self, *_) -> None:
        """Release the file."""
        self.close()

    def _lay(self, scale: float) -> None:
        """Lay pixels over all of the file, so many times as many along a side as it has."""
        width, height = self._dataset.RasterXSize, self._dataset.RasterYSize
        self.whole = self.anchor = Box(0, 0, max(round(width * scale), 1), max(round(height * scale), 1))
        self.pixel = width / self.whole.width, height / self.whole.height
        self.place = self._own.resized(*self.pixel)

    def _window(self, extent: tuple[float, float, float, float]) -> Box:
        across, down = self.pixel
        transform = self.place.about() or (0.0, across, 0.0, 0.0, 0.0, -down)
        inverse = gdal.InvGeoTransform(list(transform))
        left, bottom, right, top = extent
        corners = [gdal.ApplyGeoTransform(inverse, x, y) for x in (left, right) for y in (bottom, top)]
        low, high = np.floor(np.min(corners, 0) + 1e-6), np.ceil(np.max(corners, 0) - 1e-6)
        if np.isfinite([low, high]).all():
            box = Box(int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])).common(self.whole)
            if box.width > 0 and box.height > 0:
                return box
        raise InputError(
            f"The extent lies beside the {self.kind} {self.name}; choose one that meets it, in the {self.kind}'s CRS."
        )


def _alpha_band(dataset: gdal.Dataset) -> int | None:
    """Number of the band of eight bits that says how opaque pixels are."""
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        if band.GetColorInterpretation() == gdal.GCI_AlphaBand and band.DataType == gdal.GDT_Byte:
            return number
    return None


def _place(dataset: gdal.Dataset, crs: str | None) -> Place:
    projection = dataset.GetProjection()
    return Place(
        projection if crs is None else crs,
        dataset.GetGeoTransform(can_return_null=True),
        tuple(dataset.GetGCPs() or ()),
        dataset.GetGCPProjection(),
        dict(dataset.GetMetadata() or {}),
    )
