"""Who may do what with a call: every step by every role, written by hand from the procedure."""

from __future__ import annotations

import pytest

from funding.errors import NotPermitted
from funding.models.role import Role
from funding.policy import RULES, Scope, acting_role, permits, require
from funding.policy.actor import Held
from tests.policy.test_rules import CASE, PEOPLE, STRANGER, actor
from workflows.call import CALL, Trigger

# The clock keeps the dates that were announced; people change them, or give the call up.
MAY: dict[Trigger, set[str]] = {
    Trigger.OPEN: {"clock"},
    Trigger.CLOSE: {"clock"},
    Trigger.REOPEN: {"lead_reviewer", "admin"},
    Trigger.SETTLE: {"lead_reviewer", "clock"},
    Trigger.CANCEL: {"admin"},
}


def test_the_table_names_every_step_of_a_call():
    assert set(MAY) == {*Trigger} == {step.trigger for step in CALL.steps}
    assert set(MAY) == {Trigger(step) for workflow, step in RULES if workflow == CALL.name}


@pytest.mark.parametrize("trigger", MAY)
@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_a_step_of_a_call_is_for_those_who_may_and_for_nobody_else(trigger, name):
    who = PEOPLE[name]
    assert permits(who, CALL.name, trigger) is (name in MAY[trigger])
    if name in MAY[trigger]:
        require(who, CALL.name, trigger)
        assert acting_role(who, CALL.name, trigger) == name
        return
    for refuse in (require, acting_role):
        with pytest.raises(NotPermitted):
            refuse(who, CALL.name, trigger)


@pytest.mark.parametrize("trigger", MAY)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.LEAD_REVIEWER, Role.CLOCK])
def test_a_role_of_the_ministry_held_in_a_town_moves_no_call(trigger, role):
    assert not permits(actor(Held(role, STRANGER)), CALL.name, trigger)


def test_a_step_of_a_call_asks_for_no_case():
    for trigger, names in MAY.items():
        for scope in (CASE, Scope(STRANGER, submitted=False)):
            allowed = {n for n, who in PEOPLE.items() if permits(who, CALL.name, trigger, scope)}
            assert allowed == names, trigger
