"""The procedures checked against the tables around them, and drawn."""

from __future__ import annotations

from funding.models.role import MINISTRY_ROLES
from funding.notices.catalogue import OWED
from funding.pictures.state_diagram import Edge, Node, mermaid, state_diagram
from funding.policy import RULES, Actor, permits
from funding.policy.actor import Held
from funding.queries.deadlines.due import DAYS
from funding.services.administration import load_programme
from funding.words import (
    bank_details,
    changes,
    decision_notices,
    disposal,
    drawdowns,
    funds,
    interest_claims,
    interim_proofs,
    opinions,
    reasons,
    recoveries,
    remedies,
    states,
    triggers,
)
from workflows import ALL, checks

CALL_DEADLINES = (
    *("opening", "closing", "settlement", "transfer", "year_end"),
    *("drawdown", "draw_answer", "use", "bank_details", "disposal", "archive_answer"),
)


def _allowed(workflow: str, trigger: str) -> frozenset[str]:
    """Return the roles of the ministry that may take a step."""
    holders = {role: Actor(None, None, role, roles=(Held(role),)) for role in MINISTRY_ROLES}
    return frozenset(role for role, one in holders.items() if permits(one, workflow, trigger))


TABLES = checks.Tables(
    policy=frozenset(RULES),
    notices=frozenset(key for key, owed in OWED.items() if owed),
    deadlines=frozenset({*DAYS, "call", *CALL_DEADLINES}),
    texts={
        "application.triggers": frozenset(triggers.TRIGGERS),
        "application.states": frozenset(states.STATES),
        "call.triggers": frozenset(triggers.CALL_TRIGGERS),
        "call.states": frozenset(states.CALL_STATES),
        "opinion.triggers": frozenset(opinions.OPINION_TRIGGERS),
        "opinion.states": frozenset(opinions.OPINION_STATES),
        "bank_details.triggers": frozenset(bank_details.BANK_TRIGGERS),
        "bank_details.states": frozenset(bank_details.BANK_STATES),
        "decision_notice.triggers": frozenset(decision_notices.ISSUE_TRIGGERS),
        "decision_notice.states": frozenset(decision_notices.ISSUE_STATES),
        "drawdown.triggers": frozenset(drawdowns.DRAW_TRIGGERS),
        "drawdown.states": frozenset(drawdowns.DRAW_STATES),
        "change.triggers": frozenset(changes.CHANGE_TRIGGERS),
        "change.states": frozenset(changes.CHANGE_STATES),
        "remedy.triggers": frozenset(remedies.REMEDY_TRIGGERS),
        "remedy.states": frozenset(remedies.REMEDY_STATES),
        "recovery.triggers": frozenset(recoveries.RECOVERY_TRIGGERS),
        "recovery.states": frozenset(recoveries.RECOVERY_STATES),
        "interest_claim.triggers": frozenset(interest_claims.INTEREST_TRIGGERS),
        "interest_claim.states": frozenset(interest_claims.INTEREST_STATES),
        "interim_proof.triggers": frozenset(interim_proofs.INTERIM_TRIGGERS),
        "interim_proof.states": frozenset(interim_proofs.INTERIM_STATES),
        "transfer.triggers": frozenset(funds.TRANSFER_TRIGGERS),
        "transfer.states": frozenset(funds.TRANSFER_STATES),
        "block.triggers": frozenset(funds.BLOCK_TRIGGERS),
        "block.states": frozenset(funds.BLOCK_STATES),
        "disposal.triggers": frozenset(disposal.DISPOSAL_TRIGGERS),
        "disposal.states": frozenset(disposal.DISPOSAL_STATES),
        "reasons": frozenset(reasons.REASONS),
    },
    rules=frozenset(key for key, *_rest in load_programme.RULES),
    roles={(w.name, a.trigger): _allowed(w.name, a.trigger) for w in ALL for a in w.approvals},
)
TRIGGERS_OF = {
    "application": triggers.TRIGGERS,
    "call": triggers.CALL_TRIGGERS,
    "opinion": opinions.OPINION_TRIGGERS,
    "bank_details": bank_details.BANK_TRIGGERS,
    "decision_notice": decision_notices.ISSUE_TRIGGERS,
    "drawdown": drawdowns.DRAW_TRIGGERS,
    "change": changes.CHANGE_TRIGGERS,
    "recovery": recoveries.RECOVERY_TRIGGERS,
    "remedy": remedies.REMEDY_TRIGGERS,
    "interest_claim": interest_claims.INTEREST_TRIGGERS,
    "interim_proof": interim_proofs.INTERIM_TRIGGERS,
    "transfer": funds.TRANSFER_TRIGGERS,
    "block": funds.BLOCK_TRIGGERS,
    "disposal": disposal.DISPOSAL_TRIGGERS,
}
STATES_OF = {
    "call": states.CALL_STATES,
    "opinion": opinions.OPINION_STATES,
    "bank_details": bank_details.BANK_STATES,
    "decision_notice": decision_notices.ISSUE_STATES,
    "drawdown": drawdowns.DRAW_STATES,
    "change": changes.CHANGE_STATES,
    "recovery": recoveries.RECOVERY_STATES,
    "remedy": remedies.REMEDY_STATES,
    "interest_claim": interest_claims.INTEREST_STATES,
    "interim_proof": interim_proofs.INTERIM_STATES,
    "transfer": funds.TRANSFER_STATES,
    "block": funds.BLOCK_STATES,
    "disposal": disposal.DISPOSAL_STATES,
}


def findings() -> list[str]:
    """List what is wrong with any procedure."""
    return [finding for workflow in ALL for finding in checks.findings(workflow, TABLES)]


def names() -> list[str]:
    """Return the names of the procedures."""
    return [workflow.name for workflow in ALL]


def diagram(name: str, kind: str, language: str) -> str:
    """Draw a procedure as 'svg' or 'mermaid'; raises ``KeyError`` for an unknown name."""
    workflow = {w.name: w for w in ALL}[name]
    nodes = [Node(s.value, _state(name, s.value, language)) for s in workflow.states]
    edges = [
        Edge(s.source, s.target, TRIGGERS_OF[name][s.trigger].button.in_(language))
        for s in workflow.steps
    ]
    if kind == "mermaid":
        return mermaid(nodes, edges, workflow.initial)
    picture = state_diagram(
        nodes,
        edges,
        initial=workflow.initial,
        language=language,
        caption="Ablauf des Verfahrens" if language == "de" else "The procedure",
        standalone=True,
    )
    return picture.svg


def _state(name: str, code: str, language: str) -> str:
    if name != "application":
        return STATES_OF[name][code].in_(language)
    return states.STATES[code].staff.in_(language) if code in states.STATES else code
