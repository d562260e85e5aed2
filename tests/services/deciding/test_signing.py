"""Signing limits and the number of approvals: who may sign up to which amount, in which order."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from funding.db import reading, transaction
from funding.errors import Invalid, NotPermitted
from funding.models import Application, Hand, Notice, Person, RuleValue, SigningLimit
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.deciding.signing import could_sign, limit_of
from funding.services.administration.set_signing_limit import set_signing_limit
from funding.services.administration.set_up_demo import add_account
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import FIRST, GRANT, REVIEWER, SECOND, THIRD, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

FOURTH = "entscheidung4@smi.example"
ADMIN = "verwaltung@smi.example"


def limit(email, cents, since=date(2022, 1, 1), by=CLOCK):
    with transaction() as session:
        whose = by_email(session, email)
        set_signing_limit(session, by, whose, cents=cents, since=since, source="Zeichnungsregelung")


def threshold(cents):
    with transaction() as session:
        session.execute(
            update(RuleValue).where(RuleValue.key == "third_approval_cents").values(value=cents)
        )


def refused(story, email, reference, trigger, **words):
    with pytest.raises(StepRefused) as found:
        story.step(email, reference, trigger, **words)
    return {reason.code: dict(reason.params) for reason in found.value.reasons}


def state(reference):
    with reading() as session:
        return session.scalars(select(Application).where(Application.reference == reference)).one()


def test_a_cent_above_the_limit_is_refused_and_the_limit_itself_is_not(story):
    reference = bring(story, State.REVIEWED)
    limit(THIRD, GRANT - 1)
    reasons = refused(story, THIRD, reference, Trigger.APPROVE_FIRST)
    assert reasons["within_limit"]["limit"] == GRANT - 1
    assert reasons["within_limit"]["others"] == "Entscheidung 1, Entscheidung 2"
    limit(THIRD, GRANT, date(2022, 1, 2))
    story.step(THIRD, reference, Trigger.APPROVE_FIRST)
    assert state(reference).state == State.FIRST_APPROVED


def test_who_has_no_limit_of_their_own_has_that_of_the_rules(story):
    with reading() as session:
        third = by_email(session, THIRD)
        assert limit_of(session, third.person_id, date(2022, 6, 7)).cents == 5_000_000
        assert limit_of(session, None, date(2022, 6, 7)).cents == 0


def test_a_limit_holds_from_its_day_and_ends_the_one_before(story):
    limit(THIRD, 100, date(2022, 1, 1))
    limit(THIRD, None, date(2022, 6, 7))
    with reading() as session:
        third = by_email(session, THIRD).person_id
        days = [date(2021, 12, 31), date(2022, 6, 6), date(2022, 6, 7)]
        found = [limit_of(session, third, day) for day in days]
    assert [one.cents for one in found] == [5_000_000, 100, None]
    assert found[2].covers(10**12)
    with pytest.raises(Invalid):
        limit(THIRD, 5, date(2022, 6, 7))  # what was signed today was signed under the other


def test_two_accounts_of_one_person_have_one_limit(story):
    limit(THIRD, GRANT - 1)
    with transaction() as session:
        person = session.get_one(Person, by_email(session, THIRD).person_id)
        add_account(session, FOURTH, "", ("approver",), None, "x", person=person)
    reference = bring(story, State.REVIEWED)
    assert "within_limit" in refused(story, FOURTH, reference, Trigger.APPROVE_FIRST)


def test_only_administration_sets_a_limit(story):
    with reading() as session:
        approver, admin = by_email(session, FIRST), by_email(session, ADMIN)
    with pytest.raises(NotPermitted):
        limit(FIRST, None, date(2022, 6, 7), by=approver)
    limit(FIRST, None, date(2022, 6, 7), by=admin)


def test_from_the_amount_of_the_rule_three_people_approve_one_after_the_other(story):
    threshold(GRANT)
    reference = bring(story, State.FIRST_APPROVED)
    story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    case = state(reference)
    assert (case.state, case.second_approver_id, case.committed_cents) == (
        State.FIRST_APPROVED,
        None,
        0,
    )
    with reading() as session:
        told = session.scalars(
            select(Notice.email).where(Notice.kind == "further_approval_requested")
        ).all()
        assert told == [THIRD]
        assert could_sign(find.case(session, by_email(session, FIRST), reference)) == [
            "Entscheidung 3"
        ]
    for email in (FIRST, SECOND):
        assert "another_person" in refused(story, email, reference, Trigger.APPROVE_SECOND)
    story.step(THIRD, reference, Trigger.APPROVE_SECOND)
    assert state(reference).state == State.APPROVED


def test_a_cent_below_that_amount_two_are_enough(story):
    threshold(GRANT + 1)
    reference = bring(story, State.FIRST_APPROVED)
    story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    assert state(reference).state == State.APPROVED


def test_a_return_takes_back_all_approvals_and_the_next_round_needs_them_anew(story):
    threshold(GRANT)
    reference = bring(story, State.FIRST_APPROVED)
    story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    story.step(THIRD, reference, Trigger.RETURN_CASE, reason="Bitte kürzen.")
    story.recommend(reference)
    for email in (THIRD, SECOND):
        story.step(
            email,
            reference,
            Trigger.APPROVE_FIRST if email == THIRD else Trigger.APPROVE_SECOND,
        )
    assert state(reference).state == State.FIRST_APPROVED
    story.step(FIRST, reference, Trigger.APPROVE_SECOND)
    assert state(reference).state == State.APPROVED


def test_the_database_takes_no_second_signature_of_one_person(story):
    reference = bring(story, State.FIRST_APPROVED)
    with reading() as session:
        case, first = state(reference), by_email(session, FIRST).person_id
    row = {"application_id": case.id, "person_id": first, "round": 1, "at": case.last_act_at}
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(Hand(deed="approved_also", **row))


def test_who_proposed_does_not_approve_under_a_second_account_either(story):
    with transaction() as session:
        person = session.get_one(Person, by_email(session, REVIEWER).person_id)
        add_account(session, FOURTH, "", ("approver",), None, "x", person=person)
    reference = bring(story, State.REVIEWED)
    for trigger in (Trigger.APPROVE_FIRST, Trigger.RETURN_CASE):
        reasons = refused(story, FOURTH, reference, trigger, reason="so")
        assert "proposed" in reasons["another_person"]["deeds"]
    story.step(FIRST, reference, Trigger.APPROVE_FIRST)
    assert "another_person" in refused(story, FOURTH, reference, Trigger.APPROVE_SECOND)
    with reading() as session:
        assert session.scalar(select(SigningLimit.id).limit(1))


@pytest.mark.parametrize("late", [FIRST, SECOND])
def test_a_bias_of_any_who_have_signed_stops_the_last_approval(story, late):
    reference = bring(story, State.REVIEWED)
    threshold(GRANT)
    story.step(FIRST, reference, Trigger.APPROVE_FIRST)
    story.step(SECOND, reference, Trigger.APPROVE_SECOND)
    story.act(late, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwager"))
    assert "hands_unbiased" in refused(story, THIRD, reference, Trigger.APPROVE_SECOND)
    assert state(reference).state == State.FIRST_APPROVED


def asked(reference, kind):
    """Return who is told that an approval is waited for."""
    with reading() as session:
        case = select(Application.id).where(Application.reference == reference).scalar_subquery()
        told = select(Notice.email).where(Notice.application_id == case, Notice.kind == kind)
        return set(session.scalars(told))


def test_only_those_are_asked_to_approve_whose_limit_reaches(story):
    limit(THIRD, GRANT - 1)
    reference = bring(story, State.REVIEWED)
    assert asked(reference, "decision_requested") == {FIRST, SECOND}
    story.step(FIRST, reference, Trigger.APPROVE_FIRST)
    assert asked(reference, "second_approval_requested") == {SECOND}


def test_where_no_limit_reaches_all_approvers_hear_of_it(story):
    for email in (FIRST, SECOND, THIRD):
        limit(email, GRANT - 1)
    reference = bring(story, State.REVIEWED)
    assert asked(reference, "decision_requested") == {FIRST, SECOND, THIRD}
