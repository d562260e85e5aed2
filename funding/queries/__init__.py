"""Reading: everything that looks and changes nothing."""
