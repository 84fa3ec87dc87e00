"""The release zip: what is in it; for its checks and its use see the tests beside this one."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"


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
