"""The procedures checked against the tables around them, and drawn."""

from __future__ import annotations

from funding.notices.catalogue import OWED
from funding.pictures.state_diagram import Edge, Node, mermaid, state_diagram
from funding.policy import RULES
from funding.queries.deadlines.due import DAYS
from funding.words import reasons, states, triggers
from workflows import ALL, checks

CALL_DEADLINES = ("opening", "closing", "settlement")
TABLES = checks.Tables(
    policy=frozenset(RULES),
    notices=frozenset(key for key, owed in OWED.items() if owed),
    deadlines=frozenset({*DAYS, "call", *CALL_DEADLINES}),
    texts={
        "application.triggers": frozenset(triggers.TRIGGERS),
        "application.states": frozenset(states.STATES),
        "call.triggers": frozenset(triggers.CALL_TRIGGERS),
        "call.states": frozenset(states.CALL_STATES),
        "reasons": frozenset(reasons.REASONS),
    },
)


def findings() -> list[str]:
    """List what is wrong with any procedure."""
    return [finding for workflow in ALL for finding in checks.findings(workflow, TABLES)]


def names() -> list[str]:
    """Return the names of the procedures."""
    return [workflow.name for workflow in ALL]


def diagram(name: str, kind: str, language: str) -> str:
    """Draw a procedure as 'svg' or 'mermaid'; raises ``KeyError`` for an unknown name."""
    workflow = {w.name: w for w in ALL}[name]
    case = name == "application"
    nodes = [Node(s.value, _state(s.value, case=case, language=language)) for s in workflow.states]
    edges = [
        Edge(s.source, s.target, _trigger(s.trigger, case=case, language=language))
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


def _state(code: str, *, case: bool, language: str) -> str:
    if not case:
        return states.CALL_STATES[code].in_(language)
    return states.STATES[code].staff.in_(language) if code in states.STATES else code


def _trigger(code: str, *, case: bool, language: str) -> str:
    words = triggers.TRIGGERS if case else triggers.CALL_TRIGGERS
    return words[code].button.in_(language)
