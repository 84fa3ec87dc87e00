"""Builds the plugin for QGIS's plugin repository: one zip with one folder, `realign`.

It holds what git tracks of the plugin proper; training, tests and development files stay out. Two builds of one commit
are equal byte for byte.
"""

from __future__ import annotations

import argparse
import configparser
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENTS = ("__init__.py", "metadata.txt", "LICENSE", "CHANGELOG.md", "engine", "plugin", "resources")
LARGEST = 25 * 2**20  # bytes; the plugin repository takes no more


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
    return sorted(name for name in listing.split("\0") if name and not Path(name).name.startswith("."))


def commit_time() -> tuple[int, ...]:
    """When the last commit was made, as zip files state it; not the files' own times, which differ between clones."""
    seconds = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return time.gmtime(int(seconds))[:6]


def build(path: Path) -> Path:
    """Write the zip to `path`.

    Raises:
        ValueError: a file that must be in it is missing, or it became too large.
    """
    files = plugin_files()
    missing = [name for name in CONTENTS if not any(file == name or file.startswith(name + "/") for file in files)]
    if missing:
        raise ValueError(f"git tracks no {' and no '.join(missing)}, which the plugin needs; add it first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    stamp = commit_time()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files:
            entry = zipfile.ZipInfo(f"realign/{name}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, (ROOT / name).read_bytes())
    if path.stat().st_size > LARGEST:
        size = path.stat().st_size / 2**20
        path.unlink()
        raise ValueError(f"The plugin would be {size:.1f} MiB, and the repository takes 25; make the models smaller.")
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
        print(f"{path}: {len(archive.namelist())} files, {path.stat().st_size / 2**20:.1f} MiB")
        if arguments.unpack:
            archive.extractall(arguments.unpack)
    return 0


if __name__ == "__main__":
    sys.exit(main())
