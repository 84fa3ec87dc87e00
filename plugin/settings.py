"""What the user has chosen in Settings → Options → Realign, and what the last run did."""

from __future__ import annotations

import json

from qgis.core import QgsSettings

from ..engine.devices import parse
from ..engine.errors import DeviceError

PACKAGE_INDEX = "https://pypi.org"
_ROOT = "realign/"


def device() -> str:
    """The device for runs that leave it to the settings: ``auto``, ``cpu``, ``cuda:1``, ..."""
    text = _text("device").strip().lower() or "auto"
    try:
        parse(text)
    except DeviceError:  # of a later version, or written by hand
        return "auto"
    return text


def set_device(text: str) -> None:
    """Choose the device."""
    _store("device", text)


def chosen_device(parameter: str) -> str:
    """The device to ask for.

    Args:
        parameter: DEVICE of an algorithm. ``auto`` leaves it to the settings; a name that the settings hold with a
            number (``cuda`` there being ``cuda:1``) means that one of several.
    """
    setting = device()
    leaves_it = parameter == "auto" or parameter == setting.partition(":")[0]
    return setting if leaves_it else parameter


def default_model(features: str, task: str = "align") -> str:
    """Path of the model that the user has made the default for a kind of features, "" for the shipped one."""
    return _text(_model_key(features, task))


def set_default_model(path: str, features: str, task: str = "align") -> None:
    """Make a model the default; "" goes back to the shipped one."""
    _store(_model_key(features, task), path)


def explored_model() -> str:
    """Path of the model that was looked at last in *Latent explorer*, "" for none."""
    return _text("explored_model")


def set_explored_model(path: str) -> None:
    """Remember which model is looked at."""
    _store("explored_model", path)


def package_index() -> str:
    """Where packages are fetched from, without a slash at the end."""
    return (_text("package_index") or PACKAGE_INDEX).rstrip("/")


def set_package_index(url: str) -> None:
    """Choose where packages are fetched from; "" goes back to the usual place."""
    _store("package_index", url)


def wheel_folder() -> str:
    """The folder of wheels that was installed from last, "" for none."""
    return _text("wheel_folder")


def set_wheel_folder(path: str) -> None:
    """Remember a folder of wheels."""
    _store("wheel_folder", path)


def last_run() -> dict:
    """What ran last: ``device``, ``backend``, ``model``, ``when`` (ISO 8601) and ``warnings``; empty before that."""
    try:
        stored = json.loads(_text("last_run") or "{}")
    except ValueError:
        return {}
    return stored if isinstance(stored, dict) else {}


def set_last_run(run: dict) -> None:
    """Remember what ran; see ``last_run``."""
    _store("last_run", json.dumps(run, ensure_ascii=False))


def _model_key(features: str, task: str) -> str:
    return f"default_model/{features}" if task == "align" else f"default_model/{task}/{features}"


def _text(key: str) -> str:
    value = QgsSettings().value(_ROOT + key, "")
    return value if isinstance(value, str) else ""


def _store(key: str, value: str) -> None:
    if value:
        QgsSettings().setValue(_ROOT + key, value)
    else:
        QgsSettings().remove(_ROOT + key)
