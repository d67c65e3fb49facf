"""The map workspace that every map page is."""
