"""``realign colorize`` as a user meets it."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from realign.engine import cli
from realign.engine.crs import epsg


@pytest.fixture
def photo(tmp_path):
    """An aerial photograph near 48.1° N, 15° E, grey."""
    path = tmp_path / "photo.tif"
    grey = np.random.default_rng(0).integers(0, 255, (1, 20, 30), np.uint8).repeat(4, 1).repeat(4, 2)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 120, 80, 1)
    dataset.WriteArray(grey)
    dataset.SetGeoTransform((500_000, 1, 0, 5_330_000, 0, -1))
    dataset.SetProjection(epsg(32633).ExportToWkt())
    return path


@pytest.fixture
def command(photo, colorize_models, tmp_path):
    """Run it with arguments; ``None`` leaves one out."""

    def run(**changes):
        given = {"input": photo, "output": tmp_path / "out.tif", "model": colorize_models(), "device": "cpu", **changes}
        arguments = ["colorize"]
        for name, value in given.items():
            if value is True:
                arguments.append("--" + name.replace("_", "-"))
            elif value is not None:
                values = value if isinstance(value, tuple) else (value,)
                arguments += ["--" + name, *map(str, values)]
        return cli.main(arguments)

    return run


def place(path):
    return gdal.Open(str(path)).GetMetadataItem("REALIGN_PLACE")


def test_writes_the_imagery_and_says_so(command, photo, tmp_path, capsys):
    assert command() == cli.DONE
    out, error = capsys.readouterr()
    assert "out.tif: 120 × 80 pixels with the colours of 48.12° N, 15.00° E" in out and "on cpu" in out
    assert "100 %" in error
    made = gdal.Open(str(tmp_path / "out.tif")).ReadAsArray().astype(int)
    grey = gdal.Open(str(photo)).ReadAsArray().astype(int)
    np.testing.assert_array_equal(made.max(0) + made.min(0), 2 * grey)
    assert place(tmp_path / "out.tif").startswith("48.12")


def test_another_place_and_all_else(command, tmp_path, capsys):
    box = (500_010, 5_329_950, 500_060, 5_329_990)
    assert command(place=(-33.9, -18.4), saturation=0.5, extent=box, quiet=True) == cli.DONE
    dataset = gdal.Open(str(tmp_path / "out.tif"))
    assert (dataset.RasterXSize, dataset.RasterYSize) == (50, 40)
    assert place(tmp_path / "out.tif") == "-33.900000 -18.400000"
    out, error = capsys.readouterr()
    assert not out and "33.90° S, 18.40° W lies" in error


def test_imagery_far_from_what_the_model_knows(command, photo, tmp_path, capsys):
    dataset = gdal.Open(str(photo), gdal.GA_Update)
    dataset.SetProjection(epsg(32643).ExportToWkt())  # 75° E
    dataset = None
    assert command() == cli.DONE
    out, error = capsys.readouterr()
    assert "120 × 80 pixels with the colours of no certain place;" in out
    assert "The imagery lies at 48.12° N, 75.00° E, 4239 km from Vienna" in error
    assert place(tmp_path / "out.tif") == "not told"


def test_imagery_without_a_place(command, photo, tmp_path, capsys):
    path = tmp_path / "scan.png"
    gdal.Translate(str(path), str(photo), format="PNG", noData="none", creationOptions=["WORLDFILE=NO"])
    for side in tmp_path.glob("scan.png.aux.xml"):
        side.unlink()
    assert command(input=path) == cli.FAILED
    assert "does not say where it lies, so its colours are not known; give the place" in capsys.readouterr().err
    assert command(input=path, place=(48, 11)) == cli.DONE
    assert "1 m are assumed" in capsys.readouterr().err
    assert command(input=path, place=(48, 11), resolution=0.5, overwrite=True, quiet=True) == cli.DONE
    assert capsys.readouterr().err == ""


def test_lists_places(command, capsys):
    assert command(list_places=True, input=None, output=None) == cli.DONE
    assert capsys.readouterr().out == (
        "  48.140   11.580  Munich\n  48.210   16.370  Vienna\n  41.390    2.170  Barcelona\n"
        "trained on places from 35.00° N, 10.00° W to 60.00° N, 30.00° E\n"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"input": None}, "give --input and --output"),
        ({"output": "out.png"}, "give it the extension .tif"),
        ({"saturation": "-1"}, "The saturation is -1.0"),
        ({"resolution": "0"}, "The resolution is 0.0 metres per pixel"),
        ({"place": (95, 0)}, "is not on Earth"),
        ({"model": "nowhere.onnx"}, "does not exist; choose an existing .onnx file"),
        ({"input": "nowhere.tif"}, "The imagery nowhere.tif cannot be opened as a raster"),
    ],
)
def test_one_sentence_for_what_is_wrong(command, tmp_path, capsys, monkeypatch, changes, words):
    monkeypatch.chdir(tmp_path)
    assert command(**changes) == cli.FAILED
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["photo.tif"]


def test_without_the_model_that_ships(command, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("realign.engine.model.MODELS", tmp_path)
    assert command(model=None) == cli.FAILED
    assert "No model for the task 'colorize' is installed; choose a model file." in capsys.readouterr().err


def test_info_tells_places_and_no_moves(colorize_models, capsys):
    assert cli.main(["info", str(colorize_models())]) == cli.DONE
    said = capsys.readouterr().out
    assert "48.14° N, 11.58° E: Munich" in said and "35.00° N, 10.00° W to 60.00° N, 30.00° E" in said
    assert "reach" not in said and "styles" not in said and "latent" not in said
