"""How a network of the chain is trained: one step, one validation, the optimiser."""

import math

import lightning
import torch
from torch import Tensor
from torchmetrics import MeanMetric

from .losses import line_weight
from .objectives import resampled
from .systems import SYSTEMS

SCALES = 5
WARMUP_SHARE = 0.1  # of the time, where time decides


class AlignmentModule(lightning.LightningModule):
    """Trains a network for one or all scales of the chain on patches of ``PatchSampler``.

    Args:
        network: sizes of the network; its defaults if None.
        learning_rate: at its height; it rises over ``warmup`` steps and falls as a cosine.
        steps: of the whole training; 0 if only the time decides.
        warmup: steps; or a tenth of the time, if that is sooner.
        variant: one of ``SYSTEMS``.

    Attributes:
        elapsed: share of the time that the training may take, kept by `budget.TimeBudget`.
    """

    def __init__(
        self,
        network: dict | None = None,
        learning_rate: float = 2.5e-3,
        steps: int = 5000,
        warmup: int = 200,
        variant: str = "matching",
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        system = SYSTEMS[variant]
        self.network = system.network(**(network or {})).to(memory_format=torch.channels_last)
        self.objective = system.objective
        self.elapsed = 0.0
        # mean error and mean error of the zero field, per scale: their quotient says whether it learns
        self.errors = torch.nn.ModuleList(MeanMetric() for _ in range(SCALES))
        self.starts = torch.nn.ModuleList(MeanMetric() for _ in range(SCALES))

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """Loss on one batch."""
        image = batch["image"].contiguous(memory_format=torch.channels_last)
        vectors = self.objective.given(batch).contiguous(memory_format=torch.channels_last)
        total, parts = self.objective.losses(self.network(image, vectors), batch)
        self.log_dict(parts, prog_bar=True)
        return total

    def validation_step(self, batch: dict[str, Tensor], _: int) -> None:
        """Errors on outlines and vertices, per scale."""
        result = self.network(batch["image"], self.objective.seen(batch["vectors"]))
        found = self.objective.displacement(result).float()
        truth = resampled(batch["displacement"], found)
        weight = resampled(line_weight(batch["vectors"]) * batch["truth"][:, 2:], found)[:, 0]
        error, start = (found - truth).norm(dim=1), truth.norm(dim=1)
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
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, self.rate)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    def rate(self, step: int) -> float:
        """Share of the learning rate at a step: by steps or by time, whichever is further on."""
        steps, warmup = self.hparams.steps, self.hparams.warmup
        rise = max((step + 1) / warmup, self.elapsed / WARMUP_SHARE) if warmup else 1.0
        if rise < 1:
            return rise
        progress = max((step - warmup) / max(steps - warmup, 1), 0.0) if steps else 0.0
        return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(max(progress, self.elapsed), 1)))
