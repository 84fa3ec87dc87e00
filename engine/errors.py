"""The errors that Realign raises on purpose.

Each message is one sentence that says what was wrong, with which input, and what to do about it.
"""


class RealignError(Exception):
    """Base of all errors that a user can act upon."""


class InputError(RealignError):
    """The vector layer or a parameter cannot be used."""


class BasemapError(RealignError):
    """The imagery cannot be used."""


class ModelError(RealignError):
    """The file is no model, a damaged one, or one for another task."""


class DeviceError(RealignError):
    """The device that was asked for cannot run the model."""


class OutputError(RealignError):
    """The result cannot be written where it was asked for."""


class PackageError(RealignError):
    """A package that makes runs faster cannot be found, fetched, checked or put in place."""


class Cancelled(RealignError):  # noqa: N818 (not a fault: the user asked for it)
    """The user stopped the run; nothing was written."""
