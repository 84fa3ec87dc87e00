"""From a checkpoint of ``restyle`` to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from torch import Tensor, nn

from ...engine.card import ModelCard
from ..export import TRIAL_SIZES, folded, read_configuration, sealed, traced
from ..networks.restyling import Restyler
from ..styles.shipped import shipped
from .begin import load, take
from .module import RestyleModule
from .sampling import NAMES, TEXTURES

RGB = ["red", "green", "blue"]
WORDS = {  # what a card says, by its features
    "maps": "Redraws maps of any style in six others, or in the style of any other map.",
    "scans": "Redraws scans of old maps as modern ones.",
}


class Exported(nn.Module):
    """The network as the engine runs it.

    Shapes:
        image B x 3 x H x W, style B x S x 1 x 1, textures B x K x H x W, reference B x 3 x h x w.
        returns: restyled B x 3 x H x W, 0 to 1, and the code of the reference, B x S x 1 x 1.
    """

    def __init__(self, network: Restyler) -> None:
        super().__init__()
        self.network = folded(network)

    def forward(self, image: Tensor, style: Tensor, textures: Tensor, reference: Tensor) -> tuple[Tensor, Tensor]:
        """Run both halves; the engine cuts away the one that it does not ask."""
        return self.network(image, style, textures).clamp(0, 1), self.network.encode(reference)


def restyle_card(codes: np.ndarray, configuration: str, features: str = "maps", **known) -> ModelCard:
    """Card of a restyle model.

    Args:
        codes: of the shipped styles, in their order.
        configuration: text of the training configuration, of which the card keeps the checksum.
        features: ``maps``, or ``scans``, which are drawn as *modern* alone.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    numbers = [f"style {number}" for number in range(codes.shape[1])]
    styles = {}
    for style, code in zip(shipped(), codes, strict=True):
        if features == "maps" or style.name == "modern":
            finish = {"wobble": list(style.finish.wobble), "wash": style.finish.wash, "grain": style.finish.grain}
            styles[style.name] = {"title": style.title, "code": [round(float(each), 6) for each in code], **finish}
    fields = {
        "name": f"restyle-{features}",
        "version": "1",
        "task": "restyle",
        "description": WORDS[features],
        "features": features,
        "inputs": {"image": RGB, "style": numbers, "textures": list(TEXTURES), "reference": RGB},
        "outputs": {"restyled": RGB, "code": numbers},
        "resolution": 1.6,  # zoom 16 at 48 degrees; tiles of zoom 15 to 18 were learnt from
        "resolution_range": (0.3, 5.0),
        "tile_size": 768,
        "tiles_overlap": Restyler.reach,
        "multiple": Restyler.multiple,
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
        "styles": styles,
    }
    return ModelCard(**{**fields, **known})


def averaged(run: str | Path, other: str | Path | None = None, share: float = 0.5) -> RestyleModule:
    """The module of a run, its weights averaged with those of another of the same descent (Wortsman et al., 2022).

    Args:
        run, other: folders; without the other the run's weights are taken as they are.
        share: of the other's weights, 0 to 1.

    Raises:
        InputError: a folder holds no run, or the other has another architecture.
    """
    module = load(run)
    if other is not None:
        second = load(run)
        take(second, other)
        for weights, others in zip(module.state_dict().values(), second.state_dict().values()):
            if weights.is_floating_point():
                weights.lerp_(others, share)
    return module


def export_restyler(
    run: str | Path,
    output: str | Path,
    features: str = "maps",
    other: str | Path | None = None,
    share: float = 0.5,
    **known,
) -> float:
    """Write the model file of a run and check it against PyTorch, in both backends and at several sizes.

    Args:
        run: folder of the run.
        output: the ``.onnx`` file.
        features, known: as for ``restyle_card``.
        other, share: as for ``averaged``.

    Returns:
        The largest difference found; values are 0 to 1, and of a code relative to its largest number.

    Raises:
        InputError: the folder holds no training.
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    module, output = averaged(run, other, share).eval(), Path(output)
    codes = module.codes.weight.detach().float().numpy()
    card = restyle_card(codes[: len(NAMES)], read_configuration(run), features, **known)
    wrapped = Exported(module.network).eval()
    sides = {2: "height", 3: "width"}
    around = dict.fromkeys(("image", "textures", "restyled"), sides)
    traced(wrapped, output, card, {**around, "reference": {2: "reference_height", 3: "reference_width"}})
    return sealed(wrapped, output, card, _trials(card))


def _trials(card: ModelCard) -> Iterator[dict[str, np.ndarray]]:
    """Random inputs of several sizes."""
    rng = np.random.default_rng(0)
    for height, width in TRIAL_SIZES:
        shapes = {name: (1, len(each), height, width) for name, each in card.inputs.items()}
        shapes["style"] = (1, len(card.inputs["style"]), 1, 1)
        yield {name: rng.uniform(size=shape).astype(np.float32) for name, shape in shapes.items()}
