"""Renews the README's picture of the plane of styles, docs/latent_plane.png, with the model that ships.

It is what the latent explorer shows at places evenly over the plane, to the right and upwards as there.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from realign.engine.latent import LatentModel

ROOT = Path(__file__).resolve().parent.parent
COLUMNS, ROWS, GAP = 12, 6, 2
INSIDE = (4, 96)  # percentiles of the samples along each axis: beyond lie only odd ones


def main() -> None:
    """Draw it."""
    model = LatentModel.load(ROOT / "resources" / "models" / "latent-styles.onnx", "numpy")
    low, high = np.percentile(model.samples.codes, INSIDE, axis=0)
    across = np.linspace(low[0], high[0], COLUMNS)
    up = np.linspace(high[1], low[1], ROWS)
    rows = [[framed(model.decode((x, y))) for x in across] for y in up]
    picture = np.concatenate([np.concatenate(row, 1) for row in rows])
    target = ROOT / "docs" / "latent_plane.png"
    Image.fromarray(picture).quantize(192).save(target, optimize=True)
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


def framed(pixels: np.ndarray) -> np.ndarray:
    """With a white edge."""
    return np.pad(pixels, ((GAP, GAP), (GAP, GAP), (0, 0)), constant_values=255)


if __name__ == "__main__":
    main()
