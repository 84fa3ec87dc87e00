"""Sheets of roads to train on: generated scenes, of which some are large, and the few real images there are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from .packing import Sheet, load_pack, pack, pack_scenes, save_pack
from .splits import ROADS_TRAIN, ROADS_VALIDATION

FIRST_SEED = 500_000  # roads are not learnt from scenes that buildings are learnt from, nor measured there
HELD_OUT_SEED = 950_000
_LARGE_SHARE, _LARGE_FACTOR, _LARGE_RESOLUTION = 8, 4.0, 0.9


def road_scenes(count: int, size: float, workers: int = 1) -> list[Sheet]:
    """Generate scenes; each eighth is four times as wide at 0.9 m per pixel, for the coarse scales."""
    large = count // _LARGE_SHARE
    near = range(FIRST_SEED, FIRST_SEED + count - large)
    far = range(FIRST_SEED + count - large, FIRST_SEED + count)
    sheets = pack_scenes(near, size, workers=workers, kind="roads")
    sheets += pack_scenes(far, size * _LARGE_FACTOR, _LARGE_RESOLUTION, workers, "roads")
    return [sheet for sheet in sheets if sheet.geometries.feature_count]


def gather_road_sheets(
    count: int, size: float, data: Path | None, folder: Path, say: Callable[[str], None]
) -> tuple[list[Sheet], list[Sheet]]:
    """Scenes and real images, for training and for validation; an eighth of the scenes is kept for the latter.

    Args:
        count: of scenes.
        size: their side, metres.
        data: folder with ``roads.npz`` or ``catalogue.json``, and perhaps with ``road-scenes.npz``; None for scenes
            alone.
        folder: where scenes (and packs) are kept, so that a resumed run need not make them again.
        say: called with one line at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    real = _real(data, folder) if data else []
    store = folder / f"road-scenes-{count}-{size:g}.npz"
    ready = data / store.name if data else store
    if not (store.exists() or ready.exists()):
        say(f"Generating {count} scenes")
        save_pack(road_scenes(count, size, os.cpu_count() or 1), store)
    scenes = load_pack(store if store.exists() else ready)
    kept = [sheet for number, sheet in enumerate(scenes) if number % 8 == 7]
    rest = [sheet for number, sheet in enumerate(scenes) if number % 8 != 7]
    training = [sheet for sheet in real if sheet.name in ROADS_TRAIN]
    validation = [sheet for sheet in real if sheet.name in ROADS_VALIDATION]
    say(f"{len(training)} real images, {len(rest)} scenes")
    return training + rest, validation + (kept or rest[:1])


def _real(data: Path, folder: Path) -> list[Sheet]:
    packed = data / "roads.npz"
    if packed.exists():
        return load_pack(packed)
    if (data / "catalogue.json").exists():
        return pack(data, (*ROADS_TRAIN, *ROADS_VALIDATION), folder / packed.name)
    return []
