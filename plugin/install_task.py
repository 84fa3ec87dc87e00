"""Installing a backend into the profile, in the background."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal

from ..engine.errors import Cancelled, PackageError, RealignError
from ..engine.machine import Machine
from ..engine.wheel_files import read_metadata, unpack, unwritable
from ..engine.wheels import WheelName, WheelOffer, fits_metadata, fitting, libraries_of, none_fits
from . import backend_store as store
from .backend_store import About, Backend
from .backends import activate
from .fetching import proxy_settings, use_proxy
from .log import log, warn
from .wheel_sources import FolderSource, IndexSource

_FETCHED = 0.8  # share of the bar of one wheel at which it is there; the rest is for unpacking
_TRIES = 8  # wheels, the newest first, whose METADATA is looked at


class InstallTask(QgsTask):
    """Fetches a package's wheel that fits, checks and unpacks it; nothing is seen of it until it is complete.

    Args:
        package: one of ``PACKAGES``.
        index: address of a package index, for example of https://pypi.org or of a mirror.
        folder: of wheels, taken instead of the index if it is not "".
        libraries: install NVIDIA's libraries with it, as far as the package asks for them.

    Attributes:
        backend: what was installed, None before that.
        error: why nothing was installed, ``Cancelled`` included; None before that.
        told: signal with a line on what is being done.
    """

    told = pyqtSignal(str)

    def __init__(self, package: str, index: str = "", folder: str = "", libraries: bool = False) -> None:
        super().__init__(self.tr("Installing {}").format(package), QgsTask.Flag.CanCancel)
        self._package, self._libraries = package, libraries
        self._source = FolderSource(folder) if folder else IndexSource(index, self.isCanceled)
        self._machine, self._proxy = Machine.this(), proxy_settings()
        self._begin, self._end = 0.0, 100.0  # of the bar, for the wheel that is at hand
        self.backend: Backend | None = None
        self.error: RealignError | None = None

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("InstallTask", text)

    def run(self) -> bool:
        """Called by QGIS in a thread of its own."""
        try:
            use_proxy(self._proxy)
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
                wheel = self._unpack_all(staging)
                name = WheelName.parse(wheel)
                now = datetime.now().astimezone().isoformat(timespec="milliseconds")
                about = About(name.package, str(name.version), wheel, self._source.name, now)
                return store.publish(staging / "unpacked", about)
            except OSError as error:
                raise unwritable(staging, error) from error
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        finally:
            lock.unlock()

    def _unpack_all(self, staging: Path) -> str:
        """Fetch and unpack the package, and the libraries if they are wanted; returns the name of the wheel."""
        unpacked = staging / "unpacked"
        unpacked.mkdir()
        waiting, done, first = [(self._package, "")], [], ""
        while waiting:
            package, specifiers = waiting.pop(0)
            done.append(package)
            self._begin = self._end if first else 0.0
            self._end = self._begin + (100.0 - self._begin) / (len(waiting) + 1 if first or not self._libraries else 5)
            path = self._find(package, specifiers, staging)
            first = first or path.name
            self.told.emit(self.tr("Unpacking {}").format(path.name))
            unpack(path, unpacked, lambda share: self._move(_FETCHED + (1 - _FETCHED) * share), self.isCanceled)
            if self._libraries:
                known = {*done, *(name for name, _ in waiting)}
                waiting += [need for need in dict(libraries_of(read_metadata(path))).items() if need[0] not in known]
            if path.parent == staging:
                path.unlink()
        return first

    def _find(self, package: str, specifiers: str, staging: Path) -> Path:
        """The wheel that fits best."""
        self.told.emit(self.tr("Looking for {}").format(package))
        source, machine = self._source, self._machine
        offers = source.offers(package)
        for offer in fitting(offers, package, machine, specifiers)[:_TRIES]:
            described = source.metadata(offer)
            if described is not None and not fits_metadata(described, machine):
                continue
            path = source.wheel(offer, staging, self._tell_bytes(offer))
            if fits_metadata(read_metadata(path), machine):
                return path
        raise none_fits(offers, package, machine, f"'{source.name}'")

    def _tell_bytes(self, offer: WheelOffer):
        def tell(come: int, total: int) -> None:
            total = total or offer.size
            self._move(_FETCHED * come / total if total else 0.0)
            line = self.tr("{name}: {come:.1f} of {total:.1f} MB") if total else self.tr("{name}: {come:.1f} MB")
            self.told.emit(line.format(name=offer.name, come=come / 1e6, total=total / 1e6))

        return tell

    def _move(self, share: float) -> None:
        self.setProgress(self._begin + (self._end - self._begin) * min(1.0, share))
