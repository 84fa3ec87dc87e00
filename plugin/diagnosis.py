"""What a bug report needs to say, without what is nobody's business."""

from __future__ import annotations

import getpass
import importlib
import platform
import re
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR, QLocale, qVersion

from ..engine.machine import Machine
from ..engine.version import version
from . import log, settings
from .backend_store import MODULE, installed
from .backends import present

_SECRETS = (
    (re.compile(r"(\w+://)[^\s/@]+@"), r"\1<secret>@"),  # user and password of an address
    (re.compile(r"(?i)\b(password|passwd|pwd|token|apikey|api_key|key|secret)=[^\s&;]+"), r"\1=<secret>"),
)


def diagnosis() -> str:
    """The text for a bug report: versions, devices, settings, the last run and the last messages, scrubbed."""
    parts = [
        ("Versions", _versions),
        ("Backends", _backends),
        ("Settings", _settings),
        ("Last run", _last_run),
        ("Messages", lambda: log.tail() or ["none"]),
    ]
    lines = []
    for title, tell in parts:
        lines += [f"## {title}", *(f"- {line}" for line in _safely(tell)), ""]
    return scrubbed("\n".join(lines).rstrip() + "\n")


def scrubbed(text: str) -> str:
    """A text without passwords, and with the home folder, the user's name and the profile's name made unreadable."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    profile = Path(QgsApplication.qgisSettingsDirPath())
    for folder, instead in ((profile, "<profile>"), (profile.resolve(), "<profile>"), (Path.home(), "<home>")):
        if folder != folder.parent:  # the root of a disk says nothing, and is everywhere
            spelling = re.escape(folder.as_posix()).replace("/", r"[\\/]+")
            text = re.sub(rf"{spelling}(?![\w.-])", instead, text, flags=re.IGNORECASE)
    names = {_user(): "<user>"}
    if profile.name.lower() != "default":
        names[profile.name] = "<profile>"
    for name, instead in names.items():
        if len(name) > 1:
            text = re.sub(rf"(?<![\w<]){re.escape(name)}(?![\w>])", instead, text, flags=re.IGNORECASE)
    return text


def _versions() -> list[str]:
    return [
        f"Realign {version()}",
        f"QGIS {Qgis.QGIS_VERSION}",
        f"Qt {qVersion()} (built with {QT_VERSION_STR}), PyQt {PYQT_VERSION_STR}, language {QLocale().name()}",
        f"{Machine.this()}, {platform.platform()}, {QgsApplication.maxThreads()} threads allowed",
        f"numpy {np.__version__}",
        f"GDAL {gdal.__version__}",
        f"shapely {_version_of('shapely')}",
    ]


def _backends() -> list[str]:
    lines = []
    found = present()
    if found is None:
        lines.append(f"{MODULE}: not there, numpy runs the networks")
    else:
        lines.append(
            f"{found.package} {found.version}, {'loaded' if found.loaded else 'not loaded'}, in {found.folder}"
        )
    module = sys.modules.get(MODULE)
    if module is not None:  # not imported for this: on Windows, it could not be removed any more
        lines += [f"providers: {', '.join(module.get_available_providers())}", f"device: {module.get_device()}"]
    for backend in installed():
        marks = {"active": backend.active, "loaded": backend.loaded, "goes at the next start": backend.leaving}
        marks["built for another Python or computer"] = not backend.fits
        said = ", ".join(mark for mark, holds in marks.items() if holds)
        about = backend.about
        lines.append(f"installed: {about.wheel} from {about.source}, {about.installed_at[:16]} ({said or 'not used'})")
    return lines


def _settings() -> list[str]:
    chosen = [
        ("device", settings.device()),
        ("package index", settings.package_index()),
        ("folder of wheels", settings.wheel_folder()),
        *((f"default model for {features}", settings.default_model(features)) for features in ("buildings", "roads")),
    ]
    return [f"{name}: {value or '-'}" for name, value in chosen]


def _last_run() -> list[str]:
    return [f"{name}: {value}" for name, value in settings.last_run().items()] or ["none"]


def _version_of(module: str) -> str:
    try:
        return str(importlib.import_module(module).__version__)
    except (ImportError, OSError, AttributeError):
        return "is not there"


def _user() -> str:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # no name for this user
        return ""


def _safely(tell: Callable[[], list[str]]) -> list[str]:
    try:
        return tell()
    except Exception as error:  # a diagnosis is wanted when things are broken
        return [f"could not be found out ({type(error).__name__}: {error})"]
