"""The report says what was chosen as the window says it."""

from qgis.core import (
    NULL,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsRasterLayer,
    QgsVectorLayer,
)

from realign.plugin.align_vectors import AlignVectors
from realign.plugin.chosen import chosen_values


def test_in_the_words_of_the_window(provider, town):
    project = QgsProject()
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633", "Häuser", "memory")
    imagery = QgsRasterLayer(str(town.imagery), "Luftbild 2024", "gdal")
    project.addMapLayers([layer, imagery])
    context = QgsProcessingContext()
    context.setProject(project)
    algorithm = AlignVectors()
    algorithm.initAlgorithm()
    labels = {each.name(): each.description() for each in algorithm.parameterDefinitions()}
    parameters = {
        "INPUT": QgsProcessingFeatureSourceDefinition(layer.id(), True),
        "BASEMAP": imagery.id(),
        "MODEL": NULL,
        "MAX_DISPLACEMENT": QgsProperty.fromExpression("3 + 4"),
        "METHOD": 1,
        "DEVICE": "cpu",
        "EXTENT": "",
        "OUTPUT": QgsProcessingOutputLayerDefinition("memory:"),
    }
    assert chosen_values(algorithm, parameters, context) == {
        labels["INPUT"]: "Häuser",
        labels["BASEMAP"]: "Luftbild 2024",
        labels["MAX_DISPLACEMENT"]: "7",
        labels["METHOD"]: algorithm.parameterDefinition("METHOD").options()[1],
        labels["DEVICE"]: "cpu",
    }
    project.removeAllMapLayers()


def test_a_file_keeps_its_path(provider, town):
    algorithm = AlignVectors()
    algorithm.initAlgorithm()
    chosen = chosen_values(algorithm, {"BASEMAP": str(town.imagery)}, QgsProcessingContext())
    assert list(chosen.values()) == [str(town.imagery)]
