"""Who may do what apart from the steps: every act by every role, written from the procedure."""

from __future__ import annotations

from itertools import product
from uuid import uuid4

import pytest

from funding.errors import NotFound, NotPermitted
from funding.models.role import MINISTRY_ROLES, Role
from funding.policy import CLOCK, RULES, Actor, Scope, acting_role, permits, require, sees
from funding.policy.actor import Held
from workflows.application import Trigger

LEAD, PARTNER, STRANGER = "14522140", "14523170", "14523360"
CASE = Scope(LEAD, frozenset({PARTNER}))
CASE_WORKERS = {
    "reviewer",
    "scorer",
    "lead_reviewer",
    "approver",
    "budget",
    "proof_auditor",
    "auditor",
}
LEAD_TOWN = {"lead:applicant_editor", "lead:applicant_signatory"}
PARTNERS = {"partner:applicant_editor", "partner:applicant_signatory"}
MAY: dict[str, set[str]] = {
    "see": LEAD_TOWN | PARTNERS | CASE_WORKERS | {"clock"},
    "edit": LEAD_TOWN,
    "fill_part": PARTNERS,
    "prove": LEAD_TOWN,
    "judge": {"reviewer"},
    "score": {"scorer", "reviewer"},
    "declare_bias": CASE_WORKERS,
    "confirm_funds": {"budget"},
    "see_envelope": CASE_WORKERS - {"scorer"},
    "see_queue": CASE_WORKERS,
    "decide": {"approver"},
    "see_decisions": {"approver", "auditor"},
    "invite": {"admin"},
    "plan_call": {"admin", "clock"},
    "see_operations": {"admin"},
}


def actor(*held: Held) -> Actor:
    return Actor(uuid4(), uuid4(), "Jemand", roles=held)


PEOPLE = {role.value: actor(Held(role)) for role in MINISTRY_ROLES if role != Role.CLOCK} | {
    f"{where}:{role.value}": actor(Held(role, key))
    for (where, key), role in product(
        {"lead": LEAD, "partner": PARTNER, "stranger": STRANGER}.items(),
        (Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY),
    )
}
PEOPLE["clock"] = CLOCK


def test_the_table_names_every_act():
    assert {action for workflow, action in RULES if workflow == "act"} == set(MAY)


@pytest.mark.parametrize("action", sorted(MAY))
def test_an_act_is_for_those_who_may_and_for_nobody_else(action):
    assert {name for name, who in PEOPLE.items() if permits(who, "act", action, CASE)} == MAY[
        action
    ]


def test_the_office_knows_nothing_of_a_draft():
    draft = Scope(LEAD, frozenset({PARTNER}), submitted=False)
    assert {n for n, who in PEOPLE.items() if sees(who, draft)} == LEAD_TOWN | PARTNERS | {"clock"}


def test_who_is_biased_or_of_a_town_of_the_case_sees_no_file():
    for name in CASE_WORKERS:
        who = PEOPLE[name]
        assert sees(who, CASE)
        assert not sees(who, Scope(LEAD, biased=frozenset({who.person_id})))
        assert not sees(who, Scope(LEAD, own=True))


@pytest.mark.parametrize("action", [Trigger.EXTEND, Trigger.SUCCEED])
def test_a_lead_acts_on_no_draft_of_the_own_town_nor_in_spite_of_bias(action):
    lead = PEOPLE["lead_reviewer"]
    require(lead, "application", action, Scope(LEAD, submitted=False))
    for tied in (
        Scope(LEAD, submitted=False, own=True),
        Scope(LEAD, submitted=False, biased=frozenset({lead.person_id})),
    ):
        with pytest.raises(NotFound):
            require(lead, "application", action, tied)


def test_the_audit_names_the_role_held_where_the_case_is():
    who = actor(Held(Role.APPLICANT_EDITOR, STRANGER), Held(Role.APPLICANT_SIGNATORY, LEAD))
    assert acting_role(who, "application", Trigger.OPEN_DRAFT, CASE) == Role.APPLICANT_SIGNATORY


def test_a_ministry_role_in_a_town_and_a_town_role_in_the_ministry_count_for_nothing():
    for role in Role:
        if role in (Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY):
            held = Held(role)
        else:
            held = Held(role, STRANGER)
        who = actor(held)
        assert [a for a in MAY if permits(who, "act", a, CASE)] == []


def test_who_may_not_know_is_told_nothing_and_who_may_not_act_is_told_so():
    with pytest.raises(NotFound):
        require(PEOPLE["stranger:applicant_editor"], "act", "edit", CASE)
    with pytest.raises(NotPermitted):
        require(PEOPLE["partner:applicant_editor"], "act", "edit", CASE)


@pytest.mark.parametrize(
    ("limits", "limit"),
    [((), 0), ((5,), 5), ((5, 9), 9), ((5, None), None), ((None,), None)],
)
def test_the_signing_limit_is_the_highest_of_the_approvers_roles(limits, limit):
    held = [Held(Role.APPROVER, None, cents) for cents in limits]
    assert actor(Held(Role.REVIEWER), *held).limit_cents == limit
