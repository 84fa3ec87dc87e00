"""All rows of the table: the base, planes through its codes, and the stages, each as a way to draw pictures again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import Tensor

from .module import StageModule
from .planes import NeighbourPlane, PrincipalPlane, shotgun


@dataclass(frozen=True)
class System:
    """One row.

    Attributes:
        label: as in the paper's Table I.
        codes: pictures (N x 3 x H x W) to codes, N x 2 for all but the base.
        drawn: pictures to those drawn of their codes.
        plane: codes (N x 2) to pictures spread evenly over the plane that they lie in; None where there is none.
    """

    label: str
    codes: Callable[[Tensor], Tensor]
    drawn: Callable[[Tensor], Tensor]
    plane: Callable[[Tensor], Tensor] | None = None


def of_module(label: str, module: StageModule) -> System:
    """A stage, which encodes and decodes by itself."""
    planar = module.hparams.codes[-1] == 2
    return System(
        label,
        module.codes_of,
        lambda pictures: module.drawn(module.codes_of(pictures)),
        module.plane if planar else None,
    )


def of_plane(
    label: str, base: StageModule, plane: PrincipalPlane | NeighbourPlane, candidates: int, seed: int
) -> list[System]:
    """A plane through the base's codes, with both ways back: projected (P) and shotgun (S).

    Args:
        label: of the plane.
        candidates: of the shotgun.
    """

    def codes(pictures: Tensor) -> Tensor:
        return plane.project(base.codes_of(pictures))

    def shot(pictures: Tensor) -> Tensor:
        return base.drawn(shotgun(plane.project, codes(pictures), base.hparams.codes[-1], candidates, seed))

    return [
        System(f"{label} (P)", codes, lambda pictures: base.drawn(plane.back(codes(pictures)))),
        System(f"{label} (S)", codes, shot),
    ]
