"""What algorithms have in common that draw a raster anew."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)

from ..engine.errors import RealignError
from .algorithm import RealignAlgorithm
from .qgis_basemap import LayerImage


class RasterAlgorithm(RealignAlgorithm):
    """Takes its rasters from their layers in the layers' own thread, and says what is wrong in the engine's words."""

    INPUT, EXTENT, RESOLUTION, MODEL, OUTPUT = "INPUT", "EXTENT", "RESOLUTION", "MODEL", "OUTPUT"
    RASTERS: ClassVar[tuple[str, ...]] = (INPUT,)  # parameters that are rasters

    def __init__(self) -> None:
        super().__init__()
        self._images: dict[str, LayerImage] = {}

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        """Find out what can be known to be wrong before anything is computed.

        Raises:
            RealignError: with the sentence for the user.
        """
        raise NotImplementedError

    def draw(
        self,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        images: dict[str, LayerImage],
    ) -> dict:
        """Do the work, and return the result by output name; nothing if the user cancelled.

        Args:
            parameters, context, feedback: as QGIS passed them.
            images: those of ``RASTERS`` that are given.

        Raises:
            RealignError: with the sentence for the user.
        """
        raise NotImplementedError

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        possible, message = super().checkParameterValues(parameters, context)
        if not possible:
            return possible, message
        try:
            self.check(parameters, context)
        except RealignError as error:
            return False, str(error)
        return True, ""

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        for name in self.RASTERS:
            layer = self.parameterAsRasterLayer(parameters, name, context)
            if layer is None:
                if not self.parameterDefinition(name).flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
                    raise QgsProcessingException(self.invalidRasterError(parameters, name))
                continue
            try:
                self._images[name] = LayerImage.of(layer, needs_crs=False)  # here, in the layer's own thread
            except RealignError as error:
                raise QgsProcessingException(str(error)) from error
        return True

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        try:
            return self.draw(parameters, context, feedback, self._images)
        except RealignError as error:
            raise QgsProcessingException(str(error)) from error
