"""The model and the device of a run: what the user has asked for, now or in the settings, as far as it can be used."""

from __future__ import annotations

import os
from datetime import datetime

from qgis.core import QgsProcessingContext, QgsWkbTypes

from ..engine.alignment import Alignment
from ..engine.drawing import Drawn
from ..engine.errors import DeviceError, ModelError
from ..engine.model import Model, default_model_path, load_model
from ..engine.registration import Registration
from . import settings
from .log import log, warn
from .models import model_for, shipped_instead


def model_path(
    algorithm, parameters: dict, context: QgsProcessingContext, features: str = "", task: str = "align"
) -> tuple[str, list[str]]:
    """Path of the model that is to run, and warnings: the parameter MODEL, or the default for a kind of features.

    Args:
        algorithm, parameters, context: of the run.
        features: as in a card; what the layer INPUT shows if "".
        task: as in a card.

    Raises:
        ModelError: there is no such file.
    """
    path = algorithm.parameterAsFile(parameters, algorithm.MODEL, context)
    if path and not os.path.isfile(path):
        raise ModelError(f"There is no model file '{path}'; choose an .onnx file, or none for the shipped model.")
    return (path, []) if path else model_for(features or _features(algorithm, parameters, context), task)


def load_chosen(
    algorithm, parameters: dict, context: QgsProcessingContext, features: str = "", task: str = "align"
) -> tuple[Model, list[str]]:
    """Load the model on its device, and return it with warnings; for the arguments see ``model_path``.

    What a parameter names is used or refused. What comes from the settings and cannot be used is replaced: the model
    by the shipped one, the device by the best that works.

    Raises:
        ModelError, DeviceError: nothing can be used, or not what a parameter names.
    """
    path, warnings = model_path(algorithm, parameters, context, features, task)
    asked = algorithm.parameterAsEnumString(parameters, algorithm.DEVICE, context)
    device = settings.chosen_device(asked)
    features = features or _features(algorithm, parameters, context)
    named = algorithm.parameterAsFile(parameters, algorithm.MODEL, context)
    while True:
        try:
            return load_model(path, device, task), warnings
        except DeviceError as error:
            if asked != "auto" or device == "auto":
                raise
            warnings.append(
                f"{str(error).rstrip('.')}; '{device}' is the device in Settings → Options → Realign, and the best "
                "that works runs in its place."
            )
            device = "auto"
        except ModelError as error:
            shipped = default_model_path(task, features)
            if named or path == shipped:
                raise
            warnings.append(shipped_instead(str(error), features))
            path = shipped


def remember(done: Alignment | Drawn | Registration, model: Model, told: list[str]) -> None:
    """Keep what ran for the settings page and for QGIS's log.

    Args:
        done: what came of the run.
        model: that ran.
        told: warnings from before the run.
    """
    warnings = list(dict.fromkeys([*told, *done.warnings]))
    settings.set_last_run(
        {
            "device": done.device,
            "backend": model.backend,
            "model": f"{done.model_name} {model.card.version}",
            "when": datetime.now().astimezone().isoformat(timespec="seconds"),
            "warnings": warnings,
        }
    )
    log(
        f"{done.model_name} ran on {done.device} ({model.backend}): "
        f"{done.megapixels:.2f} megapixels in {done.seconds:.1f} s"
    )
    for warning in warnings:
        warn(warning)


def _features(algorithm, parameters: dict, context: QgsProcessingContext) -> str:
    source = algorithm.parameterAsSource(parameters, algorithm.INPUT, context)
    lines = QgsWkbTypes.GeometryType.LineGeometry
    is_road = source is not None and QgsWkbTypes.geometryType(source.wkbType()) == lines
    return "roads" if is_road else "buildings"
