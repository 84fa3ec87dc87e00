"""Latent planes: a code of two or three numbers becomes a picture, and a picture a code."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .card import ModelCard
from .errors import InputError, ModelError
from .model import Model, load_model
from .resolution import metres_per_unit
from .restyle_place import Box, Place

TASK = "latent"


@dataclass(frozen=True)
class Samples:
    """Pictures of the training, and where they lie on the plane.

    Attributes:
        codes: float64 (N, D).
        labels: of each, for example its style.
        places: float64 (N, 2), latitude and longitude in degrees; None where samples have no place.
        sheet: a PNG or JPEG file with a small picture of each, row by row; empty where there is none.
        side: of one picture, pixels.
        columns: pictures in a row.
    """

    codes: np.ndarray
    labels: tuple[str, ...]
    places: np.ndarray | None
    sheet: bytes
    side: int
    columns: int

    @classmethod
    def of(cls, card: ModelCard) -> Samples:
        """Take them from a card.

        Raises:
            ModelError: the pictures are damaged.
        """
        stored = card.latent
        try:
            sheet = base64.b64decode(stored["thumbnails"], validate=True)
        except binascii.Error as error:
            raise ModelError(
                f"The thumbnails in the card of model '{card.name}' are damaged ({error}); export the model again."
            ) from error
        codes = np.array(stored["samples"], float).reshape(-1, len(card.inputs["code"]))
        places = np.array(stored["places"]) if stored.get("places") else None
        return cls(codes, tuple(stored["labels"]), places, sheet, stored["side"], stored["columns"])

    @property
    def classes(self) -> list[str]:
        """The labels that there are, each once, sorted."""
        return sorted(set(self.labels))

    def thumbnail(self, number: int) -> Box:
        """Where the picture of a sample lies on the sheet."""
        row, column = divmod(number, self.columns)
        return Box(column * self.side, row * self.side, self.side, self.side)


class LatentModel:
    """A model for the task ``latent``, ready to paint.

    Attributes:
        card: of the model.
        samples: pictures of its training.

    Args:
        model: loaded for this task.
    """

    def __init__(self, model: Model) -> None:
        self.card, self._model = model.card, model
        self.samples = Samples.of(model.card)

    @classmethod
    def load(cls, path: str | os.PathLike, device: str = "auto") -> LatentModel:
        """Load one; for the arguments and errors see ``load_model``."""
        return cls(load_model(path, device, TASK))

    @property
    def dimensions(self) -> int:
        """Numbers in a code: 2 or 3, of which the first two span the plane."""
        return len(self.card.inputs["code"])

    @property
    def side(self) -> int:
        """Width and height of a picture, pixels."""
        return self.card.tile_size

    @property
    def reads(self) -> bool:
        """Whether it finds the code of a picture, too."""
        return "mean" in self.card.outputs

    @property
    def device(self) -> str:
        """Name of the device that really runs the model."""
        return self._model.device

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """Lowest and highest number along each dimension, as the training's pictures have them."""
        xmin, ymin, xmax, ymax = self.card.latent["extent"]
        depth = self.samples.codes[:, 2:]
        spans = [(column.min(), column.max()) for column in depth.T] if len(depth) else [(0.0, 0.0)] * depth.shape[1]
        return [(xmin, xmax), (ymin, ymax), *((low, high) if low < high else (low - 1, low + 1) for low, high in spans)]

    @property
    def limits(self) -> list[tuple[float, float]]:
        """Lowest and highest number along each dimension that it makes sense to ask for: half as far beyond."""
        return [(low - (high - low) / 2, high + (high - low) / 2) for low, high in self.ranges]

    def decode(self, code: Sequence[float]) -> np.ndarray:
        """Paint the picture of a code of ``dimensions`` numbers: uint8 (S, S, 3)."""
        asked = np.asarray(code, np.float32).reshape(1, self.dimensions)
        image = self._model.run(["image"], whole=True, code=asked)["image"][0]
        return np.rint(255 * np.clip(image, 0, 1)).astype(np.uint8).transpose(1, 2, 0)

    def encode(self, picture: np.ndarray) -> np.ndarray:
        """Find the code of a picture.

        Args:
            picture: uint8 (S, S, 3).

        Returns:
            float64 (D,), the middle of where the model sees it.

        Raises:
            InputError: it has another size, or the model reads none.
        """
        if not self.reads:
            raise InputError(f"The model '{self.card.name}' draws pictures, but reads none; choose another model.")
        if picture.shape != (self.side, self.side, 3):
            raise InputError(
                f"The picture has the shape {picture.shape}, but model '{self.card.name}' looks at {self.side} × "
                f"{self.side} pixels of red, green and blue; resample it first."
            )
        asked = picture.astype(np.float32).transpose(2, 0, 1)[None] / 255
        return self._model.run(["mean"], whole=True, picture=asked)["mean"][0].astype(float)


def placed(card: ModelCard, code: Sequence[float], crs: str, x: float, y: float) -> Place:
    """Where a model's picture lies whose middle is at a point, with a note of what it shows.

    Args:
        card: of the model.
        code: of the picture.
        crs: WKT; "" where there is none, and a unit is taken for a metre.
        x, y: the point.

    Raises:
        InputError: the point is none of the CRS.
    """
    across, down = (card.resolution / metres for metres in (metres_per_unit(crs, x, y) if crs else (1.0, 1.0)))
    half = card.tile_size / 2
    notes = {"REALIGN_MODEL": f"{card.name} {card.version}", "REALIGN_CODE": " ".join(f"{each:.6g}" for each in code)}
    return Place(crs, (x - half * across, across, 0.0, y + half * down, 0.0, -down), metadata=notes)
