"""Model files of half the size: weights are stored in half precision and widened when the file is opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

_LEAST = 64  # numbers in an array that is worth it


def round_to_half(module: nn.Module) -> nn.Module:
    """Round weights to what half precision holds, in place, so that a file stored so answers as the module does."""
    with torch.no_grad():
        for value in (*module.parameters(), *module.buffers()):
            if value.is_floating_point() and value.numel() >= _LEAST:
                value.copy_(value.half())
    return module


def store_in_half(path: str | Path) -> None:
    """Store the weights of a model file in half precision, each with a ``Cast`` to single precision behind it.

    Args:
        path: of an ``.onnx`` file, which is replaced.
    """
    model = onnx.load(str(path))
    graph, casts = model.graph, []
    for tensor in graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.dtype == np.float32 and weights.size >= _LEAST:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(weights.astype(np.float16), f"{name}_half"))
            casts.append(helper.make_node("Cast", [f"{name}_half"], [name], to=TensorProto.FLOAT))
    nodes = list(graph.node)
    del graph.node[:]
    graph.node.extend([*casts, *nodes])
    onnx.save(model, str(path))
