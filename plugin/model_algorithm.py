"""What the algorithms about models have in common."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.errors import OutputError
from ..engine.outputs import Staging, check_writable
from .algorithm import RealignAlgorithm
from .help_pages import help_url


class ModelAlgorithm(RealignAlgorithm):
    """Takes a model, and writes a page about it."""

    MODEL = "MODEL"
    OUTPUT = "OUTPUT"

    def group(self) -> str:
        return QCoreApplication.translate("ModelAlgorithm", "Models")

    def groupId(self) -> str:
        return "models"

    def helpUrl(self) -> str:
        return help_url("models")

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from ..engine.model import read_card  # here, so that QGIS starts without loading the engine

        read_card(self.path_of_model(parameters, context))
        if parameters.get(self.OUTPUT) not in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
            check_writable(self._path_of_page(parameters, context), overwrite=True)

    def path_of_model(self, parameters: dict, context: QgsProcessingContext) -> str:
        """The model that is named, or the default for buildings.

        Raises:
            RealignError: there is none.
        """
        from .models import model_for

        return self.parameterAsFile(parameters, self.MODEL, context) or model_for("buildings")[0]

    def add_model(self) -> None:
        """Declare the parameter MODEL."""
        translate = QCoreApplication.translate
        self.add(
            QgsProcessingParameterFile(
                self.MODEL,
                translate("ModelAlgorithm", "Model (default for buildings if empty)"),
                extension="onnx",
                optional=True,
            ),
            translate(
                "ModelAlgorithm",
                "A model of Realign (.onnx with a model card). If empty, the one that runs for buildings is taken.",
            ),
        )

    def add_page(self, text: str, explanation: str) -> None:
        """Declare the parameter OUTPUT."""
        parameter = QgsProcessingParameterFileDestination(
            self.OUTPUT, text, QCoreApplication.translate("ModelAlgorithm", "HTML files (*.html)"), optional=True
        )
        self.add(parameter, explanation)

    def write_page(self, parameters: dict, context: QgsProcessingContext, content: str) -> dict[str, str]:
        """Write the page, if one is wanted, and return it by the name of its output.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._path_of_page(parameters, context)
        if not path:
            return {}
        with Staging() as staging:
            try:
                Path(staging.path(path)).write_text(content, encoding="utf-8")
            except OSError as error:
                raise OutputError(
                    f"The page {path} cannot be written ({error.strerror}); choose another place."
                ) from error
            staging.commit()
        return {self.OUTPUT: path}

    def _path_of_page(self, parameters: dict, context: QgsProcessingContext) -> str:
        if parameters.get(self.OUTPUT) in (None, ""):
            return ""
        return self.parameterAsFileOutput(parameters, self.OUTPUT, context)
