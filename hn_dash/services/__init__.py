"""What is done for somebody: a dataset found, a file taken in, a plan changed."""
