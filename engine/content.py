"""What of a picture is geography: a vector for every pixel, alike in maps and imagery of one place.

The length of a vector says how much there is to be matched, its direction what it is. The content of two pictures is
compared by inner products (see ``matching``). Several ways to tell it are witnesses who say more together than each.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from .model import Model
from .smoothing import averaged, blurred

ORIENTATIONS = 6
_EDGE = 1.0  # pixels, deviation by which a picture is smoothed before its gradients are taken
_BLUR = 1.0  # pixels, by which the channels are: lines of a map need not lie exactly on edges of an image
_AROUND = 16.0  # pixels over which strong and faint places are made alike
_FAINT = 1.5  # levels of grey a pixel that are added there: what is fainter is noise
_HALO = 56  # averaged pixels
_MOST = 2.0  # length of the longest vectors
_BESIDE = 4.0  # temperature of edges beside a network, half their own: much of what they say it says, too
_SHARED = 0.27  # of a node's own temperature: windows of neighbours overlap, so they do not witness one by one


class Content(Protocol):
    """A way to tell what of a picture is geography.

    Attributes:
        stride: pixels of a picture along one of its content.
        multiple: sides of pictures are multiples of so many pixels.
        halo: pixels around a place that matter to it.
        reach: pixels of content that one scale should bridge at most.
        temperature: by which scores are multiplied to be log-likelihoods.
        witnesses: whose log-likelihoods are added, of one stride; one that stands alone is its own.
    """

    stride: int
    multiple: int
    halo: int
    reach: int
    temperature: float

    @property
    def witnesses(self) -> tuple[Content, ...]: ...

    def of(self, image: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Content of a picture.

        Args:
            image: uint8 (H, W, 3).
            valid: bool (H, W), where it shows anything.

        Returns:
            float32 (K, H / stride, W / stride), 0 where nothing is valid.
        """
        ...


class StructuralContent:
    """Content without any training: how strong edges are in each direction, whichever side is darker.

    The mean over all directions is taken out, or speckled areas would match each other anywhere.

    Args:
        stride: pixels of a picture that are averaged first, across and down.
        temperature: see ``Content``.
    """

    reach = 5

    def __init__(self, stride: int = 1, temperature: float = 8.0) -> None:
        self.stride = self.multiple = stride
        self.halo = _HALO * stride
        self.temperature = temperature

    @property
    def witnesses(self) -> tuple[Content, ...]:
        """See ``Content``."""
        return (self,)

    def of(self, image: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """See ``Content.of``."""
        if self.stride > 1:
            image, valid = averaged(image, self.stride), valid[:: self.stride, :: self.stride]
        if not valid.any():
            return np.zeros((ORIENTATIONS, *valid.shape), np.float32)
        x, y = _gradient(image, valid)
        angle = np.arange(ORIENTATIONS) * (np.pi / ORIENTATIONS)
        channels = np.stack([np.abs(np.cos(each) * x + np.sin(each) * y) for each in angle.astype(np.float32)])
        channels = blurred(channels, _BLUR)
        channels -= channels.mean(0)
        strength = np.sqrt((channels**2).sum(0))
        around = np.sqrt(np.maximum(blurred(strength**2, _AROUND), 0)) + _FAINT
        channels /= around
        strength /= around
        channels *= np.minimum(1, _MOST / np.maximum(strength, 1e-6)) * valid
        return channels


class LearnedContent:
    """Content as a network tells it.

    Args:
        model: for the task ``register``.
    """

    stride = 2

    def __init__(self, model: Model) -> None:
        self._model = model
        self.multiple, self.halo, self.reach = model.card.multiple, model.card.tiles_overlap, int(model.card.reach)
        self.temperature = _SHARED * model.card.error_model["temperature"]

    @property
    def witnesses(self) -> tuple[Content, ...]:
        """Edges, too: a network that never saw such country takes chance for certainty, and they disagree then."""
        return self, StructuralContent(self.stride, _BESIDE)

    def of(self, image: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """See ``Content.of``."""
        shown = valid[::2, ::2]
        if not valid.any():
            return np.zeros((len(self._model.card.outputs["content"]), *shown.shape), np.float32)
        picture = image.astype(np.float32) / np.float32(255)
        if not valid.all():
            picture[~valid] = picture[valid].mean(0)
        planes = np.ascontiguousarray(picture.transpose(2, 0, 1)[None])
        return self._model.run(["content"], image=planes)["content"][0] * shown


def content_of(model: Model | None) -> Content:
    """The content that a model tells, or without one structural content."""
    return StructuralContent() if model is None else LearnedContent(model)


def _gradient(image: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Gradient of the colour channel that changes most, float32 (H, W) twice; 0 at the edge of what is valid."""
    planes = image.transpose(2, 0, 1).astype(np.float32)
    if not valid.all():
        planes = np.where(valid, planes, planes[:, valid].mean(1)[:, None, None])
    planes = blurred(planes, _EDGE)
    y, x = np.gradient(planes, axis=(1, 2))
    strongest = (x**2 + y**2).argmax(0)[None]
    x, y = (np.take_along_axis(each, strongest, 0)[0] for each in (x, y))
    inside = blurred((~valid).astype(np.float32), 2 * _EDGE) < 1e-3 if not valid.all() else True
    return x * inside, y * inside
