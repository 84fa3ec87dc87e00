"""NVIDIA's libraries where they lie beside the runtime, as they do when they were installed with it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path


def load_beside(runtime) -> bool:
    """Load CUDA and cuDNN from the folder ``nvidia`` beside the runtime; without this, it looks in the system only.

    Args:
        runtime: the package onnxruntime.

    Returns:
        Whether there was something to load. What cannot be loaded is told when a session is opened.
    """
    preload = getattr(runtime, "preload_dlls", None)  # since 1.21
    if preload is None or not (Path(runtime.__file__).parents[1] / "nvidia").is_dir():
        return False
    with contextlib.redirect_stdout(io.StringIO()):  # it prints what it does not find
        preload(directory="")
    return True
