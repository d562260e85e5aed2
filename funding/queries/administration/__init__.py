"""Rules, register, calls."""
