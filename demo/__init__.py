"""The demonstration: a generated town, displaced by a known field, aligned through QGIS and measured."""
