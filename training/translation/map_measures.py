"""What a system that swaps the styles of maps is worth, on places in towns that it has never seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from . import digits
from .harness.likeness import likeness
from .harness.probes import probe
from .image_sets import ImageSet, Splits
from .map_judges import MapJudges, map_judges
from .maps import CLASSES, SOUGHT, Maps
from .measuring import Translator, codes_of, measured, numbers_of

_PLACES = 100  # of the test; a system draws each in all other styles
_PROBED = 1000  # training places that a probe learns from


def figures_of(
    system: Translator, data: Sequence[Splits] | Maps, steps: int, folder: str | Path | None = None
) -> tuple[dict[str, float], str, dict[tuple[str, str], dict]]:
    """Figures of digits or of maps, with the judges of a folder; see ``measured`` and ``measured_maps``."""
    if isinstance(data, Maps):
        return measured_maps(system, data, map_judges(data, steps, folder), steps)
    return measured(system, data, digits.CLASSES, steps, folder)


def sets_of(data: Sequence[Splits] | Maps) -> Sequence[Splits]:
    """The styles of digits or of maps."""
    return data.styles if isinstance(data, Maps) else data


def name_of(data: Sequence[Splits] | Maps) -> str:
    """For a table."""
    names = "+".join(part.name for part in sets_of(data))
    return f"maps: {names}" if isinstance(data, Maps) else names


@torch.no_grad()
def measured_maps(
    system: Translator, maps: Maps, judges: MapJudges, steps: int
) -> tuple[dict[str, float], str, dict[tuple[str, str], dict]]:
    """Measure a system on at most 100 places of the test.

    Args:
        maps: in the system's order of styles.
        steps: of the probes.

    Returns:
        values for `results.Result`, the note that belongs to them, and the figures of each ordered pair, all as of
        `measuring.measured`; shares in percent, ``iou_<class>`` 0 to 1, see ``overlap``.
    """
    training = [_some(part.train, _PROBED) for part in maps.styles]
    tests = [_some(part.test, _PLACES) for part in maps.styles]
    truth = maps.truth["test"][tests[0].labels]
    real = [judges.classes(part.pictures()) for part in tests]
    pairs = {}
    for source, part in enumerate(tests):
        for target, other in enumerate(tests):
            if source != target:
                made = system.translate(part.pictures(), source, target)
                pairs[part.name, other.name] = {
                    "style_hit": 100 * judges.style_right(made, other.name),
                    **overlap(judges.classes(made), real[target]),
                    **{f"swap_{name}": value for name, value in likeness(made, other.pictures()).items()},
                }
    values = _probes(system, training, tests, steps)
    own = [likeness(system.reconstruct(part.pictures(), n), part.pictures()) for n, part in enumerate(tests)]
    values |= {name: sum(each[name] for each in own) / len(own) for name in own[0]}
    values |= {name: sum(each[name] for each in pairs.values()) / len(pairs) for name in next(iter(pairs.values()))}
    return values, _note(judges, tests, real, truth), pairs


def overlap(found: Tensor, wanted: Tensor) -> dict[str, float]:
    """Intersection over union, of all pixels together, of buildings, roads, and their mean; 1 where none has any.

    Args:
        found, wanted: numbers of ``CLASSES``.
    """
    shares = {}
    for number, name in enumerate(CLASSES):
        if name in SOUGHT:
            here, there = found == number, wanted == number
            either = (here | there).sum().item()
            shares[f"iou_{name}"] = (here & there).sum().item() / either if either else 1.0
    return shares | {"iou": sum(shares.values()) / len(shares)}


def _probes(system: Translator, training: Sequence[ImageSet], tests: Sequence[ImageSet], steps: int) -> dict:
    """How often new two-layer networks read the style of test places from each code, in percent."""
    seen, unseen = codes_of(system, training), codes_of(system, tests)
    labels = numbers_of(training), numbers_of(tests)
    with torch.enable_grad():
        found = {code: probe(seen[code], labels[0], unseen[code], labels[1], steps=steps) for code in seen}
    return {f"{code}_probe_style": 100 * each.test for code, each in found.items()}


def _note(judges: MapJudges, tests: Sequence[ImageSet], real: Sequence[Tensor], truth: Tensor) -> str:
    right = [judges.style_right(part.pictures(), part.name) for part in tests]
    kept = overlap(torch.cat(list(real)), truth.repeat(len(real), 1, 1))
    found = ", ".join(f"{name} {kept[f'iou_{name}']:.2f}" for name in SOUGHT)
    return (
        f"{len(tests[0])} places of towns never trained on; chance {100 / len(tests):.1f} %; on true pictures the "
        f"judges know {100 * sum(right) / len(right):.1f} % of the styles, and overlap with the truth by {found}"
    )


def _some(part: ImageSet, most: int) -> ImageSet:
    """At most so many pictures, spread evenly over the set."""
    count = min(len(part), most)
    return part.take(torch.arange(count) * len(part) // count)
