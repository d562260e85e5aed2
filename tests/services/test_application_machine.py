"""Random people take random steps on random cases, and after each one the promises hold.

I01 the envelope is not overspent, I05 only declared steps, I06 state == fold(audit), I07 every
step tells somebody once, I08 a refused step changes nothing, I09/I10 a stale version changes
nothing, I12 two persons decide, I24 a threshold is told once. Between the
steps money is moved and blocked, roles are given and taken away, and people are away, with and
without somebody who stands in.
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from funding.db import connect, reading, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.errors import FundingError, NotFound
from funding.law.notifying import deemed_notified
from funding.models import (
    Absence,
    Account,
    Application,
    AuditEntry,
    BudgetLine,
    Envelope,
    Hand,
    LedgerEntry,
    Notice,
    Reminder,
    RoleGrant,
)
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.cosigning import Joint
from funding.queries.applying.cosigning_answers import signing_for
from funding.queries.case import Case
from funding.queries.facts import ANSWERS
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.enter_absence import lift_absence
from funding.tasks.tick import tick
from tests.away import away
from tests.conftest import BOTH, DURING_THE_CALL, administer, on_database
from tests.drawing import some_draw_step
from tests.money import SECOND_BUDGET, add_officer, blocked, decide, lifted, propose
from tests.services.standing import Standing
from tests.services.test_oracle import PEOPLE
from tests.stages import BUDGET, FIRST, REVIEWER, SECOND, THIRD, bring
from workflows.application import APPLICATION, State, Trigger
from workflows.core import StepRefused
from workflows.drawdown import Trigger as DrawTrigger
from workflows.transfer import Trigger as FundTrigger

STARTS = (
    State.COSIGNING,
    State.COSIGNED,
    State.SUBMITTED,
    State.IN_ASSESSMENT,
    State.REVIEWED,
    State.FIRST_APPROVED,
    State.APPROVED,
)
CHANGING = ("reviewer", "scorer", "approver", "budget", "lead_reviewer")
TRIGGERS = [t for t in Trigger if t != Trigger.OPEN_DRAFT]
ACTING = PEOPLE | {"approver_one": FIRST, "approver_two": SECOND}
ROLES = sorted(ACTING)
OTHER = PEOPLE["other_reviewer"]
# Who is away, and who stands in.
PAIRS = (
    *((REVIEWER, OTHER), (OTHER, REVIEWER)),
    *((FIRST, THIRD), (FIRST, SECOND), (SECOND, THIRD), (THIRD, FIRST)),
)


def sqlite_copies(template, folder):
    """Return what connects to a fresh copy of a filled SQLite file."""

    def fresh():
        path = folder / "machine.sqlite3"
        for old in folder.glob("machine.sqlite3*"):
            old.unlink()
        shutil.copy(template, path)
        connect(f"sqlite:///{path}")

    return fresh


def postgres_copies(server, template):
    """Return what connects to a fresh copy of a filled PostgreSQL database."""
    names = []

    def fresh():
        if names:
            administer(server, f"DROP DATABASE {names.pop()} WITH (FORCE)")
        names.append(f"machine_{uuid4().hex[:12]}")
        administer(server, f"CREATE DATABASE {names[0]} TEMPLATE {template}")
        connect(on_database(server, names[0]))

    return fresh


def machine(fresh):
    class Cases(RuleBasedStateMachine):
        """Cases of one call, and the people around them."""

        def __init__(self):
            super().__init__()
            fresh()
            self.context = moved_clock(DURING_THE_CALL)
            self.story = Story(self.context.__enter__(), lambda _line: None)
            self.cases = []

        def teardown(self):
            self.context.__exit__(None, None, None)
            store.engine.dispose()

        @initialize(starts=st.lists(st.sampled_from(STARTS), min_size=2, max_size=3))
        def begin(self, starts):
            add_officer()
            self.cases = [bring(self.story, s, field="other", grant=2_000_000) for s in starts[:2]]
            self.cases += [bring(self.story, State.SUBMITTED, field="other", grant=2_500_000)]

        @precondition(lambda self: self.cases)
        @rule(
            case=st.integers(0, 2),
            trigger=st.sampled_from(TRIGGERS),
            role=st.sampled_from(ROLES),
            amount=st.sampled_from([None, 1, 500_000, 2_000_000, -500_000]),
            later=st.sampled_from([-1, 0, 9, 20, 30, 60]),
            stale=st.integers(0, 4),
        )
        def somebody_does_something(self, case, trigger, role, amount, later, stale):
            reference = self.cases[case]
            before = counts(reference)
            today = self.story.today
            details = {
                "reason": "Grund",
                "reauthenticated": True,
                "facts_put": True,
                "items": ["Bitte nachreichen"],
                "ends_on": today + timedelta(days=later),
                "new_decision_due": True,
                "issued_on": today,
                "notified_on": deemed_notified(today, "post"),
                "evidence": "Postbuch",
                "value_on": today,
                "recognised_cents": 100_000,
            }
            if amount is not None:
                details["amount_cents"] = amount
            version = before["version"] - 1 if stale == 0 else None
            email = ACTING[role]
            details["fingerprint"] = read_by(email, reference)
            place = Standing(email, reference, today) if email else None
            try:
                with transaction() as session:
                    actor = by_email(session, email) if email else CLOCK
                    perform(session, actor, reference, trigger, details, version)
            except (StepRefused, FundingError):
                assert counts(reference) == before
            else:
                after = counts(reference)
                assert version is None
                assert after["audit"] == before["audit"] + 1
                assert after["version"] == before["version"] + 1
                assert after["notices"] > before["notices"]
                if place:
                    place.allows(trigger)

        @precondition(lambda self: self.cases)
        @rule(
            back=st.booleans(),
            cents=st.sampled_from([1, 500_000, 2_000_000, 10_000_000]),
            who=st.sampled_from([BUDGET, FIRST, SECOND_BUDGET]),
            end=st.sampled_from([FundTrigger.RELEASE, FundTrigger.REFUSE, FundTrigger.WITHDRAW]),
        )
        def money_is_moved(self, back, cents, who, end):
            giver, taker = ("other", "graffiti") if back else ("graffiti", "other")
            totals = sum(pot.total_cents for pot in lines_now())
            with suppress(StepRefused, FundingError):  # what was proposed may stay proposed
                decide(self.story, propose(self.story, cents, giver, taker), end, who)
            assert sum(pot.total_cents for pot in lines_now()) == totals

        @precondition(lambda self: self.cases)
        @rule(case=st.integers(0, 2), cents=st.sampled_from([1, 500_000, 2_000_000]))
        def money_is_drawn(self, case, cents):
            with suppress(StepRefused, FundingError):  # what was begun may stay where it is
                self.story.pay(self.cases[case], cents)

        @precondition(lambda self: self.cases)
        @rule(
            case=st.integers(0, 2),
            trigger=st.sampled_from(list(DrawTrigger)),
            role=st.sampled_from(ROLES),
        )
        def somebody_acts_on_a_drawdown(self, case, trigger, role):
            with suppress(StepRefused, FundingError):
                some_draw_step(self.story, self.cases[case], trigger, ACTING[role])

        @precondition(lambda self: self.cases)
        @rule(cents=st.sampled_from([1, 2_000_000, 50_000_000]), lifts=st.booleans())
        def money_is_blocked(self, cents, lifts):
            with suppress(StepRefused, FundingError):
                key = blocked(self.story, cents, "other")
                if lifts:
                    lifted(self.story, key)

        @precondition(lambda self: self.cases)
        @rule(who=st.sampled_from([REVIEWER, FIRST, SECOND]), role=st.sampled_from(CHANGING))
        def a_role_is_given_or_taken(self, who, role):
            with transaction() as session:
                account = session.scalars(select(Account).where(Account.email == who)).one()
                own = (RoleGrant.account_id == account.id, RoleGrant.role == role)
                known = session.scalars(select(RoleGrant).where(*own)).one_or_none()
                if known is None:
                    session.add(RoleGrant(account_id=account.id, role=role))
                else:
                    session.delete(known)

        @precondition(lambda self: self.cases)
        @rule(pair=st.sampled_from(PAIRS), days=st.sampled_from([1, 5, 40]), covered=st.booleans())
        def somebody_is_away(self, pair, days, covered):
            absent, deputy = pair
            with suppress(FundingError):  # away already, or who stands in is
                away(self.story, absent, deputy if covered else None, days=days)

        @precondition(lambda self: self.cases)
        @rule(who=st.sampled_from([REVIEWER, FIRST, SECOND, THIRD]))
        def somebody_comes_back(self, who):
            def lift(session, actor):
                own = select(Absence.id).where(Absence.person_id == actor.person_id)
                for absence_id in session.scalars(own).all():
                    with suppress(FundingError):
                        lift_absence(session, actor, absence_id)

            self.story.act(who, lift)

        @precondition(lambda self: self.cases)
        @rule(days=st.sampled_from([1, 3, 12, 40]))
        def time_goes_by(self, days):
            self.story.moved.instant += timedelta(days=days)
            tick()
            tick()

        @invariant()
        def the_promises_hold(self):
            if not self.cases:
                return
            with reading() as session:
                assert differences(session, digest) == []
                all_partners_signed(session)
                for pot in (
                    *session.scalars(select(Envelope)),
                    *session.scalars(select(BudgetLine)),
                ):
                    taken = pot.reserved_cents + pot.committed_cents + pot.blocked_cents
                    assert taken <= pot.total_cents
                for case in session.scalars(select(Application)):
                    two_persons_decided(session, case)
                told = Counter(
                    session.execute(
                        select(Reminder.deadline_id, Reminder.deadline_version, Reminder.threshold)
                    ).all()
                )
                assert all(count == 1 for count in told.values())

    Cases.__name__ = "Cases"
    return Cases


def lines_now() -> list[BudgetLine]:
    with reading() as session:
        return list(session.scalars(select(BudgetLine)))


def read_by(email: str | None, reference: str) -> str:
    """Return the fingerprint of what a partner reads now."""
    with reading() as session:
        if email is None:
            return ""
        try:
            case = find.case(session, by_email(session, email), reference)
        except NotFound:
            return ""
        key = signing_for(case)
        return Joint(case).fingerprint(key) if key else ""


def counts(reference: str) -> dict[str, int]:
    with reading() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        found = {
            name: session.scalar(select(func.count()).select_from(model))
            for name, model in (("notices", Notice), ("ledger", LedgerEntry), ("hands", Hand))
        }
        mine = select(func.count(AuditEntry.id)).where(AuditEntry.subject_id == case.id)
        return found | {"audit": session.scalar(mine), "version": case.version}


def all_partners_signed(session) -> None:
    """What is ready or handed in was signed by every partner, and what they signed is there."""
    for case in session.scalars(select(Application)):
        if case.state in (State.COSIGNED, State.SUBMITTED):
            missing = Joint(Case(session, CLOCK, case)).missing
            assert missing == ()


DECIDED = (State.APPROVED, State.REJECTED, State.IN_PROGRESS, State.REPORT_DUE, State.REPORTED)


def two_persons_decided(session, case: Application) -> None:
    if case.state not in DECIDED:
        return
    assert case.first_approver_id != case.second_approver_id
    hands = session.execute(
        select(Hand.person_id, Hand.deed).where(Hand.application_id == case.id)
    ).all()
    others = {p for p, deed in hands if deed in ("held", "scored", "proposed", "submitted")}
    assert not others & {case.first_approver_id, case.second_approver_id}


@pytest.mark.slow
@pytest.mark.parametrize("kind", BOTH)
def test_the_promises_hold_whatever_people_do(request, kind, tmp_path):
    given = request.getfixturevalue
    if kind == "sqlite":
        fresh = sqlite_copies(given("sqlite_template"), tmp_path)
    else:
        fresh = postgres_copies(given("postgres_server"), given("postgres_template"))
    case = machine(fresh).TestCase
    case.settings = settings(
        max_examples=25 if kind == "sqlite" else 8,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    case().runTest()
    store.engine = None


@pytest.mark.parametrize("mutant", ["absent_not_signed", "is_holder"])
def test_a_mutant_that_lets_a_deputy_do_more_is_caught(play, monkeypatch, mutant):
    """Negative control: who stands in for the first approver gives the second approval as well."""
    signs = mutant == "absent_not_signed"
    reference = bring(play, State.FIRST_APPROVED if signs else State.IN_ASSESSMENT)
    who, trigger = (THIRD, Trigger.APPROVE_SECOND) if signs else (OTHER, Trigger.RECOMMEND)
    if signs:
        away(play, FIRST, THIRD)
    else:
        play.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=False))
    place = Standing(who, reference, play.today)
    with pytest.raises(StepRefused):
        play.step(who, reference, trigger)
    monkeypatch.setitem(ANSWERS, mutant, lambda _case: True)
    play.step(who, reference, trigger)
    with pytest.raises(AssertionError):
        place.allows(trigger)


@pytest.mark.slow
def test_a_mutant_without_the_other_person_rule_is_caught(sqlite_template, tmp_path, monkeypatch):
    """Negative control: let anybody do the second deed, and the database itself says no."""
    from sqlalchemy.exc import IntegrityError

    from workflows.core import Step

    shutil.copy(sqlite_template, tmp_path / "m.sqlite3")
    connect(f"sqlite:///{tmp_path / 'm.sqlite3'}")
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        reference = bring(story, State.FIRST_APPROVED)
        with pytest.raises(StepRefused):
            story.step("entscheidung1@smi.example", reference, Trigger.APPROVE_SECOND)
        monkeypatch.setattr(Step, "another_person", lambda _step, _facts: True)
        with pytest.raises(IntegrityError):
            story.step("entscheidung1@smi.example", reference, Trigger.APPROVE_SECOND)
    store.engine.dispose()
    store.engine = None
    assert APPLICATION.version == 1
