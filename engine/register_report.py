"""The report of a registration: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np

from .basemap import Basemap
from .charts import bar_width, displacement_map, histogram
from .errors import BasemapError
from .register_measures import moves, residual
from .register_pictures import NotablePlace, RegisterPictures
from .registration import Registration
from .report_page import counted, jpeg_address, report_page, report_table, save_report
from .sheet_georeference import SheetGeoreference
from .swipe import SWIPE_STYLE, swipe

KINDS = {
    "similarity": "similarity (shift, turn and scale)",
    "affine": "affine transformation",
    "polynomial": "polynomial of the second order",
    "tps": "thin-plate spline through the control points",
    "dense": "dense displacement",
}


def write_register_report(
    path: str,
    registration: Registration,
    sheet: SheetGeoreference,
    basemap: Basemap | None = None,
    sheet_name: str = "",
    basemap_name: str = "",
    parameters: Mapping[str, object] | None = None,
) -> None:
    """Write how a sheet was registered, with pictures to compare.

    Args:
        path: of the HTML file.
        registration: the result.
        sheet: the map as it was placed before.
        basemap: what it was registered to; without it the report has no pictures to compare.
        sheet_name, basemap_name: for headings.
        parameters: what the user chose, by the name that she knows it by.

    Raises:
        OutputError: the file cannot be written.
    """
    warnings, body = list(registration.warnings), []
    moved = moves(registration)
    try:
        pictures = RegisterPictures(registration, sheet, basemap)
        if basemap is not None:
            body += ["<h2>Old map over the basemap</h2>", *_swipes(registration, pictures)]
        body += _residuals(registration, pictures)
        body += ["<h2>What is trusted</h2>", _confidence(registration, pictures)]
    except BasemapError as error:  # a report without pictures is better than none
        warnings.append(str(error))
    if len(moved):
        body += ["<h2>How far places moved</h2>", histogram(moved, bar_width(moved.max()), None, "metres", "nodes")]
    body += ["<h2>What was run</h2>", report_table(_run_rows(registration, parameters or {}))]
    name = sheet_name or sheet.name
    subtitle = [f"onto {basemap_name or basemap.name}"] if basemap is not None else []
    lead = _summary(registration, moved)
    save_report(path, report_page(f"Registration of {name}", subtitle, lead, warnings, body, SWIPE_STYLE))


def _summary(registration: Registration, moved: np.ndarray) -> str:
    trusted = 100 * registration.trusted
    text = (
        f"<strong>{trusted:.0f} % of the map</strong> is trusted (confidence {registration.min_confidence:g} or more)."
    )
    if len(moved):
        text += (
            f" It moved by <strong>{np.median(moved):.1f} m</strong> (median; 90 % of it by less than "
            f"{np.percentile(moved, 90):.1f} m)."
        )
    points = registration.points
    if len(points.residual):
        text += (
            f" The {KINDS[registration.kind]} leaves {residual(registration):.2f} m (root mean square) at "
            f"{counted(len(points.residual), 'control point')}."
        )
    if registration.placement is not None:
        text += f" {escape(registration.placement.sentence)}"
    return text


def _swipes(registration: Registration, pictures: RegisterPictures) -> list[str]:
    parts = [
        '<p class="small">Drag the divider, or focus it and press the arrow keys: the old map is to its left. The '
        "buttons show it as it was placed, or as it is registered.</p>"
    ]
    grid = pictures.whole(placed=False)
    width = grid.width * grid.resolution
    parts.append(_swipe(pictures, "sheet", "The whole map", grid, f"{_metres(width)} wide."))
    for number, place in enumerate(pictures.notable()):
        parts.append(_swipe(pictures, f"place{number}", place.title, *_about(registration, pictures, place)))
    return parts


def _about(registration: Registration, pictures: RegisterPictures, place: NotablePlace):
    grid = pictures.around(place.after)
    moved = float(np.hypot(*registration.frame.east_north(place.before[None], place.after[None]).T)[0])
    text = f"{_metres(grid.width * grid.resolution)} wide; moved {moved:.1f} m, confidence {place.confidence:.2f}."
    return grid, text


def _swipe(pictures: RegisterPictures, name: str, title: str, grid, caption: str) -> str:
    ground = pictures.basemap(grid)
    above = [
        ("as it was placed", pictures.sheet(grid, False, ground)),
        ("registered", pictures.sheet(grid, True, ground)),
    ]
    return swipe(name, title, ("the basemap", ground), above, caption)


def _residuals(registration: Registration, pictures: RegisterPictures) -> list[str]:
    points = registration.points
    if not len(points.after):
        return []
    grid = pictures.whole(placed=False)
    pale = 255 - (255 - pictures.sheet(grid, True)) // 2  # so that arrows are seen
    away = registration.frame.east_north(points.after, points.after + points.residual)
    there = np.hypot(*away.T) > 0
    picture = (jpeg_address(pale), grid.box)
    svg = displacement_map(points.after, points.after + points.residual, there, "control points", "residual", picture)
    return [
        "<h2>Residuals of the control points</h2>",
        svg,
        '<p class="small">On the registered map, north up. An arrow points from where a control point was found to lie '
        "to where the warp puts it, drawn to the blue scale; grey dots have no residual.</p>",
    ]


def _confidence(registration: Registration, pictures: RegisterPictures) -> str:
    picture = pictures.confidence(pictures.whole(placed=True))
    threshold = registration.min_confidence
    return (
        f'<figure><img alt="The map, coloured by confidence" width="{picture.shape[1]}" height="{picture.shape[0]}" '
        f'style="width:auto;max-width:100%" src="{jpeg_address(picture)}"><figcaption>'
        f'<span class="swatch" style="background:#2166ac"></span>confidence {threshold:g} or more: '
        f"{100 * registration.trusted:.0f} % of the map &nbsp; "
        '<span class="swatch" style="background:#d95f02"></span>less: sea, margins, what has changed, what nothing can '
        "be matched with. The map lies as it was placed before.</figcaption></figure>"
    )


def _run_rows(registration: Registration, parameters: Mapping[str, object]) -> list[tuple[object, ...]]:
    network = registration.network_seconds / registration.seconds if registration.seconds > 0 else 0.0
    return [
        ("Model", registration.model_name),
        ("Device that ran it", registration.device),
        ("Warp", KINDS[registration.kind]),
        ("Control points", len(registration.points.residual)),
        ("Finest pixels compared", f"{registration.resolution:g} m"),
        *parameters.items(),
        ("Pictures compared", f"{registration.megapixels:.1f} megapixels"),
        ("Time", f"{registration.seconds:.1f} s, {100 * network:.0f} % of it inside the network"),
    ]


def _metres(length: float) -> str:
    return f"{length / 1000:.1f} km" if length >= 2000 else f"{length:.0f} m"
