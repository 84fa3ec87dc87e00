"""Where the chain of a registration begins: where most of the sheet is found from.

At its coarsest scale a sheet is a few dozen nodes, and some that agree by chance can lead all others astray; finer
scales never come back from there. How much of the sheet is found in the end tells such a way from the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .node_field import NodeField
from .placement import Similarity
from .register_chain import Look, RegisterChain

_ENOUGH = 0.5  # evidence with which nothing else is tried
_OTHERS = 3  # other places of the sheet that are tried
_FIRST, _SHARE = 0.2, 0.45  # shares of the chain's work that the first try, and all tries, take at most


def found_from(
    chain: RegisterChain, looks: Sequence[Look], first: Similarity, others: Sequence[Similarity]
) -> tuple[NodeField, float]:
    """Go through the coarse scales from where a sheet seems to lie and, where little is found, from elsewhere, too.

    Args:
        chain: of the sheet.
        looks: coarse scales, coarsest first.
        first: displacement that the search for its place found.
        others: of its other places that are not much less probable.

    Returns:
        the displacement after those scales from which most was found, and the share of the chain's work that is done.

    Raises:
        Cancelled: the user stopped the run.
    """
    tries = list(_tries(len(looks), first, others))
    step = (_SHARE - _FIRST) / max(len(tries) - 1, 1)
    shown, best, most = chain.shown(looks[-1]), None, -np.inf
    for number, (similarity, begin) in enumerate(tries):
        part = (0.0, _FIRST) if number == 0 else (_FIRST + (number - 1) * step, _FIRST + number * step)
        found = chain.run(looks[begin:], chain.begun(looks[begin], similarity.at), part)
        evidence = float(found.confidence[shown].mean()) if shown.any() else 0.0
        if evidence > most:
            best, most = found, evidence
        if number == 0 and most >= _ENOUGH:
            return best, _FIRST
    return best, _SHARE


def _tries(scales: int, first: Similarity, others: Sequence[Similarity]) -> Iterator[tuple[Similarity, int]]:
    """Where to begin, and at which scale; the usual way is the first."""
    yield first, 0
    for begin in (1, 2)[: scales - 1]:
        yield first, begin
    for other in others[:_OTHERS]:
        yield other, min(1, scales - 1)
