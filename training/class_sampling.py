"""Patches with one channel a class, for the paper's fourth experiment: buildings, roads, pavements."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from ..engine.field import sample
from ..engine.rasterize import Drawing
from .sampling import PatchSampler, PreparedSheet

BESIDE = ("roads", "pavements")  # beside the buildings, which are drawn anyhow
BLANKED = 0.5  # share of patches that show the buildings alone, as the engine draws them


class ClassPatchSampler(PatchSampler):
    """Draws patches as ``PatchSampler`` does, with a further entry ``classes``.

    It is 3 x S x S: the buildings as in ``vectors``, and what else a sheet knows, displaced by the same
    field. Roads are centre lines, 4 pixels wide, where the paper's are surfaces. Sheets of real places
    know buildings only; so does a patch that is drawn without augmentation.
    """

    def draw(self, rng: np.random.Generator, scale: int | None = None, augment: bool = True) -> dict[str, Tensor]:
        """Draw one patch (see ``PatchSampler.draw``)."""
        patch = super().draw(rng, scale, augment)
        size = self.options.size
        classes = np.zeros((1 + len(BESIDE), size, size), np.float32)
        classes[0] = patch["vectors"][0]
        if augment and rng.random() >= BLANKED:
            field = patch["displacement"].numpy()
            for channel, name in enumerate(BESIDE, start=1):
                classes[channel] = self._beside(name, field)
        return patch | {"classes": torch.from_numpy(classes)}

    def _cut(self, prepared: PreparedSheet, to_sheet, centre, resolution: float) -> tuple[Tensor, Tensor]:
        self._placed = prepared, to_sheet, centre  # what the patch shows of which sheet
        return super()._cut(prepared, to_sheet, centre, resolution)

    def _beside(self, name: str, field: np.ndarray) -> np.ndarray:
        prepared, to_sheet, centre = self._placed
        geometries, size = prepared.sheet.others.get(name), self.options.size
        if geometries is None or not geometries.feature_count:
            return np.zeros((size, size), np.float32)
        features = self._nearby(geometries, to_sheet, centre)
        position = (geometries.coordinates - centre) @ np.linalg.inv(to_sheet).T + size / 2
        near = features[geometries.feature_of_coordinate]
        true = position[near]
        step = size / field.shape[2]
        for _ in range(4):  # as RandomField.back, from the field's samples
            position[near] = true - sample(field, position[near] / step)
        drawing = self._drawing(prepared, name)
        return drawing.draw(position, size, size, features, y_down=np.linalg.det(to_sheet) > 0)[0]

    def _drawing(self, prepared: PreparedSheet, name: str) -> Drawing:
        drawings = self.__dict__.setdefault("_drawings", {})
        key = (id(prepared), name)
        if key not in drawings:
            drawings[key] = Drawing.of(prepared.sheet.others[name])
        return drawings[key]
