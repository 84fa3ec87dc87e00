"""Installing a backend into the profile, in the background."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from ..engine.errors import Cancelled, PackageError, RealignError
from ..engine.machine import Machine
from ..engine.wheel_files import read_metadata, unpack, unwritable
from ..engine.wheel_lists import ACCEPT, list_address, read_list, wheels_in
from ..engine.wheels import WheelName, WheelOffer, fits_metadata, fitting, none_fits
from . import backend_store as store
from .backend_store import About, Backend
from .backends import activate
from .fetching import fetch, proxy_settings, use_proxy
from .log import log, warn

_FETCHED, _UNPACKED = 80.0, 99.0  # per cent of the bar at which these end
_TRIES = 8  # wheels, the newest first, whose METADATA is looked at
_LARGEST_LIST = 64 << 20  # bytes; the longest lists have a few megabytes


class InstallTask(QgsTask):
    """Fetches a package's wheel that fits, checks and unpacks it; nothing is seen of it until it is complete.

    Args:
        package: one of ``PACKAGES``.
        index: address of a package index, for example of https://pypi.org or of a mirror.
        folder: of wheels, taken instead of the index if it is not "".

    Attributes:
        backend: what was installed, None before that.
        error: why nothing was installed, ``Cancelled`` included; None before that.
        told: signal with a line on what is being done.
    """

    told = pyqtSignal(str)

    def __init__(self, package: str, index: str = "", folder: str = "") -> None:
        super().__init__(self.tr("Installing {}").format(package), QgsTask.Flag.CanCancel)
        self._package, self._index, self._folder = package, index, folder
        self._machine, self._proxy = Machine.this(), proxy_settings()
        self.backend: Backend | None = None
        self.error: RealignError | None = None

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("InstallTask", text)

    def run(self) -> bool:
        """Called by QGIS in a thread of its own."""
        try:
            self.backend = self._install()
        except RealignError as error:
            self.error = error
        except Exception as error:  # the user must hear of it, and QGIS swallows it
            self.error = PackageError(f"The installation failed ({type(error).__name__}: {error}).")
        return self.error is None

    def finished(self, result: bool) -> None:
        """Called by QGIS in the main thread, after all."""
        if result:
            about = self.backend.about
            log(f"{about.package} {about.version} was installed from {about.source}.")
            activate()
        elif isinstance(self.error, Cancelled):
            log(str(self.error))
        elif self.error is not None:
            warn(str(self.error))

    def _install(self) -> Backend:
        lock = store.installation_lock()
        if not lock.tryLock(0):
            raise PackageError("Another installation is going on in this profile; wait until it has ended.")
        try:
            staging = store.staging_folder()
            try:
                wheel, source = self._from_folder() if self._folder else self._from_index(staging)
                unpacked = staging / "unpacked"
                unpacked.mkdir()
                self.told.emit(self.tr("Unpacking {}").format(wheel.name))
                unpack(wheel, unpacked, self._progress(_FETCHED, _UNPACKED), self.isCanceled)
                name = WheelName.parse(wheel.name)
                now = datetime.now().astimezone().isoformat(timespec="milliseconds")
                return store.publish(unpacked, About(name.package, str(name.version), wheel.name, source, now))
            except OSError as error:
                raise unwritable(staging, error) from error
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        finally:
            lock.unlock()

    def _from_folder(self) -> tuple[Path, str]:
        offers = wheels_in(self._folder)
        for offer in fitting(offers, self._package, self._machine)[:_TRIES]:
            if fits_metadata(read_metadata(offer.address), self._machine):
                return Path(offer.address), self._folder
        raise none_fits(offers, self._package, self._machine, f"'{self._folder}'")

    def _from_index(self, staging: Path) -> tuple[Path, str]:
        self.told.emit(self.tr("Asking the package index"))
        use_proxy(self._proxy)
        text, address = self._fetch_text(list_address(self._index, self._package), ACCEPT)
        offers = read_list(text, address)
        server = urlsplit(address).hostname or ""
        for offer in fitting(offers, self._package, self._machine)[:_TRIES]:
            if offer.metadata and not fits_metadata(self._fetch_text(offer.metadata)[0], self._machine):
                continue
            path = self._fetch_wheel(offer, staging)
            if fits_metadata(read_metadata(path), self._machine):
                return path, server
        raise none_fits(offers, self._package, self._machine, server)

    def _fetch_text(self, url: str, accept: str = "*/*") -> tuple[str, str]:
        content = bytearray()

        def keep(piece: bytes) -> None:
            content.extend(piece)
            if len(content) > _LARGEST_LIST:
                raise PackageError("The package index sends too much; check the address of the index.")

        address = fetch(url, keep, self.isCanceled, accept=accept)
        return content.decode("utf-8", errors="replace"), address

    def _fetch_wheel(self, offer: WheelOffer, staging: Path) -> Path:
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

                fetch(offer.address, keep, self.isCanceled, self._bytes(offer))
        except OSError as error:
            raise unwritable(staging, error) from error
        if found.hexdigest() != offer.sha256:
            raise PackageError(
                f"{offer.name} did not come as the package index states (its sha256 is another), so it was thrown "
                "away; try again, and if that happens again, choose another index."
            )
        return path

    def _bytes(self, offer: WheelOffer):
        """What is told while a wheel comes in."""

        def tell(come: int, total: int) -> None:
            total = total or offer.size
            self.setProgress(_FETCHED * come / total if total else 0.0)
            line = self.tr("{name}: {come:.1f} of {total:.1f} MB") if total else self.tr("{name}: {come:.1f} MB")
            self.told.emit(line.format(name=offer.name, come=come / 1e6, total=total / 1e6))

        return tell

    def _progress(self, begin: float, end: float):
        return lambda share: self.setProgress(begin + (end - begin) * share)
