"""The Processing provider of Realign."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .align_vectors import AlignVectors
from .benchmark_device import BenchmarkDevice
from .colorize_imagery import ColorizeImagery
from .evaluate_alignment import EvaluateAlignment
from .export_style_tiles import ExportStyleTiles
from .help_pages import ICONS
from .model_info import ModelInfo
from .register_map import RegisterMap
from .restyle_map import RestyleMap
from .stereo_disparity import StereoDisparity


class RealignProvider(QgsProcessingProvider):
    """Groups Realign's algorithms in the toolbox; its id is part of the public API."""

    def id(self) -> str:
        return "realign"

    def name(self) -> str:
        return "Realign"

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / "realign.svg")

    def loadAlgorithms(self) -> None:
        for algorithm in (
            AlignVectors(),
            RegisterMap(),
            RestyleMap(),
            ColorizeImagery(),
            StereoDisparity(),
            EvaluateAlignment(),
            ExportStyleTiles(),
            ModelInfo(),
            BenchmarkDevice(),
        ):
            self.addAlgorithm(algorithm)
