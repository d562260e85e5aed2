"""Everything of a case that its reader may have: answers, plan, requests, files, letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, true

from funding.models import Answers, Line, Notice, RoleGrant, StoredFile
from funding.models.spending import PROVED
from funding.notices.people import OF_ONE_TOWN
from funding.queries.applying import history
from funding.queries.applying import town_page as town
from funding.queries.applying.annexes import annexes_of
from funding.queries.applying.contacts import contact_changes, differing
from funding.queries.applying.my_cases import UNTOLD
from funding.queries.applying.promises import promises_of
from funding.queries.case import Case
from funding.queries.closing.afterwards import afterwards, of_the_office
from funding.queries.reporting.figures import figures
from funding.queries.reporting.goals import goals_of
from funding.queries.reporting.interims import (
    Interim,
    goals_standing,
    interim_figures,
    interims_of,
)
from funding.queries.reporting.receipts import receipts_of
from funding.queries.reviewing.extensions import extensions_of

INNER = frozenset({"application_id", "taken_from", "to_check", "entries"})
ANSWERED = [c.key for c in Answers.__table__.columns if c.key not in INNER]
LINE = [c.key for c in Line.__table__.columns if c.key not in ("id", "application_id", "position")]
GOAL = (
    *("number", "what", "measure", "baseline", "target", "due"),
    *("reached", "actual", "remark"),
)
RECEIPTED = ("number", "paid_on", "payee", "purpose", "amount_cents")
INTERIM = (
    *("year", "state", "narrative", "deviations", "confirmed", "handed_in_at"),
    *("correction", "remark", "accepted_at"),
)
SPENT = ("position", "planned", "actual")
DATES = ("issued_on", "notified_on", "remedy_ends_on", "waived_on", "final_on")


@dataclass(frozen=True, slots=True)
class Dossier:
    """``content`` is plain JSON (cents, ISO dates, UTC instants); files and letters in order."""

    content: dict[str, Any]
    files: Sequence[StoredFile]
    letters: Sequence[Notice]


def dossier(case: Case) -> Dossier:
    """Collect what the reader's town may have, of a decision nothing before its notice.

    The office has the whole of it.
    """
    files = case.session.scalars(
        select(StoredFile)
        .where(StoredFile.application_id == case.application.id)
        .order_by(StoredFile.at, StoredFile.id)
    ).all()
    listed = {
        "files": [_file(one) for one in files],
        "annexes": [
            {"slot": one.slot, "sha256": one.sha256, "added_at": _plain(one.at)}
            for one in annexes_of(case)
        ],
        "promised_annexes": [
            {
                "slot": one.slot.code,
                "until": _plain(one.on),
                "delivered_at": _plain(one.files[0].at) if one.files else None,
            }
            for one in promises_of(case)
        ],
        # The answers hold the contact of today, the PDF that of submission.
        "contact_changes": [
            {"at": _plain(one.changed_at), "fields": differing(one.old, one.new)}
            for one in contact_changes(case)
        ],
    }
    content = _content(case) | listed | afterwards(case)
    if case.actor.ministry:
        content["office"] = of_the_office(case)
    return Dossier(content, files, _letters(case))


def _content(case: Case) -> dict[str, Any]:
    app, view = case.application, town.view_of(case)
    notice = case.notice if view not in UNTOLD else None
    final = case.final_notice
    content: dict[str, Any] = {
        "format": "kp-dossier-1",
        "made_at": _plain(case.now),
        "reference": app.reference,
        "title": app.title,
        "call": case.call.code,
        "state": view,
        "submitted_at": _plain(app.submitted_at),
        "lead": {"key": app.lead_key, "name": case.town_names[app.lead_key]},
        "partners": [
            {
                "key": p.key,
                "name": p.name,
                "task": p.task,
                "contribution_cents": p.contribution_cents,
                "share_hundredths": p.share_hundredths,
                "contact_email": p.contact_email,
            }
            for p in case.partners
        ],
        "action_field": case.action_field.code if case.action_field else None,
        "answers": _named(case.answers, ANSWERED) | case.answers.entries,
        "lines": [_named(line, LINE) for line in case.lines],
        "requested_cents": app.requested_cents,
        "requests": [_request(case, one) for one in town.requests_of(case)],
        "history": [
            {"at": _plain(e.at), "step": e.trigger, "state": e.view, "by": e.by, "who": e.who}
            for e in reversed(history.history(case))
        ],
    }
    if case.proof is not None:
        spent = [
            {"position": f.position, "actual_cents": f.actual, "reason": f.reason}
            for f in figures(case)
        ]
        content["proof_of_use"] = _named(case.proof, (*PROVED, "handed_in_at")) | {
            "goals": [_named(goal, GOAL) for goal in goals_of(case)],
            "lines": spent,
            "receipts": [_named(one, RECEIPTED) for one in receipts_of(case)],
        }
    if view not in UNTOLD:
        content["interim_proofs"] = [_interim(case, one) for one in interims_of(case) if one.record]
    if notice is not None:
        content["notice"] = _named(notice, DATES)
        content |= {"granted_cents": app.approved_cents or 0, "paid_cents": app.paid_cents}
    if final is not None and final.notified_on <= case.today:
        content["final_notice"] = _named(final, DATES)
        content["final_cents"] = app.final_cents
    return content


def _interim(case: Case, one: Interim) -> dict[str, Any]:
    """Return an interim proof; what the town still writes the office does not have."""
    if case.actor.ministry and one.record is not None and one.record.handed_in_at is None:
        return {"year": one.year, "state": one.state}
    told = _named(one.record, INTERIM) | {"due_on": _plain(one.due_on)}
    told["goals"] = [
        {"what": told_of.goal.what, "standing": told_of.standing, "actual": told_of.actual}
        for told_of in goals_standing(case, one)
    ]
    return told | {"lines": [_named(line, SPENT) for line in interim_figures(case, one)]}


def _request(case: Case, request: Any) -> dict[str, Any]:
    return {
        "number": request.number,
        "sent_at": _plain(request.sent_at),
        "due_on": _plain(request.due_on),
        "state": request.state,
        "extensions": [
            _named(one, ("asked_at", "wanted_on", "reason", "state", "granted_on", "decision"))
            for one in extensions_of(case).get(request.id, ())
        ],
        "items": [
            {"question": i.question, "answer": i.answer, "state": i.state, "file": i.file_name}
            for i in town.items_of(case, request)
        ],
    }


def _named(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _file(file: StoredFile) -> dict[str, Any]:
    return {
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "at": _plain(file.at),
        "scan": file.scan_state,
    }


def _letters(case: Case) -> Sequence[Notice]:
    """List the letters that went to the reader's own town about the case, each of them once.

    The office has those to everybody.

    Of one that went to several colleagues it is the reader's own copy, else the first one.
    """
    own = case.actor.towns & case.towns
    readers = select(RoleGrant.account_id).where(RoleGrant.municipality_key.in_(own))
    found = case.session.scalars(
        select(Notice)
        .where(
            Notice.application_id == case.application.id,
            true() if case.actor.ministry else Notice.account_id.in_(readers),
            Notice.state == "sent",
        )
        .order_by(Notice.sent_at, Notice.id)
    ).all()
    once: dict[tuple[Any, ...], Notice] = {}
    for notice in found:
        # Cause and kind, without whom it went to and in which language, and what it says of a town.
        told = notice.key.rpartition(":")[0], *map(notice.facts.get, OF_ONE_TOWN)
        if told not in once or notice.account_id == case.actor.account_id:
            once[told] = notice
    return list(once.values())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
