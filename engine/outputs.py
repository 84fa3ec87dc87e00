"""Output files that appear all together when everything went well, or not at all.

Everything is written into a hidden folder beside its place (so that moving it there is one rename on
the same disk), and old files are put back if a later rename fails.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from types import TracebackType

from .errors import OutputError

_PREFIX = ".realign-"


def check_writable(path: str, overwrite: bool = False, sources: Iterable[str] = ()) -> None:
    """Find out, before a long run, whether a file can be written.

    Args:
        path: the file (or, for folder-like formats, the folder) to be written.
        overwrite: whether a file that is already there may be replaced.
        sources: files that are read in the same run and must survive it.

    Raises:
        OutputError: the folder does not exist or cannot be written to, the file exists and may not be
            replaced, or it is one of ``sources``.
    """
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.basename(path):
        raise OutputError(f"The output '{path}' names no file; add a file name with an extension.")
    if not os.path.isdir(folder):
        raise OutputError(f"The folder '{folder}' for the output does not exist; create it first.")
    if os.path.exists(path):
        if any(os.path.exists(source) and os.path.samefile(path, source) for source in sources):
            raise OutputError(f"The output '{path}' is also an input; choose another file name.")
        if not overwrite:
            raise OutputError(f"The output '{path}' already exists; choose another name or allow overwriting.")
    try:
        os.rmdir(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    except OSError as error:
        raise OutputError(f"Nothing can be written into the folder '{folder}' ({error.strerror}).") from error


def refuse_duplicates(outputs: Iterable[str | None]) -> None:
    """Refuse one path for two outputs; those that are not wanted are None.

    Raises:
        OutputError: two are the same.
    """
    paths = [os.path.abspath(path) for path in outputs if path]
    for path in paths:
        if paths.count(path) > 1:
            raise OutputError(f"Two outputs have the same path '{path}'; give each its own.")


class Staging:
    """Places for unfinished outputs, moved to their final places by ``commit``.

    As a context manager it removes everything that was not committed, whatever happened.
    """

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}  # hidden folder -> final folder
        self._replaced: list[str] = []

    def path(self, final: str, replaces: Iterable[str] = ()) -> str:
        """Return where to write the file whose final place is ``final``; the base name is the same.

        Args:
            final: the file's final path; whatever the writer puts beside the returned path (a
                shapefile's companions) is moved along.
            replaces: files of an earlier output that go away with the commit (companions of the old
                shapefile which the new one may not have).

        Raises:
            OutputError: the folder cannot be written to.
        """
        folder = os.path.dirname(os.path.abspath(final))
        try:
            hidden = tempfile.mkdtemp(prefix=_PREFIX, dir=folder)
        except OSError as error:
            raise OutputError(f"Nothing can be written into the folder '{folder}' ({error.strerror}).") from error
        self._folders[hidden] = folder
        self._replaced.extend(os.path.abspath(name) for name in replaces)
        return os.path.join(hidden, os.path.basename(final))

    def commit(self) -> None:
        """Move everything to its final place; on failure the old files are as they were.

        Raises:
            OutputError: a file cannot be moved, for example because another program holds it open.
        """
        moves = [
            (os.path.join(hidden, name), os.path.join(folder, name))
            for hidden, folder in self._folders.items()
            for name in sorted(os.listdir(hidden))
        ]
        done: list[tuple[str, str]] = []
        aside: dict[str, str] = {}  # final folder -> hidden folder for the old files
        try:
            for folder in self._folders.values():
                if folder not in aside:
                    aside[folder] = tempfile.mkdtemp(prefix=_PREFIX, dir=folder)
            for old in dict.fromkeys([final for _, final in moves] + self._replaced):
                if os.path.lexists(old):
                    _rename(old, os.path.join(aside[os.path.dirname(old)], os.path.basename(old)), done)
            for new, final in moves:
                _rename(new, final, done)
        except BaseException as error:
            for before, after in reversed(done):
                os.replace(after, before)
            for place in aside.values():
                os.rmdir(place)
            if isinstance(error, OSError):
                raise OutputError(
                    f"The output '{error.filename2 or error.filename}' cannot be put in its place ({error.strerror}); "
                    "close the programs that use it."
                ) from error
            raise
        for place in aside.values():
            shutil.rmtree(place, ignore_errors=True)

    def discard(self) -> None:
        """Remove what was not committed."""
        for hidden in self._folders:
            shutil.rmtree(hidden, ignore_errors=True)
        self._folders.clear()

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.discard()


def _rename(before: str, after: str, done: list[tuple[str, str]]) -> None:
    os.replace(before, after)
    done.append((before, after))
