"""What a fine-tuned model says about itself: where it comes from, and how good it is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from ..engine.card import ModelCard
from ..engine.model import Model
from ..engine.vectors import split_specification
from .packing import Sheet
from .sheet_measures import measure

if TYPE_CHECKING:
    from .finetune import FineTuneOptions

LEVELS = (3.0, 6.0)
KEPT_OUT = "part of the area kept out of training"


def tuned_card(
    card: ModelCard, name: str, imagery: str, layer: str, layer_name: str, sheets: int, options: FineTuneOptions
) -> ModelCard:
    """The card of a model before fine-tuning, made that of the model after; its quality is not yet known.

    Args:
        card: of the model before.
        name: of the model after.
        imagery, layer: as they were given; only file names go into the card.
        layer_name: in its data source.
        sheets: that were trained on.
        options: of the fine-tuning.
    """
    source, raster = (os.path.basename(path) or path for path in (split_specification(layer)[0], imagery))
    aligned = f"aligned by the model itself in {options.rounds} rounds" if options.rounds else "taken as right"
    mixed = f" and {options.scenes} generated scenes" if options.scenes else ""
    told = {**asdict(options), "base": card.configuration}
    return replace(
        card,
        name=name,
        version="1",
        description=f"{card.description} Fine-tuned from '{card.name}' {card.version} for one area.",
        training_data=[
            *card.training_data,
            f"Fine-tuned on {source} (layer {layer_name}, {aligned}) over {raster}: {sheets} sheets{mixed}.",
        ],
        quality={},
        configuration=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    )


def measured_quality(before: Model, after: Model, held_out: Sequence[Sheet], options: FineTuneOptions) -> dict:
    """What the card says: the same measurements of both models, on ground that was kept out of fine-tuning."""
    limit = min(options.max_displacement, before.card.max_displacement)
    measured = {
        title: measure(held_out, model, LEVELS, max_displacement=limit)
        for title, model in (("no alignment", None), ("before", before), ("after", after))
    }
    reference = "the layer as it was given"
    if options.rounds:
        reference = "the layer as aligned by the model before fine-tuning, which favours that model"
    return {
        KEPT_OUT: {
            "features": int(sum(sheet.geometries.feature_count for sheet in held_out)),
            "reference": reference,
            "error_in_metres": {
                f"fields up to {level} m": {
                    title: {key: round(value, 3) for key, value in found[level].items()}
                    for title, found in measured.items()
                    if level in found
                }
                for level in measured["before"]
            },
        },
        **({f"of '{before.card.name}' before fine-tuning": before.card.quality} if before.card.quality else {}),
    }


def verdict(quality: dict) -> list[str]:
    """What to tell the user, worse or better, one line at a time."""
    lines, worse = [], False
    kept_out = quality[KEPT_OUT]
    for level, found in kept_out["error_in_metres"].items():
        old, new = found["before"], found["after"]
        worse |= new["mean"] > old["mean"]
        lines.append(
            f"{level}: mean error {old['mean']:.2f} m before, {new['mean']:.2f} m after; "
            f"scatter of the answers {old['spread']:.2f} m before, {new['spread']:.2f} m after"
        )
    lines.append(f"Measured on {kept_out['features']} features kept out of training against {kept_out['reference']}.")
    if worse:
        lines.append("By this measure the model has become worse; look at both results before you use it.")
    return lines
