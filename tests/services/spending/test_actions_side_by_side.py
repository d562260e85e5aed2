"""Several actions at one case: each notice is final by its own, the office looks at the first."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law.workdays import add_working_days
from funding.models import DecisionNotice
from funding.models.recovery import INTEREST
from funding.queries.reporting.recoveries import due_recoveries
from tests import interest
from tests.recoveries import claim, received
from tests.services.reporting.redoing import (
    audit_again,
    claims,
    deadlines,
    recognised,
    redo,
    settle_again,
    well,
)
from tests.services.reporting.test_interest import used_late
from tests.services.spending.remedying import ended, filed, noted, remedy_of
from tests.stages import bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.recovery import State as ClaimState
from workflows.remedy import State, Trigger

ASKED, ANEW = timedelta(days=90), 5  # court_days, issue_days
ONE_DAY = timedelta(days=1)
ENDS = {State.UPHELD: Trigger.UPHOLD, State.SET_ASIDE: Trigger.SET_ASIDE}
FIRST, LAST = "final", INTEREST
OUTCOMES = (State.PENDING, State.UPHELD, State.SET_ASIDE)


def final_notice():
    with reading() as session:
        found = session.scalars(select(DecisionNotice).where(DecisionNotice.kind == "final")).all()
        session.expunge_all()
        return found[-1]


def two_actions(play, reference):
    """File an action against the final notice, and a day later one against that about interest."""
    found = {}
    for kind in (FIRST, LAST):
        found[kind] = filed(play, reference, kind, reinstated="Unverschuldet verhindert.")
        play.go(play.today + ONE_DAY)
    return found


def looked_at(state, kind, filed_on, ended_on):
    """Return when the office looks at one action again, told apart from all others."""
    if state == State.PENDING:
        return filed_on + ASKED
    won = state == State.SET_ASIDE and kind != INTEREST
    return add_working_days(ended_on, ANEW) if won else None


@pytest.mark.parametrize(
    ("outcome", "order"),
    [
        ((final, about), order)
        for final, about in product(OUTCOMES, repeat=2)
        for order in ((FIRST, LAST), (LAST, FIRST))
        if order == (FIRST, LAST) or State.PENDING not in (final, about)
    ],
)
def test_deadline_and_finality_follow_each_action_of_its_own(play, outcome, order):
    reference = interest.claimed(play)
    before = {FIRST: final_notice().final_on, LAST: interest.proposal(reference).final_on}
    actions, states, over = (
        two_actions(play, reference),
        dict(zip((FIRST, LAST), outcome, strict=True)),
        {},
    )
    for kind in order:
        if states[kind] != State.PENDING:
            over[kind] = play.today
            ended(play, reference, ENDS[states[kind]], remedy=actions[kind])
            play.go(play.today + ONE_DAY)
    days = {
        kind: looked_at(states[kind], kind, actions[kind].filed_on, over.get(kind))
        for kind in states
    }
    first = min((day for day in days.values() if day), default=None)
    assert deadlines().get("court") == first
    waits = "settle" if first is None else "court"
    assert play._read(reference).due_kind == waits
    assert ("settle" in deadlines()) == (waits == "settle")
    now = {FIRST: final_notice().final_on, LAST: interest.proposal(reference).final_on}
    for kind, state in states.items():
        upheld = state == State.UPHELD
        assert now[kind] == (max(before[kind], over[kind]) if upheld else before[kind]), kind
    if waits == "settle":
        stands = (LAST,) if outcome[1] == State.UPHELD else ()
        last = max([now[FIRST], over[order[-1]], *(now[kind] for kind in stands)])
        assert deadlines()["settle"] == add_working_days(last, ANEW)
    (owed,) = claims(reference, INTEREST)
    assert (owed.dropped_at is not None) == (outcome[1] == State.SET_ASIDE)
    well()


def test_what_is_noted_of_one_action_does_not_put_off_the_other(play):
    reference = interest.claimed(play)
    actions = two_actions(play, reference)
    play.go(play.today + timedelta(days=30))
    assert remedy_of(reference).id == actions[LAST].id
    noted(play, reference)
    assert deadlines()["court"] == actions[FIRST].filed_on + ASKED
    assert play._read(reference).due_at.date() == actions[FIRST].filed_on + ASKED
    ended(play, reference, remedy=actions[FIRST])
    assert deadlines()["court"] == play.today + ASKED


def test_an_action_against_interest_goes_on_beside_a_settlement_made_anew(play):
    reference = interest.claimed(play, used_late)
    about = filed(play, reference, INTEREST)
    asked = play.today + ASKED
    final = filed(play, reference, "final", reinstated="Unverschuldet verhindert.")
    play.go(play.today + ONE_DAY)
    ended(play, reference, Trigger.SET_ASIDE, remedy=final)
    assert deadlines()["court"] == add_working_days(play.today, ANEW)
    redo(play, reference)
    assert deadlines()["court"] == asked, "the settlement is made anew, the other is still pending"
    audit_again(play, reference, recognised(reference))
    settle_again(play, reference, T.SETTLE)
    assert play._read(reference).due_kind == "court"
    assert "settle" not in deadlines()
    ended(play, reference, remedy=about)
    assert play._read(reference).due_kind == "settle"
    assert "court" not in deadlines()
    well()


def test_who_pays_while_a_court_decides_leaves_the_case_waiting_for_the_court(play):
    reference = bring(play, S.RECOVERING)
    play.go(final_notice().notified_on)
    filed(play, reference, "final")
    asked = deadlines()["court"]
    received(play, reference, claim(reference).amount_cents)
    found = play._read(reference)
    assert (found.state, found.due_kind) == (S.SETTLING, "court")
    assert (deadlines()["court"], "settle" in deadlines()) == (asked, False)
    ended(play, reference)
    assert play._read(reference).due_kind == "settle"


def test_a_claim_of_the_next_settlement_is_collected_though_the_notice_before_was_set_aside(play):
    reference = bring(play, S.RECOVERING)
    play.go(final_notice().notified_on)
    filed(play, reference, "final")
    ended(play, reference, Trigger.SET_ASIDE)
    play.go(final_notice().final_on + ONE_DAY)
    assert due(play) == [], "until it is decided anew, nothing is collected"
    redo(play, reference)
    audit_again(play, reference, recognised(reference))
    settle_again(play, reference, T.SETTLE_WITH_RECOVERY)
    second = claims(reference)[-1]
    play.go(second.final_on + ONE_DAY)
    assert claims(reference)[-1].state == ClaimState.DUE


def test_an_action_against_the_award_keeps_its_claim_from_being_collected(play):
    reference = bring(play, S.RECOVERING)
    filed(play, reference, reinstated="Unverschuldet verhindert.")
    play.go(claim(reference).final_on + ONE_DAY)
    assert due(play) == []
    assert claim(reference).state == ClaimState.ORDERED
    ended(play, reference)
    assert due(play) != []


def due(play):
    with reading() as session:
        return due_recoveries(session, play.moved.instant)
