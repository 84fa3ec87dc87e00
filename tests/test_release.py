"""The release zip in an empty QGIS profile: it does the main job with nothing but QGIS, and an update loses nothing."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from realign.demo.town import build_town

ROOT = Path(__file__).resolve().parent.parent
JOB = "realign:alignvectors"


def tool(name):
    sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "benchmarks")]
    try:
        return importlib.import_module(name)
    finally:
        del sys.path[:2]


zero_install = tool("zero_install")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The release zip."""
    return tool("package").build(tmp_path_factory.mktemp("zip") / "realign.zip")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return build_town(tmp_path_factory.mktemp("town"), seed=1, size=90.0, resolution=0.3, displacement=3.0)


@pytest.fixture
def profile(archive, tmp_path):
    return zero_install.Profile(tmp_path, archive)


def test_qgis_lists_the_algorithms_and_helps_with_each_parameter(profile):
    listed = profile.call((), "--json", "list")
    providers = json.JSONDecoder().raw_decode(listed, listed.index("{"))[0]["providers"]
    assert JOB in providers["realign"]["algorithms"]
    shown = profile.call((), "help", JOB)
    for name in ("INPUT", "BASEMAP", "MAX_DISPLACEMENT", "METHOD", "MIN_CONFIDENCE", "DEVICE", "OUTPUT"):
        assert f"\n{name}: " in shown


def test_with_nothing_but_qgis_the_result_is_that_of_onnxruntime(profile, town, capsys):
    """Modules come from the zip, hidden packages are hidden, statuses are equal: `compare` raises otherwise."""
    seconds = zero_install.compare(profile, town, runs=1)
    assert {way: len(times) for way, times in seconds.items()} == {"onnxruntime": 1, "numpy": 1}
    apart = float(re.search(r"difference of the two results: ([\d.]+) m", capsys.readouterr().out)[1])
    assert apart <= 0.02
    assert set(zero_install.statuses(profile.folder / "numpy.gpkg").values()) & {"aligned", "doubtful"}


def test_without_packages_the_run_says_what_it_is_computed_with(profile, town, tmp_path):
    said, _ = profile.align(town, tmp_path / "out.gpkg", ())
    assert "onnxruntime is not installed" in said and "Device: numpy" in said
    assert not {"onnxruntime", "shapely"} & set(profile.origins())


def test_a_difference_is_noticed(town, tmp_path):
    """The comparison itself can fail."""
    with pytest.raises(KeyError):
        zero_install.difference(town.truth, town.displaced)  # no statuses there
    outside = {"realign.engine.session": ROOT / "engine" / "session.py"}
    assert zero_install.foreign_modules(outside, tmp_path) == ["realign.engine.session"]


def newer(archive: Path, path: Path) -> Path:
    """The zip as the next release would be."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "realign/metadata.txt":
                content = re.sub(rb"(?m)^version=.*$", b"version=99.0.0", content)
            new.writestr(name, content)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_update_keeps_backends_models_and_settings(profile, archive, town, tmp_path):
    packages = Path(sysconfig.get_path("purelib"))
    version = importlib.import_module("importlib.metadata").version("onnxruntime")
    backend = profile.settings / "realign" / "backends" / f"onnxruntime-{version}"
    backend.mkdir(parents=True)
    shutil.copytree(packages / "onnxruntime", backend / "onnxruntime", ignore=shutil.ignore_patterns("transformers"))
    wheel = f"onnxruntime-{version}-cp{sys.version_info[0]}{sys.version_info[1]}-none-any.whl"
    keys = ("package", "version", "wheel", "source", "installed_at")
    about = dict(zip(keys, ("onnxruntime", version, wheel, "a test", "2026-01-01T00:00:00")))
    (backend / "backend.json").write_text(json.dumps(about), encoding="utf-8")
    model = profile.settings / "realign" / "models" / "mine.onnx"
    model.parent.mkdir()
    shutil.copy(ROOT / "resources" / "models" / "align-buildings-fast.onnx", model)
    settings = profile.settings / "QGIS" / "QGIS3.ini"
    chosen = f"\n[realign]\ndevice=cpu\ndefault_model\\buildings={model}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + chosen, encoding="utf-8")
    (profile.plugins / "realign" / "plugin" / "gone.py").write_text("", encoding="utf-8")
    before = contents(profile.settings / "realign")

    profile.install(newer(archive, tmp_path / "newer.zip"))

    assert not (profile.plugins / "realign" / "plugin" / "gone.py").exists()
    assert contents(profile.settings / "realign") == before
    profile.packages = None  # only what is in the profile
    inside = contents(profile.plugins / "realign")
    said, _ = profile.align(town, tmp_path / "out.gpkg", ("onnxruntime",))
    assert "version=99.0.0" in (profile.plugins / "realign" / "metadata.txt").read_text(encoding="utf-8")
    assert "Device: cpu" in said
    origins = profile.origins()
    assert backend in origins["onnxruntime"].parents
    assert profile.plugins in origins["realign.engine.session"].parents
    assert "align-buildings-fast" in settings.read_text(encoding="utf-8").split("last_run")[1]  # the shipped one is not
    fresh = {name for name in contents(profile.plugins / "realign") if "__pycache__" not in name}
    assert fresh == {name for name in inside if "__pycache__" not in name}
