"""Where Realign keeps things: in the user's profile, outside the plugin's own folder, which every update replaces."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication

from ..engine.errors import OutputError


def profile_folder() -> Path:
    """``realign`` in the QGIS profile; it is created where it is missing.

    Raises:
        OutputError: it cannot be created.
    """
    return _existing(_profile())


def backends_folder() -> Path:
    """Installed packages, one folder each."""
    return _existing(profile_folder() / "backends")


def models_folder() -> Path:
    """Models that the user has added."""
    return _existing(profile_folder() / "models")


def added_models() -> list[Path]:
    """Files of models that the user has added; nothing is created where there are none."""
    return sorted((_profile() / "models").glob("*.onnx"))


def _profile() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "realign"


def _existing(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"The folder '{folder}' of the QGIS profile cannot be created ({error.strerror}); "
            "get the right to write there, then try again."
        ) from error
    return folder
