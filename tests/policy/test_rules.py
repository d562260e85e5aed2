"""Who may do what apart from the steps: every act by every role, written from the procedure."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest

from funding.errors import NarrowRight, NotFound, NotPermitted
from funding.models.draft_right import Right
from funding.models.role import MINISTRY_ROLES, Role
from funding.policy import (
    CLOCK,
    RULES,
    Actor,
    Scope,
    acting_role,
    permits,
    require,
    sees,
    sets_rights_in,
)
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
    "cashier",
    "proof_auditor",
    "auditor",
}
LEAD_TOWN = {"lead:applicant_editor", "lead:applicant_signatory"}
PARTNERS = {"partner:applicant_editor", "partner:applicant_signatory"}
MAY: dict[str, set[str]] = {
    "see": LEAD_TOWN | PARTNERS | CASE_WORKERS | {"clock"},
    "read_draft": LEAD_TOWN,
    "edit": LEAD_TOWN,
    "read_part": PARTNERS,
    "fill_part": PARTNERS,
    "prove": LEAD_TOWN,
    "draw": LEAD_TOWN,
    "change_address": LEAD_TOWN,
    "see_accounts": {"reviewer", "lead_reviewer", "cashier", "auditor"},
    "make_payment_file": {"cashier"},
    "see_payments": {"reviewer", "lead_reviewer", "budget", "cashier", "auditor"},
    "see_issued": CASE_WORKERS - {"scorer", "budget", "cashier"},
    "see_claims": CASE_WORKERS - {"scorer"},
    "audit_proof": {"proof_auditor"},
    "draw_sample": {"proof_auditor"},
    "see_sample": {"proof_auditor", "auditor"},
    "draft_change": LEAD_TOWN,
    "judge": {"reviewer"},
    "score": {"scorer", "reviewer"},
    "declare_bias": CASE_WORKERS,
    "take_part": CASE_WORKERS - {"auditor", "cashier"},
    "see_disposal": {"data_protection", "admin", "auditor"},
    "confirm_funds": {"budget"},
    "plan_years": {"budget"},
    "see_envelope": CASE_WORKERS - {"scorer", "cashier"},
    "see_queue": CASE_WORKERS,
    "see_ranking": {"approver", "lead_reviewer", "budget", "auditor"},
    "hold_session": {"approver", "lead_reviewer"},
    "save_scenario": {"approver", "lead_reviewer", "budget"},
    "declare_mandate": CASE_WORKERS,
    "see_addresses": {"reviewer", "lead_reviewer"},
    "ask_opinion": {"reviewer", "lead_reviewer"},
    "note": CASE_WORKERS - {"auditor", "cashier"},
    "write_to_town": {"reviewer", "lead_reviewer", "proof_auditor"},
    "write_to_office": LEAD_TOWN,
    "decide": {"approver"},
    "enter_absence": CASE_WORKERS - {"auditor", "cashier"},
    "lead_team": {"lead_reviewer"},
    "see_decisions": {"approver", "auditor"},
    "invite": {"admin"},
    "enter_body": {"admin"},
    "plan_call": {"admin", "clock"},
    "set_signing_limit": {"admin", "clock"},
    "set_rule": {"admin"},
    "see_operations": {"admin"},
    "edit_texts": {"admin", "lead_reviewer"},
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


NEEDED = {
    "read_draft": Right.READ,
    "edit": Right.EDIT,
    "read_part": Right.READ,
    "fill_part": Right.EDIT,
    Trigger.ASK_COSIGN: Right.EDIT,
    Trigger.CHANGE_AFTER_COSIGN: Right.EDIT,
    Trigger.SUBMIT: Right.SIGN,
    Trigger.DISCARD: Right.SIGN,
    Trigger.COSIGN: Right.SIGN,
    Trigger.COSIGN_LAST: Right.SIGN,
    Trigger.DECLINE_COSIGN: Right.SIGN,
    Trigger.SET_RIGHTS: Right.SIGN,
}


@pytest.mark.parametrize("action", NEEDED)
@pytest.mark.parametrize("right", list(Right))
def test_a_right_on_a_draft_narrows_what_the_role_allows_and_never_widens_it(action, right):
    workflow = "application" if isinstance(action, Trigger) else "act"
    for name in LEAD_TOWN | PARTNERS:
        who = PEOPLE[name]
        key = LEAD if name.startswith("lead") else PARTNER
        given = replace(CASE, rights={(key, who.person_id): right})
        before = permits(who, workflow, action, CASE)
        enough = list(Right).index(right) >= list(Right).index(NEEDED[action])
        assert permits(who, workflow, action, given) == (before and enough), (name, action)
        elsewhere = replace(CASE, rights={(STRANGER, who.person_id): right, (key, uuid4()): right})
        assert permits(who, workflow, action, elsewhere) == before


def test_a_right_that_is_too_narrow_is_told_apart_from_a_role_that_is():
    who = PEOPLE["lead:applicant_signatory"]
    reading = replace(CASE, rights={(LEAD, who.person_id): Right.READ})
    assert sees(who, reading)
    with pytest.raises(NarrowRight):
        require(who, "act", "edit", reading)
    with pytest.raises(NotPermitted) as refused:
        require(PEOPLE["partner:applicant_editor"], "act", "edit", reading)
    assert type(refused.value) is NotPermitted


def test_who_began_the_draft_gives_rights_while_they_may_edit_it():
    who = PEOPLE["lead:applicant_editor"]
    assert not permits(who, "application", Trigger.SET_RIGHTS, CASE)
    begun = replace(CASE, begun_by=who.account_id)
    assert permits(who, "application", Trigger.SET_RIGHTS, begun)
    assert sets_rights_in(who, begun, LEAD)
    assert not sets_rights_in(who, begun, PARTNER)
    both = actor(*who.roles, Held(Role.APPLICANT_EDITOR, PARTNER))
    assert not sets_rights_in(both, replace(CASE, begun_by=both.account_id), PARTNER)
    reading = replace(begun, rights={(LEAD, who.person_id): Right.READ})
    assert not permits(who, "application", Trigger.SET_RIGHTS, reading)
    assert not sets_rights_in(who, reading, LEAD)


def test_a_right_that_is_more_than_the_role_allows_would_count_for_nothing():
    who = PEOPLE["lead:applicant_editor"]
    given = replace(CASE, rights={(LEAD, who.person_id): Right.SIGN})
    assert not sets_rights_in(who, given, LEAD)


def test_a_signatory_gives_rights_in_the_own_town_only():
    assert sets_rights_in(PEOPLE["partner:applicant_signatory"], CASE, PARTNER)
    assert not sets_rights_in(PEOPLE["partner:applicant_signatory"], CASE, LEAD)
    assert not sets_rights_in(PEOPLE["lead:applicant_signatory"], CASE, PARTNER)
    assert not sets_rights_in(PEOPLE["lead:applicant_editor"], CASE, LEAD)


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
