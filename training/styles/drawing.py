"""How styles are put together: roads of every class with their casings, rails, shores."""

from __future__ import annotations

from dataclasses import dataclass

from .spec import Look, Stroke, Width

# Width of the carriageway as drawn, at zoom 13 and 18
ROADS = {
    "motorway": Width(3.0, 24),
    "primary": Width(2.4, 19),
    "secondary": Width(1.9, 16),
    "street": Width(1.0, 11),
    "service": Width(0.5, 5.5),
    "path": Width(0.5, 1.8),
}
LEVELS = {name: 10 + level for level, name in enumerate(("service", "street", "secondary", "primary", "motorway"))}
RAIL, TICKED_RAIL, TICKS = Width(1.6, 4.5), Width(0.9, 2.0), Width(3.6, 9)
FROM_ZOOM = {"service": 14, "path": 15}


@dataclass(frozen=True)
class RoadLook:
    """Roads of one style.

    Attributes:
        colors: of the carriageway, by class; ``street`` stands for what is not named.
        casing: colour of the edges.
        casings: colours of the edges by class, where they differ.
        edge: how wide the edges are.
        path: colour of paths.
        path_dash: empty for a solid line.
        scale: factor on all widths.
        plain: classes drawn as one line, without casing.
    """

    colors: dict[str, str]
    casing: str
    edge: Width
    path: str
    casings: tuple[tuple[str, str], ...] = ()
    path_dash: tuple[float, ...] = (3, 2)
    scale: float = 1.0
    plain: tuple[str, ...] = ()


def roads(look: RoadLook) -> dict[str, Look]:
    """Looks of all classes. Every casing lies below every carriageway, so that junctions are open."""
    looks = {}
    own = dict(look.casings)
    for name, level in LEVELS.items():
        width = ROADS[name].times(look.scale)
        color = look.colors.get(name, look.colors["street"])
        parts = [Stroke(color, width, level=level)]
        if name not in look.plain:
            parts.insert(0, Stroke(own.get(name, look.casing), width + look.edge.times(2), level=1))
        looks[name] = Look(tuple(parts), FROM_ZOOM.get(name, 0))
    width = ROADS["path"].times(min(look.scale, 1.2))
    looks["path"] = Look((Stroke(look.path, width, look.path_dash),), FROM_ZOOM["path"])
    return looks


def rail(color: str, gap: str, width: Width = RAIL) -> dict[str, Look]:
    """Lines of the two colours in turn, edged with the first; sidings are thin."""
    thin = Stroke(color, width.times(0.35), flat=True)
    line = (Stroke(color, width, flat=True), Stroke(gap, width.times(0.55), (7, 7), level=1))
    return {"siding": Look((thin,)), "main": Look(line)}


def ticked_rail(color: str, line: Width = TICKED_RAIL) -> dict[str, Look]:
    """Lines with ticks across them; sidings are thin and have none."""
    ticks = Stroke(color, TICKS, (0.13, 1.0), level=1)
    return {"siding": Look((Stroke(color, line.times(0.7)),)), "main": Look((Stroke(color, line), ticks))}


def shores(color: str, insets: tuple[float, ...], width: Width) -> tuple[Stroke, ...]:
    """Lines that follow the shore, thinner and thinner, as engravers drew water."""
    count = len(insets)
    return tuple(Stroke(color, width.times(1 - 0.6 * number / count), inset=at) for number, at in enumerate(insets))


def outline(color: str, at_13: float, at_18: float) -> Stroke:
    """The edge of an area."""
    return Stroke(color, Width(at_13, at_18))
