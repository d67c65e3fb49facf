"""Training places: how many, where, and how they were filled."""
