"""A map style as plain values, without QGIS: which strokes and fills each class of each layer gets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ...engine.paper import Finish

LAYERS = ("landuse", "water", "waterways", "buildings", "rail", "roads")
LABELLED = "roads"

# Values of `highway` by class. What no class knows is drawn as a street.
HIGHWAYS = {
    "motorway": ("motorway", "motorway_link", "trunk", "trunk_link"),
    "primary": ("primary", "primary_link"),
    "secondary": ("secondary", "secondary_link", "tertiary", "tertiary_link"),
    "service": ("service", "track"),
    "path": ("footway", "path", "cycleway", "steps", "bridleway", "corridor", "platform", "elevator"),
    "street": None,
}
# Values of `service` on rails by class
RAILS = {"siding": ("yard", "siding", "spur", "crossover"), "main": None}
# Values of `landuse`, `natural` or `leisure` by class. What no class knows is not drawn.
LANDUSES = {
    "wood": ("forest", "wood", "scrub"),
    "grass": (
        *("grass", "meadow", "park", "garden", "recreation_ground", "village_green", "golf_course", "pitch"),
        *("playground", "cemetery", "heath", "grassland", "greenfield", "nature_reserve", "sports_centre"),
    ),
    "farm": ("farmland", "farmyard", "vineyard", "orchard", "allotments", "plant_nursery"),
    "built": ("residential", "commercial", "retail", "industrial", "railway", "garages", "construction"),
}


def rgb(color: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255, of ``#rrggbb``; what follows is not looked at."""
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


@dataclass(frozen=True)
class Width:
    """A length in pixels of 1/96 inch that grows geometrically from zoom 13 to zoom 18, and stays beyond."""

    at_13: float
    at_18: float

    def __add__(self, other: Width) -> Width:
        return Width(self.at_13 + other.at_13, self.at_18 + other.at_18)

    def times(self, factor: float) -> Width:
        """The length scaled at every zoom."""
        return Width(self.at_13 * factor, self.at_18 * factor)


@dataclass(frozen=True)
class Stroke:
    """A line, or the outline of an area.

    Attributes:
        color: ``#rrggbb`` or ``#rrggbbaa``.
        dash: lengths of dash and gap in widths of the line at zoom 18; empty means solid.
        level: strokes of lower levels are drawn first, whatever their features' order.
        inset: how far inside the area it runs, in pixels.
        flat: whether ends are cut, not rounded.
    """

    color: str
    width: Width
    dash: tuple[float, ...] = ()
    level: int = 0
    inset: float = 0.0
    flat: bool = False


@dataclass(frozen=True)
class Fill:
    """The inside of an area.

    Attributes:
        shift: how far it is moved right and down, in pixels: a shadow.
    """

    color: str
    shift: float = 0.0


@dataclass(frozen=True)
class Pattern:
    """A texture repeated over an area; ``kind`` is one of `engine.textures.KINDS`."""

    kind: str
    color: str


@dataclass(frozen=True)
class Look:
    """How one class is drawn, first to last; it is left out below ``from_zoom``."""

    parts: tuple[Stroke | Fill | Pattern, ...]
    from_zoom: int = 0


@dataclass(frozen=True)
class Label:
    """Names along roads; ``size`` in points."""

    font: str
    color: str
    halo: str
    size: float = 7.5
    italic: bool = False


@dataclass(frozen=True)
class MapStyle:
    """One style.

    Attributes:
        name: its folder and its id.
        layers: for each of `LAYERS` the looks by class; the class ``all`` takes every feature.
        order: layers from bottom to top.
    """

    name: str
    title: str
    background: str
    layers: dict[str, dict[str, Look]]
    order: tuple[str, ...] = LAYERS
    label: Label | None = None
    finish: Finish = field(default_factory=Finish)

    def renamed(self, name: str, title: str) -> MapStyle:
        """The same look with another id."""
        return replace(self, name=name, title=title)

    def with_solid_paths(self) -> MapStyle:
        """Where a path's dashes begin cannot be seen on another map: a network that is to draw them leaves them out."""
        path = self.layers["roads"]["path"]
        parts = tuple(replace(part, dash=()) for part in path.parts)
        roads = {**self.layers["roads"], "path": replace(path, parts=parts)}
        return replace(self, layers={**self.layers, "roads": roads})
