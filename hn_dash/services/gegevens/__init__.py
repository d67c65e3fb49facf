"""Files taken in, accepted and rolled back."""
