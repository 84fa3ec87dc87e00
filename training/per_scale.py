"""A model made of several: one for each scale, as in the published system, behind one face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..engine.card import ModelCard
from ..engine.errors import InputError
from ..engine.model import Model


class PerScale:
    """Stands for an engine ``Model`` where each scale of the chain may have another network.

    Args:
        models: by scale; several scales may share one.
        options: fields of ``AlignOptions`` that this row of a table asks for, such as ``symmetries``.

    Attributes:
        card: of the finest scale's model, with the scales that there are.

    Raises:
        InputError: there is no model at all, or one that serves no scale.
    """

    def __init__(self, models: Mapping[int, Model], options: Mapping[str, object] | None = None) -> None:
        if not models:
            raise InputError("A model for each scale was asked for, but there is none; give at least one.")
        self.models, self.options = dict(models), dict(options or {})
        self._card = replace(self.models[min(models)].card, scales=(min(models), max(models)))

    @classmethod
    def shared(cls, model: Model, options: Mapping[str, object] | None = None) -> PerScale:
        """One model at all scales of its card."""
        finest, coarsest = model.card.scales
        return cls(dict.fromkeys(range(finest, coarsest + 1), model), options)

    @property
    def card(self) -> ModelCard:
        """What the models say about themselves."""
        return self._card

    def at(self, scale: int) -> Model:
        """The model to ask at a scale; beyond the ends, that of the nearest."""
        return self.models[min(self.models, key=lambda known: abs(known - scale))]

    def run(self, outputs=None, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        """Run the network of the finest scale."""
        return self.models[min(self.models)].run(outputs, **inputs)

    @property
    def device(self) -> str:
        """Name of the device that really runs the models."""
        return self.models[min(self.models)].device

    @property
    def warnings(self) -> list[str]:
        """Sentences for the user about the choice of the device, each once."""
        return list(dict.fromkeys(text for model in self._distinct() for text in model.warnings))

    @property
    def seconds(self) -> float:
        """Time spent inside the networks so far."""
        return sum(model.seconds for model in self._distinct())

    def _distinct(self) -> list[Model]:
        return list({id(model): model for model in self.models.values()}.values())
