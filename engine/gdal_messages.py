"""What GDAL says, collected instead of printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

_MOST = 20


class Messages:
    """The messages of one block of GDAL calls.

    Attributes:
        warnings, failures: each text once, in order, at most ``_MOST`` of them.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.failures: list[str] = []

    def __call__(self, level: int, number: int, text: str) -> None:
        """Take one message; the signature is GDAL's."""
        if level == gdal.CE_Debug:
            return
        kept = self.warnings if level <= gdal.CE_Warning else self.failures
        if text not in kept and len(kept) < _MOST:
            kept.append(text)

    def reason(self, error: Exception | None = None) -> str:
        """The first failure, as the end of a sentence: ' (GDAL: …)', or '' if GDAL gave none."""
        text = self.failures[0] if self.failures else str(error or "")
        return f" (GDAL: {' '.join(text.split()).rstrip('.')})" if text else ""


@contextmanager
def collected() -> Iterator[Messages]:
    """Collect GDAL's messages of the calling thread.

    Works whether or not the surrounding program (QGIS, another plugin) has switched GDAL's
    exceptions on: that switch is global, so it is left alone.
    """
    messages = Messages()
    gdal.PushErrorHandler(messages)
    try:
        yield messages
    finally:
        gdal.PopErrorHandler()
