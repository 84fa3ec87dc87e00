"""One run of *Register map to basemap*: QGIS's parameters and layers in, the engine's answer out."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsRectangle

from ..engine.basemap import Basemap
from ..engine.crs import box_in
from ..engine.drawn_basemap import DrawnBasemap, DrawnLayer
from ..engine.errors import InputError, ModelError
from ..engine.model import Model
from ..engine.register import RegisterOptions, surroundings
from ..engine.register_files import RegisterFiles, register_to_files, resolution_wanted
from ..engine.register_measures import measures
from ..engine.registration import WARPS, Registration
from ..engine.restyle_sheet import FileSheet
from ..engine.sheet_georeference import SheetGeoreference
from ..engine.sheet_pixels import METHODS
from .chosen import chosen_values
from .features import read_geometries, request_for
from .model_choice import model_path
from .qgis_basemap import LayerImage, QgisBasemap, check_layer, wkt_from
from .raster_run import RasterRun, box_of, check_files, check_model, number_or_none

TASK, FEATURES, KIND = "register", "maps", "map"


def check_parameters(algorithm, parameters: dict, context: QgsProcessingContext) -> None:
    """Find out what can be known to be wrong before anything is computed.

    Raises:
        RealignError: with the sentence for the user.
    """
    vectors = algorithm.parameterAsLayerList(parameters, algorithm.VECTORS, context)
    layers = check_files(algorithm, parameters, context, [each.source().partition("|")[0] for each in vectors])
    options_of(algorithm, parameters, context)
    path = chosen_model(algorithm, parameters, context)
    if path:
        check_model(path, TASK)
    check_grounds(algorithm.BASEMAP in layers, len(vectors))
    if algorithm.BASEMAP in layers:
        check_layer(layers[algorithm.BASEMAP])
    if algorithm.INPUT in layers:  # else QGIS itself says that it cannot be loaded
        with _scan(LayerImage.of(layers[algorithm.INPUT], needs_crs=False)) as scan:
            SheetGeoreference(scan, *_roughly(algorithm, parameters, context))


def check_grounds(basemap: bool, vectors: int) -> None:
    """Find out whether there is one kind of thing that is right.

    Raises:
        InputError: there is none, or two.
    """
    if not basemap and not vectors:
        raise InputError("There is nothing to register the map onto; choose a basemap, or vector layers.")
    if basemap and vectors:
        raise InputError("Both a basemap and vector layers are given; choose one, and leave the other empty.")


class RegisterRun(RasterRun):
    """See ``RasterRun``; the rasters are INPUT and, unless vector layers are given, BASEMAP."""

    task, kind = TASK, KIND

    def _features(self) -> str:
        return FEATURES

    def _load(self) -> tuple[Model | None, list[str]]:
        algorithm = self._algorithm
        if chosen_model(algorithm, self._parameters, self._context):
            return super()._load()
        if algorithm.parameterAsBoolean(self._parameters, algorithm.EDGES, self._context):
            return None, []
        return None, [algorithm.tr("No model for this task is installed, so edges are compared.")]

    def _draw(self, model: Model | None, output: str) -> Registration:
        algorithm, parameters, context, feedback = self._algorithm, self._parameters, self._context, self._feedback
        options = options_of(algorithm, parameters, context)
        check_grounds(algorithm.BASEMAP in self._images, len(algorithm.grounds))
        image, results = self._images[algorithm.INPUT], self._results
        scan = _scan(image)
        self._sheets.append(scan)
        sheet = SheetGeoreference(scan, *_roughly(algorithm, parameters, context))
        with self._ground(sheet, model, options) as basemap:
            files = RegisterFiles(
                output,
                results.get(algorithm.DISPLACEMENT),
                results.get(algorithm.GCPS),
                results.get(algorithm.ANNOTATION),
                results.get(algorithm.REPORT),
                METHODS[algorithm.parameterAsEnum(parameters, algorithm.RESAMPLING, context)],
                (image.name, basemap.name),
                chosen_values(algorithm, parameters, context),
            )
            try:
                return register_to_files(
                    sheet,
                    basemap,
                    files,
                    options,
                    model,
                    progress=self._progress,
                    is_cancelled=feedback.isCanceled,
                    announce=feedback.pushWarning,
                )
            finally:
                if isinstance(basemap, QgisBasemap) and not feedback.isCanceled():
                    basemap.check()  # "the service gave nothing" says more than "nothing was found"

    def _ground(
        self, sheet: SheetGeoreference, model: Model | None, options: RegisterOptions
    ) -> AbstractContextManager[Basemap]:
        """What the map is registered onto, open."""
        algorithm, context, feedback = self._algorithm, self._context, self._feedback
        image = self._images.get(algorithm.BASEMAP)
        if image is None:
            feedback.setProgressText(algorithm.tr("Reading the vector layers"))
            near = surroundings(sheet, options)
            return nullcontext(DrawnBasemap([self._drawn(source, near, sheet.crs) for source in algorithm.grounds]))
        crs = QgsCoordinateReferenceSystem.fromWkt(sheet.crs)
        place = image.place_of(QgsRectangle(*sheet.box), crs, context.transformContext())
        return image.open(place, resolution_wanted(sheet, options, model), feedback)

    def _drawn(self, source, near: tuple[float, float, float, float], crs: str) -> DrawnLayer:
        """What of a vector layer may lie under the map.

        Args:
            source: its features.
            near: xmin, ymin, xmax, ymax, outside of which nothing need be drawn.
            crs: WKT, of ``near``.
        """
        own, request, whole = wkt_from(source.sourceCrs()), request_for(None), source.sourceExtent()
        box = box_in(near, crs, own)
        if box is not None:
            request.setFilterRect(QgsRectangle(*box))
        geometries = read_geometries(source, request, self._feedback.isCanceled)[1]
        return DrawnLayer(geometries, own, source.sourceName(), extent=box_of(whole))

    def _about(self, drawn: Registration) -> str:
        found = measures(drawn)
        text = self._algorithm.tr("{:.0%} of the map can be trusted, {} control points")
        text = text.format(found["TRUSTED"], len(drawn.points))
        if "MOVED" in found:
            text += "; " + self._algorithm.tr("it moved by {:.1f} m in the median").format(found["MOVED"])
        return text

    def _numbers(self, drawn: Registration) -> dict[str, float]:
        return measures(drawn)


def options_of(algorithm, parameters: dict, context: QgsProcessingContext) -> RegisterOptions:
    """How the map is to be registered.

    Raises:
        InputError: impossible numbers.
    """
    return RegisterOptions(
        max_displacement=number_or_none(algorithm, parameters, algorithm.MAX_DISPLACEMENT, context),
        rough=algorithm.parameterAsBoolean(parameters, algorithm.ROUGH, context),
        warp=WARPS[algorithm.parameterAsEnum(parameters, algorithm.WARP, context)],
        rigidity=algorithm.parameterAsDouble(parameters, algorithm.RIGIDITY, context),
        min_confidence=algorithm.parameterAsDouble(parameters, algorithm.MIN_CONFIDENCE, context),
        points=algorithm.parameterAsInt(parameters, algorithm.POINTS_COUNT, context),
        resolution=number_or_none(algorithm, parameters, algorithm.RESOLUTION, context),
    )


def chosen_model(algorithm, parameters: dict, context: QgsProcessingContext) -> str:
    """Path of the model that is to run; "" where edges are compared.

    Raises:
        ModelError: there is no such file.
    """
    if algorithm.parameterAsBoolean(parameters, algorithm.EDGES, context):
        return ""
    try:
        return model_path(algorithm, parameters, context, FEATURES, TASK)[0]
    except ModelError:
        if algorithm.parameterAsFile(parameters, algorithm.MODEL, context):
            raise
        return ""  # none ships


def _roughly(
    algorithm, parameters: dict, context: QgsProcessingContext
) -> tuple[tuple[float, float, float, float] | None, str]:
    """The extent in which the map roughly lies, None for its own place, and the CRS of that."""
    box = box_of(algorithm.parameterAsExtent(parameters, algorithm.EXTENT, context))
    return box, wkt_from(algorithm.parameterAsExtentCrs(parameters, algorithm.EXTENT, context)) if box else ""


def _scan(image: LayerImage) -> FileSheet:
    """The map's pixels.

    Raises:
        InputError: it is a web service.
    """
    if not image.path:
        raise InputError(f"The layer {image.name} is no file, so it is no scan; choose a file, or save it as one.")
    return FileSheet(image.path, image.name, image.wkt, kind=KIND)
