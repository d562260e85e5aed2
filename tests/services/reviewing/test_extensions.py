"""A town asks for more time to answer; the office grants or refuses it, and the clock waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import FundingError, NotFound, NotPermitted, Outdated
from funding.law import berlin
from funding.models import AuditEntry, Deadline, InformationRequest, Notice, RequestExtension
from funding.policy import CLOCK
from funding.queries import facts
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.tasks.tick import tick
from tests.stages import EDITOR, FIRST, REVIEWER, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

# Asked on Tuesday, 7 June 2022; the period for the answer ends on Friday, 24 June.
OLD_END = date(2022, 6, 24)
SUNDAY, MONDAY = date(2022, 7, 10), date(2022, 7, 11)
LEAD, OTHER = "teamleitung@smi.example", "sachbearbeitung2@smi.example"


@pytest.fixture
def waiting(story):
    """Bring a case to where the town is asked for something."""
    return bring(story, State.INFO_REQUESTED)


def ask(story, reference, until=SUNDAY, by=EDITOR):
    story.step(by, reference, Trigger.ASK_EXTENSION, ends_on=until, reason="Ratsferien")


def grant(story, reference, until=SUNDAY, by=REVIEWER):
    story.step(by, reference, Trigger.GRANT_EXTENSION, ends_on=until)


def refuse(story, reference):
    story.step(REVIEWER, reference, Trigger.REFUSE_EXTENSION, reason="Die Zeit genügt.")


def deadline(story, reference, kind):
    with reading() as session:
        return session.scalars(
            select(Deadline)
            .where(Deadline.application_id == story._read(reference).id, Deadline.kind == kind)
            .order_by(Deadline.set_at.desc())
        ).first()


def kept():
    """Return state and new end of the longer periods that were asked for, in order."""
    with reading() as session:
        rows = session.scalars(select(RequestExtension).order_by(RequestExtension.asked_at))
        return [(one.state, one.granted_on) for one in rows]


def told(kind):
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == kind)).all()


def at(story, day):
    story.moved.instant = berlin.at_hour(day, 9)


def in_order():
    with reading() as session:
        return differences(session, digest)


def refused(story, trigger, reference, by, **details):
    with pytest.raises(StepRefused) as found:
        story.step(by, reference, trigger, **details)
    return {reason.code for reason in found.value.reasons}


def test_what_a_town_asks_for_is_the_offices_turn_for_two_working_days(story, waiting):
    ask(story, waiting)
    case, running = story._read(waiting), deadline(story, waiting, "extension")
    assert (running.due_on, running.role) == (date(2022, 6, 9), "reviewer")
    assert (case.due_kind, case.due_at) == ("extension", running.due_at)
    assert deadline(story, waiting, "answer").due_on == OLD_END
    [letter] = told("extension_asked")
    assert letter.facts["wanted_on"] == "2022-07-10"
    assert letter.facts["due"] == "2022-06-09"
    assert (letter.facts["reason"], letter.role) == ("Ratsferien", "reviewer")
    assert kept() == [("asked", None)]
    assert in_order() == []


def test_the_period_runs_on_from_its_old_end_and_does_not_end_on_a_sunday(story, waiting):
    before = deadline(story, waiting, "answer")
    ask(story, waiting)
    grant(story, waiting)
    after, case = deadline(story, waiting, "answer"), story._read(waiting)
    assert (after.id, after.version, after.due_on) == (before.id, before.version + 1, MONDAY)
    assert (case.state, case.due_kind, case.due_at) == ("info_requested", "answer", after.due_at)
    assert deadline(story, waiting, "extension").ended_by == "grant_extension"
    with reading() as session:
        assert session.scalars(select(InformationRequest.due_on)).one() == MONDAY
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.trigger == "grant_extension")
        ).one()
    assert entry.details == {"ends_on": "2022-07-10", "deadline_on": "2022-07-11"}
    assert kept() == [("granted", MONDAY)]
    assert {letter.facts["due"] for letter in told("extension_granted")} == {"2022-07-11"}
    assert len(told("extension_granted")) == 2
    assert in_order() == []


def test_the_office_may_grant_another_day_than_was_asked_for(story, waiting):
    ask(story, waiting)
    grant(story, waiting, until=date(2022, 7, 1))
    assert kept() == [("granted", date(2022, 7, 1))]


def test_of_a_longer_period_the_town_is_reminded_anew(story, waiting):
    at(story, OLD_END - timedelta(days=1))
    tick()
    first = len(told("answer_reminder"))
    ask(story, waiting)
    grant(story, waiting)
    at(story, MONDAY - timedelta(days=2))
    tick()
    assert (first, len(told("answer_reminder"))) == (2, 4)


def test_an_office_that_does_not_decide_is_told_so_and_its_lead_at_last(story, waiting):
    ask(story, waiting)
    counted = []
    for day in (
        8,
        9,
        16,
        23,
    ):  # the second working day is the 9th; 5 and 10 more end the 16th, 23rd
        at(story, date(2022, 6, day))
        tick()
        counted.append(len([n for n in told("task_overdue") if n.facts["due"] == "2022-06-09"]))
    assert counted == [0, 1, 2, 4]
    assert {n.role for n in told("task_overdue")} == {"reviewer", "lead_reviewer"}


def test_who_takes_the_case_over_decides(story, waiting):
    ask(story, waiting)
    with reading() as session:
        new = by_email(session, OTHER).account_id
    story.step(LEAD, waiting, Trigger.HAND_OVER, new_holder_id=new, reason="Urlaub")
    assert refused(story, Trigger.GRANT_EXTENSION, waiting, REVIEWER, ends_on=SUNDAY) == {
        "is_holder"
    }
    story.act(OTHER, lambda s, a: declare_bias(s, a, waiting, biased=False))
    grant(story, waiting, by=OTHER)
    assert kept() == [("granted", MONDAY)]


def test_the_clock_waits_while_nothing_is_decided_and_catches_up_then(story, waiting):
    ask(story, waiting)
    at(story, OLD_END + timedelta(days=10))
    tick()
    assert story._read(waiting).state == State.INFO_REQUESTED
    refuse(story, waiting)
    assert {letter.facts["over"] for letter in told("extension_refused")} == {True}
    assert story._read(waiting).state == State.INFO_REQUESTED
    tick()
    assert story._read(waiting).state == State.IN_CHECK
    assert len(told("answer_lapsed")) == 2
    assert in_order() == []


def test_without_the_guard_the_clock_would_not_wait(story, waiting, monkeypatch):
    """Negative control: it is this guard that holds the clock."""
    ask(story, waiting)
    at(story, OLD_END + timedelta(days=1))
    monkeypatch.setitem(facts.ANSWERS, "no_extension_asked", lambda _case: True)
    tick()
    assert story._read(waiting).state == State.IN_CHECK


def test_a_longer_period_lapses_at_its_own_end(story, waiting):
    ask(story, waiting)
    grant(story, waiting)
    at(story, MONDAY)
    tick()
    assert story._read(waiting).state == State.INFO_REQUESTED
    at(story, MONDAY + timedelta(days=1))
    tick()
    assert story._read(waiting).state == State.IN_CHECK


def test_after_a_refusal_in_time_the_old_end_stands_and_the_town_may_ask_again(story, waiting):
    ask(story, waiting)
    refuse(story, waiting)
    assert {letter.facts["over"] for letter in told("extension_refused")} == {False}
    assert {letter.facts["due"] for letter in told("extension_refused")} == {"2022-06-24"}
    assert deadline(story, waiting, "answer").version == 1
    story.moved.instant += timedelta(minutes=1)
    ask(story, waiting, by=SIGNATORY)
    assert kept() == [("refused", None), ("asked", None)]
    assert in_order() == []


def test_who_decides_late_counts_from_that_day_and_never_into_the_past(story, waiting):
    ask(story, waiting)
    late = OLD_END + timedelta(weeks=9)
    at(story, late)
    for day in (SUNDAY, late - timedelta(days=1), late + timedelta(weeks=4, days=1)):
        assert refused(story, Trigger.GRANT_EXTENSION, waiting, REVIEWER, ends_on=day) == {
            "later_answer"
        }
    grant(story, waiting, until=late + timedelta(weeks=2))
    assert story._read(waiting).state == State.INFO_REQUESTED


def test_a_second_wish_waits_until_the_first_is_decided(story, waiting):
    ask(story, waiting)
    assert refused(
        story, Trigger.ASK_EXTENSION, waiting, SIGNATORY, ends_on=SUNDAY, reason="noch einmal"
    ) == {"no_extension_asked"}


def test_what_nobody_asks_for_is_neither_granted_nor_refused(story, waiting):
    grant_it = {"trigger": Trigger.GRANT_EXTENSION, "ends_on": SUNDAY}
    refuse_it = {"trigger": Trigger.REFUSE_EXTENSION, "reason": "nein"}
    for details in (grant_it, refuse_it):
        trigger = details.pop("trigger")
        assert refused(story, trigger, waiting, REVIEWER, **details) == {"extension_asked"}
    assert deadline(story, waiting, "answer").due_on == OLD_END


def test_what_is_over_is_not_made_longer(story, waiting):
    at(story, OLD_END + timedelta(days=1))
    details = {"ends_on": SUNDAY, "reason": "zu spät"}
    assert refused(story, Trigger.ASK_EXTENSION, waiting, EDITOR, **details) == {"answer_in_time"}
    at(story, OLD_END)
    ask(story, waiting)


@pytest.mark.parametrize(
    ("leave", "reached"),
    [
        (lambda story, r: story.answer(r, "Hier."), State.IN_CHECK),
        (lambda story, r: story.withdraw(r, "anders finanziert"), State.WITHDRAWN),
        (lambda story, r: discontinue(story, r), State.CLOSED),
    ],
    ids=["answer", "withdraw", "discontinue"],
)
def test_whoever_leads_the_case_on_ends_the_wish(story, waiting, leave, reached):
    ask(story, waiting)
    leave(story, waiting)
    assert story._read(waiting).state == reached
    assert kept() == [("ended", None)]
    assert deadline(story, waiting, "extension").ended_at is not None
    with reading() as session:
        assert session.scalars(select(InformationRequest.state)).one() != "sent"
    assert in_order() == []


def discontinue(story, reference):
    story.step(OTHER, reference, Trigger.PROPOSE_CESSATION, reason="aufgelöst")
    story.step(FIRST, reference, Trigger.DISCONTINUE, reason="aufgelöst")


def test_the_decision_is_for_who_holds_the_case_only(story, waiting):
    ask(story, waiting)
    assert refused(story, Trigger.GRANT_EXTENSION, waiting, OTHER, ends_on=SUNDAY) == {
        "is_holder",
        "bias_declared",
    }
    for stranger, error in (
        (EDITOR, NotPermitted),
        ("teamleitung@smi.example", NotPermitted),
        ("zeichnung@rodewisch.example", NotFound),
    ):
        with pytest.raises(error):
            grant(story, waiting, by=stranger)
    assert kept() == [("asked", None)]


def at_once(reference, *attempts):
    """Let several people act in the same moment; return what became of each."""

    def one(attempt):
        email, trigger, details, version = attempt
        try:
            with transaction() as session:
                actor = by_email(session, email) if email else CLOCK
                perform(session, actor, reference, trigger, dict(details), version)
        except (StepRefused, FundingError) as error:
            return type(error)
        return "taken"

    with ThreadPoolExecutor(len(attempts)) as people:
        return list(people.map(one, attempts))


GRANT = (REVIEWER, Trigger.GRANT_EXTENSION, {"ends_on": SUNDAY})
REFUSE = (REVIEWER, Trigger.REFUSE_EXTENSION, {"reason": "nein"})


def test_of_two_decisions_at_once_one_counts_and_is_told(story, waiting):
    ask(story, waiting)
    version = story._read(waiting).version
    found = at_once(waiting, (*GRANT, version), (*REFUSE, version))
    # Who comes second reads what is there before the first has ended, or after.
    assert found.count("taken") == 1
    assert set(found) <= {Outdated, StepRefused, "taken"}
    assert len(kept()) == 1
    assert {len(told("extension_granted")), len(told("extension_refused"))} == {0, 2}
    assert in_order() == []


def test_of_two_wishes_at_once_one_is_kept(story, waiting):
    details = {"ends_on": SUNDAY, "reason": "Ferien"}
    wishes = [(by, Trigger.ASK_EXTENSION, details, None) for by in (EDITOR, SIGNATORY)]
    found = at_once(waiting, *wishes)
    assert found.count("taken") == 1
    assert kept() == [("asked", None)]
    assert len(told("extension_asked")) == 1


def test_granting_and_lapsing_at_once_leaves_the_longer_period(story, waiting):
    ask(story, waiting)
    at(story, OLD_END + timedelta(days=1))
    lapse = (None, Trigger.ANSWER_LAPSED, {}, None)
    found = at_once(waiting, lapse, (*GRANT, None), lapse)
    assert found.count("taken") == 1
    assert story._read(waiting).state == State.INFO_REQUESTED
    assert told("answer_lapsed") == []
    assert in_order() == []


def test_a_wish_whose_deadline_is_gone_is_found(story, waiting):
    ask(story, waiting)
    with transaction() as session:
        session.execute(
            update(Deadline)
            .where(Deadline.kind == "extension")
            .values(ended_at=story.moved.instant, ended_by="x")
        )
    assert any("undecided" in sentence for sentence in in_order())


@pytest.mark.parametrize(
    "forged",
    [
        lambda: update(RequestExtension).values(state="refused", granted_on=None),
        lambda: update(RequestExtension).values(granted_on=SUNDAY),
        lambda: update(RequestExtension).values(wanted_on=MONDAY),
        lambda: update(InformationRequest).values(due_on=OLD_END),
    ],
    ids=["refused", "another end", "another wish", "the old end"],
)
def test_a_forged_period_is_found(story, waiting, forged):
    ask(story, waiting)
    grant(story, waiting)
    assert in_order() == []
    with transaction() as session:
        session.execute(forged())
    assert len(in_order()) == 1
