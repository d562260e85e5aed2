"""What a town's application looks like, and what is missing in it."""
