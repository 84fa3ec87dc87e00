"""From a checkpoint to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn.functional import pixel_shuffle
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ..engine.card import METADATA_KEY, ModelCard
from ..engine.model import load_model
from .alignment_module import SCALES, AlignmentModule
from .networks.layers import ConvBlock
from .networks.matching import MatchingNetwork

OPSET = 17  # what ONNX Runtime 1.14 knows, the oldest that anybody still has
PARITY = 1e-4  # largest difference allowed, relative to the largest value


class ExportedMatching(nn.Module):
    """The network as it is exported: batch normalisation folded away, segmentation at full resolution.

    Shapes:
        image, vectors: B x 3 x H x W.
        returns: displacement B x 2 x H/2 x W/2, precision B x 3 x H/2 x W/2, and the probabilities of
            fill and outline, B x 2 x H x W.
    """

    def __init__(self, network: MatchingNetwork) -> None:
        super().__init__()
        self.network = folded(network)

    def forward(self, image: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Run the network on float32."""
        result = self.network(image, vectors)
        return result.displacement, result.precision, torch.sigmoid(pixel_shuffle(result.segmentation, 2))


def load_network(checkpoint: str | Path) -> MatchingNetwork:
    """The averaged network of a checkpoint of ``align-chain``, ready for inference."""
    module = AlignmentModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False)
    return module.network.eval()


def align_card(network: MatchingNetwork, configuration: str, **known) -> ModelCard:
    """Card of a network for aligning buildings.

    Args:
        network: to take the sizes from.
        configuration: text of the training configuration, of which the card keeps the checksum.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    fields = {
        "name": "align-buildings",
        "version": "1",
        "task": "align",
        "description": "Moves building outlines onto the roofs that aerial and satellite imagery shows.",
        "features": "buildings",
        "inputs": {"image": ["red", "green", "blue"], "vectors": ["fill", "outline", "vertex"]},
        "outputs": {
            "displacement": ["x", "y"],
            "precision": ["a", "b", "c"],
            "segmentation": ["fill", "outline"],
        },
        "resolution": 0.3,
        "resolution_range": (0.01, 1.5),
        "scales": (0, SCALES - 1),
        "max_displacement": 20.0,
        "reach": 4.0,
        "standardization": "run",
        "tile_size": 640,  # with less, halos cost more than the blocks; with more, memory grows for little
        "tiles_overlap": 96,  # nearer to a block's edge answers differ by more than 0.02 pixels
        "multiple": network.multiple,
        "variance_factor": 1.0,
        "min_confidence": 0.0,
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
    }
    return ModelCard(**{**fields, **known})


def export(network: MatchingNetwork, card: ModelCard, path: str | Path) -> float:
    """Write the model file and check it against PyTorch.

    Args:
        network: in inference mode.
        card: goes into the file.
        path: of the ``.onnx`` file.

    Returns:
        The largest difference found, relative to the largest value.

    Raises:
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    wrapped = ExportedMatching(network).eval()
    size = 4 * card.multiple
    example = torch.zeros(1, 3, size, size)
    axes = {0: "batch", 2: "height", 3: "width"}
    half = {0: "batch", 2: "half_height", 3: "half_width"}
    with torch.no_grad():
        torch.onnx.export(
            wrapped,
            (example, example),
            str(path),
            input_names=list(card.inputs),
            output_names=list(card.outputs),
            dynamic_axes={
                "image": axes,
                "vectors": axes,
                "displacement": half,
                "precision": half,
                "segmentation": axes,
            },
            opset_version=OPSET,
            dynamo=False,  # its graphs are plain: only operators that the numpy backend can run
        )
    write_card(path, card)
    difference = check_parity(wrapped, path, card)
    if difference > PARITY:
        path.unlink()
        raise ValueError(f"the exported model differs from PyTorch by {difference:.2g}, more than {PARITY:g}")
    return difference


def write_card(path: str | Path, card: ModelCard) -> None:
    """Put the card into a model file, in place of one that is there."""
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {METADATA_KEY: card.to_json()})
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def write_quality(path: str | Path, report: dict) -> None:
    """Put the means of an evaluation (`evaluation.run_evaluation`) into a model's card.

    Errors in metres, before and after, by the largest displacement of the random fields.
    """
    card = load_model(path).card
    measured = {
        f"fields up to {level} m": {
            method: {key: round(summary[key], 3) for key in ("mean", "median", "p90") if key in summary}
            for method, summary in methods.items()
        }
        for level, methods in report["means"].items()
    }
    quality = {"places": sorted(next(iter(report["places"].values()))), "error_in_metres": measured}
    write_card(path, replace(card, quality=quality))


def check_parity(
    wrapped: nn.Module, path: str | Path, card: ModelCard, sizes=((64, 64), (128, 96), (32, 256))
) -> float:
    """Largest relative difference between PyTorch and the model file, on random inputs of several sizes."""
    model = load_model(path, "cpu", card.task)
    rng = np.random.default_rng(0)
    worst = 0.0
    for number, (height, width) in enumerate(sizes):
        height, width = (max(round(side / card.multiple), 1) * card.multiple for side in (height, width))
        image = rng.normal(size=(1 + number % 2, 3, height, width)).astype(np.float32)
        vectors = rng.uniform(size=image.shape).astype(np.float32)
        with torch.no_grad():
            expected = wrapped(torch.from_numpy(image), torch.from_numpy(vectors))
        found = model.run(image=image, vectors=vectors)
        for value, name in zip(expected, card.outputs, strict=True):
            value = value.numpy()
            worst = max(worst, float(np.abs(value - found[name]).max() / max(np.abs(value).max(), 1e-3)))
    return worst


def read_configuration(folder: str | Path) -> str:
    """The configuration that a training run wrote beside its checkpoint, in canonical form."""
    return json.dumps(json.loads((Path(folder) / "config.json").read_text()), sort_keys=True)


def folded(network: MatchingNetwork) -> MatchingNetwork:
    """A copy with batch normalisation folded into the convolutions before it, where that has not been done."""
    network = copy.deepcopy(network).eval().float()
    for module in network.modules():
        if isinstance(module, ConvBlock) and isinstance(module[1], nn.BatchNorm2d):
            module[0], module[1] = fuse_conv_bn_eval(module[0], module[1]), nn.Identity()
    return network
