"""A drawdown goes through four hands, and nothing is drawn that cannot be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.models import (
    AuditEntry,
    DecisionNotice,
    Drawdown,
    Envelope,
    LedgerEntry,
    Line,
    Notice,
    Payment,
    Person,
)
from funding.models.role import Role
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.administration.set_up_demo import add_account
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.spending import draw_funds
from funding.services.spending import pay_drawdown as paying
from funding.tasks.tick import tick
from tests.drawing import (
    CASHIER,
    CHECKER,
    COMPUTER,
    ORDERER,
    certified,
    drawdown,
    drawn,
    ordered,
    paid,
    sent,
    sent_back,
    used,
    written,
)
from tests.drawing import running as project
from tests.stages import BUDGET, EDITOR, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import StepRefused
from workflows.drawdown import DRAWDOWN, State, Trigger

RODEWISCH = "zeichnung@rodewisch.example"


@pytest.fixture
def running(story):
    """Return the reference of a case whose project runs and whose notice is final."""
    return project(story)


def codes(deed):
    with pytest.raises(StepRefused) as refused:
        deed()
    return {reason.code for reason in refused.value.reasons}


def state(reference, number=1):
    return drawdown(reference, number).state


def told(kind):
    with reading() as session:
        rows = session.scalars(select(Notice.email).where(Notice.kind == kind))
        return sorted(rows)


def test_four_people_pay_a_drawdown_out_and_every_book_agrees(story, running):
    number = ordered(story, running, 500_000)
    assert state(running) == State.ORDERED
    paid(story, running, number)
    draw = drawdown(running)
    people = {draw.checked_by_id, draw.computed_by_id, draw.ordered_by_id, draw.paid_by_id}
    assert len(people) == 4
    assert (draw.state, draw.value_on) == (State.PAID, story.today)
    assert draw.due_on == date(2022, 11, 2)  # two months after the value date
    with reading() as session:
        assert session.scalars(select(Payment.amount_cents)).all() == [500_000]
        last = session.scalars(select(LedgerEntry).order_by(LedgerEntry.at.desc())).first()
        assert (last.operation, last.paid_change) == ("pay", 500_000)
        assert session.scalars(select(Envelope.paid_cents)).one() == 500_000
        assert differences(session, digest) == []
    assert story._read(running).paid_cents == 500_000


def test_everybody_concerned_is_told_of_each_step(story, running):
    paid(story, running, ordered(story, running, 500_000))
    used(story, running)
    assert told("drawdown_received") == [EDITOR, SIGNATORY]
    assert told("drawdown_to_check") == [CHECKER]
    assert told("drawdown_to_compute") == [COMPUTER, "teamleitung@smi.example"]
    assert told("drawdown_to_order") == [ORDERER]
    assert told("drawdown_to_pay") == [CASHIER]
    assert told("payment_made") == [EDITOR, SIGNATORY]
    assert told("use_confirmed") == [CHECKER]


def two_roles(email, *roles):
    """Give a person a second account with these roles; return its address."""
    second = f"zweites-konto-{email}"
    with transaction() as session:
        person_id = by_email(session, email).person_id
        person = session.get_one(Person, person_id)
        add_account(session, second, "", roles, None, "x", person=person)
    return second


ALL_FOUR = (Role.REVIEWER, Role.BUDGET, Role.CASHIER)


def test_nobody_takes_two_of_the_four_steps_by_whatever_account(story, running):
    drawn(story, running, 500_000)
    certified(story, running, Trigger.CHECK, CHECKER)
    same = two_roles(CHECKER, *ALL_FOUR)
    assert codes(lambda: certified(story, running, Trigger.COMPUTE, same)) == {"another_person"}
    certified(story, running, Trigger.COMPUTE, COMPUTER)
    other = two_roles(COMPUTER, *ALL_FOUR)
    for who in (same, other):
        assert codes(lambda who=who: certified(story, running, Trigger.ORDER, who)) == {
            "another_person"
        }
    certified(story, running, Trigger.ORDER, ORDERER)
    third = two_roles(ORDERER, *ALL_FOUR)
    for who in (same, other, third):
        assert codes(lambda who=who: paid(story, running, email=who)) == {"another_person"}
    assert story._read(running).paid_cents == 0
    paid(story, running)
    assert state(running) == State.PAID


def test_more_than_is_left_cannot_be_drawn_to_the_cent(story, running):
    written(story, running, 2_000_001, need_cents=10**8)
    assert codes(lambda: sent(story, running)) == {"within_rest", "share_kept"}
    assert state(running) == State.DRAFTED


def test_the_grant_pays_its_share_only_of_what_is_spent_and_due(story, running):
    written(story, running, 900_000, spent_cents=0, need_cents=999_999)
    assert codes(lambda: sent(story, running)) == {"share_kept"}
    story.act(EDITOR, lambda s, a: draw_funds.write_drawdown(s, a, running, fitting(), 1))
    sent(story, running)
    assert state(running) == State.REQUESTED


def fitting():
    return {
        "amount_cents": 900_000,
        "spent_cents": 1,
        "need_cents": 999_999 + 1_000,
        "needed_until": date(2022, 10, 1),
        "purpose": "Personal",
    }


@pytest.mark.parametrize("days", [-1, 62])
def test_what_is_needed_in_the_past_or_too_late_cannot_be_drawn(story, running, days):
    until = story.today + timedelta(days=days)
    written(story, running, 500_000, needed_until=until)
    assert codes(lambda: sent(story, running)) == {"needed_soon"}


def test_what_is_needed_on_the_last_day_of_the_use_period_can_be_drawn(story, running):
    written(story, running, 500_000, needed_until=story.today + timedelta(days=61))
    sent(story, running)
    assert state(running) == State.REQUESTED


def test_a_later_year_has_its_own_part_of_the_grant(story, running):
    with transaction() as session:
        line = session.scalars(select(Line).where(Line.eligible.is_(True)).limit(1)).one()
        whole = session.scalar(select(func.sum(Line.amount_cents)).where(Line.eligible.is_(True)))
        session.execute(update(Line).where(Line.id == line.id).values(year=2023))
        later = -(-2_000_000 * line.amount_cents // int(whole))
    written(story, running, 2_000_000 - later + 1)
    assert codes(lambda: sent(story, running)) == {"within_slice"}
    story.go(date(2022, 9, 5))
    values = fitting() | {"amount_cents": 2_000_000 - later, "need_cents": 10**8}
    story.act(EDITOR, lambda s, a: draw_funds.write_drawdown(s, a, running, values, 1))
    sent(story, running)


def test_nothing_is_drawn_before_the_notice_is_final(story, running):
    with transaction() as session:
        final_on = story.today + timedelta(days=1)
        session.execute(update(DecisionNotice).values(final_on=final_on))
    written(story, running, 500_000)
    assert codes(lambda: sent(story, running)) == {"notice_final"}
    story.moved.instant += timedelta(days=1)
    sent(story, running)


def test_nothing_is_sent_after_the_last_day_of_the_year_for_it(story, running):
    story.go(date(2022, 11, 15))
    written(story, running, 500_000)
    story.moved.instant += timedelta(days=1)
    assert codes(lambda: sent(story, running)) == {"before_last_draw"}
    story.moved.instant -= timedelta(days=1)
    sent(story, running)


def test_before_the_next_one_the_use_of_the_last_is_confirmed(story, running):
    paid(story, running, ordered(story, running, 500_000))
    written(story, running, 500_000)
    assert codes(lambda: sent(story, running, 2)) == {"earlier_used"}
    used(story, running)
    sent(story, running, 2)
    assert state(running, 2) == State.REQUESTED


def test_who_acts_on_a_case_that_was_read_before_a_drawdown_came_in_is_told_so(story, running):
    version = story._read(running).version
    written(story, running, 500_000)
    assert story._read(running).version == version
    sent(story, running)
    details = {"amount_cents": -1, "value_on": story.today}
    with pytest.raises(Outdated):
        story.act(
            BUDGET,
            lambda s, a: perform(s, a, running, CaseTrigger.RECORD_PAYMENT, details, version),
        )


def test_only_one_drawdown_at_a_time(story, running):
    written(story, running, 500_000)
    assert codes(lambda: written(story, running, 400_000)) == {"one_draw_open"}
    with reading() as session:
        assert session.scalar(select(func.count(Drawdown.id))) == 1


@pytest.mark.parametrize("stage", [CaseState.APPROVED, CaseState.REPORTED, CaseState.CLOSED])
def test_where_no_project_runs_nothing_is_drawn(story, stage):
    reference = bring(story, stage)
    wanted = fitting()
    deed = lambda: story.act(  # noqa: E731 - tried below
        EDITOR, lambda s, a: draw_funds.write_drawdown(s, a, reference, wanted)
    )
    assert codes(deed) == {"case_drawable"}


@pytest.mark.parametrize(
    ("changes", "field"), [({"amount_cents": 0}, "amount_cents"), ({"purpose": " "}, "purpose")]
)
def test_a_drawdown_names_amount_and_purpose(story, running, changes, field):
    with pytest.raises(Invalid) as invalid:
        written(story, running, 500_000, **changes)
    assert [fault.field for fault in invalid.value.faults] == [field]


def test_only_a_signatory_of_the_town_sends_it(story, running):
    written(story, running, 500_000)
    with pytest.raises(NotPermitted):
        sent(story, running, email=EDITOR)
    with pytest.raises(NotFound):
        sent(story, running, email=RODEWISCH)
    unsigned = lambda: story.act(  # noqa: E731 - tried below
        SIGNATORY,
        lambda s, a: draw_funds.request_drawdown(s, a, running, 1, reauthenticated=False),
    )
    assert codes(unsigned) == {"reauthenticated"}
    assert state(running) == State.DRAFTED


def test_who_is_biased_certifies_nothing(story, running):
    drawn(story, running, 500_000)
    story.act(COMPUTER, lambda s, a: declare_bias(s, a, running, biased=True, reason="verwandt"))
    with pytest.raises(NotFound):
        certified(story, running, Trigger.CHECK, COMPUTER)
    certified(story, running, Trigger.CHECK, CHECKER)


def test_a_question_goes_to_the_town_and_begins_anew(story, running):
    drawn(story, running, 500_000)
    certified(story, running, Trigger.CHECK, CHECKER)
    assert codes(lambda: sent_back(story, running, Trigger.QUESTION, CHECKER, " ")) == {
        "reason_given"
    }
    sent_back(story, running, Trigger.QUESTION, CHECKER, "Wofür genau?")
    draw = drawdown(running)
    assert (draw.state, draw.remark, draw.checked_by_id) == (
        State.QUESTIONED,
        "Wofür genau?",
        None,
    )
    assert told("drawdown_questioned") == [EDITOR, SIGNATORY]
    sent(story, running)
    # Whoever found it right before may now find its sum right: the first certificate is gone.
    certified(story, running, Trigger.CHECK, COMPUTER)
    certified(story, running, Trigger.COMPUTE, CHECKER)
    assert state(running) == State.COMPUTED


def test_what_is_not_answered_is_refused_once_its_period_is_over(story, running):
    drawn(story, running, 500_000)
    sent_back(story, running, Trigger.QUESTION, CHECKER, "Wofür genau?")
    due = drawdown(running).due_on
    refuse = ("Keine Antwort.",)
    assert codes(lambda: sent_back(story, running, Trigger.REFUSE, CHECKER, *refuse)) == {
        "answer_over"
    }
    story.moved.instant += due - story.today + timedelta(days=1)
    sent_back(story, running, Trigger.REFUSE, CHECKER, *refuse)
    assert state(running) == State.REFUSED


def test_a_payment_that_came_back_is_ordered_again_and_paid_once(story, running):
    ordered(story, running, 500_000)
    sent_back(story, running, Trigger.BOUNCE, CASHIER, "Konto erloschen")
    assert state(running) == State.COMPUTED
    assert story._read(running).paid_cents == 0
    certified(story, running, Trigger.ORDER, ORDERER)
    paid(story, running)
    assert story._read(running).paid_cents == 500_000


def test_what_is_refused_or_withdrawn_is_free_again(story, running):
    drawn(story, running, 2_000_000)
    sent_back(story, running, Trigger.REFUSE, CHECKER, "nicht fällig")
    assert state(running) == State.REFUSED
    number = drawn(story, running, 2_000_000)
    story.act(SIGNATORY, lambda s, a: draw_funds.withdraw_drawdown(s, a, running, number))
    assert state(running, number) == State.WITHDRAWN
    assert drawn(story, running, 2_000_000) == 3


def test_paying_twice_is_refused_and_books_once(story, running):
    ordered(story, running, 500_000)
    version = drawdown(running).version
    paid(story, running)
    assert codes(lambda: paid(story, running)) == {"wrong_state"}
    with pytest.raises(Outdated):
        story.act(
            CASHIER,
            lambda s, a: paying.pay_drawdown(s, a, running, 1, story.today, version=version),
        )
    with reading() as session:
        assert session.scalars(select(Payment.amount_cents)).all() == [500_000]


@pytest.mark.parametrize("days", [-1, 1, None])
def test_the_value_date_lies_between_the_order_and_today(story, running, days):
    ordered(story, running, 500_000)
    day = None if days is None else story.today + timedelta(days=days)
    pay = lambda s, a: paying.pay_drawdown(s, a, running, 1, day)  # noqa: E731 - tried below
    assert codes(lambda: story.act(CASHIER, pay)) == {"paid_in_order"}
    assert story._read(running).paid_cents == 0


def test_a_drawdown_of_another_case_is_not_found(story):
    other = bring(story, CaseState.SUBMITTED, field="drugs")
    running = bring(story, CaseState.IN_PROGRESS)
    drawn(story, running, 500_000)
    with pytest.raises(NotFound):
        certified(story, other, Trigger.CHECK, CHECKER)
    with pytest.raises(NotFound):
        story.act(RODEWISCH, lambda s, a: draw_funds.withdraw_drawdown(s, a, running, 1))


def test_a_small_grant_is_paid_for_what_is_spent_and_used_at_once(story):
    reference = bring(story, CaseState.IN_PROGRESS, grant=1_500_000)
    paid(story, reference, ordered(story, reference, 500_000))
    draw = drawdown(reference)
    assert (draw.refund, draw.need_cents, draw.state) == (True, 0, State.USED)
    assert (draw.used_on, draw.due_on) == (story.today, None)


def test_the_rest_after_the_settlement_is_drawn_without_a_day_and_used_at_once(story):
    reference = bring(story, CaseState.SETTLING)
    story.pay_rest(reference)
    draw = drawdown(reference)
    assert (draw.refund, draw.needed_until, draw.state) == (True, None, State.USED)
    case = story._read(reference)
    assert case.paid_cents == case.committed_cents > 0


def test_the_use_period_lapses_and_the_town_is_reminded_twice_before(story, running):
    paid(story, running, ordered(story, running, 500_000))
    due = drawdown(running).due_on
    seen = []
    for days in (22, 21, 8, 7, 0):
        story.moved.instant += timedelta(days=(due - story.today).days - days)
        tick()
        tick()
        seen.append((days, len(told("use_to_confirm"))))
    assert seen == [(22, 0), (21, 2), (8, 2), (7, 4), (0, 4)]
    assert state(running) == State.PAID
    story.moved.instant += timedelta(days=1)
    tick()
    assert state(running) == State.OVERDUE
    assert told("use_overdue") == [EDITOR, SIGNATORY]
    used(story, running)
    assert state(running) == State.USED


def test_no_clock_lets_a_use_period_lapse_that_is_still_running(story, running):
    paid(story, running, ordered(story, running, 500_000))
    key = drawdown(running).id

    def lapse():
        with transaction() as session:
            draw_funds.by_clock(session, key, "lapse")

    assert codes(lapse) == {"use_over"}
    assert state(running) == State.PAID


def test_who_lets_a_drawdown_lie_is_told_again_once(story, running):
    drawn(story, running, 500_000)
    story.moved.instant += timedelta(days=9)
    tick()
    tick()
    assert told("drawdown_to_check") == [CHECKER, CHECKER]


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_of_use_lies_between_the_payment_and_today(story, running, days):
    paid(story, running, ordered(story, running, 500_000))
    day = story.today + timedelta(days=days)
    assert codes(lambda: used(story, running, day=day)) == {"use_dated"}
    assert state(running) == State.PAID
    used(story, running, day=story.today)


def test_money_that_is_paid_back_leaves_the_grant_to_be_drawn_again(story, running):
    paid(story, running, ordered(story, running, 500_000))
    story.act(BUDGET, lambda s, a: paying.repay_drawdown(s, a, running, 1, story.today))
    assert state(running) == State.REPAID
    assert story._read(running).paid_cents == 0
    with reading() as session:
        assert differences(session, digest) == []
    assert drawn(story, running, 2_000_000) == 2


def test_a_proof_of_use_confirms_what_was_paid_and_waits_for_what_is_asked_for(story, running):
    paid(story, running, ordered(story, running, 500_000))
    story.go(date(2023, 1, 2))
    story.write_proof(running)
    used(story, running)
    drawn(story, running, 100_000)
    signed = {"reauthenticated": True, "reason": "so"}
    deed = lambda: story.step(SIGNATORY, running, CaseTrigger.REPORT, **signed)  # noqa: E731
    assert codes(deed) == {"no_open_draw"}
    story.act(SIGNATORY, lambda s, a: draw_funds.withdraw_drawdown(s, a, running, 2))
    deed()
    assert story._read(running).state == CaseState.REPORTED


def test_a_proof_of_use_ends_the_use_period_of_what_it_proves(story, running):
    paid(story, running, ordered(story, running, 500_000))
    story.go(date(2023, 1, 2))
    story.report(running)
    draw = drawdown(running)
    assert (draw.state, draw.used_on) == (State.USED, date(2022, 12, 31))


def test_every_step_is_in_the_audit_with_who_and_when(story, running):
    paid(story, running, ordered(story, running, 500_000))
    with reading() as session:
        rows = session.execute(
            select(AuditEntry.trigger, AuditEntry.actor_role)
            .where(AuditEntry.workflow == DRAWDOWN.name)
            .order_by(AuditEntry.version)
        ).all()
    assert [tuple(row) for row in rows] == [
        ("request", "applicant_signatory"),
        ("check", "reviewer"),
        ("compute", "reviewer"),
        ("order", "budget"),
        ("pay", "cashier"),
    ]


def test_a_payment_that_names_no_drawdown_is_found_by_the_check(story, running):
    paid(story, running, ordered(story, running, 500_000))
    with transaction() as session:
        session.execute(update(Payment).values(drawdown_id=None))
    with reading() as session:
        found = differences(session, digest)
    assert found == [f"drawdown 1 of {running}: paid, and 0 payments name it"]
