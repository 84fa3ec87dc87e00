"""Data loaders over random patches."""

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info

from ..engine.errors import InputError
from .mosaics import build_mosaic
from .packing import Sheet
from .sampling import PatchSampler, PreparedSheet, SamplingOptions

_LARGE = 600.0  # metres: a sheet of roads that needs no mosaic
_LOOSE = 0.8  # metres per pixel: real roads at this resolution are true to two or three pixels only


def build_sampler(
    sheets: list[Sheet], options: SamplingOptions, mosaics: int = 6, mosaic_size: float = 1400.0, seed: int = 0
) -> PatchSampler:
    """Prepare sheets and mosaics of them.

    A sheet's weight is the square root of its number of buildings: a dense old town must not drown
    the others. Scenes together weigh as much as all real places together.

    Args:
        sheets: real places and scenes.
        options: of the sampler.
        mosaics: how many to paste.
        mosaic_size: side, metres.
        seed: of the mosaics.

    Raises:
        InputError: no sheet shows a building.
    """
    sheets = [sheet for sheet in sheets if sheet.geometries.feature_count]
    if not sheets:
        raise InputError("None of the images shows a building; give other data or more and larger scenes.")
    if sheets[0].kind == "roads":
        return _road_sampler(sheets, options, mosaics, mosaic_size, seed)
    weights = np.array([sheet.geometries.feature_count for sheet in sheets]) ** 0.5
    generated = np.array([sheet.name.startswith("scene") for sheet in sheets])
    if generated.any() and not generated.all():
        weights[generated] *= weights[~generated].sum() / weights[generated].sum()
    resolution = 2 * options.resolution
    pasted = [build_mosaic(sheets, weights, mosaic_size, resolution, seed + number) for number in range(mosaics)]
    return PatchSampler(
        [PreparedSheet(sheet, float(weight)) for sheet, weight in zip(sheets, weights, strict=True)],
        [PreparedSheet(sheet) for sheet in pasted if sheet.geometries.feature_count],
        options,
    )


def _road_sampler(sheets: list[Sheet], options: SamplingOptions, mosaics: int, mosaic_size: float, seed: int):
    """Large sheets serve the coarse scales as they are, since a network does not end at a seam.

    Real roads at a metre per pixel serve from scale 2 only, where their looseness is below two pixels.
    """
    finest = {}
    for sheet in sheets:
        least = max(int(np.ceil(np.log2(0.75 * sheet.resolution / options.resolution))), 0)
        loose = sheet.resolution >= _LOOSE and not sheet.name.startswith("scene")
        finest[sheet.name] = max(least, 2) if loose else least
    fine = [sheet for sheet in sheets if finest[sheet.name] == 0] or sheets
    large = [sheet for sheet in sheets if min(sheet.image.shape[:2]) * sheet.resolution >= _LARGE]
    weights = np.array([sheet.geometries.feature_count for sheet in fine]) ** 0.5
    resolution = 2 * options.resolution
    pasted = [build_mosaic(fine, weights, mosaic_size, resolution, seed + number) for number in range(mosaics)]
    coarse = [PreparedSheet(sheet) for sheet in pasted if sheet.geometries.feature_count]
    for sheet in large:  # real ones count twice
        coarse.append(PreparedSheet(sheet, 1.0 if sheet.name.startswith("scene") else 2.0, finest[sheet.name]))
    return PatchSampler(
        [PreparedSheet(sheet, float(weight)) for sheet, weight in zip(fine, weights, strict=True)], coarse, options
    )


class RandomPatches(IterableDataset):
    """Endless random patches; each process, each worker and each pass has its own chance.

    Args:
        sampler: see ``PatchSampler``.
        seed: changes everything drawn; a resumed training passes another one.
        rank: of the process, where several train together.
    """

    def __init__(self, sampler: PatchSampler, seed: int, rank: int = 0) -> None:
        self.sampler, self.seed, self.rank = sampler, seed, rank
        self.passes = 0

    def __iter__(self):
        worker = get_worker_info()
        # Lightning begins a new pass after every validation; the count lives on in a persistent worker
        rng = np.random.default_rng([self.seed, self.rank, worker.id if worker else 0, self.passes])
        self.passes += 1
        if worker:
            torch.set_num_threads(1)  # a worker that spins on all cores starves the training
        while True:
            yield self.sampler.draw(rng)


class FixedPatches(Dataset):
    """The same patches every time, ``per_scale`` for each scale that is ever drawn, without augmentation."""

    def __init__(self, sampler: PatchSampler, per_scale: int, seed: int = 1) -> None:
        scales = [scale for scale, share in enumerate(sampler.options.scale_probabilities) if share]
        rng = np.random.default_rng(seed)
        self.patches = [sampler.draw(rng, scale, augment=False) for scale in scales for _ in range(per_scale)]

    def __len__(self) -> int:
        return len(self.patches)

    def __getitem__(self, index: int) -> dict[str, torch.Tensor]:
        return self.patches[index]


def training_loader(sampler: PatchSampler, batch: int, workers: int, seed: int, rank: int = 0) -> DataLoader:
    """Loader of endless random batches."""
    return DataLoader(
        RandomPatches(sampler, seed, rank),
        batch_size=batch,
        num_workers=workers,
        persistent_workers=workers > 0,
        prefetch_factor=4 if workers else None,
    )
