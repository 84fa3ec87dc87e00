"""Draws training tiles of real towns: ``OUT/<split>/<style>/<zoom>/<column>/<row>.png``, every tile in every style.

Each town is a GeoPackage with the layers that `realign:exportstyletiles` knows and one called ``extent``, inside
which it is complete. The styles are those that ship, also with solid paths, and random ones, all without paper
(training lays it under them), random ones with names, too, and the classes. Run again, it goes on where it stopped.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorLayer,
)
from rich.progress import track

from realign.engine.paper import Finish
from realign.engine.tiles import TileBlock, tiles_over
from realign.plugin.map_styles import styled
from realign.plugin.tile_export import BLOCK, export
from realign.training.styles.classes import class_style
from realign.training.styles.qml import write
from realign.training.styles.randomise import random_style
from realign.training.styles.shipped import shipped
from realign.training.styles.spec import LAYERS, MapStyle

KEPT_OUT = ("krems", "glebe")  # for validation, whole
BLOCKS = {15: 1, 16: 5, 17: 5, 18: 1}  # of a town, at most
FULL = 0.6  # share of a block that must lie in the town's extent


@dataclass(frozen=True)
class Town:
    """One GeoPackage.

    Attributes:
        extent: in EPSG:3857.
    """

    name: str
    layers: list[QgsVectorLayer]
    extent: QgsRectangle

    @property
    def split(self) -> str:
        """What its tiles are for."""
        return "validation" if self.name in KEPT_OUT else "train"

    @classmethod
    def open(cls, path: Path) -> Town:
        """From a file."""
        extent = QgsVectorLayer(f"{path}|layername=extent", "extent")
        if not extent.isValid():
            raise typer.BadParameter(f"{path} has no layer called extent; add one polygon of where it is complete.")
        to_web = QgsCoordinateTransform(
            extent.crs(), QgsCoordinateReferenceSystem("EPSG:3857"), QgsCoordinateTransformContext()
        )
        box = to_web.transformBoundingBox(extent.extent())
        layers = [QgsVectorLayer(f"{path}|layername={name}", name) for name in LAYERS]
        return cls(path.stem, [layer for layer in layers if layer.isValid()], box)

    def blocks(self) -> list[TileBlock]:
        """The fullest squares of tiles at each zoom."""
        found, places, ground = [], self._places(), self.extent
        for zoom, most in BLOCKS.items():
            area = tiles_over(ground.xMinimum(), ground.yMinimum(), ground.xMaximum(), ground.yMaximum(), zoom)
            left, top = area.left // BLOCK * BLOCK, area.top // BLOCK * BLOCK
            squares = [
                TileBlock(zoom, column, row, BLOCK, BLOCK)
                for row in range(top, area.top + area.rows, BLOCK)
                for column in range(left, area.left + area.columns, BLOCK)
            ]
            inside = [square for square in squares if self._share(square) >= FULL]
            found += sorted(inside, key=lambda square: _within(places, square), reverse=True)[:most]
        return found

    def _places(self) -> np.ndarray:
        """Middles of all buildings and roads, float64 (N, 2), EPSG:3857."""
        request = QgsFeatureRequest().setNoAttributes()
        request.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"), QgsCoordinateTransformContext())
        counted = [layer for layer in self.layers if layer.name() in ("buildings", "roads")]
        centres = [each.geometry().boundingBox().center() for layer in counted for each in layer.getFeatures(request)]
        return np.array([(centre.x(), centre.y()) for centre in centres]).reshape(-1, 2)

    def _share(self, square: TileBlock) -> float:
        west, south, east, north = square.bounds()
        box = QgsRectangle(west, south, east, north)
        return box.intersect(self.extent).area() / box.area() if box.intersects(self.extent) else 0.0


def _within(places: np.ndarray, square: TileBlock) -> int:
    west, south, east, north = square.bounds()
    return int(((places >= (west, south)) & (places < (east, north))).all(1).sum())


def styles(random: int) -> Iterator[tuple[MapStyle, bool]]:
    """Each style with whether names are drawn; odd seeds are."""
    yield class_style(), False
    for style in shipped():
        bare, solid = replace(style, finish=Finish()), replace(style, finish=Finish()).with_solid_paths()
        yield bare.renamed(f"clean-{style.name}", style.title), False
        if solid != bare:
            yield solid.renamed(f"solid-{style.name}", style.title), False
    for seed in range(random):
        style, named = replace(random_style(seed), finish=Finish()), seed % 2 == 1
        yield (style.renamed(f"labelled-{seed:06d}", style.title) if named else style), named


def draw(osm: Path, out: Path, random: int) -> None:
    """Draw the tiles of all towns, in turns, so that training can begin on the first of them.

    Args:
        osm: folder with one GeoPackage a town.
        out: folder for the tiles.
        random: how many random styles.
    """
    towns = [Town.open(path) for path in sorted(osm.glob("*.gpkg"))]
    turns = zip_longest(*([(town, block) for block in town.blocks()] for town in towns))
    work = [each for each in chain.from_iterable(turns) if each]
    with tempfile.TemporaryDirectory() as folder:
        homes = [(write(style, Path(folder)), named) for style, named in styles(random)]
        for town, block in track(work, "Blocks"):
            for named in (False, True):
                drawn = [styled(home, town.layers) for home, is_named in homes if is_named == named]
                transforms, feedback = QgsCoordinateTransformContext(), QgsProcessingFeedback()
                export(drawn, block, out / town.split, named, transforms, feedback)


def main(
    osm: Annotated[Path, typer.Argument(help="Folder with one GeoPackage a town.")],
    out: Annotated[Path, typer.Argument(help="Folder for the tiles.")],
    random: Annotated[int, typer.Option(help="How many random styles.")] = 32,
) -> None:
    """Draw the tiles."""
    application = QgsApplication([], False)
    application.initQgis()
    draw(osm, out, random)
    application.exitQgis()


if __name__ == "__main__":
    typer.run(main)
