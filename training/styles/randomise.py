"""Styles drawn by a seed: the six that ship with other colours, widths, textures, drawing order and paper.

They teach content that no style changes: whatever a seed does, buildings, roads and water still stand out.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ...engine.paper import Finish
from .shipped import shipped
from .spec import Fill, Label, Look, MapStyle, Pattern, Stroke, rgb

HATCHES = ("hatch", "cross", "fine", "level", "dots")
GROUNDS = ("stipple", "tufts", "trees", "dots", "wash", "level")
FONTS = ("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed", "Liberation Sans", "Liberation Serif")
TRIES = 20


@dataclass(frozen=True)
class Freedom:
    """How far a seed may go.

    Attributes:
        hue: largest turn of one colour's hue, as a share of the circle.
        turned: share of the styles whose colours are all turned by any angle.
        dark: share of the styles in the negative, as blueprints are.
        grey: share of the styles without colour.
        width: factor on widths, at most; its inverse at least.
        contrast: least difference in lightness, or in colour, between paper and what lies on it, 0…1.
    """

    hue: float = 0.06
    turned: float = 0.35
    dark: float = 0.1
    grey: float = 0.15
    width: float = 1.5
    contrast: float = 0.08


def random_style(seed: int, freedom: Freedom | None = None) -> MapStyle:
    """One style; the same seed gives the same one.

    Args:
        seed: also names it: ``random-000042``.
    """
    freedom = freedom or Freedom()
    base, random = _begun(seed)
    varied = base
    for _ in range(TRIES):
        varied = _varied(base, random, freedom)
        if legible(varied, freedom.contrast):
            break
    else:
        varied = base  # its own colours can be read
    return varied.renamed(f"random-{seed:06d}", f"{base.title}, varied ({seed})")


def base_of(seed: int) -> MapStyle:
    """The style that ``random_style`` varies."""
    return _begun(seed)[0]


def _begun(seed: int) -> tuple[MapStyle, np.random.Generator]:
    random = np.random.default_rng(seed)
    return shipped()[random.integers(len(shipped()))], random


def legible(style: MapStyle, contrast: float = 0.08) -> bool:
    """Whether buildings, roads and water stand out from the paper: something in each differs enough."""
    paper = _rgb(style.background)
    for layer in ("buildings", "roads", "water"):
        for look in style.layers[layer].values():
            if max(_apart(_rgb(part.color), paper) for part in look.parts) < contrast:
                return False
    return True


def _varied(base: MapStyle, random: np.random.Generator, freedom: Freedom) -> MapStyle:
    paint = _paint(random, freedom)
    road, edge = (freedom.width ** random.uniform(-1, 1) for _ in range(2))
    layers = {}
    for layer, looks in base.layers.items():
        factor = road if layer in ("roads", "rail", "waterways") else edge
        hatch, ground = random.choice(HATCHES), random.choice(GROUNDS)
        keep = random.random() < 0.5
        kind = None if keep else hatch if layer == "buildings" else ground
        layers[layer] = {name: _look(look, paint, factor, kind) for name, look in looks.items()}
    if random.random() < 0.3:
        layers["buildings"] = _buildings(layers["buildings"], paint(base.background), random)
    order = list(base.order)
    if random.random() < 0.4:  # buildings over roads or under them
        order.remove("buildings")
        order.insert(order.index("rail") if random.random() < 0.5 else len(order), "buildings")
    return replace(
        base,
        background=paint(base.background),
        layers=layers,
        order=tuple(order),
        label=_label(base, paint, random),
        finish=_finish(random),
    )


def _look(look: Look, paint: Callable[[str], str], factor: float, kind: str | None) -> Look:
    """A look in other colours, with its widths scaled and its patterns replaced."""
    parts = []
    for part in look.parts:
        changed = replace(part, color=paint(part.color))
        if isinstance(changed, Stroke):
            changed = replace(changed, width=changed.width.times(factor))
        elif isinstance(changed, Pattern) and kind is not None:
            changed = replace(changed, kind=kind)
        parts.append(changed)
    return replace(look, parts=tuple(parts))


def _buildings(looks: dict[str, Look], paper: str, random: np.random.Generator) -> dict[str, Look]:
    """Buildings filled, or as outlines only, in that of their colours that stands out most from the paper."""
    boldest = max((part.color[:7] for part in looks["all"].parts), key=lambda color: _apart(_rgb(color), _rgb(paper)))
    lines = tuple(part for part in looks["all"].parts if isinstance(part, Stroke))
    if random.random() < 0.5 and lines:
        return {"all": Look(tuple(replace(line, color=boldest) for line in lines))}
    return {"all": Look((Fill(boldest), *lines))}


def _label(base: MapStyle, paint: Callable[[str], str], random: np.random.Generator) -> Label:
    label = base.label
    return Label(
        font=str(random.choice(FONTS)),
        color=paint(label.color),
        halo=paint(label.halo),
        size=float(np.round(random.uniform(6, 10), 1)),
        italic=bool(random.random() < 0.3),
    )


def _finish(random: np.random.Generator) -> Finish:
    """Paper and hand; about a third of the styles are drawn as exactly as a computer does."""
    if random.random() < 0.35:
        return Finish()
    wobble = ((random.uniform(0, 1.6), random.uniform(10, 26)), (random.uniform(0, 0.5), random.uniform(6, 9)))
    wobble = tuple((round(amplitude, 2), round(wave, 1)) for amplitude, wave in wobble)
    return Finish(wobble, round(random.uniform(0, 0.25), 3), round(random.uniform(0, 0.5), 3))


def _paint(random: np.random.Generator, freedom: Freedom) -> Callable[[str], str]:
    """A function from colours to others: the same colour always becomes the same one."""
    turn = random.uniform() if random.random() < freedom.turned else 0.0
    is_dark, is_grey = random.random() < freedom.dark, random.random() < freedom.grey
    strength = 0.0 if is_grey else 2 ** random.uniform(-1, 0.8)
    gamma = 2 ** random.uniform(-0.5, 0.5)
    known: dict[str, str] = {}

    def paint(color: str) -> str:
        solid = color[:7]
        if solid not in known:
            hue, light, saturation = colorsys.rgb_to_hls(*_rgb(solid))
            hue = (hue + turn + random.uniform(-freedom.hue, freedom.hue)) % 1
            light = float(np.clip(light**gamma + random.uniform(-0.05, 0.05), 0, 1))
            tinted = float(np.clip(saturation * strength, 0, 1))
            made = colorsys.hls_to_rgb(hue, 1 - light if is_dark else light, tinted)
            known[solid] = "#" + "".join(f"{round(255 * value):02x}" for value in made)
        return known[solid] + color[7:]

    return paint


def _rgb(color: str) -> tuple[float, float, float]:
    return tuple(value / 255 for value in rgb(color))


def _apart(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """How different two colours are, 0…1: in lightness, or half as much in the rest."""
    weights = np.array([0.299, 0.587, 0.114])
    difference = np.subtract(one, other)
    return float(max(abs(weights @ difference), 0.5 * np.abs(difference).max()))
