"""Opleiders per gemeente: where they are, and against what norm."""
