"""Looking at the record as a whole."""
