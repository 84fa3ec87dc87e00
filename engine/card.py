"""Model cards: what a model file says about itself.

A model is one ONNX file; its card is JSON in the file's metadata, under the key ``realign``. Where
the Deepness plugin has a key for the same thing, its name is used.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field, fields, replace

from .errors import ModelError

METADATA_KEY = "realign"
TASKS = ("align", "register", "restyle", "colorize", "stereo", "latent")
_LENGTHS = (
    "resolution",
    "max_displacement",
    "max_disparity",
    "reach",
    "variance_factor",
    "min_confidence",
    "min_presence",
)
_COUNTS = ("tile_size", "tiles_overlap", "multiple")
_ONE_FOR_ALL = ("style", "place")  # inputs of one pixel, which are the same for all of an image
_MOVING = ("align", "register")  # tasks whose models move something, and say how far


@dataclass(frozen=True)
class ModelCard:
    """A model's description of itself.

    Attributes:
        name: for lists and reports.
        version: of the model, not of Realign.
        task: one of ``TASKS``.
        description: one or two sentences for people.
        features: what the vectors show, for example ``buildings``.
        inputs: name of each input of the graph, with the meaning of its channels.
        outputs: name of each output of the graph, with the meaning of its channels.
        resolution: metres on the ground per pixel at scale 0.
        resolution_range: finest and coarsest imagery, metres per pixel, that the model can serve.
        tile_size: side of the blocks that the model works in, pixels.
        tiles_overlap: halo on every side of a block, pixels.
        multiple: width and height of an input are multiples of this many pixels.
        scales: finest and coarsest scale; scale s works at ``resolution`` × 2**s.
        max_displacement: metres that the whole chain can bridge; 0 where a model moves nothing.
        max_disparity: of the task ``stereo``, pixels that the whole chain can bridge to either side of the disparity
            that it begins with.
        reach: pixels that one scale can bridge; 0 where a model moves nothing.
        standardization: how images are normalised; ``run`` means each channel's mean and one common
            deviation, over all imagery of a run; ``none`` that they are 0 to 1.
        variance_factor: by which the predicted variance is multiplied so that it fits measured errors.
        min_confidence: threshold that was measured to keep results from getting worse.
        training_data: what it was trained on, with attribution.
        licence: of the weights.
        quality: measured figures, free in form.
        configuration: checksum of the training configuration.
        min_presence: threshold below which the imagery does not show a feature; 0 if that was not measured.
        error_model: coefficients of `confidence.Confidence`; empty if they were not measured. Of the task
            ``register``, ``temperature``: scores times it are log-likelihoods.
        styles: by id, what `restyle_style.MapStyle` is made of: ``title``, ``code`` (as many numbers as the input
            ``style`` has channels), and of the finish ``wobble``, ``wash`` and ``grain``.
        latent: of the task ``latent``, what `latent.Samples` is made of.
        area: west, south, east, north in degrees of the places that it was trained on; empty if it knows no places.
        places: some of those places, each latitude, longitude and a name.
    """

    name: str
    version: str
    task: str
    description: str
    features: str
    inputs: dict[str, list[str]]
    outputs: dict[str, list[str]]
    resolution: float
    resolution_range: tuple[float, float]
    tile_size: int
    tiles_overlap: int
    multiple: int
    scales: tuple[int, int] = (0, 0)
    max_displacement: float = 0.0
    reach: float = 0.0
    standardization: str = "none"
    variance_factor: float = 1.0
    min_confidence: float = 0.0
    training_data: list[str] = field(default_factory=list)
    licence: str = ""
    quality: dict = field(default_factory=dict)
    configuration: str = ""
    min_presence: float = 0.0
    error_model: dict[str, float] = field(default_factory=dict)
    styles: dict[str, dict] = field(default_factory=dict)
    latent: dict = field(default_factory=dict)
    area: tuple[float, ...] = ()
    places: list[tuple[float, float, str]] = field(default_factory=list)
    max_disparity: float = 0.0

    def shapes(self, side: int) -> dict[str, tuple[int, ...]]:
        """Shape of each input, by name, where images are ``side`` × ``side`` pixels.

        A style or a place is one pixel, a latent code has no pixels, and its pictures are one tile large.
        """
        side = self.tile_size if self.task == "latent" else side
        return {name: (1, len(channels), *_sides(name, side)) for name, channels in self.inputs.items()}

    def to_json(self) -> str:
        """The card as it is stored in the model file."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str, source: str) -> ModelCard:
        """Read a card.

        Args:
            text: JSON as stored in the model file.
            source: name of the file, for messages.

        Raises:
            ModelError: it is damaged, lacks a field, or names an unknown task.
        """
        try:
            stored = json.loads(text)
            known = {item.name for item in fields(cls)}
            # keys of later versions are passed over; missing ones are not
            card = cls(**{key: value for key, value in stored.items() if key in known})
            card = replace(
                card,
                inputs={name: list(channels) for name, channels in card.inputs.items()},
                outputs={name: list(channels) for name, channels in card.outputs.items()},
                resolution_range=tuple(float(value) for value in card.resolution_range),
                scales=tuple(int(value) for value in card.scales),
                error_model={str(name): float(value) for name, value in card.error_model.items()},
                **{name: float(getattr(card, name)) for name in _LENGTHS},
                **{name: int(getattr(card, name)) for name in _COUNTS},
                styles={str(name): _style(each) for name, each in card.styles.items()},
                latent=_latent(card.latent) if card.latent else {},
                area=tuple(float(value) for value in card.area or ()),
                places=[(float(latitude), float(longitude), str(name)) for latitude, longitude, name in card.places],
            )
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise ModelError(f"The card of model {source} is damaged ({error}); export the model again.") from error
        if not card._is_sound():
            raise ModelError(f"The card of model {source} holds impossible numbers; export the model again.")
        if card.task not in TASKS:
            raise ModelError(
                f"Model {source} is for the task '{card.task}', which this version of Realign does not know; "
                "update the plugin or choose another model."
            )
        return card

    def _is_sound(self) -> bool:
        moves = (self.max_displacement, self.reach)
        positive = (self.resolution, self.variance_factor, *(moves if self.task in _MOVING else ()))
        positive += (self.max_disparity, self.reach) if self.task == "stereo" else ()
        codes = [style["code"] for style in self.styles.values()]
        return (
            all(0 < value < math.inf for value in positive)
            and all(0 <= value < math.inf for value in (*moves, self.max_disparity))
            and (self.task != "stereo" or self.scales[0] == 0)
            and all(len(code) == len(self.inputs.get("style", ())) for code in codes)
            and all(math.isfinite(number) for code in codes for number in code)
            and (self.task != "latent" or _is_plane(self.latent, len(self.inputs.get("code", ()))))
            and self._is_on_earth()
            and self.tile_size > 0
            and self.multiple > 0
            and self.tiles_overlap >= 0
            and 0 <= self.min_confidence <= 1
            and 0 <= self.min_presence <= 1
            and all(math.isfinite(value) for value in self.error_model.values())
            and self._knows_its_errors()
            and all(len(pair) == 2 and pair[0] <= pair[1] for pair in (self.scales, self.resolution_range))
        )

    def _knows_its_errors(self) -> bool:
        """Whether what was measured of its errors, if anything was, is what its task needs."""
        known = self.error_model
        if self.task == "register":
            return known.get("temperature", 0) > 0
        return not known or ("constant" in known and known.get("scatter", 0) > 0)

    def _is_on_earth(self) -> bool:
        """Whether area and places can be found on a map; an area may reach across the date line."""
        if len(self.area) not in (0, 4):
            return False
        west, south, east, north = self.area or (0, 0, 0, 0)
        spots = [(south, west), (north, east), *(place[:2] for place in self.places)]
        return south <= north and all(abs(spot[0]) <= 90 and abs(spot[1]) <= 180 for spot in spots)


def _style(stored: dict) -> dict:
    """One of ``ModelCard.styles``, its numbers of the right kind; without a word of finish it has none."""
    return {
        "title": str(stored["title"]),
        "code": [float(number) for number in stored["code"]],
        "wobble": [[float(amplitude), float(wave)] for amplitude, wave in stored.get("wobble", ())],
        "wash": float(stored.get("wash", 0.0)),
        "grain": float(stored.get("grain", 0.0)),
    }


def _sides(name: str, side: int) -> tuple[int, ...]:
    """Height and width of an input of this name; none for a code."""
    if name == "code":
        return ()
    return (1, 1) if name in _ONE_FOR_ALL else (side, side)


def _latent(stored: dict) -> dict:
    """``ModelCard.latent``, its numbers of the right kind; places are left out where samples have none."""
    return {
        "samples": [[float(number) for number in code] for code in stored["samples"]],
        "labels": [str(label) for label in stored["labels"]],
        "thumbnails": str(stored["thumbnails"]),
        "side": int(stored["side"]),
        "columns": int(stored["columns"]),
        "extent": [float(number) for number in stored["extent"]],
        **({"places": [[float(each) for each in place] for place in stored["places"]]} if stored.get("places") else {}),
    }


def _is_plane(latent: dict, dimensions: int) -> bool:
    """Whether it is complete for codes of so many numbers: 2 or 3."""
    if not latent or dimensions not in (2, 3) or len(latent["extent"]) != 4:
        return False
    samples, places = latent["samples"], latent.get("places", [])
    xmin, ymin, xmax, ymax = latent["extent"]
    return (
        all(len(code) == dimensions for code in samples)
        and all(len(place) == 2 for place in places)
        and all(math.isfinite(number) for row in [*samples, *places, latent["extent"]] for number in row)
        and len(latent["labels"]) == len(samples)
        and len(places) in (0, len(samples))
        and xmin < xmax
        and ymin < ymax
        and latent["side"] > 0
        and latent["columns"] > 0
    )
