"""Our own data files, read strictly."""
