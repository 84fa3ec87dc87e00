"""A second, newer QGIS beside the system's: Debian 13 with QGIS from its backports, in a folder of its own.

The folder is made once, by mmdebstrap, and kept. Python packages that Debian lacks lie beside the system's in it, as
requirements/ pins them. Programs run there as root, in a mount namespace that ends with them, on a copy of the
checkout.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUITE, MIRROR = "trixie", os.environ.get("REALIGN_DEBIAN_MIRROR", "http://deb.debian.org/debian")
PACKAGES = (
    *("qgis", "python3-qgis", "qgis-providers", "python3-gdal", "python3-scipy", "python3-matplotlib"),
    *("xvfb", "xauth", "fonts-dejavu-core"),
)
# What the tests of the plugin need beside Debian's packages; no numpy: QGIS's own is what is tested.
WHEELS = (
    *("pytest", "pytest-qgis", "pluggy", "iniconfig", "packaging", "Pygments", "hypothesis", "sortedcontainers"),
    *("onnxruntime", "flatbuffers", "protobuf", "shapely"),
)
CHECKOUT, EXTRA = "srv/realign", "opt/wheels"  # in the folder; the package is called as its folder is
LOG_LINES = 25


class NewerQgis:
    """Debian 13 in a folder.

    Args:
        folder: where it is, or is to be.

    Raises:
        RuntimeError: it cannot be made or used here; one sentence says why.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"Debian {SUITE}"
        if os.geteuid() != 0:
            raise RuntimeError("The newer QGIS runs in a chroot, which needs root; try `sudo make test-matrix`.")
        if not self._is_done("system", repr((SUITE, PACKAGES))):
            self._make_system()
        if not self._is_done("wheels", repr(_pinned())):
            self._install_wheels()
        self._copy_checkout()

    def run(self, command: list[str], log: Path, **environment: str) -> int:
        """Run a command in the copy of the checkout; its output goes to `log`. Returns its exit code."""
        paths = f"/{Path(CHECKOUT).parent}:/{EXTRA}"
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8", "PYTHONPATH": paths}
        settings = [f"{key}={value}" for key, value in {**clean, "PYTHONNOUSERSITE": "1", **environment}.items()]
        inside = ["env", "-i", *settings, "sh", "-c", f'cd /{CHECKOUT} && exec "$@"', "sh", *command]
        with open(log, "w", encoding="utf-8") as output:
            return subprocess.run(self._enter(inside), stdout=output, stderr=subprocess.STDOUT, check=False).returncode

    def file(self, path: str) -> Path:
        """Where a file of the copied checkout lies."""
        return self.folder / CHECKOUT / path

    def _enter(self, command: list[str]) -> list[str]:
        """The command line that runs another one inside; nothing stays mounted afterwards."""
        mounts = 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"'
        return ["unshare", "--mount", "--propagation", "private", "sh", "-c", mounts, str(self.folder), *command]

    def _stamp(self, part: str) -> Path:
        return self.folder.parent / f"{self.folder.name}.{part}"

    def _is_done(self, part: str, recipe: str) -> bool:
        return self._stamp(part).exists() and self._stamp(part).read_text(encoding="utf-8") == recipe

    def _make_system(self) -> None:
        for program, package in (("mmdebstrap", "mmdebstrap"), ("unshare", "util-linux")):
            if shutil.which(program) is None:
                raise RuntimeError(f"The newer QGIS needs {program}; install it: apt-get install {package}.")
        print(f"Making {self.folder} with {SUITE}'s QGIS from the backports; this takes minutes, once.", flush=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        install = f'chroot "$1" apt-get install --yes --no-install-recommends -t {SUITE}-backports {" ".join(PACKAGES)}'
        sources = [f"deb {MIRROR} {suite} main" for suite in (SUITE, f"{SUITE}-backports")]
        options = [f"--aptopt={line}" for line in _apt_settings()]
        hook = f"--customize-hook={install}"
        self._call(["mmdebstrap", "--mode=root", "--variant=apt", *options, hook, SUITE, str(self.folder), *sources])
        self._stamp("wheels").unlink(missing_ok=True)
        self._stamp("system").write_text(repr((SUITE, PACKAGES)), encoding="utf-8")

    def _install_wheels(self) -> None:
        """Chosen for the Python in there by the pip out here, which knows how to reach its index."""
        found = [path.name[6:] for path in (self.folder / "usr/bin").glob("python3.*") if path.name[8:].isdigit()]
        if not found:
            raise RuntimeError(f"{self.folder} has no Python; remove the folder and try again.")
        shutil.rmtree(self.folder / EXTRA, ignore_errors=True)
        target = [
            "--target",
            str(self.folder / EXTRA),
            "--python-version",
            found[0],
            "--only-binary=:all:",
            "--no-deps",
        ]
        self._call([str(ROOT / ".venv/bin/python"), "-m", "pip", "install", *target, *_pinned()])
        self._stamp("wheels").write_text(repr(_pinned()), encoding="utf-8")

    def _call(self, command: list[str]) -> None:
        log = self.folder.parent / f"{Path(command[0]).name}.log"
        with open(log, "w", encoding="utf-8") as output:
            done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            print("".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[-LOG_LINES:]), file=sys.stderr)
            raise RuntimeError(f"The newer QGIS could not be made ({command[0]} failed; the whole output is in {log}).")

    def _copy_checkout(self) -> None:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(
            command,
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout.decode()
        target = self.folder / CHECKOUT
        shutil.rmtree(target, ignore_errors=True)
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, target / name)


def _pinned() -> list[str]:
    """The wheels, each as NAME==VERSION."""
    text = "".join((ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("run.txt", "develop.txt"))
    pins = dict(re.findall(r"^([\w-]+)==(\S+)", text, re.MULTILINE))
    return [f"{name}=={pins[name]}" for name in WHEELS]


def _apt_settings() -> list[str]:
    """The settings with which this machine's apt reaches its mirror: proxies, and mirrors of a day in the past."""
    listed = subprocess.run(["apt-config", "dump"], check=True, capture_output=True, text=True).stdout.splitlines()
    wanted = re.compile(r"Acquire::(https?::Proxy|Check-Valid-Until|Check-Date)\b.*")
    return [line for line in listed if wanted.match(line)]
