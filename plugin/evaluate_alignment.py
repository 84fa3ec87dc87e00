"""The Processing algorithm *Evaluate alignment*."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.evaluation_measures import output_names
from .algorithm import RealignAlgorithm, told_by_qgis
from .help_pages import help_url


class EvaluateAlignment(RealignAlgorithm):
    """``realign:evaluatealignment``; ids and parameter names are a public API and never change."""

    INPUT, REFERENCE, POINTS, KEY, BEFORE = "INPUT", "REFERENCE", "POINTS", "KEY", "BEFORE"
    RESOLUTION, OUTPUT, REPORT, TABLE = "RESOLUTION", "OUTPUT", "REPORT", "TABLE"

    def createInstance(self) -> EvaluateAlignment:
        return EvaluateAlignment()

    def name(self) -> str:
        return "evaluatealignment"

    def displayName(self) -> str:
        return self.tr("Evaluate alignment")

    def group(self) -> str:
        return self.tr("Evaluation")

    def groupId(self) -> str:
        return "evaluation"

    def tags(self) -> list[str]:
        return self.tr(
            "evaluate,accuracy,quality,error,residual,rmse,positional accuracy,compare,reference,ground truth,"
            "check points,alignment,registration,curve,histogram,report"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Measures how far a layer, or a registered map, is from where things truly lie.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Compares a layer with a reference that is right: how far are its vertices from where they truly lie? "
            "Features are matched by a key field; without one by their order, where both layers have the same "
            "structure; else each with the nearest, one to one. Layers may have different CRSs.\n\n"
            "A registered map, or the displacement raster of a registration, is compared with a layer of lines, each "
            "drawn from where something lies on it to where it truly lies, or with control points of the "
            "Georeferencer.\n\n"
            "The results are the mean, the median and other measures in metres, the shares of vertices within 0.5 to "
            "20 metres and, if the resolution is given, within 1 to 10 pixels; as numbers for models and scripts, as "
            "a table, as lines of errors on the map, and as a report with a curve, histograms and a map."
        )

    def helpUrl(self) -> str:
        return help_url("evaluate_alignment")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("EvaluateAlignment", text)

    def initAlgorithm(self, configuration=None) -> None:
        source_type = QgsProcessing.SourceType
        self.add(
            QgsProcessingParameterMapLayer(
                self.INPUT,
                self.tr("Layer or raster to evaluate"),
                types=[source_type.TypeVectorAnyGeometry, source_type.TypeRaster],
            ),
            self.tr("An aligned layer, a registered map, or the displacement raster of a registration."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.REFERENCE,
                self.tr("Reference that is right"),
                [source_type.TypeVectorAnyGeometry],
                optional=True,
            ),
            self.tr(
                "The same features where they truly lie. For a raster: lines, each from where something lies on it (on "
                "a displacement raster: where it lay on the map before) to where it truly lies."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                self.POINTS, self.tr("Control points of a raster, instead"), extension="points", optional=True
            ),
            self.tr(
                "Control points as the Georeferencer saves them, of the raster itself or, for a displacement raster, "
                "of the map that was registered."
            ),
        )
        self.add(
            QgsProcessingParameterField(
                self.KEY, self.tr("Key field"), parentLayerParameterName=self.INPUT, optional=True
            ),
            self.tr("A field of all layers, equal for what is the same thing. If empty, order or place decides."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.BEFORE,
                self.tr("Layer before it was aligned"),
                [source_type.TypeVectorAnyGeometry],
                optional=True,
            ),
            self.tr("To be compared with the same reference, so that curve and histogram show what was gained."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.RESOLUTION,
                self.tr("Resolution (metres per pixel; metres only if empty)"),
                QgsProcessingParameterNumber.Type.Double,
                None,
                True,
                0.001,
                1000.0,
            ),
            self.tr("Counts errors in pixels of this size, too. If empty, a raster's own, and none for layers."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT,
                self.tr("Errors"),
                source_type.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            self.tr(
                "One line for each vertex, from where it lies to where it truly lies, with the fields feature (its "
                "id), error_m, and east_m and north_m: the error itself, where it lies minus where it should."
            ),
        )
        for name, label, kinds, text in (
            (
                self.REPORT,
                self.tr("Report"),
                self.tr("HTML files (*.html)"),
                self.tr("A page with the curve, histograms, a map of errors and the table."),
            ),
            (
                self.TABLE,
                self.tr("Table"),
                self.tr("CSV files (*.csv)"),
                self.tr("The measures, one a row; shares in per cent."),
            ),
        ):
            self.add(QgsProcessingParameterFileDestination(name, label, kinds, None, True, False), text)
        for name in output_names():
            self.addOutput(QgsProcessingOutputNumber(name, self._label(name)))

    def _label(self, name: str) -> str:
        """What a numeric output holds."""
        if name.startswith("WITHIN_"):
            _, threshold, unit = name.split("_")
            text = self.tr("Share within {} metres") if unit == "M" else self.tr("Share within {} pixels")
            return text.format(threshold.replace("P", "."))
        return {
            "FEATURES": self.tr("Features"),
            "MATCHED": self.tr("Features matched"),
            "COUNT": self.tr("Key points"),
            "MEAN": self.tr("Mean error (metres)"),
            "MEDIAN": self.tr("Median error (metres)"),
            "RMS": self.tr("Root mean square error (metres)"),
            "P90": self.tr("90th percentile (metres)"),
            "LARGEST": self.tr("Largest error (metres)"),
            "STEADY": self.tr("Mean error without the median error (metres)"),
            "EAST": self.tr("Mean error to the east (metres)"),
            "NORTH": self.tr("Mean error to the north (metres)"),
            "MEAN_BEFORE": self.tr("Mean error before (metres)"),
        }[name]

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        from .evaluate_run import check_parameters  # here, so that QGIS starts without loading the engine

        check_parameters(self, parameters, context)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        from .evaluate_run import EvaluateRun

        with told_by_qgis():
            self._run = EvaluateRun(self, parameters, context, feedback)  # here: this is the layers' own thread
        return True

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        with told_by_qgis():
            return self._run()
