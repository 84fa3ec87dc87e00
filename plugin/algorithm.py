"""What all algorithms of Realign have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from ..engine.devices import DEVICES
from ..engine.errors import RealignError
from .help_pages import ICONS

translate = QCoreApplication.translate


@contextmanager
def told_by_qgis() -> Iterator[None]:
    """What the engine finds wrong inside becomes QGIS's own exception, with the same sentence."""
    try:
        yield
    except RealignError as error:
        raise QgsProcessingException(str(error)) from error


class RealignAlgorithm(QgsProcessingAlgorithm):
    """Has the icon that is called as itself, and help for every parameter."""

    DEVICE = "DEVICE"

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / f"{self.name()}.svg")

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Find out what can be known to be wrong before anything is computed; called when QGIS has found nothing.

        Raises:
            RealignError: with the sentence for the user.
        """

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        possible, message = super().checkParameterValues(parameters, context)
        if possible:
            try:
                self.check(parameters, context)
            except RealignError as error:
                return False, str(error)
        return possible, message

    def window(self) -> type | None:
        """The class of the algorithm's own window, None for QGIS's standard one.

        Raises:
            ImportError: Processing's windows are not there, as in ``qgis_process``.
        """
        return None

    def createCustomParametersWidget(self, parent=None):
        """Called by QGIS; None, for its standard window, where there is no other."""
        try:
            window = self.window()
        except ImportError:
            return None
        return window(self, parent) if window is not None else None

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

    def add_device(self) -> None:
        """Declare the parameter DEVICE."""
        self.add(
            QgsProcessingParameterEnum(
                self.DEVICE,
                translate("RealignAlgorithm", "Device"),
                list(DEVICES),
                defaultValue="auto",
                usesStaticStrings=True,
            ),
            translate(
                "RealignAlgorithm",
                "What computes: auto takes the device chosen in Settings → Options → Realign, or else the fastest that "
                "works; a device asked for by name is used or refused. Which of several graphics cards is meant is "
                "chosen there, too. Devices other than numpy need the Python package onnxruntime; without it, auto "
                "takes numpy, which is slower. The log says what really ran.",
            ),
            advanced=True,
        )
