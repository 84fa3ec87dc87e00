"""Two kinds of maps for LSTNet, such as scans of engraved plans and modern maps, that never show the same place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from ..styles.weathering import random_weather, weathered
from .image_sets import ImageSet, Splits
from .lstnet_module import LSTNetModule
from .maps import Maps, load_maps

OLD = ("engraved", "topographic1900")  # styles of which there are only scans


def map_domains(folder: str | Path, names: tuple[str, str]) -> Maps:
    """Two styles; those of ``OLD`` as old scans. Only the test shows the same places in both.

    Raises:
        InputError: as ``load_maps``.
    """
    maps = load_maps(folder, names)
    return replace(maps, styles=[_scanned(_apart(part, number)) for number, part in enumerate(maps.styles)])


class Crossing:
    """A trained ``LSTNetModule`` as `measuring.Translator`; its one code is the shared one."""

    def __init__(self, module: LSTNetModule) -> None:
        self.module = module.eval()

    @torch.no_grad()
    def codes(self, pictures: Tensor, style: int) -> dict[str, Tensor]:
        """The code as content, B x D x h x w."""
        network = self.module.network
        return {"content": network.encoder(network.encoders[style](pictures * 2 - 1))}

    @torch.no_grad()
    def reconstruct(self, pictures: Tensor, style: int) -> Tensor:
        """The pictures by way of the shared code."""
        return (self.module.network.generate(self.codes(pictures, style)["content"], style) + 1) / 2

    def translate(self, pictures: Tensor, source: int, target: int) -> Tensor:
        """Pictures of one domain in the other."""
        return self.module.translate(pictures, source)


def _scanned(splits: Splits) -> Splits:
    if splits.name not in OLD:
        return splits
    return Splits(*(_weathered(part, seed) for seed, part in enumerate((splits.train, splits.validation, splits.test))))


def _weathered(part: ImageSet, seed: int) -> ImageSet:
    aged = torch.empty_like(part.images)
    for number, pixels in enumerate(part.images.permute(0, 2, 3, 1).numpy()):
        own = 3 * number + seed
        aged[number] = torch.from_numpy(weathered(pixels, random_weather(own), own)).permute(2, 0, 1)
    return replace(part, images=aged)


def _apart(splits: Splits, number: int) -> Splits:
    """Training and validation with every other place only."""

    def half(part: ImageSet) -> ImageSet:
        return part.take(part.labels % 2 == number)

    return replace(splits, train=half(splits.train), validation=half(splits.validation))
