"""A registered sheet as a raster, and by how much it was moved as another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np

from .cache import small_cache
from .cog import CogRaster, check_extension
from .crs import bounds, read_crs
from .displacement import NODATA
from .errors import Cancelled, InputError
from .frame import Frame
from .memory import give_back
from .node_field import NodeField
from .outputs import Staging
from .registration import Warp
from .resolution import metres_per_unit
from .restyle_blocks import cells
from .restyle_output import RestyledRaster
from .restyle_place import Box, Place
from .restyle_sheet import check_size
from .result_crs import ResultCrs
from .sheet_georeference import SheetGeoreference
from .sheet_pixels import SheetPixels, between

BANDS = ("dx, metres right", "dy, metres up", "confidence")
_SIDE, _MULTIPLE = 512, 16  # pixels of a block, and of which their corners are multiples
_AROUND = 256  # places along a side of the outline that are followed
_ALIKE = 0.02  # by which pixels may have grown or shrunk and still keep their size
_DRAWN = 0.85  # share of the progress at which all blocks are drawn; the rest goes into overviews


class Target(NamedTuple):
    """The grid of a registered sheet: north up, in some CRS."""

    crs: str
    left: float
    top: float
    pixel_size: tuple[float, float]
    width: int
    height: int

    def to_map(self, pixels: np.ndarray) -> np.ndarray:
        """Pixel coordinates (N, 2) to positions (N, 2) in the CRS."""
        return np.array([self.left, self.top]) + pixels * np.array([self.pixel_size[0], -self.pixel_size[1]])

    @property
    def place(self) -> Place:
        """The same as GDAL has it."""
        return Place(self.crs, (self.left, self.pixel_size[0], 0.0, self.top, 0.0, -self.pixel_size[1]))


def target_of(sheet: SheetGeoreference, frame: Frame, warp: Warp, crs: str | None = None) -> Target:
    """The grid on which a registered sheet is drawn.

    Its pixels are as large on the ground as the sheet's own; where those have hardly changed their size, the sheet is
    north up and the CRS stays, they are on the very lattice of the sheet.

    Args:
        sheet, frame, warp: where the sheet was, and where it is moved.
        crs: WKT; the sheet's own if None.

    Raises:
        InputError: the warped sheet does not fit the CRS, or would be absurdly large.
    """
    crs = crs or sheet.crs
    plane = ResultCrs(frame, sheet, crs)
    outline = plane.from_frame(warp(frame.from_layer(sheet.to_map(sheet.outline(_AROUND)))))
    box = bounds(outline)
    if box is None or not np.isfinite(outline).all():
        raise InputError(f"The warped sheet {sheet.name} does not fit the CRS of the result; choose another warp.")
    x, y = (outline - outline[0]).T
    area = abs(float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))) / 2
    side = float(np.sqrt(area / (sheet.width * sheet.height)))
    origin = np.zeros(2)
    if plane.is_own:
        across, down = sheet.pixel_size
        growth = side / np.sqrt(across * down)
        transform = sheet.place.transform
        if abs(growth - 1) < _ALIKE:
            growth = 1.0
            if transform is not None and transform[2] == transform[4] == 0:
                origin = np.array([transform[0], transform[3]])
        size = np.array([across, down]) * growth
    elif read_crs(crs).IsGeographic():
        metres = np.array(metres_per_unit(crs, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2))
        size = side * np.sqrt(metres.prod()) / metres
    else:
        size = np.array([side, side])
    low = np.floor((np.array([box[0], -box[3]]) - origin * (1, -1)) / size + 1e-6)
    high = np.ceil((np.array([box[2], -box[1]]) - origin * (1, -1)) / size - 1e-6)
    width, height = (int(value) for value in high - low)
    check_size(f"registered map {sheet.name}", Box(0, 0, width, height))
    left, top = origin + low * size * (1, -1)
    return Target(crs, float(left), float(top), (float(size[0]), float(size[1])), width, height)


@small_cache()
def write_registered(
    sheet: SheetGeoreference,
    frame: Frame,
    warp: Warp,
    path: str,
    crs: str | None = None,
    resampling: str = "cubic",
    notes: Mapping[str, str] | None = None,
    progress: Callable[[float, str], None] = lambda share, text: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Target:
    """Draw a sheet where it truly lies; every pixel is made once, from the pixels of the scan itself.

    Args:
        sheet, frame, warp: where the sheet was, and where it is moved.
        path: of the Cloud Optimized GeoTIFF, red, green, blue and, unless all is opaque, opacity: 0 off the sheet. It
            appears when it is whole.
        crs: WKT of the CRS of the result; the sheet's own if None.
        resampling: one of ``sheet_pixels.METHODS``.
        notes: by name, added to what the sheet says of itself.
        progress: called as ``progress(share, text)``, share from 0 to 1.
        is_cancelled: asked at every block.

    Returns:
        Its grid.

    Raises:
        InputError: see ``target_of``.
        BasemapError: the sheet cannot be read.
        OutputError: the result cannot be written.
        Cancelled: ``is_cancelled`` said so; nothing is left behind.
    """
    check_extension(path)
    target = target_of(sheet, frame, warp, crs)
    plane, pixels = ResultCrs(frame, sheet, target.crs), SheetPixels(sheet.sheet)

    def positions(at: np.ndarray) -> np.ndarray:
        return sheet.to_pixels(frame.to_layer(warp.inverse(plane.to_frame(target.to_map(at)))))

    place = target.place._replace(metadata={**sheet.place.metadata, **(notes or {})})
    with (
        Staging() as staging,
        RestyledRaster(staging.path(path), target.width, target.height, place) as raster,
    ):
        for block in _blocks(target.width, target.height, "Warping the map", progress, is_cancelled):
            image, alpha = pixels.draw(positions, block, resampling)
            if alpha.any():
                raster.write(block, image, alpha)
            else:
                raster.leave_empty()
        raster.finish(False, _rest(progress, "Writing the map with overviews"), is_cancelled)
        raster.close()
        staging.commit()
    progress(1.0, "Done")
    return target


@small_cache()
def write_displacement(
    sheet: SheetGeoreference,
    frame: Frame,
    measured: NodeField,
    path: str,
    warp: Warp | None = None,
    progress: Callable[[float, str], None] = lambda share, text: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write by how much each pixel of a sheet is moved, on the grid of the sheet itself.

    Bands are dx and dy, metres to add to a coordinate of the sheet, and the confidence, 0 to 1. In a projected CRS they
    run along its axes and are its units made metres, so that in one of metres coordinate + (dx, dy) is the registered
    coordinate; in degrees they are metres on the ground, east and north.

    Args:
        sheet, frame: where the sheet was.
        measured: what was found, and how far it can be believed.
        path: of the GeoTIFF; it appears when it is whole.
        warp: by which the sheet is moved; ``measured`` if None.
        progress, is_cancelled: see ``write_registered``, which says what is raised, too.
    """
    check_extension(path)
    crs, warp = read_crs(sheet.crs), warp or measured
    whole = sheet.sheet.whole

    def moves(at: np.ndarray) -> np.ndarray:
        here = sheet.to_map(at)
        before = frame.from_layer(here)
        after = warp(before)
        if crs.IsGeographic():
            by = frame.east_north(before, after)
        else:
            by = (frame.to_layer(after) - here) * crs.GetLinearUnits()
        return np.concatenate([by, measured.confidence_at(before)[:, None]], 1)

    place = sheet.place.of(whole)._replace(metadata={})
    with (
        Staging() as staging,
        CogRaster(staging.path(path), whole.width, whole.height, place, 3, nodata=NODATA, names=BANDS) as raster,
    ):
        for block in _blocks(whole.width, whole.height, "Writing the displacement", progress, is_cancelled):
            there = Box(block.left + whole.left, block.top + whole.top, block.width, block.height)
            values = between(moves, there)
            values[..., 2] = np.clip(values[..., 2], 0, 1)
            values[np.isnan(values).any(2)] = NODATA
            raster.put(block, values.transpose(2, 0, 1).astype(np.float32))
        raster.make(_rest(progress, "Writing the displacement with overviews"), is_cancelled)
        raster.close()
        staging.commit()
    progress(1.0, "Done")


def _blocks(
    width: int,
    height: int,
    doing: str,
    progress: Callable[[float, str], None],
    is_cancelled: Callable[[], bool],
) -> Iterator[Box]:
    """The blocks of a raster, row by row, told of as they are done."""
    whole = Box(0, 0, width, height)
    blocks = cells(whole, _SIDE, _MULTIPLE)
    progress(0.0, doing)
    for done, block in enumerate(blocks, 1):
        if is_cancelled():
            raise Cancelled(f"{doing} was cancelled.")
        yield block.common(whole)
        if block.right >= width:
            give_back()
        progress(_DRAWN * done / len(blocks), f"{doing}: block {done} of {len(blocks)}")


def _rest(progress: Callable[[float, str], None], text: str) -> Callable[[float], None]:
    return lambda share: progress(_DRAWN + (1 - _DRAWN) * share, text)
