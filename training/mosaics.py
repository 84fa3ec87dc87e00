"""Large sheets pasted together from small ones, for the coarse scales of the chain.

At 4.8 m per pixel a patch covers 600 m, but most chips of real data are 80 to 500 m wide. Random
mosaics of rotated chips fill the patch; the seams are no worse than those of real photo mosaics.
"""

from __future__ import annotations

import numpy as np
import torch
from torch.nn.functional import affine_grid, avg_pool2d, grid_sample

from ..engine.geometry import Geometries
from ..engine.wkb import LINE
from .lines import clipped, linestring
from .packing import Sheet


def build_mosaic(sheets: list[Sheet], weights: np.ndarray, size: float, resolution: float, seed: int) -> Sheet:
    """Paste randomly turned windows of sheets side by side.

    Args:
        sheets: to choose from, by ``weights``.
        weights: float (len(sheets),).
        size: side of the mosaic, metres.
        resolution: metres per pixel.
        seed: of everything random.
    """
    rng = np.random.default_rng(seed)
    pixels = round(size / resolution)
    image, mask = np.zeros((pixels, pixels, 3), np.uint8), np.zeros((pixels, pixels), bool)
    extents = np.array([min(sheet.image.shape[:2]) * sheet.resolution for sheet in sheets])
    pasted: dict[str, list[bytes]] = {"": [], **{name: [] for sheet in sheets for name in sheet.others}}
    widths: list[float] = []
    for left, top, width, height in _cells(rng, pixels, max(round(90 / resolution), 32), round(330 / resolution)):
        # sheets that fill the cell are preferred: nothing is learnt from blank ground
        fit = np.minimum(extents / (max(width, height) * resolution), 1) ** 3 * weights
        sheet = sheets[rng.choice(len(sheets), p=fit / fit.sum())]
        piece, valid, to_sheet, centre = _window(rng, sheet, resolution, width, height)
        image[top : top + height, left : left + width] = piece
        mask[top : top + height, left : left + width] = valid
        for name, geometries in {"": sheet.geometries, **sheet.others}.items():
            position = (geometries.coordinates - centre) @ np.linalg.inv(to_sheet).T + np.array([width, height]) / 2
            blobs, owners = _within(geometries, position, (width, height), np.array([left, top]))
            pasted[name] += blobs
            if name == "" and sheet.widths is not None:
                stretch = np.sqrt(abs(np.linalg.det(to_sheet))) * sheet.resolution / resolution
                widths += (sheet.widths[owners] / stretch).tolist()
    known = {name: Geometries.from_wkb(blobs) for name, blobs in pasted.items()}
    geometries = known.pop("")
    kind = sheets[0].kind
    return Sheet(
        f"mosaic/{seed}",
        kind,
        resolution,
        image,
        mask,
        geometries,
        np.array(widths) if kind == "roads" else None,
        known,
    )


def _within(geometries: Geometries, position: np.ndarray, size: tuple[int, int], corner: np.ndarray):
    """What of a layer lies in a window, at its place in the mosaic: WKB, and the features that it comes from.

    Lines are cut at the seam. A polygon cut by it is left out: its other half is not in the picture.
    """
    inside = (position > 0).all(1) & (position < size).all(1)
    lost = np.zeros(geometries.feature_count, bool)
    lost[geometries.feature_of_coordinate[~inside]] = True
    lined = np.zeros(geometries.feature_count, bool)
    lined[geometries.feature_of_part[geometries.part_kind == LINE]] = True
    if lined.any():  # equal positions stay equal, which matrix products of many rows do not promise
        unique, index = geometries.shared
        first = np.zeros(len(unique), np.int64)
        first[index] = np.arange(len(index))
        position = position[first[index]]
    blobs, owners = [], []
    kept = geometries.to_wkb(position + corner, ~lost)
    for feature, blob in enumerate(kept):
        if lost[feature] and lined[feature]:
            for part in range(*geometries.feature_offsets[feature : feature + 2]):
                low, high = geometries.part_offsets[part : part + 2]
                pieces = [linestring(piece + corner) for piece in clipped(position[low:high], (0, 0), size)]
                blobs += pieces
                owners += [feature] * len(pieces)
        elif blob and not lost[feature]:
            blobs.append(blob)
            owners.append(feature)
    return blobs, np.array(owners, np.int64)


def _cells(rng, pixels: int, least: int, most: int) -> list[tuple[int, int, int, int]]:
    """Cut a square into cells (left, top, width, height) no wider than ``most``, by random halving."""
    pending, cells = [(0, 0, pixels, pixels)], []
    while pending:
        left, top, width, height = pending.pop()
        longest = max(width, height)
        if longest <= most and (longest < 2 * least or rng.random() < 0.5):
            cells.append((left, top, width, height))
            continue
        cut = int(longest * rng.uniform(0.35, 0.65))
        if width >= height:
            pending += [(left, top, cut, height), (left + cut, top, width - cut, height)]
        else:
            pending += [(left, top, width, cut), (left, top + cut, width, height - cut)]
    return cells


def _window(rng, sheet: Sheet, resolution: float, width: int, height: int):
    """A turned window of a sheet: image, mask, window pixels to sheet pixels (2 x 2), centre in the sheet."""
    source = np.array([sheet.image.shape[1], sheet.image.shape[0]], float)
    ratio = resolution / sheet.resolution * 1.15 ** rng.uniform(-1, 1)
    angle, mirror = rng.uniform(0, 2 * np.pi), rng.choice([-1.0, 1.0])
    matrix = np.array([[np.cos(angle), -np.sin(angle) * mirror], [np.sin(angle), np.cos(angle) * mirror]]) * ratio
    reach = np.minimum(np.abs(matrix) @ np.array([width, height]) / 2, source / 2)
    centre = rng.uniform(reach, source - reach)
    span = np.abs(matrix) @ np.array([width, height]) / 2 + 4
    low, high = np.maximum(centre - span, 0).astype(int), np.minimum(centre + span, source).astype(int)
    valid = sheet.mask[low[1] : high[1], low[0] : high[0], None]
    stacked = np.concatenate([sheet.image[low[1] : high[1], low[0] : high[0]] * valid, valid * np.uint8(255)], 2)
    level = torch.from_numpy(stacked).permute(2, 0, 1)[None].float()
    shrink = max(int(ratio), 1)
    if shrink > 1:
        level = avg_pool2d(level, shrink)
    # normalised coordinates: window (-1..1) to the cropped level (-1..1)
    extent = np.array([level.shape[3], level.shape[2]]) * shrink
    scale = np.diag(2 / extent) @ matrix @ np.diag([width / 2, height / 2])
    theta = torch.from_numpy(np.concatenate([scale, (2 * (centre - low) / extent - 1)[:, None]], 1)).float()
    grid = affine_grid(theta[None], [1, 4, height, width], align_corners=False)
    piece = grid_sample(level, grid, mode="bilinear", padding_mode="zeros", align_corners=False)[0]
    valid = (piece[3] > 250).numpy()
    pixels = piece[:3].permute(1, 2, 0).round().clamp(0, 255).to(torch.uint8).numpy()
    return pixels * valid[..., None], valid, matrix, centre
