"""What holds for the tests of all rooms."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run of CI: a change is judged by what it changes, not by chance. New examples are
# sought in all other runs.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

# Tests have no packages, so what they share is loaded by its path
_spec = importlib.util.spec_from_file_location("tiny_restyle", Path(__file__).with_name("tiny_restyle.py"))
_tiny_restyle = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_tiny_restyle)


@pytest.fixture(scope="session")
def restyle_models(tmp_path_factory):
    """``restyle_models(features="maps", **card)``: path of a small model for the task restyle."""
    folder, made = tmp_path_factory.mktemp("restyle"), {}

    def make(features="maps", **changes):
        key = repr((features, sorted(changes.items())))
        if key not in made:
            path = folder / f"{features}-{len(made)}.onnx"
            _tiny_restyle.write_model(path, features, **changes)
            made[key] = path
        return made[key]

    return make
