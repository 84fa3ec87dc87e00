"""How ``dsed`` is trained: every encoder's code through every decoder (Song et al. 2019, section 4.1)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..networks.disentangling import WIDTHS, GaussianEncoder, PictureDecoder
from .loop import TranslationModule


class DsedModule(TranslationModule):
    """One encoder and one decoder for each style; contents are what all of them share.

    Args:
        styles: names, in the order of the pictures.
        channels, size: of the pictures.
        latent: dimensions of the code.
        spatial: the code keeps its place, so that what is drawn is sharp; the paper's is a vector.
        halvings: of the picture on the way to the code, 3 at most, as in the paper.
        beta: weight of the divergence (Eq. 1); the squared error is the sum over a picture's values.
        learning_rate: of Adam; steps: of the whole training, 0 if only the time decides.
    """

    def __init__(
        self,
        styles: Sequence[str],
        channels: int = 3,
        size: int = 32,
        latent: int = 32,
        spatial: bool = False,
        beta: float = 5.0,
        learning_rate: float = 1e-3,
        steps: int = 0,
        halvings: int = len(WIDTHS),
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        head, widths = "spatial" if spatial else "dense", WIDTHS[-halvings:]
        self.encoders = nn.ModuleList(GaussianEncoder(channels, latent, head, size, widths) for _ in styles)
        self.decoders = nn.ModuleList(PictureDecoder(channels, latent, spatial, size, widths) for _ in styles)

    def codes(self, pictures: Tensor, style: int) -> dict[str, Tensor]:
        """Mean codes of pictures of a style, B x D (x h x w); the style is in the decoders alone."""
        return {"content": self.encoders[style](pictures).mean}

    def reconstruct(self, pictures: Tensor, style: int) -> Tensor:
        """The pictures through their own encoder and decoder, B x C x H x W."""
        return self.translate(pictures, style, style)

    def translate(self, pictures: Tensor, source: int, target: int) -> Tensor:
        """Pictures of one style in another, B x C x H x W."""
        return self.decoders[target](self.encoders[source](pictures).mean)

    def losses(self, images: Tensor) -> tuple[Tensor, Tensor]:
        """Squared errors of all pairs and divergences, means over the batch.

        Args:
            images: B x styles x C x H x W, one content in all styles.

        Returns:
            N x N, encoder by decoder, sums over a picture's values; and N, nats.
        """
        errors, divergences = [], []
        for number, encoder in enumerate(self.encoders):
            code = encoder(images[:, number])
            sample = code.sample() if self.training else code.mean
            drawn = torch.stack([decoder(sample) for decoder in self.decoders], 1)
            errors.append((drawn - images).square().sum((2, 3, 4)).mean(0))
            divergences.append(code.divergence().mean())
        return torch.stack(errors), torch.stack(divergences)

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """Eq. 1, as the mean over pairs and encoders."""
        errors, divergences = self.losses(batch["images"])
        parts = {"squared_error": errors.mean(), "divergence": divergences.mean()}
        self.log_dict(parts, prog_bar=True)
        return parts["squared_error"] + self.hparams.beta * parts["divergence"]

    def validation_step(self, batch: dict[str, Tensor], _: int) -> None:
        """Squared error of a value for each pair, and of all together."""
        errors = self.losses(batch["images"])[0] / batch["images"][0, 0].numel()
        names = self.hparams.styles
        pairs = {f"mse_{a}_{b}": errors[i, j] for i, a in enumerate(names) for j, b in enumerate(names)}
        size = len(batch["images"])
        self.log_dict({**pairs, "validation_mse": errors.mean()}, batch_size=size)
        self.shown = batch["images"][:8]

    def sheets(self):
        """Pictures of each style, and below them what each decoder makes of them."""
        with torch.no_grad():
            rows, names = [], []
            for source, name in enumerate(self.hparams.styles):
                given = self.shown[:, source]
                rows.append(given)
                names.append(name)
                for target, other in enumerate(self.hparams.styles):
                    rows.append(self.translate(given, source, target))
                    names.append(f"  to {other}")
        return {"pairs": (torch.stack(rows), names, None)}

    def configure_optimizers(self):
        """Adam with a cosine."""
        optimizer = torch.optim.Adam(self.parameters(), self.hparams.learning_rate)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, self.rate)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}
