"""The models at hand: those that ship, and those that the user has added to a folder of his own."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .card import ModelCard
from .errors import ModelError, OutputError, RealignError
from .model import MODELS, load_model, read_card

CHECKSUMS = "SHA256SUMS"  # beside the models, as 'sha256sum' writes and checks it


@dataclass(frozen=True)
class Entry:
    """One model of the library.

    Attributes:
        path: of its file.
        shipped: whether it came with Realign; others are the user's own.
        card: None where it cannot be read.
        trouble: the sentence that says why it cannot be used; "" where nothing is known against it.
    """

    path: Path
    shipped: bool
    card: ModelCard | None
    trouble: str = ""

    @property
    def size(self) -> int:
        """Of the file, bytes; 0 where it is gone."""
        return self.path.stat().st_size if self.path.is_file() else 0


class Additions(NamedTuple):
    """What became of files that were to be added: those that were, and a sentence for each that was not."""

    added: list[Entry]
    refused: list[str]


class ModelLibrary:
    """Lists, adds, removes and checks models.

    Args:
        own: folder of the user's models; made when the first is added.
        shipped: folder of those that came with Realign.
    """

    def __init__(self, own: Path, shipped: Path = MODELS) -> None:
        self.own, self.shipped = own, shipped

    def entries(self) -> list[Entry]:
        """All models, those that ship first, by file name."""
        return [
            self._entry(path, folder == self.shipped)
            for folder in (self.shipped, self.own)
            for path in sorted(folder.glob("*.onnx"))
        ]

    def entry(self, path: Path) -> Entry:
        """One model of the library."""
        return self._entry(path, path.parent == self.shipped)

    def add(self, paths: Iterable[Path], is_cancelled: Callable[[], bool] = lambda: False) -> Additions:
        """Copy models into the user's folder, each after a look at its card; what cannot be added stops no other.

        Args:
            paths: files, and folders of which all ``.onnx`` files are taken.
            is_cancelled: asked before each file.
        """
        added, refused = [], []
        for path in paths:
            files = sorted(path.glob("*.onnx")) if path.is_dir() else [path]
            if not files:
                refused.append(f"The folder {path} holds no .onnx file; choose one that does.")
            for file in files:
                if is_cancelled():
                    return Additions(added, refused)
                try:
                    added.append(self._add(file))
                except RealignError as error:
                    refused.append(str(error))
        return Additions(added, refused)

    def remove(self, entry: Entry) -> None:
        """Delete one of the user's own models.

        Raises:
            ModelError: it came with Realign.
            OutputError: the file cannot be deleted.
        """
        if entry.shipped:
            raise ModelError(f"{entry.path.name} came with Realign and cannot be removed.")
        try:
            entry.path.unlink(missing_ok=True)
            self._note(entry.path.name, None)
        except OSError as error:
            raise OutputError(
                f"{entry.path} could not be removed ({error.strerror}); close what uses it and try again."
            ) from error

    def why_not(self, path: Path) -> str:
        """Why a model that was chosen some time ago cannot be used now; "" where nothing speaks against it."""
        if not path.is_file():
            return f"The model {path.name} is gone from {path.parent}."
        noted = _noted(path.parent).get(path.name)
        if noted not in (None, checksum(path)):
            if path.parent == self.shipped:
                return f"The model {path.name} is not as it came with Realign; install the plugin again."
            return f"The model {path.name} has changed since it was added."
        return self.entry(path).trouble

    def check(self, entry: Entry, device: str = "auto") -> str:
        """Look whether a model is what it was, and run it; return what was found in one sentence.

        Raises:
            ModelError: it is gone, changed or damaged.
            DeviceError: the device cannot be used.
        """
        if trouble := self.why_not(entry.path):
            raise ModelError(trouble)
        model = load_model(entry.path, device, read_card(entry.path).task)
        shapes = model.card.shapes(8 * model.card.multiple)
        model.run(**{name: np.zeros(shape, np.float32) for name, shape in shapes.items()})
        noted = entry.path.name in _noted(entry.path.parent)
        same = "is what its checksum says" if noted else "has no checksum noted"
        return f"{entry.path.name} {same}, can be loaded and runs on {model.ran_on} ({model.backend})."

    def _entry(self, path: Path, shipped: bool) -> Entry:
        try:
            return Entry(path, shipped, read_card(path))
        except ModelError as error:
            return Entry(path, shipped, None, str(error))

    def _add(self, file: Path) -> Entry:
        read_card(file)
        new = checksum(file)
        for entry in self.entries():
            if entry.size == file.stat().st_size and checksum(entry.path) == new:
                raise ModelError(f"{file.name} is in the list already, as {entry.path.name}.")
        try:
            self.own.mkdir(parents=True, exist_ok=True)
            place = self._free(file.name)
            part = place.with_name(place.name + ".part")  # a copy that is cut short is never taken for a model
            shutil.copyfile(file, part)
            self._note(place.name, new)
            os.replace(part, place)
        except OSError as error:
            raise OutputError(
                f"{file.name} could not be copied to {self.own} ({error.strerror}); see that there is room."
            ) from error
        return self._entry(place, False)

    def _free(self, name: str) -> Path:
        """A path in the user's folder that no model of this library has as its name."""
        taken = {entry.path.name.lower() for entry in self.entries()}
        stem, number = Path(name).stem, 2
        while name.lower() in taken:
            name, number = f"{stem}-{number}.onnx", number + 1
        return self.own / name

    def _note(self, name: str, value: str | None) -> None:
        """Keep a checksum, or forget it."""
        noted = {**_noted(self.own), name: value}
        lines = [f"{kept}  {name}\n" for name, kept in sorted(noted.items()) if kept]
        if self.own.is_dir():
            part = self.own / (CHECKSUMS + ".part")
            part.write_text("".join(lines), encoding="utf-8")
            os.replace(part, self.own / CHECKSUMS)


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits.

    Raises:
        ModelError: it cannot be read.
    """
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while part := file.read(1 << 20):
                found.update(part)
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); see that you may read it.") from error
    return found.hexdigest()


def _noted(folder: Path) -> dict[str, str]:
    """Checksums by file name; none where nobody wrote them down."""
    path = folder / CHECKSUMS
    if not path.is_file():
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines())
    return {pair[1].strip().lstrip("*"): pair[0].lower() for pair in pairs if len(pair) == 2}
