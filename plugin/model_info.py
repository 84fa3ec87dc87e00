"""The Processing algorithm *Model information*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)
from qgis.PyQt.QtCore import QCoreApplication

from .algorithm import told_by_qgis
from .model_algorithm import ModelAlgorithm


class ModelInfo(ModelAlgorithm):
    """``realign:modelinfo``; ids and parameter names are a public API and never change."""

    NAME, VERSION, TASK, FEATURES, LICENCE, CARD = "NAME", "VERSION", "TASK", "FEATURES", "LICENCE", "CARD"
    RESOLUTION, MAX_DISPLACEMENT = "RESOLUTION", "MAX_DISPLACEMENT"

    def createInstance(self) -> ModelInfo:
        return ModelInfo()

    def name(self) -> str:
        return "modelinfo"

    def displayName(self) -> str:
        return self.tr("Model information")

    def tags(self) -> list[str]:
        return self.tr("model,card,onnx,neural network,licence,quality,resolution,information,metadata").split(",")

    def shortDescription(self) -> str:
        return self.tr("Shows what a model says about itself.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Shows a model's card: what it is for, at which ground resolution it works, how good it was measured to "
            "be and where, what it was trained on, and its licence. The network itself is not run.\n\n"
            "The outputs NAME, VERSION, TASK, FEATURES, LICENCE, RESOLUTION (metres per pixel) and MAX_DISPLACEMENT "
            "(metres that its scales bridge) hold the gist for models and scripts, and CARD the whole card as JSON."
        )

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("ModelInfo", text)

    def initAlgorithm(self, configuration=None) -> None:
        self.add_model()
        self.add_page(self.tr("Card"), self.tr("A page with the whole card."))
        for name, text in (
            (self.NAME, self.tr("Name")),
            (self.VERSION, self.tr("Version")),
            (self.TASK, self.tr("Task")),
            (self.FEATURES, self.tr("Features it was trained on")),
            (self.LICENCE, self.tr("Licence")),
            (self.CARD, self.tr("Card as JSON")),
        ):
            self.addOutput(QgsProcessingOutputString(name, text))
        self.addOutput(QgsProcessingOutputNumber(self.RESOLUTION, self.tr("Ground resolution (metres per pixel)")))
        self.addOutput(QgsProcessingOutputNumber(self.MAX_DISPLACEMENT, self.tr("Reach of the scales (metres)")))

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        from ..engine.card_page import card_html
        from ..engine.model import read_card
        from ..engine.pages import page

        with told_by_qgis():
            path = self.path_of_model(parameters, context)
            card = read_card(path)
            feedback.pushInfo(self.tr("Model: {name} {version}").format(name=card.name, version=card.version))
            feedback.pushInfo(card.description)
            results = self.write_page(parameters, context, page(card.name, card_html(card)))
        feedback.setProgress(100)
        return {
            **results,
            self.NAME: card.name,
            self.VERSION: card.version,
            self.TASK: card.task,
            self.FEATURES: card.features,
            self.LICENCE: card.licence,
            self.CARD: card.to_json(),
            self.RESOLUTION: card.resolution,
            self.MAX_DISPLACEMENT: card.max_displacement,
        }
