"""ResultTable in, something to look at out: map, grid, chart, export and Dutch text."""
