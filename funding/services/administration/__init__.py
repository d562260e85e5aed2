"""What can be done in this stage: administration."""
