"""How the restyle network learns: to draw a patch as a style would have it, exactly, edges above all."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ..networks.restyling import Restyler
from ..similarity import similarity
from ..translation.harness.likeness import likeness
from ..translation.loop import TranslationModule
from .ranks import KINDS

_BESIDE = 2  # px on either side of a line that count as it does: where its casing is drawn
_MOMENTUM = 0.02  # of batch normalisation's statistics: those of a few patches in any style are far from all
_RARE = 0.01  # share of the pixels below which a class counts no more for being rarer
WEIGHTS = {"error": 1.0, "gradient": 0.5, "unlike": 0.15, "code": 0.1, "classes": 0.3}


class RestyleModule(TranslationModule):
    """The network, and a code for each shipped style.

    Args:
        styles: names of the shipped styles, in the order of ``number`` in a batch.
        textures: how many kinds.
        network: arguments of ``Restyler``.
        learning_rate: of Adam; steps: of the whole training, 0 if only the time decides.
        content: share of the training in which nothing is drawn: only what lies where is learnt, which is quick.
        settles: share after which patches are normalised as in use. By statistics of its own, a batch of a few patches
            in any style is understood far worse than by those of all.
    """

    def __init__(
        self,
        styles: Sequence[str],
        textures: int,
        network: dict,
        learning_rate: float = 2e-3,
        steps: int = 0,
        content: float = 0.1,
        settles: float = 0.6,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.settles = settles
        self.network = Restyler(textures, len(KINDS), **network).to(memory_format=torch.channels_last)
        for layer in self.network.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.momentum = _MOMENTUM
        self.codes = nn.Embedding(len(styles), self.network.code)
        self.shown: dict[str, Tensor] | None = None

    def understood(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """The content of a batch's patches, and how badly the classes can be told from it."""
        content = self.network.read(scaled(batch["image"]))
        return content, F.cross_entropy(self.network.kind_logits(content), batch["classes"], _rarity(batch["classes"]))

    def drawn(self, content: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """What the network makes of contents, B x styles x 3 x H x W, and how far the codes of references to shipped
        styles are from those styles' own."""
        count = batch["number"].shape[1]
        number, shown = batch["number"].flatten(), batch["shown"].flatten().bool()
        code = self.codes(number.clamp(min=0))
        own, apart = code, code.new_zeros(())
        if shown.any():
            found = self.network.encode(scaled(batch["reference"]).flatten(0, 1)[shown]).flatten(1).to(code.dtype)
            code = code.index_put((shown.nonzero()[:, 0],), found)
            known = shown & (number >= 0)
            apart = (code[known] - own[known].detach()).square().mean() if known.any() else apart
        textures = batch["textures"].repeat_interleave(count, 0)
        found = self.network.draw(content.repeat_interleave(count, 0), code[..., None, None], textures)
        return found.unflatten(0, (-1, count)), apart

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Absolute errors of values and of differences between neighbours, unlikeness, and what `WEIGHTS` names.

        A pixel's error counts the more, the rarer what lies there: a path left out is a small error of a picture,
        and a large one of a map.
        """
        content, unclear = self.understood(batch)
        if self.progress(self.global_step) < self.hparams.content:
            return {"classes": unclear}
        found, apart = self.drawn(content, batch)
        found, truth = found.flatten(0, 1), scaled(batch["target"]).flatten(0, 1)
        counts = _importance(batch["classes"]).repeat_interleave(batch["number"].shape[1], 0)
        error = found - truth
        down, across = error.diff(dim=2).abs() * counts[:, :, 1:], error.diff(dim=3).abs() * counts[..., 1:]
        drawing = {
            "error": (error.abs() * counts).mean(),
            "gradient": down.mean() + across.mean(),
            "unlike": _unlike(found, truth),
        }
        return {"classes": unclear, **drawing, "code": apart}

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """One batch."""
        parts = self.losses(batch)
        self.log_dict(parts, prog_bar=True)
        return sum(WEIGHTS[name] * value for name, value in parts.items())

    def on_before_optimizer_step(self, optimizer) -> None:
        """No step goes far because of one odd batch."""
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Likeness to what the style would have drawn."""
        content, unclear = self.understood(batch)
        found, truth = self.drawn(content, batch)[0].clamp(0, 1).flatten(0, 1), scaled(batch["target"]).flatten(0, 1)
        self.log("validation_classes", unclear, batch_size=len(found))
        for name, value in likeness(found, truth).items():
            self.log(f"validation_{name}", value, batch_size=len(found))
        if number == 0:
            self.shown = batch

    @torch.no_grad()
    def sheets(self):
        """Patches of towns never trained on: what is given, what is wanted, what comes out; and in all styles."""
        batch, count = self.shown, len(self.hparams.styles)
        image = scaled(batch["image"])
        content = self.network.read(image)
        found = self.drawn(content, batch)[0]
        pairs = torch.stack([image, scaled(batch["target"])[:, 0], found[:, 0]])
        codes = self.codes.weight.repeat(len(image), 1)[..., None, None]
        textures = batch["textures"].repeat_interleave(count, 0)
        all_styles = self.network.draw(content.repeat_interleave(count, 0), codes, textures)
        styles = torch.cat([image[:, None], all_styles.unflatten(0, (-1, count))], 1).transpose(0, 1)
        return {
            "pairs": (pairs, ("given", "wanted", "drawn"), None),
            "styles": (styles, ("given", *self.hparams.styles), None),
        }

    def configure_optimizers(self):
        """Adam with a short warm-up and a cosine."""
        optimizer = torch.optim.AdamW(self.parameters(), self.hparams.learning_rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / 100, 1) * self.rate(step))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def scaled(pixels: Tensor) -> Tensor:
    """uint8 to float32, 0 to 1."""
    return pixels.float() / 255


def _rarity(classes: Tensor) -> Tensor:
    """How much a pixel of each class counts, by its share of all: numbers of ``KINDS``, B x H x W, to float32."""
    shares = classes.flatten().bincount(minlength=len(KINDS)) / classes.numel()
    return shares.clamp(min=_RARE).rsqrt()


def _importance(classes: Tensor) -> Tensor:
    """How much each pixel counts, B x 1 x H x W, 1 on average: as what is rarest nearby."""
    counts = F.max_pool2d(_rarity(classes)[classes][:, None], 2 * _BESIDE + 1, 1, _BESIDE)
    return counts / counts.mean()


def _unlike(found: Tensor, truth: Tensor) -> Tensor:
    """How little the grey pictures are alike: 0 where they are the same."""
    return 1 - similarity(found.mean(1, keepdim=True), truth.mean(1, keepdim=True)).mean()
