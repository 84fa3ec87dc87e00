"""Goes through an area block by block and style by style, and leaves out what is there already."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCoordinateTransformContext, QgsProcessingFeedback

from ..engine.errors import Cancelled
from ..engine.tiles import SIDE, TileBlock
from .map_styles import DrawnStyle
from .tile_drawing import UNFINISHED, drawn, missing, save, tile_path

BLOCK = 4  # tiles a side; drawing them together makes names and patterns go on across their borders


def export(
    styles: list[DrawnStyle],
    area: TileBlock,
    folder: Path,
    labels: bool,
    transforms: QgsCoordinateTransformContext,
    feedback: QgsProcessingFeedback,
) -> tuple[int, int]:
    """Write the tiles of an area; all styles of a block before the next, so that what is there is paired.

    Returns:
        How many tiles were written, and how many were there.

    Raises:
        OutputError: a tile cannot be written.
        Cancelled: the user asked for it; the tiles written so far are whole.
    """
    written = kept = 0
    blocks = area.blocks(BLOCK)
    for style in styles:
        for leftover in (folder / style.name / str(area.zoom)).glob(f"*/*{UNFINISHED}"):
            leftover.unlink(missing_ok=True)  # of a run that was killed
    for number, block in enumerate(blocks):
        for place, style in enumerate(styles):
            if feedback.isCanceled():
                raise Cancelled("Cancelled.")
            wanted = missing(folder, style.name, block)
            kept += block.count - len(wanted)
            if wanted:
                image = drawn(style, block, labels, transforms)
                for column, row in wanted:
                    tile = image.copy((column - block.left) * SIDE, (row - block.top) * SIDE, SIDE, SIDE)
                    save(tile, tile_path(folder, style.name, block.zoom, column, row))
                written += len(wanted)
            feedback.setProgress(100 * (number * len(styles) + place + 1) / (len(blocks) * len(styles)))
    return written, kept
