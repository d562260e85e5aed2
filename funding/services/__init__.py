"""What the system can do: one file for each thing, named verb first. Nothing here commits."""
