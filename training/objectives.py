"""What a network of recipe ``align-chain`` is trained for, and what of its answer is exported.

One small class a kind of answer: ours, the paper's field, the paper's bins. Each knows which losses
its network has and how to read a displacement from the answer; `alignment_module` and `export` know
no network by name.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple, Protocol

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, cross_entropy, interpolate, pixel_shuffle

from .losses import (
    displacement_loss,
    line_weight,
    precision_loss,
    roughness,
    segmentation_loss,
    squared_loss,
    vector_weight,
)
from .networks.two_branches import Bins

EDGE_FACTOR = 10.0  # the paper: "a factor > 1 on building edges"
SMOOTHNESS = 1.0  # weight of the paper's equation 4, for which it gives no number
OUTPUTS = {"displacement": ["x", "y"], "precision": ["a", "b", "c"], "segmentation": ["fill", "outline"]}


class Losses(NamedTuple):
    """The loss, and its named parts for the curves."""

    total: Tensor
    parts: dict[str, Tensor]


class Objective(Protocol):
    """What a network is trained for.

    Attributes:
        outputs: names and channels of what is exported, as the card has them.
    """

    outputs: ClassVar[dict[str, list[str]]]

    def given(self, batch: dict[str, Tensor]) -> Tensor:
        """The vectors that the network sees in training, B x C x H x W."""

    def seen(self, vectors: Tensor) -> Tensor:
        """What the network sees of vectors as the engine draws them: (fill, outline, vertex)."""

    def losses(self, result, batch: dict[str, Tensor]) -> Losses:
        """Losses of the network's result on a batch of ``PatchSampler``."""

    def displacement(self, result) -> Tensor:
        """B x 2 x h x w, pixels of the input."""

    def exported(self, result) -> tuple[Tensor, ...]:
        """The values of ``outputs``."""


class Matched:
    """Ours: a robust error where the vectors are, the likelihood of its size, and the segmentation."""

    outputs: ClassVar = OUTPUTS

    def given(self, batch: dict[str, Tensor]) -> Tensor:
        return batch["vectors"]

    def seen(self, vectors: Tensor) -> Tensor:
        return vectors

    def losses(self, result, batch: dict[str, Tensor]) -> Losses:
        displacement, precision = result.displacement.float(), result.precision.float()
        mask = batch["truth"][:, 2:]
        truth = resampled(batch["displacement"], displacement)
        weight = resampled(vector_weight(batch["vectors"], mask), displacement)
        found = displacement_loss(displacement, truth, weight * batch["reachable"].view(-1, 1, 1, 1))
        likelihood = precision_loss(precision, (displacement - truth).detach(), weight)
        segmented = segmentation_loss(result.segmentation.float(), batch["truth"][:, :2], mask)
        parts = {"displacement": found, "segmentation": segmented, "precision": likelihood}
        return Losses(found + 0.5 * segmented + 0.1 * likelihood, parts)

    def displacement(self, result) -> Tensor:
        return result.displacement

    def exported(self, result) -> tuple[Tensor, ...]:
        return result.displacement, result.precision, torch.sigmoid(pixel_shuffle(result.segmentation, 2))


class PaperField(Matched):
    """The paper's: squared error over all pixels, more on edges, and its deviation from the neighbours' mean.

    Zampieri et al. (2018), section 3.3 and equation 4. Stated there: the squared Euclidean norm, summed
    over pixels; the smoothness term; a factor above 1 on building edges. Not stated, and chosen here:
    that factor (``EDGE_FACTOR``; corners count as edges), the weight of the smoothness term, and means
    in place of sums, so that the learning rate does not depend on the patch.
    """

    outputs: ClassVar = {name: OUTPUTS[name] for name in ("displacement", "precision")}

    def losses(self, result, batch: dict[str, Tensor]) -> Losses:
        predicted = result.displacement.float()
        found = squared_loss(predicted, resampled(batch["displacement"], predicted), paper_weight(batch, predicted))
        rough = roughness(predicted)
        return Losses(found + SMOOTHNESS * rough, {"displacement": found, "roughness": rough})

    def exported(self, result) -> tuple[Tensor, ...]:
        return with_precision(self.displacement(result))


class PaperClasses(PaperField):
    """The paper's loss for a network that sees one channel a class: buildings, roads, pavements.

    In half of the patches the other classes are blanked, because whoever aligns buildings with it may
    have no roads: the engine draws the buildings alone.
    """

    def given(self, batch: dict[str, Tensor]) -> Tensor:
        return batch["classes"] if "classes" in batch else self.seen(batch["vectors"])

    def seen(self, vectors: Tensor) -> Tensor:
        fill = vectors[:, :1]
        return torch.cat([fill, fill * 0, fill * 0], 1)


class PaperBins(PaperField):
    """Cross-entropy of whole-pixel bins along each axis (section 3.4), weighted as the squared error is.

    Args:
        inference: how bins become a displacement: their ``expectation``, or the middle of the likeliest
            (``argmax``). The paper does not say; the expectation is not bound to whole pixels.
    """

    def __init__(self, inference: str = "expectation") -> None:
        if inference not in ("expectation", "argmax"):
            raise ValueError(f"Bins are read by expectation or argmax, not by '{inference}'.")
        self.inference = inference

    def losses(self, result: Bins, batch: dict[str, Tensor]) -> Losses:
        logits = result.logits.float()
        like = logits[:, :, 0]
        bins = (resampled(batch["displacement"], like) + result.reach).floor().long()
        missed = cross_entropy(logits.transpose(1, 2), bins.clamp(0, 2 * result.reach - 1), reduction="none")
        weight = paper_weight(batch, like)
        loss = (missed.sum(1, keepdim=True) * weight).sum() / weight.sum().clamp(min=1)
        return Losses(loss, {"bins": loss})

    def displacement(self, result: Bins) -> Tensor:
        logits, reach = result.logits.float(), result.reach
        if self.inference == "argmax":
            return logits.argmax(2).float() - (reach - 0.5)
        middles = torch.arange(2 * reach, dtype=torch.float32, device=logits.device) - (reach - 0.5)
        return (logits.softmax(2) * middles.view(1, 1, -1, 1, 1)).sum(2)


def resampled(value: Tensor, like: Tensor) -> Tensor:
    """B x C x h x w at the resolution of ``like``: averages of a finer map, interpolation of a coarser one."""
    size, wanted = value.shape[-1], like.shape[-1]
    if size >= wanted:
        return avg_pool2d(value, size // wanted) if size > wanted else value
    return interpolate(value, like.shape[-2:], mode="bilinear", align_corners=False)


def paper_weight(batch: dict[str, Tensor], like: Tensor) -> Tensor:
    """1 everywhere on the image, ``EDGE_FACTOR`` on edges, 0 beyond it; B x 1 x h x w."""
    weight = (1 + (EDGE_FACTOR - 1) * line_weight(batch["vectors"])) * batch["truth"][:, 2:]
    return resampled(weight, like) * batch["reachable"].view(-1, 1, 1, 1)


def with_precision(displacement: Tensor) -> tuple[Tensor, Tensor]:
    """A displacement and, from a network that knows none, the same precision everywhere: one pixel."""
    return displacement, torch.cat([displacement, displacement[:, :1]], 1) * 0
