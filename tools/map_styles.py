"""Writes the map styles that ship, `resources/styles/maps/<style>/`, from their description in training/styles."""

from __future__ import annotations

import shutil
from pathlib import Path

from realign.training.styles.qml import write
from realign.training.styles.shipped import shipped

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "styles" / "maps"


def main(folder: Path = FOLDER) -> None:
    """Write all of them; what else lies in the folder goes away."""
    shutil.rmtree(folder, ignore_errors=True)
    for style in shipped():
        home = write(style, folder)
        print(f"{home.name}: {sum(each.stat().st_size for each in home.iterdir()) / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
