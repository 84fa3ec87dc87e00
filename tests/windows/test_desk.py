"""The stand-in for QGIS's window itself: what the other tests of this folder rely on."""

from qgis.core import QgsProject
from qgis.PyQt.QtGui import QImage


def test_a_town_is_seen_on_the_map(desk, buildings, imagery, screenshot):
    QgsProject.instance().addMapLayers([imagery.clone(), buildings.clone()])
    desk.canvas.setDestinationCrs(imagery.crs())
    desk.canvas.setExtent(imagery.extent())
    picture = QImage(str(screenshot(desk.window, "desk")))
    colours = {picture.pixel(x, y) for x in range(300, picture.width(), 9) for y in range(200, picture.height(), 9)}
    assert len(colours) > 100  # imagery, not a blank sheet
