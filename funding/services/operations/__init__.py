"""Keeping the record: audit entries, their chain, and how they are verified."""
