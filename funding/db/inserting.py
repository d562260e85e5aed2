"""Insertions that know what to do where the row is there already, on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Uuid, literal_column
from sqlalchemy.dialects import postgresql, sqlite

OF_KIND: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(connection: Connection, table: Any) -> Any:
    """Return an insertion of the database's own kind, which has ``on_conflict_do_…``."""
    return OF_KIND[connection.dialect.name](table)


FRESH = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def fresh_key(connection: Connection) -> ColumnElement[Any]:
    """Return the expression that makes the database itself find a key for each row it copies."""
    return literal_column(FRESH[connection.dialect.name], Uuid)
