"""The spot on Earth by whose colours imagery is coloured; needs no GDAL, so that training may do without."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .card import ModelCard
from .errors import InputError

_RADIUS = 6371.0  # kilometres, of the Earth
_FAR = 200.0  # kilometres from where a model was trained, over which what it makes of a place is a guess
NOWHERE = (2.0, 2.0)  # latitude / 90 and longitude / 180 of what lies where colours are not known


class Spot(NamedTuple):
    """Degrees north and east."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """As people write it, such as 48.14° N, 11.58° E."""
        north, east = "S" if self.latitude < 0 else "N", "W" if self.longitude < 0 else "E"
        return f"{abs(self.latitude):.2f}° {north}, {abs(self.longitude):.2f}° {east}"


def spot_at(latitude: float, longitude: float) -> Spot:
    """A spot that somebody names.

    Raises:
        InputError: there is no such spot.
    """
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise InputError(
            f"The place {latitude:g}, {longitude:g} is not on Earth; give a latitude from -90 to 90 and a longitude "
            "from -180 to 180 degrees."
        )
    return Spot(float(latitude), float(longitude))


def taken(spot: Spot, card: ModelCard, is_given: bool) -> Spot | None:
    """Whose colours imagery takes; None for those that its grey has wherever the model has been.

    Args:
        spot: that somebody gives, which is always taken, or where imagery lies, which is not where it is not known.
        card: of the model.
        is_given: which of the two it is.
    """
    return spot if is_given or is_known(spot, card) else None


def told(spot: Spot | None) -> np.ndarray:
    """A spot as networks are told it, float32 (1, 2, 1, 1): 1 is a pole, and the date line; None is nowhere."""
    scaled = NOWHERE if spot is None else (spot.latitude / 90, spot.longitude / 180)
    return np.array(scaled, np.float32).reshape(1, 2, 1, 1)


def noted(spot: Spot | None) -> str:
    """A spot as the metadata of what it has coloured keeps it."""
    return "not told" if spot is None else f"{spot.latitude:.6f} {spot.longitude:.6f}"


def about_spot(spot: Spot, card: ModelCard, is_given: bool) -> list[str]:
    """What is good to know before imagery is coloured: whether the model has been there.

    Args:
        spot, card, is_given: as for ``taken``.
    """
    if is_known(spot, card):
        return []
    if card.places:
        kilometres, name = nearest(spot, card)
        where = f"{kilometres:.0f} km from {name}, the nearest place that model '{card.name}' was trained on"
    else:
        where = f"outside the area that model '{card.name}' was trained on ({area_of(card)})"
    if is_given:
        return [f"The place {spot} lies {where}, so the colours are a guess."]
    return [
        f"The imagery lies at {spot}, {where}, so it gets colours that go with its grey at most places; give a place "
        "for the colours of that."
    ]


def is_known(spot: Spot, card: ModelCard) -> bool:
    """Whether a model was trained on places near a spot; where its card does not say, it was."""
    if card.places:
        return nearest(spot, card)[0] <= _FAR
    if not card.area:
        return True
    west, south, east, north = card.area
    # counted eastwards from its western edge, so that an area may reach across the date line
    return south <= spot.latitude <= north and (spot.longitude - west) % 360 <= (east - west) % 360


def nearest(spot: Spot, card: ModelCard) -> tuple[float, str]:
    """How far it is to the nearest place that a model knows, kilometres, and its name."""
    here = np.radians(spot)
    there = np.radians([place[:2] for place in card.places])
    half = np.sin((there - here) / 2) ** 2
    distances = 2 * _RADIUS * np.arcsin(np.sqrt(half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]))
    return float(distances.min()), card.places[int(distances.argmin())][2]


def area_of(card: ModelCard) -> str:
    """From where to where the places lie that a model was trained on, for people."""
    west, south, east, north = card.area
    return f"{Spot(south, west)} to {Spot(north, east)}"
