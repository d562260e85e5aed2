"""The sample of a call: drawn once from each granted case, by a seed that draws it again."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from funding import cli
from funding.db import reading, transaction
from funding.db.session import store
from funding.errors import NotFound, NotPermitted
from funding.law import berlin, sampling
from funding.models import Application, AuditEntry, SampleCase, SampleDraw
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting import draws
from funding.services.administration.set_rule import set_rule
from funding.services.operations.write_audit import digest
from funding.services.reporting import draw_sample as service
from funding.services.reporting.draw_sample import draw_sample
from tests.stages import AUDITOR, REVIEWER, bring
from tests.stations import reach
from workflows.application import State
from workflows.core import StepRefused


def draw(story, by=AUDITOR):
    return story.act(by, lambda s, a: draw_sample(s, a, story.call))


def kept():
    with reading() as session:
        rows = session.execute(
            select(Application.reference, SampleCase.drawn, SampleDraw.number)
            .join(SampleCase, SampleCase.application_id == Application.id)
            .join(SampleDraw, SampleDraw.id == SampleCase.draw_id)
        )
        return {row.reference: (row.number, row.drawn) for row in rows}


def wrong():
    with reading() as session:
        return differences(session, digest)


def refusal(story, **more):
    with pytest.raises(StepRefused) as refused:
        draw(story, **more)
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def granted(story):
    """Grant three cases, and leave one before its decision."""
    reach(story, "three_granted", lambda: _granted(story))
    with reading() as session:
        approved = Application.state == State.APPROVED
        return set(session.scalars(select(Application.reference).where(approved)))


def _granted(story):
    reference = bring(story, State.IN_ASSESSMENT, grant=1_000_000)
    for _ in range(3):
        bring(story, State.APPROVED, grant=1_000_000)
    return reference


def test_a_draw_takes_half_of_the_granted_cases_and_can_be_done_again(story, granted):
    made = draw(story)
    assert set(kept()) == granted
    drawn = {reference for reference, (_number, taken) in kept().items() if taken}
    assert len(drawn) == 2
    assert drawn == sampling.drawn(made.seed, sorted(granted, reverse=True), 2)
    assert made.pool_sha256 == sampling.fingerprint(granted)
    assert (made.number, made.percent, len(made.seed)) == (1, 50, 32)
    with reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.workflow == "sample")).one()
        assert entry.subject_id == made.call_id
        assert entry.actor_role == "proof_auditor"
        assert entry.details["seed"] == made.seed
        assert (entry.details["pool"], entry.details["drawn"]) == (sorted(granted), sorted(drawn))
        shown = draws.draws(session, by_email(session, AUDITOR), made.call_id)
        assert [(one.agrees, one.taken, len(one.members)) for one in shown] == [(True, 2, 3)]
    assert wrong() == []


def test_what_is_granted_later_is_drawn_in_a_further_draw_and_nothing_twice(story, granted):
    first = draw(story)
    before = kept()
    assert refusal(story) == ["cases_left"]
    later = bring(story, State.APPROVED, grant=1_000_000)
    second = draw(story)
    assert (second.number, first.seed != second.seed) == (2, True)
    assert kept() == before | {later: (2, True)}  # half of one is one
    assert refusal(story) == ["cases_left"]
    assert wrong() == []


@pytest.mark.parametrize(
    "state", [State.APPROVED, State.IN_PROGRESS, State.REPORT_DUE, State.REPORTED]
)
def test_a_case_is_drawn_from_in_every_state_from_the_grant_to_the_audit(story, state):
    reference = bring(story, state)
    draw(story)
    assert set(kept()) == {reference}


@pytest.mark.parametrize("state", [State.REVIEWED, State.FIRST_APPROVED, State.REJECTED])
def test_a_case_that_is_not_granted_is_not_drawn_from(story, state):
    bring(story, state)
    assert refusal(story) == ["cases_left"]


def test_the_quota_is_the_rule_of_the_day_and_stays_with_its_draw(story, granted):
    day = story.today

    def change(session, actor):
        set_rule(session, actor, "sample_percent", value=100, since=day, source="Erlass")

    draw(story)
    story.act("verwaltung@smi.example", change)
    later = {bring(story, State.APPROVED, grant=1_000_000) for _ in range(2)}
    assert draw(story).percent == 100
    assert {reference for reference in later if kept()[reference][1]} == later
    assert sum(taken for number, taken in kept().values() if number == 1) == 2
    assert wrong() == []


@pytest.mark.parametrize(
    "who", [REVIEWER, "teamleitung@smi.example", "entscheidung1@smi.example",
            "haushalt@smi.example", "revision@smi.example", "bearbeitung@floeha.example"]
)  # fmt: skip
def test_nobody_but_a_proof_auditor_draws(story, granted, who):
    with pytest.raises(NotPermitted):
        draw(story, by=who)
    with pytest.raises(NotPermitted), transaction() as session:
        draw_sample(session, CLOCK, story.call)
    assert kept() == {}


def test_a_call_that_does_not_exist_is_not_found(story, granted):
    with pytest.raises(NotFound):
        story.act(AUDITOR, lambda s, a: draw_sample(s, a, "1999"))


def test_of_two_who_draw_at_once_one_draws_and_the_other_is_told(story, granted, monkeypatch):
    """Both have read the same list before either has written."""
    both, told, pool = threading.Barrier(2, timeout=20), [], draws.undrawn
    serial = threading.Lock()

    def read_together(session, call_id):
        found = pool(session, call_id)
        if store.bound().dialect.name == "postgresql":  # SQLite lets one writer in after the other
            both.wait()
        return found

    monkeypatch.setattr(service, "undrawn", read_together)

    def one():
        try:
            with transaction() as session:
                draw_sample(session, by_email(session, AUDITOR), story.call)
            found = "drawn"
        except StepRefused as refused:
            found = refused.reasons[0].code
        with serial:
            told.append(found)

    people = [threading.Thread(target=one) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=30)
    kind = store.bound().dialect.name
    late = {"postgresql": "sample_first", "sqlite": "cases_left"}[kind]
    assert sorted(told) == sorted(["drawn", late])
    with reading() as session:
        assert len(session.scalars(select(SampleDraw)).all()) == 1
    assert wrong() == []


FORGERIES = {
    "another seed": update(SampleDraw).values(seed="0" * 32),
    "another quota": update(SampleDraw).values(percent=100),
    "another list": update(SampleDraw).values(pool_sha256="0" * 64),
    "fewer receipts": update(SampleDraw).values(receipts_least=1),
    "a case taken out of the sample": update(SampleCase).values(drawn=False),
    "a case put into the sample": update(SampleCase).values(drawn=True),
    "another day": update(SampleDraw).values(drawn_at=berlin.at_hour(date(2022, 1, 3), 10)),
    "a case taken off the list": delete(SampleCase),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_verify_finds_a_draw_that_was_changed_afterwards(story, granted, forgery):
    draw(story)
    with transaction() as session:
        session.execute(FORGERIES[forgery])
    found = wrong()
    assert found
    assert all(sentence.startswith("draw 1 of call 2022: ") for sentence in found)


def test_verify_finds_a_draw_that_is_gone(story, granted):
    draw(story)
    with transaction() as session:
        session.execute(delete(SampleCase))
        session.execute(delete(SampleDraw))
    assert wrong() == ["draw 1 of call 2022: it is gone, the audit says"]


def test_the_console_ends_with_one_where_a_draw_was_changed(
    story, granted, database, monkeypatch, capsys
):
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setattr("sys.argv", ["funding", "verify"])
    draw(story)
    with transaction() as session:
        session.execute(update(SampleDraw).values(seed="0" * 32))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    assert "draw 1 of call 2022: the audit tells it otherwise" in capsys.readouterr().out
