"""A file to rows of cells, whatever its format."""
