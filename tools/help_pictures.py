"""Renews the pictures of the help pages from the screenshots that the tests of windows leave in build/screenshots.

They show the tests' generated town, nothing else.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SCREENSHOTS, HELP = ROOT / "build" / "screenshots", ROOT / "resources" / "help"
PICTURES = {
    "dialog": "align-dialog-after-preview",
    "preview": "preview-on-the-map",
    "review": "review",
    "latent": "latent-explorer-latent-styles",
}
WIDTH, COLOURS = 820, 256


def main() -> int:
    missing = [name for name in PICTURES.values() if not (SCREENSHOTS / f"{name}.png").exists()]
    if missing:
        print(f"Run the tests in tests/windows first: there is no screenshot {missing[0]}.", file=sys.stderr)
        return 1
    for name, screenshot in PICTURES.items():
        picture = Image.open(SCREENSHOTS / f"{screenshot}.png").convert("RGB")
        if picture.width > WIDTH:
            picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.LANCZOS)
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(HELP / f"{name}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
