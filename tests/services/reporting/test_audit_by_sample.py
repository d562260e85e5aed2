"""The audit of a drawn case: its receipts are drawn and judged, and cuts bound what is recognised."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.demo.auditing import prepare_audit
from funding.errors import Invalid, NotFound, NotPermitted
from funding.law import sampling
from funding.models import (
    AuditEntry,
    Line,
    Proof,
    ProofCheck,
    Receipt,
    ReceiptJudgement,
    SampleCase,
    SampleDraw,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting import sample
from funding.services.operations.write_audit import digest
from funding.services.reporting.check_proof import check_proof
from funding.services.reporting.draw_sample import draw_sample
from funding.services.reporting.judge_receipts import Verdict, judge_receipts
from funding.services.reviewing.declare_bias import declare_bias
from tests.services import attempts
from tests.stages import AUDITOR, EDITOR, FIRST, REVIEWER, THIRD, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

RECEIPTS = 60


@pytest.fixture
def reference(play):
    """Bring a proof to its audit; sixty receipts show its first line, one cent each but the last."""
    reference = bring(play, State.REPORTED)
    with transaction() as session:
        first = session.scalars(select(Receipt).order_by(Receipt.position)).first()
        last = session.scalar(select(func.max(Receipt.position)))
        known = ("proof_id", "line_id", "paid_on", "payee", "purpose")
        same = {name: getattr(first, name) for name in known}
        first.amount_cents -= RECEIPTS - last
        session.add_all(
            Receipt(**same, position=place, number=f"Z-{place}", amount_cents=1)
            for place in range(last + 1, RECEIPTS + 1)
        )
    return reference


def draw(story):
    return story.act(AUDITOR, lambda s, a: draw_sample(s, a, story.call))


def judge(story, reference, verdicts, by=AUDITOR, version=None):
    return story.act(by, lambda s, a: judge_receipts(s, a, reference, verdicts, version))


def check(story, reference, *made, by=AUDITOR):
    return story.act(by, lambda s, a: check_proof(s, a, reference, made))


def seen(reference):
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        receipts = sample.judged(case)
        return receipts, sample.cut_cents(case), sample.recognisable_cents(case)


def places(reference):
    return {one.receipt.position for one in seen(reference)[0] if one.sampled}


def finish(story, reference, cents):
    story.step(AUDITOR, reference, Trigger.FINISH_AUDIT, recognised_cents=cents, reason="Geprüft.")


def refusals(story, reference, cents):
    with pytest.raises(StepRefused) as refused:
        finish(story, reference, cents)
    return {reason.code: dict(reason.params) for reason in refused.value.reasons}


def put(drawn):
    with transaction() as session:
        session.execute(update(SampleCase).values(drawn=drawn))


def test_a_fifth_of_the_receipts_and_at_least_ten_are_drawn_from_the_seed_of_the_case(
    play, reference
):
    assert places(reference) == set()
    made = draw(play)
    found = places(reference)
    keys = [str(place) for place in range(1, RECEIPTS + 1)]
    assert len(found) == 12
    assert {str(one) for one in found} == sampling.drawn(f"{made.seed}:{reference}", keys, 12)
    with transaction() as session:
        session.execute(update(SampleDraw).values(receipts_least=30))
    assert len(places(reference)) == 30
    put(drawn=False)
    assert places(reference) == set()


def test_an_audit_is_finished_when_it_is_drawn_judged_checked_and_within_the_cuts(play, reference):
    spent = seen(reference)[2]
    before = refusals(play, reference, spent)
    assert set(before) == {"sample_met", "proof_checked"}
    draw(play)
    check(play, reference, "formal", "arithmetic")
    mine = sorted(places(reference))
    assert refusals(play, reference, spent) == {"receipts_judged": {"count": 12, "all": 12}}
    judge(play, reference, dict.fromkeys(mine[1:], Verdict()))
    assert refusals(play, reference, spent) == {"receipts_judged": {"count": 1, "all": 12}}
    judge(play, reference, {mine[0]: Verdict(1, "Private Ausgabe")})
    cut = {"highest": spent - 1, "total": spent, "cut": 1}
    assert refusals(play, reference, spent) == {"within_findings": cut}
    finish(play, reference, spent - 1)
    assert play._read(reference).state == State.AUDITED
    with reading() as session:
        query = select(AuditEntry.details).where(AuditEntry.trigger == "finish_audit")
        told = session.scalars(query).one()
        assert (told["sampled"], told["receipts_judged"], told["cut_cents"]) == (True, 12, 1)
        assert differences(session, digest) == []


def test_a_case_that_was_not_drawn_gets_the_plain_checks_only(play, reference):
    draw(play)
    put(drawn=False)
    spent = seen(reference)[2]
    assert set(refusals(play, reference, spent)) == {"proof_checked"}
    check(play, reference, "formal")
    assert set(refusals(play, reference, spent)) == {"proof_checked"}
    check(play, reference, "formal", "arithmetic")
    finish(play, reference, spent)
    assert play._read(reference).state == State.AUDITED


def test_receipts_that_were_not_drawn_can_be_judged_too_and_their_cuts_count(play, reference):
    draw(play)
    put(drawn=False)
    check(play, reference, "formal", "arithmetic")
    receipts, _cut, spent = seen(reference)
    first = receipts[0].receipt
    judge(play, reference, {1: Verdict(first.amount_cents, "Kein Bezug zum Vorhaben")})
    assert seen(reference)[1:] == (first.amount_cents, spent - first.amount_cents)
    assert set(refusals(play, reference, spent)) == {"within_findings"}
    judge(play, reference, {1: None})
    assert seen(reference)[1:] == (0, spent)
    finish(play, reference, spent)


def test_a_cut_on_a_line_that_is_not_eligible_lowers_nothing_that_is_not_counted(play, reference):
    receipts, _cut, _spent = seen(reference)
    with transaction() as session:
        session.get_one(Line, receipts[0].receipt.line_id).eligible = False
    spent = seen(reference)[2]
    judge(play, reference, {1: Verdict(1, "privat")})
    assert seen(reference)[1:] == (0, spent)


def test_without_a_list_of_receipts_the_audit_is_formal_and_arithmetic(play, reference):
    with transaction() as session:
        session.execute(Receipt.__table__.delete())
    draw(play)
    check(play, reference, "formal", "arithmetic")
    finish(play, reference, seen(reference)[2])
    assert play._read(reference).state == State.AUDITED


def test_who_checked_and_who_judged_first_stays_named_with_the_moment(play, reference):
    check(play, reference, "formal")
    judge(play, reference, {1: Verdict(), 2: Verdict(1, "privat")})
    with reading() as session:
        checked = session.scalars(select(ProofCheck)).one()
        first = {row.receipt_id: row.judged_at for row in session.scalars(select(ReceiptJudgement))}
        auditor = by_email(session, AUDITOR).person_id
        assert checked.checked_by_id == auditor
    play.moved.instant += timedelta(hours=1)
    check(play, reference, "formal", "arithmetic")
    judge(play, reference, {1: Verdict(), 2: Verdict(1, "doppelt")})
    with reading() as session:
        later = session.scalars(select(ReceiptJudgement).order_by(ReceiptJudgement.judged_at)).all()
        assert [row.judged_at == first[row.receipt_id] for row in later] == [True, False]
        rows = session.scalars(select(ProofCheck).order_by(ProofCheck.checked_at)).all()
        assert [row.code for row in rows] == ["formal", "arithmetic"]
        assert rows[0].checked_at == checked.checked_at
    check(play, reference)
    with reading() as session:
        assert session.scalars(select(ProofCheck)).all() == []


BAD = {
    "more than the receipt": ({2: Verdict(1_000_000_000, "x")}, "cut_too_high"),
    "negative": ({2: Verdict(-1, "x")}, "cut_too_high"),
    "without a finding": ({2: Verdict(1, "  ")}, "cut_unreasoned"),
    "not in the list": ({RECEIPTS + 1: Verdict()}, "receipt_of_another"),
    "one of two": ({1: Verdict(), 0: Verdict()}, "receipt_of_another"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_said_of_a_receipt_is_refused_and_nothing_is_kept(play, reference, what):
    verdicts, code = BAD[what]
    with pytest.raises(Invalid) as refused:
        judge(play, reference, verdicts)
    assert [fault.code for fault in refused.value.faults] == [code]
    with reading() as session:
        assert session.scalars(select(ReceiptJudgement)).all() == []


def test_a_judgement_touches_no_receipt_of_another_case(play):
    other = bring(play, State.APPROVED, grant=1_000_000)
    reference = bring(play, State.REPORTED)
    play.notice(other, play.today)
    play.go(play.today + timedelta(days=7))
    play.report(other)
    with transaction() as session:
        last = session.scalars(select(Receipt).order_by(Receipt.position.desc())).first()
        last.position = RECEIPTS  # of the one case or the other
    judge(play, other, {1: Verdict(1, "privat")})
    assert (seen(reference)[1], seen(other)[1]) == (0, 1)
    outside = {seen(one)[0][-1].receipt.position: one for one in (reference, other)}
    stranger = other if outside[RECEIPTS] == reference else reference
    with pytest.raises(Invalid):
        judge(play, stranger, {RECEIPTS: Verdict()})
    judge(play, outside[RECEIPTS], {RECEIPTS: Verdict()})
    with pytest.raises(NotFound):
        judge(play, "KP-2022-9999", {1: Verdict()})


@pytest.mark.parametrize("who", [REVIEWER, FIRST, "revision@smi.example"])
def test_nobody_else_of_the_office_judges_or_checks(play, reference, who):
    for deed in (lambda: judge(play, reference, {1: Verdict()}, by=who),
                 lambda: check(play, reference, "formal", by=who)):  # fmt: skip
        with pytest.raises(NotPermitted):
            deed()


def test_the_town_does_not_audit_itself(play, reference):
    with pytest.raises(NotPermitted):
        judge(play, reference, {1: Verdict()}, by=EDITOR)


@pytest.mark.parametrize("deed", ["held", "approved_second", "recorded_notice", "paid"])
def test_who_had_a_hand_in_the_case_neither_judges_nor_checks(play, reference, deed):
    with transaction() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        app, now = case.application, play.moved.instant
        attempt = attempts.Attempt(session, app, AUDITOR, {}, play.today, now)
        attempts.hand(AUDITOR, deed)(attempt)
    for act in (lambda: judge(play, reference, {1: Verdict()}),
                lambda: check(play, reference, "formal")):  # fmt: skip
        with pytest.raises(StepRefused) as refused:
            act()
        assert [reason.code for reason in refused.value.reasons] == ["another_person"]


DEEDS = {
    "nothing": lambda _play, _reference: None,
    "judged a receipt": lambda play, reference: judge(play, reference, {1: Verdict()}),
    "made a check": lambda play, reference: check(play, reference, "formal"),
}


@pytest.mark.parametrize("what", DEEDS)
def test_who_judged_or_checked_signs_no_settlement_though_another_finishes_the_audit(
    play, reference, what
):
    DEEDS[what](play, reference)
    with transaction() as session:  # the same, by the approver
        own = by_email(session, THIRD).person_id
        session.execute(update(ReceiptJudgement).values(judged_by_id=own))
        session.execute(update(ProofCheck).values(checked_by_id=own))
    finish(play, reference, prepare_audit(play.act, reference))
    details = attempts.notice(play.today)
    if what == "nothing":
        play.step(THIRD, reference, Trigger.SETTLE, **details)
        return
    with pytest.raises(StepRefused) as refused:
        play.step(THIRD, reference, Trigger.SETTLE, **details)
    assert [reason.code for reason in refused.value.reasons] == ["another_person"]
    play.step(FIRST, reference, Trigger.SETTLE, **details)


def test_a_biased_auditor_does_not_find_the_case(play, reference):
    play.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    with pytest.raises(NotFound):
        judge(play, reference, {1: Verdict()})


def test_after_the_audit_nothing_is_judged_until_it_is_sent_back(play, reference):
    cents = prepare_audit(play.act, reference)
    finish(play, reference, cents)
    for act in (lambda: judge(play, reference, {1: Verdict()}),
                lambda: check(play, reference)):  # fmt: skip
        with pytest.raises(StepRefused) as refused:
            act()
        assert [reason.code for reason in refused.value.reasons] == ["wrong_state"]
    play.step(FIRST, reference, Trigger.RETURN_AUDIT, reason="Beleg 1 fehlt.")
    judge(play, reference, {1: Verdict(1, "fehlt")})
    assert set(refusals(play, reference, cents)) == {"within_findings"}
    finish(play, reference, cents - 1)
    with reading() as session:
        assert session.scalars(select(Proof.recognised_cents)).one() == cents - 1
