"""Which pictures colour is learnt from, and which are kept out.

Two kinds are kept out, since they ask for different things. *Places*: no pixel of the town was trained on, so the
model is asked for a place that it never saw, and all that it can know of its colours comes from the picture and from
places nearby. *Ground*: other ground of places that were trained on, so their colours are known, as they are where a
user has some colour imagery of the region.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..splits import ROADS_TEST, ROADS_TRAIN, ROADS_VALIDATION, TEST, TRAIN, VALIDATION
from .pictures import Picture

# Nairobi's licence is unclear and its vectors lie off, which does not matter to a measure of colours.
TEST_PLACES = (*TEST, "nairobi_ke_misaligned")
_SPLITS = {
    **dict.fromkeys((*TRAIN, *ROADS_TRAIN), "train"),
    **dict.fromkeys((*VALIDATION, *ROADS_VALIDATION), "validation"),
    **dict.fromkeys(TEST_PLACES, "places"),
    **dict.fromkeys(ROADS_TEST, "ground"),
}
# Of two patches in one country one is kept out: in Ireland the western one, 50 km from the other; in Finland the one
# under snow, since the season is not told, and from it alone one would learn that Finland is white.
SENTINEL_TEST = ("S2A_MSIL2A_20170617T113321_36_85", "S2B_MSIL2A_20180204T94161_57_38")
SENTINEL_VALIDATION = 100  # of the training patches without coordinates, the last ones
GROUND = 1 / 8  # of the height of a training image, at its bottom: ground that is kept out

# Latitude and longitude of towns whose images have lost theirs: right within some 50 km, which colours do not notice.
TOWNS = {
    "austin_us": (30.27, -97.74),
    "barnarp_se": (57.71, 14.16),
    "massachusetts_us": (42.3, -71.5),
    "whu_cordoba": (-31.42, -64.18),
    "whu_los_angeles": (34.05, -118.24),
    "whu_newyork": (40.73, -73.93),
    "whu_ottawa": (45.42, -75.69),
    "whu_taiwan": (25.03, 121.56),
    "whu_venice": (45.44, 12.33),
    "whu_wuhan": (30.58, 114.3),
}

NAMES = {  # of places to train on, for people
    "austin_crop_us": "Austin",
    "banepa_np": "Banepa",
    "barnarp_se": "Barnarp",
    "massachusetts_us": "Massachusetts",
    "rio_north_br": "Rio de Janeiro",
    "zanzibar_tz": "Zanzibar",
    "S2A_MSIL2A_20170613T101031_87_48": "Upper Austria",
    "S2A_MSIL2A_20170617T113321_4_55": "Leinster",
    "S2A_MSIL2A_20171221T112501_56_35": "Ribatejo",
    "S2B_MSIL2A_20170924T93020_69_24": "North Karelia",
}
_PLACES = "places.json"


def split_of(place: str, chip: str) -> str:
    """``train``, ``validation``, ``places`` or ``ground`` for an aerial image; a split is never guessed.

    Raises:
        KeyError: nobody has said where it belongs.
    """
    name = f"{place}/{chip}"
    return _SPLITS[name] if name in _SPLITS else _SPLITS[place]


def write_places(pictures: Sequence[Picture], folder: str | Path) -> None:
    """Keep latitude, longitude and name of the places that a run learns from, in its folder."""
    found = {}
    for picture in pictures:
        name = next((NAMES[part] for part in picture.name.split("/")[:2] if part in NAMES), None)
        if name and picture.is_placed:
            found.setdefault(name, [*(round(each, 2) for each in picture.place), name])
    Path(folder).mkdir(parents=True, exist_ok=True)
    (Path(folder) / _PLACES).write_text(json.dumps(list(found.values())) + "\n", encoding="utf-8")


def read_places(folder: str | Path) -> list[tuple[float, float, str]]:
    """What ``write_places`` kept."""
    return [tuple(each) for each in json.loads((Path(folder) / _PLACES).read_text(encoding="utf-8"))]
