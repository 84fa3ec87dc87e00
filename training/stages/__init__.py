"""Autoencoders whose codes have two dimensions, trained stage by stage, and what they are compared with."""
