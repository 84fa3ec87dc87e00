"""Where the chain of a registration begins."""

import numpy as np
import pytest

from realign.engine.content import StructuralContent
from realign.engine.grid import Grid
from realign.engine.node_field import NodeField
from realign.engine.placement import Similarity
from realign.engine.register_chain import Look
from realign.engine.register_start import found_from

GRID = Grid(0, 80, 10, 8, 8)
LOOKS = [Look(resolution, StructuralContent()) for resolution in (8.0, 4.0, 2.0)]


def shifted(east):
    return Similarity(np.zeros(2), np.eye(2), np.array([east, 0.0]))


class Chain:
    """Stays where it began; ``evidence`` tells how sure it is of that, by the shift and the number of scales."""

    def __init__(self, evidence):
        self.evidence, self.parts, self.begins = evidence, [], []

    def begun(self, look, displacement):
        still = NodeField.still(GRID)
        return NodeField(GRID, displacement(still.nodes()).T.reshape(2, 8, 8), still.confidence)

    def shown(self, look):
        shown = np.zeros((8, 8), bool)
        shown[2:6] = True
        return shown

    def run(self, looks, first, part):
        east = first.displacement[0, 0, 0]
        self.parts.append(part)
        self.begins.append((float(east), len(looks)))
        confidence = np.ones((8, 8), np.float32)  # beside the sheet, which does not count
        confidence[2:6] = self.evidence(east, len(looks))
        return NodeField(GRID, first.displacement, confidence)


def test_nothing_else_is_tried_where_enough_is_found():
    chain = Chain(lambda east, scales: 0.6)
    found, done = found_from(chain, LOOKS, shifted(3), [shifted(9)])
    assert chain.begins == [(3.0, 3)] and found.displacement[0, 0, 0] == 3
    assert chain.parts == [(0.0, done)]


def test_that_counts_from_which_most_is_found():
    chain = Chain(lambda east, scales: 0.4 if east == 9 else 0.2)
    found, done = found_from(chain, LOOKS, shifted(3), [shifted(7), shifted(9)])
    assert found.displacement[0, 0, 0] == 9
    assert chain.begins == [(3.0, 3), (3.0, 2), (3.0, 1), (7.0, 2), (9.0, 2)]
    assert chain.parts[-1][1] == pytest.approx(done)
    assert all(before[1] == pytest.approx(after[0]) for before, after in zip(chain.parts, chain.parts[1:]))


def test_a_coarsest_scale_that_leads_astray_is_passed_over():
    found_scales = []
    chain = Chain(lambda east, scales: found_scales.append(scales) or (0.1 if scales == 3 else 0.3))
    found_from(chain, LOOKS, shifted(3), [])
    assert found_scales == [3, 2, 1]


def test_a_single_coarse_scale_has_other_places_only():
    chain = Chain(lambda east, scales: 0.1)
    found, _ = found_from(chain, LOOKS[:1], shifted(3), [shifted(7)])
    assert chain.begins == [(3.0, 1), (7.0, 1)] and found.displacement[0, 0, 0] == 3
