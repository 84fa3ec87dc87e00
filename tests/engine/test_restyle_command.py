"""``realign restyle`` as a user meets it."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from realign.engine import cli


@pytest.fixture
def town(tmp_path):
    """A scanned map without a place on Earth."""
    path = tmp_path / "town.png"
    picture = np.random.default_rng(0).integers(0, 255, (3, 40, 60), np.uint8).repeat(4, 1).repeat(4, 2)
    memory = gdal.GetDriverByName("MEM").Create("", 240, 160, 3)
    memory.WriteArray(picture)
    gdal.GetDriverByName("PNG").CreateCopy(str(path), memory)
    return path


@pytest.fixture
def command(town, restyle_models, tmp_path):
    """Run it with arguments; ``None`` leaves one out."""

    def run(**changes):
        given = {"input": town, "output": tmp_path / "out.tif", "model": restyle_models(), "device": "cpu", **changes}
        arguments = ["restyle"]
        for name, value in given.items():
            if value is True:
                arguments.append("--" + name.replace("_", "-"))
            elif value is not None:
                values = value if isinstance(value, tuple) else (value,)
                arguments += ["--" + name, *map(str, values)]
        return cli.main(arguments)

    return run


def test_writes_the_map_and_says_so(command, tmp_path, capsys):
    assert command(style="toner") == cli.DONE
    out, error = capsys.readouterr()
    assert "out.tif: 240 × 160 pixels in the style “Toner”" in out and "on cpu" in out
    assert "100 %" in error
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    assert dataset.GetMetadataItem("REALIGN_STYLE") == "Toner"


def test_the_first_style_is_the_default(command, tmp_path):
    assert command() == cli.DONE
    assert gdal.Open(str(tmp_path / "out.tif")).GetMetadataItem("REALIGN_STYLE") == "Modern"


def test_a_reference(command, town, tmp_path):
    assert command(reference=town, extent=(8, -100, 208, -20), strength=0.5, scale=0.5) == cli.DONE
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    assert (dataset.RasterXSize, dataset.RasterYSize) == (100, 40)
    assert dataset.GetMetadataItem("REALIGN_STYLE") == f"as {town}"


def test_lists_styles(command, capsys):
    assert command(list_styles=True, input=None, output=None) == cli.DONE
    assert capsys.readouterr().out == "modern      Modern\ntoner       Toner\nwatercolor  Watercolor\n"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"input": None}, "give --input and --output"),
        ({"style": "baroque"}, "has no style 'baroque'"),
        ({"output": "out.png"}, "give it the extension .tif"),
        ({"strength": "2"}, "The strength is 2.0"),
        ({"model": "nowhere.onnx"}, "does not exist; choose an existing .onnx file"),
        ({"input": "nowhere.tif"}, "cannot be opened as a raster"),
    ],
)
def test_one_sentence_for_what_is_wrong(command, tmp_path, capsys, monkeypatch, changes, words):
    monkeypatch.chdir(tmp_path)
    assert command(**changes) == cli.FAILED
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["town.png"]


def test_nothing_is_overwritten_unasked(command, town, tmp_path, capsys):
    assert command() == cli.DONE
    before = (tmp_path / "out.tif").read_bytes()
    assert command(style="toner") == cli.FAILED
    assert "already exists" in capsys.readouterr().err and (tmp_path / "out.tif").read_bytes() == before
    assert command(style="toner", overwrite=True) == cli.DONE
    assert (tmp_path / "out.tif").read_bytes() != before
    gdal.Translate(str(tmp_path / "same.tif"), str(town))
    assert command(input=tmp_path / "same.tif", output=tmp_path / "same.tif", overwrite=True) == cli.FAILED
    assert "is also an input" in capsys.readouterr().err


def test_numpy_warns_how_long_it_takes(command, capsys):
    assert command(device="numpy", quiet=True) == cli.DONE
    assert "slowest of the devices" in capsys.readouterr().err


def test_info_names_the_styles_and_no_moves(restyle_models, capsys):
    assert cli.main(["info", str(restyle_models())]) == cli.DONE
    said = capsys.readouterr().out
    assert "toner: Toner" in said and "reach" not in said and "0.5" not in said
    assert cli.main(["info", "--json", str(restyle_models())]) == cli.DONE
    assert '"code"' in capsys.readouterr().out
