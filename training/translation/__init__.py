"""Translating pictures between styles: data, recipes and the harness that measures them."""
