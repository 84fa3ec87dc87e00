"""The report of an alignment: one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from .basemap import Basemap
from .charts import bar_width, displacement_map, histogram
from .errors import BasemapError, InputError
from .frame import Frame
from .imagery import Imagery
from .panels import before_and_after, notable_places
from .pictures import AFTER, BEFORE
from .report_page import counted, png_address, report_page, report_table, save_report

if TYPE_CHECKING:
    from .alignment import Alignment

_STATUS = {
    "aligned": "moved onto the imagery",
    "doubtful": "kept in place: the confidence is below the threshold",
    "absent": "the imagery does not show it; kept in place, or moved with what it is connected to",
    "outside": "kept in place: outside the imagery or the extent asked for",
    "invalid": "kept in place: it would have become invalid",
    "empty": "has no geometry",
}


def write_report(
    path: str,
    alignment: Alignment,
    layer_crs: str,
    basemap: Basemap | None = None,
    layer_name: str = "",
    basemap_name: str = "",
    parameters: Mapping[str, object] | None = None,
) -> None:
    """Write what was run, how it went, and pictures before and after.

    Args:
        path: of the HTML file.
        alignment: the result.
        layer_crs: WKT of the layer's CRS.
        basemap: where to read pictures; without it the report has none.
        layer_name, basemap_name: for headings.
        parameters: what the user chose, by the name that she knows it by.

    Raises:
        OutputError: the file cannot be written.
    """
    moved = np.asarray(alignment.moved, bool)
    frame, pictures, warnings = None, [], list(alignment.warnings)
    try:
        frame = _frame(alignment, layer_crs, basemap)
        if basemap is not None and frame is not None and moved.any():
            pictures = _places(alignment, Imagery(basemap, frame))
    except (BasemapError, InputError) as error:  # a report without pictures is better than none
        warnings.append(str(error))
    basemap_name = basemap_name or (basemap.name if basemap is not None else "")
    body = ["<h2>Features</h2>", report_table(_status_rows(alignment), ("Status", "Features", "Meaning"))]
    if moved.any():
        body += ["<h2>Displacement and confidence</h2>", _charts(alignment, moved)]
    if frame is not None:
        body += ["<h2>Where features were moved to</h2>", _map(alignment, moved, frame)]
    if pictures:
        body += ["<h2>Before and after</h2>", *pictures]
    body += ["<h2>What was run</h2>", report_table(_run_rows(alignment, parameters or {}))]
    title = f"Alignment of {layer_name}" if layer_name else "Alignment"
    subtitle = [f"onto {basemap_name}"] if basemap_name else []
    save_report(path, report_page(title, subtitle, _summary(alignment, moved), warnings, body))


def _frame(alignment: Alignment, layer_crs: str, basemap: Basemap | None) -> Frame | None:
    boxes = alignment.geometries.boxes
    boxes = boxes[np.isfinite(boxes).all(1)]
    if not len(boxes):
        return None
    box = (*boxes[:, :2].min(0), *boxes[:, 2:].max(0))
    if basemap is None:
        return Frame.choose(layer_crs, layer_crs, box)
    return Frame.choose(layer_crs, basemap.crs, box, basemap.extent)


def _summary(alignment: Alignment, moved: np.ndarray) -> str:
    total = alignment.geometries.feature_count
    if not moved.any():
        return f"None of {counted(total, 'feature')} was moved."
    length = np.hypot(alignment.dx, alignment.dy)[moved]
    return (
        f"<strong>{moved.sum():,} of {counted(total, 'feature')}</strong> moved, by "
        f"<strong>{length.mean():.2f} m</strong> on average "
        f"(median {np.median(length):.2f} m, largest {length.max():.2f} m)."
    )


def _status_rows(alignment: Alignment) -> list[tuple[object, ...]]:
    counts = alignment.counts()
    order = [*_STATUS, *(status for status in counts if status not in _STATUS)]
    return [(status, counts[status], _STATUS.get(status, "")) for status in order if counts.get(status)]


def _run_rows(alignment: Alignment, parameters: Mapping[str, object]) -> list[tuple[object, ...]]:
    network = alignment.network_seconds / alignment.seconds if alignment.seconds > 0 else 0.0
    return [
        ("Model", alignment.model_name),
        ("Device that ran it", alignment.device),
        *parameters.items(),
        ("Imagery read", f"{alignment.megapixels:.1f} megapixels"),
        ("Time", f"{alignment.seconds:.1f} s, {100 * network:.0f} % of it inside the network"),
    ]


def _charts(alignment: Alignment, moved: np.ndarray) -> str:
    length = np.hypot(alignment.dx, alignment.dy)[moved]
    confidence = alignment.confidence[np.isfinite(alignment.confidence)]
    return (
        f'<div class="charts">{histogram(length, bar_width(length.max()), None, "displacement of moved features, m")}'
        f"{histogram(confidence, 0.05, 1.0, 'confidence of all features')}</div>"
    )


def _map(alignment: Alignment, moved: np.ndarray, frame: Frame) -> str:
    arrows = alignment.arrows()
    before, after = frame.from_layer(arrows[:, 0]), frame.from_layer(arrows[:, 1])
    svg = displacement_map(before, after, moved)
    return svg + (
        '<p class="small">North is up. An arrow is the mean of the moved features around its foot, drawn to '
        "the blue scale; grey dots are features that stayed.</p>"
    )


def _places(alignment: Alignment, imagery: Imagery) -> list[str]:
    parts = [
        f'<p class="small"><span class="swatch" style="background:rgb{BEFORE}"></span>before &nbsp; '
        f'<span class="swatch" style="background:rgb{AFTER}"></span>after</p>'
    ]
    for title, feature in notable_places(alignment):
        before, after, resolution = before_and_after(alignment, imagery, feature)
        length = float(np.hypot(alignment.dx[feature], alignment.dy[feature]))
        width = f"{before.shape[1] * resolution:.0f} m wide"
        sure = alignment.confidence[feature]
        said = f"moved {length:.2f} m, " + (f"confidence {sure:.2f}" if np.isfinite(sure) else "without a confidence")
        parts.append('<div class="pair">')
        for when, picture, detail in (("before", before, width), ("after", after, said)):
            alternative = f"Imagery with the outlines {when} the alignment, {title.lower()}, feature {feature + 1}"
            parts.append(
                f'<figure><img alt="{escape(alternative)}" width="{picture.shape[1]}" height="{picture.shape[0]}" '
                f'src="{png_address(picture)}">'
                f"<figcaption><strong>{title}, {when}</strong>: {detail}</figcaption></figure>"
            )
        parts.append("</div>")
    return parts
