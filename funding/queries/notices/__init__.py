"""What was told of a case, and why somebody was told nothing."""
