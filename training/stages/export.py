"""From a stage of a run to one ONNX file with its card and a sheet of samples, checked against PyTorch."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ...engine.card import ModelCard
from ...engine.errors import InputError
from ..export import folded, read_configuration, sealed, traced
from ..fitting import CHECKPOINT
from ..half_precision import round_to_half, store_in_half
from ..networks.residual_codes import StagedCodes
from ..recipes.stage_vae import load_stage
from ..translation.image_sets import ImageSet
from .data import Pictures
from .plan import VARIANTS
from .report import load_table

RGB = ["red", "green", "blue"]
SAMPLES = 300
_OF_ONE_PLACE = ("styles",)  # kinds of pictures
_THUMBNAIL, _COLUMNS, _QUALITY = 40, 20, 80  # px; in a row; of JPEG
_MARGIN = 0.05  # of the plane, around the samples
_NATURAL = {  # what a card says, by the kind of pictures
    "maps": "A plane of small maps: each place in it is a piece of a map, and each piece has its place.",
    "styles": "A plane of map styles: each place in it is a piece of a town in another style.",
    "aerial": "A plane of small aerial images: each place in it is a patch of ground, and each patch has its place.",
    "made": "A plane of small made-up maps, for trials.",
}


class Exported(nn.Module):
    """The network as the engine runs it.

    Shapes:
        code B x D, picture B x 3 x S x S, 0 to 1.
        returns: image B x 3 x S x S, 0 to 1, and mean, B x D.
    """

    def __init__(self, network: StagedCodes) -> None:
        super().__init__()
        self.network = round_to_half(folded(network))

    def forward(self, code: Tensor, picture: Tensor) -> tuple[Tensor, Tensor]:
        """Run both halves; the engine cuts away the one that it does not ask."""
        return self.network.decode(code), self.network.encode(picture).mean


class ExportedDecoder(Exported):
    """Of a network that has seen a single place: what it would make of a picture of another means nothing.

    Shapes:
        code B x D.
        returns: image B x 3 x S x S, 0 to 1.
    """

    def forward(self, code: Tensor) -> tuple[Tensor]:
        """Run the half that draws."""
        return (self.network.decode(code),)


def export_stage(run: str | Path, variant: str, output: str | Path, pictures: Pictures, **known) -> float:
    """Write the model file of a run's variant and check it against PyTorch, in both backends.

    Args:
        run: folder of the run.
        variant: of ``VARIANTS``.
        output: the ``.onnx`` file.
        pictures: of the kind that it was trained on; some of the training become the card's samples.
        known: fields of the card to set.

    Returns:
        The largest difference found; pictures are 0 to 1, codes relative to the largest number.

    Raises:
        InputError: the folder holds no such training, or one on faces, or the pictures are of another kind.
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    module, output = load_variant(run, variant, pictures.kind), Path(output)
    wrapped = (ExportedDecoder if pictures.kind in _OF_ONE_PLACE else Exported)(module.network).eval()
    samples = spread_samples(pictures.splits.train)
    with torch.no_grad():
        codes = wrapped.network.encode(samples.pictures()).mean
    row = load_table(run).get(VARIANTS[variant].label, {})
    # a Fréchet distance means nothing without its features' name, which only the report knows
    quality = {name: round(row[name].value, 4) for name in ("ssim", "mmd") if name in row}
    fields = {"latent": latent_field(samples, codes, pictures.names), "quality": quality, **known}
    card = latent_card(module.hparams.size, codes.shape[1], pictures, read_configuration(run), **fields)
    batches = {"code": "codes", "image": "codes", "picture": "pictures", "mean": "pictures"}
    traced(wrapped, output, card, {name: {0: batches[name]} for name in (*card.inputs, *card.outputs)})
    store_in_half(output)
    return sealed(wrapped, output, card, _trials(card, codes.numpy(), samples))


def load_variant(run: str | Path, variant: str, kind: str):
    """The module of a run's variant.

    Raises:
        InputError: see ``export_stage``.
    """
    run = Path(run)
    config = json.loads((run / "config.json").read_text(encoding="utf-8")) if (run / "config.json").exists() else {}
    if config.get("kind") == "faces" or kind == "faces":
        raise InputError("A model of faces is for research only and is not exported; train on maps or imagery.")
    path = run / VARIANTS[variant].stage(config["codes"]).name / CHECKPOINT if config else run / CHECKPOINT
    if not path.exists():
        raise InputError(f"{run} holds no training of {VARIANTS[variant].label}; train it, or give another folder.")
    if config["kind"] != kind:
        raise InputError(f"{run} was trained on '{config['kind']}', and the samples would be '{kind}'; give its data.")
    return load_stage(path)


def latent_card(size: int, dimensions: int, pictures: Pictures, configuration: str, **known) -> ModelCard:
    """Card of a model for the task ``latent``.

    Args:
        size: side of the pictures.
        dimensions: of the code.
        configuration: text of the training configuration, of which the card keeps the checksum.
        known: fields to set, ``latent`` among them.
    """
    numbers, draws = [f"latent {number}" for number in range(dimensions)], pictures.kind in _OF_ONE_PLACE
    fields = {
        "name": f"latent-{pictures.kind}",
        "version": "1",
        "task": "latent",
        "description": _NATURAL[pictures.kind],
        "features": pictures.kind,
        "inputs": {"code": numbers, **({} if draws else {"picture": RGB})},
        "outputs": {"image": RGB, **({} if draws else {"mean": numbers})},
        "resolution": pictures.resolution,
        "resolution_range": (pictures.resolution / 4, pictures.resolution * 4),
        "tile_size": size,
        "tiles_overlap": 0,
        "multiple": size,
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
    }
    return ModelCard(**{**fields, **known})


def spread_samples(train: ImageSet) -> ImageSet:
    """At most ``SAMPLES`` training pictures, as many of each label as there are of it."""
    count = min(len(train), SAMPLES)
    order = train.labels.argsort(stable=True)
    return train.take(order[torch.arange(count) * len(train) // count])


def latent_field(samples: ImageSet, codes: Tensor, names: tuple[str, ...]) -> dict:
    """What a card says of the plane: samples, labels, their thumbnails on one JPEG sheet, and the extent."""
    low, high = codes.min(0).values, codes.max(0).values
    margin = _MARGIN * (high - low).clamp(min=1e-3)
    corners = torch.cat([(low - margin)[:2], (high + margin)[:2]])
    return {
        "samples": [[round(number, 4) for number in code] for code in codes.tolist()],
        "labels": [names[label] for label in samples.labels.tolist()],
        "thumbnails": base64.b64encode(_sheet(samples.pictures())).decode("ascii"),
        "side": _THUMBNAIL,
        "columns": _COLUMNS,
        "extent": [round(number, 4) for number in corners.tolist()],
    }


def _sheet(pictures: Tensor) -> bytes:
    from PIL import Image  # matplotlib brings it

    small = F.interpolate(pictures, (_THUMBNAIL, _THUMBNAIL), mode="bilinear", antialias=True)
    rows = -(-len(small) // _COLUMNS)
    sheet = torch.ones(rows * _COLUMNS, 3, _THUMBNAIL, _THUMBNAIL)
    sheet[: len(small)] = small
    sheet = sheet.unflatten(0, (rows, _COLUMNS)).permute(0, 3, 1, 4, 2).flatten(2, 3).flatten(0, 1)
    stored = io.BytesIO()
    Image.fromarray((sheet * 255).round().byte().numpy()).save(stored, "JPEG", quality=_QUALITY)
    return stored.getvalue()


def _trials(card: ModelCard, codes: np.ndarray, samples: ImageSet) -> Iterator[dict[str, np.ndarray]]:
    """Codes and, where they can be read, pictures, one and two at a time."""
    for first, count in ((0, 1), (1, 2)):
        chosen = slice(first, first + count)
        given = {"code": codes[chosen], "picture": samples.pictures(chosen).numpy()}
        yield {name: given[name] for name in card.inputs}
