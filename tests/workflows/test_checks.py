"""What is wrong with a procedure is found before anybody runs it: each fault is planted once."""

from __future__ import annotations

import dataclasses

import pytest

from funding.demo.checks import TABLES
from workflows import APPLICATION, CALL, checks
from workflows.application import Deed, State, Trigger
from workflows.core import Standing


def found(workflow, tables=TABLES):
    return checks.findings(workflow, tables)


def changed(**values):
    return dataclasses.replace(APPLICATION, **values)


def without(*triggers):
    return changed(steps=tuple(s for s in APPLICATION.steps if s.trigger not in triggers))


def with_standing(state, standing):
    return changed(standings=APPLICATION.standings | {state: standing})


@pytest.mark.parametrize("workflow", [APPLICATION, CALL], ids=lambda w: w.name)
def test_our_procedures_are_sound(workflow):
    assert found(workflow) == []


def test_an_unreachable_state_is_found():
    assert "application: waitlisted cannot be reached" in found(without(Trigger.PUT_ON_WAITLIST))


def test_a_dead_end_that_is_not_final_is_found():
    stuck = without(Trigger.CLOSE, Trigger.REDO_SETTLEMENT)
    assert "application: settling is a dead end but not final" in found(stuck)


def test_a_final_state_that_can_be_left_is_found():
    broken = with_standing(State.SUBMITTED, Standing(None, final=True))
    assert "application: submitted is final but can be left" in found(broken)


def test_a_waiting_state_without_somebody_responsible_is_found():
    broken = with_standing(State.REVIEWED, Standing(None, ("approve1",)))
    assert "application: in reviewed nobody has the ball" in found(broken)


def test_a_waiting_state_without_a_timer_is_found():
    broken = with_standing(State.REVIEWED, Standing("approver"))
    assert "application: reviewed waits without a timer" in found(broken)


def test_a_timer_that_no_step_sets_is_found():
    steps = tuple(
        dataclasses.replace(s, sets=()) if s.trigger == Trigger.APPROVE_FIRST else s
        for s in APPLICATION.steps
    )
    text = "application: approve_first leads to first_approved without setting approve2"
    assert text in found(changed(steps=steps))


def test_a_decision_that_one_person_could_take_alone_is_found():
    steps = tuple(
        dataclasses.replace(s, distinct_from=()) if s.trigger == Trigger.APPROVE_SECOND else s
        for s in APPLICATION.steps
    )
    text = "application: one person could be approved_first and take approve_second"
    assert text in found(changed(steps=steps))


def test_a_way_around_the_first_approval_is_found():
    shortcut = next(s for s in APPLICATION.steps if s.trigger == Trigger.APPROVE_SECOND)
    steps = (*APPLICATION.steps, dataclasses.replace(shortcut, source=State.REVIEWED))
    text = f"application: approved can be reached although nobody has {Deed.APPROVED_FIRST}"
    assert text in found(changed(steps=steps))


def test_rows_that_nothing_tells_apart_are_found():
    twin = next(s for s in APPLICATION.steps if s.trigger == Trigger.CLAIM)
    steps = (*APPLICATION.steps, dataclasses.replace(twin, target=State.REVIEWED))
    assert any("rows that nothing tells apart" in text for text in found(changed(steps=steps)))


def test_an_unknown_deadline_is_found():
    poor = dataclasses.replace(TABLES, deadlines=TABLES.deadlines - {"check"})
    assert any("compute the deadline check" in text for text in found(APPLICATION, poor))
