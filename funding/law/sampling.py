"""Samples that everybody can draw again: the same seed gives the same sample, for ever.

Each key is ranked by the SHA-256 of seed, colon and key (UTF-8); the lowest are drawn. No
generator of random numbers is asked, for its algorithm may change with a release.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

PERCENT = 100


def size(count: int, percent: int, least: int = 0) -> int:
    """Return how many of ``count`` are drawn: the quota rounded up, at least ``least``, or all."""
    quota = -(-count * percent // PERCENT)
    return min(count, max(quota, least))


def rank(seed: str, key: str) -> str:
    """Return the number by which a key is ranked, as hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()


def drawn(seed: str, keys: Collection[str], take: int) -> frozenset[str]:
    """Return the ``take`` keys that this seed draws; their order does not matter.

    Raises ``ValueError`` where a key is there twice.
    """
    if len(set(keys)) != len(keys):
        raise ValueError("a key is there twice")
    return frozenset(sorted(keys, key=lambda key: (rank(seed, key), key))[:take])


def fingerprint(keys: Collection[str]) -> str:
    """Return the SHA-256 of what is drawn from: the keys in ascending order, one a line."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()
