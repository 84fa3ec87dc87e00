"""The kinds of districts, by the names that styles use."""

from __future__ import annotations

from .dense import informal, old, tight, towers
from .gardens import detached, farm, rows
from .open import field, halls, park, scattered, slabs, woods

FILLERS = {
    "detached": detached,
    "rows": rows,
    "old": old,
    "tight": tight,
    "informal": informal,
    "scattered": scattered,
    "farm": farm,
    "halls": halls,
    "slabs": slabs,
    "towers": towers,
    "park": park,
    "field": field,
    "woods": woods,
}
