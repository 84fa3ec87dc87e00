"""Checks a release zip as plugins.qgis.org does when it is uploaded, and for what this project promises besides.

`python tools/package_checks.py ZIP` names every finding and exits with 1 if there is one. Each check takes the open
archive and yields findings, one sentence each. Models (.onnx) and compiled translations (.qm) are data that our own
code and Qt read; nothing in them is run, and so they are no binaries in the repository's sense.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from configparser import ConfigParser, Error, InterpolationError
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

FOLDER = "realign"
LARGEST = 25_000_000  # bytes; the repository takes no more
OLDEST_PYTHON = (3, 9)
REQUIRED = ("name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository")
BOOLEAN = ("experimental", "deprecated", "server", "hasProcessingProvider")
ADDRESSES = ("tracker", "repository", "homepage")  # the repository asks for a homepage by the way, too
TOP = ("__init__.py", "metadata.txt", "LICENSE", "CHANGELOG.md", "engine", "plugin", "resources")
KINDS = (".py", ".txt", ".md", ".onnx", ".qml", ".svg", ".png", ".jpg", ".html", ".css", ".qm", ".json")
FORBIDDEN_FOLDERS = ("__MACOSX", ".git", "__pycache__", "tests", "training", "tools", "benchmarks", "demo")
# How programs, libraries, archives and compiled Python begin
MAGIC = {
    b"\x7fELF": "a Linux program or library",
    b"MZ": "a Windows program or library",
    b"\xcf\xfa\xed\xfe": "a macOS program or library",
    b"\xca\xfe\xba\xbe": "a macOS or Java program",
    b"\x00asm": "a WebAssembly program",
    b"PK\x03\x04": "an archive",
    b"\x1f\x8b": "an archive",
}


def check_size(archive: zipfile.ZipFile) -> Iterator[str]:
    """At most 25 MB, and nothing damaged."""
    size = Path(archive.filename).stat().st_size
    if size > LARGEST:
        yield f"the zip has {size / 1e6:.1f} MB, and the repository takes 25; make the models smaller"
    damaged = archive.testzip()
    if damaged:
        yield f"{damaged} is damaged"


def check_names(archive: zipfile.ZipFile) -> Iterator[str]:
    """One folder with the plugin's name, and paths that every system can unpack."""
    tops = {name.split("/")[0] for name in archive.namelist()}
    if tops != {FOLDER}:
        yield f"the zip must hold one folder, {FOLDER}, and holds {', '.join(sorted(tops)) or 'nothing'}"
    folded: dict[str, str] = {}
    for name in archive.namelist():
        if ".." in name or name.startswith("/") or "\\" in name or re.match(r"[A-Za-z]:", name):
            yield f"{name} leads out of the folder or is no path of a zip"
        if not name.isascii():
            yield f"{name} is not in ASCII, which some unpackers do not read"
        if folded.setdefault(name.lower(), name) != name:
            yield f"{name} and {folded[name.lower()]} are one file on Windows"


def check_contents(archive: zipfile.ZipFile) -> Iterator[str]:
    """What a plugin must have is there; nothing of the workshop, nothing hidden, nothing compiled."""
    names = archive.namelist()
    for needed in ("metadata.txt", "__init__.py", "LICENSE"):
        if f"{FOLDER}/{needed}" not in names:
            yield f"{needed} is missing"
    for name in names:
        path = PurePosixPath(name)
        inner = path.parts[1:]
        if inner and inner[0] not in TOP:
            yield f"{name} is no part of the plugin"
        if any(part in FORBIDDEN_FOLDERS or part.startswith(".") for part in inner):
            yield f"{name} is hidden, made by a tool, or for development only"
        if path.suffix not in KINDS and path.name not in ("LICENSE", "SHA256SUMS") and not name.endswith("/"):
            yield f"{name} is of a kind that a plugin should not hold"
        begin = archive.read(name)[:8]
        for magic, what in MAGIC.items():
            if begin.startswith(magic):
                yield f"{name} is {what}"


def check_init(archive: zipfile.ZipFile) -> Iterator[str]:
    """`classFactory(iface)` is there, and importing the plugin imports nothing else."""
    tree = ast.parse(_text(archive, "__init__.py"))
    factories = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "classFactory"]
    if not factories or len(factories[0].args.args) != 1:
        yield "__init__.py has no function classFactory(iface)"
    if any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in tree.body):
        yield "__init__.py imports at once; classFactory must do it, so that QGIS starts quickly"


def check_metadata(archive: zipfile.ZipFile) -> Iterator[str]:
    """All keys that the repository wants, readable by its parser, and none that it no longer wants."""
    parser = ConfigParser()  # with interpolation, as the repository reads it
    parser.optionxform = str
    try:
        parser.read_string(_text(archive, "metadata.txt"))
        values = {key: value.strip() for key, value in parser.items("general")}
    except InterpolationError:
        yield "metadata.txt holds a per cent sign, which the repository's parser takes for a reference"
        return
    except Error as error:
        yield f"metadata.txt cannot be read: {error}"
        return
    for key in REQUIRED:
        if not values.get(key):
            yield f"metadata.txt lacks {key}"
    for key in ("version", "qgisMinimumVersion", "qgisMaximumVersion"):
        if key in values and not re.fullmatch(r"\d+\.\d+(\.\d+)?([-.]?(alpha|beta|rc)\d*)?", values[key]):
            yield f"{key}={values[key]} in metadata.txt is no version such as 1.2 or 1.2.3"
    for key in BOOLEAN:
        if values.get(key, "true").lower() not in ("true", "false", "yes", "no"):
            yield f"{key}={values[key]} in metadata.txt is neither yes nor no"
    for key in ADDRESSES:
        address = urlparse(values.get(key, ""))
        if address.scheme not in ("http", "https") or "." not in address.netloc:
            yield f"{key} in metadata.txt must be an address such as https://…"
    if "supportsQt6" in values:
        yield "supportsQt6 in metadata.txt has no meaning any more; qgisMaximumVersion=4.99 says it"
    if values.get("plugin_dependencies") == "":
        yield "plugin_dependencies in metadata.txt is empty; leave it out"
    if "/" in values.get("author", ""):
        yield "author in metadata.txt must not hold a slash"
    if len(values.get("about", "")) <= len(values.get("description", "")):
        yield "about in metadata.txt must say more than description"
    if values.get("icon") and f"{FOLDER}/{values['icon']}" not in archive.namelist():
        yield f"the icon {values['icon']} of metadata.txt is not in the zip"


def check_checksums(archive: zipfile.ZipFile) -> Iterator[str]:
    """The models that ship are what their checksums say, one line for each."""
    folder = f"{FOLDER}/resources/models/"
    models = {name for name in archive.namelist() if name.startswith(folder) and name.endswith(".onnx")}
    if f"{folder}SHA256SUMS" not in archive.namelist():
        yield "resources/models/SHA256SUMS is missing"
        return
    stated = dict(line.split("  ")[::-1] for line in _text(archive, "resources/models/SHA256SUMS").splitlines())
    for name in sorted(models | {folder + file for file in stated}):
        if name not in models or hashlib.sha256(archive.read(name)).hexdigest() != stated.get(name[len(folder) :]):
            yield f"{name} does not fit SHA256SUMS"


def check_python(archive: zipfile.ZipFile) -> Iterator[str]:
    """All Python files can be read by the oldest Python that a supported QGIS brings."""
    for name in archive.namelist():
        if name.endswith(".py"):
            try:
                ast.parse(archive.read(name).decode("utf-8"), name, feature_version=OLDEST_PYTHON)
            except (SyntaxError, UnicodeDecodeError) as error:
                yield f"{name} is no Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]}: {error}"


def check_imports(archive: zipfile.ZipFile) -> Iterator[str]:
    """Every module that another one imports from the plugin is there; git may not know a new file yet."""
    names = set(archive.namelist())
    for name in sorted(names):
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(archive.read(name))):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = PurePosixPath(name).parents[node.level - 1]
                target = base.joinpath(*node.module.split(".")) if node.module else base
                package = f"{target}/__init__.py"
                wanted = [f"{target}/{alias.name}" for alias in node.names] if package in names else [str(target)]
                for module in wanted:
                    is_there = f"{module}.py" in names or f"{module}/__init__.py" in names
                    if not is_there and not (package in names and _defines(archive, package, module)):
                        yield f"{name} imports {module}, which is not in the zip; has git been told of it?"


def _defines(archive: zipfile.ZipFile, name: str, module: str) -> bool:
    """Whether a package's own module defines what might have been a module in it."""
    return module.rsplit("/", 1)[1] in archive.read(name).decode("utf-8")


def check_security(archive: zipfile.ZipFile) -> Iterator[str]:
    """bandit and detect-secrets find nothing at all; remarks such as `nosec` do not count."""
    with tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        files = [str(path) for path in sorted(Path(folder).rglob("*")) if path.is_file()]
        tools = {
            "bandit": ["bandit", "--quiet", "--recursive", "--ignore-nosec", folder],
            "detect-secrets": ["detect_secrets.pre_commit_hook", *files],
        }
        for tool, command in tools.items():
            done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
            if done.returncode:
                yield f"{tool} finds something:\n{(done.stdout + done.stderr).replace(folder, '').strip()}"


STAGES = (
    (check_size,),
    (check_names, check_contents),
    (check_init, check_metadata, check_checksums, check_python),
    (check_imports,),
    (check_security,),
)


def findings(path: Path) -> list[str]:
    """What is wrong with a zip; nothing if it may be uploaded."""
    try:
        with zipfile.ZipFile(path) as archive:
            for stage in STAGES:  # each needs what the ones before have looked for
                found = [finding for check in stage for finding in check(archive)]
                if found:
                    return found
            return []
    except (zipfile.BadZipFile, OSError) as error:
        return [f"{path} is no zip: {error}"]


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(f"{FOLDER}/{name}").decode("utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("zip", type=Path)
    path = parser.parse_args().zip
    found = findings(path)
    for finding in found:
        print(f"{path.name}: {finding}.", file=sys.stderr)
    if not found:
        print(f"{path.name}: structure, metadata, size, Python, bandit and detect-secrets without findings")
        with zipfile.ZipFile(path) as archive:
            if re.search(r"^\w+=.*\.example\b", _text(archive, "metadata.txt"), re.MULTILINE):
                print("Before the upload: e-mail and addresses in metadata.txt are examples that nobody can reach.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
