"""What happened after the decision."""
