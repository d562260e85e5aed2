"""What can be done in this stage: deciding."""
