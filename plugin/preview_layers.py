"""The group of temporary layers that a preview leaves in the project."""

from __future__ import annotations

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QCoreApplication

translate = QCoreApplication.translate

_GROUP = "realign/preview"  # custom property by which a group is known again
_NO_QUESTION = "skipMemoryLayersCheck"  # QGIS: do not ask whether to save it when the project is closed


class PreviewLayers:
    """Shows the layers of the latest preview, and takes those of the one before away."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._hidden = ""  # id of the user's layer, which is hidden as long as its copy is shown

    @property
    def shown(self) -> bool:
        """Whether there are any in the project."""
        return any(QgsProject.instance().mapLayer(each) for each in self._ids)

    def show(self, layers: list[QgsMapLayer], source: str = "") -> None:
        """Put layers on top of the project, in a group of their own.

        Args:
            layers: from top to bottom; they become the project's.
            source: id of a layer of the user's that they stand in for: hidden meanwhile; "" for none.
        """
        self.remove()
        project = QgsProject.instance()
        group = project.layerTreeRoot().insertGroup(0, translate("RealignPreview", "Realign preview"))
        group.setCustomProperty(_GROUP, True)
        for layer in layers:
            layer.setCustomProperty(_NO_QUESTION, 1)
            project.addMapLayer(layer, False)
            group.addLayer(layer).setExpanded(False)
        self._ids = [layer.id() for layer in layers]
        node = project.layerTreeRoot().findLayer(source)
        if node is not None and node.itemVisibilityChecked():
            node.setItemVisibilityChecked(False)
            self._hidden = source

    def remove(self) -> None:
        """Take the layers and their group out of the project."""
        project = QgsProject.instance()
        project.removeMapLayers([each for each in self._ids if project.mapLayer(each)])
        self._ids = []
        root = project.layerTreeRoot()
        node = root.findLayer(self._hidden)
        if node is not None:
            node.setItemVisibilityChecked(True)
        self._hidden = ""
        for group in [child for child in root.children() if isinstance(child, QgsLayerTreeGroup)]:
            if group.customProperty(_GROUP) and not group.children():
                root.removeChildNode(group)

    def keep(self) -> None:
        """Leave the layers to the user: from now on they are hers."""
        project = QgsProject.instance()
        for layer in filter(None, (project.mapLayer(each) for each in self._ids)):
            layer.removeCustomProperty(_NO_QUESTION)
        for group in project.layerTreeRoot().children():
            if isinstance(group, QgsLayerTreeGroup):
                group.removeCustomProperty(_GROUP)
        self._ids, self._hidden = [], ""
