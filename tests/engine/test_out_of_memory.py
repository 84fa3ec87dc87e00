"""A device without memory enough: smaller pieces first, then the CPU, each with a warning.

The messages are those that ONNX Runtime gave to people who reported them.
"""

from __future__ import annotations

import numpy as np
import pytest

from realign.engine.errors import DeviceError
from realign.engine.model import default_model_path, load_model
from realign.engine.numpy_graph import StepError, call
from realign.engine.out_of_memory import is_out_of_memory

CUDA, DIRECTML, TENSORRT = "CUDAExecutionProvider", "DmlExecutionProvider", "TensorrtExecutionProvider"
CPU = "CPUExecutionProvider"
_ORT = "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : Non-zero status code returned while running "
ARENA = (
    _ORT + "Conv node. Name:'/fine/Conv' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:376 "
    "void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool, onnxruntime::Stream*, bool, "
    "onnxruntime::WaitNotificationFn) Failed to allocate memory for requested buffer of size 939524096\n"
)
MESSAGES = {
    "arena": (CUDA, ARENA),
    "arena's limit": (
        CUDA,
        _ORT + "FusedConv node. Name:'Conv_0' Status Message: bfc_arena.cc:342 onnxruntime::BFCArena::"
        "AllocateRawInternal Available memory of 5513472 is smaller than requested bytes of 20751872",
    ),
    "driver": (
        CUDA,
        "[ONNXRuntimeError] : 1 : FAIL : D:\\a\\_work\\1\\s\\onnxruntime\\core\\providers\\cuda\\cuda_call.cc:121 "
        "onnxruntime::CudaCall CUDA failure 2: out of memory ; GPU=0 ; hostname=HOST ; "
        "file=cuda_stream_handle.cc ; line=175 ; expr=cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);",
    ),
    "cublas": (
        CUDA,
        "[ONNXRuntimeError] : 6 : RUNTIME_EXCEPTION : CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED ; GPU=0 ; "
        "hostname=HOST ; file=cuda_execution_provider.cc ; line=164 ; expr=cublasCreate(&cublas_handle_);",
    ),
    "cudnn": (CUDA, _ORT + "Conv node. Status Message: CUDNN failure 4000: CUDNN_STATUS_ALLOC_FAILED ; GPU=0"),
    "directml": (
        DIRECTML,
        _ORT + "MemcpyToHost node. Name:'Memcpy_token_29' Status Message: D:\\a\\_work\\1\\s\\onnxruntime\\core\\"
        "providers\\dml\\DmlExecutionProvider\\src\\MLOperatorAuthorImpl.cpp(1978)\\onnxruntime_pybind11_state.pyd!"
        "00007FFBDC8EBB9F: (caller: 00007FFBDCFFDEFF) Exception(3) tid(4304) 8007000E Not enough memory resources "
        "are available to complete this operation.\r\n",
    ),
    "directml in German": (
        DIRECTML,
        _ORT + "DmlFusedNode_0 node. Status Message: DmlCommittedResourceAllocator.cpp(22)\\onnxruntime_pybind11_"
        "state.pyd!00007FFB: Exception(2) tid(9d4) 8007000E Für diesen Vorgang sind nicht genügend Speicherressourcen "
        "verfügbar.\r\n",
    ),
    "tensorrt builds": (
        TENSORRT,
        "[ONNXRuntimeError] : 11 : EP_FAIL : Non-zero status code returned while running TRTKernel_graph_main_0 node. "
        "Name:'TensorrtExecutionProvider_TRTKernel_graph_main_0_0' Status Message: TensorRT EP failed to create "
        "engine from network.",
    ),
    "tensorrt runs": (
        TENSORRT,
        "[ONNXRuntimeError] : 1 : FAIL : Non-zero status code returned while running TRTKernel_graph_main_0 node. "
        "Name:'TensorrtExecutionProvider_TRTKernel_graph_main_0_0' Status Message: TensorRT EP execution context "
        "enqueue failed.",
    ),
}
DEVICES = {CUDA: "cuda", DIRECTML: "directml", TENSORRT: "tensorrt"}


@pytest.fixture
def model_file(write_onnx, make_card):
    return write_onnx(card=make_card(tiles_overlap=16).to_json())


@pytest.fixture
def gpu(small_card):
    """A graphics card that complains with one of the messages."""
    return lambda name, most: small_card(*MESSAGES[name], most)


def asked(model, side=128, batch=1):
    """What a model answers to noise, and the noise."""
    image, vectors = np.random.default_rng(side).normal(size=(2, batch, 3, side, side)).astype(np.float32)
    return model.run(image=image, vectors=vectors), image + vectors


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("device", ["auto", "by name"])
def test_smaller_pieces(gpu, model_file, name, device):
    card = gpu(name, 10_000)
    kind = DEVICES[card.provider]
    if kind == "tensorrt" and device == "auto":
        pytest.skip("auto never takes TensorRT")
    model = load_model(model_file, "auto" if device == "auto" else kind)
    card.asked.clear()
    found, expected = asked(model)
    np.testing.assert_allclose(found["displacement"], expected, rtol=1e-6)
    # the whole, a half, and then quarters with their halos
    assert card.asked[:3] == [128 * 128, 80 * 128, 80 * 80] and max(card.asked[2:]) <= 80 * 80
    assert model.device == kind and model.ran_on == kind
    assert model.warnings == [
        f"The memory of '{kind}' is not enough for 0.016 megapixels at a time; smaller blocks are used, which takes "
        "longer."
    ]
    card.asked.clear()
    asked(model)
    assert max(card.asked) <= 80 * 80  # it has learned
    assert card.opened == 3  # what the runtime had taken was given back each time


def test_batches_come_apart_first(gpu, model_file):
    card = gpu("arena", 2 * 64 * 64)
    model = load_model(model_file, "cuda")
    card.asked.clear()
    found, expected = asked(model, 64, 6)
    np.testing.assert_allclose(found["precision"], expected, rtol=1e-6)
    assert card.asked == [6 * 4096, 3 * 4096, 4096, 2 * 4096, 4096, 2 * 4096]


@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_the_cpu_in_the_end(gpu, model_file, device):
    card = gpu("arena", 64 * 64)  # enough for the first run, which tries the device
    model = load_model(model_file, device)
    card.most = 1000
    found, expected = asked(model)
    np.testing.assert_allclose(found["displacement"], expected, rtol=1e-6)
    assert model.device == "cpu" and model.ran_on == "cpu"  # nothing had come from the other
    assert "smaller blocks are used" in model.warnings[0]
    assert model.warnings[1:] == ["The memory of 'cuda' is not enough even for small blocks; the CPU takes over."]
    card.asked.clear()
    asked(model)
    assert not card.asked


def test_devices_that_ran_are_told_in_their_order(gpu, model_file):
    card = gpu("arena", 1e9)
    model = load_model(model_file, "cuda:1")
    asked(model)
    assert model.ran_on == "cuda:1"
    card.most = 0
    asked(model)
    assert model.ran_on == "cuda:1, then cpu"


def test_other_failures_of_a_device_asked_for_are_told(gpu, model_file):
    card = gpu("arena", 1e9)
    model = load_model(model_file, "cuda")
    card.most, card.message = 0, "CUDA failure 700: an illegal memory access was encountered"
    with pytest.raises(DeviceError, match=r"cannot run model\.onnx \(CUDA failure 700"):
        asked(model)


def test_memory_of_the_computer(small_card, model_file):
    card = small_card(CPU, ARENA, 10_000)
    model = load_model(model_file, "cpu")
    card.asked.clear()
    found, expected = asked(model)
    np.testing.assert_allclose(found["displacement"], expected, rtol=1e-6)
    assert card.asked[:3] == [128 * 128, 80 * 128, 80 * 80] and card.opened == 3
    card.most = 0
    with pytest.raises(DeviceError, match=r"'cpu' has not enough memory to run model\.onnx; close other programs"):
        asked(model)


def test_memory_of_the_computer_with_numpy(monkeypatch, model_file):
    """With numpy, smaller pieces too; and a clear sentence when nothing is left to try."""
    model = load_model(model_file, "numpy")
    most = [10_000]

    def too_large(step, values):
        if values["vectors"][:, 0].size > most[0]:
            raise StepError(step.node.operator, MemoryError("1.5 GiB")) from MemoryError()
        return call(step, values)

    monkeypatch.setattr("realign.engine.numpy_session.call", too_large)
    found, expected = asked(model)
    np.testing.assert_allclose(found["displacement"], expected, rtol=1e-6)
    assert model.ran_on == "numpy" and "The memory of 'numpy'" in model.warnings[0]
    most[0] = 0
    with pytest.raises(DeviceError, match=r"not enough memory for numpy to run model\.onnx; close other programs\.$"):
        asked(model)


def test_pieces_of_the_model_that_ships(gpu):
    """Cut with the card's halo, answers differ by less than a tenth of a pixel but for a few, even on noise."""
    path = default_model_path("align")
    expected = load_model(path, "cpu")
    card = gpu("arena", 300 * 512)
    model = load_model(path, "cuda")
    image, vectors = np.random.default_rng(5).normal(size=(2, 1, 3, 320, 512)).astype(np.float32)
    found, whole = (each.run(image=image, vectors=vectors) for each in (model, expected))
    assert len(card.asked) > 2
    for name in whole:
        assert found[name].shape == whole[name].shape
    difference = np.abs(found["displacement"] - whole["displacement"])
    assert np.percentile(difference, 99) < 0.1 and difference.max() < 0.5 and difference.mean() < 0.01
    assert whole["displacement"].std() > 0.1


def test_what_is_no_want_of_memory():
    for text in ("INVALID_ARGUMENT : Got invalid dimensions for input", "CUDA failure 700: an illegal memory access"):
        assert not is_out_of_memory(RuntimeError(text))
    assert is_out_of_memory(MemoryError())
