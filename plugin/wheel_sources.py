"""Where wheels come from: a package index, or a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from ..engine.errors import PackageError
from ..engine.wheel_files import read_metadata, unwritable
from ..engine.wheel_lists import ACCEPT, list_address, read_list, wheels_in
from ..engine.wheels import WheelOffer
from .fetching import fetch

_LARGEST_LIST = 64 << 20  # bytes; the longest lists have a few megabytes
Progress = Callable[[int, int], None]  # bytes that came, and all


class FolderSource:
    """Wheels in a folder, for computers without a network.

    Args:
        folder: its path.
    """

    def __init__(self, folder: str) -> None:
        self.name, self._folder = folder, folder

    def offers(self, package: str) -> list[WheelOffer]:
        """Wheels of this package, and maybe of others."""
        return wheels_in(self._folder)

    def metadata(self, offer: WheelOffer) -> str | None:
        """The METADATA of a wheel."""
        return read_metadata(offer.address)

    def wheel(self, offer: WheelOffer, staging: Path, progress: Progress) -> Path:
        """The path of a wheel; it stays where it is."""
        return Path(offer.address)


class IndexSource:
    """A package index on the network.

    Args:
        index: its address.
        is_cancelled: asked while something comes in.
    """

    def __init__(self, index: str, is_cancelled: Callable[[], bool]) -> None:
        self.name = urlsplit(index).hostname or ""
        self._index, self._is_cancelled = index, is_cancelled

    def offers(self, package: str) -> list[WheelOffer]:
        """Wheels of this package."""
        return read_list(*self._text(list_address(self._index, package), ACCEPT))

    def metadata(self, offer: WheelOffer) -> str | None:
        """The METADATA of a wheel, None if it cannot be had without the wheel."""
        return self._text(offer.metadata)[0] if offer.metadata else None

    def wheel(self, offer: WheelOffer, staging: Path, progress: Progress) -> Path:
        """Fetch a wheel into the staging folder and check its sha256."""
        if not offer.sha256:
            raise PackageError(
                f"The package index states no sha256 for {offer.name}, so it cannot be checked; choose another index, "
                "or a folder of wheels."
            )
        path, found = staging / offer.name, hashlib.sha256()
        try:
            with open(path, "wb") as file:

                def keep(piece: bytes) -> None:
                    file.write(piece)
                    found.update(piece)

                fetch(offer.address, keep, self._is_cancelled, progress)
        except OSError as error:
            raise unwritable(staging, error) from error
        if found.hexdigest() != offer.sha256:
            raise PackageError(
                f"{offer.name} did not come as the package index states (its sha256 is another), so it was thrown "
                "away; try again, and if that happens again, choose another index."
            )
        return path

    def _text(self, url: str, accept: str = "*/*") -> tuple[str, str]:
        """A text, and the address that it came from in the end."""
        content = bytearray()

        def keep(piece: bytes) -> None:
            content.extend(piece)
            if len(content) > _LARGEST_LIST:
                raise PackageError("The package index sends too much; check the address of the index.")

        address = fetch(url, keep, self._is_cancelled, accept=accept)
        return content.decode("utf-8", errors="replace"), address
