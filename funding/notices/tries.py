"""How often a letter is tried: at growing distances, for 72 hours of tries."""

from __future__ import annotations

import hashlib
from datetime import timedelta

HORIZON = timedelta(hours=72)
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(minutes=30)


def delay(attempts: int, seed: str) -> timedelta:
    """Return the distance to the next try: doubling to half an hour, spread by a fifth."""
    spread = int(hashlib.sha256(f"{seed}{attempts}".encode()).hexdigest()[:4], 16) / 0xFFFF
    return _distance(attempts) * (0.9 + 0.2 * spread)


def tried_for(attempts: int) -> timedelta:
    """Return how long so many tries take; time without a try, as before a window, counts not."""
    return sum((_distance(n) for n in range(1, attempts)), timedelta())


def _distance(attempts: int) -> timedelta:
    doubled: int = 2 ** min(attempts - 1, 10)
    return min(FIRST_DELAY * doubled, LONGEST_DELAY)
