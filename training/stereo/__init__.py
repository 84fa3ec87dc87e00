"""Pairs of pictures from two sides, and the chain that finds their disparity."""
