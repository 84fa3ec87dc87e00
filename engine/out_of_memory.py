"""Telling an error for want of memory from others: ONNX Runtime has one class and many sentences for it."""

from __future__ import annotations

from .errors import DeviceError

# Lower case. The number is Windows': its sentence is in the user's language.
_SIGNS = (
    "failed to allocate memory",  # the arena: CUDA, TensorRT, CPU
    "is smaller than requested bytes",  # the arena at its limit
    "out of memory",  # CUDA failure 2; autotuning in TensorRT
    "outofmemory",  # TensorRT
    "alloc_failed",  # CUBLAS_STATUS_ALLOC_FAILED, CUDNN_STATUS_ALLOC_FAILED
    "allocation_failed",  # CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED
    "bad allocation",
    "bad_alloc",
    "8007000e",  # DirectML: E_OUTOFMEMORY
    "not enough memory resources",
)
# What TensorRT says of any failure, its log apart; with an engine for each shape, memory is the likely one.
_TENSORRT = ("tensorrt ep failed to create engine", "tensorrt ep execution context enqueue failed")


class OutOfMemory(DeviceError):  # noqa: N818 (what happened, to be dealt with inside the engine)
    """A device has not enough memory for inputs of this size; smaller ones may do."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether what a runtime raised means that its device had not enough memory."""
    text = str(error).lower()
    return isinstance(error, MemoryError) or any(sign in text for sign in (*_SIGNS, *_TENSORRT))
