"""The demonstration's job from the release zip, with and without the packages that QGIS does not bring.

    python benchmarks/zero_install.py [--size METRES] [--runs N] [--zip FILE]

The zip is installed into an empty QGIS profile, and `qgis_process` aligns the demonstration's town: once with
onnxruntime and shapely at hand, once with both hidden, so that numpy and GDAL do everything. The results must agree
within 0.02 m and in every status, and nothing of the engine may come from this checkout; else it ends with 1. Prints
the median times of the whole process, the network's share of them, and their ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np
from osgeo import ogr

from realign.demo.__main__ import DISPLACEMENT, RESOLUTION, SEED, SIZE, STYLE
from realign.demo.measure import read_by_key
from realign.demo.town import KEY, Town, build_town

ROOT = Path(__file__).resolve().parent.parent
TOLERANCE = 0.02  # metres
# Python reads this at its start, in QGIS, too: it hides packages and notes where Realign's modules come from.
WATCHER = """
import importlib.machinery, os, sys

class Watcher:
    hidden = set(filter(None, os.environ["REALIGN_HIDDEN"].split(",")))

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name.split(".")[0] in cls.hidden:
            raise ModuleNotFoundError(f"No module named {name!r} (hidden)", name=name)
        if name.split(".")[0] in ("realign", "onnxruntime", "shapely"):
            spec = importlib.machinery.PathFinder.find_spec(name, path)
            if spec is not None and spec.origin:
                with open(os.environ["REALIGN_ORIGINS"], "a") as file:
                    print(name, spec.origin, file=file)
        return None

sys.meta_path.insert(0, Watcher)
"""
EXTRAS = ("onnxruntime", "shapely")
FOREIGN = ("torch", "onnx", "scipy", "lightning")  # beside them in the environment, and never the plugin's business


class Profile:
    """An empty QGIS profile with the zip installed as QGIS's plugin manager does it.

    Args:
        folder: where to make it.
        archive: the zip.

    Attributes:
        settings: the folder of the profile, which an update leaves alone.
        plugins: the folder of its plugins.
        packages: the folder where packages are found that QGIS does not bring; None: nowhere.
    """

    def __init__(self, folder: Path, archive: Path) -> None:
        self.folder = folder
        self.settings = folder / "profile" / "profiles" / "default"
        self.plugins = self.settings / "python" / "plugins"
        self.packages: str | None = sysconfig.get_path("purelib")
        self.install(archive)
        (folder / "watcher").mkdir()
        (folder / "watcher" / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
        self.call((), "plugins", "enable", "realign")

    def install(self, archive: Path) -> None:
        """Install or update: the plugin's old folder is removed first, then the zip unpacked."""
        shutil.rmtree(self.plugins / "realign", ignore_errors=True)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(self.plugins)

    def call(self, extras: tuple[str, ...], *arguments: str) -> str:
        """Run `qgis_process`, all packages that QGIS does not bring hidden but these; return what it says.

        Raises:
            RuntimeError: it failed.
        """
        program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if program is None:
            raise RuntimeError("qgis_process was not found; install QGIS.")
        paths = [str(self.folder / "watcher"), *([self.packages] if extras and self.packages else [])]
        hidden = [name for name in (*EXTRAS, *FOREIGN) if name not in extras]
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL")}
        environment = {
            **kept,
            "PYTHONNOUSERSITE": "1",
            "PYTHONPATH": os.pathsep.join(paths),
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder / "profile"),
            "REALIGN_HIDDEN": ",".join(hidden),
            "REALIGN_ORIGINS": str(self.folder / "origins.txt"),
        }
        command = [program, *arguments]
        done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        if done.returncode or "Traceback" in said:
            raise RuntimeError(f"qgis_process {' '.join(arguments[:3])} failed with:\n{said.strip()[-3000:]}")
        return said

    def origins(self) -> dict[str, Path]:
        """Where the modules that were imported since the last call came from, by name."""
        file = self.folder / "origins.txt"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return {name: Path(origin) for name, origin in (line.split(" ", 1) for line in lines)}

    def align(self, town: Town, output: Path, extras: tuple[str, ...]) -> tuple[str, float]:
        """Run the demonstration's job; return what QGIS said, and seconds."""
        parameters = {"INPUT": town.displaced, "BASEMAP": town.imagery, "MAX_DISPLACEMENT": 10, "OUTPUT": output}
        started = time.perf_counter()
        said = self.call(extras, "run", "realign:alignvectors", "--", *(f"{k}={v}" for k, v in parameters.items()))
        return said, time.perf_counter() - started


def difference(path: Path, other: Path) -> float:
    """The longest distance between equal vertices of two results, metres.

    Raises:
        ValueError: features, vertices or statuses differ.
    """
    (keys, one), (others, two) = read_by_key(path, KEY), read_by_key(other, KEY)
    if keys != others or not np.array_equal(one.part_offsets, two.part_offsets):
        raise ValueError("The two results do not hold the same features and vertices.")
    if statuses(path) != statuses(other):
        raise ValueError("The two results do not hold the same statuses.")
    return float(np.hypot(*(one.coordinates - two.coordinates).T).max())


def statuses(path: Path) -> dict[object, str]:
    """Of every feature, by its key."""
    source = ogr.Open(str(path))
    return {feature[KEY]: feature["ra_status"] for feature in source.GetLayer(0)}


def foreign_modules(origins: dict[str, Path], plugin: Path) -> list[str]:
    """Modules of Realign that do not come from the installed plugin."""
    ours = {name: path for name, path in origins.items() if name.split(".")[0] == "realign"}
    return sorted(name for name, path in ours.items() if plugin not in path.parents)


def compare(profile: Profile, town: Town, runs: int) -> dict[str, list[float]]:
    """Run the job with and without the extras, in turn; return the seconds of each way.

    Raises:
        RuntimeError, ValueError: a run failed, took a module from elsewhere, or gave another result.
    """
    ways = {"onnxruntime": EXTRAS, "numpy": ()}
    outputs = {way: profile.folder / f"{way}.gpkg" for way in ways}
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(runs):
        for way, extras in ways.items():
            outputs[way].unlink(missing_ok=True)
            said, time_taken = profile.align(town, outputs[way], extras)
            seconds[way].append(time_taken)
            origins = profile.origins()
            foreign = foreign_modules(origins, profile.plugins / "realign")
            if foreign or "realign.engine.session" not in origins:
                raise RuntimeError(f"Not from the installed zip: {', '.join(foreign) or 'the engine'}.")
            if ("onnxruntime" in origins) != bool(extras) or ("Device: numpy" in said) == bool(extras):
                raise RuntimeError(f"The run with {way} was computed by something else:\n{said[-2000:]}")
        apart = difference(outputs["onnxruntime"], outputs["numpy"])
        if apart > TOLERANCE:
            raise ValueError(f"The two results are up to {apart:.3f} m apart, and {TOLERANCE} are allowed.")
        print(f"greatest difference of the two results: {apart:.5f} m", flush=True)
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=float, default=SIZE, help="side of the town in metres (default: %(default)g)")
    parser.add_argument("--runs", type=int, default=3, help="of each way (default: %(default)d)")
    parser.add_argument("--zip", type=Path, help="default: built from this checkout")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="realign-zero-") as name:
        folder = Path(name)
        archive = arguments.zip or folder / "realign.zip"
        if not arguments.zip:
            subprocess.run([sys.executable, str(ROOT / "tools" / "package.py"), "--output", str(archive)], check=True)
        town = build_town(folder, SEED, arguments.size, RESOLUTION, DISPLACEMENT, STYLE)
        try:
            seconds = compare(Profile(folder, archive), town, arguments.runs)
        except (RuntimeError, ValueError) as error:
            print(error, file=sys.stderr)
            return 1
    medians = {way: statistics.median(times) for way, times in seconds.items()}
    for way, times in seconds.items():
        print(f"{way}: median {medians[way]:.1f} s of {', '.join(f'{each:.1f}' for each in times)}")
    print(f"numpy takes {medians['numpy'] / medians['onnxruntime']:.1f} times as long (start of QGIS included)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
