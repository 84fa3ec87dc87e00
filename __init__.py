"""Realign: moves vector layers onto the imagery, inside QGIS and from the command line."""


def classFactory(iface):  # noqa: N802 (QGIS prescribes the name)
    """Return the plugin object; QGIS calls this once, when it loads the plugin."""
    from .plugin.realign_plugin import RealignPlugin

    return RealignPlugin(iface)
