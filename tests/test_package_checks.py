"""The checks of the release zip: nothing is wrong with ours, and each finds what it is there for."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module


@pytest.fixture
def findings(tool):
    return tool("package_checks").findings


MODEL = b"not a model, but nobody looks"
SMALL = {
    "realign/__init__.py": b"def classFactory(iface):\n    from .plugin import Plugin\n\n    return Plugin(iface)\n",
    "realign/plugin/__init__.py": b"class Plugin:\n    from ..plugin import other\n",
    "realign/plugin/other.py": b"from . import Plugin\n",
    "realign/LICENSE": (ROOT / "LICENSE").read_bytes(),
    "realign/metadata.txt": (ROOT / "metadata.txt").read_bytes(),
    "realign/resources/icons/realign.svg": b"<svg/>\n",
    "realign/resources/models/a.onnx": MODEL,
    "realign/resources/models/SHA256SUMS": f"{hashlib.sha256(MODEL).hexdigest()}  a.onnx\n".encode(),
}


def packed(path: Path, changes: dict[str, bytes | None]) -> Path:
    """A small plugin as a zip, with changes: None takes a file out."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**SMALL, **changes}.items():
            if content is not None:
                archive.writestr(name, content)
    return path


def metadata(old: bytes, new: bytes) -> dict[str, bytes]:
    text = SMALL["realign/metadata.txt"]
    assert old in text
    return {"realign/metadata.txt": text.replace(old, new)}


def test_our_zip_is_without_findings(tool, findings, tmp_path):
    path = tool("package").build(tmp_path / "realign.zip")
    assert findings(path) == []
    assert path.stat().st_size <= 25_000_000


def test_a_small_plugin_is_without_findings(findings, tmp_path):
    assert findings(packed(tmp_path / "small.zip", {})) == []


# Written so that the scanners, which look at this file, too, do not take it for what it imitates
SECRET = 'key = "' + "AKIA" + "IOSFODNN7" + 'EXAMPLE"\n'
BROKEN = {
    "two folders": ({"other/file.py": b""}, "must hold one folder"),
    "another folder": ({"realign-main/metadata.txt": b""}, "must hold one folder"),
    "out of the folder": ({"realign/../evil.py": b""}, "leads out of the folder"),
    "absolute": ({"/realign/evil.py": b""}, "leads out of the folder"),
    "a Windows path": ({"realign/plugin:C.py": b"", "C:/realign/a.py": b""}, "leads out of the folder"),
    "not ASCII": ({"realign/plugin/höhe.py": b""}, "not in ASCII"),
    "one file on Windows": ({"realign/plugin/A.py": b"", "realign/plugin/a.py": b""}, "are one file on Windows"),
    "no metadata": ({"realign/metadata.txt": None}, "metadata.txt is missing"),
    "no licence": ({"realign/LICENSE": None}, "LICENSE is missing"),
    "no __init__.py": ({"realign/__init__.py": None}, "__init__.py is missing"),
    "tests": ({"realign/tests/test_a.py": b""}, "no part of the plugin"),
    "pyproject.toml": ({"realign/pyproject.toml": b""}, "no part of the plugin"),
    "hidden": ({"realign/plugin/.cache.json": b""}, "is hidden"),
    "git": ({"realign/.git/config.txt": b""}, "is hidden"),
    "bytecode": ({"realign/plugin/__pycache__/a.pyc": b""}, "made by a tool"),
    "a kind nobody knows": ({"realign/plugin/a.exe": b""}, "of a kind that"),
    "a library": ({"realign/resources/a.json": b"\x7fELF\x02"}, "is a Linux program or library"),
    "a Windows library": ({"realign/resources/a.png": b"MZ\x90"}, "is a Windows program"),
    "an archive": ({"realign/resources/a.txt": b"PK\x03\x04"}, "is an archive"),
    "no factory": ({"realign/__init__.py": b"def factory(iface): pass\n"}, "no function classFactory"),
    "imports at once": ({"realign/__init__.py": b"import os\ndef classFactory(iface): return os\n"}, "imports at once"),
    "a name missing": (metadata(b"name=Realign\n", b""), "lacks name"),
    "an empty tracker": (metadata(b"tracker=https", b"tracker=\nx=https"), "lacks tracker"),
    "an odd version": (metadata(b"version=0.1.0", b"version=first"), "version=first .* is no version"),
    "an odd minimum": (metadata(b"MinimumVersion=3.22", b"MinimumVersion=3"), "qgisMinimumVersion=3 .* no version"),
    "neither yes nor no": (metadata(b"server=False", b"server=perhaps"), "neither yes nor no"),
    "no address": (metadata(b"homepage=https://", b"homepage=see "), "homepage .* must be an address"),
    "no homepage": (metadata(b"homepage=", b"home="), "homepage .* must be an address"),
    "supportsQt6": (metadata(b"server=False", b"server=False\nsupportsQt6=yes"), "supportsQt6"),
    "no dependencies named": (metadata(b"server=False", b"server=False\nplugin_dependencies="), "plugin_dependencies"),
    "a slash in the author": (metadata(b"author=Realign", b"author=Realign/"), "must not hold a slash"),
    "a per cent sign": (metadata(b"about=", b"about=99 % of "), "per cent sign"),
    "nothing in about": (metadata(b"about=", b"about=Moves.\nelse="), "must say more"),
    "no section": ({"realign/metadata.txt": b"name=Realign\n"}, "cannot be read"),
    "no icon": ({"realign/resources/icons/realign.svg": None}, "icon .* is not in the zip"),
    "another model": ({"realign/resources/models/a.onnx": b"changed"}, "a.onnx does not fit SHA256SUMS"),
    "a model without checksum": ({"realign/resources/models/b.onnx": MODEL}, "b.onnx does not fit"),
    "a checksum without model": ({"realign/resources/models/a.onnx": None}, "a.onnx does not fit"),
    "no checksums": ({"realign/resources/models/SHA256SUMS": None}, "SHA256SUMS is missing"),
    "newer Python": ({"realign/plugin/a.py": b"match 1:\n    case _: pass\n"}, "is no Python 3.9"),
    "a module that git does not know": (
        {"realign/plugin/a.py": b"from .b import c\n"},
        "imports realign/plugin/b, which is not in the zip",
    ),
    "a module of another folder": (
        {"realign/plugin/a.py": b"from ..engine import b\n", "realign/engine/__init__.py": b""},
        "imports realign/engine/b, which",
    ),
    "no Python": ({"realign/plugin/a.py": b"def (:\n"}, "is no Python"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_finds(tool, name, tmp_path, monkeypatch):
    checks = tool("package_checks")
    monkeypatch.setattr(checks, "STAGES", checks.STAGES[:-1])  # the scanners take a second each
    changes, expected = BROKEN[name]
    found = checks.findings(packed(tmp_path / "broken.zip", changes))
    assert found
    assert any(re.search(expected, finding) for finding in found), found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("assert True\n", "bandit finds"),
        ("import subprocess  # nosec\n", "bandit finds"),
        ("try:\n    x = 1\nexcept Exception:\n    pass\n", "bandit finds"),
        (SECRET, "detect-secrets finds"),
    ],
)
def test_scanners_find(findings, tmp_path, code, expected):
    found = findings(packed(tmp_path / "broken.zip", {"realign/plugin/bad.py": code.encode()}))
    assert [finding for finding in found if expected in finding], found


def test_too_large(findings, tmp_path):
    large = packed(tmp_path / "large.zip", {"realign/resources/models/a.onnx": os.urandom(25_000_001)})
    assert any("25.0 MB" in finding for finding in findings(large))


def test_damaged(findings, tmp_path):
    path = packed(tmp_path / "damaged.zip", {})
    content = bytearray(path.read_bytes())
    content[content.index(MODEL) + 3] ^= 1
    path.write_bytes(content)
    assert any("a.onnx is damaged" in finding for finding in findings(path))


def test_no_zip(findings, tmp_path):
    (tmp_path / "no.zip").write_bytes(b"hello")
    assert any("is no zip" in finding for finding in findings(tmp_path / "no.zip"))
