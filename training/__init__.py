"""Data, networks, losses, recipes and export; never imported by the plugin or the engine."""
