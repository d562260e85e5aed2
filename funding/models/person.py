"""People, their accounts, and what their accounts may do where. A person is not an account."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding import clock
from funding.db.base import Base, Keyed, listed
from funding.models.role import MINISTRY_ROLES, TOWN_ROLES


class Person(Keyed, Base):
    """A natural person; the other-person rules compare persons, however many accounts they hold."""

    __tablename__ = "person"

    name: Mapped[str] = mapped_column(String(120))


class Account(Keyed, Base):
    """A way of a person into the portal; ``email`` is kept normalised (NFKC, casefold).

    ``mail_stopped_at``: since when nothing is mailed to it, because letters came back; why is
    told by ``mail_trouble``.
    """

    __tablename__ = "account"
    __table_args__ = (CheckConstraint("language IN ('de', 'en')", name="language"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="de")
    phone: Mapped[str] = mapped_column(String(40), default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    mail_stopped_at: Mapped[datetime | None]
    mail_trouble: Mapped[str | None] = mapped_column(String(300))


class RoleGrant(Keyed, Base):
    """A role of an account, in one municipality or (without key) in the ministry.

    ``granted_at`` is unknown of the roles of the first portals.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("account_id", "role", "municipality_key"),
        CheckConstraint(
            f"(municipality_key IS NULL) = ({listed('role', MINISTRY_ROLES)})",
            name="scope",
        ),
        CheckConstraint(
            listed("role", (*TOWN_ROLES, *MINISTRY_ROLES)),
            name="role",
        ),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(32), index=True)
    municipality_key: Mapped[str | None] = mapped_column(ForeignKey("municipality.key"), index=True)
    granted_at: Mapped[datetime | None] = mapped_column(default=clock.now)
