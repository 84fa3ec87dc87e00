"""Renews the README's picture, docs/before_after.png, from what `make demo` has drawn."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WIDTH, COLOURS = 1000, 128  # keeps it below 300 kB

drawn = Image.open(ROOT / "build" / "demo" / "before_after.png").convert("RGB")
small = drawn.resize((WIDTH, drawn.height * WIDTH // drawn.width), Image.Resampling.LANCZOS)
target = ROOT / "docs" / "before_after.png"
target.parent.mkdir(exist_ok=True)
small.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
print(f"{target}: {target.stat().st_size / 1000:.0f} kB")
