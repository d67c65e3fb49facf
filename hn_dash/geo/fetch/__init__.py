"""Boundaries and inhabitants of a year, from CBS."""
