"""Colour for grey imagery, as of a place: what it is learnt from, how it is learnt and measured."""
