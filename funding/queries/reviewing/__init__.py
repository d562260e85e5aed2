"""What the office works on."""
