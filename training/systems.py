"""The systems that recipe ``align-chain`` can train: ours, and those of Zampieri et al. (2018).

A system is a network, what it is trained for, and how its patches are drawn. That averaging over the
eight symmetries is missing here is no omission: it needs no training and is an option of the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from torch import nn

from .class_sampling import ClassPatchSampler
from .networks.double_unet import DoubleUNet
from .networks.matching import MatchingNetwork
from .networks.two_branches import BinClassifier, TwoBranches
from .objectives import Matched, Objective, PaperBins, PaperClasses, PaperField
from .sampling import PatchSampler

# A chain of ours asks 4 pixels of a scale, where the paper's asks 2: the range of all systems with a
# chain is the same, so that they run through the same chain and are compared there.
CHAINED = {"beyond": 0.0}  # only a network that tells its precision learns from what it cannot reach
DIRECT = {  # the range of section 3.4: 20 pixels, at one scale; bumps wide enough that nothing folds
    "beyond": 0.0,
    "scale_probabilities": (1.0,),
    "magnitude": 20.0,
    "sigma": (40.0, 120.0),
}
_SMALL = {"image_widths": (4, 8, 8), "vector_widths": (4, 4, 8), "widths": (8, 8, 8)}
_LARGE = {"image_widths": (16, 32, 64, 128), "vector_widths": (8, 16, 32, 64), "widths": (24, 48, 96, 192)}
_SMALL_BRANCHES = {"image_widths": (4, 8, 8), "vector_widths": (4, 4, 8), "width": 8, "dilations": (1, 2)}


@dataclass(frozen=True)
class System:
    """One row of the table of published systems.

    Attributes:
        title: for tables.
        network: makes the network from a preset's sizes.
        objective: see `objectives`.
        sizes: arguments of ``network``, by preset; its defaults where a preset is missing.
        sampling: fields of ``SamplingOptions`` to set.
        features: what it aligns, "buildings" or "roads".
        sampler: draws its patches.
        per_scale: one network for each scale instead of one for all.
        scales, reach: of the card, where they are not those of the chain.
    """

    title: str
    network: Callable[..., nn.Module]
    objective: Objective
    sizes: dict[str, dict] = field(default_factory=dict)
    sampling: dict = field(default_factory=dict)
    features: str = "buildings"
    sampler: type[PatchSampler] = PatchSampler
    per_scale: bool = False
    scales: tuple[int, int] | None = None
    reach: float | None = None


def _double(title: str, channels: tuple[int, ...] = (0, 2), objective: Objective | None = None, **others) -> System:
    sizes = {
        preset: {**widths, "channels": channels}
        for preset, widths in {"smoke": _SMALL, "quick": {}, "cpu": {}, "gpu": _LARGE}.items()
    }
    return System(title, DoubleUNet, objective or PaperField(), sizes, CHAINED, **others)


def _single(title: str, network: Callable[..., nn.Module], objective: Objective) -> System:
    sizes = {"smoke": _SMALL_BRANCHES}
    return System(title, network, objective, sizes, DIRECT, scales=(0, 0), reach=20.0)


SYSTEMS = {
    "matching": System("our network, trained as long as these", MatchingNetwork, Matched()),
    "double-unet": _double("double U-Net, shared by all scales"),
    "double-unet-per-scale": _double("double U-Net, one per scale", per_scale=True),
    "double-unet-no-corners": _double("double U-Net without the corner channel", (0,)),
    "classes": _double("double U-Net, three classes", (0, 1, 2), PaperClasses(), sampler=ClassPatchSampler),
    "roads": _double("double U-Net, roads", (0,), features="roads"),
    "direct": _single("direct network, ±20 px", TwoBranches, PaperField()),
    "bins": _single("bin classifier, ±20 px", BinClassifier, PaperBins()),
}
