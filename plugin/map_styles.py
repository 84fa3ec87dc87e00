"""Map styles: those that ship, folders of others, and the project's map themes; each gives layers ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtGui import QColor

from ..engine.errors import InputError
from ..engine.paper import Finish, MapFrame
from .styling import STYLES

MAPS = STYLES / "maps"
AREAS, LINES = ("landuse", "water", "buildings"), ("waterways", "rail", "roads")


@dataclass
class DrawnStyle:
    """One style with what it draws.

    Attributes:
        name: of the folder with its tiles.
        background: of the paper.
        layers: copies of the user's layers, top first.
        overrides: styles as XML by layer id, for map themes.
    """

    name: str
    background: QColor
    layers: list[QgsMapLayer]
    overrides: dict[str, str]
    finish: Finish

    def move_to(self, thread: QThread | None) -> None:
        """Hand the layers to another thread."""
        for layer in self.layers:
            layer.moveToThread(thread)


def shipped_names() -> list[str]:
    """Ids of the styles that ship."""
    return sorted(path.parent.name for path in MAPS.glob("*/map.json"))


def theme_names() -> list[str]:
    """The project's map themes."""
    return list(QgsProject.instance().mapThemeCollection().mapThemes())


def role_of(layer: QgsVectorLayer) -> str | None:
    """What a layer holds, by its name and geometry: one of `AREAS` or `LINES`; None when neither tells.

    A layer of a GeoPackage that is called exactly like that is known, too, whatever its name in the project.
    """
    kind = QgsWkbTypes.geometryType(layer.wkbType())
    roles = {QgsWkbTypes.GeometryType.PolygonGeometry: AREAS, QgsWkbTypes.GeometryType.LineGeometry: LINES}
    possible = roles.get(kind, ())
    table = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("layerName")
    if table in possible:
        return table
    name = layer.name().lower().replace(" ", "").replace("_", "").replace("-", "")
    found = {name.find(role.rstrip("s")): role for role in possible if role.rstrip("s") in name}
    return found[min(found)] if found else None  # railroads are rails


def known(folder: Path, layers: list[QgsVectorLayer]) -> tuple[MapFrame, list[tuple[str, QgsVectorLayer]]]:
    """What a style says of the whole map, and the layers that it draws with what they hold, top first.

    Raises:
        InputError: the folder is no style, or none of the layers has a name that it knows.
    """
    frame = MapFrame.read(folder)
    roles = [role for role in reversed(frame.order) if (folder / f"{role}.qml").exists()]
    found = [(role, layer) for role in roles for layer in layers if role_of(layer) == role]
    if not found:
        names = ", ".join(f"'{name}'" for name in frame.order)
        raise InputError(
            f"None of the layers is known to the style '{folder.name}'; name layers by what they hold: {names}."
        )
    return frame, found


def styled(folder: Path, layers: list[QgsVectorLayer]) -> DrawnStyle:
    """A style of a folder with copies of the layers that it knows.

    Raises:
        InputError: as `known`, or a layer's style cannot be loaded.
    """
    frame, found = known(folder, layers)
    drawn = []
    for role, layer in found:
        copy = layer.clone()
        path = folder / f"{role}.qml"
        text, done = copy.loadNamedStyle(str(path))
        if not done:
            raise InputError(f"The style '{path}' cannot be loaded ({text}); take it from Realign again.")
        drawn.append(copy)
    return DrawnStyle(folder.name, QColor(frame.background), drawn, {}, frame.finish)


def themed(name: str, folder: str) -> DrawnStyle:
    """A map theme of the project with copies of its visible layers.

    Args:
        folder: name for the folder of its tiles.

    Raises:
        InputError: the theme is gone, or shows no layer.
    """
    project = QgsProject.instance()
    themes = project.mapThemeCollection()
    visible = themes.mapThemeVisibleLayers(name) if themes.hasMapTheme(name) else []
    if not visible:
        raise InputError(f"The project has no map theme '{name}' with a visible layer; make one in the layers panel.")
    styles = themes.mapThemeStyleOverrides(name)
    drawn, overrides = [], {}
    for layer in visible:
        copy = layer.clone()
        drawn.append(copy)
        if layer.id() in styles:
            overrides[copy.id()] = styles[layer.id()]
    return DrawnStyle(folder, project.backgroundColor(), drawn, overrides, Finish())
