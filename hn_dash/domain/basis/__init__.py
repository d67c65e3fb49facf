"""What every subject counts and asks with: the question, the counts, the institutes, the columns."""
