"""The errors of a registered map, or of a displacement raster, at places whose truth is known."""

from __future__ import annotations

import os
import uuid

import numpy as np
from osgeo import gdal

from .crs import read_crs
from .errors import InputError
from .evaluation import Errors, Evaluation, check_resolution
from .evaluation_layer import EvaluatedLayer
from .evaluation_matching import POINTS
from .field import inside, sample
from .frame import Frame
from .gdal_messages import collected
from .points_file import read_points
from .resolution import metres_per_unit
from .restyle_sheet import FileSheet
from .sheet_georeference import SheetGeoreference
from .vectors import split_specification
from .wkb import LINE


def is_raster(path: str) -> bool:
    """Whether GDAL reads a file as a raster and not as a vector layer."""
    with collected():
        for kind, answer in ((gdal.OF_VECTOR, False), (gdal.OF_RASTER, True)):
            try:
                dataset = gdal.OpenEx(split_specification(path)[0], kind)
            except RuntimeError:
                continue
            if dataset is not None and (answer or dataset.GetLayerCount()):
                return answer
    return False


def evaluate_raster(
    path: str, checks: EvaluatedLayer | str, resolution: float | None = None, name: str = ""
) -> tuple[Evaluation, str]:
    """Compare where a raster puts things with where they truly lie.

    A displacement raster of the registration (bands dx, dy and confidence on the pixels of the map that was registered)
    is added to where its pixels lie; then that place itself is what was before.

    Args:
        path: a registered map, or a displacement raster.
        checks: lines, each from where something lies on the raster to where it truly lies; or the path of control
            points as the Georeferencer saves them, of this raster or of the map on whose pixels the displacements are.
        resolution: metres per pixel, those of the raster on the ground if None.
        name: of the raster, for headings.

    Returns:
        The evaluation, and the CRS of the raster, WKT.

    Raises:
        InputError: the raster has no place, nothing to compare lies on it, or the control points cannot be read.
        BasemapError: the lines have no usable CRS.
    """
    check_resolution(resolution)
    name = name or os.path.basename(path)
    placed = _placed(path, name)
    if isinstance(checks, str):
        reference = os.path.basename(checks)
        frame = Frame.choose(placed.crs, placed.crs, placed.box, None, f"the raster {name}")
        points = read_points(checks, placed, frame)
        first, truth, feature = points.before, points.after, np.arange(len(points))
    else:
        reference = checks.name
        frame = Frame.choose(
            placed.crs, checks.crs, placed.box, None, f"the raster {name}", f"the reference '{reference}'"
        )
        *ends, feature = _ends(checks)
        first, truth = (frame.from_basemap(each) for each in ends)
    before = frame.to_layer(first)
    pixels = placed.to_pixels(before)
    on = inside(pixels, placed.width, placed.height) & np.isfinite(truth).all(1)
    field = _displacements(path, pixels, on)
    after = before if field is None else _moved(placed.crs, before, field)
    known = on & np.isfinite(after).all(1)
    if not known.any():
        raise InputError(
            f"None of the {len(first)} places of '{reference}' lies on the raster {name}; give lines from where things "
            "lie on it to where they truly lie, or its control points."
        )
    warnings = ()
    if not known.all():
        warnings = (
            f"{(~known).sum()} places of '{reference}' do not lie where the raster has data; they are left out.",
        )

    def errors(xy: np.ndarray) -> Errors:
        position, there, count = frame.from_layer(xy[known]), truth[known], int(known.sum())
        vector, exact = frame.east_north(there, position), np.ones(count, bool)
        return Errors(name, frame, position, there, vector, feature[known], exact, count, len(first), POINTS, warnings)

    evaluation = Evaluation(
        errors(after),
        None if field is None else errors(before),
        placed.ground_resolution if resolution is None else resolution,
        reference,
    )
    return evaluation, placed.crs


def _ends(checks: EvaluatedLayer) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first and the last position (N, 2) of each line, and its feature (N,)."""
    geometries = checks.geometries
    lines = np.flatnonzero(geometries.part_kind == LINE)
    if not len(lines):
        raise InputError(
            f"The reference '{checks.name}' of a raster holds no lines; give lines from where things lie on the raster "
            "to where they truly lie."
        )
    first, last = geometries.part_offsets[lines], geometries.part_offsets[lines + 1] - 1
    return geometries.coordinates[first], geometries.coordinates[last], geometries.feature_of_part[lines]


def _placed(path: str, name: str) -> SheetGeoreference:
    """Where a raster lies, whatever it holds: a displacement is no picture."""
    plain = f"/vsimem/{uuid.uuid4().hex}.vrt"
    with collected() as messages:
        try:
            gdal.Translate(plain, path, format="VRT", bandList=[1], outputType=gdal.GDT_Byte)
            sheet = FileSheet(plain, name, kind="raster")
        except RuntimeError as error:
            raise InputError(
                f"The raster {name} cannot be opened{messages.reason(error)}; choose another file."
            ) from error
        finally:
            gdal.Unlink(plain)
    with sheet:
        return SheetGeoreference(sheet)


def _displacements(path: str, pixels: np.ndarray, on: np.ndarray) -> np.ndarray | None:
    """dx, dy (N, 2) in metres of a displacement raster, NaN where it has none; None for any other raster."""
    with collected():
        dataset = gdal.Open(path)
    named = [dataset.GetRasterBand(band).GetDescription() for band in range(1, min(dataset.RasterCount, 2) + 1)]
    if [text[:2] for text in named] != ["dx", "dy"]:
        return None
    nodata = dataset.GetRasterBand(1).GetNoDataValue()
    found = np.full(pixels.shape, np.nan)
    size = np.array([dataset.RasterXSize, dataset.RasterYSize])
    for number in np.flatnonzero(on):
        first = np.clip(np.floor(pixels[number] - 0.5).astype(int), 0, size - 1)
        last = np.minimum(first + 2, size)
        window = (*first.tolist(), *(last - first).tolist())
        values = np.stack([dataset.GetRasterBand(band).ReadAsArray(*window) for band in (1, 2)]).astype(np.float64)
        if nodata is not None:
            values[values == nodata] = np.nan
        found[number] = sample(values, (pixels[number] - first)[None])[0]
    return found


def _moved(crs: str, xy: np.ndarray, metres: np.ndarray) -> np.ndarray:
    """Coordinates (N, 2) with a displacement added: in metres of the CRS's own axes or, in degrees, on the ground."""
    reference = read_crs(crs)
    if not reference.IsGeographic():
        return xy + metres / reference.GetLinearUnits()
    known = np.isfinite(xy).all(1)
    result = np.full(xy.shape, np.nan)
    unit = np.array([metres_per_unit(crs, *place) for place in xy[known].tolist()])
    result[known] = xy[known] + metres[known] / unit.reshape(-1, 2)
    return result
