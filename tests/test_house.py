"""The house holds: rooms import only what they may, and what is stated twice is stated alike."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENGINE_AT_ONCE = {"numpy", "osgeo"}
ENGINE_LAZILY = {"shapely", "onnxruntime"}


def packages(nodes):
    """Names outside the standard library that import statements bring in; relative imports stay in the package."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names


def at_once(tree):
    """Nodes that run when a module is imported: all but the bodies of functions and what only type checkers read."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
        elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            waiting += ast.iter_child_nodes(node)


def modules(room):
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", modules("engine"), ids=lambda path: path.name)
def test_engine_imports_numpy_and_gdal_and_others_lazily(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert packages(at_once(tree)) <= ENGINE_AT_ONCE
    assert packages(ast.walk(tree)) <= ENGINE_AT_ONCE | ENGINE_LAZILY


@pytest.mark.parametrize("path", modules("plugin"), ids=lambda path: path.name)
def test_plugin_imports_qgis_and_the_engine(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert packages(ast.walk(tree)) <= {"qgis", "numpy", "osgeo", "processing"}


@pytest.mark.parametrize("room", ["engine", "plugin"])
def test_modules_parse_as_python_3_9(room):
    paths = modules(room)
    assert paths
    for path in paths:
        ast.parse(path.read_text(encoding="utf-8"), filename=str(path), feature_version=(3, 9))


def test_an_import_at_the_top_is_told_from_a_lazy_one():
    tree = ast.parse("import os, torch\nclass A:\n    import rich\n    def f(self):\n        import scipy\n")
    assert packages(at_once(tree)) == {"torch", "rich"}
    assert packages(ast.walk(tree)) == {"torch", "rich", "scipy"}


def test_version_is_stated_alike():
    stated = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    metadata = re.search(r"^version=(.+)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert stated[1] == metadata[1]
    assert f"## {stated[1]} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_all_packages_are_listed():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.findall(r'"([^"]+)"', re.search(r"^packages = \[(.*?)\]", text, re.MULTILINE | re.DOTALL)[1])
    tracked = subprocess.run(
        ["git", "ls-files", "*__init__.py"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    folders = (Path(name).parent.parts for name in tracked)
    assert sorted(listed) == sorted(".".join(("realign", *parts)) for parts in folders)


def test_no_tests_folder_is_a_package():
    assert not list((ROOT / "tests").rglob("__init__.py"))
