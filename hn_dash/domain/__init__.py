"""The knowledge: frames in, ResultTable out. No files, no Dash, no clock, no database."""
