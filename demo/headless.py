"""Running a Processing algorithm of this checkout in a QGIS without a window, as `qgis_process` does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class QgisError(Exception):
    """QGIS is missing, or it did not run the algorithm."""


def run_algorithm(algorithm: str, parameters: Mapping[str, object], folder: Path) -> str:
    """Run `algorithm` with `qgis_process` in a throw-away profile and return what it printed.

    Args:
        algorithm: its id, such as ``realign:alignvectors``.
        parameters: by name; values as the command line takes them.
        folder: for the profile and the link by which QGIS finds the plugin.

    Raises:
        QgisError: with everything that QGIS printed.
    """
    environment = prepare(folder)
    # Debian's wrapper script fails at once; the program behind it works.
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        raise QgisError("QGIS's command qgis_process is missing; `make demo` installs it, or install the package qgis.")
    call([program, "plugins", "enable", "realign"], environment)
    arguments = [f"{name}={value}" for name, value in parameters.items()]
    return call([program, "run", algorithm, "--", *arguments], environment)


def prepare(folder: Path) -> dict[str, str]:
    """Make profile and plugin folder, and return the environment that leads QGIS to them."""
    profile, plugins = folder / "profile", folder / "plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    link = plugins / "realign"  # QGIS names a plugin after its folder, and a checkout may be called anything
    link.unlink(missing_ok=True)
    link.symlink_to(ROOT, target_is_directory=True)
    return {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QGIS_PLUGINPATH": str(plugins),
        # qgis_process starts the system's Python, which does not know the virtual environment.
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PYTHONNOUSERSITE": "1",
    }


def call(command: list[str], environment: Mapping[str, str]) -> str:
    """Run a command and return its output; its errors, too, since QGIS mixes the two."""
    finished = subprocess.run(
        command, env=dict(environment), text=True, errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if finished.returncode != 0:
        raise QgisError(f"{Path(command[0]).name} {command[1]} ended with {finished.returncode}:\n{finished.stdout}")
    return finished.stdout
