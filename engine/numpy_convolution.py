"""Convolutions as matrix products, for machines with nothing but numpy.

A tile of output rows is computed at a time, so that its operands stay in the processor's cache. The
tile's input rows are copied once for each column of the kernel, each copy shifted by that column; a
row of the kernel is then one product of contiguous matrices, since moving down a row only moves the
start. Three copies and three products thus do the work of nine of each.
"""

from __future__ import annotations

import numpy as np

from .matrix_product import matmul

_TILE = 1 << 19  # numbers in a tile's operand: 2 MiB, about a core's second-level cache
LARGEST = 256  # pixels of a pad or kernel; a damaged file can ask for any number


class Convolution:
    """A convolution over two axes whose weights are arranged for repeated use.

    Args:
        attributes: of ONNX's ``Conv``: ``strides``, ``pads``, ``dilations``, ``group``, ``auto_pad``.
        weights: O x C/group x kernel height x kernel width.
        bias: O, or None.

    Attributes:
        relu: whether negative results become zero.
        one: whether the kernel is a single pixel.
        groups: parts of the channels that know nothing of each other.

    Raises:
        ValueError: the attributes do not fit the weights.
    """

    def __init__(self, attributes: dict, weights: np.ndarray, bias: np.ndarray | None = None) -> None:
        if weights.ndim != 4:
            raise ValueError("only two-dimensional convolutions are known")
        self.outputs, channels, *self.kernel = weights.shape
        self.groups = attributes.get("group", 1)
        self.strides = _pair(attributes.get("strides", [1, 1]))
        self.dilations = _pair(attributes.get("dilations", [1, 1]))
        self.automatic = attributes.get("auto_pad", "NOTSET")
        self.pads = attributes.get("pads", [0, 0, 0, 0])
        if (
            len(self.pads) != 4
            or not 0 <= min(self.pads) <= max(self.pads) <= LARGEST
            or self.groups < 1
            or self.outputs % self.groups
        ):
            raise ValueError("impossible attributes")
        self.channels = channels * self.groups
        # group x kernel row x output x (kernel column, channel)
        grouped = weights.reshape(self.groups, self.outputs // self.groups, channels, *self.kernel)
        shape = (self.kernel[0], self.groups, self.outputs // self.groups, self.kernel[1] * channels)
        self.rows = np.ascontiguousarray(grouped.transpose(3, 0, 1, 4, 2)).reshape(shape)
        if bias is not None and bias.shape != (self.outputs,):
            raise ValueError("a bias of another length")
        self.bias = None if bias is None else bias.reshape(-1, 1)
        self.relu = False
        self.one = self.kernel == [1, 1]

    def __call__(self, *parts: np.ndarray) -> np.ndarray:
        """B x C x H x W to B x O x H' x W'; several arrays count as one with all their channels.

        Raises:
            ValueError: the channels do not fit, or the input is smaller than the kernel.
        """
        if any(part.ndim != 4 or part.shape[2:] != parts[0].shape[2:] for part in parts):
            raise ValueError("inputs of different sizes")
        if len(parts) > 1 and self.groups > 1:
            parts = (np.concatenate(parts, 1),)
        return self._run(parts[0].shape, [[(image,) for image in images] for images in zip(*parts)], parts)

    def of_product(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """The convolution of x · y, which is never stored as a whole."""
        if x.shape != y.shape or x.ndim != 4 or x.dtype != y.dtype:
            return self(x * y)
        return self._run(x.shape, [[pair] for pair in zip(x, y)], (x,))

    def _run(self, shape: tuple[int, ...], images: list, parts: tuple[np.ndarray, ...]) -> np.ndarray:
        """Each image is a list of parts of its channels, each part one array or two to be multiplied."""
        if (channels := sum(part.shape[1] for part in parts)) != self.channels:
            raise ValueError(f"{channels} channels where {self.channels} are needed")
        pads, size = self._size(shape[2:])
        result = np.empty((shape[0], self.outputs, *size), np.result_type(self.rows, *parts))
        points = self.one and self.strides == (1, 1) and not any(pads)
        for image, out in zip(images, result):
            if points:
                self._points([np.multiply(*part) if len(part) > 1 else part[0] for part in image], out)
            else:
                self._tiles(image, out, pads)
        return result

    def _size(self, size: tuple[int, int]) -> tuple[list[int], list[int]]:
        """Pads (top, left, bottom, right) and the size of the result."""
        spans = [step * (count - 1) + 1 for step, count in zip(self.dilations, self.kernel)]
        pads = list(self.pads)
        if self.automatic in ("SAME_UPPER", "SAME_LOWER"):
            for axis, (length, span, step) in enumerate(zip(size, spans, self.strides)):
                total = max((-(-length // step) - 1) * step + span - length, 0)
                small, large = total // 2, total - total // 2
                pads[axis], pads[axis + 2] = (small, large) if self.automatic == "SAME_UPPER" else (large, small)
        elif self.automatic == "VALID":
            pads = [0, 0, 0, 0]
        found = [
            (length + pads[axis] + pads[axis + 2] - spans[axis]) // self.strides[axis] + 1
            for axis, length in enumerate(size)
        ]
        if min(found) < 1:
            raise ValueError(f"an input of {size[0]} × {size[1]} is smaller than the kernel")
        return pads, found

    def _points(self, image: list[np.ndarray], out: np.ndarray) -> None:
        """A kernel of one pixel: a product of what is there."""
        flat = [np.ascontiguousarray(part).reshape(self.groups, len(part) // self.groups, -1) for part in image]
        ends = np.cumsum([part.shape[1] for part in flat])
        weights = [np.ascontiguousarray(part) for part in np.split(self.rows[0], ends[:-1], axis=2)]
        into = out.reshape(self.outputs, -1)
        step = max(_TILE // max(self.channels, self.outputs), 1024)
        for start in range(0, into.shape[1], step):
            total = matmul(weights[0], flat[0][:, :, start : start + step])
            for more, part in zip(weights[1:], flat[1:]):
                total += matmul(more, part[:, :, start : start + step])
            self._finish(total.reshape(self.outputs, -1), into[:, start : start + step])

    def _tiles(self, image: list[tuple[np.ndarray, ...]], out: np.ndarray, pads: list[int]) -> None:
        height, width = out.shape[1:]
        step, reach = self.strides[0], self.dilations[0]
        # rows that lie a stride apart must be neighbours for a product: without a stride, all rows of
        # the kernel share one copy; with one, each needs its own
        shared = step == 1
        halo = reach * (self.kernel[0] - 1) if shared else 0
        count = max(_TILE // (self.channels * self.kernel[1] * width) - halo, 4)
        count = -(-height // -(-height // min(count, height)))  # tiles of equal height
        channels = self.channels // self.groups
        operand = np.empty((self.groups, self.kernel[1], channels, (count + halo) * width), out.dtype)
        flat = operand.reshape(self.groups, self.kernel[1] * channels, -1)
        total = np.empty((self.groups, self.outputs // self.groups, count * width), out.dtype)
        more = np.empty_like(total)
        for top in range(0, height, count):
            rows = min(count, height - top)
            length = rows * width
            for row, weights in enumerate(self.rows):
                if not shared or row == 0:
                    shape = (self.groups, self.kernel[1], channels, rows + halo, width)
                    target = operand[..., : (rows + halo) * width].reshape(shape)
                    self._fill(target, image, top * step + row * reach - pads[0], pads[1])
                offset = row * reach * width if shared else 0
                into = (more if row else total)[..., :length]
                matmul(weights, flat[..., offset : offset + length], out=into)
                if row:
                    total[..., :length] += into
            self._finish(total[..., :length].reshape(self.outputs, rows, width), out[:, top : top + rows])

    def _fill(self, target: np.ndarray, image: list[tuple[np.ndarray, ...]], start: int, left: int) -> None:
        """Input rows ``start``, ``start + stride``, …, shifted by each column of the kernel; zero beyond the edges.

        Shapes:
            target: groups x kernel columns x channels of a group x rows x width.
        """
        height, across = image[0][0].shape[1:]
        top, bottom, y = _inside(start, target.shape[3], self.strides[0], height)
        target[..., :top, :] = 0
        target[..., bottom:, :] = 0
        # products of whole rows: numpy multiplies neighbours several times as fast as every other number
        lines = [np.multiply(*(a[:, y] for a in part)) if len(part) > 1 else part[0][:, y] for part in image]
        lines = [array.reshape(self.groups, len(array) // self.groups, *array.shape[1:]) for array in lines]
        for column in range(self.kernel[1]):
            first, last, x = _inside(column * self.dilations[1] - left, target.shape[4], self.strides[1], across)
            target[:, column, :, top:bottom, :first] = 0
            target[:, column, :, top:bottom, last:] = 0
            channel = 0
            for array in lines:
                end = channel + array.shape[1]
                target[:, column, channel:end, top:bottom, first:last] = array[..., x]
                channel = end

    def _finish(self, total: np.ndarray, out: np.ndarray) -> None:
        if self.bias is not None:
            total += self.bias if total.ndim == 2 else self.bias[:, :, None]
        if self.relu:
            np.maximum(total, 0, out=out)
        else:
            out[...] = total


def _pair(values: list[int]) -> tuple[int, int]:
    if len(values) != 2 or min(values) < 1:
        raise ValueError("only two-dimensional convolutions are known")
    return values[0], values[1]


def _inside(start: int, count: int, step: int, length: int) -> tuple[int, int, slice]:
    """The part of 0…count for which start + index · step lies in 0…length, and the slice of those places."""
    first = min(max(-(start // step), 0), count)
    last = min(max(-((start - length) // step), first), count)
    begin = start + first * step if first < last else 0
    return first, last, slice(begin, begin + (last - first) * step, step)
