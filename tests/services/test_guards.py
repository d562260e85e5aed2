"""Each guard of each step says no by itself: one favourable act, and what spoils just one thing."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from funding import clock
from funding.db import reading, transaction
from funding.errors import NotFound
from funding.law import berlin
from funding.models import Application, Call, Hand, Person
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.facts import gather
from funding.services.applying.open_draft import open_draft
from funding.services.perform import perform
from tests.services import attempts
from tests.services.acts import ACTS
from tests.services.attempts import Act, Attempt
from tests.stages import EDITOR, TOWN_KEY, bring
from workflows.application import APPLICATION, Trigger
from workflows.core import StepRefused

# Whoever is biased or belongs to a town of the case is not even told that there is a case.
PERSONAL = {"unbiased", "outsider"}


class Undone(Exception):
    """Taken, and taken back again."""


def rows(act: Act):
    return APPLICATION.rows(act.source, act.trigger)


def name(act: Act) -> str:
    return f"{act.trigger.value}-{act.source.value}"


def staged(story, act: Act) -> str:
    """Bring a case to where the act is possible."""
    if act.write:
        reference = act.write(story)
    elif act.ready:
        reference = story.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    else:
        reference = bring(story, act.brought or act.source)
    if act.trigger == Trigger.MOVE_UP:
        story.apply("frankenberg", "Ein anderer Fall", "other", 2_000_000)
    act.prepare(story, reference)
    if act.day:
        story.moved.instant = berlin.at_hour(act.day, 10)
    return reference


def attempted(reference: str, act: Act, spoil=None) -> str | set[str]:
    """Attempt the act in a transaction that is taken back; return the new state or the reasons."""
    try:
        with transaction() as session:
            app = session.scalars(
                select(Application).where(Application.reference == reference)
            ).one()
            today = berlin.local_date(clock.now())
            attempt = Attempt(session, app, act.actor, act.details(today), today, clock.now())
            act.begin(attempt)
            if spoil is not None:
                spoil(attempt)
            session.flush()
            session.expire_all()
            actor = by_email(session, attempt.actor) if attempt.actor else CLOCK
            state = perform(session, actor, reference, act.trigger, attempt.details).state
            raise Undone(state.value)
    except Undone as undone:
        return str(undone)
    except StepRefused as refused:
        return {reason.code for reason in refused.reasons}


@pytest.mark.parametrize("act", ACTS, ids=name)
def test_a_step_is_taken_when_all_is_well_and_refused_by_each_of_its_guards(play, act):
    reference = staged(play, act)
    targets = {row.target.value for row in rows(act)}
    assert attempted(reference, act) in targets
    wrong = [
        f"{code}, spoiler {number}: {found}"
        for code, spoilers in act.spoilers.items()
        for number, spoil in enumerate(spoilers)
        if not isinstance(found := attempted(reference, act, spoil), set) or code not in found
    ]
    assert wrong == []


@pytest.mark.parametrize("act", ACTS, ids=name)
def test_the_table_of_acts_leaves_no_guard_of_a_step_out(act):
    asked = {guard.code for row in rows(act) for guard in row.guards}
    assert set(act.spoilers) == asked - PERSONAL


def test_the_table_of_acts_leaves_no_step_out():
    assert {act.trigger for act in ACTS} == {*Trigger} - {Trigger.OPEN_DRAFT}


NEW_HANDS = [act for act in ACTS if any(row.distinct_from for row in rows(act))]


def doer(act: Act) -> str:
    """Return whose deed a step is: of who has signed the notice that brings it about."""
    served = act.trigger in (Trigger.SERVE_FINAL, Trigger.SERVE_CLAIM)
    return attempts.SIGNER if served else act.actor


@pytest.mark.parametrize("act", NEW_HANDS, ids=name)
def test_who_has_done_one_of_the_deeds_named_may_not_take_the_step(play, act):
    reference = staged(play, act)
    deeds = {deed for row in rows(act) for deed in row.distinct_from}
    taken = [
        deed
        for deed in sorted(deeds)
        if attempted(reference, act, attempts.hand(doer(act), deed)) != {"another_person"}
    ]
    assert taken == []


def test_deeds_of_an_earlier_round_bar_nobody_from_approving_but_all_others_do(play):
    act = next(a for a in ACTS if a.trigger == Trigger.APPROVE_SECOND)
    reference = staged(play, act)

    def earlier(deed):
        def spoil(attempt):
            person_id = attempt.account(act.actor).person_id
            row = {"application_id": attempt.application.id, "person_id": person_id}
            attempt.session.add(Hand(**row, deed=deed, round=0, at=attempt.now))

        return spoil

    assert attempted(reference, act, earlier("approved_first")) == "approved"
    for deed in ("submitted", "held", "scored", "proposed", "confirmed_funds"):
        assert attempted(reference, act, earlier(deed)) == {"another_person"}


@pytest.mark.parametrize(
    "act",
    [a for a in ACTS if {g.code for row in rows(a) for g in row.guards} >= PERSONAL],
    ids=name,
)
def test_who_is_biased_or_of_a_town_of_the_case_neither_acts_nor_sees_it(play, act):
    reference = staged(play, act)
    for code, spoil in (
        ("unbiased", attempts.biased(act.actor)),
        ("outsider", attempts.at_home(act.actor)),
    ):
        if code == "unbiased":
            with pytest.raises(NotFound):
                attempted(reference, act, spoil)
        assert code in objections(reference, act, spoil)


def objections(reference: str, act: Act, spoil) -> set[str]:
    """Ask the guards alone, past the policy."""
    with reading() as session:
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        today = berlin.local_date(clock.now())
        attempt = Attempt(session, app, act.actor, act.details(today), today, clock.now())
        act.begin(attempt)
        spoil(attempt)
        session.flush()
        session.expire_all()
        actor = by_email(session, act.actor)
        case = find.case_for_anybody(session, actor, reference, attempt.details)
        facts = gather(case, [act.trigger])
        found = APPLICATION.objections(app.state, act.trigger, facts)
        session.rollback()
        return {reason.code for reason in found}


def test_a_second_account_of_a_person_of_the_town_does_not_see_the_file(play):
    reference = bring(play, attempts.State.IN_CHECK)
    with transaction() as session:
        clerk = by_email(session, "sachbearbeitung2@smi.example")
        town = by_email(session, EDITOR)
        person = session.get(Person, town.person_id)
        from funding.models import Account

        session.get(Account, clerk.account_id).person_id = person.id
    with reading() as session, pytest.raises(NotFound):
        find.case(session, by_email(session, "sachbearbeitung2@smi.example"), reference)


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({}, True),
        ({"announced_at": None}, False),
        ({"announced_at": berlin.at_hour(date(2022, 6, 8), 10)}, False),
        ({"closes_at": berlin.at_hour(date(2022, 6, 6), 10)}, False),
        ({"state": "cancelled"}, False),
    ],
)
def test_a_draft_is_opened_for_an_announced_call_only(play, change, possible):
    def try_it():
        with transaction() as session:
            call = session.scalars(select(Call).where(Call.code == "2022")).one()
            for column, value in change.items():
                setattr(call, column, value)
            session.flush()
            draft = open_draft(session, by_email(session, EDITOR), "2022", TOWN_KEY)
            raise Undone(draft.state.value)

    if possible:
        with pytest.raises(Undone):
            try_it()
        return
    with pytest.raises(StepRefused) as refused:
        try_it()
    assert [reason.code for reason in refused.value.reasons] == ["call_announced"]
