"""Training patches for one scale of the chain, cut at random from sheets."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, grid_sample

from ..engine.rasterize import Drawing
from .deformations import RandomField
from .packing import Sheet
from .photometry import degrade, jitter_standardised, standardise
from .tracings import USUAL_WIDTH, Tracing, anchors, surfaces, tracings


@dataclass(frozen=True)
class SamplingOptions:
    """How patches are drawn.

    Attributes:
        resolution: metres per pixel at scale 0.
        size: side of a patch, pixels.
        scale_probabilities: of scale 0, 1, 2, …
        magnitude: longest displacement, pixels of the scale.
        beyond: share of patches whose vectors are further off than one scale can bridge; from these
            only the precision learns, namely to be low.
        resolution_jitter: the resolution varies by up to this factor either way.
        sigma: spread of the displacement field's bumps, pixels.
    """

    resolution: float = 0.3
    size: int = 128
    scale_probabilities: tuple[float, ...] = (0.3, 0.25, 0.2, 0.15, 0.1)
    magnitude: float = 4.5
    beyond: float = 0.08
    resolution_jitter: float = 1.25
    sigma: tuple[float, float] = (6.0, 100.0)


@dataclass
class PreparedSheet:
    """A sheet with its image pyramid and its drawing, as the sampler needs them.

    Attributes:
        weight: how often it is chosen.
        finest: the finest scale that it is good for.
        tracings: of roads, the manners in which the input may be traced.
        anchors: places in the sheet, one of which every patch shows.
        widths: of roads, metres.
    """

    sheet: Sheet
    weight: float = 1.0
    finest: int = 0
    pyramid: list[Tensor] = field(init=False)
    drawing: Drawing = field(init=False)
    tracings: list[Tracing] = field(init=False, default_factory=list)
    anchors: np.ndarray = field(init=False)
    widths: np.ndarray | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        mask = torch.from_numpy(self.sheet.mask)[None, None].float()
        image = torch.from_numpy(self.sheet.image).permute(2, 0, 1)[None].float()
        level = torch.cat([image * mask, mask * 255], 1)  # premultiplied, so that borders do not bleed
        self.pyramid = [level[0].to(torch.uint8)]
        while min(level.shape[-2:]) >= 64 and len(self.pyramid) < 6:
            level = avg_pool2d(level, 2)
            self.pyramid.append(level[0].round().to(torch.uint8))
        self.drawing = Drawing.of(self.sheet.geometries)
        self.anchors = self.sheet.geometries.coordinates
        if self.sheet.kind == "roads":
            self.tracings = tracings(self.sheet, self.drawing)
            self.anchors = anchors(self.sheet)
            unknown = np.full(self.sheet.geometries.feature_count, np.nan)
            widths = unknown if self.sheet.widths is None else self.sheet.widths
            self.widths = np.nan_to_num(widths, nan=USUAL_WIDTH)


class PatchSampler:
    """Draws training patches.

    Args:
        native: sheets at their own resolution, for the fine scales.
        mosaics: large sheets, for the coarse scales, at which single chips are mostly empty.
        options: see ``SamplingOptions``.
    """

    def __init__(
        self, native: list[PreparedSheet], mosaics: list[PreparedSheet], options: SamplingOptions | None = None
    ) -> None:
        self.native, self.mosaics = native, mosaics or native
        self.options = options or SamplingOptions()

    def draw(self, rng: np.random.Generator, scale: int | None = None, augment: bool = True) -> dict[str, Tensor]:
        """Draw one patch.

        Args:
            rng: the source of chance.
            scale: of the patch; by the options' probabilities if None.
            augment: whether colours are changed and polygons dropped and added.

        Returns:
            image (3 x S x S, standardised), vectors (3 x S x S, displaced and drawn),
            truth (3 x S x S: fill and outline of all true buildings, validity; of roads, centre lines as they are
            drawn, surfaces, validity),
            displacement (2 x S/2 x S/2, what is to be found, pixels of the scale), reachable (1 or 0),
            scale.
        """
        options, size = self.options, self.options.size
        if scale is None:
            scale = int(rng.choice(len(options.scale_probabilities), p=options.scale_probabilities))
        jitter = options.resolution_jitter ** rng.uniform(-1, 1) if augment else 1.0
        resolution = options.resolution * 2**scale * jitter
        prepared = self._choose(rng, scale)
        sheet = prepared.sheet
        to_sheet, centre = self._placement(rng, prepared, resolution, augment)
        image, mask = self._cut(prepared, to_sheet, centre, resolution)

        geometries = sheet.geometries
        position = (geometries.coordinates - centre) @ np.linalg.inv(to_sheet).T + size / 2
        y_down = np.linalg.det(to_sheet) > 0
        features = self._nearby(geometries, to_sheet, centre)
        reachable = not (augment and rng.random() < options.beyond)
        magnitude = rng.uniform(0, options.magnitude) if reachable else rng.uniform(2, 4) * options.magnitude
        vectors = RandomField.sample(
            rng,
            (size, size),
            float(magnitude),
            bumps=(0, 4),
            sigma=options.sigma,
            square=size,
        )
        truth = prepared.drawing.draw(position, size, size, features, y_down)
        given: PreparedSheet | Tracing = prepared
        if sheet.kind == "roads":
            pixel = sheet.resolution * np.sqrt(abs(np.linalg.det(to_sheet)))
            truth[1] = surfaces(geometries, position, prepared.widths / pixel, features, size, size)
            given = prepared.tracings[rng.integers(len(prepared.tracings)) if augment else 0]
            geometries = given.sheet.geometries
            position = (geometries.coordinates - centre) @ np.linalg.inv(to_sheet).T + size / 2
        near = features[geometries.feature_of_coordinate]
        moved = position.copy()
        moved[near] += vectors.back(position[near], iterations=4)
        drawn = self._draw_input(rng, given, moved, features, y_down, augment)
        image = degrade(image, rng) if augment else image
        image = standardise(image, mask)
        if augment:
            image = jitter_standardised(image, rng) * mask
        truth[2] = mask.numpy()
        return {
            "image": image,
            "vectors": torch.from_numpy(drawn),
            "truth": torch.from_numpy(truth),
            "displacement": torch.from_numpy(vectors.on_grid(size // 2, size // 2, 2.0)),
            "reachable": torch.tensor(float(reachable)),
            "scale": torch.tensor(scale),
        }

    def _choose(self, rng: np.random.Generator, scale: int) -> PreparedSheet:
        use_mosaic = scale >= 2 or (scale == 1 and rng.random() < 0.5)
        sheets = self.mosaics if use_mosaic else self.native
        weights = np.array([sheet.weight * (sheet.finest <= scale) for sheet in sheets])
        return sheets[rng.choice(len(sheets), p=weights / weights.sum())]

    def _placement(self, rng, prepared, resolution: float, augment: bool) -> tuple[np.ndarray, np.ndarray]:
        """A random rotation, mirroring and place with an anchor in it: patch pixels to sheet pixels."""
        angle = rng.uniform(0, 2 * np.pi) if augment else 0.0
        mirror = -1.0 if augment and rng.random() < 0.5 else 1.0
        turn = np.array([[np.cos(angle), -np.sin(angle) * mirror], [np.sin(angle), np.cos(angle) * mirror]])
        turn *= resolution / prepared.sheet.resolution
        vertex = prepared.anchors[rng.integers(len(prepared.anchors))]
        offset = rng.uniform(-0.3, 0.3, 2) * self.options.size
        return turn, vertex + turn @ offset

    def _cut(self, prepared: PreparedSheet, to_sheet, centre, resolution: float) -> tuple[Tensor, Tensor]:
        size = self.options.size
        level = np.floor(np.log2(resolution / prepared.sheet.resolution) + 0.3)
        level = int(np.clip(level, 0, len(prepared.pyramid) - 1))
        source = prepared.pyramid[level]
        matrix, centre = to_sheet / 2**level, np.asarray(centre) / 2**level
        reach = np.abs(matrix).sum(1) * size / 2 + 2
        low = np.maximum(np.floor(centre - reach), 0).astype(int)
        high = np.minimum(np.ceil(centre + reach), source.shape[:0:-1]).astype(int)
        high = np.maximum(high, low + 1)
        low = np.minimum(low, np.array(source.shape[:0:-1]) - 1)
        crop = source[:, low[1] : high[1], low[0] : high[0]].float()
        steps = np.arange(size) + 0.5 - size / 2
        x, y = np.meshgrid(steps, steps)
        points = np.stack([x, y], -1) @ matrix.T + (centre - low)
        extent = np.array([crop.shape[2], crop.shape[1]])
        grid = torch.from_numpy((2 * points / extent - 1).astype(np.float32))
        patch = grid_sample(crop[None], grid[None], mode="bilinear", padding_mode="zeros", align_corners=False)[0]
        mask = patch[3] > 250
        return patch[:3] * mask, mask

    def _nearby(self, geometries, to_sheet, centre) -> np.ndarray:
        reach = np.abs(to_sheet).sum(1) * (self.options.size / 2 + 16)
        boxes = geometries.boxes
        with np.errstate(invalid="ignore"):
            return ((boxes[:, 2:] > centre - reach) & (boxes[:, :2] < centre + reach)).all(1)

    def _draw_input(self, rng, prepared, moved, features, y_down, augment) -> np.ndarray:
        size = self.options.size
        kept = features.copy()
        if augment and rng.random() < 0.5:
            kept &= rng.random(len(kept)) < rng.uniform(0.5, 1)
        if augment and rng.random() < 0.3:  # hasty tracing; the same at both ends of a ring matters little
            noise = rng.normal(0, rng.uniform(0.1, 0.5), moved.shape)
            moved = moved + (noise[prepared.shared] if prepared.sheet.kind == "roads" else noise)  # junctions hold
        drawn = prepared.drawing.draw(moved, size, size, kept, y_down)
        if augment and rng.random() < 0.3:  # buildings that the image does not show
            false = features & (rng.random(len(kept)) < rng.uniform(0, 0.3))
            shifted = moved + rng.uniform(-1, 1, 2) * size / 2
            np.maximum(drawn, prepared.drawing.draw(shifted, size, size, false, y_down), out=drawn)
        return drawn
