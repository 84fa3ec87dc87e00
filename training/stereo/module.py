"""How the stereo network learns: scale by scale, in the chain as it will run."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from ..networks.stereo import StereoNetwork
from ..restyle.module import scaled
from ..translation.loop import TranslationModule
from .chain import chained
from .measures import BAD, Errors

_HIDDEN = 0.15  # weight of what the right picture does not show: its surroundings tell a little
_SMALL = 0.1  # px below which errors count less and less


class StereoModule(TranslationModule):
    """The network in its chain.

    Args:
        network: arguments of ``StereoNetwork``.
        margin: columns that right pictures have beyond the left ones on either side.
        scales: that pairs are learnt at, coarsest first.
        learning_rate: of AdamW; steps: of the whole training, 0 if only the time decides.
        off: px by which the disparity that the chain begins with is off the middle of the true ones, at most.
    """

    def __init__(
        self,
        network: dict,
        margin: int,
        scales: tuple[int, ...] = (3, 2, 1, 0),
        learning_rate: float = 2e-3,
        steps: int = 0,
        off: float = 48.0,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = StereoNetwork(**network).to(memory_format=torch.channels_last)
        self.shown: dict[str, Tensor] | None = None

    def found(self, batch: dict[str, Tensor], off: Tensor | float = 0.0) -> list[Tensor]:
        """Disparities of a batch at all scales, the finest last."""
        flat = batch["disparity"].flatten(1)
        start = ((flat.amin(1) + flat.amax(1)) / 2 + off)[:, None, None, None]
        left, right = scaled(batch["left"]), scaled(batch["right"])
        return chained(self.network, left, right, self.hparams.margin, start, self.hparams.scales)

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """One batch: errors in the pixels of each scale, those of the finer scales no less than of the coarse ones."""
        # mostly little, as where the range is known well; the coarsest scale must learn to bear much, too
        off = self.hparams.off * (2 * torch.rand(len(batch["left"]), device=self.device) - 1) ** 3
        truth, weight = batch["disparity"], batch["visible"].float()
        weight = _HIDDEN + (1 - _HIDDEN) * weight
        parts = {}
        for scale, disparity in zip(self.hparams.scales, self.found(batch, off), strict=True):
            factor = 2**scale
            whole = disparity.repeat_interleave(factor, 2).repeat_interleave(factor, 3)
            error = (whole - truth / factor).float()
            # a root, not a square: between two depths the network shall choose one of them
            parts[f"scale_{scale}"] = (weight * ((error**2 + _SMALL**2).sqrt() - _SMALL)).sum() / weight.sum()
        self.log_dict(parts, prog_bar=True)
        return sum(parts.values())

    def on_before_optimizer_step(self, optimizer) -> None:
        """No step goes far because of one odd batch."""
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Errors at the finest scale."""
        found = self.found(batch)[-1]
        errors = Errors.of(found.float().cpu().numpy(), *(batch[key].cpu().numpy() for key in ("disparity", "visible")))
        self.log("validation_epe", errors.mean, batch_size=len(found))
        for limit in BAD:
            self.log(f"validation_bad{limit}", errors.bad[limit], batch_size=len(found))
            self.log(f"validation_bad{limit}_visible", errors.bad_visible[limit], batch_size=len(found))
        if number == 0:
            self.shown = {name: value[:6] for name, value in batch.items()}

    @torch.no_grad()
    def sheets(self):
        """Pairs of places never trained on, with true and found disparities, errors up to 4 px and what is visible."""
        batch, margin = self.shown, self.hparams.margin
        truth, found = batch["disparity"].float(), self.found(batch)[-1].float()
        low, high = (getattr(truth.flatten(1), name)(1)[:, None, None, None] for name in ("amin", "amax"))
        layers = [(each - low) / (high - low).clamp(min=1) for each in (truth, found)]
        layers += [(found - truth).abs() / 4, batch["visible"].float()]
        rows = [scaled(batch["left"]), scaled(batch["right"])[..., margin:-margin]]
        rows += [each.clamp(0, 1).expand(-1, 3, -1, -1) for each in layers]
        return {"pairs": (torch.stack(rows, 1), None, ("left", "right", "truth", "found", "error", "visible"))}

    def configure_optimizers(self):
        """AdamW with a short warm-up and a cosine."""
        optimizer = torch.optim.AdamW(self.parameters(), self.hparams.learning_rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / 100, 1) * self.rate(step))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}
