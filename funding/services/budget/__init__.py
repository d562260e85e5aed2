"""What can be done in this stage: budget."""
