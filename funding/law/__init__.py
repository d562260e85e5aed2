"""The law as pure functions: dates, cents and rule values in, explained results out."""
