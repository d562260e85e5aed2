"""What is owed to whom: the catalogue, the people, the outbox, the letters."""
