"""Two pictures of one place with a divider to drag between them, in plain HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from .report_page import jpeg_address

SWIPE_STYLE = """
.compare{border:0;margin:0 0 26px;padding:0;break-inside:avoid}.compare legend{font-weight:600;padding:0}
.compare label{margin-right:14px}.swipe{position:relative;margin-top:6px;--x:50%;overflow:hidden;border-radius:3px}
.swipe:focus-within{outline:3px solid #2f6f9f;outline-offset:2px}
.swipe img{width:100%;height:auto;display:block}.swipe .top{position:absolute;inset:0;
clip-path:inset(0 calc(100% - var(--x)) 0 0)}
.swipe i{position:absolute;top:0;bottom:0;left:var(--x);width:2px;margin-left:-1px;background:#fff;
box-shadow:0 0 0 1px rgba(0,0,0,.6)}
.swipe i::after{content:"";position:absolute;top:50%;left:1px;width:22px;height:22px;margin:-11px;border-radius:50%;
background:#fff;box-shadow:0 0 0 1px rgba(0,0,0,.6);box-sizing:border-box;border:7px double #2f6f9f}
.swipe input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:ew-resize;appearance:none;
-webkit-appearance:none}
.swipe input::-webkit-slider-thumb{-webkit-appearance:none;width:2px;height:100%}
.swipe input::-moz-range-thumb{width:2px;height:100%;border:0}
"""
# which of the pictures is on top follows the buttons, by CSS alone
_CHOICE = (
    "#{name}-{number}:checked~.swipe .top:not(:nth-of-type({place})){{display:none}}"
    "#{name}-{number}:focus-visible+label{{outline:2px solid #2f6f9f}}"
)
_MOVE = "this.parentNode.style.setProperty('--x',this.value+'%')"


def swipe(
    name: str, title: str, below: tuple[str, np.ndarray], above: Sequence[tuple[str, np.ndarray]], caption: str
) -> str:
    """A picture under one of several others, all of one size; the last is shown first.

    The divider follows the pointer, and the arrow keys once it is focused.

    Args:
        name: of the element, its own on the page; letters and digits.
        title: plain text.
        below: what it shows, in words, and uint8 (H, W, 3).
        above: the same for those on top of it.
        caption: plain text.

    Returns:
        HTML; ``SWIPE_STYLE`` must be in the page's style.
    """
    choices, pictures, rules = [], [_picture(below, "")], []
    for number, picture in enumerate(above):
        chosen = " checked" if number == len(above) - 1 else ""
        choices.append(
            f'<input type="radio" name="{name}" id="{name}-{number}"{chosen}>'
            f'<label for="{name}-{number}">{escape(picture[0])}</label>'
        )
        pictures.append(_picture(picture, ' class="top"'))
        rules.append(_CHOICE.format(name=name, number=number, place=number + 2))
    label = escape(f"Divider: {title}; to its left the old map, to its right {below[0]}")
    return (
        f'<fieldset class="compare"><legend>{escape(title)}</legend><style>{"".join(rules)}</style>{"".join(choices)}'
        f'<div class="swipe">{"".join(pictures)}<i></i>'
        f'<input type="range" min="0" max="100" step="1" value="50" aria-label="{label}" oninput="{escape(_MOVE)}">'
        f'</div><p class="small">{escape(caption)}</p></fieldset>'
    )


def _picture(picture: tuple[str, np.ndarray], kind: str) -> str:
    text, pixels = picture
    size = f'width="{pixels.shape[1]}" height="{pixels.shape[0]}"'
    return f'<img{kind} alt="{escape(text)}" {size} src="{jpeg_address(pixels)}">'
