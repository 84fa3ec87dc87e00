"""How one stage learns: structural similarity, and a code near the standard normal distribution (Eq. 3)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ..networks.residual_codes import StagedCodes
from ..similarity import similarity
from ..translation.harness.likeness import likeness
from ..translation.loop import TranslationModule

_SHOWN = 10  # pictures on a sheet
_GRID = 9  # codes along the side of the plane
_GROWING = 0.25  # of the training, over which the divergence comes to its weight


class StageModule(TranslationModule):
    """The network with the codes of all stages so far.

    Batches are those of ``image_sets.SharedContents`` of one set.

    Args:
        size, width, codes: of ``StagedCodes``.
        greedy: train the last stage's layers only; all that earlier stages have learnt stays as it is.
        beta: of the divergence, before it is normalised by the sizes of code and picture (Higgins et al., 2017).
        error: weight of the absolute error beside structural similarity, which hardly tells pale colours apart.
        learning_rate: of Adam.
        steps: of the whole training; 0 if only the time decides.
        symmetries: turn and mirror the training pictures, which imagery from above allows and maps do not.
    """

    def __init__(
        self,
        size: int,
        width: float,
        codes: Sequence[int],
        greedy: bool = False,
        beta: float = 1.0,
        error: float = 0.0,
        learning_rate: float = 1e-3,
        steps: int = 0,
        symmetries: bool = False,
    ) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.network = StagedCodes(size, width, tuple(codes)).to(memory_format=torch.channels_last)
        if greedy:
            self.network.requires_grad_(False)
            for layer in self.network.added():
                layer.requires_grad_(True)
        self.train()  # nobody else says it before the first step
        self.shown: Tensor | None = None

    def train(self, mode: bool = True) -> StageModule:
        """As usual, but what is frozen does not learn what batches look like on average, either."""
        super().train(mode)
        self.network.train(mode and not self.hparams.greedy)
        return self

    def follow(self, earlier: StageModule) -> None:
        """Take over all layers of the stage before this one."""
        weights = {name: value for name, value in earlier.network.state_dict().items() if "logvar" not in name}
        self.network.load_state_dict(weights, strict=False)

    def losses(self, pictures: Tensor) -> dict[str, Tensor]:
        """What is unlike and the absolute error, pictures' means, and the divergence, a dimension's mean in nats."""
        code = self.network.encode(pictures)
        found = self.network.decode(code.sample())
        divergence = code.divergence().mean() / code.mean.shape[1]
        unlike = 1 - similarity(found, pictures).mean()
        return {"unlike": unlike, "error": (found - pictures).abs().mean(), "divergence": divergence}

    def training_step(self, batch: dict[str, Tensor], _: int) -> Tensor:
        """One batch."""
        pictures = batch["images"][:, 0]
        parts = self.losses(_turned(pictures) if self.hparams.symmetries else pictures)
        self.log_dict(parts, prog_bar=True)
        return parts["unlike"] + self.hparams.error * parts["error"] + self.weight() * parts["divergence"]

    def weight(self) -> float:
        """Of the divergence; it grows over the beginning, or codes say nothing before any is used to draw."""
        size = 3 * self.hparams.size**2
        grown = min(self.progress(self.global_step) / _GROWING, 1.0)
        return grown * self.hparams.beta * self.hparams.codes[-1] / size

    def on_before_optimizer_step(self, optimizer) -> None:
        """No step goes far because of one odd batch."""
        nn.utils.clip_grad_norm_(self.parameters(), 1.0)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Likeness of what is drawn from the mean of the code."""
        pictures = batch["images"][:, 0]
        code = self.network.encode(pictures)
        self.log("validation_divergence", code.divergence().mean() / code.mean.shape[1])
        for name, value in likeness(self.network.decode(code.mean), pictures).items():
            self.log(f"validation_{name}", value)
        if number == 0:
            self.shown = pictures[:_SHOWN]

    def configure_optimizers(self):
        """Adam with a short warm-up and a cosine."""
        learning = [each for each in self.parameters() if each.requires_grad]
        optimizer = torch.optim.Adam(learning, self.hparams.learning_rate)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min((step + 1) / 50, 1) * self.rate(step))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}

    @torch.no_grad()
    def codes_of(self, pictures: Tensor, batch: int = 250) -> Tensor:
        """Means of the codes of many pictures (N x 3 x size x size, 0 to 1), N x D, on the CPU."""
        return torch.cat([self.network.encode(part.to(self.device)).mean.cpu() for part in pictures.split(batch)])

    @torch.no_grad()
    def drawn(self, codes: Tensor, batch: int = 250) -> Tensor:
        """Pictures of many codes, on the CPU."""
        return torch.cat([self.network.decode(part.to(self.device)).cpu() for part in codes.split(batch)])

    def sheets(self) -> dict:
        """Validation pictures and what is drawn of them; of a code with two numbers, the plane of codes, too."""
        found = {"pictures": (torch.stack([self.shown.cpu(), self.drawn(self.codes_of(self.shown))]), _ROWS, None)}
        if self.hparams.codes[-1] == 2:
            found["plane"] = (self.plane(self.codes_of(self.shown)), None, None)
        return found

    def plane(self, codes: Tensor) -> Tensor:
        """What is drawn at places evenly over the plane that codes (N x 2) lie in, y upwards: R x C x 3 x H x W."""
        low, high = codes.min(0).values, codes.max(0).values
        share = torch.linspace(0, 1, _GRID)
        x, y = (low[axis] + (high - low)[axis] * share for axis in (0, 1))
        places = torch.stack(torch.meshgrid(x, y.flip(0), indexing="xy"), -1)
        return self.drawn(places.flatten(0, 1)).unflatten(0, (_GRID, _GRID))


_ROWS = ("given", "drawn")


def _turned(pictures: Tensor) -> Tensor:
    """The batch in one of eight positions."""
    turns, mirrored = torch.randint(4, ()).item(), torch.rand(()).item() < 0.5
    return torch.rot90(pictures.flip(-1) if mirrored else pictures, turns, (-2, -1))
