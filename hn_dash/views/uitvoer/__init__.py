"""A ResultTable as a file."""
