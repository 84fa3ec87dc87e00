"""What the systems that split an image into z and s share: networks, optimisers, and what is asked of them."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..networks.pixel_cnn import PixelDecoder
from ..networks.split_codes import WIDTHS, Codes, SplitDecoder, SplitEncoder
from .adversarial import raw_adam
from .harness.grids import framed, interpolated, sampled, swapped
from .loop import TranslationModule

BETAS = (0.9, 0.999)


class SplitModule(TranslationModule):
    """An encoder into z and s, and a decoder; how they learn is a subclass's business.

    Batches are those of ``image_sets.SharedContents`` with the same set twice: ``images`` (B×2×C×H×W, 0 to 1), two
    pictures of one class, and ``labels`` (B).

    Args:
        size, channels: of the pictures.
        z, s: sizes of the codes.
        classes: how many the labels tell apart.
        widths: of the networks' layers.
        decoder: "plain", or "pixel" (`networks.pixel_cnn`).
        learning_rate: of Adam.
        steps: of the whole training; 0 if only the time decides.
        options: of the subclass.

    Attributes:
        samples: whether the decoder learns from samples of z, not from its mean.
    """

    samples = True

    def __init__(
        self,
        size: int = 28,
        channels: int = 1,
        z: int = 16,
        s: int = 16,
        classes: int = 10,
        widths: tuple[int, ...] = WIDTHS,
        decoder: str = "plain",
        learning_rate: float = 1e-4,
        steps: int = 0,
        **options,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.automatic_optimization = False
        self.encoder = SplitEncoder(size, channels, z, s, widths)
        self.decoder = (PixelDecoder if decoder == "pixel" else SplitDecoder)(size, channels, z, s, widths)
        self.judge: nn.Module | None = None

    @torch.no_grad()
    def codes(self, pictures: Tensor, batch: int = 500) -> tuple[Tensor, Tensor]:
        """z (its mean) and s of many pictures (N×C×H×W, 0 to 1), on the CPU."""
        found = self.read(pictures, batch)
        return found.mean, found.s

    @torch.no_grad()
    def read(self, pictures: Tensor, batch: int = 500) -> Codes:
        """All that the encoder says of many pictures (N×C×H×W, 0 to 1), on the CPU."""
        found = [self.encoder(part.to(self.device)) for part in pictures.split(batch)]
        return Codes(*(torch.cat(parts).cpu() for parts in zip(*found, strict=True)))

    @torch.no_grad()
    def decode(self, z: Tensor, s: Tensor, batch: int = 500) -> Tensor:
        """Pictures (0 to 1) from codes, on the CPU; drawn pixel after pixel if the decoder is such a one."""
        draw = self.decoder.sample if isinstance(self.decoder, PixelDecoder) else self.decoder
        parts = zip(z.split(batch), s.split(batch), strict=True)
        return torch.cat([draw(one.to(self.device), other.to(self.device)).cpu() for one, other in parts])

    def configure_optimizers(self):
        """Adam for both networks, for what the cycle or the judge's verdict changes of them, and for the judge."""
        rate, both = self.hparams.learning_rate, [self.encoder, self.decoder]
        optimizers = [raw_adam(both, rate, BETAS), raw_adam(both, rate, BETAS)]
        return [*optimizers, raw_adam([self.judge], rate, BETAS)] if self.judge is not None else optimizers

    def paced(self) -> list:
        """The optimisers, with the learning rate of this step; only steps of the first are counted."""
        optimizers = [self.optimizers()[0], *self.optimizers(use_pl_optimizer=False)[1:]]
        for optimizer in optimizers:
            for group in optimizer.param_groups:
                group["lr"] = self.hparams.learning_rate * self.rate(self.global_step)
        return optimizers

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Error of pictures drawn with another one's s, and with their own."""
        pictures, partners = pairs(batch)
        if number == 0:
            self.examples = batch["images"][:8, 0]
        known, other = self.encoder(pictures), self.encoder(partners)
        found = {"own": known.s, "exchanged": other.s}
        for name, s in found.items():
            self.log(f"validation_{name}", F.mse_loss(self.decoder(known.mean, s), pictures), prog_bar=True)

    def sheets(self) -> dict:
        """Rows of one z, columns of one s: exchanged, between two pictures, and with z drawn at random."""
        z, s = self.codes(self.examples)
        shown = self.examples.cpu()
        rows = {"swapped": framed(_rows_of_z(swapped(self.decode_s_z, s, z)), shown, shown)}
        rows["interpolated"] = _rows_of_z(interpolated(self.decode_s_z, s[:2], z[:2]))
        rows["sampled"] = _rows_of_z(sampled(self.decode_s_z, s, z.shape[1:]))
        return {name: (pictures, None, None) for name, pictures in rows.items()}

    def presented(self, pictures: Tensor, seed: int) -> tuple[Tensor, Tensor | None]:
        """Pictures as the system is measured on, and what z should tell of them, where that is known."""
        return pictures, None

    def decode_s_z(self, s: Tensor, z: Tensor) -> Tensor:
        """As the sheets of the harness ask: content first."""
        return self.decode(z, s)


def pairs(batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    """The batch's pictures, and for each another one of its class, 2B of both."""
    first, second = batch["images"].unbind(1)
    return torch.cat([first, second]), torch.cat([second, first])


def exchanged(codes: Tensor) -> Tensor:
    """The first half's codes with the second half's pictures, and the other way round."""
    return codes.roll(len(codes) // 2, 0)


def _rows_of_z(sheet: Tensor) -> Tensor:
    """The papers' order: z along the rows, s along the columns."""
    return sheet.transpose(0, 1)
