"""What the streets of a scene are like: surface, kerbs, pavements, paint, by the manners of a country."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .layout import Street, blocks_and_streets, dead_ends
from .network import Network, Road
from .palette import GROUND_COLOURS, colour
from .plan import Plan
from .style import choose

LOOSE = ("gravel", "soil", "sand")  # without kerb, paint or a sharp edge


@dataclass
class Look:
    """How the stretches of one street look.

    Attributes:
        surface: a ground of the palette.
        tone: its colour.
        pavements: outer and inner distance from the kerb of the pavement on the left and on the right; None without.
        kerb: width of the kerb stone, metres, 0 for none.
        manner: of the paint: "none", "white", "yellow", "us".
        lanes: marks between lanes that lead one way.
        edges: whether the edges are painted.
        parking: metres along each kerb that are for parking, 0 for none.
        rut: strength of the wheel tracks, negative for darker.
        ragged: metres by which the edge wanders.
        middle: share of grass between the wheel tracks.
    """

    surface: str
    tone: np.ndarray
    pavements: list[tuple[float, float] | None] = field(default_factory=lambda: [None, None])
    kerb: float = 0.0
    manner: str = "none"
    lanes: int = 1
    edges: bool = False
    parking: float = 0.0
    rut: float = 0.0
    ragged: float = 0.0
    middle: float = 0.0


@dataclass
class Manners:
    """What all streets of a scene have in common: how they are painted, and colours of kerbs and of most surfaces."""

    paint: str
    pavement: np.ndarray
    kerb: np.ndarray
    drive_left: bool
    tone: np.ndarray


def lay_roads(plan: Plan) -> list[np.ndarray]:
    """Cut the plane into blocks, which are returned unbent, and lay the network of roads between them."""
    rng, style = plan.rng, plan.style
    blocks, streets = blocks_and_streets(rng, plan.size, style.block, style.street, style.divided)
    hectares = float(np.prod(plan.size)) / 1e4
    streets += dead_ends(rng, streets, plan.size, rng.poisson(style.dead_ends * hectares), style.street)
    plan.manners = _manners(plan)
    dressed = [_look(plan, street) for street in streets]
    plan.looks = {number: look for number, (look, _) in enumerate(dressed)}
    network = plan.network = Network.of(streets, plan.bend, [half for _, half in dressed])
    for number, street in enumerate(streets):
        if street.divided:
            _divide(plan, number, street)
    for node in range(len(network.nodes)):
        _maybe_ring(plan, node)
    for road in network.roads:
        plan.looks.setdefault(road.street, plan.looks[_kin(network, plan.looks, road)])
    return blocks


def _kin(network: Network, looks: dict[int, Look], road: Road) -> int:
    """The street that a ring or a link looks like: the widest known one that it meets, else the first."""
    kin = [other for node in road.ends for other, _ in network.at(node) if other.street in looks]
    return max(kin, key=lambda other: other.half).street if kin else 0


def _manners(plan: Plan) -> Manners:
    rng, style = plan.rng, plan.style
    tone = colour(rng, GROUND_COLOURS[style.street_ground])
    if style.street_ground == "asphalt":  # from black when new to nearly white when old
        tone = tone * np.float32(rng.choice([0.62, 0.85, 1.0, 1.2, 1.45]) * rng.uniform(0.9, 1.1))
    return Manners(
        choose(rng, style.paint),
        colour(rng, GROUND_COLOURS["paved"]),
        np.clip(colour(rng, GROUND_COLOURS["paved"]) * np.float32(rng.uniform(1.0, 1.3)), 0, 0.95),
        bool(rng.random() < 0.3),
        np.clip(tone, 0.05, 0.9).astype(np.float32),
    )


def _look(plan: Plan, street: Street) -> tuple[Look, float]:
    """A street's look and half the width of its carriageway."""
    rng, style, manners = plan.rng, plan.style, plan.manners
    surface = style.street_ground
    if street.level >= 2 and rng.random() < style.rough_streets:
        surface = choose(rng, {"gravel": 2, "soil": 1.5, "asphalt": 1, "paved": 0.5, "concrete": 0.7})
    elif surface == "asphalt" and rng.random() < 0.08:
        surface = "concrete"
    if surface == style.street_ground:
        tone = manners.tone * np.float32(rng.choice([1.0, 1.0, 0.85, 1.2]) * rng.normal(1, 0.05))
    else:
        tone = colour(rng, GROUND_COLOURS["paved" if surface == "concrete" else surface], 0.1)
    look = Look(surface, np.clip(tone, 0.04, 0.92).astype(np.float32), rut=float(rng.normal(0, 0.06)))
    room = street.width / 2
    if surface in LOOSE:
        look.tone = np.clip(look.tone * np.float32(rng.choice([0.72, 0.85, 1.15, 1.3])), 0.04, 0.92)
        look.ragged = float(rng.uniform(0.2, 0.8))
        look.rut = float(rng.uniform(-0.15, 0.3))
        look.middle = float(rng.choice([0, rng.uniform(0.2, 0.9)])) if street.level >= 2 else 0.0
        return look, float(np.clip(room - 0.5, 1.2, 4.5))
    look.ragged = float(rng.choice([0.0, 0.15, 0.3])) if rng.random() > style.pavements else 0.0
    inner = outer = 0.0
    if rng.random() < style.pavements and room > 3.2:
        inner = float(rng.choice([0.0, rng.uniform(0.6, 2.2)]))
        outer = inner + float(rng.uniform(1.1, 2.6))
        room_left = max(room - 2.3, 0.9)
        if outer > room_left:
            inner, outer = 0.0, min(outer - inner, room_left)
        sides = [True, True] if rng.random() < 0.8 else [True, False]
        look.pavements = [(inner, outer) if side else None for side in sides]
        look.kerb = float(rng.choice([0.0, 0.15, 0.25]))
    half = max(room - max(outer + 0.2, 0.5), 1.4)
    if not street.divided:
        half = min(half, 9.0)
    main = street.level < 2
    if rng.random() < style.markings or (main and style.markings > 0):
        look.manner = manners.paint
        look.edges = bool(main and rng.random() < 0.7)
        look.lanes = 2 if half > 6.2 else 1
    if half > 4.2 and outer > 0 and rng.random() < 0.4:
        look.parking = float(rng.uniform(1.9, 2.2))
    return look, float(half)


def _divide(plan: Plan, number: int, street: Street) -> None:
    """Two carriageways in the room of one broad street."""
    rng, look = plan.rng, plan.looks[number]
    room = street.width / 2 - (max(side[1] for side in look.pavements if side) if any(look.pavements) else 0.8)
    gap = rng.uniform(0.8, max(room - 5.5, 1.0))  # half the strip between
    half = min((room - gap) / 2, 7.0)
    look.lanes = 1 if half < 2.7 else (2 if half < 4.6 else 3)
    look.manner = plan.manners.paint if look.manner == "none" and look.surface not in LOOSE else look.manner
    look.edges = True
    count = plan.network.streets
    plan.network.divide(number, gap + half, half, lambda: rng.random() < 0.6)
    plan.looks[count] = look
    look.pavements = [None, look.pavements[0]]  # on the outer side


def _maybe_ring(plan: Plan, node: int) -> None:
    """Make a roundabout of a junction, or a loop round an island of a turning place, as often as the style has them."""
    rng, network = plan.rng, plan.network
    meeting = network.at(node)
    place = network.nodes[node]
    if (place < -20).any() or (place > np.array(plan.size) + 20).any() or any(road.oneway for road, _ in meeting):
        return
    half = max((road.half for road, _ in meeting), default=0.0)
    if len(meeting) >= 3 and rng.random() < _ring_share(plan, half):
        network.add_roundabout(node, half + rng.uniform(5, 14), min(half, rng.uniform(2.8, 4.5)))
    elif len(meeting) == 1 and meeting[0][1] == 1 and meeting[0][0].bulb > 8.5:
        road, radius = meeting[0][0], meeting[0][0].bulb + rng.uniform(0, 4)
        if network.add_roundabout(node, radius, min(half, rng.uniform(2.2, 3.2))):
            road.bulb = 0.0


def _ring_share(plan: Plan, half: float) -> float:
    """How likely a junction of roads of this half width is a roundabout."""
    return plan.style.roundabouts * (1.6 if half > 3 else 0.4)
