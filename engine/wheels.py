"""Wheels: which of those on offer to take.

The same as ``pip install --no-deps`` would take, with one more rule: the numpy that is there stays, so the wheel
must fit it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from .errors import PackageError
from .machine import Machine
from .versions import Version, allows

# Compiled against numpy 1 only, earlier wheels crash with numpy 2, and say nothing of it in their METADATA. From 1.19
# on, they are compiled against numpy 2, which serves numpy from 1.19 on, too (microsoft/onnxruntime#21063, #21085).
_FIRST_FOR_NUMPY_2 = Version("1.19")
_NUMPY = re.compile(r"numpy(?![-\w.])\s*(?:\[[^\]]*\])?\s*\(?([^;()]*)\)?\s*(?:;(.*))?", re.IGNORECASE)
_REQUIREMENT = re.compile(r"(nvidia[-_.][\w.-]+)\s*\(?((?:[<>=!~][^;()]*)?)\)?\s*(?:;(.*))?", re.IGNORECASE)
_EXTRA = re.compile(r"""extra\s*==\s*["'](cuda|cudnn)["']""")
_MARKER = re.compile(r"""python_version\s*(===|==|~=|!=|<=|>=|<|>)\s*["']([\d.*]+)["']""")


@dataclass(frozen=True)
class WheelOffer:
    """A file that is on offer.

    Attributes:
        name: of the file.
        address: URL or path.
        sha256: hexadecimal; "" if it is not said.
        requires_python: specifiers; "" if it is not said.
        yanked: whether its makers have withdrawn it.
        size: in bytes; 0 if it is not said.
        metadata: URL of its METADATA; "" if it cannot be had without the whole.
    """

    name: str
    address: str
    sha256: str = ""
    requires_python: str = ""
    yanked: bool = False
    size: int = 0
    metadata: str = ""


class WheelName(NamedTuple):
    """What the name of a wheel says.

    Attributes:
        package: normalised, such as ``onnxruntime-gpu``.
        version: of it.
        build: number that breaks ties.
        tags: such as ``cp311-cp311-manylinux_2_28_x86_64``.
    """

    package: str
    version: Version
    build: tuple[int, str]
    tags: tuple[str, ...]

    @classmethod
    def parse(cls, file_name: str) -> WheelName | None:
        """None if it is no name of a wheel."""
        if not re.fullmatch(r"[\w.+!-]+\.whl", file_name):
            return None
        parts = file_name[:-4].split("-")
        if len(parts) not in (5, 6):
            return None
        build = re.match(r"(\d+)(.*)", parts[2]) if len(parts) == 6 else None
        if len(parts) == 6 and not build:
            return None
        try:
            version = Version(parts[1].replace("_", "+"))
        except ValueError:
            return None
        tags = tuple("-".join(tag) for tag in product(*(part.split(".") for part in parts[-3:])))
        return cls(normalised(parts[0]), version, (int(build[1]), build[2]) if build else (0, ""), tags)


def normalised(package: str) -> str:
    """The one spelling of a package's name: 'ONNX_Runtime.GPU' is 'onnx-runtime-gpu'."""
    return re.sub(r"[-_.]+", "-", package).lower()


def fitting(offers: Iterable[WheelOffer], package: str, machine: Machine, specifiers: str = "") -> list[WheelOffer]:
    """The wheels of a package that fit a machine, the best first: the newest, then the most specific.

    Left out are those that were withdrawn, that come before a release, or that say that they need another Python;
    what only their METADATA says is the affair of ``fits_metadata``.
    """
    found = []
    for offer in offers:
        name = WheelName.parse(offer.name)
        if name is None or name.package != normalised(package) or name.version.is_prerelease or offer.yanked:
            continue
        if not allows(offer.requires_python, machine.python) or not allows(specifiers, str(name.version)):
            continue
        if not _fits_numpy(name, machine):
            continue
        ranks = [rank for rank in map(machine.rank, name.tags) if rank is not None]
        if ranks:
            found.append(((name.version, max(ranks), name.build), offer))
    return [offer for _, offer in sorted(found, key=lambda pair: pair[0], reverse=True)]


def fits_metadata(metadata: str, machine: Machine) -> bool:
    """Whether the METADATA of a wheel allows the Python and the numpy that are there."""
    for line in metadata.splitlines():
        if not line.strip():
            break  # the rest is a description
        key, _, value = line.partition(":")
        if key.lower() == "requires-python" and not allows(value, machine.python):
            return False
        if key.lower() == "requires-dist" and not _allows_numpy(value.strip(), machine):
            return False
    return True


def libraries_of(metadata: str) -> list[tuple[str, str]]:
    """NVIDIA's libraries that a wheel asks for, name and specifiers: always, or as its extras cuda and cudnn."""
    found = []
    for line in metadata.replace("\r\n", "\n").split("\n\n")[0].splitlines():
        key, _, value = line.partition(":")
        match = _REQUIREMENT.fullmatch(value.strip()) if key.lower() == "requires-dist" else None
        if match and (not match[3] or _EXTRA.search(match[3])):
            found.append((normalised(match[1]), match[2].strip()))
    return found


def none_fits(offers: list[WheelOffer], package: str, machine: Machine, where: str) -> PackageError:
    """The error for a place without a wheel that fits."""
    if not any((name := WheelName.parse(offer.name)) and name.package == normalised(package) for offer in offers):
        return PackageError(
            f"There is no wheel of {package} in {where}; check the address or the folder, or choose another package."
        )
    return PackageError(
        f"None of the wheels of {package} in {where} fits {machine} with numpy {machine.numpy}; "
        "choose another package, or go on without: numpy runs everything, only slower."
    )


def _fits_numpy(name: WheelName, machine: Machine) -> bool:
    compiled = not name.package.startswith("onnxruntime") or name.version >= _FIRST_FOR_NUMPY_2
    return compiled or Version(machine.numpy) < Version("2.0.dev0")


def _allows_numpy(requirement: str, machine: Machine) -> bool:
    match = _NUMPY.fullmatch(requirement)
    if not match or not _applies(match[2], machine):
        return True
    return allows(match[1].strip(), machine.numpy)


def _applies(marker: str | None, machine: Machine) -> bool:
    """Whether a marker is one on the version of Python, and holds; other markers are not for us (``extra``)."""
    if not marker:
        return True
    match = _MARKER.fullmatch(marker.strip())
    version = ".".join(machine.python.split(".")[:2])
    return bool(match) and allows(match[1] + match[2], version)
