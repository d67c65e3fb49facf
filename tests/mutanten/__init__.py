"""Breaks of one line, each of which a test without a browser must notice: `make mutants`."""
