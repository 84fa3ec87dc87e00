"""The plugin object that QGIS creates when it loads Realign."""

from __future__ import annotations

from qgis.core import QgsApplication

from .provider import RealignProvider


class RealignPlugin:
    """Adds the Processing provider; QGIS calls the methods.

    Args:
        iface: the QGIS interface, None in ``qgis_process`` and in tests; not used so far.
    """

    def __init__(self, iface) -> None:
        self.iface = iface
        self.provider: RealignProvider | None = None

    def initGui(self) -> None:
        """Called by QGIS with a window, after the plugin was switched on."""
        self.initProcessing()

    def initProcessing(self) -> None:
        """Called by ``qgis_process``, which has no window, instead of initGui."""
        if self.provider is None:
            self.provider = RealignProvider()
            QgsApplication.processingRegistry().addProvider(self.provider)

    def unload(self) -> None:
        """Called by QGIS when the plugin is switched off."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)  # deletes it
            self.provider = None
