"""Who takes part in the comparison: nothing, simple baselines, other people's methods, the paper's network, ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..engine.align import AlignOptions
from ..engine.model import Model, load_model
from .comparison_cases import Case
from .methods import Method, shifted, through_engine, unaligned
from .peers.elastix import elastix
from .peers.flow import deep_flow, dis
from .peers.phase import phase_correlation
from .peers.sift import sift_ransac
from .variants import Row, open_row, read_rows

NOTHING = "none"
USUAL_LEVEL = 6.0  # metres, where a method that is too slow for all cases is measured
_TRAINING = Path(__file__).resolve().parent
_ENGINE = _TRAINING.parent / "engine"
_COMMON = tuple(_TRAINING / name for name in ("methods.py", "baselines.py", "packing.py"))


@dataclass(frozen=True)
class Contender:
    """One row of the comparison.

    Attributes:
        key: for the command line and for files.
        title: for tables.
        make: makes the method from the largest displacement that it is told, in metres; picklable.
        fingerprint: checksum of what decides the answers: code, packages, model file, options.
        guess: seconds per megapixel, for the time left while none are measured.
        usual_only: whether it is run on real places at `USUAL_LEVEL` alone, because it is slow.
        same_as: key of the contender whose answers it repeats by other means.
    """

    key: str
    title: str
    make: Callable[[float], Method]
    fingerprint: str
    guess: float = 1.0
    usual_only: bool = False
    same_as: str = ""

    def takes(self, case: Case) -> bool:
        """Whether it is run on a case."""
        return not self.usual_only or (case.group == "real" and case.level == USUAL_LEVEL)


def peers() -> list[Contender]:
    """Return the contenders that need no model."""
    opencv, elastix_needs = "opencv-contrib-python-headless", ("elastix.py", "SimpleITK-SimpleElastix")
    return [
        _peer(NOTHING, "no alignment", _unaligned, 0.01),
        _peer("shift", "one global shift", shifted, 0.3),
        _peer("phase", "phase correlation", phase_correlation, 0.3, "phase.py"),
        _peer("sift", "SIFT with RANSAC", sift_ransac, 0.5, "sift.py", opencv),
        _peer("dis", "DIS flow on edges", dis, 0.5, "flow.py", opencv),
        _peer("deepflow", "DeepFlow on edges", deep_flow, 1.5, "flow.py", opencv),
        _peer("elastix-untuned", "elastix on edges, its defaults", partial(elastix, untuned=True), 8.0, *elastix_needs),
        _peer("elastix", "elastix on edges", elastix, 8.0, *elastix_needs),
        _peer("elastix-directed", "elastix on directed edges", partial(elastix, on="directions"), 16.0, *elastix_needs),
        _peer("elastix-grey", "elastix on grey", partial(elastix, on="grey"), 8.0, *elastix_needs),
    ]


def variants(folder: str | Path, device: str = "auto") -> list[Contender]:
    """Return the rows of a table of variants that are for buildings, in its order (see `training.variants`).

    Raises:
        InputError: there is no table, or it is damaged.
    """
    folder, found = Path(folder), []
    for row in read_rows(folder):
        if row.features == "buildings":
            files = [folder / name for name in row.files.values()]
            slow = bool(row.options.get("symmetries"))
            checksum = fingerprint([_ENGINE, *_COMMON, *files], device, str(row.options))
            make = partial(_variant, folder, row, device)
            found.append(Contender(f"variant-{row.name}", row.title, make, checksum, 16 if slow else 2, slow))
    return found


def ours(key: str, title: str, path: str | Path, device: str = "auto", same_as: str = "") -> Contender:
    """Return our chain with one model file; where it repeats another contender, on the usual cases alone."""
    checksum = fingerprint([_ENGINE, *_COMMON, Path(path)], device)
    make = partial(_ours, str(path), device)
    return Contender(key, title, make, checksum, 10 if same_as else 1, bool(same_as), same_as)


def fingerprint(sources: Iterable[Path], *words: str) -> str:
    """Return a checksum of files, of the Python files in folders, and of words; a missing file counts as empty."""
    checksum = sha256("\0".join(words).encode())
    for source in sources:
        for path in sorted(source.glob("*.py")) if source.is_dir() else [source]:
            checksum.update(sha256(path.read_bytes() if path.exists() else b"").digest())
    return checksum.hexdigest()


def _peer(key: str, title: str, make, guess: float, file: str = "", package: str = "") -> Contender:
    sources = [*_COMMON, *((_TRAINING / "peers" / name for name in (file, "pair.py")) if file else ())]
    try:
        installed = version(package) if package else ""
    except PackageNotFoundError:
        installed = ""
    return Contender(key, title, make, fingerprint(sources, key, package, installed), guess)


def _unaligned(max_displacement: float) -> Method:
    return unaligned


def _ours(path: str, device: str, max_displacement: float) -> Method:
    model = _opened(path, device)
    return through_engine(model, AlignOptions(min(max_displacement, model.card.max_displacement)))


def _variant(folder: Path, row: Row, device: str, max_displacement: float) -> Method:
    model = _opened_row(folder, row.name, device)
    return through_engine(model, AlignOptions(min(max_displacement, model.card.max_displacement), **row.options))


@cache
def _opened(path: str, device: str) -> Model:
    return load_model(path, device)


@cache
def _opened_row(folder: Path, name: str, device: str):
    return open_row(folder, next(row for row in read_rows(folder) if row.name == name), device)
