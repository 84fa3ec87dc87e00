"""The network that redraws maps in other styles: its data, how it learns, how it is measured."""
