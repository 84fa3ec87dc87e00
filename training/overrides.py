"""Configurations with some fields replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

Config = TypeVar("Config")  # a dataclass with the fields ``steps`` and ``minutes``


def with_overrides(config: Config, **overrides) -> Config:
    """The configuration with the given fields replaced; None leaves a field as it is."""
    return replace(config, **{name: value for name, value in overrides.items() if value is not None})


def with_end(config: Config, **overrides) -> Config:
    """The same, and with ``minutes`` and without ``steps`` the time alone decides when training ends."""
    if overrides.get("minutes") and overrides.get("steps") is None:
        overrides["steps"] = 0
    return with_overrides(config, **overrides)
