"""Shifts and rotations fitted to groups of vertices."""

import numpy as np
import pytest

from realign.engine.motions import LARGEST_ANGLE, mean_shifts, rigid_motions


def turned(position, angle, shift):
    middle = position.mean(axis=0)
    cosine, sine = np.cos(angle), np.sin(angle)
    return (position - middle) @ np.array([[cosine, sine], [-sine, cosine]]) + middle + shift


def precisions(count, seed=0):
    root = np.random.default_rng(seed).normal(size=(count, 2, 2))
    return root @ root.transpose(0, 2, 1) + 0.1 * np.eye(2)


def test_mean_shift_is_the_weighted_one():
    displacement = np.array([[1.0, 0.0], [3.0, 0.0], [5.0, 5.0]])
    precision = np.array([np.eye(2), 3 * np.eye(2), np.eye(2)])
    shifts = mean_shifts(displacement, precision, np.array([0, 0, 2]), 3)
    np.testing.assert_allclose(shifts, [[2.5, 0], [0, 0], [5, 5]])


def test_what_is_known_along_one_axis_only_counts_along_that_axis():
    displacement = np.array([[1.0, 9.0], [9.0, 2.0]])
    precision = np.array([np.diag([1.0, 1e-9]), np.diag([1e-9, 1.0])])
    np.testing.assert_allclose(mean_shifts(displacement, precision, np.array([0, 0]), 1), [[1, 2]], atol=1e-6)


@pytest.mark.parametrize("degrees", [-14, -3, 0, 0.01, 8, 14.9])
def test_an_exact_motion_is_found_exactly(degrees):
    rng = np.random.default_rng(3)
    position = rng.uniform((500000, 5500000), (500030, 5500030), (40, 2))
    label = np.repeat([0, 2, 3, 5], 10)
    target = position.copy()
    for group in (0, 2, 3, 5):
        target[label == group] = turned(position[label == group], np.radians(degrees), [3.0 - group, group])
    motions = rigid_motions(position, target - position, precisions(40), label, 6)
    np.testing.assert_allclose(motions.move(position, label), target, atol=1e-7)
    np.testing.assert_allclose(np.degrees(motions.angle[[0, 2, 3, 5]]), degrees, atol=1e-7)


def test_it_is_the_minimum():
    """No motion nearby fits noisy displacements better under the given precisions."""
    rng = np.random.default_rng(5)
    position, displacement, weight = rng.uniform(0, 20, (8, 2)), rng.normal(0, 1, (8, 2)), precisions(8, 1)
    label = np.zeros(8, int)

    def cost(angle, shift):
        moved = motions._replace(angle=np.array([angle]), shift=shift[None]).move(position, label)
        rest = moved - position - displacement
        return np.einsum("ni,nij,nj", rest, weight, rest)

    motions = rigid_motions(position, displacement, weight, label, 1)
    angle, shift = motions.angle[0], motions.shift[0]
    best = cost(angle, shift)
    for step in (1e-3, -1e-3):
        assert cost(angle + step, shift) > best
        assert cost(angle, np.add(shift, (step, 0))) > best and cost(angle, np.add(shift, (0, step))) > best
    assert best < cost(0, mean_shifts(displacement, weight, label, 1)[0])


def test_rotation_is_limited():
    position = np.random.default_rng(0).uniform(0, 30, (10, 2))
    target = turned(position, np.radians(40), [1, 1])
    motions = rigid_motions(position, target - position, np.tile(np.eye(2), (10, 1, 1)), np.zeros(10, int), 1)
    assert motions.angle[0] == pytest.approx(LARGEST_ANGLE)
    np.testing.assert_allclose(motions.shift[0], [1, 1], atol=1e-9)


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_vertices_only_shift(count):
    position = np.array([[0.0, 0.0], [10.0, 0.0]])[:count]
    displacement = np.array([[0.0, 1.0], [0.0, -1.0]])[:count]
    motions = rigid_motions(position, displacement, precisions(count), np.zeros(count, int), 1)
    assert motions.angle[0] == 0


def test_vertices_in_one_place_do_not_turn():
    motions = rigid_motions(np.ones((4, 2)), np.eye(4, 2), precisions(4), np.zeros(4, int), 1)
    assert motions.angle[0] == 0 and np.isfinite(motions.shift).all()


def test_no_vertices_at_all():
    empty = np.zeros((0, 2))
    motions = rigid_motions(empty, empty, np.zeros((0, 2, 2)), np.zeros(0, int), 2)
    assert not motions.angle.any() and not motions.shift.any()
