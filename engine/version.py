"""The version of Realign, from the one place where it is written down for QGIS."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path


def version() -> str:
    """The version in ``metadata.txt``, such as '0.1.0'."""
    metadata = ConfigParser(interpolation=None)
    metadata.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]
