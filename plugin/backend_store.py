"""The folder of installed backends: what is in it, what is used, what has to go.

Each installation has a folder of its own, which comes into being complete, by one rename. Which one is used stands in
``state.json``, for each Python separately: several QGIS with different Pythons may share a profile. What is loaded
cannot be deleted everywhere (Windows), so it is named there, too, and goes at the next start.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QLockFile

from ..engine.machine import Machine
from ..engine.wheel_files import unwritable
from ..engine.wheels import WheelName
from .places import backends_folder

MODULE = "onnxruntime"  # what all the packages are imported as
_ABOUT, _STATE, _STAGING, _LEAVING = "backend.json", "state.json", "staging-", "leaving-"
_TRIES, _PAUSE = 10, 0.3  # s


@dataclass(frozen=True)
class About:
    """What is written down with an installation.

    Attributes:
        package: name, such as ``onnxruntime-gpu``.
        version: of it.
        wheel: name of the file that it came from.
        source: the server or the folder that it came from.
        installed_at: local time, ISO 8601.
    """

    package: str
    version: str
    wheel: str
    source: str
    installed_at: str


@dataclass(frozen=True)
class Backend:
    """One installation.

    Attributes:
        folder: where it lies.
        about: what is written down about it.
        fits: whether it was built for this Python and this computer.
        active: whether it is the one that is used by this Python, from the next start at the latest.
        loaded: whether it has been imported since QGIS started.
        leaving: whether it goes at the next start.
    """

    folder: Path
    about: About
    fits: bool
    active: bool = False
    loaded: bool = False
    leaving: bool = False


def installed() -> list[Backend]:
    """All installations in the profile, the newest first; broken ones are left out."""
    state, machine, loaded = _state(), Machine.this(), loaded_from()
    found = []
    for folder in _folders():
        about = _about(folder)
        if about is not None:
            name = WheelName.parse(about.wheel)
            fits = name is not None and any(machine.rank(tag) for tag in name.tags)
            leaving = folder.name in state["leaving"]
            found.append(Backend(folder, about, fits, loaded=loaded == folder, leaving=leaving))
    found.sort(key=lambda backend: backend.about.installed_at, reverse=True)
    usable = [backend for backend in found if backend.fits and not backend.leaving]
    chosen = [backend for backend in usable if backend.folder.name == state["active"].get(machine.key)]
    active = (chosen or usable or [None])[0]
    return [Backend(**{**vars(backend), "active": backend is active}) for backend in found]


def active() -> Backend | None:
    """The installation that this Python uses, if there is one."""
    return next((backend for backend in installed() if backend.active), None)


def loaded_from() -> Path | None:
    """The folder that the backend was imported from, None while it has not been."""
    file = getattr(sys.modules.get(MODULE), "__file__", None)
    return Path(file).parents[1] if file else None


def choose(backend: Backend) -> None:
    """Use an installation from now on, or from the next start where another one is loaded.

    Raises:
        PackageError: that cannot be written down.
    """
    state = _state()
    state["active"][Machine.this().key] = backend.folder.name
    _write_state(state)


def remove(backend: Backend) -> bool:
    """Remove an installation; one that is loaded goes at the next start.

    Returns:
        Whether it is gone now.

    Raises:
        PackageError: it cannot even be marked.
    """
    if loaded_from() != backend.folder and _discard(backend.folder):
        return True
    state = _state()
    state["leaving"] = sorted({*state["leaving"], backend.folder.name})
    _write_state(state)
    return False


def clean_up() -> None:
    """Delete what interrupted installations and postponed removals have left; what resists stays for the next time."""
    folder = backends_folder()
    lock = installation_lock()
    if lock.tryLock(0):  # else somebody is installing, and the leftovers may be hers
        for path in folder.glob(_STAGING + "*"):
            shutil.rmtree(path, ignore_errors=True)
        lock.unlock()
    for path in folder.glob(_LEAVING + "*"):
        shutil.rmtree(path, ignore_errors=True)
    state = _state()
    if state["leaving"]:
        loaded = loaded_from()
        names = [name for name in state["leaving"] if (folder / name).is_dir()]
        state["leaving"] = [name for name in names if folder / name == loaded or not _discard(folder / name)]
        _write_state(state)


def installation_lock() -> QLockFile:
    """The lock that one installation at a time holds; it falls by itself with a process that dies."""
    lock = QLockFile(str(backends_folder() / "installing.lock"))
    lock.setStaleLockTime(0)  # however long a download takes
    return lock


def staging_folder() -> Path:
    """A fresh folder to unpack into.

    Raises:
        PackageError: it cannot be made.
    """
    folder = backends_folder() / f"{_STAGING}{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
    except OSError as error:
        raise unwritable(folder.parent, error) from error
    return folder


def publish(unpacked: Path, about: About) -> Backend:
    """Put an unpacked wheel in its place by one rename and use it; older ones of the same package go.

    Raises:
        PackageError: it cannot be put there.
    """
    before = [backend for backend in installed() if backend.about.package == about.package and backend.fits]
    try:
        (unpacked / _ABOUT).write_text(json.dumps(asdict(about), indent=1), encoding="utf-8")
        place = _free_place(f"{about.package}-{about.version}")
        _rename(unpacked, place)
    except OSError as error:
        raise unwritable(backends_folder(), error) from error
    fresh = next(backend for backend in installed() if backend.folder == place)
    choose(fresh)
    for backend in before:
        remove(backend)
    return next(backend for backend in installed() if backend.folder == place)


def _free_place(name: str) -> Path:
    """A name that nothing has: what is loaded under the first one stays where it is."""
    place, number = backends_folder() / name, 2
    while place.exists():
        place, number = place.with_name(f"{name}-{number}"), number + 1
    return place


def _rename(source: Path, target: Path) -> None:
    """Rename, and try again for a while: on Windows, scanners for viruses hold what is new."""
    for _ in range(_TRIES):
        try:
            os.rename(source, target)
            return
        except PermissionError:
            time.sleep(_PAUSE)
    os.rename(source, target)


def _discard(folder: Path) -> bool:
    """Delete a folder, by way of another name, so that no half of it is ever taken for the whole."""
    away = folder.with_name(_LEAVING + folder.name)
    try:
        shutil.rmtree(away, ignore_errors=True)
        os.rename(folder, away)
    except OSError:  # loaded by another QGIS, or no right to
        return not folder.exists()
    shutil.rmtree(away, ignore_errors=True)
    return True


def _folders() -> list[Path]:
    return [path.parent for path in backends_folder().glob(f"*/{_ABOUT}") if not _is_temporary(path.parent)]


def _is_temporary(folder: Path) -> bool:
    return folder.name.startswith((_STAGING, _LEAVING))


def _about(folder: Path) -> About | None:
    try:
        return About(**{key: str(value) for key, value in _read(folder / _ABOUT).items()})
    except TypeError:  # keys are missing, or there are others
        return None


def _state() -> dict:
    stored = _read(backends_folder() / _STATE)
    chosen, leaving = stored.get("active"), stored.get("leaving")
    return {
        "active": dict(chosen) if isinstance(chosen, dict) else {},
        "leaving": [name for name in leaving if isinstance(name, str)] if isinstance(leaving, list) else [],
    }


def _read(path: Path) -> dict:
    """The object in a JSON file; empty if there is none, or if it cannot be read."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _write_state(state: dict) -> None:
    path = backends_folder() / _STATE
    aside = path.with_name(f"{_STATE}.{os.getpid()}")
    try:
        aside.write_text(json.dumps(state, indent=1), encoding="utf-8")
        os.replace(aside, path)
    except OSError as error:
        raise unwritable(path.parent, error) from error
