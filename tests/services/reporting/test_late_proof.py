"""A proof of use does not come: the town is reminded and warned, the auditors are told when."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from funding.db import reading
from funding.models import Notice
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.notices.of_case import notices_of
from funding.queries.reporting.late_proof import late_proof, proof_threatened
from funding.queries.reviewing import queue
from funding.services.administration.set_rule import set_rule
from tests.stages import AUDITOR, SIGNATORY, bring
from workflows.application import State

DUE = date(2023, 6, 30)
REMINDED, THREATENED, POSSIBLE = date(2023, 7, 3), date(2023, 7, 31), date(2023, 8, 29)
ADMIN = "verwaltung@smi.example"


def told(reference):
    """Return the late letters in their order, each with its reader's role and its text."""
    kinds = ("proof_overdue", "proof_threat", "hearing_to_open")
    with reading() as session:
        rows = session.scalars(
            select(Notice).where(Notice.kind.in_(kinds)).order_by(Notice.created_at, Notice.role)
        )
        return [(row.kind, row.role, f"{row.subject}\n{row.text}") for row in rows]


def seen(reference):
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        return late_proof(case), proof_threatened(case)


def proofs_to_audit():
    with reading() as session:
        actor = by_email(session, AUDITOR)
        listed = [row.reference for row in queue.cases(session, actor, "nachweise")]
        count = queue.views(session, actor, queue.NO_FILTER).counts["nachweise"]
    assert count == len(listed)
    return listed


def test_a_town_is_reminded_and_warned_on_the_days_that_the_rules_say(play):
    reference = bring(play, State.REPORT_DUE)
    play.go(DUE)
    assert seen(reference) == (None, False)
    play.go(REMINDED)
    late, _ = seen(reference)
    assert (late.days, late.reminded_on, late.threatened_on) == (3, REMINDED, None)
    assert late.planned.new_date == date(2023, 7, 28)
    assert "28. Juli 2023" in told(reference)[-1][2]
    play.go(THREATENED)
    late, threatened = seen(reference)
    assert (late.threatened_on, late.planned.hearing_from, threatened) == (
        *(THREATENED, POSSIBLE, False),
    )
    assert "28. August 2023" in told(reference)[-1][2]
    assert proofs_to_audit() == []
    play.go(POSSIBLE - timedelta(days=1))
    assert not seen(reference)[1]
    play.go(POSSIBLE)
    assert seen(reference)[1]
    kinds = [(kind, role) for kind, role, _text in told(reference)]
    assert ("hearing_to_open", "proof_auditor") in kinds
    assert ("hearing_to_open", "lead_reviewer") in kinds
    assert {role for kind, role in kinds if kind == "proof_threat"} == {
        *("applicant_editor", "applicant_signatory"),
    }
    text = next(text for kind, role, text in told(reference) if role == "proof_auditor")
    for day in ("3. Juli 2023", "31. Juli 2023", "29. August 2023"):
        assert day in text
    assert proofs_to_audit() == [reference]


def test_a_threat_that_comes_late_leaves_the_town_its_time(play):
    reference = bring(play, State.REPORT_DUE)
    play.moved.instant += timedelta(days=250)  # nobody looked after the clock
    play.go(play.today + timedelta(days=1))
    late, threatened = seen(reference)
    assert late.days > 60
    assert late.reminded_on is None
    assert late.threatened_on == play.today
    assert not threatened
    assert late.planned.hearing_from == play.today + timedelta(days=30)
    kinds = {kind for kind, _role, _text in told(reference)}
    assert kinds == {"proof_threat", "hearing_to_open"}
    play.go(late.planned.hearing_from)
    assert seen(reference)[1]


def test_without_a_threat_nothing_is_threatened(play):
    reference = bring(play, State.REPORT_DUE)
    play.moved.instant += timedelta(days=250)
    late, threatened = seen(reference)
    assert late.days > 60
    assert (late.threatened_on, threatened) == (None, False)


def test_another_rule_moves_the_days_of_what_is_due_under_it(play):
    def rules(session, actor):
        for key, value in (("proof_reminder_days", 3), ("proof_threat_days", 10)):
            set_rule(session, actor, key, value=value, since=date(2023, 1, 1), source="Test")

    play.act(ADMIN, rules)
    reference = bring(play, State.REPORT_DUE)
    play.go(date(2023, 7, 4))
    assert seen(reference)[0].reminded_on == date(2023, 7, 3)
    play.go(date(2023, 7, 10))
    late, _ = seen(reference)
    assert late.threatened_on == date(2023, 7, 10)
    with reading() as session:
        case = find.case(session, by_email(session, SIGNATORY), reference)
        causes = [one.cause for one in notices_of(case)]
    days = [one.threshold.days for one in causes if one.threshold and one.threshold.code]
    assert sorted(set(days)) == [3, 10]
