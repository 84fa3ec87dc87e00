"""What all reports have in common: one HTML file that needs nothing else, its style, tables and pictures."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

import numpy as np

from .errors import OutputError
from .pictures import encode_jpeg, encode_png
from .version import version

_STYLE = """
:root{color-scheme:light}
body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1c2430;max-width:980px;margin:0 auto;
padding:28px 24px 60px;background:#fff}
h1{font-size:26px;line-height:1.2;margin:0 0 4px}h2{font-size:18px;margin:36px 0 10px;padding-top:12px;
border-top:1px solid #dfe4ea}
p{margin:6px 0}.lead{font-size:17px;margin-top:14px}.small{color:#566070;font-size:13px}
table{border-collapse:collapse;margin:8px 0}th,td{text-align:left;padding:4px 18px 4px 0;vertical-align:top;
border-bottom:1px solid #eceff3}th{font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
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


def report_page(
    title: str,
    subtitle: Sequence[str],
    lead: str,
    warnings: Iterable[str],
    body: Iterable[str],
    style: str = "",
) -> str:
    """A whole report.

    Args:
        title: plain text.
        subtitle: plain texts, before the time and Realign's version.
        lead: HTML, the gist in a sentence or two.
        warnings: plain sentences.
        body: HTML, part by part.
        style: CSS that only this report needs.
    """
    about = [*subtitle, f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}", f"Realign {version()}"]
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="small">{escape(" · ".join(about))}</p>',
        f'<p class="lead">{lead}</p>',
        *(f'<p class="warning">{escape(text)}</p>' for text in warnings),
        *body,
    ]
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{_STYLE}{style}</style></head><body>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def save_report(path: str, page: str) -> None:
    """Write a page.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with open(path, "w", encoding="utf-8") as file:
            file.write(page)
    except OSError as error:
        raise OutputError(f"The report '{path}' cannot be written ({error.strerror}).") from error


def report_table(rows: Iterable[Sequence[object]], head: Sequence[str] = (), numbers: bool = False) -> str:
    """A table; the first cell of each row is its heading; whole numbers, or all if ``numbers``, stand to the right."""
    lines = []
    if head:
        kinds = ["", *[' class="n"' if numbers else ""] * (len(head) - 1)]
        cells = "".join(f'<th scope="col"{kind}>{escape(text)}</th>' for text, kind in zip(head, kinds))
        lines.append(f"<tr>{cells}</tr>")
    for first, *others in rows:
        cells = [f"{value:,}" if isinstance(value, int) else escape(str(value)) for value in others]
        kinds = [' class="n"' if numbers or isinstance(value, int) else "" for value in others]
        line = "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, cells))
        lines.append(f'<tr><th scope="row">{escape(str(first))}</th>{line}</tr>')
    return f"<table>{''.join(lines)}</table>"


def png_address(picture: np.ndarray) -> str:
    """The address under which a picture, uint8 (H, W, 3), is inside the page, every pixel as it is."""
    return "data:image/png;base64," + base64.b64encode(encode_png(picture)).decode("ascii")


def jpeg_address(picture: np.ndarray) -> str:
    """The same for pictures of many colours, a tenth of the size."""
    return "data:image/jpeg;base64," + base64.b64encode(encode_jpeg(picture)).decode("ascii")


def counted(number: int, noun: str) -> str:
    """So many of something."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
