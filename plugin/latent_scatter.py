"""The samples of a latent model, drawn on their plane: thumbnails where there is room, dots elsewhere."""

from __future__ import annotations

from html import escape

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRect, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPixmap

from ..engine.latent import Samples
from ..engine.plane_view import PlaneView, ticks, with_room

_COLOURS = (  # told apart on light and on dark ground
    "#4e79a7",
    "#f28e2b",
    "#59a14f",
    "#e15759",
    "#b07aa1",
    "#edc948",
    "#9c755f",
    "#76b7b2",
    "#ff9da7",
    "#8f8f8f",
)
_DOT = 3.0  # pixels, radius
_THUMBNAIL, _GAP = 36, 8  # pixels
_TICK = 70  # pixels between lines of the grid, at least
_FAINT = 60  # of 255, opacity of the grid


def colour_of(samples: Samples, label: str) -> QColor:
    """The colour of a label; they repeat after ten."""
    return QColor(_COLOURS[samples.classes.index(label) % len(_COLOURS)])


def legend(samples: Samples) -> str:
    """The labels with their colours as HTML, which breaks into lines between them; "" where there is but one.

    Of more than there are colours only the first are named; the pointer tells the others.
    """
    if len(samples.classes) < 2:
        return ""
    parts = [
        f'<span style="color:{colour_of(samples, label).name()}">■</span>&nbsp;{escape(label).replace(" ", "&nbsp;")}'
        for label in samples.classes[: len(_COLOURS)]
    ]
    return " &nbsp; ".join([*parts, *(["…"] if len(samples.classes) > len(_COLOURS) else [])])


class Scatter:
    """Draws samples, and a grid below them.

    Args:
        samples: of a model.
    """

    def __init__(self, samples: Samples) -> None:
        self.points = samples.codes[:, :2]
        self._colours = [colour_of(samples, label) for label in samples.labels]
        sheet = QPixmap()
        sheet.loadFromData(samples.sheet)
        self._pictures = []
        if not sheet.isNull():
            self._pictures = [sheet.copy(QRect(*samples.thumbnail(number))) for number in range(len(self.points))]
        self._chosen, self._scale = np.zeros(len(self.points), bool), 0.0

    def draw(self, painter: QPainter, view: PlaneView, palette: QPalette) -> None:
        """Draw what a window shows, in the colours of its theme."""
        _draw_grid(painter, view, palette)
        places = view.to_window(self.points)
        visible = ((places > -_THUMBNAIL) & (places < [view.width + _THUMBNAIL, view.height + _THUMBNAIL])).all(1)
        with_picture = self._with_picture(view.scale)
        rim = QColor(palette.color(QPalette.ColorRole.Base))
        for number in np.flatnonzero(visible & ~with_picture):
            painter.setPen(QPen(rim, 1))
            painter.setBrush(self._colours[number])
            painter.drawEllipse(QPointF(*places[number]), _DOT, _DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in np.flatnonzero(visible & with_picture):
            x, y = places[number] - _THUMBNAIL / 2
            box = QRectF(x, y, _THUMBNAIL, _THUMBNAIL)
            painter.drawPixmap(box, self._pictures[number], QRectF(self._pictures[number].rect()))
            painter.setPen(QPen(self._colours[number], 2))
            painter.drawRect(box)

    def _with_picture(self, scale: float) -> np.ndarray:
        """Which samples are drawn with their picture: the same ones wherever the window lies."""
        if self._pictures and scale != self._scale:
            self._chosen, self._scale = with_room(self.points * scale, _THUMBNAIL + _GAP), scale
        return self._chosen


def _draw_grid(painter: QPainter, view: PlaneView, palette: QPalette) -> None:
    """Lines at round numbers, which stand at the left and the lower border."""
    text = palette.color(QPalette.ColorRole.Text)
    line = QColor(text)
    line.setAlpha(_FAINT)
    text.setAlpha(3 * _FAINT)
    xmin, ymin, xmax, ymax = view.extent
    metrics = painter.fontMetrics()
    columns, across = ticks(xmin, xmax, view.width // _TICK)
    rows, down = ticks(ymin, ymax, view.height // _TICK)
    for value in columns:
        x = view.to_window(np.array([[value, 0.0]]))[0, 0]
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, view.height))
        painter.setPen(text)
        painter.drawText(QPointF(x + 3, view.height - metrics.descent() - 1), f"{value:.{across}f}")
    for value in rows:
        y = view.to_window(np.array([[0.0, value]]))[0, 1]
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(0, y), QPointF(view.width, y))
        painter.setPen(text)
        if metrics.height() < y < view.height - 2 * metrics.height():  # not cut off, nor onto the numbers below
            painter.drawText(QPointF(3, y - 3), f"{value:.{down}f}")
