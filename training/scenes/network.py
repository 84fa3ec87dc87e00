"""Streets become a network: stretches of road between junctions, roundabouts, dead ends, double carriageways."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..lines import densified, simplified, to_line
from .layout import Bend, Street

STEP = 4.0  # metres between the points of a road as it is drawn
_SAME = 0.02  # metres; ends of streets nearer than this are one junction


@dataclass
class Road:
    """A stretch of road between two nodes.

    Attributes:
        line: float64 (n, 2), metres: the centre line as it is drawn; its ends are the nodes' positions bit for bit.
        half: half the width of the carriageway, metres.
        level: of its street, 0 is a main road; roundabouts have -1.
        street: number of the street whose stretches look alike and follow each other.
        ends: numbers of the nodes at both ends.
        oneway: whether all lanes lead one way.
        added: whether the layout of blocks did not leave room for it.
        bulb: radius of the turning place at its last node, 0 for none.
    """

    line: np.ndarray
    half: float
    level: int
    street: int
    ends: tuple[int, int]
    oneway: bool = False
    added: bool = False
    bulb: float = 0.0


@dataclass
class Network:
    """Roads and their junctions, in metres.

    Attributes:
        roads: stretches; those of one street follow each other.
        medians: line and half width of what lies between the two carriageways of a street.
        islands: centre and radius of what roundabouts and loops enclose.
        nodes: positions, where roads end or meet.
        streets: how many numbers of streets are taken.
    """

    roads: list[Road] = field(default_factory=list)
    medians: list[tuple[np.ndarray, float]] = field(default_factory=list)
    islands: list[tuple[np.ndarray, float]] = field(default_factory=list)
    nodes: list[np.ndarray] = field(default_factory=list)
    streets: int = 0

    @classmethod
    def of(cls, streets: list[Street], bend: Bend, halves: list[float]) -> Network:
        """Join streets wherever one ends on another, and bend them.

        Args:
            streets: not yet bent; those with more than two points are met at their ends only.
            halves: half width of each street's carriageway.
        """
        made = cls(streets=len(streets))
        flat: list[np.ndarray] = []
        ends = [[made._node(flat, point) for point in (street.line[0], street.line[-1])] for street in streets]
        made.nodes = list(bend(np.array(flat))) if flat else []
        places = np.array(flat)
        for number, (street, half) in enumerate(zip(streets, halves)):
            common = {"half": half, "level": street.level, "street": number, "added": street.added}
            if len(street.line) > 2:
                made._add(bend(densified(street.line, STEP)), *ends[number], bulb=street.bulb, **common)
                continue
            way = street.line[1] - street.line[0]
            length = max(float(np.hypot(*way)), 1e-9)
            along = (places - street.line[0]) @ way / length
            off = np.abs((places - street.line[0]) @ np.array([-way[1], way[0]])) / length
            on = np.flatnonzero((off < _SAME) & (along > _SAME) & (along < length - _SAME))
            passed = [ends[number][0], *on[np.argsort(along[on])], ends[number][1]]
            for a, b in zip(passed[:-1], passed[1:]):
                if a != b:
                    last = street.bulb if b == ends[number][1] else 0.0
                    made._add(bend(densified(places[[a, b]], STEP)), int(a), int(b), bulb=last, **common)
        return made

    @staticmethod
    def _node(places: list[np.ndarray], point: np.ndarray) -> int:
        if places:
            distance = np.hypot(*(np.array(places) - point).T)
            if distance.min() < _SAME:
                return int(distance.argmin())
        places.append(point)
        return len(places) - 1

    def _add(self, line: np.ndarray, first: int, last: int, **fields) -> None:
        line = line.copy()
        line[0], line[-1] = self.nodes[first], self.nodes[last]
        self.roads.append(Road(line, ends=(first, last), **fields))

    def at(self, node: int) -> list[tuple[Road, int]]:
        """The roads that end in a node, and with which of their ends."""
        return [(road, end) for road in self.roads for end in (0, 1) if road.ends[end] == node]

    def add_roundabout(self, node: int, radius: float, half: float) -> bool:
        """Put a ring in place of a node; False where a road is too short for it."""
        meeting = self.at(node)
        centre = self.nodes[node]
        for road, _ in meeting:
            if np.hypot(*(road.line - centre).T).max() < radius + 8 or road.ends[0] == road.ends[1]:
                return False
        joints: list[tuple[float, int]] = []
        for road, end in meeting:
            line = road.line if end == 0 else road.line[::-1]
            outside = int(np.argmax(np.hypot(*(line - centre).T) > radius))
            away = line[outside] - centre
            place = np.round(centre + away * (radius / np.hypot(*away)), 6)
            self.nodes.append(place)
            line = np.concatenate([place[None], line[outside:]])
            road.line = line if end == 0 else np.ascontiguousarray(line[::-1])
            road.ends = (len(self.nodes) - 1, road.ends[1]) if end == 0 else (road.ends[0], len(self.nodes) - 1)
            joints.append((float(np.arctan2(away[1], away[0])), len(self.nodes) - 1))
        joints.sort()
        for (angle, first), (following, last) in zip(joints, [*joints[1:], joints[0]]):
            sweep = (following - angle) % (2 * np.pi) or 2 * np.pi
            turn = angle + sweep * np.linspace(0, 1, max(int(sweep * radius / 1.5), 6))
            ring = np.round(centre + radius * np.stack([np.cos(turn), np.sin(turn)], 1), 6)
            self._add(ring, first, last, half=half, level=-1, street=self.streets, oneway=True, added=True)
        self.streets += 1
        self.islands.append((centre, radius - half))
        return True

    def divide(self, street: int, offset: float, half: float, open_at) -> None:
        """Make two carriageways of a street.

        Args:
            street: its number.
            offset: metres from the old centre line to the new ones.
            half: of each carriageway.
            open_at: tells, asked at each junction, whether one can cross the strip between.
        """
        old = [road for road in self.roads if road.street == street]
        first = self.roads.index(old[0])
        self.roads = [road for road in self.roads if road.street != street]
        axis = np.concatenate([old[0].line, *(road.line[1:] for road in old[1:])])
        passed = [old[0].ends[0], *(road.ends[1] for road in old)]
        index = np.cumsum([0, *(len(road.line) - 1 for road in old)])
        direction = np.gradient(axis, axis=0)
        direction /= np.maximum(np.hypot(*direction.T), 1e-9)[:, None]
        across = np.stack([-direction[:, 1], direction[:, 0]], 1)
        new: dict[tuple[int, int], int] = {}
        made = []
        for number, side in ((street, 1), (self.streets, -1)):
            line = np.round(axis + side * offset * across, 6)
            for node, place in zip(passed, index):
                self.nodes.append(line[place])
                new[node, side] = len(self.nodes) - 1
            stretches = list(zip(passed[:-1], passed[1:], index[:-1], index[1:]))
            for a, b, low, high in stretches if side > 0 else stretches[::-1]:
                piece, ends = line[low : high + 1], (new[a, side], new[b, side])
                if side < 0:  # traffic comes back
                    piece, ends = np.ascontiguousarray(piece[::-1]), ends[::-1]
                made.append(Road(piece, half, 0, number, ends, True, old[0].added))
        self.streets += 1
        for node, place in zip(passed, index):
            self._attach(node, axis[place], across[place], offset, new, open_at)
        self.roads[first:first] = made
        self.medians.append((axis, offset - half))

    def _attach(self, node: int, centre, across, offset: float, new: dict, open_at) -> None:
        """Let the side roads of a divided street end on the carriageway that they meet first."""
        meeting = self.at(node)
        for road, end in meeting:
            line = road.line if end == 0 else road.line[::-1]
            lateral = (line - centre) @ across
            side = 1 if lateral[min(3, len(line) - 1)] > 0 else -1
            rest = line[(side * lateral > offset + 2) & (np.arange(len(line)) > 0)]
            rest = rest if len(rest) else line[-1:]
            target = new[node, side]
            line = np.concatenate([self.nodes[target][None], rest])
            road.line = line if end == 0 else np.ascontiguousarray(line[::-1])
            road.ends = (target, road.ends[1]) if end == 0 else (road.ends[0], target)
        if meeting and open_at():
            link = np.array([self.nodes[new[node, 1]], self.nodes[new[node, -1]]])
            like = meeting[0][0]
            ends = (new[node, 1], new[node, -1])
            self.roads.append(replace(like, line=densified(link, STEP), ends=ends, street=self.streets, bulb=0.0))
            self.streets += 1

    def centre_lines(self, rng: np.random.Generator, tolerance: float) -> tuple[list[np.ndarray], list[float]]:
        """The network as a map has it: lines in metres that share junctions bit for bit, and their widths.

        A street is one line or several, cut at some of its junctions.
        """
        lines: list[np.ndarray] = []
        widths: list[float] = []
        before = None
        for road in self.roads:
            line = simplified(road.line, tolerance)
            follows = before is not None and before.street == road.street and before.ends[1] == road.ends[0]
            if follows and rng.random() < 0.5:
                lines[-1] = np.concatenate([lines[-1], line[1:]])
            else:
                lines.append(line)
                widths.append(2 * road.half)
            before = road
        return lines, widths

    def clear_of(self, points: np.ndarray, gap: float = 0.8) -> bool:
        """Whether points keep clear of those roads for which the layout left no room."""
        low, high = points.min(0), points.max(0)
        for road in self.roads:
            reach = max(road.half, road.bulb) + gap
            if not road.added or (road.line.max(0) < low - reach).any() or (road.line.min(0) > high + reach).any():
                continue
            if (to_line(points, road.line) < road.half + gap).any():
                return False
            if road.bulb and (np.hypot(*(points - road.line[-1]).T) < road.bulb + gap).any():
                return False
        return True
