"""Recipes: what `realign-train NAME` runs, one a file."""
