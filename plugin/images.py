"""Pictures of Qt as arrays, and back."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtGui import QImage


def to_array(image: QImage) -> np.ndarray:
    """Red, green and blue of a picture: uint8 (H, W, 3), a copy."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = image.width(), image.height(), image.bytesPerLine()
    bits = image.constBits()
    bits.setsize(height * line)
    return np.frombuffer(bits, np.uint8).reshape(height, line)[:, : 3 * width].reshape(height, width, 3).copy()


def to_image(array: np.ndarray) -> QImage:
    """A picture of uint8 (H, W, 3), or with opacity (H, W, 4); it owns its pixels."""
    height, width, channels = array.shape
    kind = QImage.Format.Format_RGBA8888 if channels == 4 else QImage.Format.Format_RGB888
    return QImage(np.ascontiguousarray(array).tobytes(), width, height, channels * width, kind).copy()
