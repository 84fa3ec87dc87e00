"""Old sheets drawn by lot, and what is not learnt from them because they do not say it."""

from __future__ import annotations

import numpy as np
import pytest

from realign.training.recipes.restyle import configured
from realign.training.restyle.antique import antique
from realign.training.restyle.made import made_blocks
from realign.training.restyle.ranks import without_ranks
from realign.training.restyle.sampling import CLEAN, Patches
from realign.training.restyle.tiles import CLASSES, cut
from realign.training.restyle.unsaid import without_houses
from realign.training.styles.classes import COLORS, numbers_of

NUMBER = {name: place for place, name in enumerate(COLORS)}


@pytest.fixture(scope="module")
def blocks():
    return made_blocks(2, seed=5)


@pytest.fixture(scope="module")
def classes(blocks):
    return numbers_of(cut(blocks.blocks[0], blocks.number(CLASSES), 0, 0, 192))


def test_a_seed_is_a_style(classes):
    first, again, other = (antique(classes, seed).pixels for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert np.abs(first.astype(int) - other).mean() > 2
    assert first.shape == (*classes.shape, 3) and first.dtype == np.uint8


@pytest.mark.parametrize("name", ["buildings", "roads", "water", "wood"])
def test_most_sheets_show_each_class(classes, name):
    """Where a thing is taken away, the same hand draws another picture; it may leave one out now and then."""
    without = np.where(classes == NUMBER[name], NUMBER["nothing"], classes)
    changed = [np.abs(antique(classes, seed).pixels - antique(without, seed).pixels.astype(int)) for seed in range(12)]
    assert sum((each.max(-1) > 25)[classes == NUMBER[name]].mean() > 0.02 for each in changed) >= 9


def test_faded_woods_may_be_as_blue_as_water_but_never_bare():
    wood = np.full((96, 96), NUMBER["wood"])
    fresh, faded = ([antique(wood, seed, fades).pixels.astype(int) for seed in range(40)] for fades in (False, True))
    blue = [sheet for sheet in faded if np.median(sheet[..., 2] - sheet[..., 0]) > 8]
    assert not [sheet for sheet in fresh if np.median(sheet[..., 2] - sheet[..., 0]) > 8]
    assert 4 <= len(blue) <= 16
    assert all(sheet.sum(2).std() > 15 for sheet in blue), "trees or tufts are stamped on them"


def test_a_bare_field_stays_paper_but_for_its_plots():
    sheets = [antique(np.zeros((96, 96), np.int64), seed).pixels for seed in range(10)]
    assert all((sheet > 245).all(-1).mean() > 0.8 for sheet in sheets)


def test_where_blocks_are_shown_houses_are_not(classes):
    sheets = [antique(classes, seed) for seed in range(20)]
    shown = [sheet for sheet in sheets if sheet.blocks.any()]
    assert 2 <= len(shown) <= 12
    houses = classes == NUMBER["buildings"]
    streets = np.isin(classes, [NUMBER["roads"], NUMBER["water"], NUMBER["rail"]])
    for sheet in shown:
        assert (sheet.blocks & houses).sum() > 0.6 * houses.sum() and not (sheet.blocks & streets).any()


def test_modern_target_has_neither_ranks_nor_hidden_houses(blocks, classes):
    target = cut(blocks.blocks[0], blocks.number(CLEAN + "modern"), 0, 0, 192)
    plain = without_ranks(target, classes)
    for rank in ((232, 146, 162), (252, 214, 164), (247, 250, 191)):
        assert (target == rank).all(-1).any() or rank == (232, 146, 162), "the made-up town has no motorway"
        assert not (plain == rank).all(-1).any()
    for other in ((217, 208, 201), (170, 211, 223), (173, 209, 158)):  # houses, water, woods
        where = (target == other).all(-1)
        assert where.any() and (plain == target)[where].all()

    region = np.zeros(classes.shape, bool)
    region[40:150, 40:150] = classes[40:150, 40:150] != NUMBER["roads"]
    bare, numbers = without_houses(plain, classes, region)
    assert len(np.unique(bare[region], axis=0)) == 1 and (numbers[region] == NUMBER["nothing"]).all()
    np.testing.assert_array_equal(bare[~region], plain[~region])
    same, _ = without_houses(plain, classes, np.zeros_like(region))
    np.testing.assert_array_equal(same, plain)


def test_scans_are_learnt_from_old_sheets(blocks):
    drawing = configured("smoke", scans=True).drawing
    assert drawing.antique > 0.5 and drawing.targets == ("modern",)
    batch = next(iter(Patches(blocks, drawing, 6, 3)))
    assert batch["image"].shape == batch["target"][:, 0].shape == (6, 3, 64, 64)
