"""How the networks learn to colour: by the error in hue and saturation, given the lightness."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..networks.coloring import ColorUNet, PixelColorizer
from ..translation.loop import TranslationModule
from .constraints import away_from, color_error, divergence, outside_bicone
from .measures import as_pictures, psnr_of
from .sheets import painted

_SHOWN = 6  # pieces on a sheet


class ColoringModule(TranslationModule):
    """What all have in common: a network from lightness and place to colours, likeness, and sheets.

    Args:
        learning_rate: of Adam.
        steps: of the whole training, 0 if only the time decides.
    """

    network: nn.Module

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Terms of the loss by name, weighted."""
        raise NotImplementedError

    def colors(self, lightness: Tensor, place: Tensor) -> Tensor:
        """What the network makes of grey pieces so far, float32 B x 2 x H x W."""
        return self.network(lightness, place).float()

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """One batch."""
        parts = self.losses(batch)
        self.log_dict(parts, prog_bar=True)
        return sum(parts.values())

    def on_before_optimizer_step(self, optimizer) -> None:
        """No step goes far because of one odd batch."""
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Likeness to the true colours."""
        found = self.colors(batch["lightness"], batch["place"])
        count = len(found)
        self.log("validation_color", color_error(found, batch["plane"]), batch_size=count)
        ratios = psnr_of(as_pictures(batch["lightness"], found), as_pictures(batch["lightness"], batch["plane"]))
        self.log("validation_psnr", float(ratios.mean()), batch_size=count)
        if number == 0:
            self.shown = {name: value[:_SHOWN] for name, value in batch.items()}

    def sheets(self) -> dict[str, tuple[Tensor, Sequence[str], None]]:
        """Pieces that were not trained on: grey, true, as of their own places and as of others'."""
        return {"colors": painted(self.colors, self.shown["lightness"], self.shown["plane"], self.shown["place"])}

    def configure_optimizers(self):
        """Adam with a short warm-up and a cosine."""
        optimizer = torch.optim.AdamW(self.parameters(), self.hparams.learning_rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 50, 1) * self.rate(step))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


class ContextModule(ColoringModule):
    """The U-Net.

    Args:
        network: arguments of ``ColorUNet``.
    """

    def __init__(self, network: dict, learning_rate: float = 2e-3, steps: int = 0) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = ColorUNet(**network).to(memory_format=torch.channels_last)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The error in colour alone."""
        return {"color": color_error(self.network(batch["lightness"], batch["place"]), batch["plane"])}


class GroundedModule(ColoringModule):
    """The variational autoencoder of each pixel's neighbourhood, in stages (Grujicic & Blaschko, 2021).

    Stages are not greedy: each takes the same share of the training, and what earlier ones learnt goes on learning.
    Half of the pictures are decoded with the place that they are told in place of the one that was read from them:
    else the decoder would only know the places that a grey neighbourhood can betray, which is next to nothing.

    Args:
        network: arguments of ``PixelColorizer``.
        weights: of the terms ``divergence``, ``place`` and ``bicone``.
    """

    def __init__(self, network: dict, weights: dict, learning_rate: float = 2e-3, steps: int = 0) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = PixelColorizer(**network)

    @property
    def depth(self) -> int:
        """Stages that there are so far."""
        count = len(self.network.latents)
        return min(int(count * self.progress(self.global_step)) + 1, count)

    def colors(self, lightness: Tensor, place: Tensor) -> Tensor:
        """Through the stages that there are so far."""
        return self.network(lightness, place, self.depth).float()

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The error in colour, the divergence of free numbers, and the constraints of grounded ones."""
        network, weights, depth = self.network, self.hparams.weights, self.depth
        lightness, place = batch["lightness"], batch["place"]
        mean, variance = network.encode(lightness, depth)
        grounded = network.meanings(depth)
        tied = 2 * len(grounded)
        noise = torch.randn_like(mean[:, tied:]) * (0.5 * variance[:, tied:]).exp()
        code = torch.cat([mean[:, :tied], mean[:, tied:] + noise], 1)
        parts = {"divergence": divergence(mean[:, tied:], variance[:, tied:])}
        if "place" in grounded:
            is_known = place.flatten(1).abs().amax(1) <= 1
            parts["place"] = away_from(mean[:, :2], place, is_known)
            is_told = torch.rand(len(place), 1, 1, 1, device=place.device) < 0.5
            code = torch.where(is_told, network.placed(code, place, depth), code)
        if "color" in grounded:
            first = 2 * grounded.index("color")
            parts["bicone"] = outside_bicone(mean[:, first : first + 2], lightness)
        parts = {name: weights[name] * value for name, value in parts.items()}
        return {"color": color_error(network.decode(code, lightness, depth), batch["plane"]), **parts}
