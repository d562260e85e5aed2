"""The sample of proofs that are audited in depth, what was found in it, and the plain checks."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from funding.db.base import Base, Cents, Keyed, listed

CHECKS = ("formal", "arithmetic")


class SampleDraw(Keyed, Base):
    """One draw of a call: seed, quota, and the fingerprint of the list that was drawn from.

    How many receipts of a drawn case are judged is kept with it, so that nothing changes later.
    """

    __tablename__ = "sample_draw"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        CheckConstraint("number >= 1", name="number"),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    number: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    percent: Mapped[int]
    receipts_percent: Mapped[int]
    receipts_least: Mapped[int]
    pool_sha256: Mapped[str] = mapped_column(String(64))
    drawn_at: Mapped[datetime]
    drawn_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))


class SampleCase(Keyed, Base):
    """A case that a draw was made from, and whether it was drawn; in one draw and no more."""

    __tablename__ = "sample_case"

    draw_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sample_draw.id"), index=True)
    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("application.id"), unique=True)
    drawn: Mapped[bool]


class ReceiptJudgement(Keyed, Base):
    """What the audit says of a receipt: accepted, or cut by an amount (cents) with a finding."""

    __tablename__ = "receipt_judgement"
    __table_args__ = (
        CheckConstraint("cut_cents >= 0", name="cut"),
        CheckConstraint("cut_cents = 0 OR finding <> ''", name="reasoned"),
    )

    receipt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("receipt.id"), unique=True)
    cut_cents: Mapped[int] = mapped_column(Cents, default=0)
    finding: Mapped[str] = mapped_column(Text, default="")
    judged_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    judged_at: Mapped[datetime]


class ProofCheck(Keyed, Base):
    """A check of every proof that somebody has made: the formal or the arithmetic one."""

    __tablename__ = "proof_check"
    __table_args__ = (
        UniqueConstraint("proof_id", "code"),
        CheckConstraint(listed("code", CHECKS), name="code"),
    )

    proof_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proof.id"))
    code: Mapped[str] = mapped_column(String(16))
    checked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    checked_at: Mapped[datetime]
