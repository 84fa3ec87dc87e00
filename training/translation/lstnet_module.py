"""How LSTNet is trained: three games and four ways back (Friedjungová et al. 2020, Eq. 1)."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..networks.lstnet import Domain, ImageDiscriminator, LatentDiscriminator, LSTNet
from .adversarial import called_fake, called_real, descend, raw_adam
from .loop import TranslationModule

BETAS = (0.8, 0.999)


class LSTNetModule(TranslationModule):
    """Two domains' encoders and generators against three discriminators, in turn.

    Batches are ``{"first": B×c×H×W, "second": B×c×H×W}``, 0 to 1, that have nothing to do with each other.

    Args:
        domains: fields of the two ``Domain``.
        width: factor of all channels; 1 is the paper's Table 1.
        learning_rate: of Adam, for both sides.
        steps: of the whole training; 0 if only the time decides.
        images, codes, cycles: the weights w1 = w2, wl and w3 to w6 of Eq. 1.
        turn, scale, shift: augmentation: degrees, share and pixels at most, as in the paper's section 3.
    """

    def __init__(
        self,
        domains: tuple[dict, dict],
        width: float = 1.0,
        learning_rate: float = 1e-4,
        steps: int = 0,
        images: float = 20.0,
        codes: float = 30.0,
        cycles: float = 100.0,
        turn: float = 10.0,
        scale: float = 0.1,
        shift: float = 2.0,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.automatic_optimization = False
        known = tuple(Domain(**domain) for domain in domains)
        self.network = LSTNet(known, width)
        self.judges = nn.ModuleList(ImageDiscriminator(domain, width) for domain in known)
        self.latent_judge = LatentDiscriminator(known[0].code_size, width)
        self.to(memory_format=torch.channels_last)  # with bfloat16 twice as fast on a CPU that has it

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """First the discriminators, then the encoders and generators."""
        settings = self.hparams
        # the step of encoders and generators alone is counted: a step is one round of the game
        playing, judging = self.optimizers()[0], self.optimizers(use_pl_optimizer=False)[1]
        for optimizer in (playing, judging):
            for group in optimizer.param_groups:
                group["lr"] = settings.learning_rate * self.rate(self.global_step)
        real = tuple(
            _laid_out(altered(batch[name], settings.turn, settings.scale, settings.shift) * 2 - 1)
            for name in ("first", "second")
        )
        own, drawn, back, codes = self.ways(real)
        everything = [self.network, *self.judges, self.latent_judge]
        judged = self.judging(real, [part.detach() for part in drawn], [part.detach() for part in codes])
        descend(self, judging, judged, [*self.judges, self.latent_judge])
        games = [called_real(judge(part)) for judge, part in zip(self.judges, drawn, strict=True)]
        first, second = self.latent_judge(torch.cat(codes)).chunk(2)
        latent = called_fake(first) + called_real(second)
        ways = [F.l1_loss(found, part) for found, part in zip((*own, *back), (*real, *real), strict=True)]
        loss = settings.images * sum(games) + settings.codes * latent + settings.cycles * sum(ways)
        descend(self, playing, loss, everything)
        names = ("own_first", "own_second", "back_first", "back_second")
        parts = dict(zip(names, ways, strict=True))
        self.log_dict({"judges": judged, "images": sum(games), "codes": latent, **parts}, prog_bar=True)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """The four ways back on pictures that nothing is learnt from."""
        if number == 0:
            self.examples = {name: pictures[:8] for name, pictures in batch.items()}
        real = tuple(batch[name] * 2 - 1 for name in ("first", "second"))
        own, _, back, _ = self.ways(real)
        apart = [F.l1_loss(found, part) / 2 for found, part in zip((*own, *back), (*real, *real), strict=True)]
        self.log_dict({"validation_own": sum(apart[:2]) / 2, "validation_back": sum(apart[2:]) / 2}, prog_bar=True)

    def sheets(self) -> dict:
        """Each domain's pictures, translated, and translated back."""
        found = {}
        for source, name in enumerate(("first", "second")):
            pictures = self.examples[name]
            there = self.translate(pictures, source)
            shown = [pictures.cpu(), _sized(there, pictures), self.translate(there, 1 - source)]
            found[f"from-{name}"] = (torch.stack(shown), ["as it is", "translated", "back"], None)
        return found

    def ways(self, real: tuple[Tensor, Tensor]) -> tuple[list[Tensor], list[Tensor], list[Tensor], list[Tensor]]:
        """Images of both domains redrawn, translated and translated back, and their codes; as in ``real``'s order.

        ``drawn[0]`` are images of the second domain drawn in the first.
        """
        network = self.network
        codes = network.encode(real)
        count = len(codes[0])
        in_first, in_second = (network.generate(torch.cat(codes), domain) for domain in (0, 1))
        own = [in_first[:count], in_second[count:]]
        drawn = [in_first[count:], in_second[:count]]
        # of the second domain's images, now in the first; of the first domain's, now in the second
        again = network.encode(tuple(drawn))
        back = [network.generate(again[1], 0), network.generate(again[0], 1)]
        return own, drawn, back, list(codes)

    def judging(self, real, drawn, codes) -> Tensor:
        """The discriminators' loss, with the game's weights."""
        images = sum(_told_apart(judge, true, made) for judge, true, made in zip(self.judges, real, drawn, strict=True))
        return self.hparams.images * images + self.hparams.codes * _told_apart(self.latent_judge, *codes)

    @torch.no_grad()
    def translate(self, pictures: Tensor, source: int, batch: int = 250) -> Tensor:
        """Pictures (0 to 1) of a domain (0 or 1) drawn in the other, on the CPU."""
        parts = (self.network.translate(part.to(self.device) * 2 - 1, source) for part in pictures.split(batch))
        return torch.cat([(part.cpu() + 1) / 2 for part in parts])

    def configure_optimizers(self):
        """Adam for both sides."""
        rate = self.hparams.learning_rate
        return [
            raw_adam([self.network], rate, BETAS),
            raw_adam([*self.judges, self.latent_judge], rate, BETAS),
        ]


def altered(pictures: Tensor, turn: float, scale: float, shift: float) -> Tensor:
    """Pictures (B×C×H×W) each turned, resized and shifted at random, black beyond.

    Args:
        turn: degrees at most.
        scale: share at most by which the size changes.
        shift: pixels at most, in both directions.
    """
    angle, size, x, y = torch.rand(4, len(pictures), device=pictures.device) * 2 - 1
    angle, size = angle * math.radians(turn), 1 + size * scale
    reach = 2 * shift / pictures.shape[-1]
    cosine, sine = angle.cos() / size, angle.sin() / size
    moves = torch.stack([torch.stack([cosine, -sine, reach * x], 1), torch.stack([sine, cosine, reach * y], 1)], 1)
    grid = F.affine_grid(moves, list(pictures.shape), align_corners=False)
    return F.grid_sample(pictures, grid, align_corners=False)


def _told_apart(judge: nn.Module, real: Tensor, fake: Tensor) -> Tensor:
    """A discriminator's loss; one batch, which without batch normalisation makes no difference but to the time."""
    first, second = judge(torch.cat([real, fake.to(real.dtype)])).split([len(real), len(fake)])
    return called_real(first) + called_fake(second)


def _laid_out(pictures: Tensor) -> Tensor:
    """As the networks' weights lie in memory."""
    return pictures.contiguous(memory_format=torch.channels_last)


def _sized(pictures: Tensor, like: Tensor) -> Tensor:
    """Pictures in the size of others, to stand beside them."""
    return F.interpolate(pictures, like.shape[-2:], mode="nearest")
