"""What algorithms have in common that draw a raster anew."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from .algorithm import RealignAlgorithm, told_by_qgis
from .qgis_basemap import LayerImage

translate = QCoreApplication.translate


class RasterAlgorithm(RealignAlgorithm):
    """Takes its rasters from their layers in the layers' own thread, and says what is wrong in the engine's words."""

    INPUT, EXTENT, RESOLUTION, MODEL, OUTPUT = "INPUT", "EXTENT", "RESOLUTION", "MODEL", "OUTPUT"
    RASTERS: ClassVar[tuple[str, ...]] = (INPUT,)  # parameters that are rasters

    def __init__(self) -> None:
        super().__init__()
        self._images: dict[str, LayerImage] = {}

    def worker(self) -> type:
        """The ``RasterRun`` that does the work; imported only here, so that QGIS starts without loading the engine."""
        raise NotImplementedError

    def add_model(self) -> None:
        """Declare the parameter MODEL."""
        self.add(
            QgsProcessingParameterFile(
                self.MODEL,
                translate("RealignAlgorithm", "Model (shipped model if empty)"),
                extension="onnx",
                optional=True,
            ),
            translate(
                "RealignAlgorithm",
                "A model trained for this task (.onnx with a model card). If empty, the default is used, as it ships "
                "or as it was chosen in Settings → Options → Realign.",
            ),
            advanced=True,
        )

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        for name in self.RASTERS:
            layer = self.parameterAsRasterLayer(parameters, name, context)
            if layer is None:
                if not self.parameterDefinition(name).flags() & QgsProcessingParameterDefinition.Flag.FlagOptional:
                    raise QgsProcessingException(self.invalidRasterError(parameters, name))
                continue
            with told_by_qgis():
                self._images[name] = LayerImage.of(layer, needs_crs=False)  # here, in the layer's own thread
        return True

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        with told_by_qgis():
            return self.worker()(self, parameters, context, feedback, self._images)()
