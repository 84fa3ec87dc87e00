"""From a checkpoint to one ONNX file with its card, checked against PyTorch."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ..engine.card import METADATA_KEY, ModelCard
from ..engine.errors import InputError
from ..engine.model import load_model
from .alignment_module import SCALES, AlignmentModule
from .fitting import CHECKPOINT, runs_of
from .narrowing import narrowed
from .objectives import Objective
from .systems import SYSTEMS, System

OPSET = 17  # what ONNX Runtime 1.14 knows, the oldest that anybody still has
TRIAL_SIZES = ((64, 64), (128, 96), (32, 256))  # height and width, pixels
PARITY = 1e-4  # largest difference allowed, relative to the largest value
WORDS = {  # what a card says, by its features
    "buildings": "Moves building outlines onto the roofs that aerial and satellite imagery shows.",
    "roads": "Moves the centre lines of roads onto the roads that aerial and satellite imagery shows.",
}


class Exported(nn.Module):
    """A network as it is exported: batch normalisation folded away, the answer as the engine expects it.

    Shapes:
        image, vectors: B x 3 x H x W.
        returns: displacement B x 2 x h x w, precision B x 3 x h x w, and from a network that segments, the
            probabilities of fill and outline, B x 2 x H x W.
    """

    def __init__(self, network: nn.Module, objective: Objective) -> None:
        super().__init__()
        self.network, self.objective = folded(network), objective

    def forward(self, image: Tensor, vectors: Tensor) -> tuple[Tensor, ...]:
        """Run the network on float32."""
        return self.objective.exported(self.network(image, self.objective.seen(vectors)))


def load_trained(checkpoint: str | Path) -> tuple[nn.Module, System]:
    """The averaged network of a checkpoint of ``align-chain``, ready for inference, and the system it belongs to."""
    module = AlignmentModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False)
    return module.network.eval(), SYSTEMS[module.hparams.variant]


def load_network(checkpoint: str | Path) -> nn.Module:
    """The averaged network of a checkpoint of ``align-chain``, ready for inference."""
    return load_trained(checkpoint)[0]


def load_sized(checkpoint: str | Path, config) -> nn.Module:
    """The network of a checkpoint, for a training of this configuration to begin with.

    A wider network is cut down to the sizes asked for (see `narrowing`).

    Raises:
        InputError: there is no such checkpoint, or its network is of another kind, or narrower.
    """
    if not Path(checkpoint).exists():
        raise InputError(f"There is no checkpoint {checkpoint}; give the folder of a run of align-chain.")
    module = AlignmentModule.load_from_checkpoint(checkpoint, map_location="cpu", weights_only=False)
    wanted = SYSTEMS[config.variant].network(**config.network)
    shapes = {name: value.shape for name, value in wanted.state_dict().items()}
    weights = module.network.state_dict()
    try:
        if module.hparams.variant != config.variant:
            raise ValueError(f"it is of variant {module.hparams.variant}")
        if {name: value.shape for name, value in weights.items()} != shapes:
            weights = narrowed(weights, shapes)
        wanted.load_state_dict(weights)
    except (ValueError, RuntimeError) as error:
        raise InputError(
            f"The network of {checkpoint} cannot become the one that is to be trained: {error}; begin with another."
        ) from error
    return wanted


def align_card(
    network: nn.Module,
    configuration: str,
    system: System | None = None,
    features: str = "buildings",
    fast: bool = False,
    **known,
) -> ModelCard:
    """Card of a network for aligning vectors.

    Args:
        network: to take the sizes from.
        configuration: text of the training configuration, of which the card keeps the checksum.
        system: that the network belongs to; ours if None.
        features: "buildings" or "roads".
        fast: leave out the finest scale, which takes three quarters of the time.
        known: fields to set, such as ``training_data`` and ``quality``.
    """
    system = system or SYSTEMS["matching"]
    fields = {
        "name": f"align-{features}",
        "version": "1",
        "task": "align",
        "description": WORDS[features],
        "features": features,
        "inputs": {"image": ["red", "green", "blue"], "vectors": ["fill", "outline", "vertex"]},
        "outputs": system.objective.outputs,
        "resolution": 0.3,
        "resolution_range": (0.01, 1.5),
        "scales": system.scales or (0, SCALES - 1),
        "max_displacement": 20.0,
        "reach": system.reach or 4.0,
        "standardization": "run",
        "tile_size": 640,  # with less, halos cost more than the blocks; with more, memory grows for little
        "tiles_overlap": 80,  # with 64, answers at a block's edge differ by up to 0.2 pixels, with 80 by 0.03
        "multiple": network.multiple,
        "variance_factor": 1.0,
        "min_confidence": 0.0,
        "configuration": hashlib.sha256(configuration.encode()).hexdigest(),
    }
    fields.update(known)
    if fast:
        finest, coarsest = fields["scales"]
        fields["scales"] = (min(finest + 1, coarsest), coarsest)
        fields["name"] += "-fast"
    return ModelCard(**fields)


def export(network: nn.Module, card: ModelCard, path: str | Path, objective: Objective | None = None) -> float:
    """Write the model file and check it against PyTorch.

    Args:
        network: in inference mode.
        card: goes into the file.
        path: of the ``.onnx`` file.
        objective: of the network's system; ours if None.

    Returns:
        The largest difference found, relative to the largest value.

    Raises:
        ValueError: the file does not answer as PyTorch does; it is removed.
    """
    path = Path(path)
    wrapped = Exported(network, objective or SYSTEMS["matching"].objective).eval()
    whole = {0: "batch", 2: "height", 3: "width"}
    part = {0: "batch", 2: "part_height", 3: "part_width"}
    outputs = {name: whole if name == "segmentation" else part for name in card.outputs}
    traced(wrapped, path, card, {"image": whole, "vectors": whole, **outputs})
    return sealed(wrapped, path, card, _trials(card))


def traced(wrapped: nn.Module, path: Path, card: ModelCard, dynamic: dict[str, dict[int, str]]) -> None:
    """Write a network's graph to a model file, still without its card; folders are made as needed.

    Args:
        wrapped: in inference mode, with the card's inputs and outputs in their order.
        path: of the file.
        card: that it will get.
        dynamic: names of the axes whose length may differ, by input or output.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with torch.no_grad():
        torch.onnx.export(
            wrapped,
            tuple(torch.zeros(shape) for shape in card.shapes(4 * card.multiple).values()),
            str(path),
            input_names=list(card.inputs),
            output_names=list(card.outputs),
            dynamic_axes=dynamic,
            opset_version=OPSET,
            dynamo=False,  # its graphs are plain: only operators that the numpy backend can run
        )


def sealed(wrapped: nn.Module, path: Path, card: ModelCard, trials: Iterable[dict[str, np.ndarray]]) -> float:
    """Put the card into a model file, and see that it runs as PyTorch does.

    Args:
        wrapped: what was exported.
        path: of the file, which goes away if it does not.
        card: its card.
        trials: see ``check_parity``.

    Returns:
        the largest relative difference.

    Raises:
        ValueError: it is too large.
    """
    write_card(path, card)
    difference = check_parity(wrapped, path, card, trials)
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


def check_parity(
    wrapped: nn.Module, path: str | Path, card: ModelCard, trials: Iterable[dict[str, np.ndarray]] | None = None
) -> float:
    """Largest relative difference between PyTorch and the model file.

    The file is run by ONNX Runtime and by numpy: who has nothing but QGIS must get the same answers.

    Args:
        wrapped: what was exported.
        path, card: of the model file.
        trials: float32 inputs by name, in the order of the card; those of models that align if None.
    """
    models = [load_model(path, device, card.task) for device in ("cpu", "numpy")]
    worst = 0.0
    for inputs in _trials(card) if trials is None else trials:
        with torch.no_grad():
            expected = wrapped(*map(torch.from_numpy, inputs.values()))
        for found in (model.run(**inputs) for model in models):
            for value, name in zip(expected, card.outputs, strict=True):
                value = value.numpy()
                worst = max(worst, float(np.abs(value - found[name]).max() / max(np.abs(value).max(), 1e-3)))
    return worst


def _trials(card: ModelCard) -> Iterator[dict[str, np.ndarray]]:
    """Random images and vectors of several sizes, one or two at a time."""
    rng = np.random.default_rng(0)
    for number, sides in enumerate(TRIAL_SIZES):
        height, width = (max(round(side / card.multiple), 1) * card.multiple for side in sides)
        image = rng.normal(size=(1 + number % 2, 3, height, width)).astype(np.float32)
        yield {"image": image, "vectors": rng.uniform(size=image.shape).astype(np.float32)}


def export_run(run: str | Path, output: str | Path, features: str | None = None, **known) -> dict[Path, float]:
    """Export what a training run made: one file, or ``NAME-s0.onnx`` … where each scale has a network.

    Args:
        run: folder of the run.
        output: the file, or the name that the files of the scales begin with.
        features: "buildings" or "roads"; those of the run if None.
        known: as for ``align_card``.

    Returns:
        The files, finest scale first, each with its largest difference from PyTorch.

    Raises:
        InputError: the folder holds no finished training.
    """
    folders, configuration, output = runs_of(run), read_configuration(run), Path(output)
    features = features or json.loads(configuration).get("features", "buildings")
    written = {}
    for scale, folder in enumerate(folders):
        network, system = load_trained(folder / CHECKPOINT)
        path = output.with_name(f"{output.stem}-s{scale}{output.suffix}") if system.per_scale else output
        card = align_card(network, configuration, system, features, **known)
        written[path] = export(network, card, path, system.objective)
    return written


def read_configuration(folder: str | Path) -> str:
    """The configuration that a training run wrote beside its checkpoint, in canonical form."""
    return json.dumps(json.loads((Path(folder) / "config.json").read_text()), sort_keys=True)


def folded(network: nn.Module) -> nn.Module:
    """A copy with batch normalisation folded into the convolutions right before it, where that has not been done."""
    network = copy.deepcopy(network).eval().float()
    for module in network.modules():
        layers = list(module) if isinstance(module, nn.Sequential) else []
        for number, (layer, after) in enumerate(zip(layers, layers[1:], strict=False)):
            if isinstance(layer, nn.Conv2d) and isinstance(after, nn.BatchNorm2d):
                module[number], module[number + 1] = fuse_conv_bn_eval(layer, after), nn.Identity()
    return network
