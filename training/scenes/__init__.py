"""Synthetic aerial scenes with exact truth: the only training data that needs no licence."""

from .scene import Relief, Scene, generate_relief, generate_scene
from .style import STYLES, SceneStyle

__all__ = ["STYLES", "Relief", "Scene", "SceneStyle", "generate_relief", "generate_scene"]
