"""ONNX operators in numpy, by name: arithmetic, and the table of all.

An operator takes a node's attributes and its inputs (None for an optional one that is left out) and
returns an array, or a tuple of them. What the inputs forbid raises ``ValueError`` and its kin; the
session turns that into a sentence.
"""

from __future__ import annotations

import numpy as np

from . import numpy_sampling as sampling
from . import numpy_shapes as shapes
from .numpy_convolution import Convolution

OLDEST, NEWEST = 13, 25  # ONNX's operator sets in which all of these mean what they do here


def multiply_sum(attributes: dict, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Sum over channels of x · y, a few rows at a time so that products never leave the cache.

    Shapes:
        x, y: B x C x H x W; other shapes that fit each other are computed in one go.
        returns: B x H x W, or B x 1 x H x W with ``keepdims``.
    """
    keep = bool(attributes["keepdims"])
    if x.shape != y.shape or x.ndim != 4 or x.dtype != y.dtype:
        return np.sum(x * y, axis=1, keepdims=keep)
    batch, channels, height, width = x.shape
    count = max((1 << 16) // max(channels * width, 1), 1)
    result = np.empty((batch, height, width), x.dtype)
    product = np.empty((channels, count, width), x.dtype)
    for image in range(batch):
        for top in range(0, height, count):
            rows = slice(top, min(top + count, height))
            part = product[:, : rows.stop - top]
            np.multiply(x[image, :, rows], y[image, :, rows], out=part)
            np.add.reduce(part, axis=0, out=result[image, rows])
    return result[:, None] if keep else result


def _convolve(attributes: dict, x: np.ndarray, weights: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    return Convolution(attributes, weights, bias)(x)


def _elementwise(function):
    return lambda attributes, *inputs: function(*inputs)


def _folded(function):
    """Of any number of inputs, two at a time."""

    def fold(attributes, first, *others):
        for other in others:
            first = function(first, other)
        return first

    return fold


def _reduce(function):
    """Axes are an attribute in older operator sets, an input in newer ones; without any, all."""

    def reduce(attributes, x, axes=None):
        found = attributes.get("axes") if axes is None else axes.ravel()
        if found is None or not len(found):
            if attributes.get("noop_with_empty_axes"):
                return x
            found = range(x.ndim)
        along = tuple(int(axis) for axis in found)
        return np.asarray(function(x, axis=along, keepdims=bool(attributes.get("keepdims", 1))), x.dtype)

    return reduce


def _divide(x, y):
    return x / y if x.dtype.kind == "f" else np.trunc(x / y).astype(x.dtype)


def _power(x, y):
    return np.power(x, y).astype(x.dtype, copy=False)


def _modulo(attributes, x, y):
    return np.fmod(x, y) if attributes.get("fmod") else np.mod(x, y)


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _softmax(attributes, x):
    axis = attributes.get("axis", -1)
    powers = np.exp(x - x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def _clip(attributes, x, low=None, high=None):
    if low is not None:
        x = np.maximum(x, low)
    return x if high is None else np.minimum(x, high)


def _leaky_relu(attributes, x):
    return np.where(x < 0, x * x.dtype.type(attributes.get("alpha", 0.01)), x)


def _product_sum(attributes, x, y, shift=None):
    """ONNX's Gemm: a dense layer."""
    x, y = (each.T if attributes.get(name) else each for each, name in ((x, "transA"), (y, "transB")))
    product = x @ y * x.dtype.type(attributes.get("alpha", 1.0))
    return product if shift is None else product + shift * shift.dtype.type(attributes.get("beta", 1.0))


def _batch_normalization(attributes, x, scale, shift, mean, variance):
    factor = scale / np.sqrt(variance + scale.dtype.type(attributes.get("epsilon", 1e-5)))
    shape = (-1, *[1] * (x.ndim - 2))
    return x * factor.reshape(shape) + (shift - mean * factor).reshape(shape)


def _instance_normalization(attributes, x, scale, shift):
    axes = tuple(range(2, x.ndim))
    shape = (-1, *[1] * len(axes))
    centred = x - x.mean(axis=axes, keepdims=True)
    variance = np.square(centred).mean(axis=axes, keepdims=True)
    factor = scale.reshape(shape) / np.sqrt(variance + x.dtype.type(attributes.get("epsilon", 1e-5)))
    return centred * factor + shift.reshape(shape)


OPERATORS = {
    "Abs": _elementwise(np.abs),
    "Add": _elementwise(np.add),
    "AveragePool": sampling.average_pool,
    "BatchNormalization": _batch_normalization,
    "Cast": shapes.cast,
    "Ceil": _elementwise(np.ceil),
    "Clip": _clip,
    "Concat": shapes.concat,
    "Constant": shapes.constant,
    "ConstantOfShape": shapes.constant_of_shape,
    "Conv": _convolve,
    "Cos": _elementwise(np.cos),
    "DepthToSpace": sampling.depth_to_space,
    "Div": _elementwise(_divide),
    "Equal": _elementwise(np.equal),
    "Exp": _elementwise(np.exp),
    "Expand": shapes.expand,
    "Flatten": shapes.flatten,
    "Floor": _elementwise(np.floor),
    "Gather": shapes.gather,
    "Gemm": _product_sum,
    "GlobalAveragePool": sampling.global_average_pool,
    "Greater": _elementwise(np.greater),
    "Identity": _elementwise(lambda x: x),
    "InstanceNormalization": _instance_normalization,
    "LeakyRelu": _leaky_relu,
    "Less": _elementwise(np.less),
    "Log": _elementwise(np.log),
    "MatMul": _elementwise(np.matmul),
    "Max": _folded(np.maximum),
    "MaxPool": sampling.max_pool,
    "Min": _folded(np.minimum),
    "Mod": _modulo,
    "Mul": _elementwise(np.multiply),
    "Neg": _elementwise(np.negative),
    "Pad": shapes.pad,
    "Pow": _elementwise(_power),
    "Range": shapes.arrange,
    "ReduceMax": _reduce(np.max),
    "ReduceMean": _reduce(np.mean),
    "ReduceMin": _reduce(np.min),
    "ReduceSum": _reduce(np.sum),
    "Relu": _elementwise(lambda x: np.maximum(x, x.dtype.type(0))),
    "Reshape": shapes.reshape,
    "Resize": sampling.resize,
    "Shape": shapes.shape_of,
    "Sigmoid": _elementwise(_sigmoid),
    "Sin": _elementwise(np.sin),
    "Slice": shapes.slice_of,
    "Softmax": _softmax,
    "SpaceToDepth": sampling.space_to_depth,
    "Split": shapes.split,
    "Sqrt": _elementwise(np.sqrt),
    "Squeeze": shapes.squeeze,
    "Sub": _elementwise(np.subtract),
    "Tanh": _elementwise(np.tanh),
    "Tile": shapes.tile,
    "Transpose": shapes.transpose,
    "Unsqueeze": shapes.unsqueeze,
    "Where": _elementwise(np.where),
}
