"""Styles: what a region looks like, from its streets to its sensor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np


@dataclass(frozen=True)
class SceneStyle:
    """How a scene looks. Weights need not sum to one; ranges are (low, high).

    Attributes:
        districts: weights of the kinds of blocks (see ``districts.FILLERS``).
        block: length and width of blocks in metres.
        street: width of a side street in metres.
        bend: how much streets curve, 0 (grid) to about 0.4.
        roofs: weights of coverings.
        pitched: share of pitched roofs on small houses.
        grounds: weights of yard surfaces.
        base: weights of the ground between.
        street_ground: surface of most streets.
        rough_streets: share of side streets with another surface.
        markings, pavements: share of streets that have them.
        paint: weights of the manners of painting roads: white, yellow, us.
        divided: how likely the main street has two carriageways.
        roundabouts: share of junctions that are one.
        dead_ends: streets per hectare that end in a block.
        empty: greatest share of blocks without buildings.
        trees: trees per hectare of open ground.
        tree_kinds: weights of broadleaf, conifer, palm, bare.
        cars: cars per 100 m of street.
        camouflage: share of roofs coloured like the ground around.
        lean: greatest horizontal shift per metre of height.
        sun_height: elevation in degrees.
        storeys: range of storeys of ordinary houses.
    """

    name: str
    districts: dict[str, float]
    block: tuple[float, float] = (130.0, 75.0)
    street: float = 7.0
    bend: float = 0.1
    roofs: dict[str, float] = field(default_factory=lambda: {"clay": 1.0})
    pitched: float = 0.9
    grounds: dict[str, float] = field(default_factory=lambda: {"grass": 1.0})
    base: dict[str, float] = field(default_factory=lambda: {"grass": 1.0, "dry": 0.4})
    street_ground: str = "asphalt"
    rough_streets: float = 0.06
    markings: float = 0.3
    pavements: float = 0.7
    paint: dict[str, float] = field(default_factory=lambda: {"white": 3.0, "yellow": 1.0})
    divided: float = 0.06
    roundabouts: float = 0.05
    dead_ends: float = 0.12
    empty: float = 0.3
    trees: float = 40.0
    tree_kinds: dict[str, float] = field(default_factory=lambda: {"broadleaf": 1.0, "conifer": 0.2})
    cars: float = 3.0
    camouflage: float = 0.25
    lean: float = 0.12
    sun_height: tuple[float, float] = (28.0, 65.0)
    storeys: tuple[int, int] = (1, 2)

    @classmethod
    def random(cls, rng: np.random.Generator, styles: dict[str, SceneStyle] | None = None) -> SceneStyle:
        """One of the named styles, varied; of ``STYLES`` if none are given."""
        styles = styles or STYLES
        base = styles[list(styles)[rng.integers(len(styles))]]
        districts = {kind: weight * float(rng.gamma(1.5)) for kind, weight in base.districts.items()}
        roofs = {kind: weight * float(rng.gamma(1.0)) + 1e-3 for kind, weight in base.roofs.items()}
        return replace(
            base,
            districts=districts,
            roofs=roofs,
            block=tuple(float(side * rng.uniform(0.8, 1.25)) for side in base.block),
            street=float(base.street * rng.uniform(0.8, 1.3)),
            bend=float(base.bend * rng.uniform(0.3, 1.5)),
            trees=float(base.trees * rng.gamma(1.6, 1.1)),
            cars=float(base.cars * rng.uniform(0.3, 1.7)),
            camouflage=float(rng.uniform(0.1, 0.5)),
            lean=float(base.lean * rng.beta(1.0, 1.6) * 1.8),
        )


def choose(rng: np.random.Generator, weights: dict[str, float]) -> str:
    """One key, drawn by its weight."""
    keys = list(weights)
    cumulative = np.cumsum([weights[key] for key in keys])
    return keys[int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right").clip(0, len(keys) - 1))]


STYLES = {
    style.name: style
    for style in (
        SceneStyle(
            "us_suburb",
            {"detached": 6, "rows": 0.3, "slabs": 0.4, "park": 0.3, "halls": 0.3},
            block=(180, 80),
            street=9,
            bend=0.22,
            paint={"us": 1},
            dead_ends=0.2,
            roofs={"shingle": 5, "slate": 1, "tin": 0.4, "membrane": 0.3},
            grounds={"grass": 3, "dry": 2, "soil": 0.4},
            base={"grass": 1, "dry": 1},
            trees=70,
            tree_kinds={"broadleaf": 1, "bare": 0.7, "conifer": 0.2},
            storeys=(1, 2),
        ),
        SceneStyle(
            "nordic",
            {"detached": 5, "rows": 1, "slabs": 0.6, "park": 0.8, "halls": 0.4},
            block=(140, 85),
            street=6.5,
            bend=0.3,
            roofs={"slate": 3, "clay": 2, "shingle": 1, "tin": 0.7},
            grounds={"grass": 5, "gravel": 0.6, "dry": 0.5},
            trees=60,
            tree_kinds={"broadleaf": 1, "conifer": 0.8},
            sun_height=(22, 52),
            storeys=(1, 2),
        ),
        SceneStyle(
            "central_europe",
            {"detached": 3, "rows": 2, "old": 2, "slabs": 0.7, "farm": 0.4, "park": 0.4, "halls": 0.4},
            block=(120, 75),
            street=7.5,
            bend=0.18,
            roofs={"clay": 5, "slate": 1.5, "gravel": 0.5, "tin": 0.4},
            grounds={"grass": 3, "paved": 1, "gravel": 0.6},
            trees=45,
            storeys=(1, 4),
        ),
        SceneStyle(
            "village",
            {"farm": 4, "detached": 3, "field": 3, "old": 0.5, "park": 0.3},
            block=(150, 110),
            street=5.5,
            bend=0.4,
            roofs={"clay": 4, "slate": 1, "tin": 0.8, "shingle": 0.5},
            grounds={"grass": 3, "gravel": 1, "soil": 0.7, "dry": 1},
            base={"grass": 1.5, "dry": 1, "soil": 0.4},
            markings=0.1,
            pavements=0.2,
            trees=45,
            cars=0.8,
        ),
        SceneStyle(
            "old_town",
            {"old": 5, "tight": 3, "rows": 0.4, "park": 0.2},
            block=(75, 55),
            street=5.5,
            bend=0.35,
            roofs={"clay": 6, "slate": 0.6, "membrane": 0.3, "concrete": 0.3},
            grounds={"paved": 3, "grass": 0.6},
            base={"paved": 1, "gravel": 0.4},
            street_ground="paved",
            markings=0,
            pavements=0.1,
            trees=14,
            cars=0.5,
            storeys=(3, 4),
        ),
        SceneStyle(
            "latin_city",
            {"tight": 4, "old": 1.5, "rows": 1, "halls": 0.4, "park": 0.4, "detached": 0.8},
            block=(105, 60),
            street=9,
            bend=0.12,
            roofs={"clay": 2, "concrete": 2, "tin": 1.5, "rust": 0.8, "slate": 1},
            pitched=0.6,
            grounds={"soil": 1.5, "paved": 2, "grass": 1.5},
            base={"grass": 1, "soil": 0.8, "paved": 0.4},
            trees=28,
            tree_kinds={"broadleaf": 1, "palm": 0.3},
            sun_height=(35, 70),
            storeys=(1, 3),
            lean=0.2,
        ),
        SceneStyle(
            "himalaya_town",
            {"tight": 4, "informal": 2, "scattered": 0.7, "field": 0.8, "halls": 0.3},
            block=(80, 55),
            street=4.5,
            bend=0.4,
            roofs={"concrete": 4, "tin": 2, "rust": 1.5, "clay": 0.4, "tarp": 0.5},
            pitched=0.3,
            grounds={"soil": 2, "paved": 1, "grass": 1},
            base={"grass": 1, "soil": 1, "dry": 0.5},
            street_ground="asphalt",
            markings=0,
            pavements=0.1,
            trees=35,
            cars=1,
            sun_height=(30, 65),
            storeys=(1, 4),
            lean=0.22,
        ),
        SceneStyle(
            "tropical_village",
            {"scattered": 5, "field": 0.8, "park": 0.8, "informal": 0.8},
            block=(150, 110),
            street=3.5,
            bend=0.45,
            roofs={"tin": 5, "rust": 2, "thatch": 1.5},
            grounds={"soil": 2, "sand": 1.5, "dry": 1},
            base={"grass": 1.5, "soil": 1, "dry": 1},
            street_ground="soil",
            markings=0,
            pavements=0,
            trees=90,
            tree_kinds={"palm": 1.2, "broadleaf": 1.5},
            cars=0.3,
            sun_height=(38, 75),
            storeys=(1, 1),
            lean=0.08,
        ),
        SceneStyle(
            "informal",
            {"informal": 6, "tight": 1, "scattered": 0.6, "field": 0.2},
            block=(70, 50),
            street=3.5,
            bend=0.45,
            roofs={"tin": 4, "rust": 4, "concrete": 0.8, "tarp": 0.4},
            pitched=0.7,
            grounds={"soil": 3, "dry": 0.5},
            base={"soil": 2, "dry": 0.7, "grass": 0.4},
            street_ground="soil",
            markings=0,
            pavements=0,
            trees=25,
            cars=0.4,
            sun_height=(38, 72),
            storeys=(1, 1),
            lean=0.1,
        ),
        SceneStyle(
            "industrial",
            {"halls": 5, "slabs": 1, "park": 0.6, "detached": 0.6, "field": 0.5},
            block=(190, 120),
            street=10,
            bend=0.1,
            roofs={"membrane": 3, "gravel": 2, "tin": 2, "concrete": 1, "clay": 0.5},
            pitched=0.4,
            grounds={"asphalt": 2, "paved": 2, "gravel": 1, "grass": 1},
            base={"grass": 1, "paved": 0.7, "gravel": 0.5},
            markings=0.7,
            divided=0.2,
            trees=20,
            cars=5,
            storeys=(1, 2),
        ),
        SceneStyle(
            "modern_city",
            {"slabs": 3, "towers": 2.5, "old": 1, "halls": 0.7, "park": 0.8, "rows": 0.6},
            block=(130, 90),
            street=11,
            bend=0.08,
            roofs={"gravel": 2, "membrane": 2, "concrete": 2, "clay": 0.6, "slate": 0.5},
            pitched=0.3,
            grounds={"grass": 2, "paved": 2, "asphalt": 0.7},
            base={"grass": 1, "paved": 1},
            markings=0.8,
            divided=0.35,
            trees=35,
            cars=6,
            storeys=(2, 5),
            lean=0.2,
        ),
        SceneStyle(
            "arid_town",
            {"tight": 4, "detached": 1.5, "scattered": 1, "halls": 0.4, "field": 0.3},
            block=(100, 60),
            street=8,
            bend=0.15,
            roofs={"concrete": 5, "gravel": 1.5, "membrane": 0.7, "tin": 0.5},
            pitched=0.08,
            grounds={"sand": 2, "soil": 2, "paved": 1},
            base={"sand": 1.5, "soil": 1, "dry": 0.4},
            street_ground="asphalt",
            markings=0.2,
            pavements=0.3,
            trees=10,
            tree_kinds={"palm": 0.7, "broadleaf": 1},
            cars=2,
            sun_height=(40, 72),
            storeys=(1, 3),
            camouflage=0.5,
            lean=0.14,
        ),
    )
}
