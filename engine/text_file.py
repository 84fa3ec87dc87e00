"""A small text file that appears when it is whole."""

from __future__ import annotations

from .errors import OutputError
from .outputs import Staging


def write_text(path: str, text: str) -> None:
    """Write a small file at once.

    Raises:
        OutputError: it cannot be written.
    """
    with Staging() as staging:
        try:
            with open(staging.path(path), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise OutputError(f"The file '{path}' cannot be written ({error.strerror}).") from error
        staging.commit()
