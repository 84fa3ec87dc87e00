"""Builds the plugin for QGIS's plugin repository: one zip with one folder, `realign`.

It holds what git tracks of the plugin proper, and the models' checksums; training, tests, development files and the
sources of translations stay out. Two builds of one commit are equal byte for byte. package_checks.py checks it.
"""

from __future__ import annotations

import argparse
import configparser
import hashlib
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = ("__init__.py", "metadata.txt", "LICENSE", "CHANGELOG.md", "engine", "plugin", "resources")
SOURCES = (".ts",)  # what other files are made of; QGIS does not read them
CHECKSUMS = "resources/models/SHA256SUMS"  # the model manager compares the models that ship with it


def plugin_version() -> str:
    """The version that metadata.txt states."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def plugin_files() -> list[str]:
    """Paths, relative to the root, of the files that the plugin consists of."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--", *CONTENTS], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    names = (name for name in listing.split("\0") if name and not name.endswith(SOURCES))
    return sorted(name for name in names if not Path(name).name.startswith("."))


def checksums(files: list[str]) -> bytes:
    """Of the models among the files, as the program sha256sum writes them."""
    models = [name for name in files if name.endswith(".onnx")]
    lines = (f"{hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}  {Path(name).name}\n" for name in models)
    return "".join(lines).encode()


def commit_time() -> tuple[int, ...]:
    """When the last commit was made, as zip files state it; not the files' own times, which differ between clones."""
    seconds = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return time.gmtime(int(seconds))[:6]


def build(path: Path) -> Path:
    """Write the zip to `path`.

    Raises:
        ValueError: a file that must be in it is missing.
    """
    files = plugin_files()
    missing = [name for name in CONTENTS if not any(file == name or file.startswith(name + "/") for file in files)]
    if missing:
        raise ValueError(f"git tracks no {' and no '.join(missing)}, which the plugin needs; add it first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = commit_time()
    contents = {name: (ROOT / name).read_bytes() for name in files}
    contents[CHECKSUMS] = checksums(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"realign/{name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, contents[name])
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, help="default: dist/realign-VERSION.zip")
    parser.add_argument("--unpack", type=Path, metavar="FOLDER", help="unpack it there, too")
    arguments = parser.parse_args()
    try:
        path = build(arguments.output or ROOT / "dist" / f"realign-{plugin_version()}.zip")
    except (ValueError, KeyError, FileNotFoundError, subprocess.CalledProcessError) as error:
        print(f"No plugin was built: {error}", file=sys.stderr)
        return 1
    with zipfile.ZipFile(path) as archive:
        print(f"{path}: {len(archive.namelist())} files, {path.stat().st_size / 1e6:.1f} MB")
        if arguments.unpack:
            archive.extractall(arguments.unpack)
    return 0


if __name__ == "__main__":
    sys.exit(main())
