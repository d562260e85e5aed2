"""The database: its base, its sessions, its migrations."""

from funding.db.base import Base
from funding.db.session import connect, disconnect, one_connection, reading, rehearsing, transaction

__all__ = [
    "Base",
    "connect",
    "disconnect",
    "one_connection",
    "reading",
    "rehearsing",
    "transaction",
]
