"""What can be said about imagery and a place before colours are given."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.card import ModelCard
from ..engine.colorize_spot import Spot, area_of, is_known, nearest, taken
from .advice import Advice
from .restyle_advice import advise as advise_raster
from .restyle_advice import is_service

translate = QCoreApplication.translate


def advise(layer: QgsRasterLayer | None, card: ModelCard | None, resolution: float, place: Spot | None) -> Advice:
    """Look at what the user has chosen; nothing is read.

    Args:
        layer: the imagery, None if there is none yet.
        card: of the model that would run, None if there is none.
        resolution: metres per pixel for web services; NaN for the model's.
        place: that the user has chosen, None for the imagery's own.
    """
    advice = advise_raster(layer, card, resolution)
    if layer is None or not layer.isValid() or card is None:
        return advice
    spot = place or _middle(layer)
    if spot is None and is_service(layer):
        advice.notes.append(translate("RealignAdvice", "It gets the colours of the middle of the extent."))
    elif spot is None:
        advice.warnings.append(
            translate("RealignAdvice", "Choose the place whose colours “{}” takes.").format(layer.name())
        )
    elif taken(spot, card, place is not None) is None:
        advice.warnings.append(_nowhere(spot))
    elif not is_known(spot, card):
        advice.warnings.append(_far(spot, card))
    else:
        advice.notes.append(translate("RealignAdvice", "It gets the colours of {}.").format(spot))
    return advice


def _nowhere(spot: Spot) -> str:
    """The sentence for imagery that lies where the model knows no place."""
    return translate(
        "RealignAdvice",
        "The model has seen nothing near {}, where it lies; it gets colours that go with its grey at most places. "
        "Choose a place for the colours of that.",
    ).format(spot)


def _far(spot: Spot, card: ModelCard) -> str:
    """The sentence for a spot that the model does not know."""
    if card.places:
        kilometres, name = nearest(spot, card)
        return translate(
            "RealignAdvice",
            "The place {} lies {:.0f} km from {}, the nearest that the model has seen; its colours are a guess.",
        ).format(spot, kilometres, name)
    return translate(
        "RealignAdvice", "The place {} lies outside what the model has seen ({}); its colours are a guess."
    ).format(spot, area_of(card))


def _middle(layer: QgsRasterLayer) -> Spot | None:
    """Of a file that says where it lies."""
    if is_service(layer) or not layer.crs().isValid():
        return None
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    try:
        point = QgsCoordinateTransform(layer.crs(), degrees, QgsProject.instance()).transform(layer.extent().center())
    except QgsCsException:
        return None
    return Spot(point.y(), point.x())
