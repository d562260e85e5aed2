"""Each judgement of a receipt stands in the audit: who said what of which, and what it was before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from funding.db import reading, transaction
from funding.models import AuditEntry, Receipt, ReceiptJudgement
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting.judging import JUDGING
from funding.services.operations.write_audit import digest
from funding.services.reporting.judge_receipts import Verdict, judge_receipts
from tests.stages import AUDITOR, bring
from workflows.application import State


@pytest.fixture
def reference(story):
    return bring(story, State.REPORTED)


def judge(story, reference, verdicts):
    return story.act(AUDITOR, lambda s, a: judge_receipts(s, a, reference, verdicts))


def entries():
    with reading() as session:
        query = select(AuditEntry).where(AuditEntry.workflow == JUDGING)
        auditor = by_email(session, AUDITOR).person_id
        found = session.scalars(query.order_by(AuditEntry.version)).all()
        assert {one.person_id for one in found} <= {auditor}
        return [
            (one.version, one.details["cut_receipts"], one.details["findings"]) for one in found
        ]


def found():
    with reading() as session:
        return differences(session, digest)


def judged_twice(story, reference):
    judge(story, reference, {1: Verdict(5, "Privat"), 2: Verdict()})
    judge(story, reference, {1: Verdict(7, "Doppelt"), 2: Verdict()})


def test_what_is_said_is_kept_with_what_was_said_before(story, reference):
    judged_twice(story, reference)
    judge(story, reference, {1: None})
    assert entries() == [
        (1, {"1": 5, "2": 0}, {"1": "Privat"}),
        (2, {"1": 7}, {"1": "Doppelt"}),
        (3, {"1": None}, {}),
    ]
    assert found() == []


def test_what_is_said_again_is_no_entry(story, reference):
    judge(story, reference, {1: Verdict(5, "Privat")})
    judge(story, reference, {1: Verdict(5, "Privat"), 2: None})
    assert len(entries()) == 1


FIRST = select(Receipt.id).where(Receipt.position == 1).scalar_subquery()
OF_FIRST = ReceiptJudgement.receipt_id == FIRST
TAMPERED = {
    "a smaller cut": update(ReceiptJudgement).where(OF_FIRST).values(cut_cents=6),
    "another reason": update(ReceiptJudgement).where(OF_FIRST).values(finding="Erfunden"),
    "no judgement any more": delete(ReceiptJudgement).where(OF_FIRST),
    "said by another": update(ReceiptJudgement).where(OF_FIRST),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_is_changed_behind_the_audit_is_found(story, reference, what):
    judged_twice(story, reference)
    with transaction() as session:
        other = by_email(session, "revision@smi.example").person_id
        by = {"judged_by_id": other} if what == "said by another" else None
        session.execute(TAMPERED[what].values(by) if by else TAMPERED[what])
    said = [line for line in found() if "receipt 1" in line]
    assert said == [f"case {reference}, receipt 1: judged otherwise than the audit says"]


def test_a_judgement_that_was_taken_back_is_found_when_it_comes_back(story, reference):
    judge(story, reference, {1: Verdict(5, "Privat")})
    judge(story, reference, {1: None})
    slip_in(1, story.moved.instant)
    assert found() == [f"case {reference}, receipt 1: judged otherwise than the audit says"]


def test_a_judgement_that_no_entry_tells_of_is_found(story, reference):
    judge(story, reference, {1: Verdict(5, "Privat")})
    slip_in(2, story.moved.instant + timedelta(seconds=1))
    assert found() == [f"case {reference}, receipt 2: judged, and the audit does not say so"]


def test_what_was_said_before_there_were_entries_is_no_fault(story, reference):
    slip_in(2, story.moved.instant - timedelta(seconds=1))
    judge(story, reference, {1: Verdict(5, "Privat")})
    assert found() == []


def slip_in(place, at):
    with transaction() as session:
        one = session.scalars(select(Receipt).where(Receipt.position == place)).one()
        who = by_email(session, AUDITOR).person_id
        said = ReceiptJudgement(receipt_id=one.id, cut_cents=0, finding="")
        said.judged_by_id, said.judged_at = who, at
        session.add(said)
