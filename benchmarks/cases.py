"""What is aligned in the benchmarks: a generated town, once or again and again in a virtual mosaic."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from realign.demo.town import build_town
from realign.engine.geometry import Geometries
from realign.engine.vectors import open_layer

RESOLUTION, DISPLACEMENT = 0.3, 8.0  # metres
SEED = 4  # its field moves vertices by half of that on average


@dataclass(frozen=True)
class Case:
    """A town and how often it is there.

    Attributes:
        folder: where its town.tif, truth.gpkg and buildings.gpkg lie.
        size: side of the town, pixels.
        tiles: towns along each side of the mosaic.
        inhabited: columns and rows of the tiles whose buildings are aligned.
        displacement_raster: whether that is written, too.
    """

    folder: Path
    size: int
    tiles: int
    inhabited: tuple[tuple[int, int], ...]
    displacement_raster: bool = False

    @property
    def megapixels(self) -> float:
        """Of the imagery where there are buildings."""
        return self.size**2 * len(self.inhabited) / 1e6

    @property
    def imagery(self) -> Path:
        """Path of the raster."""
        return self.folder / ("town.tif" if self.tiles == 1 else f"mosaic{self.tiles}.vrt")

    def layer(self, name: str = "buildings.gpkg") -> tuple[str, Geometries]:
        """CRS and buildings of all inhabited tiles."""
        layer = open_layer(str(self.folder / name))
        geometries, step, blobs = layer.geometries(), self.size * RESOLUTION, []
        for column, row in self.inhabited:
            blobs += geometries.to_wkb(geometries.coordinates + np.array([column * step, -row * step]))
        return layer.crs, Geometries.from_wkb(blobs)


def case_named(name: str, root: Path) -> Case:
    """One of the cases of ``align.py``."""
    if name == "country":
        return Case(root / "town2000", 2000, 10, tuple((3 * row % 10, row) for row in range(10)), True)
    size, tiles = {"town": (2000, 1), "town5000": (5000, 1), "town10000": (5000, 2)}[name]
    return Case(
        root / f"town{size}", size, tiles, tuple((column, row) for row in range(tiles) for column in range(tiles))
    )


def prepare(name: str, root: Path) -> None:
    """Write the files of a case, those of its town only if there are none."""
    case = case_named(name, root)
    if not (case.folder / "truth.gpkg").exists():
        case.folder.mkdir(parents=True, exist_ok=True)
        arguments = (case.folder, SEED, case.size * RESOLUTION, RESOLUTION, DISPLACEMENT)
        process = multiprocessing.Process(target=build_town, args=arguments)  # its memory goes with it
        process.start()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"the town of {case.size} pixels could not be made")
    if case.tiles > 1:
        _write_mosaic(case)


def errors(case: Case, before: Geometries, after: np.ndarray) -> tuple[float, float]:
    """Mean distance of the vertices from their true places, metres, before and after."""
    _, truth = case.layer("truth.gpkg")
    return tuple(float(np.hypot(*(each - truth.coordinates).T).mean()) for each in (before.coordinates, after))


def _write_mosaic(case: Case) -> None:
    town = gdal.Open(str(case.folder / "town.tif"))
    size, side = case.size, case.size * case.tiles
    bands = []
    for band in range(1, 4):
        sources = "".join(
            f'<SimpleSource><SourceFilename relativeToVRT="1">town.tif</SourceFilename><SourceBand>{band}</SourceBand>'
            f'<SrcRect xOff="0" yOff="0" xSize="{size}" ySize="{size}"/>'
            f'<DstRect xOff="{column * size}" yOff="{row * size}" xSize="{size}" ySize="{size}"/></SimpleSource>'
            for row in range(case.tiles)
            for column in range(case.tiles)
        )
        bands.append(f'<VRTRasterBand dataType="Byte" band="{band}">{sources}</VRTRasterBand>')
    transform = ", ".join(map(repr, town.GetGeoTransform()))
    case.imagery.write_text(
        f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>{town.GetProjection()}</SRS>'
        f"<GeoTransform>{transform}</GeoTransform>{''.join(bands)}</VRTDataset>",
        encoding="utf-8",
    )
