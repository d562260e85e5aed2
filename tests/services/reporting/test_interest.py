"""Interest is proposed, the town is heard, and it is claimed by notice or given up."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import NotFound, NotPermitted, Outdated
from funding.law.berlin import at_hour
from funding.law.interest import interest as reckoned
from funding.law.notifying import deemed_notified
from funding.law.periods import end_of_period, set_by_office
from funding.law.workdays import add_working_days
from funding.models import (
    Account,
    Deadline,
    InterestClaim,
    LedgerEntry,
    Notice,
    Payment,
    Person,
    Recovery,
    RuleValue,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting.interest import interest_of
from funding.queries.reporting.interest_claims import told_proposals, told_state
from funding.queries.spending.papers import About
from funding.services.administration.load_programme import known_values
from funding.services.administration.set_up_demo import add_account
from funding.services.operations.write_audit import digest
from funding.services.reporting import ask_interest, recover
from funding.services.reporting.recover import Terms
from tests import interest as i
from tests.hearings import comment, open_hearing
from tests.interest import owed, paid
from tests.recoveries import (
    APPROVER,
    CASHIER,
    OTHER_APPROVER,
    REVIEWER,
    received,
    settle_with_recovery,
)
from tests.services.spending.issuing import drafted, signed
from tests.stages import AUDITOR, EDITOR, FIRST, GRANT, SIGNATORY, bring
from tests.stations import reach
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import StepRefused
from workflows.interest_claim import State
from workflows.recovery import Relief
from workflows.recovery import State as ClaimState

BASE = known_values("base_rate_basis_points")
SUM = 5_311  # 600.01 EUR from 3 January 2023 to 4 March 2024
DRAWN = 1_000_000
PERIOD_END = date(2022, 12, 31)  # a proof of use says that all was used by then


def refusal(deed, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        deed(*args, **kwargs)
    return [reason.code for reason in caught.value.reasons]


def clean():
    with reading() as session:
        return differences(session, digest) == []


def told():
    with reading() as session:
        rows = session.execute(select(Notice.kind, Notice.email))
        return {(row.kind, row.email) for row in rows}


def kinds():
    return {kind for kind, _email in told()}


def timers(story, reference):
    with reading() as session:
        rows = session.scalars(
            select(Deadline).where(
                Deadline.application_id == story._read(reference).id, Deadline.ended_at.is_(None)
            )
        )
        return {one.kind: one.due_on for one in rows}


def interest(reference):
    with reading() as session:
        return interest_of(find.case(session, by_email(session, REVIEWER), reference))


def seen_by_town(reference):
    with reading() as session:
        case = find.case(session, by_email(session, SIGNATORY), reference)
        return {one.number: told_state(case, one) for one in told_proposals(case)}


def used_late(story):
    """Settle a case whose first drawdown was used four months after it was paid."""
    return reach(story, "used_late", lambda: _used_late(story))


def _used_late(story):
    reference = bring(story, CaseState.IN_PROGRESS)
    story.go(date(2022, 9, 5))
    story.pay(reference, DRAWN)
    story.go(date(2023, 1, 2))
    story.report(reference)
    story.audit(reference)
    story.settle(reference)
    return reference


def second_account(email, role):
    with transaction() as session:
        first = session.scalars(select(Account).where(Account.email == email)).one()
        person = session.get_one(Person, first.person_id)
        second = f"zweites-konto-{email}"
        add_account(session, second, "", (role,), None, "x", person=person)
    return second


def test_interest_is_frozen_put_to_the_town_signed_and_owed_a_month_after_finality(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    one = i.proposal(reference)
    electronic = deemed_notified(play.today, "electronic")
    assert (one.state, one.amount_cents) == (State.HEARING, SUM)
    assert one.due_on == set_by_office(electronic, weeks=4).end
    assert timers(play, reference)["interest_hearing"] == one.due_on
    assert ("interest_hearing", SIGNATORY) in told()
    i.commented(play, reference)
    one = i.proposal(reference)
    assert (one.state, one.heard_by, one.comment) == (
        State.PROPOSED, "comment", "Wir bitten um Nachsicht.",
    )  # fmt: skip
    assert {"interest_commented", "interest_to_sign"} <= kinds()
    i.signed(play, reference)
    one, claim = i.proposal(reference), owed(reference)
    assert (one.state, claim.state, claim.amount_cents) == (State.SIGNED, ClaimState.ORDERED, SUM)
    assert one.remedy_ends_on == end_of_period(one.notified_on, months=1).end
    assert one.final_on > one.remedy_ends_on
    assert claim.due_on == end_of_period(one.final_on, months=1).end
    assert (claim.id, claim.final_on) == (one.recovery_id, one.final_on)
    assert {("interest_claimed", SIGNATORY), ("interest_to_collect", CASHIER)} <= told()
    assert not {"interest_hearing", "interest_sign", "interest_limit"} & set(
        timers(play, reference)
    )
    assert clean()


def test_what_a_town_says_is_weighed_in_words_before_its_notice_is_signed(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference, weigh=False)
    one = i.proposal(reference)
    assert (one.state, one.heard_by) == (State.HEARD, "comment")
    assert "interest_commented" in kinds()
    assert "interest_to_sign" not in kinds()
    running = timers(play, reference)
    assert "interest_sign" not in running
    assert one.due_on == running["interest_weigh"] == add_working_days(play.today, 10)
    assert refusal(i.signed, play, reference) == ["wrong_state"]
    assert refusal(i.weighed, play, reference, " ") == ["comment_weighed"]
    for email in ("entscheidung2@smi.example", SIGNATORY, "sachbearbeitung1@smi.example"):
        with pytest.raises((NotPermitted, NotFound)):
            i.weighed(play, reference, email=email)
    i.weighed(play, reference, "Sie war schon bekannt und ändert nichts.")
    assert "interest_to_sign" in kinds()
    assert "interest_weigh" not in timers(play, reference)
    i.signed(play, reference)
    one = i.proposal(reference)
    assert (one.content["weighing"], one.content["heard_by"]) == (one.weighing, "comment")
    assert one.weighing == "Sie war schon bekannt und ändert nichts."
    assert clean()


def test_who_has_weighed_the_comment_does_not_sign_the_notice(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference, weigh=False)
    other = "zweite.nachweispruefung@smi.example"
    with transaction() as session:
        roles = ("proof_auditor", "approver")
        add_account(session, other, "Nachweisprüfung 2", roles, None, "x")
    i.weighed(play, reference, email=other)
    assert refusal(i.signed, play, reference, email=other) == ["another_person"]
    about = About("interest", i.proposal(reference).id)
    drafted(play, reference, about=about)
    assert "another_person" in refusal(signed, play, reference, other, about=about)


def test_an_auditor_withdraws_what_the_comment_speaks_against(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference, weigh=False)
    i.withdrawn(play, reference)
    assert i.proposal(reference).state == State.WITHDRAWN
    assert "interest_weigh" not in timers(play, reference)


def test_a_town_that_says_nothing_has_been_heard_when_its_day_is_over(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    due = i.proposal(reference).due_on
    with transaction() as session:
        key = session.scalars(select(InterestClaim.id)).one()
        assert refusal(ask_interest.by_clock, session, key, "hearing") == ["comment_overdue"]
    assert refusal(i.signed, play, reference) == ["wrong_state"]
    play.go(due - timedelta(days=6))
    assert ("interest_hearing_reminder", SIGNATORY) in told()
    play.go(due + timedelta(days=1))
    one = i.proposal(reference)
    assert (one.state, one.heard_by) == (State.PROPOSED, "lapse")
    assert "interest_sign" in timers(play, reference)
    i.signed(play, reference)
    assert owed(reference).amount_cents == SUM
    assert clean()


def test_what_comes_in_for_interest_is_no_money_of_the_grant(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    before = play._read(reference)
    with reading() as session:
        booked = session.scalars(select(LedgerEntry.id)).all()
        payments = session.scalars(select(Payment.id)).all()
    play.go(owed(reference).final_on)
    assert owed(reference).state == ClaimState.DUE
    paid(play, reference, 1_000)
    assert (owed(reference).paid_cents, owed(reference).state) == (1_000, ClaimState.DUE)
    paid(play, reference, SUM - 1_000)
    assert owed(reference).state == ClaimState.PAID
    after = play._read(reference)
    for name in ("paid_cents", "committed_cents", "reserved_cents", "state"):
        assert getattr(after, name) == getattr(before, name)
    with reading() as session:
        assert session.scalars(select(LedgerEntry.id)).all() == booked
        assert session.scalars(select(Payment.id)).all() == payments
    assert not interest(reference).sources  # no interest on interest, and none twice
    assert clean()


def test_interest_is_eased_reminded_and_written_off_as_any_claim(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    play.go(owed(reference).due_on + timedelta(days=4))
    assert owed(reference).state == ClaimState.OVERDUE
    terms = Terms(Relief.WAIVER, "Zu wenig für eine Vollstreckung.")
    play.act(REVIEWER, partial(recover.propose_relief, key=reference, terms=terms, kind="interest"))
    play.act(OTHER_APPROVER, partial(recover.grant_relief, key=reference, kind="interest"))
    assert owed(reference).state == ClaimState.WAIVED
    assert play._read(reference).state == CaseState.SETTLING
    with reading() as session:
        facts = session.scalars(
            select(Notice.facts).where(Notice.kind == "repayment_overdue")
        ).all()
    assert facts[-1]["claim"] == "Zinsforderung"
    assert facts[-1]["path"].endswith("/zinsforderung")
    assert clean()


def test_who_proposed_audited_or_paid_does_not_sign_by_a_second_account_either(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    for email in (AUDITOR, CASHIER):
        second = second_account(email, "approver")
        assert refusal(i.signed, play, reference, second) == ["another_person"]
    second = f"zweites-konto-{AUDITOR}"
    assert refusal(i.returned, play, reference, email=second) == ["another_person"]
    with pytest.raises(NotPermitted):
        i.signed(play, reference, AUDITOR)
    i.signed(play, reference, FIRST)
    assert owed(reference) is not None


def test_who_decided_or_paid_does_not_propose_by_a_second_account_either(play):
    reference = i.paid_late(play)
    for email in (FIRST, CASHIER, REVIEWER):
        second = second_account(email, "proof_auditor")
        assert refusal(i.proposed, play, reference, email=second) == ["another_person"]
        assert refusal(i.giving_up, play, reference, email=second) == ["another_person"]
    with pytest.raises(NotPermitted):
        i.proposed(play, reference, email=REVIEWER)


def test_who_proposed_or_signed_interest_books_none_of_its_money(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    for email in (AUDITOR, OTHER_APPROVER):
        second = second_account(email, "cashier")
        assert refusal(paid, play, reference, 1, email=second) == ["another_person"]
    paid(play, reference, 1)
    assert owed(reference).paid_cents == 1


def test_figures_that_changed_meanwhile_are_not_signed_but_proposed_anew(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    with transaction() as session:
        session.execute(
            update(RuleValue)
            .where(RuleValue.key == "base_rate_basis_points", RuleValue.value == 312)
            .values(value=300)
        )
    assert refusal(i.signed, play, reference) == ["figures_stand"]
    i.returned(play, reference)
    assert ("interest_returned", AUDITOR) in told()
    i.proposed(play, reference)
    one = i.proposal(reference)
    # Less than what the town was heard about: it is not heard again.
    assert (one.number, one.state) == (2, State.PROPOSED)
    assert one.amount_cents < SUM
    i.signed(play, reference)
    assert owed(reference).amount_cents == one.amount_cents
    assert clean()


def test_more_than_the_town_was_heard_about_is_put_to_it_again(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    with transaction() as session:
        session.execute(
            update(RuleValue)
            .where(RuleValue.key == "base_rate_basis_points", RuleValue.value == 312)
            .values(value=320)
        )
    i.withdrawn(play, reference)
    assert ("interest_dropped", SIGNATORY) in told()
    i.proposed(play, reference)
    assert i.proposal(reference).state == State.HEARING
    assert seen_by_town(reference) == {1: State.WITHDRAWN, 2: State.HEARING}


def test_a_year_that_lapses_before_the_notice_arrives_is_left_out(play):
    reference = i.paid_late(play, date(2024, 3, 4))
    play.go(date(2026, 11, 2))
    i.proposed(play, reference)
    i.commented(play, reference)
    assert i.proposal(reference).amount_cents == SUM
    play.moved.instant = at_hour(date(2026, 12, 30), 10)
    assert refusal(i.signed, play, reference) == ["figures_stand"]
    play.go(date(2027, 1, 4))
    found = interest(reference)
    assert [(year.year, year.barred) for year in found.years] == [(2023, True), (2024, False)]
    alone = reckoned(60_001, date(2024, 1, 1), date(2024, 3, 4), BASE, 500)
    assert (found.cents, found.barred_cents) == (alone.cents, SUM - alone.cents)
    assert not found.asked  # what is left is too little


def test_interest_on_money_used_late_is_asked_for_without_any_claim(play):
    reference = used_late(play)
    found = interest(reference)
    expected = reckoned(DRAWN, date(2022, 9, 6), PERIOD_END, BASE, 500)
    assert (found.cents, found.final) == (expected.cents, True)
    assert [one.key for one in found.sources] == [("use", 1)]
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    assert owed(reference).amount_cents == expected.cents
    assert clean()


def test_a_euro_that_is_reclaimed_bears_no_interest_as_used_late_for_the_same_days(play):
    reference = bring(play, CaseState.IN_PROGRESS)
    play.go(date(2022, 9, 5))
    play.pay(reference, GRANT)
    play.go(date(2023, 1, 2))
    play.report(reference)
    open_hearing(play, reference)
    comment(play, reference)
    play.audit(reference)
    settle_with_recovery(play, reference)
    late, claimed = GRANT - i.OWED, i.OWED
    first, used = date(2022, 9, 6), PERIOD_END
    play.go(date(2023, 5, 2))
    assert not interest(reference).final
    received(play, reference, claimed)
    found = interest(reference)
    assert {(one.key, one.amount_cents) for one in found.sources} == {
        (("claim", 0), claimed),
        (("use", 1), late),
    }
    exact = sum(
        span.exact
        for part in (
            reckoned(late, first, used, BASE, 500),
            reckoned(claimed, first, date(2023, 5, 2), BASE, 500),
        )
        for span in part.spans
    )
    assert abs(found.cents - exact) <= 0.5


def test_interest_that_is_not_final_is_not_proposed(play):
    reference = bring(play, CaseState.RECOVERING)
    play.go(i.LATE)
    assert interest(reference).asked
    assert refusal(i.proposed, play, reference) == ["interest_final"]
    assert refusal(i.giving_up, play, reference) == ["interest_final"]


def test_before_the_settlement_no_interest_is_proposed(play):
    reference = bring(play, CaseState.IN_PROGRESS)
    play.go(date(2022, 9, 5))
    play.pay(reference, DRAWN)
    play.go(date(2023, 1, 2))
    play.report(reference)
    assert refusal(i.proposed, play, reference) == ["case_settles"]


def test_too_little_is_not_proposed_and_given_up_by_the_office_alone(play):
    reference = i.paid_late(play, date(2023, 4, 3))
    assert 0 < interest(reference).cents < 2_500
    assert refusal(i.proposed, play, reference) == ["interest_due"]
    assert refusal(i.giving_up, play, reference) == ["interest_due"]
    small = partial(ask_interest.give_up_small, key=reference)
    play.act(AUDITOR, small)
    one = i.proposal(reference)
    assert (one.state, one.decided_by_id) == (State.GIVEN_UP, None)
    assert not interest(reference).sources
    assert "interest_given_up" in kinds()
    assert "interest_not_asked" not in kinds()
    assert refusal(play.act, AUDITOR, small) == ["interest_due"]  # nothing is left
    assert clean()


def test_what_is_no_small_amount_is_given_up_by_two_with_reasons(play):
    reference = i.paid_late(play)
    small = partial(ask_interest.give_up_small, key=reference)
    assert refusal(play.act, AUDITOR, small) == ["interest_small"]
    assert refusal(i.giving_up, play, reference, " ") == ["reason_given"]
    i.giving_up(play, reference)
    assert i.proposal(reference).state == State.GIVING_UP
    second = second_account(AUDITOR, "approver")
    assert refusal(i.given_up, play, reference, second) == ["another_person"]
    i.given_up(play, reference)
    one = i.proposal(reference)
    assert (one.state, one.decided_by_id is not None) == (State.GIVEN_UP, True)
    assert not interest(reference).sources
    assert "interest_limit" not in timers(play, reference)
    assert "interest_not_asked" not in kinds()  # the town never knew of it
    assert clean()


def test_a_town_that_was_heard_learns_that_nothing_is_asked_of_it(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.returned(play, reference)
    i.giving_up(play, reference)
    assert "interest_not_asked" not in kinds()
    assert seen_by_town(reference) == {1: State.RETURNED}
    i.given_up(play, reference)
    assert ("interest_not_asked", SIGNATORY) in told()
    assert seen_by_town(reference) == {1: State.GIVEN_UP}


def test_words_are_needed_to_propose_comment_return_and_withdraw(play):
    reference = i.paid_late(play)
    assert refusal(i.proposed, play, reference, "  ") == ["reason_given"]
    i.proposed(play, reference)
    assert refusal(i.proposed, play, reference) == ["no_interest_open"]
    assert refusal(i.giving_up, play, reference) == ["no_interest_open"]
    assert refusal(i.commented, play, reference, " ") == ["interest_comment"]
    unsigned = {"comment": "x", "reauthenticated": False}
    deed = partial(ask_interest.comment_on_interest, key=reference, details=unsigned)
    assert refusal(play.act, SIGNATORY, deed) == ["reauthenticated"]
    assert refusal(i.withdrawn, play, reference, " ") == ["reason_given"]
    i.commented(play, reference)
    assert refusal(i.returned, play, reference, " ") == ["reason_given"]


@pytest.mark.parametrize(
    "dates",
    [
        {"evidence": " "},
        {"channel": "taube"},
        {"notified_on": date(2024, 3, 3)},
        {"issued_on": date(2024, 3, 3), "notified_on": date(2024, 3, 6)},
        {"notified_on": None},
    ],
)
def test_a_notice_without_evidence_or_out_of_order_is_not_signed(play, dates):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    assert refusal(i.signed, play, reference, **dates) == ["interest_dated"]
    assert owed(reference) is None


def test_a_second_claim_of_interest_is_not_made_while_the_first_is_owed(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    with transaction() as session:
        claim = session.scalars(select(Recovery)).one()
        row = {c.name: getattr(claim, c.name) for c in Recovery.__table__.columns}
        owing = {"id": claim.ordered_by_id, "kind": "interest", "state": "due", "paid_cents": 0}
        session.add(Recovery(**(row | owing)))
    assert refusal(i.signed, play, reference) == ["none_claimed"]
    i.returned(play, reference)
    assert refusal(i.proposed, play, reference) == ["none_claimed"]
    i.giving_up(play, reference)  # what is left can still be given up


def test_without_a_base_rate_nothing_is_proposed_or_signed(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    with transaction() as session:
        late = RuleValue.valid_from >= date(2023, 7, 1)
        rates = session.scalars(
            select(RuleValue).where(RuleValue.key == "base_rate_basis_points", late)
        )
        for one in rates:
            session.delete(one)
    assert "interest_computed" in refusal(i.signed, play, reference)
    i.returned(play, reference)
    assert interest(reference).missing == date(2023, 7, 1)
    assert "interest_computed" in refusal(i.giving_up, play, reference)


def test_only_who_may_acts_and_not_by_a_page_that_is_old(play):
    reference = i.paid_late(play)
    version = play._read(reference).version
    with pytest.raises(Outdated):
        i.proposed(play, reference, version=version - 1)
    i.proposed(play, reference, version=version)
    with pytest.raises(NotPermitted):
        i.commented(play, reference, email=EDITOR)
    save = partial(ask_interest.save_comment, key=reference, comment="Entwurf")
    play.act(EDITOR, save)
    assert i.proposal(reference).comment == "Entwurf"
    i.commented(play, reference)
    assert refusal(play.act, EDITOR, save) == ["wrong_state"]
    with pytest.raises(NotPermitted):
        i.withdrawn(play, reference, email=APPROVER)


def test_the_limit_runs_with_the_earliest_year_and_is_told_twice(play):
    reference = i.paid_late(play)
    assert timers(play, reference)["interest_limit"] == date(2026, 12, 31)
    lead = "teamleitung@smi.example"
    play.go(date(2026, 9, 29))
    assert "interest_ending" not in kinds()
    play.go(date(2026, 10, 1))
    assert {("interest_ending", AUDITOR), ("interest_ending", lead)} <= told()
    play.go(date(2026, 12, 1))
    with reading() as session:
        rows = select(Notice.id).where(Notice.kind == "interest_ending", Notice.email == AUDITOR)
        assert len(session.scalars(rows).all()) == 2
    play.go(date(2027, 1, 4))
    # What is left of 2024 is below the limit: nobody is told of it any more.
    assert "interest_limit" not in timers(play, reference)
    assert clean()


def test_the_limit_begins_with_late_use_and_ends_with_a_notice(play):
    reference = used_late(play)
    assert timers(play, reference)["interest_limit"] == date(2025, 12, 31)
    i.proposed(play, reference)
    assert timers(play, reference)["interest_limit"] == date(2025, 12, 31)
    i.commented(play, reference)
    i.signed(play, reference)
    assert "interest_limit" not in timers(play, reference)


def close(story, reference):
    story.step(REVIEWER, reference, CaseTrigger.CLOSE)


def test_a_case_closes_once_its_interest_is_claimed_and_paid(play):
    reference = i.paid_late(play)
    assert refusal(close, play, reference) == ["interest_settled"]
    i.proposed(play, reference)
    assert refusal(close, play, reference) == ["interest_ended"]
    i.commented(play, reference)
    assert refusal(close, play, reference) == ["interest_ended"]
    i.signed(play, reference)
    assert refusal(close, play, reference) == ["interest_ended"]
    paid(play, reference, SUM)
    close(play, reference)
    assert play._read(reference).state == CaseState.CLOSED
    assert clean()


def test_a_case_closes_once_its_interest_is_given_up(play):
    reference = i.paid_late(play)
    i.giving_up(play, reference)
    assert refusal(close, play, reference) == ["interest_ended"]
    i.given_up(play, reference)
    close(play, reference)
    assert play._read(reference).state == CaseState.CLOSED


def test_a_case_with_too_little_interest_closes_as_before(play):
    reference = i.paid_late(play, date(2023, 4, 3))
    close(play, reference)
    assert play._read(reference).state == CaseState.CLOSED


def test_a_case_whose_interest_is_barred_closes_as_before(play):
    reference = i.paid_late(play)
    play.go(date(2028, 1, 3))
    assert interest(reference).cents == 0
    close(play, reference)
    assert play._read(reference).state == CaseState.CLOSED


def test_without_the_base_rate_a_case_with_interest_does_not_close(play):
    reference = i.paid_late(play)
    with transaction() as session:
        late = RuleValue.valid_from >= date(2023, 7, 1)
        for one in session.scalars(
            select(RuleValue).where(RuleValue.key == "base_rate_basis_points", late)
        ):
            session.delete(one)
    assert refusal(close, play, reference) == ["interest_computed"]


def test_a_recomputation_finds_what_was_changed_by_hand(play):
    reference = i.paid_late(play)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    assert clean()
    with transaction() as session:
        session.execute(update(InterestClaim).values(amount_cents=SUM + 1))
    with reading() as session:
        found = differences(session, digest)
    assert any("its periods add up to 5311" in one for one in found)
    assert any("5312 cents are signed, 5311 claimed" in one for one in found)
