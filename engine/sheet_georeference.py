"""Where a scanned sheet lies as it is placed so far: roughly, before it is registered."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from .crs import bounds, lattice, read_crs
from .errors import InputError
from .frame import Frame
from .gdal_messages import collected
from .numeric_inverse import invert
from .resolution import metres_per_unit
from .restyle_place import Place
from .restyle_sheet import Sheet
from .sheet_view import SheetImagery

BENDING = 10  # ground control points from which on a thin-plate spline goes through them; fewer make a polynomial


class SheetGeoreference:
    """A sheet and its place.

    A pixel lies where the geotransform puts it, turned ones included; where a sheet has ground control points, where
    GDAL's polynomial (of first or second order, by their number) or, from ``BENDING`` points on, thin-plate spline
    puts it.

    Attributes:
        sheet: its pixels.
        name: for messages.
        crs: WKT.
        place: of the pixels of all of it.
        method: how it is placed, in words.
        box: xmin, ymin, xmax, ymax of all of it in its CRS.
        ground_resolution: metres on the ground per pixel, in its middle.
    """

    def __init__(self, sheet: Sheet, extent: tuple[float, float, float, float] | None = None, crs: str = "") -> None:
        """Find out where a sheet lies.

        Args:
            sheet: a ``FileSheet``, or any other.
            extent: xmin, ymin, xmax, ymax, for a picture that is not placed, and instead of a place that it has: the
                picture lies in its middle, as large as fits, north up and with pixels that are square on the ground.
            crs: WKT of the CRS of ``extent``; without an extent, of a sheet whose file does not tell.

        Raises:
            InputError: the sheet has no place, no CRS, or one that does not fit it.
        """
        self.sheet, self.name = sheet, sheet.name
        place = sheet.place if extent is None else _fitted(sheet, extent, crs)
        if place.transform is None and not place.gcps:
            raise InputError(
                f"The {sheet.kind} {sheet.name} has no georeference; give the extent in which it roughly lies, "
                "or place it roughly first."
            )
        if place.transform is None:
            self._place_by_points(place)
            self.crs = place.gcp_crs or place.crs or crs
        else:
            self._place_by_transform(place.transform)
            self.method = "geotransform" if extent is None else "extent"
            self.crs = place.crs or crs
        if read_crs(self.crs) is None:
            raise InputError(
                f"The CRS of the {sheet.kind} {sheet.name} is missing or not readable; assign the right one."
            )
        self.place = place._replace(crs=self.crs) if place.transform else place._replace(gcp_crs=self.crs)
        whole = sheet.whole
        self.box = bounds(self.to_map(lattice((whole.left, whole.top, whole.right, whole.bottom))))
        middle = np.array([[whole.left + whole.width / 2, whole.top + whole.height / 2]])
        self._pixel_area, centre = _area(self.to_map, middle)
        if self.box is None or not self._pixel_area > 0:
            raise InputError(f"The {sheet.kind} {sheet.name} cannot be placed by its georeference; correct it first.")
        metres = metres_per_unit(self.crs, *centre)
        self.ground_resolution = float(np.sqrt(self._pixel_area * metres[0] * metres[1]))

    @property
    def width(self) -> int:
        """Of the picture, pixels."""
        return self.sheet.whole.width

    @property
    def height(self) -> int:
        """Of the picture, pixels."""
        return self.sheet.whole.height

    @property
    def pixel_size(self) -> tuple[float, float]:
        """Width and height of a pixel in units of the CRS; along its axes where the sheet is turned."""
        transform = self.place.transform
        if transform is not None and transform[2] == transform[4] == 0:
            return abs(transform[1]), abs(transform[5])
        side = float(np.sqrt(self._pixel_area))
        return side, side

    def to_map(self, pixels: np.ndarray) -> np.ndarray:
        """Pixel coordinates (N, 2), x right, y down, to positions (N, 2) in the CRS; NaN where there is none."""
        pixels = np.asarray(pixels, np.float64)
        if self._points is None:
            return pixels @ self._matrix.T + self._shift
        # GDAL fits both directions one by one. Pictures are warped by the way back, which is what the eye sees; so
        # the way out has to undo that one.
        return invert(self.to_pixels, pixels, _transformed(self._points, False, pixels), self._difference, self._close)

    def to_pixels(self, xy: np.ndarray) -> np.ndarray:
        """Positions (N, 2) in the CRS to pixel coordinates (N, 2); NaN where there is none."""
        xy = np.asarray(xy, np.float64)
        if self._points is None:
            with np.errstate(invalid="ignore"):
                return (xy - self._shift) @ self._back.T
        return _transformed(self._points, True, xy)

    def outline(self, count: int = 64) -> np.ndarray:
        """Pixel coordinates (4 * count, 2) around the picture, clockwise from its top left corner."""
        whole = self.sheet.whole
        share = np.arange(count)[:, None] / count
        corners = np.array(
            [
                (whole.left, whole.top),
                (whole.right, whole.top),
                (whole.right, whole.bottom),
                (whole.left, whole.bottom),
            ],
            np.float64,
        )
        return np.concatenate(
            [one + share * (other - one) for one, other in zip(corners, np.roll(corners, -1, axis=0))]
        )

    def imagery(self, frame: Frame) -> SheetImagery:
        """The sheet as it lies in a frame whose layer it is."""
        return SheetImagery(self, frame)

    def _place_by_transform(self, transform: tuple[float, ...]) -> None:
        self._points = None
        self._matrix = np.array([transform[1:3], transform[4:6]])
        self._shift = np.array([transform[0], transform[3]])
        if not np.isfinite(transform).all() or np.linalg.det(self._matrix) == 0:
            raise InputError(f"The geotransform of the {self.sheet.kind} {self.name} is no plane; correct it first.")
        self._back = np.linalg.inv(self._matrix)

    def _place_by_points(self, place: Place) -> None:
        """Prepare GDAL's transformer; several points at one place, which have no spline, make a polynomial."""
        whole, transformer = self.sheet.whole, None
        methods = {"GCP_TPS": "thin-plate spline through", "GCP_POLYNOMIAL": "polynomial fitted to"}
        for method in list(methods)[len(place.gcps) < BENDING :]:
            with collected() as messages:
                try:
                    dataset = gdal.GetDriverByName("MEM").Create("", whole.width, whole.height, 0)
                    dataset.SetGCPs(list(place.gcps), place.gcp_crs or place.crs)
                    transformer = gdal.Transformer(dataset, None, [f"METHOD={method}"])
                except RuntimeError:
                    transformer = None
            if transformer is not None and transformer.this is not None and not messages.failures:
                self.method = f"{methods[method]} {len(place.gcps)} ground control points"
                break
        else:
            raise InputError(
                f"The {len(place.gcps)} ground control points of the {self.sheet.kind} {self.name} do not place it "
                "(there are too few, or they lie on one line); correct them first."
            )
        self._points = transformer
        transform = place.about()
        if transform is None:
            raise InputError(
                f"The ground control points of the {self.sheet.kind} {self.name} lie on one line; correct them first."
            )
        side = float(np.sqrt(abs(transform[1] * transform[5] - transform[2] * transform[4])))
        self._difference, self._close = 4 * side, 1e-4 * side


def _transformed(transformer: gdal.Transformer, back: bool, xy: np.ndarray) -> np.ndarray:
    """What GDAL makes of positions (N, 2), NaN where it fails."""
    result = np.full(xy.shape, np.nan)
    known = np.flatnonzero(np.isfinite(xy).all(1))
    with collected():
        points, success = transformer.TransformPoints(int(back), xy[known].tolist())
    if len(known):
        done = np.array(success, bool)
        result[known[done]] = np.array(points)[done, :2]
    return result


def _area(function, pixel: np.ndarray) -> tuple[float, np.ndarray]:
    """Area, in square units of the CRS, of the pixel around (1, 2), and where its middle lies, (2,)."""
    cross = function(pixel + np.array([(0, 0), (-0.5, 0), (0.5, 0), (0, -0.5), (0, 0.5)]))
    across, down = cross[2] - cross[1], cross[4] - cross[3]
    return float(abs(across[0] * down[1] - across[1] * down[0])), cross[0]


def _fitted(sheet: Sheet, extent: tuple[float, float, float, float], crs: str) -> Place:
    """The picture in the middle of an extent, as large as fits."""
    xmin, ymin, xmax, ymax = extent
    if not np.isfinite(extent).all() or xmin >= xmax or ymin >= ymax:
        raise InputError(f"The extent of the {sheet.kind} {sheet.name} is empty; give one with a width and a height.")
    if read_crs(crs) is None:
        raise InputError(f"The CRS of the extent of the {sheet.kind} {sheet.name} is not readable; name one.")
    middle = (xmin + xmax) / 2, (ymin + ymax) / 2
    metres = metres_per_unit(crs, *middle)
    whole = sheet.whole
    side = min((xmax - xmin) * metres[0] / whole.width, (ymax - ymin) * metres[1] / whole.height)
    across, down = side / metres[0], side / metres[1]
    left = middle[0] - (whole.left + whole.width / 2) * across
    top = middle[1] + (whole.top + whole.height / 2) * down
    return Place(crs, (left, across, 0.0, top, 0.0, -down), metadata=sheet.place.metadata)
