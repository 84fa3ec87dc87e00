"""Baseline: Mathieu et al., "Disentangling factors of variation in deep representations using adversarial
training" (NIPS 2016)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from ..networks.judges import ClassJudge
from .adversarial import called_fake, called_real, descend
from .cycle_module import DIVERGENCE, RECONSTRUCTION
from .split_module import SplitModule, exchanged, pairs


class MathieuModule(SplitModule):
    """A VAE that redraws a picture with its own s and with that of another one of the class; a judge that knows the
    class compares real pictures with those drawn with a foreign z, and with a random one.

    Args:
        verdict: weight of the judge's verdict.
        arguments: of ``SplitModule``.
    """

    def __init__(self, verdict: float = 0.1, **arguments) -> None:
        super().__init__(verdict=verdict, **arguments)
        settings = self.hparams
        self.judge = ClassJudge(settings.size, settings.channels, settings.classes, tuple(settings.widths))

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """The judge, then encoder and decoder."""
        playing, _, judging = self.paced()
        pictures, _ = pairs(batch)
        labels = batch["labels"].repeat(2)
        codes = self.encoder(pictures)
        z = codes.sample()
        order = torch.randperm(len(z), device=z.device)
        # with a foreign z and with a random one: the pictures that no truth is known of
        drawn = self.decoder(torch.cat([z[order], torch.randn_like(z)]), codes.s.repeat(2, 1))
        twice = labels.repeat(2)
        judged = called_real(self.judge(pictures, labels)) + called_fake(self.judge(drawn.detach(), twice))
        descend(self, judging, judged, [self.judge])
        redrawn = self.decoder(z.repeat(2, 1), torch.cat([codes.s, exchanged(codes.s)]))
        error = F.mse_loss(redrawn, pictures.repeat(2, 1, 1, 1))
        divergence = codes.divergence().mean() / pictures[0].numel()
        fooled = called_real(self.judge(drawn, twice))
        loss = 2 * RECONSTRUCTION * error + DIVERGENCE * divergence + self.hparams.verdict * fooled
        descend(self, playing, loss, [self.encoder, self.decoder, self.judge])
        self.log_dict({"error": error, "divergence": divergence, "fooled": fooled, "judge": judged}, prog_bar=True)
