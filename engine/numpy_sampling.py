"""Pooling, resizing and moving pixels between channels, as ONNX defines them, in numpy.

Everything here works one axis at a time: a window's maximum is the maximum along columns of the maxima
along rows, and a resized image is resized rows, then columns.
"""

from __future__ import annotations

import math

import numpy as np

from .numpy_convolution import LARGEST

_MAGNIFICATION = 64  # along one axis; a damaged file can ask for any number


def max_pool(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Largest value of each window: B x C x H x W to B x C x H' x W'."""
    for axis in _spatial(x):
        x = _slide(attributes, x, axis, np.maximum, -np.inf)[0]
    return x


def average_pool(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Mean of each window: B x C x H x W to B x C x H' x W'."""
    for axis in _spatial(x):
        x, counts = _slide(attributes, x, axis, np.add, 0)
        x *= (1 / counts).astype(x.dtype).reshape(-1, *[1] * (x.ndim - 1 - axis))
    return x


def global_average_pool(attributes: dict, x: np.ndarray) -> np.ndarray:
    """Mean of each channel: B x C x H x W to B x C x 1 x 1."""
    return x.mean(axis=tuple(_spatial(x)), keepdims=True)


def _spatial(x: np.ndarray) -> range:
    if x.ndim < 3:
        raise ValueError(f"no image but an array of shape {x.shape}")
    return range(2, x.ndim)


def _slide(attributes: dict, x: np.ndarray, axis: int, combine, nothing: float) -> tuple[np.ndarray, np.ndarray]:
    """Combine a window along one axis; also the number of values that each window averages over."""
    index, axes = axis - 2, x.ndim - 2
    kernel = attributes["kernel_shape"][index]
    stride = attributes.get("strides", [1] * axes)[index]
    dilation = attributes.get("dilations", [1] * axes)[index]
    pads = attributes.get("pads", [0] * 2 * axes)
    before, after = pads[index], pads[index + axes]
    length, span = x.shape[axis], dilation * (kernel - 1) + 1
    automatic = attributes.get("auto_pad", "NOTSET")
    if automatic in ("SAME_UPPER", "SAME_LOWER"):
        total = max((-(-length // stride) - 1) * stride + span - length, 0)
        before = total // 2 if automatic == "SAME_UPPER" else total - total // 2
        after = total - before
    if min(kernel, stride, dilation) < 1 or min(before, after) < 0 or max(kernel, dilation, before, after) > LARGEST:
        raise ValueError("impossible attributes")
    room = length + before + after - span
    count = (-(-room // stride) if attributes.get("ceil_mode") else room // stride) + 1
    if attributes.get("ceil_mode") and (count - 1) * stride >= length + before:
        count -= 1  # no window begins beyond the image
    if count < 1:
        raise ValueError(f"an image of shape {x.shape} is smaller than the window")
    beyond = max((count - 1) * stride + span - length - before, 0)
    if before or beyond:
        widths = [(0, 0)] * x.ndim
        widths[axis] = (before, beyond)
        x = np.pad(x, widths, constant_values=nothing if x.dtype.kind == "f" else np.iinfo(x.dtype).min)
    part = [slice(None)] * x.ndim
    result = None
    for step in range(kernel):
        part[axis] = slice(step * dilation, step * dilation + (count - 1) * stride + 1, stride)
        window = x[tuple(part)]
        if result is None:
            result = window.copy()
        else:
            combine(result, window, out=result)
    # positions that count: those of the image, and its pads where they are included
    low, high = (-before, length + after) if attributes.get("count_include_pad") else (0, length)
    starts = np.arange(count)[:, None] * stride - before + np.arange(kernel) * dilation
    return result, ((starts >= low) & (starts < high)).sum(1)


def resize(attributes: dict, x: np.ndarray, roi=None, scales=None, sizes=None) -> np.ndarray:
    """Another number of pixels along some axes, nearest or linear.

    Raises:
        ValueError: the way of resizing is not known here.
    """
    axes = [int(axis) % x.ndim for axis in attributes.get("axes", range(x.ndim))]
    if scales is not None and scales.size:
        factors = [float(value) for value in scales]
        lengths = [math.floor(x.shape[axis] * factor) for axis, factor in zip(axes, factors)]
    elif sizes is not None:
        if attributes.get("keep_aspect_ratio_policy", "stretch") != "stretch":
            raise ValueError("resizing that keeps the aspect ratio is not known")
        lengths = [int(value) for value in sizes]
        factors = [length / x.shape[axis] for axis, length in zip(axes, lengths)]
    else:
        raise ValueError("neither scales nor sizes")
    mode = attributes.get("mode", "nearest")
    if mode not in ("nearest", "linear") or attributes.get("antialias"):
        raise ValueError(f"resizing in the mode '{mode}' is not known")
    if len(lengths) != len(axes) or not 0 < min(factors) <= max(factors) <= _MAGNIFICATION:
        raise ValueError("impossible scales")
    if math.prod(lengths) > 1 << 28:
        raise ValueError("too large")
    # the last axis first, while there is less of it: moving single numbers is slower than moving rows
    for axis, length, factor in sorted(zip(axes, lengths, factors), reverse=True):
        if length == x.shape[axis] and factor == 1:
            continue
        places = _places(attributes, x.shape[axis], length, factor)
        if mode == "nearest":
            x = _nearest(attributes, x, axis, places)
        else:
            x = _linear(x, axis, places)
    return x


def _places(attributes: dict, length: int, count: int, factor: float) -> np.ndarray:
    """Where the pixels of the result lie in the input."""
    how = attributes.get("coordinate_transformation_mode", "half_pixel")
    # single precision like ONNX Runtime: where a place falls on a border, rounding decides between two pixels
    index, factor = np.arange(count, dtype=np.float32), np.float32(factor)
    if how == "asymmetric":
        return index / factor
    if how == "half_pixel" or (how == "pytorch_half_pixel" and count > 1):
        return (index + np.float32(0.5)) / factor - np.float32(0.5)
    if how == "pytorch_half_pixel":
        return np.zeros(count)
    if how == "align_corners":
        return index * np.float32(length - 1) / np.float32(max(count - 1, 1))
    raise ValueError(f"resizing with the coordinates '{how}' is not known")


def _nearest(attributes: dict, x: np.ndarray, axis: int, places: np.ndarray) -> np.ndarray:
    how = attributes.get("nearest_mode", "round_prefer_floor")
    if how == "floor":
        index = np.floor(places)
    elif how == "ceil":
        index = np.ceil(places)
    elif how == "round_prefer_floor":
        index = np.ceil(places - 0.5)
    elif how == "round_prefer_ceil":
        index = np.floor(places + 0.5)
    else:
        raise ValueError(f"resizing with the rounding '{how}' is not known")
    index = np.clip(index, 0, x.shape[axis] - 1).astype(np.intp)
    factor, rest = divmod(len(index), x.shape[axis])
    if not rest and (index == np.arange(len(index)) // factor).all():  # each pixel so many times: no look-ups
        shape = (*x.shape[: axis + 1], factor, *x.shape[axis + 1 :])
        repeated = np.broadcast_to(np.expand_dims(x, axis + 1), shape)
        return repeated.reshape(*x.shape[:axis], len(index), *x.shape[axis + 1 :])
    return x.take(index, axis)


def _linear(x: np.ndarray, axis: int, places: np.ndarray) -> np.ndarray:
    places = np.clip(places, 0, x.shape[axis] - 1)
    low = np.floor(places).astype(np.intp)
    high = np.minimum(low + 1, x.shape[axis] - 1)
    share = (places - low).astype(x.dtype).reshape(-1, *[1] * (x.ndim - 1 - axis))
    result = x.take(high, axis)
    lower = x.take(low, axis)
    result -= lower
    result *= share
    result += lower
    return result


def depth_to_space(attributes: dict, x: np.ndarray) -> np.ndarray:
    """B x C·b² x H x W to B x C x b·H x b·W."""
    batch, channels, height, width = x.shape
    size = attributes["blocksize"]
    if size < 1 or channels % size**2:
        raise ValueError(f"{channels} channels make no blocks of {size}")
    if attributes.get("mode", "DCR") == "DCR":
        blocks = x.reshape(batch, size, size, -1, height, width).transpose(0, 3, 4, 1, 5, 2)
    else:
        blocks = x.reshape(batch, -1, size, size, height, width).transpose(0, 1, 4, 2, 5, 3)
    return blocks.reshape(batch, -1, height * size, width * size)


def space_to_depth(attributes: dict, x: np.ndarray) -> np.ndarray:
    """B x C x b·H x b·W to B x b²·C x H x W."""
    batch, channels, height, width = x.shape
    size = attributes["blocksize"]
    if size < 1 or height % size or width % size:
        raise ValueError(f"an image of {height} × {width} makes no blocks of {size}")
    blocks = x.reshape(batch, channels, height // size, size, width // size, size).transpose(0, 3, 5, 1, 2, 4)
    return blocks.reshape(batch, -1, height // size, width // size)
