"""The page Werving and its editing strip."""
