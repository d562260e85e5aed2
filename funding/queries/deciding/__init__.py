"""What waits for a decision."""
