"""The base of every model: names for constraints, keys, instants, checked codes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Date, DateTime, Enum, MetaData, String, TypeDecorator
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from funding.errors import Fault, Invalid

MOST_CENTS = 2**63 - 1
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _in_utc(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text + "+00:00") if text else None


class Moment(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse times that do not say where they belong."""
        if value is not None and value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC) if value else None

    def result_processor(self, dialect: Any, _coltype: object) -> Any:
        """Give back an aware time also where the database has text for it, as SQLite does."""
        return _in_utc if dialect.name == "sqlite" else None


class NoAmount(Invalid, DontWrapMixin):
    """What was given for an amount is none; SQLAlchemy passes it on as it is."""


class Cents(TypeDecorator[int]):
    """An amount in integer cents; anything but an int is refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Any) -> int | None:
        """Refuse floats, truth values and what no column holds, before any SQL is run."""
        if value is not None and (type(value) is not int or abs(value) > MOST_CENTS):
            raise NoAmount(Fault("amount_cents", "amount_unreadable"))
        return value


def code_column(codes: type[StrEnum], name: str) -> Enum:
    """Return a column type that the database itself checks against ``codes``."""
    return Enum(
        codes,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name,
        values_callable=lambda kind: [member.value for member in kind],
    )


def listed(column: str, codes: Iterable[str]) -> str:
    """Write the SQL of ``column IN (…)`` for a CHECK; codes are our own, never typed by people."""
    return f"{column} IN ({', '.join(repr(str(code)) for code in codes)})"


class Base(DeclarativeBase):
    """Common ground of the models."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: Moment,
        date: Date,
        dict[str, Any]: JSON,
        list[str]: JSON,
        str: String(500),
    }


class Keyed:
    """A row with a key of its own, made in Python so that no flush is needed to know it."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
