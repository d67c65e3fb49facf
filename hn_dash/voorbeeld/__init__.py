"""The recipe of the example data: openly invented, on real ground, the same bytes each time."""
