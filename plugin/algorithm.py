"""What all algorithms of Realign have in common."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterDefinition, QgsProcessingParameterNumber
from qgis.PyQt.QtGui import QIcon

from .help_pages import ICONS


class RealignAlgorithm(QgsProcessingAlgorithm):
    """Has the icon that is called as itself, and help for every parameter."""

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / f"{self.name()}.svg")

    def add(self, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False) -> None:
        """Declare a parameter with its help."""
        parameter.setHelp(text)
        if (
            isinstance(parameter, QgsProcessingParameterNumber)
            and parameter.dataType() == QgsProcessingParameterNumber.Type.Double
        ):
            parameter.setMetadata({"widget_wrapper": {"decimals": 2}})
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)
