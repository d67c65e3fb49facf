"""Plans changed, by several people at once."""
