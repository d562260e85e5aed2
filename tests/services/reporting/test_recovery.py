"""What was overpaid is reclaimed by notice, falls due, comes back, is eased or given up."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import NotPermitted, Outdated
from funding.law.berlin import at_hour
from funding.law.instalments import instalments
from funding.law.interest import interest as reckoned
from funding.law.periods import end_of_period
from funding.models import Account, Deadline, Envelope, Notice, Payment, Person, RecoveryRelief
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.closing.afterwards import afterwards
from funding.queries.operations.verify import differences
from funding.queries.reporting.claim_interest import claim_interest
from funding.queries.reporting.claims import recovery_of
from funding.services.administration.load_programme import known_values
from funding.services.administration.set_up_demo import add_account
from funding.services.operations.write_audit import digest
from funding.services.reporting import recover
from funding.services.reporting.recover import Terms
from tests.hearings import comment, open_hearing
from tests.recoveries import (
    APPROVER,
    CASHIER,
    OTHER_APPROVER,
    REVIEWER,
    asked,
    claim,
    fallen_due,
    granted,
    received,
)
from tests.services.attempts import notice
from tests.stages import AUDITOR, FIRST, GRANT, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import StepRefused
from workflows.recovery import Relief, State

OWED = 60_001
DEFERRAL = Relief.DEFERRAL


def state(story, reference):
    return story._read(reference).state


def kinds():
    with reading() as session:
        return set(session.scalars(select(Notice.kind)))


def clean():
    with reading() as session:
        return differences(session, digest) == []


def refusal(deed, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        deed(*args, **kwargs)
    return [reason.code for reason in caught.value.reasons]


def available():
    with reading() as session:
        pot = session.scalars(select(Envelope)).one()
        return pot.total_cents - pot.reserved_cents - pot.committed_cents


def timer(story, reference):
    with reading() as session:
        return session.scalar(
            select(Deadline.due_on).where(
                Deadline.application_id == story._read(reference).id,
                Deadline.kind == "recovery",
                Deadline.ended_at.is_(None),
            )
        )


def test_a_claim_begins_with_the_final_notice_and_is_due_a_month_after_finality(play):
    reference = bring(play, CaseState.RECOVERING)
    found, case = claim(reference), play._read(reference)
    assert (found.state, found.amount_cents, found.paid_cents) == (State.ORDERED, OWED, 0)
    assert found.due_on == end_of_period(found.final_on, months=1).end
    assert (case.final_cents, case.paid_cents) == (GRANT - OWED, GRANT)
    assert timer(play, reference) == found.due_on
    assert {"settled", "recovery_to_collect"} <= kinds()
    assert clean()


def test_what_is_not_back_can_be_granted_to_nobody(play):
    reference = bring(play, CaseState.RECOVERING)
    assert play._read(reference).committed_cents == GRANT
    before = available()
    received(play, reference, 10_000)
    assert available() == before + 10_000
    assert play._read(reference).committed_cents == GRANT - 10_000
    received(play, reference, OWED - 10_000)
    assert available() == before + OWED
    assert clean()


def test_paid_in_full_the_case_goes_on_to_its_closing(play):
    reference = bring(play, CaseState.RECOVERING)
    assert fallen_due(play, reference).state == State.DUE
    received(play, reference, OWED)
    found = claim(reference)
    assert (found.state, found.paid_cents, found.rest_cents) == (State.PAID, OWED, 0)
    assert state(play, reference) == CaseState.SETTLING
    assert timer(play, reference) is None
    with reading() as session:
        back = session.scalars(select(Payment).where(Payment.received_id.is_not(None))).one()
    assert back.amount_cents == -OWED
    play.step(REVIEWER, reference, CaseTrigger.CLOSE)
    assert state(play, reference) == CaseState.CLOSED
    assert {"repayment_due", "repayment_received", "claim_payment", "recovered"} <= kinds()
    assert clean()


def test_more_than_is_owed_nothing_and_days_that_cannot_be_are_refused(play):
    reference = bring(play, CaseState.RECOVERING)
    for cents in (OWED + 1, 0, -1):
        assert "within_claim" in refusal(received, play, reference, cents), cents
    issued = claim(reference).issued_on
    for day in (issued - timedelta(days=1), play.today + timedelta(days=1)):
        assert refusal(received, play, reference, 1, day) == ["received_dated"]
    received(play, reference, OWED)
    assert refusal(received, play, reference, 1) == ["wrong_state"]
    assert clean()


def test_only_the_cashier_books_and_not_by_a_page_that_is_old(play):
    reference = bring(play, CaseState.RECOVERING)
    for email in (APPROVER, AUDITOR, REVIEWER, "haushalt@smi.example"):
        with pytest.raises(NotPermitted):
            received(play, reference, 1, email=email)
    received(play, reference, 1, version=claim(reference).version)
    with pytest.raises(Outdated):
        received(play, reference, 1, version=0)
    assert claim(reference).paid_cents == 1


@pytest.mark.parametrize(("email", "deed"), [(FIRST, "settled"), (AUDITOR, "audited")])
def test_who_audited_or_settled_books_nothing_back_by_a_second_account_either(play, email, deed):
    reference = bring(play, CaseState.RECOVERING)
    second = f"zweites-konto-{email}"
    with transaction() as session:
        first = session.scalars(select(Account).where(Account.email == email)).one()
        person = session.get_one(Person, first.person_id)
        add_account(session, second, "", ("cashier",), None, "x", person=person)
    with pytest.raises(StepRefused) as caught:
        received(play, reference, 1, email=second)
    assert [(r.code, r.params["deeds"]) for r in caught.value.reasons] == [
        ("another_person", [deed])
    ]
    assert claim(reference).paid_cents == 0
    assert clean()


def test_what_is_not_paid_is_told_before_and_overdue_after_its_day(play):
    reference = bring(play, CaseState.RECOVERING)
    due = fallen_due(play, reference).due_on
    play.go(due - timedelta(days=8))
    assert "repayment_reminder" not in kinds()
    play.go(due)
    assert "repayment_reminder" in kinds()
    assert claim(reference).state == State.DUE
    play.go(due + timedelta(days=4))
    assert claim(reference).state == State.OVERDUE
    assert {"repayment_overdue", "repayment_overdue_office"} <= kinds()
    play.act(CASHIER, lambda s, a: recover.enforce(s, a, reference, "Trotz Mahnung nicht gezahlt."))
    assert claim(reference).state == State.ENFORCED
    received(play, reference, OWED)
    assert state(play, reference) == CaseState.SETTLING
    assert clean()


def test_a_deferral_moves_the_day_and_another_person_grants_it(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    later = play.today + timedelta(days=120)
    asked(play, reference, Terms(DEFERRAL, "Haushalt gesperrt.", later))
    again = Terms(Relief.WAIVER, "Doch lieber so.")
    assert refusal(asked, play, reference, again) == ["no_relief_asked"]
    granted(play, reference)
    assert (claim(reference).state, claim(reference).due_on) == (State.DEFERRED, later)
    assert timer(play, reference) == later
    assert play._read(reference).due_kind == "recovery"
    play.go(later)
    assert claim(reference).state == State.DUE
    play.go(later + timedelta(days=4))
    assert claim(reference).state == State.OVERDUE
    assert {"relief_to_decide", "deferral_granted", "repayment_overdue"} <= kinds()
    assert clean()


def test_who_asks_for_a_relief_does_not_grant_it_by_another_account_either(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    with transaction() as session:
        first = session.scalars(select(Account).where(Account.email == REVIEWER)).one()
        person = session.get_one(Person, first.person_id)
        add_account(session, "zweites@smi.example", "", ("approver",), None, "x", person=person)
    asked(play, reference, Terms(Relief.WAIVER, "Unbillig."))
    assert refusal(granted, play, reference, "zweites@smi.example") == ["another_person"]
    refuse = partial(recover.refuse_relief, key=reference, reason="Nein.")
    assert refusal(play.act, "zweites@smi.example", refuse) == ["another_person"]
    play.act(OTHER_APPROVER, refuse)
    assert claim(reference).state == State.DUE
    assert "relief_refused" in kinds()
    with reading() as session:
        assert session.scalars(select(RecoveryRelief.granted)).all() == [False]
    assert refusal(granted, play, reference) == ["relief_asked"]


def test_instalments_are_due_one_by_one_and_the_first_missed_makes_it_overdue(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    received(play, reference, 1)
    first = play.today + timedelta(days=20)
    asked(play, reference, Terms(Relief.INSTALMENTS, "Drei Monate.", None, 3, first))
    granted(play, reference)
    plan = instalments(OWED - 1, 3, first)
    assert (claim(reference).state, claim(reference).due_on) == (State.IN_INSTALMENTS, first)
    play.go(plan[0].due_on)
    received(play, reference, plan[0].cents)
    assert claim(reference).due_on == plan[1].due_on == timer(play, reference)
    play.go(plan[1].due_on)
    assert claim(reference).state == State.IN_INSTALMENTS
    received(play, reference, plan[1].cents - 1)
    play.go(plan[1].due_on + timedelta(days=4))
    assert claim(reference).state == State.OVERDUE
    assert "instalments_granted" in kinds()
    assert clean()


@pytest.mark.parametrize(
    ("terms", "sound"),
    [
        (Terms(DEFERRAL, "x"), False),
        (Terms(Relief.WAIVER, " "), None),
        (Terms(Relief.INSTALMENTS, "x", None, 1), False),
        (Terms(Relief.INSTALMENTS, "x", None, 37), False),
        (Terms(Relief.INSTALMENTS, "x", None, 12), True),
        (Terms(Relief.WRITE_OFF, "x"), False),
        (Terms(Relief.WAIVER, "x"), True),
    ],
)
def test_terms_that_cannot_be_kept_are_refused(play, terms, sound):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    if terms.parts:
        terms = Terms(terms.kind, terms.reason, None, terms.parts, play.today + timedelta(days=5))
    if sound:
        asked(play, reference, terms)
    else:
        code = "relief_sound" if sound is False else "reason_given"
        assert refusal(asked, play, reference, terms) == [code]


@pytest.mark.parametrize("days", [0, -1, 600])
def test_a_deferral_or_an_instalment_lies_ahead_and_not_too_far(play, days):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    day = play.today + timedelta(days=days)
    assert refusal(asked, play, reference, Terms(DEFERRAL, "x", day)) == ["relief_sound"]
    parts = Terms(Relief.INSTALMENTS, "x", None, 2, day)
    assert refusal(asked, play, reference, parts) == ["relief_sound"]


def test_a_waiver_ends_the_claim_and_what_was_given_up_stays_spent(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    before = available()
    asked(play, reference, Terms(Relief.WAIVER, "Unbillige Härte."))
    granted(play, reference)
    case = play._read(reference)
    assert (claim(reference).state, case.state) == (State.WAIVED, CaseState.SETTLING)
    assert (case.paid_cents, case.committed_cents, available()) == (GRANT, GRANT, before)
    play.step(REVIEWER, reference, CaseTrigger.CLOSE)
    assert "claim_waived" in kinds()
    assert clean()


def test_only_what_could_not_be_collected_is_written_off_and_the_town_is_not_told(play):
    reference = bring(play, CaseState.RECOVERING)
    due = fallen_due(play, reference).due_on
    play.go(due + timedelta(days=4))
    asked(play, reference, Terms(Relief.WRITE_OFF, "Vollstreckung ohne Aussicht."))
    granted(play, reference)
    assert claim(reference).state == State.WRITTEN_OFF
    assert state(play, reference) == CaseState.SETTLING
    with reading() as session:
        told = session.scalars(select(Notice.email).where(Notice.kind == "claim_written_off")).all()
    assert CASHIER in told
    assert all(email.endswith("@smi.example") for email in told)
    assert clean()


def test_after_the_year_of_knowledge_nothing_is_reclaimed_and_the_case_is_settled(play):
    reference = bring(play, CaseState.HEARD)
    play.audit(reference)
    play.moved.instant += timedelta(days=366)
    dates = notice(play.today)
    settle = (FIRST, reference, CaseTrigger.SETTLE_WITH_RECOVERY)
    assert refusal(play.step, *settle, **dates) == ["within_year"]
    play.step(FIRST, reference, CaseTrigger.SETTLE, **dates)
    case = play._read(reference)
    assert (case.paid_cents, case.committed_cents) == (GRANT, GRANT)
    assert case.final_cents == GRANT - OWED
    assert clean()


def test_another_hearing_about_the_same_facts_begins_no_new_year(play):
    reference = bring(play, CaseState.HEARD)
    play.moved.instant += timedelta(days=300)
    play.step(AUDITOR, reference, CaseTrigger.DROP_CLAIM, reason="Noch einmal von vorn.")
    open_hearing(play, reference)
    comment(play, reference)
    play.audit(reference)
    play.moved.instant += timedelta(days=70)
    settle = (FIRST, reference, CaseTrigger.SETTLE_WITH_RECOVERY)
    assert refusal(play.step, *settle, **notice(play.today)) == ["within_year"]


def test_within_the_year_the_settlement_cannot_give_a_claim_up(play):
    reference = bring(play, CaseState.HEARD)
    play.audit(reference)
    play.moved.instant += timedelta(days=365 - 4)
    settle = (FIRST, reference, CaseTrigger.SETTLE)
    assert refusal(play.step, *settle, **notice(play.today)) == ["nothing_overpaid"]


def test_a_relief_that_nobody_decided_falls_with_the_claim_that_is_paid(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    asked(play, reference, Terms(Relief.WAIVER, "Unbillig."))
    received(play, reference, 1)
    with reading() as session:
        assert session.scalars(select(RecoveryRelief.granted)).all() == [None]
    received(play, reference, OWED - 1)
    with reading() as session:
        assert session.scalars(select(RecoveryRelief)).all() == []
    assert clean()


def test_the_archive_of_a_case_holds_hearing_and_claim_and_hides_a_write_off_from_the_town(play):
    reference = bring(play, CaseState.RECOVERING)
    due = fallen_due(play, reference).due_on
    play.go(due + timedelta(days=4))
    received(play, reference, 10_000)
    asked(play, reference, Terms(Relief.WRITE_OFF, "Ohne Aussicht."))
    granted(play, reference)

    def told(email):
        with reading() as session:
            case = find.case(session, by_email(session, email), reference)
            return afterwards(case)

    office, town = told(REVIEWER), told(SIGNATORY)
    for found in (office, town):
        assert found["hearings"][0]["comment"] == "Die Rückzahlung ist vorbereitet."
        assert found["recovery"]["received"][0]["amount_cents"] == 10_000
    assert office["recovery"]["state"] == "written_off"
    assert office["recovery"]["reliefs"][0]["reason"] == "Ohne Aussicht."
    assert town["recovery"]["state"] == "not_pursued"
    assert "reliefs" not in town["recovery"]


def test_what_is_too_little_to_be_reclaimed_is_waived_by_the_settlement(play):
    reference = bring(play, CaseState.HEARD)
    play.step(AUDITOR, reference, CaseTrigger.DROP_CLAIM, reason="Fast alles zurückgezahlt.")
    back = {"amount_cents": -(OWED - 2_499), "value_on": play.today}
    play.step("haushalt@smi.example", reference, CaseTrigger.RECORD_PAYMENT, **back)
    play.audit(reference)
    dates = notice(play.today)
    claims = (FIRST, reference, CaseTrigger.SETTLE_WITH_RECOVERY)
    assert refusal(play.step, *claims, **dates) == ["claim_to_sign"]
    play.step(FIRST, reference, CaseTrigger.SETTLE, **dates)
    case = play._read(reference)
    assert case.paid_cents - case.final_cents == 2_499
    assert case.committed_cents == case.paid_cents
    play.step("haushalt@smi.example", reference, CaseTrigger.RECORD_PAYMENT,
              amount_cents=-2_000, value_on=play.today)  # fmt: skip
    case = play._read(reference)
    assert case.committed_cents == case.paid_cents
    play.go(play.today + timedelta(days=45))
    play.step(REVIEWER, reference, CaseTrigger.CLOSE)
    assert clean()


def interest(reference):
    with reading() as session:
        case = find.case(session, by_email(session, REVIEWER), reference)
        return claim_interest(case, recovery_of(case))


def test_interest_runs_from_the_payment_of_what_was_overpaid_until_it_is_back(play):
    reference = bring(play, CaseState.RECOVERING)
    with reading() as session:
        paid_on = session.scalars(select(Payment.value_on)).one()
    fallen_due(play, reference)
    so_far = interest(reference)
    first = paid_on + timedelta(days=1)
    base = known_values("base_rate_basis_points")
    assert so_far.found.cents == reckoned(OWED, first, play.today, base, 500).cents
    received(play, reference, 40_001)
    half = play.today
    play.go(half + timedelta(days=10))
    received(play, reference, 20_000)
    found = interest(reference)
    whole = reckoned(OWED, first, half, base, 500).spans
    rest = reckoned(20_000, half + timedelta(days=1), play.today, base, 500).spans
    assert [part.span for part in found.found.parts] == [*whole, *rest]
    assert (found.last, found.in_time, found.missing) == (play.today, True, None)
    play.go(play.today + timedelta(days=30))
    assert interest(reference) == found


def test_interest_below_the_limit_is_not_asked_for_and_what_is_late_is_not_in_time(play):
    reference = bring(play, CaseState.RECOVERING)
    due = fallen_due(play, reference).due_on
    assert not interest(reference).asked
    play.go(due + timedelta(days=4))
    received(play, reference, OWED)
    assert not interest(reference).in_time


def test_without_a_base_rate_interest_stops_with_its_day(play):
    reference = bring(play, CaseState.RECOVERING)
    play.moved.instant += timedelta(days=365 * 4)
    found = interest(reference)
    assert (found.found, found.missing) == (None, date(2026, 7, 1))


def test_the_clock_is_refused_what_is_not_due_whoever_wakes_it(play):
    """What the clock looks for is a list; these are the guards behind it."""
    reference = bring(play, CaseState.RECOVERING)
    key = claim(reference).id

    def clocked(deed):
        with transaction() as session:
            recover.by_clock(session, key, deed)

    assert refusal(clocked, "fall_due") == ["claim_final"]
    assert refusal(clocked, "lapse") == ["wrong_state"]
    due = fallen_due(play, reference).due_on
    play.moved.instant = at_hour(due, 10)
    assert refusal(clocked, "lapse") == ["payment_late"]
    later = play.today + timedelta(days=30)
    asked(play, reference, Terms(DEFERRAL, "Haushalt gesperrt.", later))
    granted(play, reference)
    play.moved.instant = at_hour(later - timedelta(days=1), 10)
    assert refusal(clocked, "resume") == ["deferral_over"]
    play.moved.instant = at_hour(later, 10)
    clocked("resume")
    assert claim(reference).state == State.DUE


def test_enforcing_and_refusing_need_words_and_only_what_is_overdue_is_enforced(play):
    reference = bring(play, CaseState.RECOVERING)
    due = fallen_due(play, reference).due_on
    enforce = partial(recover.enforce, key=reference)
    assert refusal(play.act, CASHIER, partial(enforce, reason="x")) == ["wrong_state"]
    play.go(due + timedelta(days=4))
    assert refusal(play.act, CASHIER, partial(enforce, reason=" ")) == ["reason_given"]
    asked(play, reference, Terms(Relief.WAIVER, "Unbillig."))
    refuse = partial(recover.refuse_relief, key=reference, reason=" ")
    assert refusal(play.act, OTHER_APPROVER, refuse) == ["reason_given"]


def test_terms_that_time_has_overtaken_are_granted_no_more(play):
    reference = bring(play, CaseState.RECOVERING)
    fallen_due(play, reference)
    until = play.today + timedelta(days=5)
    asked(play, reference, Terms(DEFERRAL, "Nur kurz.", until))
    play.moved.instant = at_hour(until, 10)
    assert refusal(granted, play, reference) == ["relief_sound"]
    assert claim(reference).state == State.DUE
