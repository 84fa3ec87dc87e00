"""Stand-ins for a basemap and a model, whose answers are known exactly, and model files made by hand."""

from __future__ import annotations

import importlib
import sys
import types

import numpy as np
import pytest
import shapely

from realign.engine.basemap import Window
from realign.engine.card import METADATA_KEY, ModelCard
from realign.engine.crs import epsg
from realign.engine.geometry import Geometries

LEFT, BOTTOM, SIDE = 500_000.0, 5_330_000.0, 150.0  # metres, EPSG:32633


class FakeBasemap:
    """A basemap in UTM that paints itself.

    Args:
        colour: float (N, 2), map coordinates, to (N, 3) of 0..255.
        valid: float (N, 2) to bool (N,).

    Attributes:
        window: of the last read; the fake model looks here for where and at which scale it is asked.
    """

    name = "painted"

    def __init__(self, colour=None, valid=None, extent=None, pixel_size=0.3):
        self.crs = epsg(32633).ExportToWkt()
        self.extent = extent or Window(LEFT, BOTTOM, LEFT + SIDE, BOTTOM + SIDE)
        self.pixel_size = (pixel_size, pixel_size)
        self.colour = colour or (lambda xy: np.stack([xy[:, 0] % 200, xy[:, 1] % 200, xy.sum(1) % 200], 1))
        self.valid = valid or (lambda xy: np.ones(len(xy), bool))
        self.window, self.reads = None, 0

    def read(self, window, width, height):
        self.window, self.reads = window, self.reads + 1
        xy = positions(window, width, height)
        within = ((xy >= self.extent[:2]) & (xy <= self.extent[2:])).all(1) & self.valid(xy)
        image = np.where(within[:, None], self.colour(xy), 0).astype(np.uint8)
        return image.reshape(height, width, 3), within.reshape(height, width)


def positions(window, width, height):
    """Map coordinates (height * width, 2) of the centres of a window's pixels."""
    x = window.left + (np.arange(width) + 0.5) * (window.right - window.left) / width
    y = window.top - (np.arange(height) + 0.5) * (window.top - window.bottom) / height
    return np.stack(np.meshgrid(x, y), -1).reshape(-1, 2)


class FakeModel:
    """A model that knows where it is asked.

    Args:
        basemap: a ``FakeBasemap`` in the frame's CRS.
        field: (positions (N, 2), scale) to metres east and north (N, 2).
        deviation: metres, standard deviation that it claims.
        stride: how many of the pixels that it sees lie along one of those that it answers.
    """

    device = "fake"

    def __init__(self, card, basemap, field, deviation=0.2, stride=2):
        self.card, self.basemap, self.field, self.deviation, self.stride = card, basemap, field, deviation, stride
        self.warnings, self.seconds, self.calls = [], 0.0, []

    def at(self, scale):
        return self

    def run(self, outputs, image, vectors):
        assert tuple(outputs) == ("displacement", "precision")
        self.seconds += 0.01
        assert image.dtype == vectors.dtype == np.float32 and image.shape == vectors.shape
        (_, _, height, width), window = image.shape, self.basemap.window
        assert height % self.card.multiple == width % self.card.multiple == 0
        resolution = (window.right - window.left) / width
        scale = round(np.log2(resolution / self.card.resolution))
        self.calls.append((scale, image, vectors))
        width, height = width // self.stride, height // self.stride
        metres = self.field(positions(window, width, height), scale)
        pixels = (metres * [1, -1] / resolution).T.reshape(1, 2, height, width)
        precision = np.zeros((1, 3, height, width), np.float32)
        precision[:, [0, 2]] = np.log(resolution / self.deviation)
        return {"displacement": pixels.astype(np.float32), "precision": precision}


@pytest.fixture
def make_card():
    """A card for the task ``align``, with some fields changed."""

    def make(**changes):
        fields = {
            "name": "made up",
            "version": "3",
            "task": "align",
            "description": "Für Häuser, 建物",
            "features": "buildings",
            "inputs": {"image": ["red", "green", "blue"], "vectors": ["fill", "outline", "vertex"]},
            "outputs": {"displacement": ["x", "y"], "precision": ["a", "b", "c"]},
            "resolution": 0.3,
            "resolution_range": (0.01, 1.5),
            "scales": (0, 4),
            "max_displacement": 20.0,
            "reach": 4.0,
            "standardization": "run",
            "tile_size": 128,
            "tiles_overlap": 16,
            "multiple": 16,
            "variance_factor": 1.0,
            "min_confidence": 0.0,
        }
        return ModelCard(**{**fields, **changes})

    return make


@pytest.fixture
def make_basemap(monkeypatch):
    """See ``FakeBasemap``.

    Blocks are as small as the card says, and read and asked about in turn, so that the last window is the model's.
    """
    monkeypatch.setattr("realign.engine.chain.LARGEST", 0)
    monkeypatch.setattr("realign.engine.pipeline.AHEAD", 0)
    return FakeBasemap


@pytest.fixture
def make_model(make_card):
    """A ``FakeModel`` on a basemap; ``field`` may be a constant in metres."""

    def make(basemap, field=(0.0, 0.0), deviation=0.2, stride=2, **changes):
        if not callable(field):
            constant = field
            # all of it at the coarsest scale asked, nothing later
            state = {}

            def field(xy, scale):
                first = state.setdefault("scale", scale)
                return np.tile(constant if scale == first else (0.0, 0.0), (len(xy), 1))

        return FakeModel(make_card(**changes), basemap, field, deviation, stride)

    return make


@pytest.fixture
def make_layer():
    """Geometries from shapely's; coordinates are metres from the lower left corner of the fake basemap."""

    def make(*shapes):
        moved = [shape and shapely.transform(shape, lambda xy: xy + np.array([LEFT, BOTTOM])) for shape in shapes]
        return Geometries.from_wkb([shape and shapely.to_wkb(shape) for shape in moved])

    return make


@pytest.fixture
def town(make_layer):
    """Nine rectangles all over the fake basemap."""
    rng = np.random.default_rng(4)
    shapes = []
    for x in (15, 62, 110):
        for y in (20, 61, 112):
            w, h = rng.uniform(8, 24, 2)
            shapes.append(shapely.box(x, y, x + w, y + h))
    return make_layer(*shapes)


@pytest.fixture
def utm():
    """WKT of the CRS of the fake basemap and layers."""
    return epsg(32633).ExportToWkt()


@pytest.fixture
def write_onnx(tmp_path):
    """Write a small graph with the inputs and outputs of an align model.

    ``operators`` are applied to the image, one after the other; ``card`` is text for the metadata.
    """

    def write(name="model.onnx", card=None, operators=("Identity",), channels=3, outputs=("displacement", "precision")):
        import onnx
        from onnx import TensorProto, helper

        def shape(count):
            return ["batch", count, "height", "width"]

        nodes, last = [], "image"
        for number, operator in enumerate(operators):
            nodes.append(helper.make_node(operator, [last], [f"step{number}"]))
            last = f"step{number}"
        nodes += [helper.make_node("Add", [last, "vectors"], [output]) for output in outputs]
        graph = helper.make_graph(
            nodes,
            "tiny",
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape(channels)) for name in ("image", "vectors")],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape(channels)) for name in outputs],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        if card is not None:
            helper.set_model_props(model, {METADATA_KEY: card})
        path = tmp_path / name
        onnx.save(model, str(path))
        return path

    return write


class SmallCard:
    """ONNX Runtime on a machine with a GPU whose memory takes so many pixels at a time; the CPU does the work.

    With the CPU as the provider, it is the computer that has so little memory.

    Attributes:
        asked: pixels of each run on the GPU, in their order.
        opened: how often a session was opened on it.
    """

    __version__ = "1.99"

    def __init__(self, provider: str, message: str, most: float) -> None:
        self._real = importlib.import_module("onnxruntime")
        self.provider, self.message, self.most, self.asked, self.opened = provider, message, most, [], 0
        self.SessionOptions, self.RunOptions = self._real.SessionOptions, self._real.RunOptions
        self.OrtValue = types.SimpleNamespace(ortvalue_from_numpy=lambda value, device, index: value)

    def get_available_providers(self):
        return [self.provider, "CPUExecutionProvider"]

    def InferenceSession(self, model, options, providers):  # noqa: N802
        session = self._real.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        if providers[0][0] != self.provider:
            return session
        self.opened += 1
        return OnGpu(session, self)


class OnGpu:
    """A session of a GPU."""

    def __init__(self, session, card: SmallCard) -> None:
        self._session, self._card = session, card

    def __getattr__(self, name):
        return getattr(self._session, name)

    def get_providers(self):
        return [self._card.provider, "CPUExecutionProvider"]

    def run(self, outputs, inputs, options=None):
        assert all(value.flags.c_contiguous for value in inputs.values())  # the runtime takes no others
        self._card.asked.append(inputs["image"][:, 0].size)
        if self._card.asked[-1] > self._card.most:
            raise RuntimeError(self._card.message)
        return self._session.run(outputs, inputs)

    def io_binding(self):
        return Binding()

    def run_with_iobinding(self, binding):
        binding.results = self.run(binding.names, binding.inputs)


class Binding:
    """Inputs and outputs of a run on CUDA."""

    def __init__(self) -> None:
        self.inputs, self.names = {}, []

    def bind_ortvalue_input(self, name, value):
        self.inputs[name] = value

    def bind_output(self, name, device, index):
        self.names.append(name)

    def copy_outputs_to_cpu(self):
        return self.results


@pytest.fixture
def small_card(monkeypatch):
    """``small_card(provider, message, most)`` puts a ``SmallCard`` in the place of ONNX Runtime."""

    def install(provider: str, message: str, most: float) -> SmallCard:
        card = SmallCard(provider, message, most)
        monkeypatch.setitem(sys.modules, "onnxruntime", card)
        return card

    return install
