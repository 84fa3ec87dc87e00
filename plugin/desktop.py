"""What Realign adds to QGIS's window: a menu, a toolbar, the review panel, a page in the options, help."""

from __future__ import annotations

import logging

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon

from .help_pages import ICONS, open_help

try:
    from qgis.PyQt.QtGui import QAction  # Qt 6
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

translate = QCoreApplication.translate
MENU = "&Realign"  # a name, the same in every language
_log = logging.getLogger(__name__)


class Desktop:
    """Adds everything when it is made; ``remove`` takes all of it away again.

    Args:
        iface: the QGIS interface.
    """

    def __init__(self, iface) -> None:
        self._iface = iface
        self._dock = self._explorer = None
        self._dialogs: list = []
        self._factory = self._register_options()
        window = iface.mainWindow()
        align = self._action(
            "alignvectors", translate("RealignDesktop", "&Align Vectors to Imagery…"), self.open_align_dialog
        )
        align.setToolTip(
            translate(
                "RealignDesktop", "Align Vectors to Imagery: moves buildings or roads to where the imagery shows them"
            )
        )
        register = self._action(
            "registermap", translate("RealignDesktop", "Re&gister Map to Basemap…"), self.open_register_dialog
        )
        register.setToolTip(
            translate("RealignDesktop", "Register Map to Basemap: lays a scanned map exactly onto a modern one")
        )
        restyle = self._action("restylemap", translate("RealignDesktop", "Re&style Map…"), self.open_restyle_dialog)
        restyle.setToolTip(translate("RealignDesktop", "Restyle Map: draws a map in another style"))
        colorize = self._action(
            "colorizeimagery", translate("RealignDesktop", "&Colorize Imagery…"), self.open_colorize_dialog
        )
        colorize.setToolTip(
            translate("RealignDesktop", "Colorize Imagery: gives grey imagery the colours of the place where it lies")
        )
        self.review = self._action("review", translate("RealignDesktop", "Re&view Aligned Layer"), self.show_review)
        self.review.setCheckable(True)
        self.review.setToolTip(
            translate(
                "RealignDesktop", "Review Aligned Layer: step through uncertain features, accept, revert or fix them"
            )
        )
        self.explorer = self._action(
            "latentexplorer", translate("RealignDesktop", "&Latent Explorer"), self.show_explorer
        )
        self.explorer.setCheckable(True)
        self.explorer.setToolTip(
            translate("RealignDesktop", "Latent Explorer: point at a plane, or at the map, and see what a model draws")
        )
        self._menu_actions = [align, self.review]
        if self._factory is not None:
            self._menu_actions.append(
                self._action("settings", translate("RealignDesktop", "&Settings…"), self.open_settings)
            )
        self._menu_actions.append(self._action("help", translate("RealignDesktop", "&Help"), open_help))
        for action in self._menu_actions:
            iface.addPluginToVectorMenu(MENU, action)
        self._raster_actions = [register, restyle, colorize, self.explorer]
        for action in self._raster_actions:
            iface.addPluginToRasterMenu(MENU, action)
        self._toolbar = iface.addToolBar("Realign")
        self._toolbar.setObjectName("RealignToolbar")  # by which QGIS remembers where the user put it
        self._toolbar.addAction(align)
        self._toolbar.addAction(self.review)
        self._toolbar.addAction(register)
        self._toolbar.addAction(restyle)
        self._toolbar.addAction(self.explorer)
        self._help = QAction(QIcon(str(ICONS / "realign.svg")), "Realign", window)
        self._help.triggered.connect(lambda: open_help())
        iface.pluginHelpMenu().addAction(self._help)

    def remove(self) -> None:
        """Leave nothing behind."""
        for action in self._menu_actions:
            self._iface.removePluginVectorMenu(MENU, action)
            action.deleteLater()
        for action in self._raster_actions:
            self._iface.removePluginRasterMenu(MENU, action)
            action.deleteLater()
        self._iface.pluginHelpMenu().removeAction(self._help)
        self._help.deleteLater()
        self._iface.mainWindow().removeToolBar(self._toolbar)
        self._toolbar.deleteLater()
        if self._factory is not None:
            self._iface.unregisterOptionsWidgetFactory(self._factory)
            self._factory = None
        for dock in filter(None, (self._dock, self._explorer)):
            dock.close()
            dock.release()
            self._iface.removeDockWidget(dock)
            dock.deleteLater()
        self._dock = self._explorer = None
        for dialog in self._dialogs:
            if not sip.isdeleted(dialog):
                dialog.close()
                dialog.deleteLater()
        self._dialogs = []

    def open_align_dialog(self) -> None:
        """Show the window of *Align vectors to imagery*; QGIS stays usable beside it."""
        self._open("realign:alignvectors")

    def open_register_dialog(self) -> None:
        """Show the window of *Register map to basemap*; QGIS stays usable beside it."""
        self._open("realign:registermap")

    def open_restyle_dialog(self) -> None:
        """Show the window of *Restyle map*; QGIS stays usable beside it."""
        self._open("realign:restylemap")

    def open_colorize_dialog(self) -> None:
        """Show the window of *Colorize grayscale imagery*; QGIS stays usable beside it."""
        self._open("realign:colorizeimagery")

    def show_review(self, shown: bool = True) -> None:
        """Show or hide the review panel."""
        if self._dock is None and shown:
            from .review_dock import ReviewDock

            self._dock = ReviewDock(self._iface)
            self._add_dock(self._dock, self.review)
        if self._dock is not None:
            self._dock.setVisible(shown)
        if shown:
            self._dock.take_active_layer()

    def show_explorer(self, shown: bool = True) -> None:
        """Show or hide the latent explorer."""
        if self._explorer is None and shown:
            from .latent_explorer import LatentExplorer

            self._explorer = LatentExplorer(self._iface)
            self._add_dock(self._explorer, self.explorer)
        if shown:
            self._explorer.show()
            self._explorer.take_models()
        elif self._explorer is not None:
            self._explorer.close()

    def open_settings(self) -> None:
        """Open QGIS's options at Realign's page."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), "realignOptions")

    def _open(self, algorithm_id: str) -> None:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        dialog = algorithm.createCustomParametersWidget(self._iface.mainWindow())
        if dialog is None:
            text = translate("RealignDesktop", "The window cannot be opened: switch on the plugin Processing first.")
            self._iface.messageBar().pushWarning("Realign", text)
            return
        self._dialogs.append(dialog)
        dialog.show()

    def _add_dock(self, dock, action: QAction) -> None:
        """Add a panel to the window; its action is checked while it is shown, though it may be in a tab behind."""
        self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.visibilityChanged.connect(lambda _visible: action.setChecked(not dock.isHidden()))

    def _action(self, icon: str, text: str, call) -> QAction:
        action = QAction(QIcon(str(ICONS / f"{icon}.svg")), text, self._iface.mainWindow())
        action.setObjectName(f"realign_{icon}")  # by which QGIS keeps the user's shortcut
        action.triggered.connect(lambda checked=False: call(checked) if action.isCheckable() else call())
        return action

    def _register_options(self):
        """Register the page in QGIS's options; None where it cannot be made."""
        try:
            from .options_page import OptionsFactory
        except ImportError as error:
            _log.warning("Realign has no page in the options: %s", error)
            return None
        factory = OptionsFactory()
        self._iface.registerOptionsWidgetFactory(factory)
        return factory
