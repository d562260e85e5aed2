"""What an actor adds to a step, by name."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict
from uuid import UUID


class Details(TypedDict, total=False):
    """What an actor adds to a step; amounts in cents, dates local to Berlin."""

    reason: str
    signed: dict[str, Any]
    batch: str
    partner_key: str
    asked_at: str
    town_key: str
    rights: dict[str, str]
    fingerprint: str
    reauthenticated: bool
    content_sha256: str
    amount_cents: int
    cuts: list[dict[str, Any]]
    conditions: list[dict[str, str]]
    ground: str
    facts_put: bool
    items: list[str]
    slot: str
    files: list[str]
    fields: list[str]
    former_contact: str
    new_holder_id: UUID
    why: dict[str, Any]
    ends_on: date
    successor_key: str
    successor_signatory_id: UUID
    new_decision_due: bool
    kind: str
    channel: str
    document: dict[str, Any]
    document_sha256: str
    issued_on: date
    notified_on: date
    waived_on: date | None
    corrects: bool
    evidence: str
    value_on: date
    drawdown_id: UUID
    received_id: UUID
    waived_cents: int
    recovery_cents: int
    settled_cents: int
    recognised_cents: int
    comment: str
    sampled: bool
    receipts_judged: int
    cut_cents: int
    deadline_on: date
    served_id: UUID
    signed_by_id: UUID | None
