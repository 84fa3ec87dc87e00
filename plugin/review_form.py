"""What the review panel looks at: the aligned layer, the original, and below which confidence."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QWidget

from .review import problem_with

translate = QCoreApplication.translate

_THRESHOLD = 0.5  # confidence below which aligned features are listed at first


class ReviewForm(QWidget):
    """Two boxes with layers, and one with a number.

    Attributes:
        layer_box: offers only layers that can be reviewed.
        original_box: offers all vector layers.
        threshold: from 0 to 1.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.layer_box, self.original_box = QgsMapLayerComboBox(self), QgsMapLayerComboBox(self)
        for box in (self.layer_box, self.original_box):
            box.setFilters(QgsMapLayerProxyModel.Filter.VectorLayer)
            box.setAllowEmptyLayer(True)
            box.setLayer(None)
        self.original_box.setToolTip(
            translate("RealignReview", "The layer as it was before. Without it, few features can be put back.")
        )
        self.threshold = QDoubleSpinBox(self)
        self.threshold.setRange(0.0, 1.01)  # 1.01: everything
        self.threshold.setSingleStep(0.05)
        self.threshold.setValue(_THRESHOLD)
        self.threshold.setToolTip(
            translate("RealignReview", "Aligned features with less confidence than this are listed, too.")
        )
        form.addRow(translate("RealignReview", "Aligned &layer"), self.layer_box)
        form.addRow(translate("RealignReview", "&Original layer"), self.original_box)
        form.addRow(translate("RealignReview", "Confidence &below"), self.threshold)
        self.restrict()

    def restrict(self, *_) -> None:
        """Look again at which layers of the project can be reviewed."""
        layers = [each for each in QgsProject.instance().mapLayers().values() if isinstance(each, QgsVectorLayer)]
        self.layer_box.setExceptedLayerList([each for each in layers if problem_with(each)])
