"""Synthetic aerial scenes with exact truth: the only training data that needs no licence."""

from .scene import Scene, generate_scene
from .style import STYLES, SceneStyle

__all__ = ["STYLES", "Scene", "SceneStyle", "generate_scene"]
