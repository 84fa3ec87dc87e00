"""What recipe ``geo-colorizer`` is made of: colours as tensors, constraints, networks, landscapes, measures, splits."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
import torch

from realign.engine.hls import plane_to_rgb, rgb_to_plane
from realign.training.coloring.climates import KINDS, colors_of
from realign.training.coloring.constraints import away_from, color_error, divergence, outside_bicone
from realign.training.coloring.delta_e import delta_e, lab_of
from realign.training.coloring.landscapes import landscape, somewhere
from realign.training.coloring.measures import Piece, as_pictures, grey, measured, one_tint, piece_of, psnr_of
from realign.training.coloring.pictures import Picture
from realign.training.coloring.sampling import Drawing, Pieces, scaled_place
from realign.training.coloring.splits import ROADS_TEST, SENTINEL_TEST, TEST, TEST_PLACES, split_of
from realign.training.networks.coloring import (
    ColorUNet,
    LocalResponseNorm,
    PixelColorizer,
    longest,
    on_globe,
    toned,
)
from realign.training.splits import TRAIN

IRELAND, SAHARA = (53.0, -7.0), (24.0, 5.0)
NAN = float("nan")
SHARMA = (  # pairs of CIELAB colours and their CIEDE2000, from Sharma et al., 2005, table 1
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
)


def plane(*vectors) -> torch.Tensor:
    """Vectors as B x 2 x 1 x 1."""
    return torch.tensor(vectors, dtype=torch.float32)[..., None, None]


def told(*place) -> torch.Tensor:
    return torch.from_numpy(scaled_place(place))[None]


def picture(color, name="town/chip", place=IRELAND, side=64) -> Picture:
    return Picture(name, 0.5, np.full((side, side, 3), color, np.uint8), place)


def test_colors_by_way_of_shares_are_those_that_went_in():
    rgb = np.random.default_rng(0).integers(0, 256, (1, 16, 16, 3), np.uint8)
    lightness, vectors = rgb_to_plane(rgb)
    lightness = torch.from_numpy(lightness)[:, None]
    vectors = torch.from_numpy(np.moveaxis(vectors, -1, 1))
    share = vectors / longest(lightness).clamp(min=1e-3)
    assert torch.allclose(toned(share, lightness), vectors, atol=1e-5)
    assert np.abs(as_pictures(lightness, toned(share, lightness)).astype(int) - rgb).max() <= 1


def test_colors_never_leave_the_bicone():
    lightness = torch.rand(1, 1, 8, 8)
    length = toned(5 * torch.randn(1, 2, 8, 8), lightness).square().sum(1, keepdim=True).sqrt()
    assert (length <= longest(lightness) + 1e-5).all() and length.max() > 0.1


def test_hue_is_a_circle():
    just_below, just_above = (plane((np.cos(2 * np.pi * hue), np.sin(2 * np.pi * hue))) for hue in (0.99, 0.01))
    opposite = plane((-1.0, 0.0))
    assert color_error(just_below, just_above).item() == pytest.approx(2 * np.sin(np.pi / 50), abs=1e-3)
    assert color_error(just_below, opposite).item() > 1.9
    turned = plane((0.0, 0.3)), plane((0.0, -0.3))
    assert color_error(*turned).item() == pytest.approx(color_error(plane((0.3, 0.0)), plane((-0.3, 0.0))).item())


@pytest.mark.parametrize(
    ("lightness", "vector", "distance"),
    [(0.5, (0.6, 0.8), 0), (0.5, (3, 4), 4), (0.25, (0.3, 0.4), 0), (0.25, (0, 1), 0.5), (0, (0.6, 0.8), 1)],
)
def test_bicone_is_left_by_what_is_beyond_its_border(lightness, vector, distance):
    found = outside_bicone(plane(vector), torch.full((1, 1, 1, 1), float(lightness)))
    assert found.item() == pytest.approx(distance, abs=1e-5)


def test_codes_are_tied_to_places_that_are_known():
    place, code = torch.cat([told(45, 90), told(NAN, NAN)]), plane((0.5, 0.5), (9, 9))
    is_known = torch.tensor([True, False])
    assert away_from(code, place, is_known).item() == pytest.approx(0)
    assert away_from(code + plane((0.3, 0.4)), place, is_known).item() == pytest.approx(0.5)
    assert away_from(code, place, ~is_known & False).item() == 0


def test_divergence_is_that_of_normal_distributions():
    zero = torch.zeros(2, 3, 4, 4)
    assert divergence(zero, zero).item() == 0
    assert divergence(zero + 2, zero).item() == pytest.approx(2)
    assert divergence(zero[:, :0], zero[:, :0]).item() == 0


def test_local_response_is_pytorchs():
    x = 9 * torch.randn(2, 12, 5, 6)
    expected = torch.nn.LocalResponseNorm(5, 0.3, 0.75, 1.0)(x)
    assert torch.allclose(LocalResponseNorm(12, 5, 0.3, 1.0)(x), expected, atol=1e-5)


def test_each_pixel_sees_15_by_15():
    torch.manual_seed(0)
    network = PixelColorizer((32, 8, 4), ("place", "color"), 8).eval()
    grey_picture = torch.full((1, 1, 41, 41), 0.4, requires_grad=True)
    network(grey_picture, told(*IRELAND))[0, :, 20, 20].sum().backward()
    rows, columns = np.nonzero(grey_picture.grad[0, 0].numpy())
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (13, 27, 13, 27)
    assert len(rows) > 200


def test_grounded_numbers_are_replaced_by_the_place_told():
    network = PixelColorizer((8, 4), ("place", "color"), 8)
    code, place = torch.randn(2, 4, 3, 3), torch.cat([told(45, 90), told(NAN, NAN)])
    placed = network.placed(code, place)
    assert (placed[0, :2] == 0.5).all() and torch.equal(placed[0, 2:], code[0, 2:])
    assert torch.equal(placed[1], code[1])
    assert torch.equal(network.placed(code, place, 1), code), "earlier stages mean nothing"
    assert torch.equal(PixelColorizer((8, 4), ("color",), 8).placed(code, place), code)


def test_unet_colors_blocks_as_it_colors_the_whole():
    torch.manual_seed(0)
    network = ColorUNet((8, 8, 12, 12), 8).eval()
    whole = torch.rand(1, 1, 320, 320)
    with torch.no_grad():
        expected = network(whole, told(*IRELAND))[..., :144, :144]
        found = network(whole[..., :240, :240], told(*IRELAND))
    assert torch.allclose(found[..., :144, :144], expected, atol=1e-5)


def test_places_are_smooth_on_the_globe_and_may_be_unknown():
    west, east = on_globe(told(10, -179.999)), on_globe(told(10, 179.999))
    assert torch.allclose(west, east, atol=1e-3), "the date line is no border"
    poles = on_globe(told(90, 0)), on_globe(told(90, 120))
    assert torch.allclose(*poles, atol=1e-5)
    assert (on_globe(told(NAN, NAN)) == 0).all() and on_globe(told(0, 0)).abs().sum() > 1


def test_landscapes_have_the_grey_of_their_seed_and_the_colors_of_their_place():
    here, there, other = landscape(3, *IRELAND), landscape(3, *SAHARA), landscape(4, *IRELAND)
    assert np.array_equal(here.lightness, there.lightness) and not np.array_equal(here.lightness, other.lightness)
    assert np.abs(here.plane - there.plane).mean() > 0.03
    assert np.array_equal(landscape(3, *IRELAND).plane, here.plane)
    assert (np.hypot(*np.moveaxis(here.plane, -1, 0)) <= 1 - np.abs(2 * here.lightness - 1) + 1e-5).all()
    again = rgb_to_plane(plane_to_rgb(here.lightness, here.plane))
    assert np.abs(again[1] - here.plane).max() < 0.02


def test_colors_change_smoothly_with_the_place():
    near, far = (np.abs(colors_of(*IRELAND) - colors_of(*there)).max() for there in ((53.1, -7), SAHARA))
    assert colors_of(*IRELAND).shape == (len(KINDS), 2) and near < 0.01 < 0.1 < far
    assert np.allclose(colors_of(50, 180), colors_of(50, -180))
    random = np.random.default_rng(0)
    places = np.array([somewhere(random) for _ in range(200)])
    assert places.min(0).tolist() > [-46, -181] and places.max(0).tolist() < [66, 181]


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_difference_of_colors_is_the_published_one(first, second, expected):
    assert delta_e(np.array(first), np.array(second)) == pytest.approx(expected, abs=1e-4)
    assert delta_e(np.array(second), np.array(first)) == pytest.approx(expected, abs=1e-4)


def test_lab_of_known_colors():
    found = lab_of(np.array([[255, 255, 255], [0, 0, 0], [255, 0, 0]], np.uint8))
    assert np.allclose(found, [(100, 0, 0), (0, 0, 0), (53.24, 80.09, 67.2)], atol=0.02)


def test_figures_of_the_truth_of_grey_and_of_a_tint():
    pieces = [piece_of(picture((120, 90, 60))), piece_of(picture((110, 80, 50), "other/chip"))]
    truth = iter([torch.from_numpy(piece.plane)[None] for piece in pieces])
    exact, none = measured(lambda lightness, place: next(truth), pieces), measured(grey, pieces)
    assert exact.values["psnr"] == pytest.approx((60, 0)) and exact.values["delta_e"][0] == exact.values["mse"][0] == 0
    # red and blue are off by 30, green is what the grey is
    assert none.values["psnr"][0] == pytest.approx(20 * np.log10(255 / 30) + 10 * np.log10(1.5), abs=0.05)
    assert none.values["mse"][0] == pytest.approx((60 / 255) ** 2 / 2, rel=1e-3)
    assert list(none.by_place) == ["other/chip", "town/chip"] and none.pieces == 2
    assert measured(one_tint(pieces), pieces).values["psnr"][0] > none.values["psnr"][0] + 6
    pictures = np.zeros((2, 4, 4, 3), np.uint8), np.full((2, 4, 4, 3), 255, np.uint8)
    assert psnr_of(*pictures).tolist() == [0, 0] and psnr_of(pictures[0], pictures[0])[0] == pytest.approx(60)


def test_pieces_have_sides_for_every_network():
    assert piece_of(picture(90, side=120)).lightness.shape == (1, 112, 112)
    assert isinstance(piece_of(picture(90, place=(NAN, NAN))), Piece)
    assert piece_of(picture(90, place=(NAN, NAN))).name == "without place"


def test_drawn_pieces_are_what_pictures_show():
    plain = Drawing(32, landscapes=0, satellite=0, withheld=0, displaced=0, astray=0, tone=0, grain=0)
    drawn = Pieces([picture((200, 100, 50), place=SAHARA)], plain, 1, 0).draw(np.random.default_rng(0))
    lightness, vector = rgb_to_plane(np.array([200, 100, 50], np.uint8))
    assert drawn["lightness"].shape == (1, 32, 32) and np.allclose(drawn["lightness"], lightness)
    assert np.allclose(drawn["plane"], vector[:, None, None], atol=1e-6)
    assert np.allclose(drawn["place"].ravel(), (24 / 90, 5 / 180))
    small = Pieces([picture(90, side=20)], plain, 1, 0).draw(np.random.default_rng(0))
    assert small["plane"].shape == (2, 32, 32)


def test_places_are_withheld_where_unknown_and_by_lot():
    unknown = Pieces([picture(90, place=(NAN, NAN))], Drawing(32, landscapes=0, withheld=0, displaced=0), 4, 0)
    assert (next(iter(unknown))["place"] == 2).all()
    withheld = Pieces([picture(90)], Drawing(32, landscapes=0, withheld=1), 4, 0)
    assert (next(iter(withheld))["place"] == 2).all()


def test_displaced_pieces_keep_their_colors_and_landscapes_their_place():
    drawing = Drawing(16, landscapes=0, satellite=0, withheld=0, displaced=1, astray=0, tone=0, grain=0)
    pieces, random = Pieces([picture((200, 100, 50), place=SAHARA)], drawing, 1, 0), np.random.default_rng(0)
    drawn = [pieces.draw(random) for _ in range(8)]
    assert len({tuple(each["place"].ravel()) for each in drawn}) == 8
    assert np.allclose(drawn[0]["plane"], drawn[7]["plane"])


def test_training_on_what_is_packed_needs_no_gdal():
    """As on machines that are lent for training."""
    words = "import sys; sys.modules['osgeo'] = None; import realign.training.recipes.geo_colorizer"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_pass_draws_others():
    pieces = Pieces([], Drawing(32), 2, 0)
    one, other = next(iter(pieces)), next(iter(pieces))
    assert not torch.equal(one["lightness"], other["lightness"])
    assert one["plane"].shape == (2, 2, 32, 32) and (one["place"].abs() <= 1).any()


def test_splits_are_disjoint_and_never_guessed():
    found = {name: split_of(name, "image") for name in (*TRAIN, *TEST_PLACES)}
    assert {found[name] for name in TRAIN} == {"train"} and {found[name] for name in TEST_PLACES} == {"places"}
    assert set(TEST) <= set(TEST_PLACES) and not set(TRAIN) & set(TEST_PLACES)
    assert split_of(*ROADS_TEST[0].split("/")) == "ground" and split_of("massachusetts_us", "chip_000") == "train"
    assert len(set(SENTINEL_TEST)) == 2
    with pytest.raises(KeyError):
        split_of("somewhere_else", "image")
