"""Realign inside QGIS: the Processing provider, its algorithms, and the way between QGIS and the engine."""
