"""A registration as a IIIF Georeference Annotation, which Allmaps and others warp maps by.

See https://iiif.io/api/extension/georef/: a Web Annotation whose target is the picture, and the part of it that is map,
and whose body are the control points, in degrees of WGS 84.
"""

from __future__ import annotations

import json
import os
import re

import numpy as np

from .control_points import ControlPoints
from .crs import epsg
from .errors import InputError
from .frame import Frame
from .result_crs import ResultCrs
from .sheet_georeference import SheetGeoreference
from .sheet_mask import outline_of
from .text_file import write_text

CONTEXT = ("http://iiif.io/api/extension/georef/1/context.json", "http://iiif.io/api/presentation/3/context.json")
RESOURCES = ("ImageService3", "ImageService2", "ImageService1", "Canvas")
_MADE_UP = "https://example.org/iiif/"  # a scan on a disk has no address, and the standard asks for one
# The standard knows these two alone; a similarity comes nearest to a polynomial of first order, which may shear.
_TRANSFORMATIONS = {
    "similarity": {"type": "polynomial", "options": {"order": 1}},
    "affine": {"type": "polynomial", "options": {"order": 1}},
    "polynomial": {"type": "polynomial", "options": {"order": 2}},
    "tps": {"type": "thinPlateSpline"},
    "dense": {"type": "thinPlateSpline"},
}


def annotation(
    points: ControlPoints,
    sheet: SheetGeoreference,
    frame: Frame,
    kind: str,
    resource: str = "",
    resource_type: str = "ImageService3",
) -> dict:
    """Describe a registration.

    Args:
        points: its control points; each gets, beside what the standard asks for, ``residual``, metres that the warp
            leaves of it on the ground, and ``confidence``.
        sheet, frame: in which they were found.
        kind: of warp, one of ``registration.WARPS``; names the transformation that clients are to prefer.
        resource: address of the picture as a IIIF resource; one is made up from the sheet's name if "", to be replaced
            when the scan is published.
        resource_type: one of ``RESOURCES``.

    Returns:
        What JSON is made of.

    Raises:
        InputError: the sheet lies in a local CRS, which has no degrees, or the resource is none.
    """
    if resource_type not in RESOURCES:
        raise InputError(
            f"The type '{resource_type}' is none of a IIIF resource; choose one of {', '.join(RESOURCES)}."
        )
    if resource and not re.match(r"https?://\S+$", resource):
        raise InputError(f"The address '{resource}' of the picture is none of the web; give one with https://.")
    ground = ResultCrs(frame, sheet, epsg(4326).ExportToWkt())
    degrees = ground.from_frame(points.after)
    degrees[:, 0] = (degrees[:, 0] + 180) % 360 - 180
    residual = np.hypot(*frame.east_north(points.after, points.after + points.residual).T)
    corner = np.array([sheet.sheet.whole.left, sheet.sheet.whole.top])
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", os.path.basename(sheet.name)).strip("-") or "map"
    return {
        "@context": list(CONTEXT),
        "type": "Annotation",
        "motivation": "georeferencing",
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": resource or _MADE_UP + name,
                "type": resource_type,
                "height": sheet.height,
                "width": sheet.width,
            },
            "selector": {"type": "SvgSelector", "value": _svg(outline_of(sheet.sheet) - corner, sheet)},
        },
        "body": {
            "type": "FeatureCollection",
            "transformation": _TRANSFORMATIONS[kind],
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "resourceCoords": [round(float(value), 3) for value in pixel - corner],
                        "residual": round(float(miss), 3),
                        "confidence": round(float(sure), 4),
                    },
                    "geometry": {"type": "Point", "coordinates": [round(float(value), 9) for value in place]},
                }
                for pixel, place, miss, sure in zip(points.pixels, degrees, residual, points.confidence)
            ],
        },
    }


def write_annotation(path: str, what: dict) -> None:
    """Write an ``annotation`` as JSON; the file appears when it is whole.

    Raises:
        OutputError: it cannot be written.
    """
    write_text(path, json.dumps(what, indent=2, ensure_ascii=False) + "\n")


def _svg(outline: np.ndarray, sheet: SheetGeoreference) -> str:
    inside = np.clip(np.round(outline), 0, (sheet.width, sheet.height)).astype(int)
    corners = " ".join(f"{x},{y}" for x, y in inside)
    return f'<svg width="{sheet.width}" height="{sheet.height}"><polygon points="{corners}" /></svg>'
