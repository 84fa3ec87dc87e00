"""The devices that a network can run on, by the names that users give them."""

from __future__ import annotations

from .errors import DeviceError

# ONNX Runtime's names, in the order in which ``auto`` tries them
PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "directml": "DmlExecutionProvider",
    "coreml": "CoreMLExecutionProvider",
    "cpu": "CPUExecutionProvider",
}
# asked for by name only: it compiles for minutes at the first run
EXPLICIT = {"tensorrt": "TensorrtExecutionProvider"}
DEVICES = ("auto", *PROVIDERS, *EXPLICIT, "numpy")
_NUMBERED = ("auto", "cuda", "tensorrt", "directml")  # those of which there may be several
# Blocks come in many shapes, and the default measures all algorithms anew for each of them.
_SETTINGS = {"cuda": {"cudnn_conv_algo_search": "HEURISTIC"}}

Choice = tuple[str, list]  # a device, and the providers to open a session with, settings included


def parse(device: str) -> tuple[str, str]:
    """Split ``cuda:1`` into the name and the number, "" where none is given.

    Raises:
        DeviceError: there is no such device.
    """
    name, _, index = device.lower().partition(":")
    if name not in DEVICES or (index and not index.isdigit()):
        raise DeviceError(f"The device '{device}' is unknown; choose one of {', '.join(DEVICES)}.")
    if index and name not in _NUMBERED:
        raise DeviceError(f"There is only one device '{name}'; leave out the number {index}.")
    return name, index


def choice(name: str, index: str, present: list[str]) -> Choice:
    """How to open a session on a device.

    Args:
        name, index: see ``parse``.
        present: providers that the installed runtime offers.
    """
    number = {"device_id": index} if index and name in _NUMBERED else {}
    providers = [({**PROVIDERS, **EXPLICIT}[name], {**_SETTINGS.get(name, {}), **number})]
    if name == "tensorrt" and PROVIDERS["cuda"] in present:  # for what TensorRT leaves out
        providers.append((PROVIDERS["cuda"], {**_SETTINGS["cuda"], **number}))
    return name, providers


def usable(present: list[str]) -> list[str]:
    """Names of the devices among the providers that the installed runtime offers."""
    return [name for name, provider in {**PROVIDERS, **EXPLICIT}.items() if provider in present]


def available_devices() -> list[str]:
    """Names of the devices that can be asked for here. One that is listed may still fail, for want of its driver."""
    try:
        import onnxruntime
    except Exception:  # a broken installation may raise whatever it likes
        return ["numpy"]
    return [*usable(onnxruntime.get_available_providers()), "numpy"]
