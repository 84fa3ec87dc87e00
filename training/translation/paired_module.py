"""How ``fen-vae`` learns from pictures of one place in all styles: what makes its swaps work on maps."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.func import functional_call

from ..networks.disentangling import reader
from ..networks.paired_codes import (
    CELL,
    CLASS_CELL,
    ClassEncoder,
    ContentEncoder,
    ModulatedDecoder,
    Rounded,
    SpatialEnemy,
    StyleEncoder,
)
from ..networks.settling import settled
from .fen_module import FenModule


class PairedFenModule(FenModule):
    """Content keeps its place and takes few values; the style is one vector for all places.

    Every picture is drawn from the content of its place in another style, and with the style of another place: the
    content can hold no style and the style no content. What is left of the style in the content is driven out by an
    enemy that the encoder must leave with nothing but a guess, and by being pulled to what other styles give. Errors
    are absolute, not squared, and as large as a style's contrast allows: pale maps count like black and white ones.

    Attributes:
        cell: pixels of a picture on a side of one place of its content code.

    Args: as of ``FenModule``; ``levels`` of ``paired_codes.rounded``; ``agreement`` is the weight of the squared
        distance between the contents of one place, summed over a code as the error is over a picture;
        ``friendship`` is the friend's share of ``gamma``, of which the enemy has all; ``cycle`` weighs what is read
        from drawn pictures, see ``_read_again``.
    """

    cell = CELL

    def __init__(
        self, styles: Sequence[str], levels: int = 5, agreement: float = 0.3, friendship: float = 1.0, **others
    ) -> None:
        super().__init__(styles, **others)

    def _make_networks(self) -> None:
        settings, styles = self.hparams, len(self.hparams.styles)
        self.content_encoder = self._make_content_encoder()
        self.style_encoder = StyleEncoder(settings.channels, settings.style)
        self.decoder = ModulatedDecoder(settings.channels, settings.content * self._finer**2, settings.style)
        self.friend = reader(settings.style, styles)
        self.enemy = SpatialEnemy(settings.content, settings.size // self.cell, styles)
        self.to(memory_format=torch.channels_last)  # with bfloat16 a third faster on a CPU that has it

    def encode(self, pictures: Tensor):
        """Content (``Rounded``) and style (``Gaussian``) of pictures, B x C x H x W."""
        return self.content_encoder(pictures), self.style_encoder(pictures)

    def decode(self, content: Tensor, style: Tensor) -> Tensor:
        """Pictures with this content and this style, B x C x H x W."""
        return self.decoder(F.pixel_unshuffle(content, self._finer), style)

    @property
    def _finer(self) -> int:
        """Places of a content code to one of those that are drawn, across and down."""
        return CELL // self.cell

    def _make_content_encoder(self) -> nn.Module:
        return ContentEncoder(self.hparams.channels, self.hparams.content, self.hparams.levels)

    def _teach_enemy(self, content: Rounded, sample: Tensor, numbers: Tensor) -> None:
        """As before, at the rate of the encoder: an enemy that learns faster in the end has the last word."""
        for group in self.optimizers(use_pl_optimizer=False)[1].param_groups:
            group["lr"] = self.hparams.learning_rate * self.rate(self.global_step)
        super()._teach_enemy(content, sample, numbers)

    def enemy_loss(self, seen: Tensor, numbers: Tensor) -> Tensor:
        """Cross-entropies of all the enemy's ways to read."""
        return sum(F.nll_loss(each, _spread(numbers, each)) for each in self.enemy.readings(seen))

    def _objective(self, pictures, content, sample, style, numbers, count) -> tuple[Tensor, dict[str, Tensor]]:
        """What encoders, decoder and friend minimise, and its parts."""
        settings = self.hparams
        styled = style.sample()
        order = _of_other_styles(len(sample) // count, count, sample.device)
        drawn = self.decode(sample[order], self._exchanged(styled, count))
        error = ((drawn - pictures).abs().flatten(1).sum(1) * _weights(pictures, count)).mean()
        readings = self.enemy.readings(sample)
        parts = {
            "error": error,
            "divergence": style.divergence().mean(),
            "friend": F.cross_entropy(self.friend(styled), numbers),
            "confusion": sum(-each.mean() for each in readings) / len(readings),
            "agreement": _disagreement(content, count),
        }
        total = (
            error
            + settings.beta * parts["divergence"]
            + settings.gamma * settings.friendship * parts["friend"]
            + self._pressure() * (settings.gamma * parts["confusion"] + settings.agreement * parts["agreement"])
        )
        if settings.cycle:
            wanted = Rounded(*(None if part is None else part[order].detach() for part in content))
            parts |= self._read_again(drawn, wanted, numbers)
            total = total + settings.cycle * (parts["lost"] + settings.gamma * parts["unlike"])
        parts["enemy"] = sum(F.nll_loss(each, _spread(numbers, each)) for each in readings) / len(readings)
        return total, {name: value.detach() for name, value in parts.items()}

    def _read_again(self, drawn: Tensor, wanted: Rounded, numbers: Tensor) -> dict[str, Tensor]:
        """What is lost of the contents that pictures were drawn from, and of their styles, when they are read: faint
        lines cost little where pixels are compared, and all of the road here. The readers learn nothing from it."""
        content, style = _as_it_is(self.content_encoder, drawn), _as_it_is(self.style_encoder, drawn)
        named = _as_it_is(self.friend, style.mean)
        return {"lost": self._lost(content, wanted), "unlike": F.cross_entropy(named, numbers)}

    def _lost(self, found: Rounded, wanted: Rounded) -> Tensor:
        """Squared distance of contents, summed over a code."""
        return (found.bounded - wanted.bounded).square().flatten(1).sum(1).mean()

    def _pressure(self) -> float:
        """Share of what drives the style out: nothing to begin with, so that contents learn to tell places apart,
        and all of it from half time on."""
        return min(2 * self.progress(self.global_step), 1.0)


class GuidedFenModule(PairedFenModule):
    """The content says what lies where, and is told so: of pictures of a place that show their style's water in blue,
    black or hatching, all contents shall be the shares of water, roads and buildings in cells of 2 x 2 px.

    Nothing else has a place in such a code, and drawing does not change it. What can still tell a style is what is
    mistaken in it; enemy and agreement are left to work on that.

    Batches have ``truth`` besides: numbers of classes, B x H x W; 0 is what is not sought.

    Args: as of ``PairedFenModule``; ``content`` is the number of classes without the first, and ``guide`` the weight
        of their cross-entropy, summed over cells.
    """

    cell = CLASS_CELL

    def __init__(self, styles: Sequence[str], guide: float = 1.0, **others) -> None:
        super().__init__(styles, **others)

    def _make_content_encoder(self) -> nn.Module:
        return ClassEncoder(self.hparams.channels, self.hparams.content + 1, self.hparams.levels)

    def decode(self, content: Tensor, style: Tensor) -> Tensor:
        """Pictures with this content and this style, B x C x H x W."""
        return super().decode(content.detach(), style)

    def _lost(self, found: Rounded, wanted: Rounded) -> Tensor:
        return _mistaken(found, wanted.logits.softmax(1))

    def guidance(self, batch: dict[str, Tensor], content: Rounded) -> dict[str, Tensor]:
        """Cross-entropy of the classes that each cell is said to hold."""
        wanted = F.one_hot(batch["truth"].long(), self.hparams.content + 1).movedim(-1, 1).float()
        shares = F.avg_pool2d(wanted, CLASS_CELL).repeat(len(self.hparams.styles), 1, 1, 1)
        return {"wrong": self.hparams.guide * _mistaken(content, shares)}


def _as_it_is(network: nn.Module, seen: Tensor):
    """What a network says that is settled by real pictures, and whose weights will not learn from it; what it sees
    may."""
    with settled(network):
        return functional_call(network, {name: value.detach() for name, value in network.named_parameters()}, (seen,))


def _mistaken(content: Rounded, shares: Tensor) -> Tensor:
    """Cross-entropy of the classes that each cell is said to hold (B x classes x h x w), summed over cells."""
    return -(shares * content.logits.log_softmax(1)).flatten(1).sum(1).mean()


def _weights(pictures: Tensor, count: int) -> Tensor:
    """For each picture the mean contrast of all styles over that of its own, the mean deviation from a plain colour."""
    apart = (pictures - pictures.mean((2, 3), keepdim=True)).abs().mean((1, 2, 3))
    of_style = apart.unflatten(0, (-1, count)).mean(1).clamp(min=1e-3)
    return (of_style.mean() / of_style).repeat_interleave(count)


def _disagreement(content: Rounded, count: int) -> Tensor:
    """Squared distance of contents from their mean over the styles of a place, summed over a code."""
    grouped = content.bounded.unflatten(0, (-1, count))
    return (grouped - grouped.mean(0, keepdim=True)).square().flatten(2).sum(2).mean()


def _of_other_styles(styles: int, count: int, device: torch.device) -> Tensor:
    """Numbers of a batch's pictures, one style after the other, each place's in another order of its styles."""
    order = torch.rand(styles, count, device=device).argsort(0)
    return (order * count + torch.arange(count, device=device)).flatten()


def _spread(numbers: Tensor, logits: Tensor) -> Tensor:
    """Numbers of styles for each place that is read from."""
    return numbers.view(-1, *[1] * (logits.ndim - 2)).expand(len(numbers), *logits.shape[2:])
