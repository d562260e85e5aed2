"""Money goes out by other hands than those that decided or audited, and not before its day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Account, DecisionNotice, Drawdown, Payment, Person
from funding.services.administration.set_up_demo import add_account
from tests.drawing import ordered, paid
from tests.services import attempts
from tests.stages import AUDITOR, FIRST, SECOND, THIRD, bring
from workflows.application import APPLICATION, State, Trigger
from workflows.core import StepRefused

# Written from the procedure: whoever has done one of these on a case may not take the step.
BEFORE = {"submitted", "held", "scored", "opined", "proposed", "confirmed_funds"}
SIGNED = {"approved_first", "approved_also", "approved_second"}
AUDIT = BEFORE | SIGNED | {"recorded_notice", "certified", "ordered", "paid"}
NOT_BY_WHO_HAS = {
    "claim": {"submitted", "scored", "opined"},
    "approve_first": BEFORE,
    "approve_second": BEFORE | {"approved_first", "approved_also"},
    "reject_first": BEFORE,
    "reject_second": BEFORE | {"approved_first"},
    "return_case": BEFORE,
    "discontinue": BEFORE | {"proposed_cessation"},
    "reopen": BEFORE,
    "record_payment": SIGNED | {"audited", "settled"},
    "open_hearing": AUDIT,
    "open_revocation": AUDIT,
    "drop_claim": AUDIT,
    "finish_audit": AUDIT,
    "return_audit": {"audited"},
    "settle": {"audited", "paid"},
    "settle_with_recovery": {"audited", "paid"},
    "serve_final": {"audited", "paid"},
    "serve_claim": {"audited", "paid"},
    "book_repayment": {"audited", "settled"},
    "redo_settlement": {"audited"},
}


def test_the_procedure_bars_those_who_have_done_the_deeds_written_here_and_nobody_else():
    differing = {
        (step.trigger.value, step.source.value): sorted(map(str, step.distinct_from))
        for step in APPLICATION.steps
        if {str(deed) for deed in step.distinct_from}
        != NOT_BY_WHO_HAS.get(step.trigger.value, set())
    }
    assert differing == {}
    assert set(NOT_BY_WHO_HAS) <= {step.trigger.value for step in APPLICATION.steps}


def also_pays(email):
    """Give a person a second account, which may pay; return its address."""
    second = f"zweites-konto-{email}"
    with transaction() as session:
        first = session.scalars(select(Account).where(Account.email == email)).one()
        person = session.get_one(Person, first.person_id)
        add_account(session, second, "", ("cashier",), None, "x", person=person)
    return second


def refusal(story, email, reference, day):
    """Try to pay the drawdown as of a day; return why not."""
    with pytest.raises(StepRefused) as refused:
        paid(story, reference, email=email, day=day)
    return [(reason.code, reason.params.get("deeds")) for reason in refused.value.reasons]


def settled_by(story, email):
    """Bring a case to its settlement, signed by somebody who had no part in it before."""
    reference = bring(story, State.AUDITED)
    notice = attempts.notice(story.today)
    story.step(email, reference, Trigger.SETTLE, **notice)
    story.go(notice["notified_on"])
    return reference


@pytest.mark.parametrize(
    ("email", "deed"),
    [
        (FIRST, "approved_first"),
        (SECOND, "approved_second"),
        (AUDITOR, "audited"),
        (THIRD, "settled"),
    ],
)
def test_who_approved_audited_or_settled_does_not_pay_by_a_second_account_either(play, email, deed):
    reference = settled_by(play, THIRD)
    payer = also_pays(email)
    ordered(play, reference, play._read(reference).committed_cents)
    assert refusal(play, payer, reference, play.today) == [("another_person", [deed])]
    paid(play, reference)
    assert play._read(reference).paid_cents == play._read(reference).committed_cents > 0


def test_a_second_account_of_somebody_without_a_hand_in_the_case_pays(play):
    reference = settled_by(play, THIRD)
    ordered(play, reference, 100_000)
    paid(play, reference, email=also_pays("revision@smi.example"))
    assert play._read(reference).paid_cents == 100_000


# Posted on Tuesday, 7 June, notified on Friday, 10 June; the month for a remedy ends on Sunday,
# 10 July, and so on Monday, 11 July. From the day after nobody can appeal.
FINAL = date(2022, 7, 12)


def test_money_goes_out_as_of_the_first_day_on_which_the_notice_is_final_and_not_before(story):
    reference = bring(story, State.IN_PROGRESS)
    with reading() as session:
        assert session.scalars(select(DecisionNotice.final_on)).all() == [FINAL]
    ordered(story, reference, 100_000)
    with transaction() as session:  # as if it had been ordered long ago
        session.execute(update(Drawdown).values(ordered_on=FINAL - timedelta(days=9)))
    too_early = FINAL - timedelta(days=1)
    assert refusal(story, "kasse@smi.example", reference, too_early) == [
        ("within_commitment", None)
    ]
    paid(story, reference, day=FINAL)
    with reading() as session:
        booked = session.execute(select(Payment.value_on, Payment.amount_cents)).all()
    assert [tuple(row) for row in booked] == [(FINAL, 100_000)]
