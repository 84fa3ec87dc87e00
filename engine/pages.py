"""Small HTML pages that need nothing else: a heading and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_STYLE = (
    ":root{color-scheme:light dark}"
    'body{font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;max-width:980px;margin:0 auto;'
    "padding:28px 24px 60px}h1{font-size:26px;line-height:1.2;margin:0 0 12px}h2{font-size:18px;margin:28px 0 8px}"
    "table{border-collapse:collapse;margin:8px 0}th,td{text-align:left;padding:4px 18px 4px 0;vertical-align:top;"
    "border-bottom:1px solid rgba(128,128,128,.35)}th{font-weight:600}"
    ".number{text-align:right;font-variant-numeric:tabular-nums}"
)


def page(title: str, body: str) -> str:
    """A whole page.

    Args:
        title: plain text.
        body: HTML.
    """
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = (), numbers_from: int | None = None) -> str:
    """A table; the first cell of each row is its heading.

    Args:
        rows: plain text.
        head: of the columns.
        numbers_from: the first of the columns that hold numbers, to the right end; none if None.
    """
    lines = [_row(head, numbers_from, "col")] if head else []
    return "<table>" + "\n".join([*lines, *(_row(row, numbers_from, "row") for row in rows)]) + "</table>"


def _row(cells: Sequence[str], numbers_from: int | None, scope: str) -> str:
    parts = []
    for number, text in enumerate(cells):
        tag = "th" if scope == "col" or not number else "td"
        scoped = f' scope="{scope}"' if tag == "th" else ""
        kind = ' class="number"' if numbers_from is not None and number >= numbers_from else ""
        parts.append(f"<{tag}{scoped}{kind}>{escape(text)}</{tag}>")
    return f"<tr>{''.join(parts)}</tr>"
