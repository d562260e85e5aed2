"""The demo leaves cases where somebody has to act, on whatever day it is begun."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.demo import issuing, ways
from funding.demo.nowadays import play_nowadays
from funding.demo.tell import tell
from funding.law import berlin
from funding.models import DecisionNotice, Dispatch, IssuedNotice, Recovery
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.tasks.tick import tick
from workflows.decision_notice import State as Issue

pytestmark = pytest.mark.slow
# After the turn of a year, when projects of two years have just ended, in years to come.
DAYS = (date(2027, 1, 4), date(2027, 9, 9), date(2028, 9, 12))
LEFT = {
    ways.HEARD: ("heard", {}),
    ways.DEFERRED: ("recovering", {"recoveries": ["deferred"]}),
    ways.MISSING: ("hearing", {}),
    ways.INTERIM: ("in_progress", {"interim_proofs": "in_audit"}),
    ways.SHIFTED: ("in_progress", {"interim_proofs": "accepted", "changes": ["requested"]}),
    ways.INTEREST: ("settling", {"interest_claims": ["hearing"]}),
    ways.REDONE: ("reported", {"remedies": ["set_aside"]}),
    ways.TAKEN_BACK: ("recovering", {"recoveries": ["due"]}),
}


def played(stage, today):
    """Play towards a day; return what is told of the cases by their titles, and what was said."""
    said = []
    stage.moved.instant = berlin.at_hour(today, 11)
    calls = play_nowadays(said.append, stage.moved.instant)
    told = {case["title"]: case for call in calls for case in tell(call)["cases"]}
    return told, "\n".join(said)


def standing(told, way):
    """Return where a case of the demo stands, and what runs beside it as far as it is asked for."""
    case, beside = told[way.title], LEFT[way][1]
    found = {name: case["beside"][name] for name in beside}
    for name, wanted in beside.items():
        if isinstance(wanted, str):  # the last of them, whatever came before
            assert wanted in found[name]
            found[name] = wanted
    return case["states"][-1], found


def test_every_way_after_the_decision_lies_open(story):
    today = date(2026, 11, 30)
    told, said = played(story, today)
    letters_are_under_way(told, today)
    for moment in ("before the clock ticks", "after it"):
        assert {way: standing(told, way) for way in LEFT} == LEFT, moment
        tick()
        told = {case["title"]: case for call in ("2025", "2027") for case in tell(call)["cases"]}
    for way in LEFT:
        assert f"{told[way.title]['reference']}: {way.shows}" in said
    missing = {mail["kind"] for mail in told[ways.MISSING.title]["mails"]}
    assert {"proof_reminder", "proof_threat", "revocation_hearing"} <= missing
    with reading() as session:
        assert differences(session, digest) == []
        paid = session.scalars(select(Recovery.paid_cents).order_by(Recovery.paid_cents)).all()
        assert paid == [0, 20_000]
        aside = session.scalars(
            select(DecisionNotice).where(DecisionNotice.set_aside_on.is_not(None))
        ).one()
        assert aside.kind == "final"
        kinds = session.scalars(select(DecisionNotice.content["kind"].as_string())).all()
        assert "misuse" in kinds


def letters_are_under_way(told, today):
    assert [told[one.title]["states"][-1] for one in issuing.LETTERS] == ["approved"] * 3
    with reading() as session:
        issues = {one.channel: one for one in session.scalars(select(IssuedNotice))}
        ready = issues["portal"]
        assert (ready.state, ready.provided_on <= today <= ready.ends_on) == (Issue.PROVIDED, True)
        assert (issues["post"].state, issues["receipt"].state) == (Issue.SERVED, Issue.SENT)
        logged = session.scalars(select(Dispatch).order_by(Dispatch.number)).all()
        assert [one.channel for one in logged] == ["post", "receipt"]
        assert all(today - timedelta(days=4) <= one.posted_on < today for one in logged)
        on_its_way = session.scalars(
            select(DecisionNotice).where(
                DecisionNotice.application_id == issues["post"].application_id
            )
        ).one()
        assert on_its_way.notified_on >= today


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_they_do_so_on_every_day(play, today):
    told, said = played(play, today)
    tick()
    letters_are_under_way(told, today)
    wanted = dict(LEFT)
    unknown = today == date(2028, 9, 12)  # of that year no base rate has been announced yet
    assert ("no base rate is known" in said) == unknown
    if unknown:
        wanted[ways.INTEREST] = ("settling", {"interest_claims": []})
    if today == date(2027, 9, 9):  # projects of two years are just over
        for way in (ways.INTERIM, ways.SHIFTED):
            wanted[way] = ("report_due", LEFT[way][1])
    assert {way: standing(told, way) for way in LEFT} == wanted
    with reading() as session:
        assert differences(session, digest) == []
