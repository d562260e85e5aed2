"""Addresses as those may see them who need not write to them."""

from __future__ import annotations

import re

# What looks like an address in the words of a mail server.
ADDRESS = re.compile(r"[^\s<>\"'(){}\[\],;:@]+@[^\s<>\"'(){}\[\],;:@]+")


def masked(email: str) -> str:
    """Return an address that can be recognised but not read."""
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def without_addresses(text: str) -> str:
    """Return what a mail server said with every address in it masked."""
    return ADDRESS.sub(lambda found: masked(found[0]), text)
