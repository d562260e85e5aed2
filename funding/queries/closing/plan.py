"""What a deletion does with each table of a case: rows that go, words that go, and what stays.

Every table that hangs on a case, and every column of it that can hold words, has its place here;
a test names those that have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ColumnElement, Enum, String, Table, select

from funding.db.base import Base
from funding.models import Application
from funding.models.spending import REPORTED

CASE = Application.__tablename__
# Nothing of a case is left in these.
GONE = frozenset(
    {
        *("stored_file", "annex", "submission", "contact_change", "request_item"),
        *("check_point", "score", "opinion", "message", "note", "note_mention"),
        *("notice", "bounce", "draft_right", "look", "presence"),
    }
)
# These keep their rows, and the columns named here lose what they hold.
EMPTIED: Mapping[str, Mapping[str, Any]] = {
    "application": {"title": "", "search_text": ""},
    "answers": {
        **dict.fromkeys(("representative", "representative_office", "adviser"), ""),
        **dict.fromkeys(("contact_name", "contact_phone", "contact_email"), ""),
        **dict.fromkeys(("summary", "place", "problem", "measures", "floor_reason"), ""),
        "entries": {},
    },
    "partner": {"task": "", "contact_email": ""},
    "line": {"label": "", "note": "", "pay_grade": "", "qualification": ""},
    "cosignature": {"told": {}, "pages": {}, "reason": ""},
    "request_extension": {"reason": "", "decision": ""},
    "assessment": {"summary": ""},
    "bias_declaration": {"reason": ""},
    "proposal": {"reasons": "", "cuts": [], "conditions": []},
    "agenda_item": {"note": ""},
    "batch_item": {"reasons": []},
    "decision_notice": {"content": None, "evidence": ""},
    "payment": {"remark": ""},
    "drawdown": {"purpose": "", "remark": "", "account_holder": "", "iban": ""},
    "change": dict.fromkeys(
        ("reason", "question", "answer", "assessment", "sent_back", "decision"), ""
    ),
    "change_partner": {"task": "", "declined": ""},
    "change_notice": {"content": {}, "evidence": ""},
    "proof": dict.fromkeys((*REPORTED, "audit_note"), ""),
    "proof_line": {"reason": ""},
    "proof_goal": {"actual": "", "remark": ""},
    "interim_goal": {"actual": ""},
    "hearing": {"facts": "", "comment": "", "decision": ""},
    "recovery_relief": {"reason": "–"},
    "interim_proof": dict.fromkeys(("narrative", "deviations", "correction", "remark"), ""),
    "interest_claim": {
        **dict.fromkeys(("reason", "comment", "weighing", "decision", "evidence"), ""),
        "content": None,
    },
    "issued_notice": {"content": {}, "reason": "", "address": ""},
    "dispatch": {"address": "", "evidence": "", "back_reason": ""},
    "remedy": {"reinstated": "", "outcome": "", "court_reference": ""},
    "receipt": {"number": "", "payee": "", "purpose": ""},
    # A cut without a finding is none.
    "receipt_judgement": {"finding": "–"},
}
# Codes, hashes and keys of the house that say nothing of a person, and so stay.
KEPT: Mapping[str, frozenset[str]] = {
    "application": frozenset({"reference", "return_to", "due_kind", "audit_hash"}),
    "answers": frozenset(
        {"agreement", "advice", "floor_exception", "declarations", "taken_from", "to_check"}
    ),
    "line": frozenset({"kind", "unit", "municipality_key"}),
    "cosignature": frozenset({"fingerprint", "ended_by"}),
    "information_request": frozenset({"state"}),
    "request_extension": frozenset({"state"}),
    "proposal": frozenset({"kind", "ground"}),
    "agenda_item": frozenset({"result"}),
    "batch_item": frozenset({"trigger", "outcome"}),
    "decision_notice": frozenset({"kind", "channel"}),
    "hearing": frozenset({"ended_by", "ground"}),
    "recovery": frozenset({"kind"}),
    "recovery_relief": frozenset({"kind"}),
    "received": frozenset(),
    # Days, rates and amounts, which the sum is checked against.
    "interest_claim": frozenset({"figures", "heard_by", "channel"}),
    "issued_notice": frozenset({"kind", "sha256", "channel"}),
    "dispatch": frozenset({"channel"}),
    "remedy": frozenset({"kind", "court"}),
    "change": frozenset({"kind", "proposal"}),
    "change_line": frozenset(),
    "change_partner": frozenset({"part"}),
    "interim_line": frozenset(),
    "change_notice": frozenset({"channel"}),
    "proof_check": frozenset({"code"}),
    "proof_goal": frozenset({"goal", "reached"}),
    "interim_goal": frozenset({"goal", "standing"}),
    "hand": frozenset({"deed"}),
    "deadline": frozenset({"kind", "role", "ended_by"}),
    "reminder": frozenset({"threshold", "telling"}),
    "sample_case": frozenset(),
    "ledger_entry": frozenset({"operation"}),
    # The record of the deletion itself.
    "disposal": frozenset({"answer", "archive_reference", "hold_reason", "gone"}),
    "doomed_file": frozenset({"sha256"}),
}


@cache
def tables() -> tuple[Table, ...]:
    """Return every table that hangs on a case, the case itself first, parents before children."""
    found: set[str] = {CASE}
    ordered = Base.metadata.sorted_tables
    for table in ordered:
        if any(fk.column.table.name in found for fk in table.foreign_keys):
            found.add(table.name)
    return tuple(table for table in ordered if table.name in found)


def of_case(table: Table, case_id: UUID) -> ColumnElement[bool]:
    """Mean the rows of a table that belong to a case, by whatever tables lie between."""
    if table.name == CASE:
        return table.c.id == case_id
    if "application_id" in table.c:
        return table.c.application_id == case_id
    between = {one.name for one in tables()}
    key = next(
        fk
        for fk in sorted(table.foreign_keys, key=lambda one: str(one.parent.name))
        if fk.column.table.name in between and not fk.parent.nullable
    )
    parent = key.column.table
    return key.parent.in_(select(key.column).where(of_case(parent, case_id)))


def worded(table: Table) -> frozenset[str]:
    """Return the columns of a table that can hold words; keys of other tables cannot."""
    return frozenset(
        column.name
        for column in table.columns
        if isinstance(column.type, String | JSON)
        and not isinstance(column.type, Enum)
        and not column.foreign_keys
    )


def unplanned() -> list[str]:
    """Name every column of a case that can hold words and has no place in the plan."""
    return [
        f"{table.name}.{name}"
        for table in tables()
        if table.name not in GONE
        for name in sorted(
            worded(table) - set(EMPTIED.get(table.name, ())) - KEPT.get(table.name, frozenset())
        )
    ]
