"""Disparity of rectified pairs: the chain, blocks, both directions, heights, and what is refused."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal

from realign.engine import cli
from realign.engine.card_page import card_html
from realign.engine.errors import Cancelled, InputError, ModelError
from realign.engine.model import load_model
from realign.engine.restyle_blocks import cut
from realign.engine.restyle_place import Box
from realign.engine.restyle_sheet import FileSheet
from realign.engine.stereo import NODATA, StereoFiles, StereoOptions, disparity
from realign.engine.stereo_chain import Limits, StereoChain, doubled, warped
from realign.engine.stereo_heights import Heights

INNER = (slice(66, 124), slice(126, 194))  # of the block in the pair
OPEN = (slice(10, 50), slice(40, 280))  # of the ground


def alike(found, wanted, share=0.998):
    """Whether nearly all pixels are the same: this model jumps where two shifts fit alike."""
    return (np.abs(found - wanted) < 1e-2).mean() > share


@pytest.fixture
def run(stereo_pair, stereo_models, tmp_path):
    """Match the pair; arrays by name, and what came of it."""

    def run(pair=None, right=None, extent=None, names=("disparity",), device="cpu", model=None, **options):
        pair, options = pair or stereo_pair(), {"min_disparity": -32, "max_disparity": 32, **options}
        files = {name: str(tmp_path / f"{name}.tif") for name in names}
        model = model or load_model(stereo_models(), device, "stereo")
        with (
            FileSheet(str(pair[0]), extent=extent, kind="picture") as left,
            FileSheet(str(right or pair[1]), kind="picture") as other,
        ):
            done = disparity(left, other, model, StereoFiles(**files), StereoOptions(**options))
        return {name: gdal.Open(path).ReadAsArray() for name, path in files.items()}, done

    return run


def test_finds_what_stands_on_the_ground(run, stereo_pair):
    pair = stereo_pair()
    found, done = run(pair)
    error = np.abs(found["disparity"] - pair[2])
    assert np.median(error[INNER]) < 0.4 and np.median(error[OPEN]) < 0.4
    assert (error[:, 40:280] < 1).mean() > 0.95  # all but the block's edges and what it hides
    known = found["disparity"] != NODATA
    assert done.least == found["disparity"][known].min() and done.largest == found["disparity"][known].max()
    assert done.matched == pytest.approx(known.mean()) and not known.all()


def test_what_lies_beside_the_right_picture_has_no_disparity(run):
    found, _ = run(min_disparity=20, max_disparity=22)
    assert np.all(found["disparity"][:, :19] == NODATA) and np.all(found["disparity"][:, 23:] != NODATA)
    found, _ = run(min_disparity=-22, max_disparity=-20)
    assert np.all(found["disparity"][:, 302:] == NODATA) and np.all(found["disparity"][:, :297] != NODATA)
    found, done = run(min_disparity=1000, max_disparity=1002)
    assert np.all(found["disparity"] == NODATA) and done.matched == 0 and np.isnan(done.least)


def test_the_answer_does_not_depend_on_the_blocks(run):
    whole, _ = run(names=("disparity", "confidence"), block_size=1024)
    pieces, _ = run(names=("disparity", "confidence"), block_size=96)
    for name, values in whole.items():
        assert alike(pieces[name], values)


def test_both_backends_agree(run):
    one, _ = run(device="cpu")
    other, _ = run(device="numpy")
    assert alike(one["disparity"], other["disparity"])


def test_a_part_is_as_in_the_whole(run):
    whole, _ = run()
    part, _ = run(extent=(500050, 5329920, 500110, 5329980))
    assert part["disparity"].shape == (120, 120)
    assert alike(part["disparity"], whole["disparity"][40:160, 100:220])


def test_confidence_is_low_where_something_is_hidden(run):
    found, _ = run(names=("disparity", "confidence"))
    confidence = found["confidence"]
    assert confidence[INNER].mean() > 0.7 and confidence[OPEN].mean() > 0.7
    assert confidence[70:120, 113:118].mean() < 0.4, "left of the block the right picture does not show the ground"


def test_heights(run):
    heights = Heights(ratio=0.5, datum=100.0)
    found, _ = run(names=("disparity", "heights"), heights=heights)
    np.testing.assert_allclose(found["heights"][INNER], 100 + found["disparity"][INNER], rtol=1e-3)
    assert np.all((found["heights"] == NODATA) == (found["disparity"] == NODATA))


def test_heights_of_pictures_without_a_place_need_a_resolution(run, stereo_pair):
    pair = stereo_pair(place=False)
    with pytest.raises(InputError, match="give the resolution in metres per pixel"):
        run(pair, names=("disparity", "heights"), heights=Heights(0.5))
    found, _ = run(pair, names=("disparity", "heights"), heights=Heights(0.5, resolution=2.0))
    np.testing.assert_allclose(found["heights"][INNER], 4 * found["disparity"][INNER], rtol=1e-5)


def test_sixteen_bits_and_one_band(run, stereo_pair):
    pair = stereo_pair(kind=gdal.GDT_UInt16, bands=1)
    found, _ = run(pair)
    assert np.median(np.abs(found["disparity"] - pair[2])[INNER]) < 0.4


def test_nodata_has_no_disparity(run, stereo_pair):
    pair = stereo_pair()
    for path, columns in zip(pair, (slice(280, 320), slice(40, 60))):
        dataset = gdal.Open(str(path), gdal.GA_Update)
        pixels = np.maximum(dataset.ReadAsArray(), 1)
        pixels[:, :, columns] = 0
        dataset.WriteArray(pixels)
        for band in (1, 2, 3):
            dataset.GetRasterBand(band).SetNoDataValue(0)
        dataset = None
    found, _ = run(pair)
    known = found["disparity"] != NODATA
    assert not known[:, 280:].any() and known[OPEN[0], 90:250].all()
    assert known[OPEN[0], 46:60].mean() < 0.3, "the right picture shows nothing there"


def test_the_file(run, tmp_path):
    run(names=("disparity", "confidence"))
    dataset = gdal.Open(str(tmp_path / "disparity.tif"))
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["LAYOUT"] == "COG"
    assert dataset.GetRasterBand(1).DataType == gdal.GDT_Float32 and dataset.GetRasterBand(1).GetNoDataValue() == NODATA
    assert dataset.GetGeoTransform() == (500000, 0.5, 0, 5330000, 0, -0.5)
    assert dataset.GetMetadataItem("REALIGN_MODEL") == "made up windows 1"
    assert sorted(path.name for path in tmp_path.glob("*.tif")) == [
        "confidence.tif",
        "disparity.tif",
        "left.tif",
        "right.tif",
    ]


def test_additive_links_add_up():
    """A model that says 1 at every scale adds 1 + 2 + 4 + 8 to the middle of the limits."""
    asked = []

    def one(outputs, left, right):
        asked.append(left.shape[2:])
        return {"disparity": np.ones((1, 1, *left.shape[2:]), np.float32)}

    card = SimpleNamespace(scales=(0, 3), reach=4.0, max_disparity=32.0, multiple=4, tiles_overlap=8, name="ones")
    chain = StereoChain(SimpleNamespace(card=card, run=one), Limits(-20, 40))
    assert chain.scales == (3, 2, 1, 0)
    block = Box(0, 0, 64, 64)
    left, right = (
        np.zeros((box.height, box.width, 3), np.uint8) for box in (chain.left_box(block), chain.right_box(block))
    )
    found = chain.disparity(left, right, block)
    assert found.shape == (64, 64)
    np.testing.assert_allclose(found, 10 + 15)
    assert asked[0][0] * 8 > asked[-1][0], "coarse scales look at more around"
    assert StereoChain(SimpleNamespace(card=card, run=one), Limits(0, 7)).scales == (0,)


def test_a_planted_shift_is_found_by_steps(stereo_models, stereo_texture):
    """No single scale reaches 27 pixels; their sum does."""
    model = load_model(stereo_models(), "cpu", "stereo")
    picture = stereo_texture(5, 512, 640)[..., None].repeat(3, 2)
    chain, block = StereoChain(model, Limits(-32, 32)), Box(192, 192, 64, 64)
    one, other = chain.left_box(block), chain.right_box(block)
    left = cut(picture, Box(-64, 0, 640, 512), one)
    right = cut(picture, Box(-64 - 27, 0, 640, 512), other)
    found = chain.disparity(left, right, block)
    assert np.abs(np.median(found) - 27) < 0.2 and (np.abs(found - 27) < 1).mean() > 0.95


def test_doubling_and_warping():
    slope = np.arange(8, dtype=np.float32)[None].repeat(4, 0)
    fine = doubled(slope)
    assert fine.shape == (8, 16)
    np.testing.assert_allclose(fine[0, 1:-1], 2 * (np.arange(1, 15) / 2 - 0.25))
    picture = np.arange(20, dtype=np.float32)[None, :, None].repeat(2, 0)
    moved = warped(picture, np.full((2, 10), 1.25, np.float32), 5)
    np.testing.assert_allclose(moved[0, :, 0], np.arange(10) + 5 - 1.25)
    assert warped(picture, np.full((2, 10), 50, np.float32), 5).max() == 0, "the outermost column goes on"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"min_disparity": 5, "max_disparity": 5}, "not below the largest"),
        ({"max_disparity": 400}, "choose limits at most 64 pixels apart"),
        ({"block_size": 0}, "give at least 1"),
    ],
)
def test_what_is_refused(run, options, words):
    with pytest.raises(InputError, match=words):
        run(**options)


def test_pictures_that_are_no_pair(run, stereo_pair, tmp_path):
    pair = stereo_pair()
    small, moved = str(tmp_path / "small.tif"), str(tmp_path / "moved.tif")
    gdal.Translate(small, str(pair[1]), srcWin=[0, 0, 300, 192])
    with pytest.raises(InputError, match="differ in size, 320 × 192 and 300 × 192 pixels; rectify"):
        run(pair, right=small)
    gdal.Translate(moved, str(pair[1]), outputBounds=[500001, 5330000, 500161, 5329904])
    with pytest.raises(InputError, match="lie in different places"):
        run(pair, right=moved)


@pytest.mark.parametrize(
    ("given", "words"), [((0.0,), "other than 0"), ((0.5, 0.0), "above 0"), ((0.5, 1, np.nan), "datum")]
)
def test_impossible_heights(given, words):
    with pytest.raises(InputError, match=words):
        Heights(*given)


@pytest.mark.parametrize("changes", [{"max_disparity": 0.0}, {"scales": (1, 3)}, {"reach": 0.0}])
def test_impossible_cards(stereo_models, changes):
    with pytest.raises(ModelError, match="impossible numbers"):
        load_model(stereo_models(**changes), "cpu", "stereo")


def test_the_page_of_a_card_says_how_far_it_reaches(stereo_models):
    page = card_html(load_model(stereo_models(), "numpy", "stereo").card)
    assert "32 pixels" in page and "0 to 3, 4 pixels each" in page


def test_cancelled_leaves_nothing(stereo_pair, stereo_models, tmp_path):
    pair, model = stereo_pair(), load_model(stereo_models(), "cpu", "stereo")
    files, options = StereoFiles(str(tmp_path / "out.tif")), StereoOptions(-32, 32)
    with FileSheet(str(pair[0])) as left, FileSheet(str(pair[1])) as right, pytest.raises(Cancelled):
        disparity(left, right, model, files, options, is_cancelled=lambda: True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["left.tif", "right.tif"]


@pytest.fixture
def command(stereo_pair, stereo_models, tmp_path):
    """Run ``realign stereo``; ``None`` leaves an argument out."""

    def run(**changes):
        pair = stereo_pair()
        given = {"left": pair[0], "right": pair[1], "output": tmp_path / "out.tif", "model": stereo_models()}
        arguments = ["stereo"]
        limits = {"min_disparity": -32, "max_disparity": 32, "device": "cpu"}
        for name, value in {**given, **limits, **changes}.items():
            if value is not None:
                values = value if isinstance(value, tuple) else (value,)
                arguments += ["--" + name.replace("_", "-"), *map(str, values)]
        return cli.main(arguments)

    return run


def test_the_command_writes_all_and_says_so(command, tmp_path, capsys):
    extra = {"confidence": tmp_path / "c.tif", "dsm": tmp_path / "h.tif", "base_height_ratio": 0.5, "datum": 10}
    assert command(**extra) == cli.DONE
    out, error = capsys.readouterr()
    assert "out.tif: 320 × 192 pixels" in out and "% of them matched" in out and "100 %" in error
    heights = gdal.Open(str(tmp_path / "h.tif")).ReadAsArray()
    assert np.median(heights[INNER]) == pytest.approx(21, abs=0.3)
    assert gdal.Open(str(tmp_path / "c.tif")).ReadAsArray()[INNER].mean() > 0.7


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dsm": "h.tif"}, "give --base-height-ratio"),
        ({"output": "out.png"}, "give it the extension .tif"),
        ({"left": "nowhere.tif"}, "cannot be opened as a raster"),
        ({"confidence": "same.tif", "dsm": "same.tif", "base_height_ratio": 1}, "same name"),
        ({"min_disparity": 40}, "not below the largest"),
    ],
)
def test_the_command_says_what_is_wrong(command, tmp_path, capsys, monkeypatch, changes, words):
    monkeypatch.chdir(tmp_path)
    assert command(**changes) == cli.FAILED
    assert words in capsys.readouterr().err
