"""Less spending lowers the award: computed, decided by two, booked, never below what is drawn."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid
from funding.forms.final_paper import words_of
from funding.models import (
    Application,
    AuditEntry,
    BudgetLine,
    Call,
    Change,
    DecisionNotice,
    Envelope,
    LedgerEntry,
    Line,
    Notice,
    RuleValue,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.budget.years import spread, years
from funding.queries.operations.verify import differences
from funding.queries.reporting.figures import outcome
from funding.queries.reporting.final_content import final_content
from funding.queries.spending.drawdowns import in_proportion, standing_of, within_years
from funding.queries.spending.notice_content import lowered_from, notice_content
from funding.services.operations.write_audit import digest
from funding.services.spending.draw_funds import withdraw_drawdown
from tests.drawing import drawn, sent, written
from tests.services.spending import changing as c
from tests.stages import AUDITOR, EDITOR, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.change import State as ChangeState
from workflows.core import StepRefused


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def spoil(model, *where, **values):
    with transaction() as session:
        session.execute(update(model).where(*where).values(**values))


def less(reference, percent=50):
    """Return the lines of the plan with so many percent of each left."""
    planned = c.case_of(reference)[2]
    cut = [now * percent // 100 - now for now in planned]
    return c.shifted(reference, *cut)


def requested(story, reference, percent=50):
    return c.requested(story, reference, "less", lines=less(reference, percent))


def lowered(story, reference, percent=50):
    key = requested(story, reference, percent)
    c.assess(story, reference, key)
    c.decide(story, reference, key)
    return key


def pots(session):
    lines = session.scalars(select(BudgetLine.committed_cents))
    whole = sum(session.scalars(select(Envelope.committed_cents)))
    return whole, sum(lines)


def with_case(reference, ask, email=EDITOR):
    with reading() as session:
        return ask(find.case(session, by_email(session, email), reference))


def test_less_spending_lowers_the_award_and_frees_money_in_the_ledger(story):
    reference = bring(story, State.IN_PROGRESS)
    before = story._read(reference)
    with reading() as session:
        committed = pots(session)
    key = requested(story, reference)
    c.assess(story, reference, key)
    kept = c.change(key)
    assert (kept.old_award_cents, kept.new_award_cents) == (2_000_000, 1_000_000)
    assert story._read(reference).approved_cents == before.approved_cents
    c.decide(story, reference, key)
    after = story._read(reference)
    assert (after.approved_cents, after.committed_cents) == (1_000_000, 1_000_000)
    assert after.version == before.version + 2  # sent, and granted
    with reading() as session:
        assert [now - was for was, now in zip(committed, pots(session), strict=True)] == [
            -1_000_000,
            -1_000_000,
        ]
        entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.at.desc())).first()
        assert (entry.operation, entry.committed_change) == ("release", -1_000_000)
        audit = session.get_one(AuditEntry, entry.audit_id)
        assert (audit.workflow, audit.trigger) == ("change", "grant")
        assert audit.details["new_award_cents"] == 1_000_000
        assert differences(session, digest) == []
        facts = session.scalars(
            select(Notice.facts).where(Notice.kind == "change_award_lowered").limit(1)
        ).one()
    assert (facts["amount"], facts["amount_approved"]) == (2_000_000, 1_000_000)
    assert told("change_award_lowered") == [EDITOR, SIGNATORY]
    assert told("change_granted") == []


def test_plan_drawdowns_and_final_grant_follow_the_lower_award(play, reference):
    planned = c.case_of(reference)[2]
    lowered(play, reference)
    assert c.case_of(reference)[2] == [cents // 2 for cents in planned]
    eligible = with_case(reference, lambda case: case.eligible_cents)
    now = with_case(reference, lambda case: case.award_eligible_cents)
    assert now == sum(cents // 2 for cents in planned)
    # Whoever spends just what is left of the plan keeps the whole of the lower award.
    assert with_case(reference, lambda case: outcome(case, now).final) == 1_000_000
    assert with_case(reference, lambda case: outcome(case, eligible).final) == 1_000_000
    assert with_case(reference, lambda case: in_proportion(case, now, 0)) == 1_000_000
    assert with_case(reference, lambda case: standing_of(case).left) == 1_000_000
    assert with_case(reference, within_years) <= 1_000_000


def test_what_was_awarded_at_first_stays_in_its_notice(play, reference):
    def granted(case):
        return notice_content(case, date(2022, 6, 7))["granted_cents"]

    with reading() as session:
        kept = session.scalars(select(DecisionNotice.content)).one()
    lowered(play, reference)
    with reading() as session:
        assert session.scalars(select(DecisionNotice.content)).one() == kept
    assert with_case(reference, granted) == 2_000_000


def test_the_years_of_the_budget_follow_the_lowered_lines(play, reference):
    def bound():
        with reading() as session:
            case = find.case(session, by_email(session, EDITOR), reference)
            told = years(session, session.get_one(Call, case.application.call_id), case.today)
            return {one.year: one.bound_cents for one in told if one.bound_cents}

    last = c.line_ids(reference)[-1]
    spoil(Line, Line.id == last, year=2023)
    planned = c.case_of(reference)[2]
    first = sum(planned[:-1])
    assert bound() == spread(2_000_000, {2022: first, 2023: planned[-1]})
    cut = [*([0] * (len(planned) - 1)), -planned[-1]]
    key = c.requested(play, reference, "less", lines=c.shifted(reference, *cut))
    c.assess(play, reference, key)
    assert sum(bound().values()) == bound()[2022] + bound()[2023] == 2_000_000  # only asked for
    c.decide(play, reference, key)
    now = play._read(reference).approved_cents
    assert now < 2_000_000
    assert bound() == {2022: now}


def decided(content):
    """Return what a notice decides first."""
    part = words_of(content, draft=True)["parts"][0]
    return (part["items"] + part["paragraphs"])[0]


def test_the_final_notice_names_both_sums_where_the_award_was_lowered(play):
    reference = bring(play, State.AUDITED)
    content = with_case(reference, lambda case: final_content(case, case.today), AUDITOR)
    assert "in Höhe von bis zu 20.000,00\xa0€ bewilligte Zuwendung" in decided(content)
    words = decided(content | {"first_award_cents": 2_500_000})
    assert "bis zu 25.000,00\xa0€ bewilligte und danach auf bis zu 20.000,00\xa0€ herab" in words


def test_a_revocation_names_what_was_awarded_and_to_what_it_was_lowered(play, reference):
    assert with_case(reference, lowered_from) == {}
    lowered(play, reference)
    assert with_case(reference, lowered_from) == {"first_award_cents": 2_000_000}
    play.step(AUDITOR, reference, Trigger.OPEN_REVOCATION, ground="unlawful", reason="Falsch.")
    play.go(play.today + timedelta(days=40))
    play.step(AUDITOR, reference, Trigger.FINISH_AUDIT, reason="Die Angaben waren falsch.")
    words = with_case(reference, lambda case: decided(final_content(case, case.today)), AUDITOR)
    assert "über 20.000,00\xa0€, herabgesetzt auf 10.000,00\xa0€, wird" in words


def test_an_award_is_lowered_twice_and_each_time_from_the_one_before(play, reference):
    lowered(play, reference)
    key = lowered(play, reference)
    assert (c.change(key).old_award_cents, c.change(key).new_award_cents) == (1_000_000, 500_000)
    assert play._read(reference).approved_cents == 500_000
    with reading() as session:
        assert differences(session, digest) == []


def test_the_lower_award_is_rounded_down_by_a_rule(play, reference):
    planned = c.case_of(reference)[2]
    one_less = c.shifted(reference, -planned[0] // 3, 0, 0)
    key = c.requested(play, reference, "less", lines=one_less)
    with transaction() as session:
        step = RuleValue.key == "award_step_cents"
        session.execute(update(RuleValue).where(step).values(value=100_000))
    c.assess(play, reference, key)
    assert c.change(key).new_award_cents % 100_000 == 0
    c.send_back(play, reference, key)
    assert c.change(key).new_award_cents is None
    with transaction() as session:
        session.execute(update(RuleValue).where(step).values(value=100))
    c.assess(play, reference, key)
    assert c.change(key).new_award_cents % 100_000
    assert c.change(key).new_award_cents % 100 == 0


def test_the_office_may_leave_the_award_as_it_is(play, reference):
    before = c.case_of(reference)
    key = requested(play, reference)
    c.note(play, reference, key)
    assert c.case_of(reference) == before
    assert play._read(reference).approved_cents == 2_000_000
    assert told("change_award_lowered") == []


def test_spending_that_lowers_no_award_is_only_noted(play, reference):
    key = c.requested(play, reference, "less", lines=c.shifted(reference, -1, 0, 0))
    spoil(RuleValue, RuleValue.key == "award_step_cents", value=1)
    spoil(Application, approved_cents=1_000, committed_cents=1_000)
    with pytest.raises(StepRefused, match="decision_needed"):
        c.assess(play, reference, key)


def test_less_spending_is_not_refused_but_sent_back(play, reference):
    key = requested(play, reference)
    with pytest.raises(Invalid, match="choose"):
        c.assess(play, reference, key, proposal="refuse")
    c.assess(play, reference, key)
    with pytest.raises(StepRefused, match="to_be_refused"):
        c.decide(play, reference, key, grant=False, reason="Nein.")
    c.send_back(play, reference, key)
    c.note(play, reference, key)
    assert c.change(key).state == ChangeState.NOTED


def test_who_has_proposed_a_lower_award_does_not_grant_it(play, reference):
    key = requested(play, reference)
    c.assess(play, reference, key)
    spoil(Change, assessed_by_id=person(SECOND))
    with pytest.raises(StepRefused, match="another_person"):
        c.decide(play, reference, key)
    spoil(Change, assessed_by_id=person(REVIEWER))
    c.decide(play, reference, key)


def person(email):
    with reading() as session:
        return by_email(session, email).person_id


def test_no_award_falls_below_what_is_paid(play, reference):
    key = requested(play, reference, 50)
    play.pay(reference, 1_000_100)
    with pytest.raises(StepRefused, match="lowering_covered"):
        c.assess(play, reference, key)
    c.note(play, reference, key)
    again = requested(play, reference, 60)
    c.assess(play, reference, again)
    c.decide(play, reference, again)
    with reading() as session:
        assert differences(session, digest) == []


def test_no_award_falls_below_what_is_asked_for(play, reference):
    key = requested(play, reference, 50)
    c.assess(play, reference, key)
    number = drawn(play, reference, 1_000_100)
    with pytest.raises(StepRefused, match="lowering_covered"):
        c.decide(play, reference, key)
    assert play._read(reference).approved_cents == 2_000_000
    play.act(SIGNATORY, lambda s, a: withdraw_drawdown(s, a, reference, number))
    c.decide(play, reference, key)
    assert play._read(reference).approved_cents == 1_000_000


def test_a_lower_award_is_computed_anew_where_the_plan_has_changed(play, reference):
    key = requested(play, reference)
    c.assess(play, reference, key)
    spoil(Change, Change.id == key, new_award_cents=999_900)
    with pytest.raises(StepRefused, match="lowering_sound"):
        c.decide(play, reference, key)
    spoil(Change, Change.id == key, new_award_cents=1_000_000)
    c.decide(play, reference, key)


def test_a_shift_noted_meanwhile_has_the_award_computed_anew(play, reference):
    key = requested(play, reference)
    c.assess(play, reference, key)
    shift = c.requested(play, reference, "shift", lines=c.shifted(reference, -1_000, 1_000, 0))
    c.note(play, reference, shift)
    with pytest.raises(StepRefused, match="lowering_sound"):
        c.decide(play, reference, key)


def test_a_drawdown_that_was_read_before_asks_for_no_more_than_is_left(play, reference):
    key = requested(play, reference)
    c.assess(play, reference, key)
    number = written(play, reference, 1_500_000)
    c.decide(play, reference, key)
    with pytest.raises(StepRefused, match="within_rest"):
        sent(play, reference, number)


@pytest.mark.parametrize(
    ("model", "values", "told_"),
    [
        (Change, {"new_award_cents": 900_000}, "a lower award was granted"),
        (Application, {"approved_cents": 900_000, "committed_cents": 900_000}, "granted 900000"),
        (BudgetLine, {"committed_cents": 2_000_000}, "counters say"),
    ],
)
def test_verify_sees_an_award_that_was_not_lowered_so(play, reference, model, values, told_):
    lowered(play, reference)
    spoil(model, **values)
    with reading() as session:
        assert any(told_ in found for found in differences(session, digest))
