"""What a command says while it works: how far it is, and every warning once."""

from __future__ import annotations

from collections.abc import Iterable

from .command_options import warn
from .terminal import TerminalProgress


class Talk:
    """Progress and warnings of one run, the latter never in the middle of the bar.

    As a context manager it ends the bar.

    Args:
        quiet: whether no progress is shown; warnings are, all the same.

    Attributes:
        progress: to be called as ``progress(share, text)``.
    """

    def __init__(self, quiet: bool) -> None:
        self.progress = TerminalProgress(quiet=quiet)
        self._told: set[str] = set()

    def warn(self, warnings: Iterable[str]) -> None:
        """Tell those that were not told before."""
        for text in warnings:
            if text not in self._told:
                self._told.add(text)
                self.progress.close()
                warn([text])

    def announce(self, text: str) -> None:
        """Tell what there is to know before the work, for whoever then would rather stop it."""
        self.warn([text])

    def __enter__(self) -> Talk:
        """Return itself."""
        return self

    def __exit__(self, *_) -> None:
        """End the bar."""
        self.progress.close()
