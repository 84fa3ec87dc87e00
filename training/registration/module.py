"""How the content network learns: the engine's own score of shifts shall be highest at the true one."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, pad

from ..networks.content import ContentNetwork
from ..restyle.module import scaled
from ..translation.loop import TranslationModule
from .pairs import GROUPS
from .scoring import scores
from .views import UNKNOWN

_SPREAD = 0.7  # pixels of content: how exact the truth is taken to be
_CLASSES, _LENGTH = 0.3, 0.05  # weights beside that of the scores
_FIRST, _MOST = 15.0, 80.0  # temperature at the beginning, and at most
_AROUND = 2  # pixels around the most probable shift whose mean is the answer
_NEAR = 1.5  # pixels of content, three of a picture: what counts as found


class ContentModule(TranslationModule):
    """The network and the temperature of its scores.

    Args:
        network: arguments of ``ContentNetwork``.
        reach: pixels of content, the longest shift across and down.
        edge: pixels of content that sheets have beyond the part that is matched.
        learning_rate: of AdamW; steps: of the whole training, 0 if only the time decides.
    """

    def __init__(self, network: dict, reach: int, edge: int, learning_rate: float = 3e-3, steps: int = 0) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = ContentNetwork(**network).to(memory_format=torch.channels_last)
        self.temperature = nn.Parameter(torch.tensor(math.log(_FIRST)))
        self.shown: dict[str, Tensor] | None = None

    def contents(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Contents and logits of classes of all sheets, then of all basemaps."""
        pictures = scaled(torch.cat([batch["sheet"], batch["basemap"]]))
        return self.network.with_classes(pictures.to(memory_format=torch.channels_last))

    def scored(self, content: Tensor) -> Tensor:
        """Scores of all shifts at the nodes, times the temperature, B x R x C x L x L."""
        edge, reach = self.hparams.edge, self.hparams.reach
        one, other = content.chunk(2)
        wide = edge - reach
        other = other[:, :, wide:-wide, wide:-wide] if wide else other
        with torch.autocast(content.device.type, enabled=False):
            return scores(one[:, :, edge:-edge, edge:-edge], other, reach) * self.heat()

    def heat(self) -> Tensor:
        """By what scores are multiplied to be log-likelihoods."""
        return self.temperature.exp().clamp(max=_MOST)

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """One batch."""
        content, classes = self.contents(batch)
        score = self.scored(content)
        target = likely(batch["truth"], self.hparams.reach)
        chance = log_softmax(score.flatten(3), -1).view_as(score)
        surprise = (target * (target.clamp(min=1e-9).log() - chance)).sum((-2, -1))
        seen = batch["seen"] * (batch["seen"] > 0.3)
        parts = {"match": (seen * surprise).sum() / seen.sum().clamp(min=1)}
        known = batch["classes"] != UNKNOWN
        wrong = binary_cross_entropy_with_logits(classes, batch["classes"].clamp(max=1).float(), reduction="none")
        parts["classes"] = (known * wrong).sum() / known.sum().clamp(min=1)
        # what is bare has nothing to be matched; where there is something, a long vector costs nothing
        length = (content * content).sum(1, keepdim=True)
        bare = batch["blank"]
        parts["length"] = (bare * length).sum() / bare.sum().clamp(min=1)
        self.log_dict({**parts, "temperature": self.heat()}, prog_bar=True)
        return parts["match"] + _CLASSES * parts["classes"] + _LENGTH * parts["length"]

    def on_before_optimizer_step(self, optimizer) -> None:
        """No step goes far because of one odd batch."""
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """What is left of displacements, and how many are found, of each group of pairs."""
        found = answered(self.scored(self.contents(batch)[0]))
        error = (found - batch["truth"]).norm(dim=1)
        still = batch["truth"].norm(dim=1)
        seen = batch["seen"] > 0.5
        for group, name in enumerate(GROUPS):
            here = seen & (batch["group"] == group)[:, None, None]
            if here.any():
                name, count = name.replace(" ", "_"), int(here.sum())
                self.log(f"remaining_{name}", error[here].mean() / still[here].mean(), batch_size=count)
                self.log(f"near_{name}", 100 * (error[here] < _NEAR).float().mean(), batch_size=count)
        if number == 0:
            self.shown = batch

    @torch.no_grad()
    def sheets(self):
        """Pairs of places never trained on, their contents in colours, how much there is to match, and a peak."""
        batch, count = self.shown, min(6, len(self.shown["sheet"]))
        content = self.contents(batch)[0]
        score = self.scored(content)
        middle = score.shape[1] // 2
        peak = log_softmax(score[:, middle, middle].flatten(1), -1).exp()
        peak = (peak / peak.amax(1, keepdim=True)).view(-1, 1, *score.shape[3:])
        true = likely(batch["truth"], self.hparams.reach)[:, middle, middle, None]
        true = true / true.amax((2, 3), keepdim=True)
        size = batch["sheet"].shape[2:]
        length = content.norm(dim=1, keepdim=True).expand(-1, 3, -1, -1)
        layers = [*scaled(torch.cat([batch["sheet"], batch["basemap"]])).chunk(2)]
        layers += [
            *coloured(content).chunk(2),
            *length.chunk(2),
            *(each.expand(-1, 3, -1, -1) for each in (peak, true)),
        ]
        rows = [nn.functional.interpolate(each.float(), size, mode="nearest")[:count] for each in layers]
        names = ("sheet", "basemap", "its content", "its content", "length", "length", "peak", "truth")
        return {"pairs": (torch.stack(rows, 1).clamp(0, 1), [GROUPS[n] for n in batch["group"][:count]], names)}

    def configure_optimizers(self):
        """AdamW with a short warm-up and a cosine."""
        optimizer = torch.optim.AdamW(self.parameters(), self.hparams.learning_rate, weight_decay=1e-4)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(step / 100, 1) * self.rate(step))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def likely(truth: Tensor, reach: int) -> Tensor:
    """How probable each shift is, the true one being known to less than a pixel: B x 2 x R x C to B x R x C x L x L."""
    steps = torch.arange(-reach, reach + 1, device=truth.device)
    x, y = (torch.exp(-((truth[:, axis, ..., None] - steps) ** 2) / (2 * _SPREAD**2)) for axis in range(2))
    both = y[..., :, None] * x[..., None, :]
    return both / both.sum((-2, -1), keepdim=True).clamp(min=1e-9)


def answered(score: Tensor) -> Tensor:
    """Shifts B x 2 x R x C, x then y, around the most probable of each node, from scores B x R x C x L x L."""
    size = score.shape[-1]
    reach, flat = size // 2, score.flatten(3)
    peak = flat.argmax(-1)
    down, right = peak // size, peak % size
    padded = pad(flat.softmax(-1).unflatten(-1, (size, size)), (_AROUND,) * 4)
    span = torch.arange(2 * _AROUND + 1, device=score.device)
    near = padded.gather(-2, (down[..., None, None] + span[:, None]).expand(*down.shape, len(span), padded.shape[-1]))
    near = near.gather(-1, (right[..., None, None] + span).expand(*down.shape, len(span), len(span)))
    total = near.sum((-2, -1))
    offset = span - _AROUND
    y = (near.sum(-1) * offset).sum(-1) / total + down - reach
    x = (near.sum(-2) * offset).sum(-1) / total + right - reach
    return torch.stack([x, y], 1)


def coloured(content: Tensor) -> Tensor:
    """Contents as colours, their three main directions over the batch: B x K x h x w to B x 3 x h x w, 0 to 1."""
    pixels = content.float().movedim(1, -1).flatten(0, 2)
    _, _, directions = torch.pca_lowrank(pixels[:: max(len(pixels) // 20000, 1)], 3)
    colors = (pixels @ directions).view(len(content), *content.shape[2:], 3).movedim(-1, 1)
    return 0.5 + 0.5 * colors / colors.abs().flatten(2).quantile(0.98, 2).mean(0)[:, None, None].clamp(min=1e-3)
