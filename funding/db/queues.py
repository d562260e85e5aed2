"""Let transactions that are about the same thing pass one after the other."""

from __future__ import annotations

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session

KEY_BYTES = 8


def take_turns(session: Session, *names: str) -> None:
    """Wait for every transaction that has named the same, and keep others waiting until the end.

    Names are taken in the order given; who names several keeps that order everywhere. SQLite
    needs none of it: there, only one transaction writes at a time.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for name in names:
        digest = hashlib.sha256(name.encode()).digest()[:KEY_BYTES]
        key = int.from_bytes(digest, "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
