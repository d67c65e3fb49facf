"""What is kept: snapshots of imported files, their findings, and the log of who did what."""
