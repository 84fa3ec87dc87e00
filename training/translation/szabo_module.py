"""Baseline: Szabó et al., "Challenges in disentangling independent factors of variation" (2017)."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from ..networks.judges import PairJudge
from .adversarial import called_fake, called_real, descend
from .cycle_module import RECONSTRUCTION
from .split_module import SplitModule, exchanged, pairs


class SzaboModule(SplitModule):
    """An autoencoder without a prior on triplets: two pictures of a class, whose s are exchanged, and a third one,
    whose z is drawn with the s of the first; a judge compares (first, second) with (first, drawn).

    Args:
        verdict: weight of the judge's verdict.
        arguments: of ``SplitModule``.
    """

    samples = False

    def __init__(self, verdict: float = 0.1, **arguments) -> None:
        super().__init__(verdict=verdict, **arguments)
        self.judge = PairJudge(self.hparams.size, self.hparams.channels, tuple(self.hparams.widths))

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """The judge, then encoder and decoder."""
        playing, _, judging = self.paced()
        pictures, partners = pairs(batch)
        codes = self.encoder(pictures)
        order = torch.randperm(len(pictures), device=pictures.device)
        drawn = self.decoder(codes.mean[order], codes.s)
        judged = called_real(self.judge(pictures, partners)) + called_fake(self.judge(pictures, drawn.detach()))
        descend(self, judging, judged, [self.judge])
        error = F.mse_loss(self.decoder(codes.mean, exchanged(codes.s)), pictures)
        fooled = called_real(self.judge(pictures, drawn))
        descend(
            self,
            playing,
            RECONSTRUCTION * error + self.hparams.verdict * fooled,
            [self.encoder, self.decoder, self.judge],
        )
        self.log_dict({"error": error, "fooled": fooled, "judge": judged}, prog_bar=True)
