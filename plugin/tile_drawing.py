"""Draws map tiles with QGIS's own renderer, and puts each file in place whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize
from qgis.PyQt.QtGui import QImage, QPainter

from ..engine.errors import OutputError
from ..engine.paper import finished
from ..engine.tiles import SIDE, TileBlock
from .images import to_array, to_image
from .map_styles import DrawnStyle

MARGIN = SIDE  # px drawn around a block and cut away; a whole tile, so that textures go on from block to block
UNFINISHED = ".unfinished"


def missing(folder: Path, style: str, block: TileBlock) -> list[tuple[int, int]]:
    """Column and row of the block's tiles that are not there yet."""
    return [tile for tile in block.tiles() if not tile_path(folder, style, block.zoom, *tile).exists()]


def tile_path(folder: Path, style: str, zoom: int, column: int, row: int) -> Path:
    """Where a tile belongs."""
    return folder / style / str(zoom) / str(column) / f"{row}.png"


def drawn(style: DrawnStyle, block: TileBlock, labels: bool, transforms: QgsCoordinateTransformContext) -> QImage:
    """The block's picture, without its margin."""
    width, height = block.columns * SIDE, block.rows * SIDE
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    settings.setTransformContext(transforms)
    settings.setOutputDpi(96)
    settings.setOutputSize(QSize(width + 2 * MARGIN, height + 2 * MARGIN))
    settings.setExtent(QgsRectangle(*block.bounds(MARGIN)))
    settings.setBackgroundColor(style.background)
    settings.setLayers(style.layers)
    settings.setLayerStyleOverrides(style.overrides)
    for flag, on in (
        (QgsMapSettings.Flag.Antialiasing, True),
        (QgsMapSettings.Flag.DrawLabeling, labels),
        (QgsMapSettings.Flag.UseAdvancedEffects, True),
        (QgsMapSettings.Flag.DrawSelection, False),
    ):
        settings.setFlag(flag, on)
    # widths in the styles depend on the scale, which expressions know from here
    variables = QgsExpressionContext()
    variables.appendScope(QgsExpressionContextUtils.globalScope())
    variables.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(variables)
    image = QImage(settings.outputSize(), QImage.Format.Format_RGB32)
    image.fill(style.background)
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    painter.end()
    if style.finish.reach or style.finish.wash or style.finish.grain:
        image = _finished(image, style, block)
    return image.copy(MARGIN, MARGIN, width, height)


def save(image: QImage, path: Path) -> None:
    """Write a tile beside its place, then move it there.

    Raises:
        OutputError: it cannot be written.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(bytes(data))
            os.replace(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"The tile '{path}' cannot be written ({error.strerror}); choose another folder, then run again."
        ) from error


def _finished(image: QImage, style: DrawnStyle, block: TileBlock) -> QImage:
    left, top = block.left * SIDE - MARGIN, block.top * SIDE - MARGIN
    return to_image(finished(to_array(image), left, top, style.finish))
