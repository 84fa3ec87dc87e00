"""What holds for the tests of all rooms."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run of CI: a change is judged by what it changes, not by chance. New examples are
# sought in all other runs.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def _load(name):
    """A module beside this one; tests have no packages, so what they share is loaded by its path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_load("tiny_onnx")  # the others import it
_load("tiny_scan")
_load("tiny_sheets")
_load("evaluated_town")
_tiny_restyle, _tiny_latent, _tiny_colorize, _tiny_stereo = map(
    _load, ("tiny_restyle", "tiny_latent", "tiny_colorize", "tiny_stereo")
)


def _maker(folder, write):
    """What makes small models and gives their paths; one for each set of arguments."""
    made = {}

    def make(*how, **card):
        key = repr((how, sorted(card.items())))
        if key not in made:
            made[key] = folder / f"model-{len(made)}.onnx"
            write(made[key], *how, **card)
        return made[key]

    return make


@pytest.fixture(scope="session")
def latent_models(tmp_path_factory):
    """``latent_models(dimensions=2, **card)``: path of a small model for the task latent."""
    return _maker(tmp_path_factory.mktemp("latent"), _tiny_latent.write_model)


@pytest.fixture(scope="session")
def restyle_models(tmp_path_factory):
    """``restyle_models(features="maps", **card)``: path of a small model for the task restyle."""
    return _maker(tmp_path_factory.mktemp("restyle"), _tiny_restyle.write_model)


@pytest.fixture(scope="session")
def colorize_models(tmp_path_factory):
    """``colorize_models(**card)``: path of a small model for the task colorize."""
    return _maker(tmp_path_factory.mktemp("colorize"), _tiny_colorize.write_model)


@pytest.fixture(scope="session")
def stereo_models(tmp_path_factory):
    """``stereo_models(**card)``: path of a small model for the task stereo."""
    return _maker(tmp_path_factory.mktemp("stereo"), _tiny_stereo.write_model)


@pytest.fixture
def stereo_pair(tmp_path):
    """``stereo_pair(place=True)``: paths of a pair of 320 × 192 pixels of 0.5 m, and its true disparity (H, W).

    The ground has disparity 3, and a block on it, columns 120 to 199 and rows 60 to 129, has 11.
    """
    return lambda **how: _tiny_stereo.write_pair(tmp_path, **how)


@pytest.fixture(scope="session")
def stereo_texture():
    """``stereo_texture(seed, height, width)``: smooth spots of all sizes, uint8."""
    return _tiny_stereo.texture
