"""How the network of the chain is trained: one step, one validation, the optimiser."""

import math

import lightning
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d
from torchmetrics import MeanMetric

from .losses import displacement_loss, precision_loss, segmentation_loss, vector_weight
from .networks.matching import MatchingNetwork

SCALES = 5


class AlignmentModule(lightning.LightningModule):
    """Trains a ``MatchingNetwork`` shared by all scales on patches of ``PatchSampler``.

    Args:
        network: arguments of ``MatchingNetwork``; its defaults if None.
        learning_rate: at its height; it rises over ``warmup`` steps and falls as a cosine.
        steps: of the whole training.
        warmup: steps.
    """

    def __init__(
        self,
        network: dict | None = None,
        learning_rate: float = 2.5e-3,
        steps: int = 5000,
        warmup: int = 200,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = MatchingNetwork(**(network or {})).to(memory_format=torch.channels_last)
        # mean error and mean error of the zero field, per scale: their quotient says whether it learns
        self.errors = torch.nn.ModuleList(MeanMetric() for _ in range(SCALES))
        self.starts = torch.nn.ModuleList(MeanMetric() for _ in range(SCALES))

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """Loss on one batch."""
        image = batch["image"].contiguous(memory_format=torch.channels_last)
        vectors = batch["vectors"].contiguous(memory_format=torch.channels_last)
        result = self.network(image, vectors)
        displacement, precision = result.displacement.float(), result.precision.float()
        mask = batch["truth"][:, 2:]
        truth = _at(batch["displacement"], displacement)
        weight = _at(vector_weight(batch["vectors"], mask), displacement)
        reachable = weight * batch["reachable"].view(-1, 1, 1, 1)
        found = displacement_loss(displacement, truth, reachable)
        likelihood = precision_loss(precision, (displacement - truth).detach(), weight)
        segmented = segmentation_loss(result.segmentation.float(), batch["truth"][:, :2], mask)
        self.log_dict({"displacement": found, "segmentation": segmented, "precision": likelihood}, prog_bar=True)
        return found + 0.5 * segmented + 0.1 * likelihood

    def validation_step(self, batch: dict[str, Tensor], _: int) -> None:
        """Errors on outlines and vertices, per scale."""
        result = self.network(batch["image"], batch["vectors"])
        weight = avg_pool2d(batch["vectors"][:, 1:].amax(1, keepdim=True) * batch["truth"][:, 2:], 2)
        weight, truth = (_at(value, result.displacement) for value in (weight, batch["displacement"]))
        weight = weight[:, 0]
        error, start = (result.displacement.float() - truth).norm(dim=1), truth.norm(dim=1)
        for scale in batch["scale"].unique().tolist():
            of_scale = (batch["scale"] == scale)[:, None, None] * weight
            self.errors[scale].update(error, of_scale)
            self.starts[scale].update(start, of_scale)

    def on_validation_epoch_end(self) -> None:
        """Log error over error-of-zero per scale, and their mean."""
        ratios = []
        for scale, (error, start) in enumerate(zip(self.errors, self.starts, strict=True)):
            if start.update_called:
                ratios.append(error.compute() / start.compute().clamp(min=1e-6))
                self.log(f"remaining_{scale}", ratios[-1], prog_bar=True)
            error.reset()
            start.reset()
        if ratios:
            self.log("remaining", torch.stack(ratios).mean(), prog_bar=True)

    def configure_optimizers(self):
        """AdamW with a warm-up and a cosine."""
        settings = self.hparams
        optimizer = torch.optim.AdamW(self.parameters(), settings.learning_rate, weight_decay=0.01)

        def factor(step: int) -> float:
            if step < settings.warmup:
                return (step + 1) / settings.warmup
            progress = (step - settings.warmup) / max(settings.steps - settings.warmup, 1)
            return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))

        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def _at(value: Tensor, like: Tensor) -> Tensor:
    """Averages of B x C x h x w at the resolution of ``like``, which is the same or a whole part of it."""
    return avg_pool2d(value, value.shape[-1] // like.shape[-1])
