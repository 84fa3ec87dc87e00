"""ONNX operators that make, cut, join and reorder arrays, in numpy.

All take a node's attributes and its inputs, None for an optional one that is left out.
"""

from __future__ import annotations

import math

import numpy as np

from .numpy_convolution import LARGEST

_LARGEST = 1 << 27  # numbers in an array that a graph may make from a shape: a damaged one can ask for anything
_TYPES = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64, 9: np.bool_, 11: np.float64}
_TYPES[10] = np.float32  # half precision is no faster in numpy
_PAD_MODES = ("constant", "reflect", "edge", "wrap")


def constant(attributes: dict) -> np.ndarray:
    """The array that stands in the node itself."""
    kinds = {"value": None, "value_float": "f4", "value_int": "i8", "value_floats": "f4", "value_ints": "i8"}
    for key, kind in kinds.items():
        if attributes.get(key) is not None:
            return np.asarray(attributes[key], kind)
    raise ValueError("a constant of an unknown kind")


def constant_of_shape(attributes: dict, shape: np.ndarray) -> np.ndarray:
    """One value everywhere."""
    value = attributes.get("value")
    return np.full(_lengths(shape), np.float32(0) if value is None else value.ravel()[0])


def shape_of(attributes: dict, x: np.ndarray) -> np.ndarray:
    """The lengths of all axes, or of those from ``start`` to ``end``."""
    return np.array(x.shape[attributes.get("start", 0) : attributes.get("end")], np.int64)


def arrange(attributes: dict, start: np.ndarray, limit: np.ndarray, step: np.ndarray) -> np.ndarray:
    """Numbers from ``start``, ``step`` apart, below ``limit``."""
    _lengths(np.maximum(np.ceil((limit - start) / step), 0))
    return np.arange(start.item(), limit.item(), step.item(), dtype=start.dtype)


def cast(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Numbers of another type."""
    if attributes.get("to") not in _TYPES:
        raise ValueError(f"numbers of ONNX's type {attributes.get('to')} are not known")
    return x.astype(_TYPES[attributes["to"]], copy=False)


def expand(attributes: dict, x: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Repeated along axes of length one."""
    return np.broadcast_to(x, np.broadcast_shapes(x.shape, tuple(_lengths(shape))))


def tile(attributes: dict, x: np.ndarray, repeats: np.ndarray) -> np.ndarray:
    """Repeated so many times along each axis."""
    _lengths(np.array(x.shape) * repeats)
    return np.tile(x, [int(count) for count in repeats])


def reshape(attributes: dict, x: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """Other lengths: 0 keeps an axis, -1 takes what is left."""
    lengths = [int(length) for length in shape.ravel()]
    if not attributes.get("allowzero"):
        lengths = [x.shape[axis] if length == 0 else length for axis, length in enumerate(lengths)]
    return x.reshape(lengths)


def flatten(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Two axes: those before ``axis``, and those from it on."""
    axis = attributes.get("axis", 1) % (x.ndim + 1)
    return x.reshape(math.prod(x.shape[:axis]), math.prod(x.shape[axis:]))


def squeeze(attributes: dict, x: np.ndarray, axes: np.ndarray | None = None) -> np.ndarray:
    """Without axes of length one."""
    return np.squeeze(x, None if axes is None else _whole(axes))


def unsqueeze(attributes: dict, x: np.ndarray, axes: np.ndarray) -> np.ndarray:
    """With more axes of length one."""
    return np.expand_dims(x, _whole(axes))


def transpose(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Axes in another order, by default backwards."""
    return x.transpose(attributes.get("perm"))


def concat(attributes: dict, *parts: np.ndarray) -> np.ndarray:
    """Arrays one behind the other."""
    return np.concatenate(parts, axis=attributes["axis"])


def split(attributes: dict, x: np.ndarray, lengths: np.ndarray | None = None) -> tuple[np.ndarray, ...]:
    """Parts along an axis, of the given lengths or, as of operator set 18, equal ones."""
    axis = attributes.get("axis", 0)
    if lengths is None:
        count = attributes.get("num_outputs")
        if not count:
            raise ValueError("a split into an unknown number of parts")
        size = -(-x.shape[axis] // count)
        lengths = np.array([size] * (count - 1) + [x.shape[axis] - size * (count - 1)])
    if lengths.sum() != x.shape[axis] or lengths.min() < 0:
        raise ValueError("a split into other lengths than there are")
    return tuple(np.split(x, np.cumsum(lengths)[:-1], axis))


def slice_of(
    attributes: dict,
    x: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    axes: np.ndarray | None = None,
    steps: np.ndarray | None = None,
) -> np.ndarray:
    """A view of the part between starts and ends."""
    parts = [slice(None)] * x.ndim
    axes = range(len(starts)) if axes is None else _whole(axes)
    steps = [1] * len(starts) if steps is None else _whole(steps)
    for start, end, axis, step in zip(_whole(starts), _whole(ends), axes, steps):
        downwards = step < 0 and end < -x.shape[axis]  # ONNX's way to say: down to the first
        parts[axis] = slice(start, None if downwards else end, step)
    return x[tuple(parts)]


def gather(attributes: dict, x: np.ndarray, index: np.ndarray) -> np.ndarray:
    """What stands at some places of an axis."""
    return np.take(x, index, axis=attributes.get("axis", 0))


def pad(
    attributes: dict,
    x: np.ndarray,
    pads: np.ndarray,
    value: np.ndarray | None = None,
    axes: np.ndarray | None = None,
) -> np.ndarray:
    """More at both ends of axes, or less where the number is negative."""
    mode = attributes.get("mode", "constant")
    if mode not in _PAD_MODES:
        raise ValueError(f"padding in the mode '{mode}' is not known")
    axes = range(x.ndim) if axes is None else _whole(axes)
    before, after = np.zeros((2, x.ndim), np.int64)
    for index, axis in enumerate(axes):
        before[axis], after[axis] = pads[index], pads[index + len(axes)]
    kept = tuple(slice(max(-low, 0), length - max(-high, 0)) for low, high, length in zip(before, after, x.shape))
    widths = list(zip(np.maximum(before, 0), np.maximum(after, 0)))
    if max(before.max(), after.max()) > LARGEST:
        raise ValueError("impossible pads")
    _lengths([length + low + high for length, (low, high) in zip(x.shape, widths)])
    more = {"constant_values": 0 if value is None else value.ravel()[0]} if mode == "constant" else {}
    return np.pad(x[kept], widths, mode=mode, **more)


def _whole(values: np.ndarray) -> tuple[int, ...]:
    return tuple(int(value) for value in values.ravel())


def _lengths(shape) -> list[int]:
    lengths = [int(length) for length in np.ravel(shape)]
    if min(lengths, default=0) < 0 or math.prod(lengths) > _LARGEST:
        raise ValueError(f"an impossible shape {lengths}")
    return lengths
