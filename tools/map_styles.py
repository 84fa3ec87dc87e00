"""Writes the map styles that ship, `resources/styles/maps/<style>/`, from their description in training/styles."""

from __future__ import annotations

from pathlib import Path

from realign.training.styles.qml import write
from realign.training.styles.shipped import shipped

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "styles" / "maps"


def main(folder: Path = FOLDER) -> None:
    """Write all of them; what else lies in the folder goes away, but for pictures (see tools/style_previews.py)."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            path.unlink()
    for style in shipped():
        home = write(style, folder)
        print(f"{home.name}: {sum(each.stat().st_size for each in home.iterdir()) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
