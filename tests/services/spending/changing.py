"""People of a case that write, sign, assess and decide a change, for tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from funding.db import reading
from funding.law.notifying import deemed_notified
from funding.models import Change, Deadline
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.spending import ask_change, decide_change
from funding.services.spending.ask_change import Content
from funding.services.spending.record_change_notice import record_change_notice
from tests.stages import EDITOR, REVIEWER, SECOND, SIGNATORY

NEW_END = date(2023, 3, 31)
WHY = "Die Stelle konnte erst im November besetzt werden."


def change(key: UUID) -> Change:
    with reading() as session:
        return session.get_one(Change, key)


def case_of(reference: str, email: str = EDITOR):
    """Return ends_on, day of the proof and the planned amounts of a case, as approved now."""
    with reading() as session:
        case = find.case(session, by_email(session, email), reference)
        return case.ends_on, case.proof_due, [case.planned(line) for line in case.lines]


def line_ids(reference: str) -> list[UUID]:
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return [line.id for line in case.lines]


def running(reference: str) -> dict[str, date]:
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference).application
        rows = select(Deadline.kind, Deadline.due_on).where(
            Deadline.application_id == case.id, Deadline.ended_at.is_(None)
        )
        return {row.kind: row.due_on for row in session.execute(rows)}


def draft(story, reference, kind="period", who=EDITOR) -> UUID:
    return story.act(who, lambda s, a: ask_change.draft_change(s, a, reference, kind).id)


def write(story, reference, key, who=EDITOR, **content) -> None:
    given = Content(**{"reason": WHY} | content)
    version = change(key).version
    story.act(
        who, lambda s, a: ask_change.save_change(s, a, reference, key, given, version) and None
    )


def sign(story, reference, key, who=SIGNATORY, *, reauthenticated=True) -> None:
    given = {"reauthenticated": reauthenticated, "version": change(key).version}
    story.act(who, lambda s, a: ask_change.request_change(s, a, reference, key, **given) and None)


def take_back(story, reference, key, who=SIGNATORY, *, reauthenticated=True) -> None:
    given = {"reauthenticated": reauthenticated, "version": change(key).version}
    story.act(who, lambda s, a: ask_change.withdraw_change(s, a, reference, key, **given) and None)


def requested(story, reference, kind="period", **content) -> UUID:
    """Write and sign a change of a kind."""
    key = draft(story, reference, kind)
    given = {"new_end": NEW_END} if kind == "period" else {}
    write(story, reference, key, **given | content)
    sign(story, reference, key)
    return key


def shifted(reference: str, *cents: int) -> dict[UUID, int]:
    """Return the lines of the plan with so much more or less of each."""
    _end, _proof, planned = case_of(reference)
    return {
        line: now + more
        for line, now, more in zip(line_ids(reference), planned, cents, strict=True)
    }


def office(story, deed, reference, key, who=REVIEWER, **given) -> None:
    version = change(key).version
    story.act(who, lambda s, a: deed(s, a, reference, key, version=version, **given))


def ask(story, reference, key, question="Was hat sich verzögert?", who=REVIEWER) -> None:
    office(story, decide_change.ask_about_change, reference, key, who, question=question)


def note(story, reference, key, who=REVIEWER, text="") -> None:
    office(story, decide_change.note_change, reference, key, who, note=text)


def assess(
    story, reference, key, who=REVIEWER, proposal="grant", reason="Nachvollziehbar."
) -> None:
    office(
        story, decide_change.assess_change, reference, key, who, proposal=proposal, reason=reason
    )


def decide(story, reference, key, who=SECOND, *, grant=True, reason="") -> None:
    office(story, decide_change.decide_change, reference, key, who, grant=grant, reason=reason)


def send_back(story, reference, key, who=SECOND, reason="Die Wirkung fehlt.") -> None:
    office(story, decide_change.send_change_back, reference, key, who, reason=reason)


def granted(story, reference, kind="period", **content) -> UUID:
    key = requested(story, reference, kind, **content)
    assess(story, reference, key)
    decide(story, reference, key)
    return key


def free_of_bias(story, reference, *emails) -> None:
    for email in emails:
        story.act(email, lambda s, a: declare_bias(s, a, reference, biased=False))


def sent(story) -> dict:
    """Return the dates of a notice that goes out by post today."""
    dates = {"issued_on": story.today, "notified_on": deemed_notified(story.today, "post")}
    return dates | {"channel": "post", "evidence": "Postausgangsbuch"}


def recorded(story, reference, key, who=REVIEWER, **details) -> None:
    given = sent(story) | details
    version = change(key).version
    story.act(
        who, lambda s, a: record_change_notice(s, a, reference, key, Details(**given), version)
    )
