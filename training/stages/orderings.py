"""The orderings of the paper's Table I, read from a table of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .measures import MEASURES, Estimate

Table = dict[str, dict[str, Estimate]]  # rows by label, figures by measure
_SURE = 2.0  # standard errors


@dataclass(frozen=True)
class Claim:
    """One row is better than others by a measure."""

    measure: str
    better: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What a table says of a claim.

    Attributes:
        against: the other row that comes nearest to the better one, or before it.
        ahead: by how much the better row is better.
        error: standard error of that.
    """

    claim: Claim
    against: str
    ahead: float
    error: float

    @property
    def word(self) -> str:
        """ "holds" or "the opposite", if by more than two standard errors; else "open"."""
        if abs(self.ahead) <= _SURE * self.error:
            return "open"
        return "holds" if self.ahead > 0 else "the opposite"


_PLANAR = (*(f"{stages}-stage ({how})" for stages in (2, 3, 4) for how in ("NG", "G")), "4-stage (D)")
CLAIMS = (
    Claim("frechet", "4-stage (G)", tuple(label for label in _PLANAR if label != "4-stage (G)")),
    Claim("frechet", "4-stage (G)", ("3-stage (G)",)),
    Claim("frechet", "3-stage (G)", ("2-stage (G)",)),
    *(Claim("ssim", f"{stages}-stage (NG)", (f"{stages}-stage (G)",)) for stages in (2, 3, 4)),
    Claim("frechet", "4-stage (G)", ("4-stage (D)",)),
    *(Claim(measure, "4-stage (NG)", ("4-stage (D)",)) for measure in ("ssim", "frechet", "mmd")),
    Claim("ssim", "4-stage (NG)", ("PCA (P)", "PCA (S)", "tSNE (P)", "tSNE (S)")),
    Claim("frechet", "PCA (S)", ("PCA (P)", *_PLANAR)),
    Claim("ssim", "PCA (P)", ("PCA (S)",)),
)


def verdicts(table: Table) -> list[Verdict]:
    """What a table says of each of ``CLAIMS`` whose rows are all there."""
    return [judged(table, claim) for claim in CLAIMS if {claim.better, *claim.others} <= set(table)]


def judged(table: Table, claim: Claim) -> Verdict:
    """One claim against the rival that speaks most against it."""
    sign = MEASURES[claim.measure]
    found = []
    for other in claim.others:
        difference = table[claim.better][claim.measure] - table[other][claim.measure]
        found.append(Verdict(claim, other, sign * difference.value, difference.error))
    return min(found, key=lambda each: each.ahead / max(each.error, 1e-12))


def verdict_lines(found: Sequence[Verdict], names: dict[str, str]) -> list[str]:
    """A Markdown table; ``names`` are those of the measures."""
    lines = ["| by | better | than | nearest | ahead by | verdict |", "|---|---|---|---|---|---|"]
    for each in found:
        others = ", ".join(each.claim.others) if len(each.claim.others) < 5 else "all other learnt ones"
        by = f"{each.ahead:.4g} ± {each.error:.2g}"
        cells = [names[each.claim.measure], each.claim.better, others, each.against, by, each.word]
        lines.append("| " + " | ".join(cells) + " |")
    return lines
