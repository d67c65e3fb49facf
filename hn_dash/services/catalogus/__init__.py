"""Which dataset and which plan a query is about."""
