"""A made-up town in two styles, and sheets of it that lie off by known distances."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, osr

from realign.engine.field import sample

LEFT, TOP, UTM = 500000.0, 5400000.0, 32633  # of the basemap; metres
SIDE = 448  # metres of the basemap along a side


def town(xy: np.ndarray, seed: int = 1, modern: bool = True) -> np.ndarray:
    """Colours, uint8 (N, 3), at positions (N, 2), metres right and down from the basemap's corner."""
    rng = np.random.default_rng(seed)
    squares = rng.uniform(-60, SIDE + 60, (130, 2))
    tints = rng.integers(0, 3, len(squares))
    near = np.full((2, len(xy)), np.inf)
    nearest = np.zeros(len(xy), int)
    for number, middle in enumerate(squares):
        away = np.hypot(*(xy - middle).T)
        closer = away < near[0]
        near[1] = np.where(closer, near[0], np.minimum(near[1], away))
        near[0] = np.where(closer, away, near[0])
        nearest[closer] = number
    street = near[1] - near[0] < 7
    if modern:
        blocks = np.array([(226, 222, 216), (205, 225, 190), (240, 236, 228)])[tints[nearest]]
        return np.where(street[:, None], 255, blocks - 20).astype(np.uint8)
    blocks = np.array([(232, 215, 180), (214, 160, 150), (222, 205, 170)])[tints[nearest]]
    edge = np.abs(near[1] - near[0] - 7) < 2.5
    paper = np.where(street[:, None], (240, 226, 196), blocks)
    return np.where(edge[:, None], (60, 48, 40), paper).astype(np.uint8)


def pixels(side: int, resolution: float = 1.0) -> np.ndarray:
    """Middles (side², 2) of pixels, metres right and down from a corner."""
    y, x = (np.mgrid[0:side, 0:side] + 0.5) * resolution
    return np.stack([x.ravel(), y.ravel()], 1)


def write(path, colours: np.ndarray, left: float, top: float, placed: bool = True, resolution: float = 1.0) -> str:
    """A GeoTIFF of a square of colours (side², 3)."""
    side = round(np.sqrt(len(colours)))
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 3)
    for band, plane in enumerate(colours.reshape(side, side, 3).transpose(2, 0, 1), 1):
        dataset.GetRasterBand(band).WriteArray(np.ascontiguousarray(plane))
    if placed:
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(UTM)
        dataset.SetProjection(crs.ExportToWkt())
        dataset.SetGeoTransform((left, resolution, 0, top, 0, -resolution))
    dataset = None
    return str(path)


class Case:
    """An old sheet of the middle of the town, and the town as it is.

    Attributes:
        sheet, basemap: paths.
        side: of the sheet, pixels of a metre.
        corner: metres right and down of the basemap's corner, where the sheet's lies as it is placed.
    """

    def __init__(self, folder, truth=None, side: int = 288, seed: int = 1, other: int | None = None, placed=True):
        """Draw both.

        Args:
            folder: for the files.
            truth: from positions (N, 2) about the sheet's middle, metres right and down, to displacements (N, 2).
            side: see ``side``.
            seed: of the town.
            other: seed of the town that the basemap shows, if it is another.
            placed: whether the sheet is georeferenced.
        """
        self.side, self.corner = side, (SIDE - side) / 2
        self._truth = truth or shifted
        self.basemap = write(folder / "basemap.tif", town(pixels(SIDE), seed if other is None else other), LEFT, TOP)
        at = pixels(side)
        colours = town(at + self.corner + self.truth(at), seed, modern=False)
        self.sheet = write(folder / "sheet.tif", colours, LEFT + self.corner, TOP - self.corner, placed)

    def truth(self, at: np.ndarray) -> np.ndarray:
        """Displacements (N, 2), metres right and down, at pixels (N, 2) of the sheet."""
        return self._truth(at - self.side / 2)

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions (N, 2) on the ground of some pixels of the sheet as it is placed, and where they truly lie."""
        at = pixels(self.side).reshape(self.side, self.side, 2)[8::16, 8::16].reshape(-1, 2)
        origin = np.array([LEFT + self.corner, TOP - self.corner])
        down = np.array([1.0, -1.0])
        return origin + at * down, origin + (at + self.truth(at)) * down

    def errors(self, displacement: str) -> np.ndarray:
        """Metres by which a displacement raster is off the truth, at some pixels of the sheet."""
        raster = gdal.Open(displacement).ReadAsArray()
        at = pixels(self.side).reshape(self.side, self.side, 2)[8::16, 8::16].reshape(-1, 2)
        found = sample(raster[:2], at) * np.array([1.0, -1.0])
        return np.hypot(*(found - self.truth(at)).T)


def shifted(away: np.ndarray) -> np.ndarray:
    """Off by 6 m to the right and 4 up, and a little bent."""
    return np.stack([6 + 2 * np.sin(away[:, 1] / 70), -4 + 1.5 * np.cos(away[:, 0] / 90)], 1)


def turned(away: np.ndarray) -> np.ndarray:
    """Turned by 12 degrees clockwise on the ground, a tenth too small, and 40 m off."""
    angle = np.radians(12)
    matrix = 1.1 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return away @ matrix.T - away + np.array([30.0, -25.0])
