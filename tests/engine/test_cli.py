"""The command line as a user meets it: exit codes, one-sentence errors, outputs whole or not at all."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr, osr

from realign.engine import cli, command_align
from realign.engine.card import METADATA_KEY
from realign.engine.terminal import TerminalProgress, duration
from realign.engine.vectors import open_layer

ORIGIN = 500000.0, 4600000.0
SIZE = 400  # pixels of 0.3 m
SHIFT = 0.5  # pixels, that the model answers at every scale
COMMAND = [sys.executable, "-m", "realign.engine.cli"]


def reference(code):
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(code)
    crs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return crs


def write_raster(path, size=SIZE, values=None, code=32631):
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), size, size, 3, options=["TILED=YES"])
    dataset.SetGeoTransform((ORIGIN[0], 0.3, 0, ORIGIN[1], 0, -0.3))
    if code:
        dataset.SetProjection(reference(code).ExportToWkt())
    values = np.random.default_rng(0).integers(1, 255, (3, size, size), np.uint8) if values is None else values
    dataset.WriteArray(values)
    return str(path)


def write_houses(path, corner=(ORIGIN[0] + 30, ORIGIN[1] - 90), count=4, code=32631, step=15):
    driver = {".gpkg": "GPKG", ".shp": "ESRI Shapefile"}[Path(path).suffix]
    dataset = gdal.GetDriverByName(driver).Create(str(path), 0, 0, 0)
    options = ["ENCODING=UTF-8"] if driver == "ESRI Shapefile" else []
    layer = dataset.CreateLayer(Path(path).stem, reference(code) if code else None, ogr.wkbPolygon, options)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    for index in range(count):
        x, y = corner[0] + step * (index % 40), corner[1] + step * (index // 40)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", f"дом {index}")
        ring = f"{x} {y},{x + 8} {y},{x + 8} {y + 6},{x} {y + 6},{x} {y}"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
        layer.CreateFeature(feature)
    return str(path)


def write_model(path, card, slow=0):
    """A model that answers the same everywhere: ``SHIFT`` pixels to the right, give or take one."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    def constant(name, values):
        return numpy_helper.from_array(np.array(values, np.float32).reshape(1, -1, 1, 1), name)

    # the inputs only give the size: pooled to half of it, then multiplied by zero
    nodes = [helper.make_node("Add", ["image", "vectors"], ["sum0"])]
    for step in range(slow):
        nodes.append(helper.make_node("Conv", [f"sum{step}", "kernel"], [f"sum{step + 1}"], pads=[7, 7, 7, 7]))
    nodes += [
        helper.make_node("AveragePool", [f"sum{slow}"], ["half"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Mul", ["half", "zero"], ["nothing"]),
        helper.make_node("Add", ["nothing", "precise"], ["precision"]),
        helper.make_node("Slice", ["nothing", "first", "last", "axis"], ["pair"]),
        helper.make_node("Add", ["pair", "shift"], ["displacement"]),
    ]

    def shape(channels):
        return ["batch", channels, "height", "width"]

    graph = helper.make_graph(
        nodes,
        "constant",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape(3)) for name in ("image", "vectors")],
        [
            helper.make_tensor_value_info("displacement", TensorProto.FLOAT, ["b", 2, "h", "w"]),
            helper.make_tensor_value_info("precision", TensorProto.FLOAT, ["b", 3, "h", "w"]),
        ],
        [
            constant("zero", [0.0]),
            constant("precise", [0.0, 0.0, 0.0]),
            constant("shift", [SHIFT, 0.0]),
            numpy_helper.from_array(np.zeros((3, 3, 15, 15), np.float32), "kernel"),
            *(numpy_helper.from_array(np.array([v], np.int64), n) for n, v in (("first", 0), ("last", 2), ("axis", 1))),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    if card is not None:
        helper.set_model_props(model, {METADATA_KEY: card.to_json()})
    onnx.save(model, str(path))
    return str(path)


@pytest.fixture
def place(tmp_path, make_card):
    """A folder with a layer, a basemap and a model; ``out`` beside them is for outputs."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    write_raster(tmp_path / "in" / "image.tif")
    write_houses(tmp_path / "in" / "houses.gpkg")
    write_model(tmp_path / "in" / "model.onnx", make_card())
    return tmp_path


def arguments(place, **changes):
    """Of ``align``; None leaves an option out, True gives it without a value."""
    options = {
        "vectors": place / "in" / "houses.gpkg",
        "basemap": place / "in" / "image.tif",
        "model": place / "in" / "model.onnx",
        "output": place / "out" / "aligned.gpkg",
        "device": "cpu",
        **{name.replace("_", "-"): value for name, value in changes.items()},
    }
    words = ["align"]
    for name, value in options.items():
        if value is not None:
            words += (
                [f"--{name}"]
                if value is True
                else [f"--{name}", *map(str, value if isinstance(value, tuple) else [value])]
            )
    return words


def listing(folder):
    return sorted(each.name for each in Path(folder).iterdir())


def boxes(path):
    with open_layer(str(path)) as layer:
        return layer.geometries().boxes


def refused(capsys, words, *said):
    """Run a command that must fail with one sentence; returns it."""
    assert cli.main(words) == 1
    error = capsys.readouterr().err
    lines = [line for line in error.splitlines() if not line.lstrip().startswith(tuple("0123456789"))]  # progress
    assert len(lines) == 1 and lines[0].startswith("realign: ") and lines[0].endswith(".")
    for each in said:
        assert each in lines[0]
    return lines[0]


# --- what works -------------------------------------------------------------------------------------------------------


def test_align_writes_everything(place):
    out = place / "out"
    words = arguments(place, displacement=out / "field.tif", arrows=out / "arrows.shp", report=out / "report.html")
    done = subprocess.run(COMMAND + words, capture_output=True, text=True, check=False, cwd=place)
    assert done.returncode == 0, done.stderr
    assert "4 of 4 features aligned" in done.stdout and "CPU" in done.stdout.upper()
    assert "100 %" in done.stderr and "\r" not in done.stderr
    arrows = [f"arrows.{extension}" for extension in ("cpg", "dbf", "prj", "shp", "shx")]
    assert listing(out) == ["aligned.gpkg", *arrows, "field.tif", "report.html"]
    moved = boxes(out / "aligned.gpkg") - boxes(place / "in" / "houses.gpkg")
    np.testing.assert_allclose(moved[:, 0], SHIFT * 0.3 * (1 + 2 + 4 + 8 + 16), atol=0.02)  # scales 0 to 4
    np.testing.assert_allclose(moved[:, 1], 0, atol=0.02)
    field = gdal.Open(str(out / "field.tif"))
    assert field.RasterCount == 3
    assert "houses" in (out / "report.html").read_text("utf-8")
    with open_layer(str(out / "aligned.gpkg")) as layer:
        first = layer.ogr_layer.GetNextFeature()
        assert first.GetField("name") == "дом 0"
        assert first.GetField("ra_dx") == pytest.approx(moved[0, 0], rel=1e-3)
        assert first.GetField("ra_status") == "aligned"


def test_without_onnxruntime_numpy_runs_and_says_so_first(place, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert cli.main(arguments(place, device="auto")) == 0
    said = capsys.readouterr()
    lines = said.err.splitlines()
    warnings = [line for line in lines if line.startswith("Warning: ")]
    assert len(warnings) == 2 and warnings[0] == lines[0]
    assert "so numpy runs the network, which takes about" in lines[0]
    assert lines.index(warnings[1]) < next(number for number, line in enumerate(lines) if "Aligning" in line)
    assert re.search(r"runs with numpy, the slowest of the devices: about \d+ s for 0\.1 megapixels\.$", warnings[1])
    assert "on numpy" in said.out
    moved = boxes(place / "out" / "aligned.gpkg") - boxes(place / "in" / "houses.gpkg")
    np.testing.assert_allclose(moved[:, 0], SHIFT * 0.3 * (1 + 2 + 4 + 8 + 16), atol=0.02)


@pytest.mark.parametrize(("most", "ran"), [(10_000, "cuda"), (0, "cpu")])
def test_a_graphics_card_without_memory_enough(place, capsys, small_card, monkeypatch, most, ran):
    """Smaller blocks, then the CPU: with the same result, and a warning for each."""
    assert cli.main(arguments(place, output=place / "out" / "expected.gpkg")) == 0
    card = small_card("CUDAExecutionProvider", "CUDA failure 2: out of memory ; GPU=0", 64 * 64)
    capsys.readouterr()
    load = command_align.load_model

    def load_model(*given):
        model = load(*given)
        card.most = most  # once it is open
        return model

    monkeypatch.setattr(command_align, "load_model", load_model)
    assert cli.main(arguments(place, device="cuda", report=place / "out" / "report.html")) == 0
    said = capsys.readouterr()
    assert f" on {ran}," in said.out
    warnings = [line for line in said.err.splitlines() if line.startswith("Warning: ")]
    assert "smaller blocks are used" in warnings[0] and max(card.asked) > most
    assert ("the CPU takes over" in warnings[-1]) == (ran == "cpu")
    report = (place / "out" / "report.html").read_text("utf-8")
    assert f">{ran}<" in report and "smaller blocks are used" in report
    np.testing.assert_allclose(boxes(place / "out" / "aligned.gpkg"), boxes(place / "out" / "expected.gpkg"), atol=1e-6)


def test_options_reach_the_engine(place, capsys):
    extent = (ORIGIN[0], ORIGIN[1] - 100, ORIGIN[0] + 40, ORIGIN[1])
    words = arguments(place, extent=extent, method="shift", symmetries=True, quiet=True, max_displacement=3)
    assert cli.main(words) == 0
    captured = capsys.readouterr()
    assert captured.out == "" and "%" not in captured.err
    with open_layer(str(place / "out" / "aligned.gpkg")) as layer:
        status = [feature.GetField("ra_status") for feature in layer.ogr_layer]
    assert status == ["aligned", "outside", "outside", "outside"]


def test_doubtful_features_keep_their_place(place, capsys):
    assert cli.main(arguments(place, min_confidence=1)) == 0
    assert "4 doubtful" in capsys.readouterr().out
    np.testing.assert_array_equal(boxes(place / "out" / "aligned.gpkg"), boxes(place / "in" / "houses.gpkg"))


def test_layer_beside_the_input(place):
    source = place / "in" / "houses.gpkg"
    assert cli.main(arguments(place, output=f"{source}|layername=aligned")) == 0
    dataset = ogr.Open(str(source))
    assert [dataset.GetLayer(index).GetName() for index in range(2)] == ["houses", "aligned"]


def test_overwrite(place, capsys):
    assert cli.main(arguments(place)) == 0
    before = (place / "out" / "aligned.gpkg").read_bytes()
    refused(capsys, arguments(place), "already exists")
    assert (place / "out" / "aligned.gpkg").read_bytes() == before
    assert cli.main(arguments(place, overwrite=True, method="rigid")) == 0
    assert listing(place / "out") == ["aligned.gpkg"]


def test_info(place, capsys):
    assert cli.main(["info", str(place / "in" / "model.onnx")]) == 0
    shown = capsys.readouterr().out
    assert "task:                 align" in shown and "0.3" in shown and "Für Häuser, 建物" in shown
    assert cli.main(["info", "--json", str(place / "in" / "model.onnx")]) == 0
    assert '"task": "align"' in capsys.readouterr().out


# --- what is refused --------------------------------------------------------------------------------------------------


def missing_vectors(place):
    return {"vectors": place / "in" / "no.gpkg"}, ["There is no file", "no.gpkg"]


def missing_basemap(place):
    return {"basemap": place / "in" / "no.tif"}, ["no.tif", "cannot be opened"]


def missing_model(place):
    return {"model": place / "in" / "no.onnx"}, ["no.onnx", "does not exist"]


def several_layers(place):
    source = gdal.OpenEx(str(place / "in" / "houses.gpkg"), gdal.OF_UPDATE)
    source.CreateLayer("roads", reference(32631), ogr.wkbLineString)
    return {}, ["several layers", "'houses', 'roads'"]


def unknown_layer(place):
    return {"layer": "roads"}, ["no layer 'roads'"]


def empty_layer(place):
    return {"vectors": write_houses(place / "in" / "empty.gpkg", count=0)}, ["no geometries"]


def no_crs(place):
    return {"vectors": write_houses(place / "in" / "bare.shp", code=None)}, ["CRS", "missing"]


def basemap_without_crs(place):
    return {"basemap": write_raster(place / "in" / "bare.tif", code=None)}, ["CRS", "missing"]


def elsewhere(place):
    return {"vectors": write_houses(place / "in" / "far.gpkg", corner=(ORIGIN[0] + 9000, ORIGIN[1]))}, ["not overlap"]


def other_zone(place):
    return {"vectors": write_houses(place / "in" / "far.gpkg", code=32637)}, ["not overlap"]


def empty_basemap(place):
    path = place / "in" / "nodata.tif"
    write_raster(path, values=np.zeros((3, SIZE, SIZE), np.uint8))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for band in (1, 2, 3):
        dataset.GetRasterBand(band).SetNoDataValue(0)
    return {"basemap": path}, ["nodata"]


def no_model(place):
    (place / "in" / "text.onnx").write_text("no model at all")
    return {"model": place / "in" / "text.onnx"}, ["text.onnx"]


def damaged_model(place):
    whole = (place / "in" / "model.onnx").read_bytes()
    (place / "in" / "cut.onnx").write_bytes(whole[: len(whole) // 2])
    return {"model": place / "in" / "cut.onnx"}, ["cut.onnx"]


def model_without_card(place):
    return {"model": write_model(place / "in" / "bare.onnx", None)}, ["bare.onnx", "without a Realign card"]


def too_far(place):
    return {"max_displacement": 500}, ["500 m", "20 m"]


def impossible_displacement(place):
    return {"max_displacement": -1}, ["-1"]


def impossible_confidence(place):
    return {"min_confidence": 7}, ["7", "from 0 to 1"]


def extent_without_features(place):
    return {"extent": (0, 0, 1, 1)}, ["extent"]


def unknown_device(place):
    return {"device": "abacus"}, ["abacus"]


def missing_folder(place):
    return {"output": place / "nowhere" / "a.gpkg"}, ["does not exist", "nowhere"]


def file_as_folder(place):
    return {"report": place / "in" / "image.tif" / "r.html"}, ["does not exist"]


def unknown_format(place):
    return {"output": place / "out" / "a.docx"}, [".docx"]


def output_is_input(place):
    return {"output": place / "in" / "houses.gpkg", "overwrite": True}, ["also an input"]


def field_is_basemap(place):
    return {"displacement": place / "in" / "image.tif", "overwrite": True}, ["also an input"]


def twice_the_same(place):
    return {"arrows": place / "out" / "aligned.gpkg"}, ["same path"]


CASES = [
    missing_vectors, missing_basemap, missing_model, several_layers, unknown_layer, empty_layer, no_crs,
    basemap_without_crs, elsewhere, other_zone, empty_basemap, no_model, damaged_model, model_without_card, too_far,
    impossible_displacement, impossible_confidence, extent_without_features, unknown_device, missing_folder,
    file_as_folder, unknown_format, output_is_input, field_is_basemap, twice_the_same,
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_refused_in_one_sentence(place, case, capfd):
    changes, said = case(place)
    before = {path: path.read_bytes() for path in (place / "in").iterdir()}
    refused(capfd, arguments(place, **{"displacement": place / "out" / "field.tif", **changes}), *said)
    assert listing(place / "out") == []
    assert {path: path.read_bytes() for path in (place / "in").iterdir()} == before


def test_model_of_another_task(place, make_card, capsys):
    model = write_model(place / "in" / "other.onnx", make_card(task="colorize"))
    refused(capsys, arguments(place, model=model), "other.onnx", "'colorize'")


def test_resolution_beyond_the_model(place, make_card, capsys):
    model = write_model(place / "in" / "fine.onnx", make_card(resolution_range=(0.01, 0.1)))
    refused(capsys, arguments(place, model=model), "0.3 m per pixel", "coarser")


def test_failure_in_a_process_of_its_own(place):
    done = subprocess.run(
        COMMAND + arguments(place, vectors=place / "in" / "no.gpkg"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("realign: There is no file") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["align"],
        ["fly"],
        ["align", "--vectors", "a"],
        ["align", "--method", "magic"],
        ["align", "--extent", "1", "2"],
    ],
)
def test_wrong_usage(words, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
    assert "usage: realign" in capsys.readouterr().err


def test_help_names_every_option_and_exit_code(capsys):
    for words in (["--help"], ["align", "--help"], ["info", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as stopped:
            cli.main(words)
        assert stopped.value.code == 0
        shown = capsys.readouterr().out
        assert "exit codes:" in shown or shown.startswith("realign ")


# --- what is stopped --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_by_a_signal_leaves_nothing(place, make_card, number):
    write_model(place / "in" / "model.onnx", make_card(tile_size=192), slow=3)
    write_raster(place / "in" / "image.tif", 2400)
    write_houses(place / "in" / "many.gpkg", (ORIGIN[0] + 20, ORIGIN[1] - 700), 1600)
    out = place / "out"
    words = arguments(
        place, vectors=place / "in" / "many.gpkg", displacement=out / "f.tif", report=out / "r.html", symmetries=True
    )
    process = subprocess.Popen(COMMAND + words, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not listing(out) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    assert process.poll() is None, process.stderr.read()
    process.send_signal(number)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert error.splitlines()[-1] == "realign: stopped; nothing was written."
    assert "Traceback" not in error
    assert listing(out) == []


# --- the terminal -----------------------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_in_a_log():
    stream = io.StringIO()
    progress = TerminalProgress(stream)
    for share in np.linspace(0, 1, 101):
        progress(share, "Aligning")
    progress.close()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 10
    assert lines[-1] == "100 % Aligning"


def test_progress_on_a_terminal(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    stream = Terminal()
    progress = TerminalProgress(stream)
    for share in (0.0, 0.25, 0.5):
        now[0] = 100 * share
        progress(share, "Aligning")
    shown = stream.getvalue()
    assert "\n" not in shown and shown.count("\r") == 3
    assert "[###############...............]  50 % Aligning, 50 s left" in shown
    progress.close()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_quiet_progress():
    stream = Terminal()
    progress = TerminalProgress(stream, quiet=True)
    progress(0.5, "Aligning")
    progress.close()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (185, "3:05 min"), (7800, "2:10 h")])
def test_duration(seconds, text):
    assert duration(seconds) == text
