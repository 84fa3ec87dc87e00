"""How woods, meadows, fields, soil and roofs look from place to place: what generated landscapes are coloured by.

A few anchors around the globe, and between them a smooth mixture: colour is a function of latitude and longitude.
"""

from __future__ import annotations

import numpy as np

from ...engine.hls import rgb_to_plane

KINDS = ("wood", "meadow", "crop", "soil", "roof", "other roof", "water", "street")
# latitude, longitude, then a colour for each of the first six kinds
_ANCHORS = (
    (-4, -62, "263f22 5c7848 8c8c50 9c6242 966e5a aaa8a2"),  # Amazon
    (-23, -44, "2d462a 697a46 968c5a a57050 aa644a b0966e"),  # south-eastern Brazil
    (-36, -64, "46523a 8c8860 beac78 9e886c 96928c a0826e"),  # Pampas
    (9, -80, "2c4a26 647e44 968e54 9a6648 8c8a88 a07058"),  # Central America
    (31, -98, "3e4e34 82825c b4a573 967a5e 807a72 a0968a"),  # Texas
    (35, -115, "5a5c44 908464 b4a078 aa8c6a a08c78 beb09c"),  # American deserts
    (43, -72, "2c422c 627a42 aaa064 7e6a54 6e6c6c 8c867e"),  # New England
    (55, -105, "283a2e 607048 b0a468 60564a 72706e 8a847c"),  # Canadian forests
    (53, -7, "2a4428 608c3e b4aa64 78624a 5c5e64 826e64"),  # Ireland
    (48, 13, "284228 688844 beac68 8c745a a46048 8c5a48"),  # Central Europe
    (39, -6, "465434 96905c cab47c b08460 ba7858 cebea6"),  # Iberia
    (60, 17, "263c2a 607c44 b4a868 746454 78463a 626062"),  # Scandinavia
    (62, 100, "2a3c2c 667048 aa9c64 685a4c 7c746c 909090"),  # Siberia
    (24, 5, "606246 b09c70 ceb486 d6b88c c8b092 ba9e82"),  # Sahara
    (24, 46, "5e6046 aa946a ccae7e d2b288 d2c6b4 b4a08c"),  # Arabia
    (0, 21, "24401e 5e7a3c 908a4a a05c3a 8c7464 b0a498"),  # Congo
    (-3, 36, "3a4e2c 7a7e46 a6965c ac704e 967864 b0a8a0"),  # East Africa
    (-29, 25, "4a5438 908a58 bea66e a87a54 9a8c80 b4a89a"),  # South Africa
    (27, 84, "3c5032 768448 baa868 a08268 966e5a aaa096"),  # Nepal and northern India
    (15, 78, "3e5030 7e844a b69c60 aa6c4c 96705c a89c94"),  # southern India
    (31, 116, "344c34 6c804a b2a464 94785e 787c84 6e82a0"),  # eastern China
    (36, 138, "2c4630 667c48 aea060 806a58 62666c 7c8698"),  # Japan
    (8, 105, "264422 5c7c40 949250 9c664a 9a6650 a29a92"),  # South-East Asia
    (-25, 134, "565a3c 968458 bea06e ba6c46 aaa096 966e5a"),  # Australia
    (-42, 172, "2a442c 668c46 b2a668 80705a 787874 925c4e"),  # New Zealand
)
_WATER, _STREET = "344a52", "84827e"  # the same everywhere
_SHARPNESS = 40.0  # of the mixture: an anchor's say falls to a third at 13 degrees


def colors_of(latitude: float, longitude: float) -> np.ndarray:
    """What each kind looks like at a place.

    Args:
        latitude, longitude: in degrees.

    Returns:
        float32 (kinds, 2): the vector in the plane of the bi-cone as a share of the longest there is at its lightness,
        so that light and shadow leave it as it is.
    """
    near = _SHARPNESS * (_DIRECTIONS @ _direction(latitude, longitude) - 1)
    weights = np.exp(near - near.max())
    return np.tensordot(weights / weights.sum(), _COLORS, 1).astype(np.float32)


def _direction(latitude: float, longitude: float) -> np.ndarray:
    """A place as a unit vector from the middle of the earth."""
    up, around = np.radians(latitude), np.radians(longitude)
    return np.array([np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up)])


def _shares(text: str) -> np.ndarray:
    colors = [[int(each[place : place + 2], 16) for place in (0, 2, 4)] for each in text.split()]
    lightness, plane = rgb_to_plane(np.array(colors, np.uint8))
    return plane / (1 - np.abs(2 * lightness - 1))[:, None]


_DIRECTIONS = np.array([_direction(*anchor[:2]) for anchor in _ANCHORS])
_COLORS = np.stack([_shares(f"{anchor[2]} {_WATER} {_STREET}") for anchor in _ANCHORS])
