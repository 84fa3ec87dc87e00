"""Backends that make runs faster: which there are, which is used, and whether it works."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from ..engine.errors import PackageError, RealignError
from ..engine.machine import Machine
from ..engine.wheel_files import troubles
from ..engine.wheels import normalised
from . import backend_store as store
from .backend_store import MODULE, Backend, installed, remove
from .log import listen, log, warn

__all__ = [
    "PACKAGES",
    "Backend",
    "Present",
    "activate",
    "installed",
    "present",
    "remove",
    "suggested",
    "try_out",
    "verify",
]

# What fits where; the first device that each brings, besides the CPU
PACKAGES = {"onnxruntime": "cpu", "onnxruntime-gpu": "cuda", "onnxruntime-directml": "directml"}
_NVIDIA = ("/proc/driver/nvidia/version", "/dev/nvidiactl", "/usr/lib/wsl/lib/libcuda.so.1")


@dataclass(frozen=True)
class Present:
    """What ``import onnxruntime`` gives in this QGIS.

    Attributes:
        package: name, such as ``onnxruntime-gpu``.
        version: of it.
        folder: where it lies.
        installed_here: whether it is an installation in the profile.
        loaded: whether it has been imported since QGIS started.
    """

    package: str
    version: str
    folder: Path
    installed_here: bool
    loaded: bool


def activate() -> Backend | None:
    """Put the installation that this Python uses on its path, and clean up what earlier ones have left.

    Call it before anything imports the backend. It imports nothing, and whatever is wrong with an installation, it
    says so in the log and goes on: then numpy runs everything.
    """
    listen()
    try:
        store.clean_up()
        backend = store.active()
        if backend is None:
            return None
        if missing := _missing(backend.folder):
            warn(
                f"{backend.about.package} {backend.about.version} is not used: {missing} is missing; "
                "install it again in Settings → Options → Realign."
            )
            return None
        if store.loaded_from() is None:
            _put_on_path(backend.folder)
            log(f"{backend.about.package} {backend.about.version} is used from the profile.")
        return backend
    except Exception as error:  # whatever it is, it must not keep QGIS from starting
        warn(f"The installed backends cannot be used ({error}).")
        return None


def present() -> Present | None:
    """What ``import onnxruntime`` gives, found out without importing it; None if there is none."""
    folder = store.loaded_from()
    if folder is None:
        folder = _would_load_from()
    if folder is None:
        return None
    package, version = _named(folder)
    module = sys.modules.get(MODULE)
    return Present(
        package,
        getattr(module, "__version__", version) or version,
        folder,
        folder in [backend.folder for backend in installed()],
        module is not None,
    )


def expected_device(found: Present) -> str:
    """The device that ``auto`` tries first, found out without loading what is not loaded."""
    from ..engine.devices import PROVIDERS

    module = sys.modules.get(MODULE)
    if module is not None:
        there = module.get_available_providers()
        return next((device for device, provider in PROVIDERS.items() if provider in there), "cpu")
    if Machine.this().system == "macosx":
        return "coreml"
    return PACKAGES.get(found.package, "cpu")


def suggested() -> str:
    """The package that fits this computer."""
    machine = Machine.this()
    if machine.system == "win" and machine.architecture == "amd64":
        driver = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "nvcuda.dll")
        return "onnxruntime-gpu" if driver.exists() else "onnxruntime-directml"
    if machine.system == "linux" and any(os.path.exists(path) for path in _NVIDIA):
        return "onnxruntime-gpu"
    return "onnxruntime"  # on macOS, CoreML is in it


def fitting_packages() -> list[str]:
    """The packages of which there may be wheels for this system, the one that fits best first."""
    machine = Machine.this()
    others = {"win": list(PACKAGES), "linux": ["onnxruntime", "onnxruntime-gpu"]}.get(machine.system, ["onnxruntime"])
    return sorted(others, key=lambda package: package != suggested())


def verify(backend: Backend) -> None:
    """Check that each file of an installation is as its makers have listed it.

    Raises:
        PackageError: with the number of files that are not.
    """
    wrong = troubles(backend.folder)
    if wrong:
        raise PackageError(
            f"{backend.about.package} {backend.about.version} is damaged: {len(wrong)} of its files are missing or "
            f"changed, '{wrong[0]}' for example; install it again."
        )


def try_out(device: str) -> tuple[str, list[str]]:
    """Run the shipped model once.

    Args:
        device: to ask for.

    Returns:
        The device that really ran it, and warnings about the choice.

    Raises:
        RealignError: it does not run.
    """
    from ..engine.model import default_model_path, load_model  # here, so that QGIS starts without loading the engine

    try:
        model = load_model(default_model_path("align"), device)
    except RealignError:
        raise
    except Exception as error:  # a broken package may raise whatever it likes
        raise PackageError(
            f"The package {MODULE} cannot be loaded ({type(error).__name__}: {error}); install it again or remove it."
        ) from error
    return model.device, [*model.warnings, *_lacking(device, model.device)]


def _lacking(asked: str, device: str) -> list[str]:
    """What has to be there for the graphics card, where it was to be used and was not."""
    version = getattr(sys.modules.get(MODULE), "cuda_version", "")  # of the packages for NVIDIA's cards only
    if not version or device in ("cuda", "tensorrt") or asked.partition(":")[0] not in ("auto", "cuda", "tensorrt"):
        return []
    cuda = f"CUDA {version.split('.')[0]}"
    return [
        f"This package needs an NVIDIA card with its driver and the libraries {cuda} and cuDNN 9; "
        "if they are missing, install it again together with them."
    ]


def _missing(folder: Path) -> str:
    """What an installation lacks to be worth a try, "" for nothing."""
    package = folder / MODULE
    if not (package / "__init__.py").is_file():
        return f"{MODULE}/__init__.py"
    if not any((package / "capi").glob("onnxruntime_pybind11_state*")):
        return f"{MODULE}/capi/onnxruntime_pybind11_state"
    return ""


def _put_on_path(folder: Path) -> None:
    """First on the path: what the user has installed here is meant to be used. Nothing else lies in the folder."""
    ours = str(folder.parent) + os.sep
    sys.path[:] = [str(folder), *(path for path in sys.path if not path.startswith(ours))]
    importlib.invalidate_caches()


def _would_load_from() -> Path | None:
    try:
        spec = importlib.util.find_spec(MODULE)
    except (ImportError, ValueError):  # ValueError: somebody has made it unimportable
        return None
    return Path(spec.origin).parents[1] if spec and spec.origin else None


def _named(folder: Path) -> tuple[str, str]:
    """Name and version of the package that lies in a folder of Python's path."""
    for found in importlib.metadata.distributions(path=[str(folder)]):
        name = normalised(found.metadata["Name"] or "")
        if name in PACKAGES or name.startswith(MODULE + "-"):
            return name, found.version
    return MODULE, ""
