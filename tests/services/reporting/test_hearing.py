"""Before money is reclaimed the town is heard (§ 28 VwVfG); what it was told stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.errors import NotFound, NotPermitted
from funding.law.notifying import deemed_notified
from funding.law.periods import set_by_office
from funding.models import Deadline, Hearing, Notice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.services.reporting.hear_town import save_comment
from tests import hearings as h
from tests.services.attempts import notice
from tests.stages import AUDITOR, EDITOR, FIRST, GRANT, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

STRANGER = "zeichnung@rodewisch.example"
SPENT = 2_155_555  # of 2,222,222 planned: 90 % of it are 1,939,999
CLAIM = 60_001


def only(model, reference=None):
    with reading() as session:
        return session.scalars(select(model)).one()


def running(story, reference):
    with reading() as session:
        query = select(Deadline).where(
            Deadline.application_id == story._read(reference).id, Deadline.ended_at.is_(None)
        )
        return {one.kind: one for one in session.scalars(query)}


def refused(story, who, reference, trigger, **details):
    with pytest.raises(StepRefused) as caught:
        story.step(who, reference, trigger, **details)
    return [reason.code for reason in caught.value.reasons]


def finish(story, reference, cents=SPENT):
    details = {"recognised_cents": cents, "reason": "Geprüft."}
    story.step(AUDITOR, reference, Trigger.FINISH_AUDIT, **details)


def state(story, reference):
    return story._read(reference).state


def test_a_town_is_heard_before_its_audit_ends_with_a_claim(play):
    reference = bring(play, State.HEARING)
    told = only(Hearing)
    assert (told.recognised_cents, told.paid_cents) == (SPENT, GRANT)
    assert (told.final_cents, told.claim_cents) == (GRANT - CLAIM, CLAIM)
    electronic = deemed_notified(told.noted_on, "electronic")
    assert told.due_on == set_by_office(electronic, weeks=4).end
    timers = running(play, reference)
    assert timers["hearing"].due_on == told.due_on
    year = date(told.noted_on.year + 1, told.noted_on.month, told.noted_on.day)
    assert timers["revocation_year"].due_on == year
    assert timers["audit"].paused_at is not None
    h.comment(play, reference, "  Die Mittel sind verbraucht.  ")
    assert state(play, reference) == State.HEARD
    timers = running(play, reference)
    assert {"weigh", "revocation_year", "audit"} <= set(timers)
    assert "hearing" not in timers
    assert only(Hearing).comment == "Die Mittel sind verbraucht."
    finish(play, reference)
    assert state(play, reference) == State.AUDITED
    with reading() as session:
        kinds = set(session.scalars(select(Notice.kind)))
        assert differences(session, digest) == []
    assert {"hearing_opened", "comment_received", "comment_available"} <= kinds


def test_without_a_hearing_nothing_is_reclaimed(play):
    reference = bring(play, State.HEARING)
    h.comment(play, reference)
    dropped = {"reason": "Die Äußerung überzeugt."}
    play.step(AUDITOR, reference, Trigger.DROP_CLAIM, **dropped)
    assert state(play, reference) == State.REPORTED
    timers = running(play, reference)
    assert "revocation_year" not in timers
    assert timers["audit"].paused_at is None
    codes = refused(
        play, AUDITOR, reference, Trigger.FINISH_AUDIT, recognised_cents=SPENT, reason="Geprüft."
    )
    assert codes == ["heard_first"]
    h.open_hearing(play, reference)
    with reading() as session:
        numbers = session.scalars(select(Hearing.number).order_by(Hearing.number)).all()
    assert numbers == [1, 2]


def test_the_settlement_waits_until_the_money_is_back(play):
    reference = bring(play, State.HEARD)
    finish(play, reference)
    dates = notice(play.today)
    assert refused(play, FIRST, reference, Trigger.SETTLE, **dates) == ["nothing_overpaid"]
    back = {"amount_cents": -CLAIM, "value_on": play.today}
    play.step("haushalt@smi.example", reference, Trigger.RECORD_PAYMENT, **back)
    play.step(FIRST, reference, Trigger.SETTLE, **dates)
    assert "revocation_year" not in running(play, reference)
    with reading() as session:
        assert differences(session, digest) == []


def test_no_more_is_reclaimed_than_what_the_town_was_heard_about(play):
    reference = bring(play, State.HEARD)
    typed = {"recognised_cents": SPENT - 9, "reason": "Doch weniger."}
    assert refused(play, AUDITOR, reference, Trigger.FINISH_AUDIT, **typed) == ["within_hearing"]
    finish(play, reference, SPENT)


def test_a_hearing_is_not_opened_twice_nor_for_a_claim_of_zero(play):
    reference = bring(play, State.HEARING)
    again = {"recognised_cents": SPENT, "reason": "Noch einmal."}
    assert refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, **again) == ["wrong_state"]
    play.step("haushalt@smi.example", reference, Trigger.RECORD_PAYMENT,
              amount_cents=-CLAIM, value_on=play.today)  # fmt: skip
    h.comment(play, reference, "Wir haben zurückgezahlt.")
    play.step(AUDITOR, reference, Trigger.DROP_CLAIM, reason="Bezahlt.")
    codes = refused(play, AUDITOR, reference, Trigger.OPEN_HEARING, **again)
    assert codes == ["claim_found"]
    finish(play, reference)
    assert state(play, reference) == State.AUDITED


def test_without_a_comment_the_clock_ends_the_hearing(play):
    reference = bring(play, State.HEARING)
    due = only(Hearing).due_on
    play.go(due)
    assert state(play, reference) == State.HEARING
    play.go(due + timedelta(days=4))
    assert state(play, reference) == State.HEARD
    assert only(Hearing).ended_by == "hearing_lapsed"
    codes = refused(play, SIGNATORY, reference, Trigger.COMMENT, comment="x", reauthenticated=True)
    assert codes == ["wrong_state"]
    with reading() as session:
        kinds = set(session.scalars(select(Notice.kind)))
    assert {"hearing_reminder", "hearing_lapsed", "hearing_lapsed_office"} <= kinds


def test_another_town_neither_comments_nor_writes(play):
    reference = bring(play, State.HEARING)
    with pytest.raises(NotFound):
        play.step(STRANGER, reference, Trigger.COMMENT, comment="x", reauthenticated=True)
    with pytest.raises(NotFound):
        play.act(STRANGER, lambda s, a: save_comment(s, a, reference, "x"))
    with pytest.raises(NotPermitted):
        play.step(EDITOR, reference, Trigger.COMMENT, comment="x", reauthenticated=True)
    play.act(EDITOR, lambda s, a: save_comment(s, a, reference, "Entwurf"))
    assert only(Hearing).comment == "Entwurf"
    h.comment(play, reference)
    with pytest.raises(StepRefused):
        play.act(EDITOR, lambda s, a: save_comment(s, a, reference, "zu spät"))


def test_a_settlement_after_a_hearing_is_returned_to_its_weighing(play):
    reference = bring(play, State.HEARD)
    finish(play, reference)
    play.step(FIRST, reference, Trigger.RETURN_AUDIT, reason="Äußerung nicht gewürdigt.")
    assert state(play, reference) == State.HEARD
    assert "weigh" in running(play, reference)
