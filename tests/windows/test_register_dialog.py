"""The window of *Register map to basemap*: opened by the menu, with the layers at hand."""

import pytest
from qgis.core import QgsProject, QgsRasterLayer
from tiny_sheets import Case


@pytest.fixture
def layers(desk, provider, tmp_path, settle):
    """A scan above a basemap."""
    case = Case(tmp_path, side=96)
    basemap, scan = (QgsRasterLayer(path, name, "gdal") for path, name in ((case.basemap, "now"), (case.sheet, "1869")))
    QgsProject.instance().addMapLayers([scan])  # the first that is added is the topmost here
    QgsProject.instance().layerTreeRoot().addLayer(QgsProject.instance().addMapLayer(basemap, False))
    settle()
    yield scan, basemap
    QgsProject.instance().clear()
    settle()


def test_it_begins_with_the_scan_above_and_the_basemap_below(desk, layers, settle, screenshot):
    (action,) = [
        each for menu in desk.raster_menu.actions() for each in menu.menu().actions() if "gister" in each.text()
    ]
    action.trigger()
    settle()
    dialog = desk.plugin._desktop._dialogs[-1]
    given = dialog.createProcessingParameters()
    assert (given["INPUT"], given["BASEMAP"]) == tuple(layer.id() for layer in layers)
    assert given["WARP"] == 4 and given["RIGIDITY"] == pytest.approx(0.3)
    dialog.resize(820, 760)
    screenshot(dialog, "register-dialog")
    dialog.close()
    dialog.deleteLater()
