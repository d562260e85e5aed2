"""What is done with cases that have ended: offered to the archive, held, deleted."""
