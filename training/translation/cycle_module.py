"""Cycle-consistent VAE: Jha et al. (ECCV 2018), and the variants of Talwar's report (2018, section 4.0.3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..networks.judges import PairJudge
from ..networks.pixel_cnn import PixelDecoder
from ..networks.split_codes import Codes
from .adversarial import called_fake, called_real, descend
from .split_module import SplitModule, exchanged, pairs

# The published implementation's; the report prints none. KL is divided by the number of values in a picture.
RECONSTRUCTION, DIVERGENCE, CYCLE = 2.0, 3.0, 10.0
REBUILT_FROM = 1 / 3  # of the training; what a decoder at its beginning draws is often of another class than its s


class CycleModule(SplitModule):
    """Forward cycle: s exchanged within a class (Eq. 3.1). Reverse cycle: one z drawn with two classes must be read
    alike from both pictures (Eq. 3.2), which changes the encoder only.

    Args:
        rebuild: also draw each picture again from its own z and the s read in the reverse cycle (Figure 4.2), once
            the first third of the training is over.
        adversarial: "none"; "decoder" or "both": a judge must take a picture and the one drawn from its s and any z
            for two of a class (Figure 4.4), and its verdict changes the decoder, or the encoder, too.
        distance: "l1", or "wasserstein": of the two Gaussians read from the two pictures. The report does not say of
            what it takes the distance; of whole batches it would say nothing about z, as their classes are mixed.
        verdict: weight of the judge's verdict.
        arguments: of ``SplitModule``.
    """

    def __init__(
        self,
        rebuild: bool = False,
        adversarial: str = "none",
        distance: str = "l1",
        verdict: float = 0.1,
        **arguments,
    ) -> None:
        super().__init__(rebuild=rebuild, adversarial=adversarial, distance=distance, verdict=verdict, **arguments)
        self.rebuilding = rebuild
        if adversarial != "none":
            self.judge = PairJudge(self.hparams.size, self.hparams.channels, tuple(self.hparams.widths))

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """Forward cycle, the judge if there is one, and reverse cycle."""
        forward, reverse, *judging = self.paced()
        self.rebuilding = self.hparams.rebuild and self.progress(self.global_step) >= REBUILT_FROM
        loss, parts = self.forward_cycle(batch)
        descend(self, forward, loss, [self.encoder, self.decoder])
        first, second = batch["images"].unbind(1)
        others = second[torch.randperm(len(second), device=second.device)]
        loss, found, drawn = self.reverse_cycle(first, others)
        if judging:
            judged = called_real(self.judge(first, second)) + called_fake(self.judge(first, drawn.detach()))
            descend(self, judging[0], judged, [self.judge])
            loss = loss + self.hparams.verdict * called_real(self.judge(first, drawn))
            parts["judge"] = judged
        descend(self, reverse, loss, [self.encoder, self.decoder, *([self.judge] if judging else [])])
        self.log_dict({**parts, **found}, prog_bar=True)

    def forward_cycle(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        """Eq. 3.1 with squared error, and its parts."""
        pictures, _ = pairs(batch)
        codes = self.encoder(pictures)
        z, s = codes.sample(), exchanged(codes.s)
        error = F.mse_loss(self.decoder(z, s), pictures)
        divergence = codes.divergence().mean() / pictures[0].numel()
        loss = RECONSTRUCTION * error + DIVERGENCE * divergence
        parts = {"error": error, "divergence": divergence}
        if isinstance(self.decoder, PixelDecoder):
            parts["pixels"] = F.binary_cross_entropy_with_logits(self.decoder.logits(pictures, z, s), pictures)
            loss = loss + parts["pixels"]
        return loss, parts

    def reverse_cycle(self, first: Tensor, others: Tensor) -> tuple[Tensor, dict[str, Tensor], Tensor]:
        """Eq. 3.2 (with the terms asked for), its parts, and the pictures drawn with the s of ``first``."""
        settings, count = self.hparams, len(first)
        pictures = torch.cat([first, others])
        known = self.encoder(pictures)
        z = torch.randn_like(known.mean[:count]).repeat(2, 1)
        s = known.s if settings.adversarial == "both" else known.s.detach()
        with torch.set_grad_enabled(settings.adversarial != "none"), _unrecorded(self.decoder):
            drawn = self.decoder(z, s)
        with _unrecorded(self.encoder):
            read = self.encoder(drawn.detach())
        apart = _distance(read, settings.distance)
        loss, parts = CYCLE * apart, {"cycle": apart}
        if self.rebuilding:
            # z is taken as it is: it would learn to tell the class wherever the s that was read does not
            parts["rebuilt"] = F.mse_loss(self.decoder(known.sample().detach(), read.s), pictures)
            loss = loss + RECONSTRUCTION * parts["rebuilt"]
        return loss, parts, drawn[:count]


@contextmanager
def _unrecorded(network: nn.Module) -> Iterator[None]:
    """Keeps the statistics by which batches are normalised later: they are to be those of real pictures alone, or
    three in a hundred of those are read as another class."""
    layers = [layer for layer in network.modules() if isinstance(layer, nn.BatchNorm2d)]
    momenta = [layer.momentum for layer in layers]
    for layer in layers:
        layer.momentum = 0.0
    try:
        yield
    finally:
        for layer, momentum in zip(layers, momenta, strict=True):
            layer.momentum = momentum


def _distance(read: Codes, kind: str) -> Tensor:
    """Mean distance of what was read from the two halves of a batch, a dimension of z."""
    first, second = read.mean.chunk(2)
    if kind == "l1":
        return F.l1_loss(first, second)
    deviations = (0.5 * read.logvar).exp().chunk(2)
    squared = (first - second) ** 2 + (deviations[0] - deviations[1]) ** 2
    return (squared.mean(1) + 1e-8).sqrt().mean()
