"""How the files in data/geo are made and proved."""
