"""The database: its base, its sessions, its migrations."""

from funding.db.base import Base
from funding.db.session import connect, reading, transaction

__all__ = ["Base", "connect", "reading", "transaction"]
