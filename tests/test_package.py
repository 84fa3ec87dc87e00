"""The release zip: what is in it, and that it works on a machine with nothing but QGIS."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from realign.demo.town import build_town

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"
QGIS_PROCESS = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


def make_package(*arguments):
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "package.py"), *map(str, arguments)], capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("package")
    made = make_package("--output", folder / "realign.zip", "--unpack", folder / "plugins")
    assert made.returncode == 0, made.stderr
    return folder / "plugins"


@pytest.fixture(scope="module")
def names(unpacked):
    with zipfile.ZipFile(unpacked.parent / "realign.zip") as archive:
        assert archive.testzip() is None
        return set(archive.namelist())


def bare(**more):
    """The environment of a user without any virtual environment or packages of her own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL")}
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen", **more}


def test_holds_the_plugin(names):
    expected = ("__init__.py", "metadata.txt", "LICENSE", "plugin/__init__.py", "engine/__init__.py")
    assert {f"realign/{name}" for name in expected} <= names
    assert any(name.startswith("realign/resources/models/") and name.endswith(".onnx") for name in names)


def test_holds_nothing_of_the_workshop(names):
    allowed = ("__init__.py", "metadata.txt", "LICENSE", "CHANGELOG.md", "plugin/", "engine/", "resources/")
    assert not [name for name in names if not name.removeprefix("realign/").startswith(allowed)]
    assert not [name for name in names if "__pycache__" in name or "/." in name]
    assert not [name for name in names if name.endswith((".so", ".dll", ".pyd", ".dylib", ".pyc", ".exe"))]


def test_is_small_enough_for_the_repository(unpacked):
    assert (unpacked.parent / "realign.zip").stat().st_size <= 25 * 2**20


def test_is_equal_byte_for_byte_when_built_again(unpacked, tmp_path):
    assert make_package("--output", tmp_path / "again.zip").returncode == 0
    assert (tmp_path / "again.zip").read_bytes() == (unpacked.parent / "realign.zip").read_bytes()


def test_every_module_but_the_plugins_imports_without_qgis_and_without_extras(unpacked):
    modules = sorted((unpacked / "realign" / "engine").rglob("*.py"))
    dotted = [".".join(path.relative_to(unpacked).with_suffix("").parts) for path in modules]
    code = (
        "import importlib, sys\n"
        "for name in ('qgis', 'torch', 'onnxruntime', 'shapely', 'scipy', 'onnx'): sys.modules[name] = None\n"
        f"for name in {dotted!r}: importlib.import_module(name)\n"
    )
    run = subprocess.run(
        [SYSTEM_PYTHON, "-s", "-c", code], cwd="/", env=bare(PYTHONPATH=str(unpacked)), capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def qgis_process(unpacked, tmp_path_factory):
    """QGIS's command line with the unpacked zip as its only plugin and nothing but the system's Python."""
    if QGIS_PROCESS is None:
        pytest.skip("QGIS's command line is not installed")
    environment = bare(QGIS_PLUGINPATH=str(unpacked), QGIS_CUSTOM_CONFIG_PATH=str(tmp_path_factory.mktemp("profile")))

    def call(*arguments):
        command = [QGIS_PROCESS, *map(str, arguments)]
        return subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)

    enabled = call("plugins", "enable", "realign")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    return call


def test_qgis_lists_the_algorithm(qgis_process):
    listed = qgis_process("--json", "list").stdout
    providers = json.loads(listed[listed.index("{") :])["providers"]
    assert "realign:alignvectors" in providers["realign"]["algorithms"]


def test_qgis_shows_help_for_every_parameter(qgis_process):
    shown = qgis_process("help", "realign:alignvectors").stdout
    for name in ("INPUT", "BASEMAP", "MAX_DISPLACEMENT", "METHOD", "MIN_CONFIDENCE", "DEVICE", "OUTPUT"):
        assert f"\n{name}: " in shown


def test_without_onnxruntime_numpy_runs_the_network(qgis_process, tmp_path):
    probe = [SYSTEM_PYTHON, "-s", "-c", "import onnxruntime"]
    if subprocess.run(probe, env=bare(), stderr=subprocess.DEVNULL).returncode == 0:
        pytest.skip("the system's own Python has onnxruntime")
    town = build_town(tmp_path, seed=1, size=90.0, resolution=0.3, displacement=3.0)
    output = tmp_path / "aligned.gpkg"
    parameters = (f"INPUT={town.displaced}", f"BASEMAP={town.imagery}", f"OUTPUT={output}")
    run = qgis_process("run", "realign:alignvectors", "--", *parameters)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "onnxruntime is not installed" in said and "Device: numpy" in said
    assert "Traceback" not in said
    assert output.exists()
