"""Map styles as plain values: what ships, and as many others as a seed can draw."""
