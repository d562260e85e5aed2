"""Every code that the portal can show has words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from funding.demo.checks import CALL_DEADLINES
from funding.models.answers import EXPENDITURE_KINDS
from funding.models.change import KINDS, PROPOSALS
from funding.models.envelope import OPERATIONS
from funding.models.interim_proof import STANDINGS
from funding.models.role import Role
from funding.queries.applying import findings as checks
from funding.queries.deadlines.due import DAYS
from funding.queries.facts import ANSWERS
from funding.words import (
    annexes,
    changes,
    checkpoints,
    criteria,
    deadlines,
    decision_notices,
    declarations,
    disposal,
    drawdowns,
    expenditure,
    fields,
    findings,
    funds,
    grounds,
    interest_claims,
    interim_proofs,
    reasons,
    recoveries,
    roles,
    rules,
    states,
    triggers,
)
from funding.words.text import Text
from workflows import (
    bank_details,
    block,
    call,
    change,
    decision_notice,
    drawdown,
    interest_claim,
    interim_proof,
    opinion,
    recovery,
    remedy,
    transfer,
)
from workflows import disposal as disposal_flow
from workflows.application import State, Trigger, guards
from workflows.core import Guard

# These only choose whereto a proposal goes back, and refuse nothing.
UNSAID = {guard.code for _state, guard in disposal_flow.BACK}
FUNDING = Path(__file__).resolve().parents[2] / "funding"
VIEWS = {"decision_pending", "notice_ready", "notice_sent", "notice_to_retrieve"}
BADGES = {"", "info", "warning", "danger", "success"}
TARGETS = {
    "",
    "budget",
    "proof",
    "hearing",
    "sample",
    "case:decision",
    "case:draws",
    "case:recovery",
    "case:remedy",
    "case:interest",
    "case:settle",
    "case:portal",
    "payments",
    "bank",
    "call",
    *(f"draft:{page}" for page in ("advice", "review", "schedule", "partners", "cosign")),
    *(
        f"case:{page}"
        for page in (
            *("check", "assessment", "proposal", "notice", "bias", "request", "show", "opinions"),
            *("audit", "receipts"),
            "changes",
        )
    ),
}
TABLES: dict[str, Mapping[Any, Any]] = {
    "states": states.STATES,
    "call_states": states.CALL_STATES,
    "stations": states.STATIONS,
    "triggers": triggers.TRIGGERS,
    "call_triggers": triggers.CALL_TRIGGERS,
    "change_kinds": changes.CHANGE_KINDS,
    "change_hints": changes.CHANGE_HINTS,
    "change_states": changes.CHANGE_STATES,
    "change_balls": changes.CHANGE_BALL,
    "change_proposals": changes.CHANGE_PROPOSALS,
    "change_triggers": changes.CHANGE_TRIGGERS,
    "transfer_states": funds.TRANSFER_STATES,
    "transfer_triggers": funds.TRANSFER_TRIGGERS,
    "issue_states": decision_notices.ISSUE_STATES,
    "issue_triggers": decision_notices.ISSUE_TRIGGERS,
    "draw_states": drawdowns.DRAW_STATES,
    "draw_triggers": drawdowns.DRAW_TRIGGERS,
    "draw_parts": drawdowns.CERTIFIED,
    "draw_ball": drawdowns.DRAW_BALL,
    "interest_states": interest_claims.INTEREST_STATES,
    "interest_town_states": interest_claims.INTEREST_TOWN,
    "interest_triggers": interest_claims.INTEREST_TRIGGERS,
    "interest_sources": interest_claims.SOURCES,
    "interim_states": interim_proofs.INTERIM_STATES,
    "interim_ball": interim_proofs.INTERIM_BALL,
    "goal_standings": interim_proofs.GOAL_STANDINGS,
    "interim_triggers": interim_proofs.INTERIM_TRIGGERS,
    "recovery_states": recoveries.RECOVERY_STATES,
    "recovery_town_states": recoveries.TOWN_STATES,
    "recovery_triggers": recoveries.RECOVERY_TRIGGERS,
    "recovery_ball": recoveries.RECOVERY_BALL,
    "reliefs": recoveries.RELIEFS,
    "disposal_states": disposal.DISPOSAL_STATES,
    "disposal_triggers": disposal.DISPOSAL_TRIGGERS,
    "disposal_ball": disposal.DISPOSAL_BALL,
    "disposal_next": disposal.DISPOSAL_NEXT | disposal.DRAFT_NEXT,
    "disposal_views": disposal.DISPOSAL_VIEWS,
    "disposal_gone": disposal.GONE,
    "block_states": funds.BLOCK_STATES,
    "block_triggers": funds.BLOCK_TRIGGERS,
    "operations": funds.OPERATIONS,
    "extra_acts": triggers.EXTRA_ACTS,
    "reasons": reasons.REASONS,
    "labels": findings.FIELD_LABELS,
    "annex_findings": annexes.ANNEX_FINDINGS,
    "scan_states": annexes.SCAN_STATES,
    "rules": rules.RULE_NAMES,
    "groups": findings.GROUPS,
    "findings": findings.FINDINGS,
    "faults": findings.FAULTS,
    "roles": roles.ROLES,
    "deadlines": deadlines.DEADLINES,
    "fields": fields.ACTION_FIELDS,
    "expenditure": expenditure.EXPENDITURE,
    "criteria": criteria.CRITERIA,
    "checkpoints": checkpoints.CHECKPOINTS,
    "declarations": declarations.DECLARATIONS,
    "grounds": grounds.REJECTION_GROUNDS,
    "floor_exceptions": grounds.FLOOR_EXCEPTIONS,
    "channels": grounds.CHANNELS,
    "advice": grounds.ADVICE,
    "agreement": grounds.AGREEMENT,
}


def texts_in(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)


EVERY = [
    pytest.param(text, id=f"{table}-{code}-{number}")
    for table, rows in TABLES.items()
    for code, value in rows.items()
    for number, text in enumerate(texts_in(value))
]


def placeholders(text: str) -> list[str]:
    return sorted(name for _before, name, _spec, _how in Formatter().parse(text) if name)


def codes_of(name: str, position: int, folder: Path) -> set[str]:
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if not called or node.func.id != name:
                continue
            given = node.args[position : position + 1]
            given += [word.value for word in node.keywords if word.arg == "code"]
            found |= {
                part.value
                for value in given
                for part in (
                    [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
                )
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return found


@pytest.mark.parametrize("text", EVERY)
def test_a_text_says_the_same_in_both_languages(text: Text) -> None:
    assert text.de.strip() == text.de != ""
    assert text.en.strip() == text.en != ""
    assert text.de != text.en
    assert placeholders(text.de) == placeholders(text.en)
    assert not re.search(r"  | [.,;]|[.]{2}", text.de + text.en)


def test_every_state_has_words_and_a_station() -> None:
    assert set(states.STATES) == {state.value for state in State} | VIEWS
    assert set(states.STATION_OF) == set(states.STATES)
    assert set(states.STATION_OF.values()) == set(range(len(states.STATIONS)))
    assert len(states.STATIONS) == 7
    assert set(states.CALL_STATES) == {state.value for state in call.State}
    used = {badge for words in states.STATES.values() for badge in words[2:4]}
    assert used <= BADGES


def test_every_notice_in_the_portal_has_words() -> None:
    assert set(decision_notices.ISSUE_STATES) == {one.value for one in decision_notice.State}
    steps = {one.value for one in decision_notice.Trigger}
    assert set(decision_notices.ISSUE_TRIGGERS) == steps
    assert set(decision_notices.ISSUE_BADGES.values()) <= BADGES


def test_every_change_has_words() -> None:
    assert set(changes.CHANGE_STATES) == {state.value for state in change.State}
    assert set(changes.CHANGE_BALL) == {state.value for state in change.OPEN}
    assert set(changes.CHANGE_TRIGGERS) == {trigger.value for trigger in change.Trigger}
    assert set(changes.CHANGE_KINDS) == set(changes.CHANGE_HINTS) == set(KINDS)
    assert set(changes.CHANGE_PROPOSALS) == set(PROPOSALS)
    assert set(changes.CHANGE_BADGES.values()) <= BADGES


def test_every_step_has_words() -> None:
    assert set(triggers.TRIGGERS) == {trigger.value for trigger in Trigger}
    assert set(triggers.CALL_TRIGGERS) == {trigger.value for trigger in call.Trigger}
    assert set(funds.TRANSFER_TRIGGERS) == {trigger.value for trigger in transfer.Trigger}
    assert set(drawdowns.DRAW_TRIGGERS) == {trigger.value for trigger in drawdown.Trigger}
    assert set(recoveries.RECOVERY_TRIGGERS) == {trigger.value for trigger in recovery.Trigger}
    interest = {trigger.value for trigger in interest_claim.Trigger}
    assert set(interest_claims.INTEREST_TRIGGERS) == interest
    between = {trigger.value for trigger in interim_proof.Trigger}
    assert set(interim_proofs.INTERIM_TRIGGERS) == between
    assert set(funds.BLOCK_TRIGGERS) == {trigger.value for trigger in block.Trigger}


def test_every_state_of_transfers_and_blocks_and_every_booking_has_words() -> None:
    assert set(funds.TRANSFER_STATES) == {state.value for state in transfer.State}
    assert set(funds.BLOCK_STATES) == {state.value for state in block.State}
    assert set(drawdowns.DRAW_STATES) == {state.value for state in drawdown.State}
    assert set(drawdowns.DRAW_BADGES.values()) <= BADGES
    assert {*drawdown.OPEN, *drawdown.UNUSED} == set(drawdowns.DRAW_BALL)
    asked = {state.value for state in interest_claim.State} - {"new"}
    assert set(interest_claims.INTEREST_STATES) == set(interest_claims.INTEREST_TOWN) == asked
    assert set(interest_claims.INTEREST_BADGES.values()) <= BADGES
    between = {state.value for state in interim_proof.State}
    assert set(interim_proofs.INTERIM_STATES) == between
    assert set(interim_proofs.INTERIM_BALL) == between - {interim_proof.State.ACCEPTED}
    assert set(interim_proofs.GOAL_STANDINGS) == set(STANDINGS)
    assert set(interim_proofs.INTERIM_BADGES.values()) <= BADGES
    assert set(recoveries.RECOVERY_STATES) == {state.value for state in recovery.State}
    assert set(recoveries.TOWN_STATES) == set(recoveries.RECOVERY_STATES)
    assert set(recoveries.RECOVERY_BADGES.values()) <= BADGES
    assert set(recoveries.RECOVERY_BALL) == {*recovery.OPEN}
    assert set(recoveries.RELIEFS) == {relief.value for relief in recovery.Relief}
    assert set(funds.OPERATIONS) == set(OPERATIONS)
    assert {*funds.TRANSFER_BADGES.values(), *funds.BLOCK_BADGES.values()} <= BADGES


def test_every_question_has_a_refusal_with_a_cure() -> None:
    asked = {
        guard.code
        for module in (
            *(guards, call, transfer, block, opinion, change, drawdown),
            *(bank_details, decision_notice, recovery, remedy, interest_claim, interim_proof),
        )
        for guard in (*vars(module).values(), *vars(module).get("MEANT", {}).values())
        if isinstance(guard, Guard)
    }
    raised = codes_of("Reason", 0, FUNDING)
    asked |= {g.code for g in vars(disposal_flow).values() if isinstance(g, Guard)} - UNSAID
    steps = decision_notice.DECISION_NOTICE.steps
    refusing = {guard.code for step in steps for guard in step.guards}
    asked -= {step.when.code for step in steps if step.when} - refusing
    extra = {"wrong_state", "another_person", "score_finished", "not_your_municipality"}
    assert set(reasons.REASONS) == asked | extra | raised
    assert set(ANSWERS) <= set(reasons.REASONS)
    assert {reason.target for reason in reasons.REASONS.values()} <= TARGETS


def test_a_cure_needs_nothing_to_be_filled_in() -> None:
    assert not [code for code, r in reasons.REASONS.items() if placeholders(r.cure.de)]


def test_questions_of_a_call_and_of_a_case_share_plain_sentences() -> None:
    shared = [guard.code for guard in vars(call).values() if isinstance(guard, Guard)]
    assert not [code for code in shared if placeholders(reasons.REASONS[code].text.de)]


def test_every_fault_has_a_sentence() -> None:
    assert codes_of("Fault", 1, FUNDING) <= set(findings.FAULTS)


def test_lists_have_the_codes_of_the_programme() -> None:
    assert set(declarations.DECLARATIONS) == set(checks.DECLARATIONS)
    assert set(declarations.DECLARATIONS) <= set(findings.FIELD_LABELS)
    assert set(expenditure.EXPENDITURE) == set(EXPENDITURE_KINDS)
    assert set(roles.ROLES) == {role.value for role in Role} | {"expert"}
    assert {*DAYS, "call", *CALL_DEADLINES} == set(deadlines.DEADLINES)
    assert len(checkpoints.CHECKPOINTS) == 12
    assert len(criteria.CRITERIA) == 8
    assert all(set(criterion.anchors) == {0, 3, 5} for criterion in criteria.CRITERIA.values())


def test_a_text_is_filled_in_the_language_of_its_reader() -> None:
    text = Text("Es fehlen {amount}.", "{amount} is missing.")
    assert text.fill("de", amount="1,00 €") == "Es fehlen 1,00 €."
    assert text.fill("en", amount="€1.00") == "€1.00 is missing."
