"""What can be done in this stage: reviewing."""
