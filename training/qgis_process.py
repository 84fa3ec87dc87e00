"""Run Processing algorithms of this checkout through ``qgis_process``, as a user would.

A throw-away profile is used, so that neither settings nor other plugins change the result. Nothing
but the standard library is imported: QGIS runs in its own process, with its own Python.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

from ..engine.errors import RealignError


class QgisProcess:
    """``qgis_process`` with this checkout's plugin enabled.

    Args:
        folder: an existing folder for the profile; may be thrown away afterwards.

    Raises:
        RealignError: QGIS is not installed or the plugin cannot be enabled.
    """

    def __init__(self, folder: str | Path) -> None:
        # Debian's wrapper script fails in QGIS 3.22; the program behind it works.
        self.program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
        if self.program is None:
            raise RealignError("qgis_process was not found; install QGIS, on Debian with `apt install qgis`.")
        plugins = Path(folder, "plugins").resolve()
        plugins.mkdir(parents=True, exist_ok=True)
        link = plugins / "realign"
        if not link.exists():
            link.symlink_to(Path(__file__).resolve().parents[1], target_is_directory=True)
        search = [sysconfig.get_path("purelib"), os.environ.get("PYTHONPATH", "")]
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_PLUGINPATH": str(plugins),
            "QGIS_CUSTOM_CONFIG_PATH": str(Path(folder, "profile").resolve()),
            "PYTHONPATH": os.pathsep.join(filter(None, search)),  # QGIS does not see the virtual environment
        }
        self._call("plugins", "enable", "realign")

    def run(self, algorithm: str, parameters: dict[str, object]) -> dict[str, object]:
        """Run an algorithm; return its outputs by name.

        Raises:
            RealignError: it failed; the message ends with what QGIS said.
        """
        arguments = [f"{name}={value}" for name, value in parameters.items()]
        printed = self._call("--json", "run", algorithm, "--", *arguments)
        return json.loads(printed[printed.index("{") :])["results"]  # QGIS may print warnings before it

    def _call(self, *arguments: str) -> str:
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            said = " / ".join(line.strip() for line in (done.stderr.strip() or done.stdout.strip()).splitlines()[-5:])
            raise RealignError(f"qgis_process {' '.join(arguments[:3])} failed with: {said}")
        return done.stdout
