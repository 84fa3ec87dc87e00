"""What a user chose in an algorithm's window, in the words of the window."""

from __future__ import annotations

from qgis.core import (
    NULL,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingUtils,
    QgsProperty,
)


def chosen_values(algorithm: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext) -> dict[str, str]:
    """The inputs of a run by their labels: layers by name, options by their text; nothing for what was left empty.

    Args:
        algorithm: whose parameters they are.
        parameters: as QGIS passed them.
        context: knows the layers.
    """
    chosen = {}
    for definition in algorithm.parameterDefinitions():
        value = parameters.get(definition.name())
        if value in (None, NULL, "") or definition.isDestination():
            continue
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            value = value.source
        if isinstance(value, QgsProperty):
            value = value.valueAsString(context.expressionContext(), "")[0]
        if isinstance(definition, QgsProcessingParameterEnum) and not definition.usesStaticStrings():
            value = definition.options()[algorithm.parameterAsEnum(parameters, definition.name(), context)]
        several = value if isinstance(value, (list, tuple)) else [value]
        chosen[definition.description()] = ", ".join(_name(each, context) for each in several)
    return chosen


def _name(value: object, context: QgsProcessingContext) -> str:
    """Of a layer its name, of anything else what it is."""
    layer = value if isinstance(value, QgsMapLayer) else None
    if isinstance(value, str):
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
    return layer.name() if layer is not None else str(value)
