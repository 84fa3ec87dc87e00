"""Baseline like DR-GAN (Tran et al., CVPR 2017): the decoder is told the pose, on digits how far they are turned."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from ..networks.judges import TwofoldJudge
from .adversarial import descend
from .harness.grids import swapped
from .split_module import SplitModule

ANGLES = (-40, -20, 0, 20, 40)  # degrees; larger ones make 6 and 9 alike


class DrGanModule(SplitModule):
    """s is what the encoder reads; z is the pose, which the decoder is told (one of ``ANGLES``), not one it learns.

    A judge says class (or "drawn") and pose of a picture; the drawn one must have the class of the one that was
    read and the pose asked for.

    Args:
        arguments: of ``SplitModule``; z is the number of ``ANGLES``, whatever is given.
    """

    samples = False

    def __init__(self, **arguments) -> None:
        super().__init__(**{**arguments, "z": len(ANGLES)})
        settings = self.hparams
        self.judge = TwofoldJudge(
            settings.size, settings.channels, settings.classes, len(ANGLES), tuple(settings.widths)
        )

    def training_step(self, batch: dict[str, Tensor], _: int) -> None:
        """The judge, then encoder and decoder."""
        playing, _, judging = self.paced()
        pictures, labels = batch["images"][:, 0], batch["labels"]
        poses, asked = torch.randint(len(ANGLES), (2, len(pictures)), device=pictures.device)
        pictures = turned(pictures, poses)
        drawn = self.decoder(F.one_hot(asked, len(ANGLES)).to(pictures), self.encoder(pictures).s)
        classes, seen = self.judge(pictures)
        fake = torch.full_like(labels, self.hparams.classes)
        judged = (
            F.cross_entropy(classes, labels)
            + F.cross_entropy(seen, poses)
            + F.cross_entropy(self.judge(drawn.detach())[0], fake)
        )
        descend(self, judging, judged, [self.judge])
        classes, seen = self.judge(drawn)
        parts = {"class": F.cross_entropy(classes, labels), "pose": F.cross_entropy(seen, asked)}
        descend(self, playing, parts["class"] + parts["pose"], [self.encoder, self.decoder, self.judge])
        self.log_dict({**parts, "judge": judged}, prog_bar=True)

    def validation_step(self, batch: dict[str, Tensor], number: int) -> None:
        """Error of pictures drawn again in the pose that they have, which is the middle one."""
        pictures = batch["images"][:, 0]
        if number == 0:
            self.examples = pictures[:8]
        pose = F.one_hot(torch.full((len(pictures),), len(ANGLES) // 2, device=self.device), len(ANGLES))
        drawn = self.decoder(pose.to(pictures), self.encoder(pictures).s)
        self.log("validation_own", F.mse_loss(drawn, pictures), prog_bar=True)

    def sheets(self) -> dict:
        """Each picture in every pose."""
        _, s = super().codes(self.examples)
        drawn = swapped(self.decode_s_z, s, torch.eye(len(ANGLES))).transpose(0, 1)
        sheet = torch.cat([self.examples.cpu()[None], drawn])
        return {"poses": (sheet, ["as it is", *(f"{angle}°" for angle in ANGLES)], None)}

    def presented(self, pictures: Tensor, seed: int) -> tuple[Tensor, Tensor | None]:
        """Pictures turned at random, and their poses."""
        poses = torch.randint(len(ANGLES), (len(pictures),), generator=torch.Generator().manual_seed(seed))
        return turned(pictures, poses), poses

    @torch.no_grad()
    def codes(self, pictures: Tensor, batch: int = 500) -> tuple[Tensor, Tensor]:
        """The pose that the judge sees, as the decoder is told it, and s."""
        _, s = super().codes(pictures, batch)
        seen = torch.cat([self.judge(part.to(self.device))[1].cpu() for part in pictures.split(batch)])
        return F.one_hot(seen.argmax(1), len(ANGLES)).float(), s


def turned(pictures: Tensor, poses: Tensor) -> Tensor:
    """Pictures (B×C×H×W) turned by the angle of their pose (B, a place in ``ANGLES``), black beyond."""
    angle = torch.tensor(ANGLES, device=pictures.device)[poses] * (math.pi / 180)
    cosine, sine, none = angle.cos(), angle.sin(), torch.zeros_like(angle)
    moves = torch.stack([torch.stack([cosine, -sine, none], 1), torch.stack([sine, cosine, none], 1)], 1)
    return F.grid_sample(pictures, F.affine_grid(moves, list(pictures.shape), align_corners=False), align_corners=False)
