"""Rows of cells to rows of a kind, with every finding."""
