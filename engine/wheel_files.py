"""Unpacking wheels, and checking what was unpacked against their own list of checksums."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from .errors import Cancelled, PackageError

_CHUNK = 1 << 20
_UNLISTED = (".dist-info/RECORD", ".dist-info/RECORD.jws", ".dist-info/RECORD.p7s")  # cannot hold their own checksum
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)  # the last: encrypted, unknown method
_DATA = re.compile(r"[^/]+\.data/(?:(?:purelib|platlib)/(?P<kept>.+)|.*)")


def read_metadata(path: str | os.PathLike) -> str:
    """The METADATA of a wheel.

    Raises:
        PackageError: the file cannot be read or is no wheel.
    """
    with _opened(path) as archive:
        return _text(archive, path, "METADATA")


def unpack(
    path: str | os.PathLike,
    folder: str | os.PathLike,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """Unpack a wheel and check each file's sha256 against the wheel's RECORD.

    Scripts, headers and other files that do not belong on Python's path are left out.

    Args:
        path: of the wheel.
        folder: an empty one, or one that holds other wheels; files of the same name must be the same.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked between parts of files.

    Raises:
        PackageError: the file is no wheel, is damaged, holds names that lead out of the folder, or cannot be written.
        Cancelled: as asked for.
    """
    with _opened(path) as archive:
        listed = _checksums(_text(archive, path, "RECORD"))
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_names(entries, listed, path)
        total, done = sum(entry.file_size for entry in entries) or 1, 0
        _check_space(folder, total)
        for entry in entries:
            target = _target(entry.filename)
            if target is None:
                continue
            place = Path(folder, *PurePosixPath(target).parts)
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                found = hashlib.sha256()
                shared = place.exists()  # NVIDIA's libraries share their package's empty __init__.py
                with archive.open(entry) as source, open(place, "rb" if shared else "xb") as out:
                    while chunk := source.read(_CHUNK):
                        if is_cancelled():
                            raise Cancelled("Cancelled; nothing was installed.")
                        if not shared:
                            out.write(chunk)
                        elif out.read(len(chunk)) != chunk:
                            raise _damaged(path)
                        found.update(chunk)
                        done += len(chunk)
                        progress(done / total)
            except _BROKEN as error:
                raise _damaged(path) from error
            except OSError as error:
                raise unwritable(folder, error) from error
            if entry.filename in listed and listed[entry.filename] != _spelled(found):
                raise _damaged(path)


def troubles(folder: str | os.PathLike) -> list[str]:
    """Files of unpacked wheels that are missing or changed, by their names; a missing list is told as 'RECORD'."""
    records = list(Path(folder).glob("*.dist-info/RECORD"))
    try:
        listed = [_checksums(record.read_text(encoding="utf-8")) for record in records]
    except (OSError, ValueError):
        return ["RECORD"]
    if not records or not all(listed):
        return ["RECORD"]
    wanted = {_target(name): checksum for part in listed for name, checksum in part.items()}
    return [name for name, checksum in wanted.items() if name and _checksum(Path(folder), name) != checksum]


def unwritable(folder: str | os.PathLike, error: OSError) -> PackageError:
    """The error for a folder that cannot be written to."""
    return PackageError(
        f"The folder '{folder}' cannot be written to ({error.strerror or error}); make room or get the right to write "
        "there, then try again."
    )


def _opened(path: str | os.PathLike) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    except OSError as error:
        raise PackageError(f"The wheel '{path}' cannot be read ({error.strerror}); choose another one.") from error


def _text(archive: zipfile.ZipFile, path: str | os.PathLike, name: str) -> str:
    found = [entry for entry in archive.namelist() if re.fullmatch(rf"[^/]+\.dist-info/{name}", entry)]
    if len(found) != 1:
        raise _damaged(path)
    try:
        return archive.read(found[0]).decode("utf-8")
    except (*_BROKEN, OSError) as error:
        raise _damaged(path) from error


def _checksums(record: str) -> dict[str, str]:
    """By name, those that a RECORD states in sha256."""
    rows = (row for row in csv.reader(record.splitlines()) if len(row) >= 2)
    return {row[0]: row[1].partition("=")[2].rstrip("=") for row in rows if row[1].startswith("sha256=")}


def _check_names(entries: list[zipfile.ZipInfo], listed: dict[str, str], path: str | os.PathLike) -> None:
    seen = set()
    for entry in entries:
        name = entry.filename
        parts = name.split("/")
        outside = name.startswith("/") or ".." in parts or "\\" in name or ":" in name or not all(parts)
        if outside or stat.S_ISLNK(entry.external_attr >> 16):
            raise PackageError(
                f"The wheel '{Path(path).name}' was not unpacked: the name '{name}' in it leads out of its folder; "
                "get the wheel from a trustworthy place."
            )
        if name.lower() in seen or (name not in listed and not name.endswith(_UNLISTED)):
            raise _damaged(path)
        seen.add(name.lower())
    if not seen.issuperset(name.lower() for name in listed):
        raise _damaged(path)


def _check_space(folder: str | os.PathLike, size: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise unwritable(folder, error) from error
    if free < size:
        raise PackageError(
            f"There is not enough room in '{folder}': {size / 1e6:.0f} MB are needed, {free / 1e6:.0f} MB are free; "
            "make room, then try again."
        )


def _checksum(folder: Path, name: str) -> str:
    """Of an unpacked file, "" if it cannot be read."""
    found = hashlib.sha256()
    try:
        with open(Path(folder, *PurePosixPath(name).parts), "rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except OSError:
        return ""
    return _spelled(found)


def _target(name: str) -> str | None:
    """Where a file of a wheel goes, None for those that are left out."""
    match = _DATA.fullmatch(name)
    return match["kept"] if match else name


def _spelled(checksum) -> str:
    return base64.urlsafe_b64encode(checksum.digest()).decode("ascii").rstrip("=")


def _damaged(path: str | os.PathLike) -> PackageError:
    return PackageError(
        f"The wheel '{Path(path).name}' is damaged or was changed: its files do not match its own list of checksums; "
        "fetch it again."
    )
