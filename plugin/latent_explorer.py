"""The panel *Latent explorer*: point at a plane, or at the map, and see at once what a model makes of it."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ..engine.latent import LatentModel
from ..engine.model import Model
from . import settings
from .help_pages import open_help
from .latent_models import LatentModels, open_model
from .latent_page import LatentPage
from .latent_place_page import LatentPlacePage
from .newest import Newest

translate = QCoreApplication.translate


class LatentExplorer(QgsDockWidget):
    """Offers models, and for each the page that fits it.

    Args:
        iface: the QGIS interface.
    """

    def __init__(self, iface) -> None:
        super().__init__(translate("RealignLatent", "Latent Explorer"), iface.mainWindow())
        self.setObjectName("RealignLatent")
        self._newest = Newest(self)
        body = QWidget(self)
        self.models = LatentModels(body)
        self.page, self.place_page = LatentPage(iface.mapCanvas(), self._newest), LatentPlacePage(iface, self._newest)
        self.pages = QStackedWidget(body)
        self._empty = QWidget()
        for page in (self._empty, self.page, self.place_page):
            self.pages.addWidget(page)
        self.message = QLabel(body)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.help = QToolButton(body)
        self.help.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
        self.help.setToolTip(translate("RealignLatent", "Help page"))
        self.help.setAccessibleName(self.help.toolTip())
        self.help.clicked.connect(lambda *_: open_help("latent_explorer"))
        row = QHBoxLayout()
        row.addWidget(self.models)
        row.addWidget(self.help)
        layout = QVBoxLayout(body)
        layout.addLayout(row)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.message)
        self.setWidget(body)
        self._say("")
        self.models.chosen.connect(self._on_chosen)
        for signal in (self.page.said, self.place_page.said, self._newest.failed):
            signal.connect(self._say)

    def take_models(self) -> None:
        """Look which models there are now, and what the map shows."""
        self.models.fill()
        self.place_page.take_piece()

    def closeEvent(self, event) -> None:
        """Called by Qt: nothing stays on the map."""
        self.place_page.release()
        super().closeEvent(event)

    def release(self) -> None:
        """Let go of map and models; the panel is of no use afterwards."""
        self._newest.release()
        self.page.release()
        self.place_page.release()

    def _on_chosen(self, path: str) -> None:
        self._newest.forget()
        self.place_page.release()
        self.pages.setCurrentWidget(self._empty)
        if not path:
            self._say(
                translate(
                    "RealignLatent",
                    "No model that can be explored is installed; choose a file above, or add one in Settings → Options "
                    "→ Realign.",
                )
            )
            return
        self._say(translate("RealignLatent", "Loading the model…"))
        device = settings.device()
        self._newest.ask(lambda: open_model(path, device), self._show)

    def _show(self, model: LatentModel | Model) -> None:
        self._say("")
        page = self.page if isinstance(model, LatentModel) else self.place_page
        self.pages.setCurrentWidget(page)
        page.show_model(model)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
