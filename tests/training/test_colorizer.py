"""Recipe ``geo-colorizer``, smoke-trained, exported and measured by its commands."""

from __future__ import annotations

import json

import numpy as np
import onnx
import pytest
import torch
from osgeo import gdal, osr
from typer.testing import CliRunner

from realign.engine.errors import InputError
from realign.engine.model import load_model
from realign.training import cli, coloring_commands
from realign.training.coloring import judging, splits
from realign.training.coloring.module import GroundedModule
from realign.training.coloring.pictures import SPLITS, Picture, load_pictures, save_pictures
from realign.training.coloring.sampling import Drawing, Pieces, scaled_place
from realign.training.fitting import progress
from realign.training.half_precision import store_in_half
from realign.training.recipes import geo_colorizer
from realign.training.recipes.geo_colorizer import UNET, VARIANTS

GREEN, RED = (70, 110, 60), (150, 90, 70)


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """Packed pictures: green in the north, red in the south, grey as can be."""
    folder, random = tmp_path_factory.mktemp("color"), np.random.default_rng(0)
    for number, split in enumerate(SPLITS):
        made = []
        for name, color, place in (("barnarp_se", GREEN, (57.7, 14.2)), ("zanzibar_tz", RED, (-6.0, 39.2))):
            pixels = np.clip(color + random.normal(0, 20, (64, 64, 1)), 0, 255).astype(np.uint8)
            made.append(Picture(f"{name}/{number}", 10.0 if split == "sentinel2" else 0.5, pixels, place))
        save_pictures(made, folder / f"{split}.npz")
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory, packed):
    """Smoke runs of the U-Net and of a variant of the paper's."""
    folder = tmp_path_factory.mktemp("runs")
    for variant in ("cr-cl", UNET):
        words = ("--variant", variant, "--preset", "smoke", "--data", packed, "--out", folder, "--threads", 1)
        assert "report.md" in succeed("geo-colorizer", *words)
    return folder


def succeed(*words):
    result = CliRunner().invoke(cli.app, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def test_from_training_to_report(runs, packed):
    for name in ("last.ckpt", "config.json", "curves.png", "colors.png", "places.png", "samples/colors-000003.png"):
        assert (runs / UNET / name).exists(), name
    text = (runs / UNET / "report.md").read_text()
    for row in ("| U-Net |", "| U-Net, place not told |", "| CR 2/CL 2 |", "| grey |", "| one tint |"):
        assert text.count(row) == 4, "one in the table of each group"
    assert json.loads((runs / UNET / "places.json").read_text())[0] == [57.7, 14.2, "Barnarp"]
    words = ("--variant", UNET, "--preset", "smoke", "--data", packed, "--out", runs, "--resume", "--steps", 8)
    succeed("geo-colorizer", *words)
    assert progress(runs / UNET / "last.ckpt")[0] == 8


@pytest.mark.parametrize("variant", ["cr-cl", UNET])
def test_exported_files_agree_in_both_backends_and_know_places(variant, runs, tmp_path):
    path, card = tmp_path / "color.onnx", tmp_path / "card.json"
    card.write_text(json.dumps({"licence": "GPL-2.0-or-later"}))
    said = succeed("export-colorize", "--run", runs / variant, "--output", path, "--card", card)
    assert "differs from PyTorch" in said
    models = [load_model(path, device, "colorize") for device in ("cpu", "numpy")]
    card = models[0].card
    assert card.licence == "GPL-2.0-or-later" and card.area == (14.2, -6.0, 39.2, 57.7)
    assert card.places == [(57.7, 14.2, "Barnarp"), (-6.0, 39.2, "Zanzibar")]
    lightness, place = np.full((1, 1, 48, 64), 0.4, np.float32), scaled_place((57.7, 14.2))[None]
    found = [model.run(lightness=lightness, place=place)["color"] for model in models]
    assert found[0].shape == (1, 2, 48, 64) and np.abs(found[0] - found[1]).max() < 1e-4
    elsewhere = models[0].run(lightness=lightness, place=scaled_place((-60, -170))[None])["color"]
    assert np.abs(found[0] - elsewhere).max() > 1e-4


def test_what_knows_no_place_is_not_exported(runs, packed, tmp_path):
    config = geo_colorizer.configured("vae", "smoke", steps=1, threads=1)
    geo_colorizer.train(config, packed, tmp_path / "vae")
    result = CliRunner().invoke(cli.app, ["export-colorize", "--run", str(tmp_path / "vae")])
    assert isinstance(result.exception, InputError) and "takes no notice of a place" in str(result.exception)


def test_measured_figures_go_into_the_card(runs, packed, tmp_path):
    path, out = tmp_path / "color.onnx", tmp_path / "out"
    succeed("export-colorize", "--run", runs / UNET, "--output", path)
    succeed("evaluate-colorize", "--model", path, "--data", packed, "--out", out, "--landscapes", 2, "--into-card")
    assert "| places | barnarp_se/2 |" in (out / "colorize.md").read_text()
    found = json.loads((out / "figures.json").read_text())
    for group, ending in (("places", ""), ("landscapes", judging.UNTOLD)):  # known, and far from all that are
        assert found["colorize-aerial" + judging.NEAR][group] == found["colorize-aerial" + ending][group]
        assert found["colorize-aerial"][group] != found["colorize-aerial" + judging.UNTOLD][group]
    quality = load_model(path, "cpu", "colorize").card.quality
    towns = quality["aerial images of towns that were never trained on"]
    assert towns["pieces"] == 2 and 5 < towns["psnr"] < 60


def test_weights_are_stored_in_half_precision(tmp_path):
    weights = onnx.numpy_helper.from_array(np.linspace(0, 1, 128, dtype=np.float32), "weights")
    ends = [onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [128]) for name in ("x", "y")]
    node = onnx.helper.make_node("Add", ["x", "weights"], ["y"])
    graph = onnx.helper.make_graph([node], "sum", [ends[0]], [ends[1]], [weights])
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)]), tmp_path / "sum.onnx")
    before = (tmp_path / "sum.onnx").stat().st_size
    store_in_half(tmp_path / "sum.onnx")
    model = onnx.load(tmp_path / "sum.onnx")
    onnx.checker.check_model(model)
    assert model.graph.initializer[0].data_type == onnx.TensorProto.FLOAT16
    assert (tmp_path / "sum.onnx").stat().st_size < before - 128


def test_place_changes_colors_after_a_short_training(packed):
    """The grey is the same everywhere: only the place can tell green from red."""
    torch.manual_seed(0)
    module = GroundedModule({**VARIANTS["cr-cl"], "latents": (4,), "width": 12}, _WEIGHTS, 1e-2)
    optimizer = torch.optim.Adam(module.parameters(), 2e-2)
    batches = iter(Pieces(load_pictures(packed, "train"), Drawing(16, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 8, 0))
    for _ in range(60):
        optimizer.zero_grad()
        sum(module.losses(next(batches)).values()).backward()
        optimizer.step()
    grey = torch.full((1, 1, 16, 16), 0.35)
    with torch.no_grad():
        north, south = (
            module.network(grey, torch.from_numpy(scaled_place(place))[None])[0, :, 8, 8]
            for place in ((57.7, 14.2), (-6.0, 39.2))
        )
    assert north[0] < 0 < south[0], "the first number is towards red"


_WEIGHTS = {"divergence": 1e-4, "place": 0.02, "bicone": 0.5}


def test_stages_come_one_after_the_other():
    module = GroundedModule(VARIANTS["cr-cl"], _WEIGHTS)
    seen = []
    for elapsed in (0.0, 0.34, 0.67, 1.0):
        module.elapsed = elapsed
        seen.append((module.depth, module.network.meanings(module.depth)))
    assert seen == [(1, ()), (2, ()), (3, ("place", "color")), (3, ("place", "color"))]


def test_the_command_knows_the_recipes_variants():
    assert [each.value for each in coloring_commands._Variant] == [*VARIANTS, UNET]
    assert geo_colorizer.configured("vae", "cpu").minutes == 8 and geo_colorizer.configured(UNET, "cpu").minutes == 40


def test_imagery_is_packed_into_disjoint_splits(tmp_path, monkeypatch, aerial):
    monkeypatch.setitem(splits._SPLITS, "toy", "train")
    data = tmp_path / "data"
    (data / "sentinel2" / "bigearthnet").mkdir(parents=True)
    aerial.rename(data / "aerial")
    patches = np.random.default_rng(0).integers(0, 255, (120, 64, 64, 3), np.uint8)
    np.savez(data / "sentinel2" / "s2_rgb_1200.npz", x_train=patches[:110], x_test=patches[110:])
    for name in (splits.SENTINEL_TEST[0], "summer"):
        _write_satellite(data / "sentinel2" / "bigearthnet" / f"{name}.tif")
    said = succeed("pack-color", "--data", data, "--out", tmp_path / "packed")
    assert "train.npz" in said
    found = {split: load_pictures(tmp_path / "packed", split) for split in SPLITS}
    names = [{each.name for each in pictures} for pictures in found.values()]
    assert len(set.union(*names)) == sum(map(len, names)), "nothing is in two splits"
    toy = [each for each in found["train"] if each.name.startswith("toy")]
    assert sorted({each.resolution for each in toy}) == pytest.approx([0.35, 0.5], abs=0.01)
    assert toy[0].place == pytest.approx((45.15, 3.0), abs=0.01)
    assert not any(each.name.startswith("toy") for each in found["ground"]), "too few rows are left of it"
    satellite = {each.name: each for each in found["sentinel2"]}
    assert sum(name.startswith("sentinel2/test") for name in satellite) == 10
    assert any(splits.SENTINEL_TEST[0] in name for name in satellite)
    assert np.array_equal(satellite["sentinel2/test/0"].pixels, patches[110])
    assert not satellite["sentinel2/test/0"].is_placed


def test_imagery_in_no_split_is_refused(tmp_path, aerial):
    (tmp_path / "data").mkdir()
    aerial.rename(tmp_path / "data" / "aerial")
    result = CliRunner().invoke(cli.app, ["pack-color", "--data", str(tmp_path / "data"), "--out", str(tmp_path)])
    assert isinstance(result.exception, InputError) and "toy/chip_000 is in no split" in str(result.exception)


def test_folders_without_pictures_are_refused(tmp_path):
    with pytest.raises(InputError, match="pack-color"):
        load_pictures(tmp_path, "train")
    with pytest.raises(InputError, match="holds no training"):
        geo_colorizer.load(tmp_path)


def _write_satellite(path):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 120, 120, 3)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32629)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((500000, 10, 0, 5800000, 0, -10))
    dataset.WriteArray(np.random.default_rng(1).integers(0, 255, (3, 120, 120), np.uint8))
