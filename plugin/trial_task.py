"""Finding out in the background what really runs: the checksums of an installation, then the shipped model."""

from __future__ import annotations

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.errors import ModelError, PackageError, RealignError
from . import backend_store as store
from .backend_store import Backend
from .backends import present, try_out, verify


class TrialTask(QgsTask):
    """Runs the shipped model on a device, or checks an installation: its files, then the shipped model on it.

    Args:
        device: to ask for.
        installation: to check; of one that is not loaded and would not be, only the files can be.

    Attributes:
        device: that really ran; "" if nothing was run.
        backend: what ran it, such as 'onnxruntime 1.31.1'.
        warnings: about the choice of the device.
        error: what is wrong, None if all is well.
    """

    def __init__(self, device: str, installation: Backend | None = None) -> None:
        super().__init__(QCoreApplication.translate("TrialTask", "Trying what runs the networks"))
        self._asked, self._installation = device, installation
        self.device, self.backend = "", ""
        self.warnings: list[str] = []
        self.error: RealignError | None = None

    def run(self) -> bool:
        """Called by QGIS in a thread of its own."""
        try:
            if self._installation is None:
                self._run_on(self._asked)
            else:
                verify(self._installation)
                if _would_run(self._installation):
                    self._run_installation()
        except RealignError as error:
            self.error = error
        except Exception as error:  # the user must hear of it, and QGIS swallows it
            self.error = PackageError(f"The trial failed ({type(error).__name__}: {error}).")
        return self.error is None

    def _run_installation(self) -> None:
        about = self._installation.about
        try:
            self._run_on("auto")
        except ModelError as error:  # the model came with the plugin
            raise PackageError(
                f"{about.package} {about.version} cannot run a shipped model; install it again, or another package."
            ) from error
        if self.device == "numpy":  # it has stepped in
            raise PackageError(" ".join(self.warnings))

    def _run_on(self, device: str) -> None:
        self.device, self.warnings = try_out(device)
        found = present()
        self.backend = "numpy" if self.device == "numpy" or found is None else f"{found.package} {found.version}"


def _would_run(backend: Backend) -> bool:
    loaded = store.loaded_from()
    return backend.active if loaded is None else loaded == backend.folder
