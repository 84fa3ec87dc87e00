"""A small model for the task stereo that compares windows, and so truly finds disparities, and a pair for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from tiny_onnx import node, write_onnx

from realign.engine.card import ModelCard

REACH, WINDOW = 4, 7
GROUND, BLOCK = 3, 11  # px, disparities of the pair
ROWS, COLUMNS = slice(60, 130), slice(120, 200)  # of the block
_SHARP = 150.0  # how clearly the best shift must win


def write_model(path: Path, **changes) -> None:
    """Write it.

    It compares windows of 7 × 7 pixels at shifts up to 4 pixels and takes the mean of the shifts, weighted by how well
    they fit.

    Args:
        path: of the file.
        changes: of the card.
    """
    count = 2 * REACH + 1
    shifted = np.zeros((count, 3, 1, count))
    shifted[np.arange(count), :, 0, count - 1 - np.arange(count)] = 1 / 3  # the picture that lies ``shift`` to the left
    weights = {
        "shifted": shifted,
        "grey": np.full((count, 3, 1, 1), 1 / 3),
        "sharp": np.full((1, 1, 1, 1), -_SHARP),
        "shifts": np.arange(-REACH, REACH + 1).reshape(1, count, 1, 1),
    }
    nodes = [
        node("Conv", ["right", "shifted"], "others", pads=[0, REACH, 0, REACH]),
        node("Conv", ["left", "grey"], "own"),
        node("Sub", ["own", "others"], "difference"),
        node("Abs", ["difference"], "apart"),
        node("AveragePool", ["apart"], "cost", kernel_shape=[WINDOW] * 2, strides=[1, 1], pads=[WINDOW // 2] * 4),
        node("Mul", ["cost", "sharp"], "fit"),
        node("Softmax", ["fit"], "share", axis=1),
        node("Conv", ["share", "shifts"], "disparity"),
    ]
    write_onnx(
        path,
        nodes,
        weights={name: np.asarray(value, np.float32) for name, value in weights.items()},
        inputs=dict.fromkeys(("left", "right"), (1, 3, "height", "width")),
        outputs={"disparity": (1, 1, "height", "width")},
        card=_card(changes),
    )


def write_pair(
    folder: Path, place: bool = True, kind: int = gdal.GDT_Byte, bands: int = 3
) -> tuple[Path, Path, np.ndarray]:
    """Write a pair with a block on level ground, and return its paths and the true disparity of the left picture.

    Args:
        folder: for ``left.tif`` and ``right.tif``.
        place: whether both lie in UTM, with pixels of half a metre.
        kind: GDAL's number of the type of values; 16 bits are used with 11.
        bands: of each picture.
    """
    random = np.random.default_rng(3)
    ground, roof = (random.integers(0, 256, (192 // 2, 400 // 2), np.uint8).repeat(2, 0).repeat(2, 1) for _ in range(2))
    truth = np.full((192, 320), GROUND, np.float32)
    truth[ROWS, COLUMNS] = BLOCK
    left = np.where(truth == BLOCK, roof[:, :320], ground[:, :320])
    right = ground[:, GROUND : GROUND + 320].copy()
    moved = slice(COLUMNS.start - BLOCK, COLUMNS.stop - BLOCK)
    right[ROWS, moved] = roof[ROWS, COLUMNS]
    paths = folder / "left.tif", folder / "right.tif"
    for path, picture in zip(paths, (left, right)):
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), 320, 192, bands, kind)
        values = picture.astype(np.uint16) * 7 + 100 if kind == gdal.GDT_UInt16 else picture
        for band in range(bands):
            dataset.GetRasterBand(band + 1).WriteArray(values)
        if place:
            reference = osr.SpatialReference()
            reference.ImportFromEPSG(32633)
            dataset.SetProjection(reference.ExportToWkt())
            dataset.SetGeoTransform((500000, 0.5, 0, 5330000, 0, -0.5))
        dataset = None
    return *paths, truth


def texture(seed: int, height: int, width: int) -> np.ndarray:
    """Smooth spots of all sizes, uint8 (H, W)."""
    random, total = np.random.default_rng(seed), np.zeros((height, width))
    for size in (3, 6, 12, 24, 48):
        spots = random.normal(size=(height // size + 4, width // size + 4))
        rows, columns = (np.arange(side) / size for side in (height, width))
        for axis, at in enumerate((rows, columns)):
            low = at.astype(int)
            share = (at - low).reshape((-1, 1) if axis == 0 else (1, -1))
            spots = np.take(spots, low, axis) * (1 - share) + np.take(spots, low + 1, axis) * share
        total += spots
    return np.clip(128 + 45 * total, 0, 255).astype(np.uint8)


def _card(changes: dict) -> ModelCard:
    channels = ["red", "green", "blue"]
    fields = {
        "name": "made up windows",
        "version": "1",
        "task": "stereo",
        "description": "Compares windows",
        "features": "pairs",
        "inputs": {"left": channels, "right": channels},
        "outputs": {"disparity": ["residual"]},
        "resolution": 0.3,
        "resolution_range": (0.1, 1.0),
        "tile_size": 320,
        "tiles_overlap": 12,
        "multiple": 4,
        "scales": (0, 3),
        "reach": float(REACH),
        "max_disparity": 32.0,
    }
    return ModelCard(**{**fields, **changes})
