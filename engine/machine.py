"""What a computer and its Python are, and which wheels were built for them (PEP 425, 600, 656)."""

from __future__ import annotations

import os
import platform
import re
import sys
import sysconfig
from dataclasses import dataclass

import numpy as np

_LEGACY = {"manylinux1": "manylinux_2_5", "manylinux2010": "manylinux_2_12", "manylinux2014": "manylinux_2_17"}
_LINUX = re.compile(r"m[a-z]+linux_(\d+)_(\d+)_(\w+)")
_LINUX_OF = {"glibc": "manylinux", "musl": "musllinux"}
_MAC = re.compile(r"macosx_(\d+)_(\d+)_(\w+)")
_BOTH = {"universal2": ("x86_64", "arm64"), "intel": ("x86_64",), "universal": ("x86_64",)}
_MUSL = (1, 2)  # all since 2020; which one it is cannot be had without starting a program


@dataclass(frozen=True)
class Machine:
    """A computer and its Python.

    Attributes:
        python: version, such as '3.11.2'.
        system: ``linux``, ``win`` or ``macosx``; others have no wheels.
        architecture: ``x86_64``, ``aarch64``, ``arm64``, ``amd64``, … as wheels spell it for the system.
        libc: ``glibc`` or ``musl`` on Linux.
        release: of the libc, or of macOS.
        numpy: version of the numpy that is there and stays.
        threaded: Python without its global lock, which has an ABI of its own.
    """

    python: str
    system: str
    architecture: str
    libc: str = ""
    release: tuple[int, int] = (0, 0)
    numpy: str = "1.26.4"
    threaded: bool = False

    @classmethod
    def this(cls) -> Machine:
        """The one that this runs on."""
        system, _, architecture = sysconfig.get_platform().partition("-")  # such as linux-x86_64 and win-amd64
        if system == "win32":
            system, architecture = "win", system
        libc, release = "", (0, 0)
        if system == "linux":
            libc, release = _libc()
            if architecture == "x86_64" and sys.maxsize < 2**32:
                architecture = "i686"
        elif system == "macosx":
            architecture, release = platform.machine(), _macos(platform.mac_ver()[0], platform.release())
        threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
        return cls(platform.python_version(), system, architecture, libc, release, np.__version__, threaded)

    @property
    def key(self) -> str:
        """What a compiled package must have been built for, in short: 'cp311-linux-x86_64'."""
        return f"{self._abi}-{self.system}-{self.architecture}"

    def __str__(self) -> str:
        name = {"win": "Windows", "macosx": "macOS", "linux": "Linux"}.get(self.system, self.system)
        libc = f", {self.libc} {self.release[0]}.{self.release[1]}" if self.libc else ""
        return f"Python {self.python} on {name} ({self.architecture}{libc})"

    def rank(self, tag: str) -> tuple[int, int, int] | None:
        """How well a wheel with this tag fits: the more the better; None if it does not fit.

        Args:
            tag: one of a wheel, such as ``cp311-cp311-manylinux_2_28_x86_64``.
        """
        try:
            python, abi, system = tag.split("-")
        except ValueError:
            return None
        interpreter, place = self._python_rank(python, abi), self._system_rank(system)
        return None if interpreter is None or place is None else (interpreter, *place)

    @property
    def _minor(self) -> int:
        return int(self.python.split(".")[1])

    @property
    def _abi(self) -> str:
        return f"cp3{self._minor}" + ("t" if self.threaded else "")

    def _python_rank(self, python: str, abi: str) -> int | None:
        own = f"cp3{self._minor}"
        if python == own and abi == self._abi:
            return 1000
        oldest = re.fullmatch(r"cp3(\d+)", python)
        if abi == "abi3" and oldest and int(oldest[1]) <= self._minor and not self.threaded:
            return 100 + int(oldest[1])
        if abi == "none" and python in (own, f"py3{self._minor}", "py3"):
            return 1
        return None

    def _system_rank(self, system: str) -> tuple[int, int] | None:
        if system == "any":
            return (0, 0)
        if self.system == "win":
            return (1, 0) if system in (f"win_{self.architecture}", self.architecture) else None
        if self.system == "macosx":
            match = _MAC.fullmatch(system)
            if not match or self.architecture not in _BOTH.get(match[3], (match[3],)):
                return None
        else:
            if system == f"linux_{self.architecture}":  # built on such a computer, as for NVIDIA's Jetson
                return (0, 1)
            name, _, rest = system.partition("_")
            match = _LINUX.fullmatch(f"{_LEGACY[name]}_{rest}" if name in _LEGACY else system)
            if not match or match[3] != self.architecture or not system.startswith(_LINUX_OF.get(self.libc, "-")):
                return None
        oldest = (int(match[1]), int(match[2]))
        return oldest if oldest <= self.release else None


def _libc() -> tuple[str, tuple[int, int]]:
    if any("musl" in (sysconfig.get_config_var(name) or "") for name in ("SOABI", "HOST_GNU_TYPE")):
        return "musl", _MUSL
    try:
        match = re.search(r"(\d+)\.(\d+)", os.confstr("CS_GNU_LIBC_VERSION") or "")
    except (AttributeError, ValueError, OSError):  # no glibc
        match = None
    return ("glibc", (int(match[1]), int(match[2]))) if match else ("", (0, 0))


def _macos(version: str, kernel: str) -> tuple[int, int]:
    """The release, from what macOS says of itself and the version of its kernel."""
    major, minor = (int(part) for part in [*version.split("."), "0", "0"][:2])
    if (major, minor) == (10, 16):  # what 11 and later tell programs that were built for earlier ones
        darwin = int(kernel.split(".")[0])
        return (darwin - 9 if darwin < 25 else darwin + 1), 0
    return major, minor
