"""The panel to go through what an alignment was unsure of: look, accept, revert or fix by hand."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from ..engine.errors import RealignError
from .origins import Origins, find_original
from .review import Review, obstacle_to_editing, problem_with
from .review_actions import ReviewActions
from .review_form import ReviewForm
from .review_list import ReviewList
from .review_map import ReviewMap

translate = QCoreApplication.translate

_FAST = 10  # pixels of a nudge with Shift


class ReviewDock(QgsDockWidget):
    """Lists the unsure features of one aligned layer and steps through them.

    Args:
        iface: the QGIS interface.
    """

    def __init__(self, iface) -> None:
        super().__init__(translate("RealignReview", "Review Alignment"), iface.mainWindow())
        self.setObjectName("RealignReview")
        self._iface = iface
        self._map = ReviewMap(iface.mapCanvas())
        self._review: Review | None = None
        self._origins: Origins | None = None
        self._before: QgsGeometry | None = None  # of the current feature, as it was before the edit that is going on
        self._own_edit = False
        self._build()
        QgsProject.instance().layersAdded.connect(self.form.restrict)
        self.set_layer(self.form.layer_box.currentLayer())

    def _build(self) -> None:
        body = QWidget(self)
        layout = QVBoxLayout(body)
        self.form = ReviewForm(body)
        layout.addWidget(self.form)
        self.message = QLabel(body)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.message)
        self.list = ReviewList(body)
        layout.addWidget(self.list, 1)
        self.progress = QProgressBar(body)
        self.progress.setAccessibleName(translate("RealignReview", "Features reviewed"))
        layout.addWidget(self.progress)
        self.actions_widget = ReviewActions(self)
        layout.addWidget(self.actions_widget)
        self.setWidget(body)
        self.form.layer_box.layerChanged.connect(self.set_layer)
        self.form.original_box.layerChanged.connect(self._on_original_changed)
        self.form.threshold.valueChanged.connect(self.reload)
        self.list.chosen.connect(self._on_chosen)
        for name in ("accepted", "reverted", "fixing", "undone", "saved", "stepped", "nudged"):
            getattr(self.actions_widget, name).connect(getattr(self, f"_on_{name}"))

    def take_active_layer(self) -> None:
        """Review the layer that is active in QGIS, if it can be reviewed, or else the only one that can."""
        active = self._iface.activeLayer()
        if isinstance(active, QgsVectorLayer) and not problem_with(active):
            self.form.layer_box.setLayer(active)
        elif self._review is None and self.form.layer_box.count() == 2:  # the first is "none"
            self.form.layer_box.setCurrentIndex(1)

    def set_layer(self, layer: QgsVectorLayer | None) -> None:
        """Review another layer; None for none."""
        if self._review is not None and layer is self._review.layer:
            return
        self._let_go()
        problem = problem_with(layer)
        if not problem:
            self._review = Review(layer)
            self.form.original_box.setLayer(find_original(layer))
            self._origins = Origins(layer, self.form.original_box.currentLayer())
            layer.attributeValueChanged.connect(self._on_value_changed)
            layer.geometryChanged.connect(self._on_geometry_changed)
            for signal in (layer.editingStopped, layer.afterRollBack, layer.featureDeleted):
                signal.connect(self.reload)
            layer.willBeDeleted.connect(self._on_layer_deleted)
            problem = obstacle_to_editing(layer)
        self._say(problem)
        self.reload()

    def reload(self, *_) -> None:
        """Make the list anew."""
        current = self.list.current
        self.list.fill(self._review.entries(self.form.threshold.value()) if self._review is not None else [])
        self._map.clear()
        self._show_progress()
        if current in self.list:
            self.list.go_to(current)
        else:
            self.list.go_to_next_open()
        self._enable()

    def closeEvent(self, event) -> None:
        """Called by Qt: nothing stays highlighted."""
        self._map.clear()
        super().closeEvent(event)

    def release(self) -> None:
        """Let go of layers and map; the panel is of no use afterwards."""
        self._let_go()
        QgsProject.instance().layersAdded.disconnect(self.form.restrict)

    def _on_chosen(self, feature_id: int, zoom: bool = True) -> None:
        feature, entry = self._review.feature(feature_id), self._review.entry(feature_id)
        if feature is None or not feature.hasGeometry():
            self._map.clear()
            self._before = None
        else:
            self._before = QgsGeometry(feature.geometry())
            self._map.show(self._review.layer, feature.geometry(), self._origins.of(feature, entry), zoom)
        self._enable()

    def _on_accepted(self) -> None:
        self._act(self._review.accept)

    def _on_reverted(self) -> None:
        origin = self._origin()
        if origin is not None:
            self._act(lambda feature_id: self._review.revert(feature_id, origin))

    def _on_nudged(self, right: int, up: int, fast: bool) -> None:
        pixels = _FAST if fast else 1
        step = self._map.pixel(self._review.layer, right * pixels, up * pixels)
        self._act(lambda feature_id: self._review.nudge(feature_id, *step), advance=False)

    def _on_fixing(self) -> None:
        """Hand the feature to QGIS's own tool; ``_on_geometry_changed`` notes what becomes of it."""
        layer = self._review.layer
        try:
            self._review.start()
        except RealignError as error:
            self._say(str(error))
            return
        self._iface.setActiveLayer(layer)
        layer.selectByIds([self.list.current])
        tool = (
            self._iface.actionMoveFeature
            if layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
            else self._iface.actionVertexToolActiveLayer
        )
        tool().trigger()
        self._say(translate("RealignReview", "Edit the feature on the map with QGIS's tool; it is noted as fixed."))

    def _on_undone(self) -> None:
        self._review.layer.undoStack().undo()

    def _on_saved(self) -> None:
        layer = self._review.layer
        if layer.isEditable() and not layer.commitChanges(False):
            self._say("\n".join(layer.commitErrors()))
        self._enable()

    def _on_stepped(self, by: int) -> None:
        self.list.step(by)

    def _act(self, action, advance: bool = True) -> None:
        """Do something with the current feature, then go to the next that is open."""
        feature_id = self.list.current
        if feature_id is None:
            return
        self._own_edit = True
        try:
            action(feature_id)
        except RealignError as error:
            self._say(str(error))
            return
        finally:
            self._own_edit = False
        self._say("")
        if advance and not self.list.go_to_next_open():
            self._say(translate("RealignReview", "All listed features are reviewed."))
        if not advance or self.list.current == feature_id:
            self._on_chosen(feature_id, zoom=False)
        self._enable()

    def _on_value_changed(self, feature_id: int, *_) -> None:
        entry = self._review.entry(feature_id)
        if entry is not None:
            self.list.update_entry(entry)
            self._show_progress()
            self._enable()

    def _on_geometry_changed(self, feature_id: int, geometry: QgsGeometry) -> None:
        """An edit of the feature by another tool counts as fixing it, within that tool's own undo command."""
        if feature_id != self.list.current or self._own_edit:
            return
        if self._review.layer.isEditCommandActive() and self._before is not None:  # not so in undo and redo
            self._review.mark_fixed(feature_id, self._before)
        self._on_chosen(feature_id, zoom=False)

    def _on_original_changed(self, layer: QgsVectorLayer | None) -> None:
        if self._review is None:
            return
        self._origins = Origins(self._review.layer, layer)
        self._say(self._origins.problem() or obstacle_to_editing(self._review.layer))
        if self.list.current is not None:
            self._on_chosen(self.list.current, zoom=False)

    def _on_layer_deleted(self) -> None:
        self._review = None
        self.form.layer_box.setLayer(None)
        self.reload()

    def _let_go(self) -> None:
        self._map.clear()
        if self._review is None:
            return
        layer = self._review.layer
        layer.attributeValueChanged.disconnect(self._on_value_changed)
        layer.geometryChanged.disconnect(self._on_geometry_changed)
        for signal in (layer.editingStopped, layer.afterRollBack, layer.featureDeleted):
            signal.disconnect(self.reload)
        layer.willBeDeleted.disconnect(self._on_layer_deleted)
        self._review = self._origins = None

    def _origin(self) -> QgsGeometry | None:
        feature_id = self.list.current
        feature = self._review.feature(feature_id) if self._review is not None and feature_id is not None else None
        return None if feature is None else self._origins.of(feature, self._review.entry(feature_id))

    def _enable(self) -> None:
        layer = self._review.layer if self._review is not None else None
        editable = layer is not None and not obstacle_to_editing(layer)
        chosen = self.list.current is not None
        origin = self._origin() if editable and chosen else None
        moved = origin is not None and not origin.equals(self._before or QgsGeometry())
        dirty = layer is not None and layer.isEditable() and layer.isModified()
        self.actions_widget.enable(editable and chosen, moved, bool(self.list.topLevelItemCount()), dirty)
        why = ""
        if editable and chosen and origin is None:
            why = translate("RealignReview", "Where this feature was is not known; choose the original layer.")
        elif editable and chosen and not moved:
            why = translate("RealignReview", "This feature is where it was.")
        self.actions_widget.explain_revert(why)

    def _show_progress(self) -> None:
        done, count = self.list.progress
        self.progress.setVisible(count > 0)
        self.progress.setRange(0, max(count, 1))
        self.progress.setValue(done)
        self.progress.setFormat(translate("RealignReview", "{} of {} reviewed").format(done, count))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
