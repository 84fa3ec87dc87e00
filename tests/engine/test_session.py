"""The choice of the device, with a runtime that lists what cannot be used."""

from __future__ import annotations

import importlib.abc
import sys
import types

import numpy as np
import pytest

from realign.engine.errors import DeviceError, ModelError
from realign.engine.session import DEVICES, open_session, run_bound


class FakeRuntime:
    """ONNX Runtime as it behaves on a machine with broken drivers.

    Args:
        listed: providers that ``get_available_providers`` names.
        refuses: providers whose session cannot be made.
        falls_back: providers that silently give a session on the CPU.
        fails: providers that fail when run.
    """

    def __init__(self, listed, refuses=(), falls_back=(), fails=()):
        self.listed, self.refuses, self.falls_back, self.fails = listed, refuses, falls_back, fails
        self.settings = []

    def get_available_providers(self):
        return self.listed

    class SessionOptions:
        def __init__(self):
            self.entries = {}

        def add_session_config_entry(self, key, value):
            self.entries[key] = value

    def InferenceSession(self, path, options, providers):  # noqa: N802
        (name, settings), runtime = providers[0], self
        self.settings.append((name, settings, options))
        if name in self.refuses:
            raise RuntimeError("driver too old\nlong trace")
        used = "CPUExecutionProvider" if name in self.falls_back else name

        class Opened:
            def io_binding(self):
                return Binding()

            def run_with_iobinding(self, binding):
                assert set(binding.places) == {("cuda", int(settings.get("device_id", 0)))}
                binding.result = self.run(binding.outputs, binding.inputs)

            def get_providers(self):
                return [used, "CPUExecutionProvider"]

            def get_modelmeta(self):
                return types.SimpleNamespace(custom_metadata_map={})

            def get_inputs(self):
                return [types.SimpleNamespace(name="image", shape=["batch", 3, "height", "width"])]

            def get_outputs(self):
                return [types.SimpleNamespace(name="out")]

            def run(self, outputs, inputs, options=None):
                if used in runtime.fails:
                    raise RuntimeError("out of memory\nlong trace")
                return [inputs["image"] + 1]

        return Opened()

    class OrtValue:
        @staticmethod
        def ortvalue_from_numpy(array, device, index):
            return (array.copy(), (device, index))


class Binding:
    """Inputs and outputs of a run, and where they lie."""

    def __init__(self):
        self.inputs, self.outputs, self.places = {}, [], []

    def bind_ortvalue_input(self, name, value):
        self.inputs[name], place = value
        self.places.append(place)

    def bind_output(self, name, device, index):
        self.outputs.append(name)
        self.places.append((device, index))

    def copy_outputs_to_cpu(self):
        return self.result


CUDA, CPU, DIRECTML = "CUDAExecutionProvider", "CPUExecutionProvider", "DmlExecutionProvider"


@pytest.fixture
def runtime(monkeypatch):
    def install(*args, **settings):
        fake = FakeRuntime(*args, **settings)
        monkeypatch.setitem(sys.modules, "onnxruntime", fake)
        return fake

    return install


def opened(tmp_path, device):
    session = open_session(tmp_path / "m.onnx", device)
    session.warm_up({"image": (1, 3, 8, 8)})
    return session


def test_the_best_that_is_there(runtime, tmp_path):
    runtime([CUDA, CPU])
    assert opened(tmp_path, "auto").device == "cuda"
    runtime([CPU])
    session = opened(tmp_path, "auto")
    assert session.device == "cpu" and session.warnings == []
    runtime(["AzureExecutionProvider", DIRECTML, CPU])
    assert opened(tmp_path, "Auto").device == "directml"


@pytest.mark.parametrize("how", ["refuses", "falls_back", "fails"])
def test_a_listed_device_that_fails(runtime, tmp_path, how):
    """Auto goes on with the next and says so; a device asked for by name is refused."""
    runtime([CUDA, CPU], **{how: (CUDA,)})
    session = opened(tmp_path, "auto")
    assert session.device == "cpu"
    assert len(session.warnings) == 1 and session.warnings[0].startswith("cuda ")
    assert "\n" not in session.warnings[0]
    np.testing.assert_array_equal(session.run(["out"], {"image": np.ones(2)})[0], [2, 2])
    with pytest.raises(DeviceError, match=r"'auto'") as error:
        opened(tmp_path, "cuda")
    assert "\n" not in str(error.value)


def test_on_cuda_inputs_and_outputs_are_bound(runtime, tmp_path):
    runtime([CUDA, CPU])
    session = opened(tmp_path, "cuda:1")
    image = np.arange(6, dtype=np.float32)
    np.testing.assert_array_equal(session.run(["out"], {"image": image})[0], image + 1)


def test_bound_runs_give_what_others_give(write_onnx):
    """With the real runtime, the memory being the CPU's."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(write_onnx()), providers=["CPUExecutionProvider"])
    names = ["precision", "displacement"]
    inputs = {
        name: np.random.default_rng(0).normal(size=(2, 3, 8, 16)).astype(np.float32) for name in ("image", "vectors")
    }
    expected = session.run(names, inputs)
    for one, other in zip(run_bound(onnxruntime, session, names, inputs, "cpu", 0), expected):
        np.testing.assert_array_equal(one, other)
    alone = run_bound(onnxruntime, session, names[:1], inputs, "cpu", 0)
    assert len(alone) == 1


def test_a_device_that_gives_up_later(runtime, tmp_path):
    fake = runtime([CUDA, CPU])
    session = opened(tmp_path, "auto")
    fake.fails = (CUDA,)
    session.run(["out"], {"image": np.ones(2)})
    assert session.device == "cpu" and "out of memory" in session.warnings[0]


def test_a_device_that_is_not_there(runtime, tmp_path):
    runtime([CPU])
    with pytest.raises(DeviceError, match=r"cannot use 'cuda' \(it offers cpu\); choose one of those or 'auto'\.$"):
        open_session(tmp_path / "m.onnx", "cuda")


@pytest.mark.parametrize("device", ["gpu", "", "cuda:x", "cuda:-1", "cpu cuda"])
def test_unknown_devices(runtime, tmp_path, device):
    runtime([CUDA, CPU])
    with pytest.raises(DeviceError, match=f"The device '{device}' is unknown; choose one of auto, "):
        open_session(tmp_path / "m.onnx", device)


def test_the_second_of_several(runtime, tmp_path):
    fake = runtime([CUDA, CPU])
    assert opened(tmp_path, "cuda:1").device == "cuda"
    assert fake.settings[0][1]["device_id"] == "1"
    assert fake.settings[0][1]["cudnn_conv_algo_search"] == "HEURISTIC"  # else every new shape takes seconds
    opened(tmp_path, "cpu")
    assert fake.settings[1][1] == {}


def test_a_file_that_no_device_can_read(runtime, tmp_path):
    runtime([CUDA, CPU], refuses=(CUDA, CPU))
    with pytest.raises(ModelError, match=r"m\.onnx is no ONNX model or is damaged"):
        open_session(tmp_path / "m.onnx")


def test_threads_do_not_spin(runtime, tmp_path):
    fake = runtime([CPU])
    opened(tmp_path, "cpu")
    assert fake.settings[0][2].entries["session.intra_op.allow_spinning"] == "0"
    assert fake.settings[0][2].intra_op_num_threads >= 1


def test_without_the_runtime(monkeypatch, write_onnx):
    """Auto takes numpy and says so at once; a device asked for by name is refused."""
    path = write_onnx()
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    session = open_session(path)
    assert session.device == "numpy"
    said = "onnxruntime is not installed in the Python of QGIS, so numpy runs the network, which takes about "
    assert len(session.warnings) == 1 and said in session.warnings[0]
    session.warm_up({"image": (1, 3, 8, 8), "vectors": (1, 3, 8, 8)})
    assert session.seconds == 0
    with pytest.raises(DeviceError, match="'cpu' needs the Python package onnxruntime, which is not installed"):
        open_session(path, "cpu")


def test_a_runtime_that_does_not_load(monkeypatch, write_onnx):
    """As on Windows without Microsoft's libraries."""

    class Broken(importlib.abc.MetaPathFinder):
        def find_spec(self, name, path=None, target=None):
            if name == "onnxruntime":
                raise ImportError("DLL load failed\nlong trace")

    monkeypatch.delitem(sys.modules, "onnxruntime", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    session = open_session(write_onnx())
    assert session.device == "numpy"
    assert "onnxruntime cannot be loaded (DLL load failed), so numpy" in session.warnings[0]


def test_numpy_by_name(runtime, write_onnx):
    runtime([CPU])
    session = open_session(write_onnx(), "NumPy")
    assert session.device == "numpy" and session.warnings == []


def test_names():
    assert DEVICES == ("auto", "cuda", "directml", "coreml", "cpu", "tensorrt", "numpy")
