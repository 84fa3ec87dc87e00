"""How ``fen-vae`` is trained: a beta-VAE with a friend and an enemy (Song et al. 2019, section 4.2, Eqs. 2 and 3)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from ..networks.disentangling import (
    AdaptiveDecoder,
    Gaussian,
    GaussianEncoder,
    PictureDecoder,
    reader,
    reversed_gradient,
)
from .harness.grids import framed, swapped
from .loop import TranslationModule

ADVERSARIES = ("alternate", "reversal", "confusion")
_SHOWN = 3  # pictures of each style on a sheet


class FenModule(TranslationModule):
    """One encoder whose code has a content and a style half, and one decoder.

    The paper's system is what the defaults give. ``enemy_hidden`` and what follows are ours, to make swapping work.

    Args:
        styles: names, in the order of the pictures.
        channels, size: of the pictures.
        content, style: dimensions of the halves.
        spatial: codes keep their place, D x 4 x 4 for 32 px.
        adaptive: spatial content and a global style, two encoders, drawn by adaptive instance normalisation.
        beta: weight of the divergence; the squared error is the sum over a picture's values.
        gamma: weight of friend and enemy.
        adversary: "alternate": friend on even and enemy on odd steps, whose loss the encoder maximises without
            bound, as printed; "reversal": both on every step, the enemy's gradient reversed; "confusion": both on
            every step, and the enemy shall find all styles equally likely.
        enemy_hidden: widths of the enemy's hidden layers; none as printed.
        enemy_steps: that the enemy takes for each one of the encoder.
        exchange: share of pictures that are drawn with the style of another picture of their style, so that the
            style half cannot hold their content.
        cycle: weight of the codes that swapped pictures must have when they are encoded again.
        learning_rate: of Adam; steps: of the whole training, 0 if only the time decides.
    """

    def __init__(
        self,
        styles: Sequence[str],
        channels: int = 3,
        size: int = 32,
        content: int = 12,
        style: int = 20,
        spatial: bool = False,
        adaptive: bool = False,
        beta: float = 4.0,
        gamma: float = 100.0,
        adversary: str = "alternate",
        enemy_hidden: tuple[int, ...] = (),
        enemy_steps: int = 1,
        exchange: float = 0.0,
        cycle: float = 0.0,
        learning_rate: float = 1e-3,
        steps: int = 0,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.automatic_optimization = False
        self._make_networks()

    def _make_networks(self) -> None:
        settings, area = self.hparams, (self.hparams.size // 8) ** 2
        channels, size, content, style = settings.channels, settings.size, settings.content, settings.style
        adaptive, spatial, styles = settings.adaptive, settings.spatial, len(settings.styles)
        if adaptive:
            self.content_encoder = GaussianEncoder(channels, content, "spatial", size, instance=True)
            self.style_encoder = GaussianEncoder(channels, style, "pooled", size)
            self.decoder = AdaptiveDecoder(channels, content, style)
        else:
            self.encoder = GaussianEncoder(channels, content + style, "spatial" if spatial else "pooled", size)
            self.decoder = PictureDecoder(channels, content + style, spatial, size)
        self.friend = reader(style * (area if spatial and not adaptive else 1), styles)
        self.enemy = reader(content * (area if spatial or adaptive else 1), styles, tuple(settings.enemy_hidden))

    def encode(self, pictures: Tensor) -> tuple[Gaussian, Gaussian]:
        """Content and style of pictures, B x C x H x W."""
        if self.hparams.adaptive:
            return self.content_encoder(pictures), self.style_encoder(pictures)
        return self.encoder(pictures).split(self.hparams.content)

    def decode(self, content: Tensor, style: Tensor) -> Tensor:
        """Pictures with this content and this style, B x C x H x W."""
        return self.decoder(content, style) if self.hparams.adaptive else self.decoder(torch.cat([content, style], 1))

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """One step of encoder, decoder and friend, and the enemy's."""
        pictures = batch["images"].transpose(0, 1).flatten(0, 1)  # one style after the other
        count = len(batch["images"])
        numbers = torch.arange(len(self.hparams.styles), device=self.device).repeat_interleave(count)
        content, style = self.encode(pictures)
        sample = content.sample()
        self._teach_enemy(content, sample, numbers)
        total, parts = self._objective(pictures, content, sample, style, numbers, count)
        told = self.guidance(batch, content)
        main, schedule = self.optimizers()[0], self.lr_schedulers()
        main.zero_grad()
        self.manual_backward(total + sum(told.values()))
        main.step()
        schedule.step()
        self.log_dict({**parts, **{name: value.detach() for name, value in told.items()}}, prog_bar=True)

    def guidance(self, batch: dict[str, Tensor], content: Gaussian) -> dict[str, Tensor]:
        """What is minimised besides, by name, where contents are told something: nothing here."""
        return {}

    def enemy_loss(self, seen: Tensor, numbers: Tensor) -> Tensor:
        """What the enemy minimises, given content codes and the numbers of their styles."""
        return entropy(self.enemy(seen), numbers)

    def _teach_enemy(self, content: Gaussian, sample: Tensor, numbers: Tensor) -> None:
        """The enemy learns to read the style from content codes, which it cannot change."""
        if self.hparams.adversary == "alternate" and self.global_step % 2 == 0:
            return
        optimizer = self.optimizers(use_pl_optimizer=False)[1]
        for step in range(self.hparams.enemy_steps):
            seen = (content.sample() if step else sample).detach()
            loss = self.enemy_loss(seen, numbers)
            optimizer.zero_grad()
            self.manual_backward(loss)
            optimizer.step()

    def _objective(self, pictures, content, sample, style, numbers, count) -> tuple[Tensor, dict[str, Tensor]]:
        """What encoder, decoder and friend minimise, and its parts."""
        settings = self.hparams
        styled = style.sample()
        used = self._exchanged(styled, count) if settings.exchange else styled
        squared = (self.decode(sample, used) - pictures).square().flatten(1).sum(1).mean()
        divergence = (content.divergence() + style.divergence()).mean()
        friend = entropy(self.friend(styled), numbers)
        if settings.adversary == "alternate":
            enemy = entropy(self.enemy(sample), numbers)
            adversarial = friend if self.global_step % 2 == 0 else -enemy  # Eq. 2, Eq. 3
        elif settings.adversary == "reversal":
            enemy = entropy(self.enemy(reversed_gradient(sample)), numbers)
            adversarial = friend + enemy
        else:
            logits = self.enemy(sample)
            enemy = entropy(logits, numbers)
            adversarial = friend - logits.log_softmax(1).mean(1).mean()
        total = squared + settings.beta * divergence + settings.gamma * adversarial
        parts = {"squared_error": squared, "divergence": divergence, "friend": friend, "enemy": enemy}
        if settings.cycle:
            parts["cycle"] = self._cycle(content.mean, style.mean, numbers)
            total = total + settings.cycle * parts["cycle"]
        return total, {name: value.detach() for name, value in parts.items()}

    def _exchanged(self, style: Tensor, count: int) -> Tensor:
        """Some pictures' style codes replaced by those of other pictures of their style."""
        grouped = style.unflatten(0, (-1, count))
        other = grouped.roll(int(torch.randint(1, max(count, 2), ()).item()), 1).flatten(0, 1)
        chosen = torch.rand(len(style), device=style.device) < self.hparams.exchange
        return torch.where(chosen.view(-1, *[1] * (style.ndim - 1)), other, style)

    def _cycle(self, content: Tensor, style: Tensor, numbers: Tensor) -> Tensor:
        """Pictures with swapped styles, encoded again: same content, the style they were given, known by the friend."""
        order = torch.randperm(len(style), device=style.device)
        again, restyled = self.encode(self.decode(content, style[order]))
        return (
            F.l1_loss(again.mean, content.detach())
            + F.l1_loss(restyled.mean, style[order].detach())
            + F.cross_entropy(self.friend(restyled.mean), numbers[order])
        )

    def validation_step(self, batch: dict[str, Tensor], _: int) -> None:
        """Squared error of a value, and what friend and enemy get right."""
        pictures = batch["images"].transpose(0, 1).flatten(0, 1)
        count = len(batch["images"])
        numbers = torch.arange(len(self.hparams.styles), device=self.device).repeat_interleave(count)
        content, style = self.encode(pictures)
        known = {
            "validation_mse": F.mse_loss(self.decode(content.mean, style.mean), pictures),
            "friend_right": (self.friend(style.mean).argmax(1) == numbers).float().mean(),
            "enemy_right": (self.enemy(content.mean).argmax(1) == numbers).float().mean(),
        }
        self.log_dict(known, batch_size=count, prog_bar=True)
        self.shown = batch["images"][:_SHOWN].transpose(0, 1)  # styles x pictures

    def sheets(self):
        """Pictures over their reconstructions; and contents of the left column in the styles of the top row."""
        with torch.no_grad():
            names = self.hparams.styles
            given = self.shown.flatten(0, 1)
            content, style = self.encode(given)
            back = self.decode(content.mean, style.mean)
            swaps = framed(swapped(self.decode, content.mean, style.mean), given, given)
        across = [name if first else "" for name in names for first in (True, *[False] * (self.shown.shape[1] - 1))]
        return {
            "reconstructions": (torch.stack([given, back]), ["given", "again"], across),
            "swaps": (swaps, ["", *across], ["", *across]),
        }

    def configure_optimizers(self):
        """Adam with a cosine for encoder, decoder and friend; Adam for the enemy."""
        enemy = set(self.enemy.parameters())
        main = torch.optim.Adam([p for p in self.parameters() if p not in enemy], self.hparams.learning_rate)
        schedule = torch.optim.lr_scheduler.LambdaLR(main, self.rate)
        return [main, torch.optim.Adam(self.enemy.parameters(), self.hparams.learning_rate)], [schedule]


class Styled:
    """A trained ``FenModule`` with pictures to take the styles from.

    Args:
        module: trained.
        examples: pictures of each style, B x C x H x W, taken in turn.
    """

    def __init__(self, module: FenModule, examples: Sequence[Tensor]) -> None:
        self.module = module.eval()
        with torch.no_grad():
            self.examples = [module.encode(pictures)[1].mean for pictures in examples]

    def codes(self, pictures: Tensor, _: int) -> dict[str, Tensor]:
        """Mean codes, B x D (x h x w)."""
        content, style = self.module.encode(pictures)
        return {"content": content.mean, "style": style.mean}

    def reconstruct(self, pictures: Tensor, _: int) -> Tensor:
        """The pictures by way of both their codes."""
        content, style = self.module.encode(pictures)
        return self.module.decode(content.mean, style.mean)

    def translate(self, pictures: Tensor, _: int, target: int) -> Tensor:
        """The pictures' contents in the styles of the examples."""
        bank = self.examples[target]
        chosen = bank[(torch.arange(len(pictures)) * 7 + 3) % len(bank)]
        return self.module.decode(self.module.encode(pictures)[0].mean, chosen)

    @torch.no_grad()
    def enemy_right(self, tests: Sequence[Tensor]) -> float:
        """Share of pictures (of each style, B x C x H x W) whose style the enemy reads from their content."""
        read = [self.module.enemy(self.module.encode(pictures)[0].mean).argmax(1) for pictures in tests]
        right = sum((found == number).sum().item() for number, found in enumerate(read))
        return right / sum(map(len, tests))


def entropy(logits: Tensor, numbers: Tensor) -> Tensor:
    """Binary cross-entropy of each style's own logit, summed over styles (Eqs. 2 and 3), mean over pictures."""
    wanted = F.one_hot(numbers, logits.shape[1]).to(logits)
    return F.binary_cross_entropy_with_logits(logits, wanted, reduction="none").sum(1).mean()
