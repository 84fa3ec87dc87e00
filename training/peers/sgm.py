"""Semi-global matching (Hirschmüller, 2008) as OpenCV has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ...engine.errors import InputError


@dataclass(frozen=True)
class SgmOptions:
    """What can be tuned; OpenCV's documentation says what each does.

    Attributes:
        block: side of the windows, px.
        small, large: penalties of a step by one pixel and by more, per channel and pixel of a window.
        unique: by how many percent the best must be better than the next.
        differ: px by which both directions may differ; -1 does not look.
        speckle: px of spots that are left out; 0 leaves none out.
        cap: of the horizontal derivatives that are compared.
        full: all eight directions, not five.
    """

    block: int = 3
    small: float = 8.0
    large: float = 32.0
    unique: int = 0
    differ: int = -1
    speckle: int = 0
    cap: int = 63
    full: bool = True


def grid() -> Iterator[SgmOptions]:
    """The settings among which the best is sought: penalties and windows, with all filters, some and none."""
    filters = (
        {},
        {"differ": 1},
        {"differ": 1, "unique": 5, "speckle": 50},
        {"differ": 1, "unique": 10, "speckle": 100},
    )
    for block in (3, 5, 7):
        for small, large in ((8, 32), (8, 96), (2, 32), (24, 96)):
            for chosen in filters:
                yield replace(SgmOptions(block, small, large), **chosen)


def semi_global(
    left: np.ndarray, right: np.ndarray, low: float, high: float, options: SgmOptions | None = None
) -> np.ndarray:
    """Disparity, float32 (H, W), NaN in the holes that its filters leave.

    Args:
        left, right: uint8 (H, W, 3).
        low, high: disparities between which it is sought, px.
        options: OpenCV's usual penalties, without any filter, if None.

    Raises:
        InputError: OpenCV is not installed.
    """
    try:
        import cv2
    except ImportError as error:
        raise InputError(
            "Semi-global matching needs the Python package opencv-contrib-python-headless; install it "
            "(tools/setup.sh bench does)."
        ) from error
    options = options or SgmOptions()
    first = int(np.floor(low))
    count = -(-(int(np.ceil(high)) - first + 1) // 16) * 16
    side = count + abs(first)  # where the search would leave a picture, OpenCV does not look at all
    wide = [np.pad(picture, ((0, 0), (side, side), (0, 0)), "edge") for picture in (left, right)]
    area = left.shape[2] * options.block**2
    matcher = cv2.StereoSGBM_create(
        minDisparity=first,
        numDisparities=count,
        blockSize=options.block,
        P1=int(options.small * area),
        P2=int(options.large * area),
        disp12MaxDiff=options.differ,
        preFilterCap=options.cap,
        uniquenessRatio=options.unique,
        speckleWindowSize=options.speckle,
        speckleRange=2,
        mode=cv2.STEREO_SGBM_MODE_HH if options.full else cv2.STEREO_SGBM_MODE_SGBM,
    )
    found = matcher.compute(*(np.ascontiguousarray(picture) for picture in wide))[:, side:-side] / np.float32(16)
    return np.where(found < first, np.nan, found).astype(np.float32)


def filled(disparity: np.ndarray) -> np.ndarray:
    """Without holes: on each row the lower of the two neighbours, because what is hidden lies behind."""
    known = np.isfinite(disparity)
    columns = np.broadcast_to(np.arange(disparity.shape[1]), disparity.shape)
    before = np.maximum.accumulate(np.where(known, columns, -1), 1)
    after = np.minimum.accumulate(np.where(known, columns, disparity.shape[1])[:, ::-1], 1)[:, ::-1]
    padded = np.pad(disparity, ((0, 0), (1, 1)), constant_values=np.nan)
    sides = [np.take_along_axis(padded, at + 1, 1) for at in (before, after)]
    return np.where(known, disparity, np.fmin(*sides))
