"""The proof of use."""
