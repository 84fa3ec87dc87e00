"""The plan of a scene: everything that stands or lies on the ground, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .layout import Bend
from .palette import GROUND_COLOURS, ROOF_COLOURS, colour
from .shapes import Building
from .style import SceneStyle, choose

if TYPE_CHECKING:
    from .carriageways import Look, Manners
    from .network import Network


@dataclass(frozen=True)
class Lot:
    """A convex piece of ground with one surface; ``furrows`` is the spacing of rows in metres, 0 for none."""

    polygon: np.ndarray
    colour: np.ndarray
    ground: str
    furrows: float = 0.0


@dataclass(frozen=True)
class Box:
    """A small thing: a rectangle (4, 2), a colour, a height in metres."""

    polygon: np.ndarray
    colour: np.ndarray
    height: float


@dataclass
class Plan:
    """What a scene is made of, in metres, and the dice and style that made it.

    Attributes:
        size: width and height of the image in metres.
        network: the roads; looks: how the stretches of each street look; manners: what all have in common.
        lines: paths and drives, which no map of roads holds: start, end, width, colour.
        cars: position and heading.
        groves: convex polygon and trees per hectare; woods: the same with larger crowns.
        hedges: start and end.
        singles: places of single trees.
    """

    rng: np.random.Generator
    style: SceneStyle
    bend: Bend
    size: tuple[float, float]
    network: Network | None = None
    looks: dict[int, Look] = field(default_factory=dict)
    manners: Manners | None = None
    lots: list[Lot] = field(default_factory=list)
    lines: list[tuple[np.ndarray, np.ndarray, float, np.ndarray]] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    cars: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    groves: list[tuple[np.ndarray, float]] = field(default_factory=list)
    woods: list[tuple[np.ndarray, float]] = field(default_factory=list)
    hedges: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    singles: list[np.ndarray] = field(default_factory=list)

    def visible(self, polygon: np.ndarray) -> bool:
        """Whether a polygon's box reaches into the image."""
        return bool((polygon.max(0) > 0).all() and (polygon.min(0) < self.size).all())

    def lot(self, polygon: np.ndarray, ground: str | None = None, furrows: float = 0.0) -> Lot:
        """Lay a surface; drawn from the style's yards when no ground is named."""
        ground = ground or choose(self.rng, self.style.grounds)
        lot = Lot(polygon, colour(self.rng, GROUND_COLOURS[ground]), ground, furrows)
        self.lots.append(lot)
        return lot

    def dress(self, building: Building, like: Building | None = None) -> Building:
        """Choose covering and colour, or nearly those of the neighbour ``like``, and add the building."""
        rng = self.rng
        if like is not None:
            building.covering = like.covering
            building.colour = np.clip(like.colour * np.float32(rng.normal(1, 0.05)), 0.02, 1).astype(np.float32)
        else:
            pitched = any(part.eaves for part in building.parts)
            weights = {
                k: w for k, w in self.style.roofs.items() if (k not in FLAT_ONLY if pitched else k not in PITCHED_ONLY)
            }
            building.covering = choose(rng, weights or ({"tin": 1.0} if pitched else {"concrete": 1.0}))
            building.colour = colour(rng, ROOF_COLOURS[building.covering], 0.12)
            if rng.random() < self.style.camouflage:
                near = colour(rng, GROUND_COLOURS[rng.choice([self.style.street_ground, *self.style.grounds])])
                building.colour = (building.colour * np.float32(0.35) + near * np.float32(0.65)).astype(np.float32)
        self.buildings.append(building)
        return building

    def roof(self, pitched: float | None = None) -> tuple[str, float]:
        """A roof form and its slope."""
        rng = self.rng
        if rng.random() > (self.style.pitched if pitched is None else pitched):
            return "flat", 0.0
        form = choose(rng, {"gable": 5, "hip": 3, "shed": 0.6})
        return form, float(rng.uniform(0.12, 0.3) if form == "shed" else rng.uniform(0.25, 0.95))

    def storeys(self, low: int | None = None, high: int | None = None) -> float:
        """Height of the eaves in metres."""
        low, high = low or self.style.storeys[0], high or self.style.storeys[1]
        return float(self.rng.integers(low, high + 1) * self.rng.uniform(2.6, 3.2))


FLAT_ONLY = ("concrete", "gravel", "membrane")
PITCHED_ONLY = ("clay", "slate", "thatch")
