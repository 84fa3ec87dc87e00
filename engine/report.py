"""The report of an alignment: one HTML file that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

import numpy as np

from .basemap import Basemap
from .charts import displacement_map, histogram
from .errors import BasemapError, InputError, OutputError
from .frame import Frame
from .imagery import Imagery
from .panels import before_and_after, notable_places
from .pictures import AFTER, BEFORE, encode_png
from .version import version

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

_STEPS = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)  # widths of a histogram's bars, m

_STYLE = """
:root{color-scheme:light}
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1c2430;max-width:980px;margin:0 auto;
padding:28px 24px 60px;background:#fff}
h1{font-size:26px;line-height:1.2;margin:0 0 4px}h2{font-size:18px;margin:36px 0 10px;padding-top:12px;
border-top:1px solid #dfe4ea}
p{margin:6px 0}.lead{font-size:17px;margin-top:14px}.small{color:#566070;font-size:13px}
table{border-collapse:collapse;margin:8px 0}th,td{text-align:left;padding:4px 18px 4px 0;vertical-align:top;
border-bottom:1px solid #eceff3}th{font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:10px;margin:8px 0 22px;break-inside:avoid}
figure{margin:0}figure img{width:100%;display:block;border-radius:3px}
figcaption{font-size:13px;color:#566070;margin-top:3px}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:18px}svg{max-width:100%;height:auto;display:block}
svg text{font:12px system-ui,"Segoe UI",Roboto,sans-serif;fill:#566070}.bar{fill:#2f6f9f}.grid{stroke:#eceff3}
.axis{stroke:#566070;fill:none}.sheet{fill:#f6f8fa}.still{fill:#a9b3bf}
.arrow line,.move{stroke:#2f6f9f;stroke-width:1.4;fill:none}.arrow path{fill:#2f6f9f}
.swatch{display:inline-block;width:22px;height:4px;vertical-align:middle;margin-right:5px;outline:1px solid #555}
.warning{border-left:4px solid #e0a100;padding:4px 12px;background:#fff8e5;margin:6px 0}
@media (max-width:640px){.charts,.pair{grid-template-columns:1fr}}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


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
    title = f"Alignment of {layer_name}" if layer_name else "Alignment"
    subtitle = [f"onto {basemap_name}"] if basemap_name else []
    subtitle += [f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}", f"Realign {version()}"]
    body = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(" · ".join(subtitle))}</p>',
        f'<p class="lead">{_summary(alignment, moved)}</p>',
        *(f'<p class="warning">{escape(text)}</p>' for text in warnings),
        "<h2>Features</h2>",
        _table(_status_rows(alignment), ("Status", "Features", "Meaning")),
    ]
    if moved.any():
        body += ["<h2>Displacement and confidence</h2>", _charts(alignment, moved)]
    if frame is not None:
        body += ["<h2>Where features were moved to</h2>", _map(alignment, moved, frame)]
    if pictures:
        body += ["<h2>Before and after</h2>", *pictures]
    body += ["<h2>What was run</h2>", _table(_run_rows(alignment, parameters or {}))]
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise OutputError(f"The report '{path}' cannot be written ({error.strerror}).") from error


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
        return f"None of {_count(total, 'feature')} was moved."
    length = np.hypot(alignment.dx, alignment.dy)[moved]
    return (
        f"<strong>{moved.sum():,} of {_count(total, 'feature')}</strong> moved, by "
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


def _table(rows: list[tuple[object, ...]], head: tuple[str, ...] = ()) -> str:
    lines = []
    if head:
        lines.append("<tr>" + "".join(f'<th scope="col">{escape(text)}</th>' for text in head) + "</tr>")
    for first, *others in rows:
        cells = "".join(
            f'<td class="n">{value:,}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"
            for value in others
        )
        lines.append(f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>')
    return f"<table>{''.join(lines)}</table>"


def _charts(alignment: Alignment, moved: np.ndarray) -> str:
    length = np.hypot(alignment.dx, alignment.dy)[moved]
    step = next(step for step in _STEPS if length.max() <= 30 * step or step == _STEPS[-1])
    confidence = alignment.confidence[np.isfinite(alignment.confidence)]
    return (
        f'<div class="charts">{histogram(length, step, None, "displacement of moved features, m")}'
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
            data = base64.b64encode(encode_png(picture)).decode("ascii")
            alternative = f"Imagery with the outlines {when} the alignment, {title.lower()}, feature {feature + 1}"
            parts.append(
                f'<figure><img alt="{escape(alternative)}" width="{picture.shape[1]}" height="{picture.shape[0]}" '
                f'src="data:image/png;base64,{data}">'
                f"<figcaption><strong>{title}, {when}</strong>: {detail}</figcaption></figure>"
            )
        parts.append("</div>")
    return parts


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
