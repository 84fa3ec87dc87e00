"""What is known to lie on imagery: its roads and buildings, as classes pixel by pixel."""

from __future__ import annotations

import numpy as np

from ...engine.rasterize import Drawing, strokes
from ..packing import Sheet
from ..styles.classes import NUMBER

_ROAD = 8.0  # metres of width of roads where nobody has measured it


def sheet_classes(sheet: Sheet, elsewhere: int) -> np.ndarray:
    """Roads, and buildings over them.

    Args:
        sheet: imagery with its geometries.
        elsewhere: what stands where there is neither.

    Returns:
        uint8 (H, W), numbers of ``styles.classes.COLORS``.
    """
    height, width = sheet.mask.shape
    layers = {sheet.kind: sheet.geometries, **sheet.others}
    result = np.full((height, width), elsewhere, np.uint8)
    if "roads" in layers:
        roads = layers["roads"]
        drawing = Drawing.of(roads)
        known = sheet.widths if sheet.kind == "roads" else None
        wide = np.full(roads.feature_count, np.nan) if known is None else known
        pixels = np.maximum(np.where(np.isnan(wide), _ROAD, wide) / sheet.resolution, 2.0).round()
        of_segment = pixels[drawing.segment_feature]
        for each in np.unique(of_segment):
            ends = roads.coordinates[drawing.segments[of_segment == each]]
            result[strokes(ends[:, 0], ends[:, 1], float(each), width, height) > 0.5] = NUMBER["roads"]
    if "buildings" in layers:
        buildings = layers["buildings"]
        result[Drawing.of(buildings).draw(buildings.coordinates, width, height)[0] > 0.5] = NUMBER["buildings"]
    return result
