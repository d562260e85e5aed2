"""Where the money stands."""
