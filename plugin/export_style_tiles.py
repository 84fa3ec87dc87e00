"""The Processing algorithm *Export style tiles*."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..engine.errors import Cancelled, InputError, RealignError
from .algorithm import RealignAlgorithm, told_by_qgis
from .help_pages import help_url
from .map_styles import MAPS, DrawnStyle, known, role_of, shipped_names, styled, theme_names, themed

MANY = 1_000_000  # tiles of one style; more is a slip of the zoom


class ExportStyleTiles(RealignAlgorithm):
    """``realign:exportstyletiles``; ids and parameter names are a public API and never change."""

    EXTENT, ZOOM, STYLES, LAYERS = "EXTENT", "ZOOM", "STYLES", "LAYERS"
    STYLE_FOLDER, LABELS, FOLDER = "STYLE_FOLDER", "LABELS", "FOLDER"
    WRITTEN, KEPT = "WRITTEN", "KEPT"

    def __init__(self) -> None:
        super().__init__()
        self._styles: list[DrawnStyle] = []

    def createInstance(self) -> ExportStyleTiles:
        return ExportStyleTiles()

    def name(self) -> str:
        return "exportstyletiles"

    def displayName(self) -> str:
        return self.tr("Export style tiles")

    def group(self) -> str:
        return self.tr("Maps")

    def groupId(self) -> str:
        return "maps"

    def tags(self) -> list[str]:
        return self.tr(
            "tiles,xyz,style,styles,map themes,render,paired,training,cartography,toner,watercolor,engraved,"
            "topographic,osm,openstreetmap,png"
        ).split(",")

    def shortDescription(self) -> str:
        return self.tr("Draws one area as map tiles in several styles, each tile in all of them.")

    def shortHelpString(self) -> str:
        return self.tr(
            "Draws one area in several styles, and writes XYZ tiles of 256 pixels (EPSG:3857) as "
            "style/zoom/column/row.png: for teaching a network to translate one style into another, or for a web "
            "map.\n\n"
            "A style is one of those that come with Realign, drawn from layers of buildings, roads, water, waterways, "
            "land use and rails as OpenStreetMap has them, or a map theme of the project.\n\n"
            "Tiles that are there already are kept, so a run that was cancelled goes on where it stopped; delete the "
            "folder to draw them anew. No tile is ever left unfinished."
        )

    def helpUrl(self) -> str:
        return help_url("style_tiles")

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("ExportStyleTiles", text)

    def initAlgorithm(self, configuration=None) -> None:
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, self.tr("Extent")),
            self.tr("The area to draw, in any CRS. Every tile that it touches is drawn whole."),
        )
        self.add(
            QgsProcessingParameterNumber(
                self.ZOOM, self.tr("Zoom"), QgsProcessingParameterNumber.Type.Integer, 16, False, 0, 22
            ),
            self.tr("Zoom level of the tiles. The styles that come with Realign are made for 13 to 18."),
        )
        shipped = shipped_names()
        self.add(
            QgsProcessingParameterEnum(
                self.STYLES,
                self.tr("Styles and map themes (all that come with Realign if empty)"),
                [*shipped, *(name for name in theme_names() if name not in shipped)],
                allowMultiple=True,
                optional=True,
                usesStaticStrings=True,
            ),
            self.tr("The styles to draw: those that come with Realign, and the map themes of the project."),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.LAYERS,
                self.tr("Layers for Realign's styles (those of the project if empty)"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                optional=True,
            ),
            self.tr(
                "The layers that Realign's styles draw. Each is known by its name, which must hold one of the words "
                "buildings, roads, water, waterways, landuse, rail; others are left out. The fields highway, landuse, "
                "natural and leisure tell classes apart, where they are there. Map themes draw their own layers."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                self.STYLE_FOLDER,
                self.tr("Folder of more styles"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            self.tr(
                "A folder with one folder for each style, made like those that come with Realign: one QML file for "
                "each layer, and map.json. All of them are drawn, too."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.LABELS, self.tr("Draw labels"), False),
            self.tr("Whether names are drawn. Training tiles are better without."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(self.FOLDER, self.tr("Folder for the tiles")),
            self.tr("Where the tiles go: one folder for each style. Tiles that are there already are kept."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.WRITTEN, self.tr("Tiles written")))
        self.addOutput(QgsProcessingOutputNumber(self.KEPT, self.tr("Tiles kept")))

    def check(self, parameters: dict, context: QgsProcessingContext) -> None:
        area = self._area(parameters, context)
        if area.count > MANY:
            text = self.tr("{} tiles for each style are too many; choose a lower zoom or a smaller extent.")
            raise InputError(text.format(area.count))
        folders, themes = self._folders(parameters, context), self._themes(parameters, context)
        if not folders and not themes:
            raise InputError(self.tr("The folder of more styles holds none; choose one that does."))
        names = [*(folder.name for folder in folders), *map(_as_folder, themes)]
        for name in names:
            if names.count(name) > 1:
                text = self.tr("Two styles would write into the folder '{}'; rename one of them.")
                raise InputError(text.format(name))
        layers = self._layers(parameters, context)
        for folder in folders:
            known(folder, layers)

    def prepareAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Copies the layers, here because this runs in their own thread."""
        folders, layers = self._folders(parameters, context), self._layers(parameters, context)
        if folders:
            self._tell(layers, feedback)
        with told_by_qgis():
            self._styles = [styled(folder, layers) for folder in folders]
            self._styles += [themed(name, _as_folder(name)) for name in self._themes(parameters, context)]
        for style in self._styles:
            style.move_to(None)
        return True

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        from .tile_export import export

        folder = self.parameterAsString(parameters, self.FOLDER, context)
        labels = self.parameterAsBoolean(parameters, self.LABELS, context)
        for style in self._styles:
            style.move_to(QThread.currentThread())
        try:
            area = self._area(parameters, context)
            text = self.tr("{tiles} tiles at zoom {zoom} in each of {styles} styles")
            feedback.pushInfo(text.format(tiles=area.count, zoom=area.zoom, styles=len(self._styles)))
            written, kept = export(self._styles, area, Path(folder), labels, context.transformContext(), feedback)
            text = self.tr("{written} tiles written, {kept} kept as they were")
            feedback.pushInfo(text.format(written=written, kept=kept))
        except Cancelled:
            feedback.pushInfo(self.tr("Cancelled; run it again to go on where it stopped."))
            return {}
        except RealignError as error:
            raise QgsProcessingException(str(error)) from error
        finally:
            self._styles = []  # the copies of the layers go away in the thread that they belong to
        return {self.FOLDER: folder, self.WRITTEN: written, self.KEPT: kept}

    def _area(self, parameters: dict, context: QgsProcessingContext):
        from ..engine.tiles import tiles_over

        crs = QgsCoordinateReferenceSystem("EPSG:3857")
        box = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
        zoom = self.parameterAsInt(parameters, self.ZOOM, context)
        return tiles_over(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum(), zoom)

    def _folders(self, parameters: dict, context: QgsProcessingContext) -> list[Path]:
        """Folders of the styles wanted."""
        named = self._named(parameters, context)
        own = self.parameterAsString(parameters, self.STYLE_FOLDER, context)
        more = sorted(path.parent for path in Path(own).glob("*/map.json")) if own else []
        shipped = [name for name in shipped_names() if name in named or not (named or own)]
        return [*(MAPS / name for name in shipped), *more]

    def _themes(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        return [name for name in self._named(parameters, context) if name not in shipped_names()]

    def _named(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        return [name for name in self.parameterAsEnumStrings(parameters, self.STYLES, context) if name]

    def _layers(self, parameters: dict, context: QgsProcessingContext) -> list[QgsVectorLayer]:
        """The layers to draw."""
        project = context.project() or QgsProject.instance()
        chosen = self.parameterAsLayerList(parameters, self.LAYERS, context) or list(project.mapLayers().values())
        return [layer for layer in chosen if isinstance(layer, QgsVectorLayer)]

    def _tell(self, layers: list[QgsVectorLayer], feedback: QgsProcessingFeedback) -> None:
        """Say what each layer is taken for."""
        for layer in layers:
            role = role_of(layer)
            if role is None:
                text = self.tr("The layer '{}' is left out: its name says nothing about what it holds.")
                feedback.pushInfo(text.format(layer.name()))
            else:
                text = self.tr("The layer '{name}' is drawn as {role}.")
                feedback.pushInfo(text.format(name=layer.name(), role=role))


def _as_folder(name: str) -> str:
    """A map theme's name as a folder's."""
    return "".join(letter if letter.isalnum() or letter in " -_." else "_" for letter in name).strip(" .") or "theme"
