"""Who takes part in the comparison of registrations: nothing, other people's methods, ours with and without models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from ..contenders import NOTHING, fingerprint
from ..peers.raster_elastix import raster_elastix
from ..peers.raster_flow import raster_deep_flow, raster_dis
from ..peers.raster_keypoints import raster_orb, raster_sift
from ..peers.raster_phase import fourier_mellin, raster_phase
from ..peers.rasters import RasterMethod
from .through_engine import through_engine

_TRAINING = Path(__file__).resolve().parent.parent
_ENGINE = _TRAINING.parent / "engine"
_PEERS = tuple(_TRAINING / "peers" / f"{name}.py" for name in ("pair", "rasters", "sift", "flow", "elastix"))


@dataclass(frozen=True)
class Contender:
    """One row of the tables.

    Attributes:
        key: for the command line and for files.
        title: for tables.
        make: makes the method from the longest displacement that it is told, in pixels.
        fingerprint: checksum of what decides the answers: code, packages, model file.
        make_rough: the same for sheets that are turned, enlarged and far off; None if it is not made for them.
    """

    key: str
    title: str
    make: Callable[[float], RasterMethod]
    fingerprint: str
    make_rough: Callable[[float], RasterMethod] | None = None


def contenders(models: dict[str, Path], device: str = "cpu") -> list[Contender]:
    """Return all rows.

    Args:
        models: title -> model file; ours without a model takes part anyway.
        device: that runs the models.
    """
    opencv, simple = "opencv-contrib-python-headless", "SimpleITK-SimpleElastix"
    rows = [
        _peer(NOTHING, "none", _unmoved, "rasters", rough=True),
        _peer("sift", "SIFT with RANSAC", raster_sift, "raster_keypoints", opencv, True),
        _peer("orb", "ORB with RANSAC", raster_orb, "raster_keypoints", opencv, True),
        _peer("phase", "phase correlation", raster_phase, "raster_phase", rough=True),
        _peer("mellin", "Fourier–Mellin", fourier_mellin, "raster_phase", rough=True),
        _peer("elastix", "elastix, mutual information, grey", raster_elastix, "raster_elastix", simple),
        _peer("elastix-edges", "elastix on edges", partial(raster_elastix, on="edges"), "raster_elastix", simple),
        _peer("dis", "DIS flow on edges", raster_dis, "raster_flow", opencv),
        _peer("deepflow", "DeepFlow on edges", raster_deep_flow, "raster_flow", opencv),
        _ours("structural", "Realign, no model", None, device),
    ]
    keys = [f"model-{number}" for number in range(len(models))]
    return rows + [_ours(key, title, path, device) for key, (title, path) in zip(keys, models.items())]


def _peer(key: str, title: str, make, file: str, package: str = "", rough: bool = False) -> Contender:
    try:
        installed = version(package) if package else ""
    except PackageNotFoundError:
        installed = ""
    sources = [*_PEERS, _TRAINING / "baselines.py", _TRAINING / "peers" / f"{file}.py"]
    return Contender(key, title, make, fingerprint(sources, key, installed), make if rough else None)


def _ours(key: str, title: str, path: Path | None, device: str) -> Contender:
    sources = [_ENGINE, _TRAINING / "registration" / "through_engine.py", *([path] if path else [])]
    make = partial(through_engine, None if path is None else str(path), device)
    return Contender(key, title, make, fingerprint(sources, device), partial(make, placing=True))


def _unmoved(longest: float) -> RasterMethod:
    return lambda sheet, sheet_valid, *_: np.zeros((2, *sheet_valid.shape))
