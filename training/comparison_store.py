"""Answers of methods, kept on disk: an interrupted comparison goes on, and a new method joins what is there."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from .comparison_cases import Case
from .contenders import Contender


@dataclass(frozen=True)
class Answer:
    """What a method made of a case, and what that cost.

    Attributes:
        coordinates: float (N, 2), in pixels of the place's image.
        seconds: of wall time.
        peak_mib: most memory that the method's process has held so far; None where the system does not tell.
    """

    coordinates: np.ndarray
    seconds: float
    peak_mib: float | None


class Store:
    """Answers in one folder, found by what decides them: the method's checksum and the case's.

    Args:
        folder: made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, contender: Contender, case: Case) -> Answer | None:
        """Return the answer that was kept, or None where there is none or it is damaged."""
        try:
            with np.load(self._path(contender, case), allow_pickle=False) as kept:
                cost = json.loads(str(kept["cost"]))
                return Answer(kept["coordinates"], cost["seconds"], cost["peak_mib"])
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def keep(self, contender: Contender, case: Case, answer: Answer) -> None:
        """Write an answer, in one piece."""
        path = self._path(contender, case)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            cost = json.dumps({"seconds": answer.seconds, "peak_mib": answer.peak_mib})
            np.savez_compressed(file, coordinates=answer.coordinates, cost=np.array(cost))
        part.replace(path)

    def _path(self, contender: Contender, case: Case) -> Path:
        checksum = sha256(f"{contender.fingerprint} {case.digest}".encode()).hexdigest()
        return self.folder / contender.key / f"{case}-{checksum[:16]}.npz"
