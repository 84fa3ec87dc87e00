"""Which stages there are, and which is trained from which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_KINDS = {"ng": "non-greedy", "g": "greedy", "d": "direct"}
_FROZEN_COST = 0.6  # of a step that need not go back through the encoder


@dataclass(frozen=True)
class Stage:
    """One training.

    Attributes:
        kind: "base"; "greedy" or "non-greedy", which go on from the stage before; "direct", all stages at once.
        codes: sizes of the codes so far, the first stage's first.
    """

    kind: str
    codes: tuple[int, ...]

    @property
    def name(self) -> str:
        """Of its folder."""
        return "-".join(map(str, (self.kind, *self.codes[1:])))

    @property
    def before(self) -> Stage | None:
        """The stage that it goes on from; None if it begins with nothing."""
        if self.kind in ("base", "direct"):
            return None
        return Stage("base" if len(self.codes) == 2 else self.kind, self.codes[:-1])

    @property
    def times(self) -> int:
        """How many times as long as a single stage it is trained."""
        return len(self.codes) if self.kind == "direct" else 1

    @property
    def cost(self) -> float:
        """Time that it takes, where the base takes 1."""
        return self.times * (_FROZEN_COST if self.kind == "greedy" else 1.0)


@dataclass(frozen=True)
class Variant:
    """A way to a code of two numbers.

    Attributes:
        stages: how many.
        short: "ng", "g" or "d".
    """

    stages: int
    short: str

    @property
    def label(self) -> str:
        """As in the paper's Table I."""
        return f"{self.stages}-stage ({self.short.upper()})"

    def stage(self, codes: Sequence[int]) -> Stage:
        """Its last stage, where the longest chain has these codes; a shorter one leaves out those before the last."""
        return Stage(_KINDS[self.short], (*codes[: self.stages - 1], codes[-1]))


VARIANTS = {
    f"{stages}-{short}": Variant(stages, short)
    for stages, shorts in ((2, ("ng", "g")), (3, ("ng", "g")), (4, ("ng", "g", "d")))
    for short in shorts
}


def stages_of(variants: Sequence[str], codes: Sequence[int]) -> list[Stage]:
    """All stages that some variants need, each once and after the one that it goes on from; the base is the first.

    Args:
        variants: of ``VARIANTS``.
        codes: of the longest chain.
    """
    found = [Stage("base", tuple(codes[:1]))]
    for name in variants:
        chain, stage = [], VARIANTS[name].stage(codes)
        while stage is not None and stage not in found:
            chain.append(stage)
            stage = stage.before
        found += reversed(chain)
    return found
