"""Ground control points as QGIS's Georeferencer keeps them: a file ``.points`` beside the picture.

Its columns are the place on the ground, the place on the picture, and whether the point counts. The place on the
picture is in the coordinates that the picture has as a layer: pixels, y negative downwards, where its file is not
georeferenced, and else those of the georeference that it has.
"""

from __future__ import annotations

import numpy as np

from .control_points import ControlPoints
from .crs import Transformation, read_crs
from .errors import InputError
from .field import inside
from .frame import Frame
from .result_crs import ResultCrs
from .sheet_georeference import SheetGeoreference
from .text_file import write_text

_COLUMNS = "mapX,mapY,sourceX,sourceY,enable,dX,dY,residual,confidence"  # QGIS takes no notice of the last
_CRS = "#CRS: "
_CONFIDENCE = 8  # number of that column
_DOWN = np.array([1.0, -1.0])


def write_points(path: str, points: ControlPoints, sheet: SheetGeoreference, frame: Frame, crs: str) -> None:
    """Write them; QGIS opens them with the scan if the file is named as the scan is, with ``.points`` after it.

    Args:
        path: of the file, which appears when it is whole.
        points: dX, dY and residual are written as QGIS reckons them: pixels of the scan, x right, y down, from a point
            to where the warp finds its true place.
        sheet, frame: in which they were found.
        crs: WKT of the CRS of their places on the ground.

    Raises:
        InputError: no way leads to the CRS.
        OutputError: the file cannot be written.
    """
    ground = ResultCrs(frame, sheet, crs).from_frame(points.after)
    source = sheet.to_map(points.pixels) if _georeferenced(sheet) else points.pixels * _DOWN
    miss = points.pixels - sheet.to_pixels(frame.to_layer(points.before + points.residual))
    lines = [_CRS + read_crs(crs).ExportToWkt(["FORMAT=WKT2_2019"]).replace("\n", ""), _COLUMNS]
    for index in range(len(points)):
        numbers = [*miss[index], np.hypot(*miss[index]), points.confidence[index]]
        place = ",".join(repr(float(value)) for value in (*ground[index], *source[index]))
        lines.append(place + ",1," + ",".join(f"{value:.6g}" for value in numbers))
    write_text(path, "\n".join(lines) + "\n")


def read_points(path: str, sheet: SheetGeoreference, frame: Frame, crs: str = "") -> ControlPoints:
    """Read them as they were written here, or by any QGIS, edited or not; those that do not count are left out.

    Args:
        path: of the file.
        sheet, frame: where they are wanted.
        crs: WKT of the CRS of their places on the ground where the file does not tell.

    Returns:
        Points with residuals of 0; confidence is 1 where the file does not tell.

    Raises:
        InputError: the file cannot be read, or a line of it is none of a point.
    """
    try:
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The control points {path} cannot be read ({getattr(error, 'strerror', 'no text')}); choose another file."
        ) from error
    if lines and lines[0].startswith(_CRS):
        crs = lines[0][len(_CRS) :] or crs
    known = read_crs(crs)
    if known is None:
        raise InputError(f"The control points {path} do not name their CRS; give it.")
    numbers = [
        _numbers(line, f"{path}, line {number}")
        for number, line in enumerate(lines, 1)
        if line and not line.startswith(("#", "mapX"))
    ]
    rows = np.array([row for row in numbers if row[4]]).reshape(-1, 6)
    way = Transformation(known, frame.crs)
    if not way.possible:
        raise InputError(f"The CRS {known.GetName()} of the control points {path} cannot be transformed; check it.")
    pixels = _pixels(rows[:, 2:4], sheet)
    before, after = frame.from_layer(sheet.to_map(pixels)), way(rows[:, :2])
    if not (np.isfinite(before).all() and np.isfinite(after).all()):
        raise InputError(f"Some of the control points {path} lie where their CRS or {sheet.name} is not; check them.")
    return ControlPoints(pixels, before, after, rows[:, 5], np.zeros((len(rows), 2)))


def _pixels(source: np.ndarray, sheet: SheetGeoreference) -> np.ndarray:
    """Pixel coordinates (N, 2) of places on the picture, as files hold them."""
    as_pixels = source * _DOWN
    if not _georeferenced(sheet):
        return as_pixels
    pixels = sheet.to_pixels(source)
    size = sheet.width, sheet.height
    if inside(as_pixels, *size).all() and not inside(pixels, *size).any():  # kept when the scan had no place yet
        return as_pixels
    return pixels


def _georeferenced(sheet: SheetGeoreference) -> bool:
    """Whether QGIS shows the scan's file in coordinates of its own."""
    return sheet.sheet.place.transform is not None or bool(sheet.sheet.place.gcps)


def _numbers(line: str, where: str) -> list[float]:
    """Place on the ground, place on the picture, whether it counts, and confidence."""
    words = line.split("," if "," in line else "\t")  # old versions put tabs
    try:
        values = [float(word) for word in words[:4]]
        counts = float(words[4]) if len(words) > 4 else 1.0
        confidence = float(words[_CONFIDENCE]) if len(words) > _CONFIDENCE else 1.0
    except ValueError:
        values = []
    if len(values) < 4:
        raise InputError(f"{where}: there is no control point ('{line[:60]}'); correct the file.")
    return [*values, counts, confidence]
