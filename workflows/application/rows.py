"""Small ways of writing rows: the same step from several states, or back to where it came from."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.words import State, Trigger
from workflows.core import Guard, Step

S = State
Row = Step[State, Trigger]

fit_person = (g.unbiased, g.outsider)
# Of a final notice that is signed in the portal: the town retrieves it, or the office sends it.
SERVING = ("retrieval", "issue")
TOGETHER = (S.COSIGNING, S.COSIGNED)
UNDECIDED = (S.SUBMITTED, S.IN_CHECK, S.INFO_REQUESTED, S.IN_ASSESSMENT)
PROPOSED = (S.REVIEWED, S.FIRST_APPROVED, S.FIRST_REJECTED)
DECIDED = (S.APPROVED, S.REJECTED)
HELD = (
    S.IN_CHECK,
    S.INFO_REQUESTED,
    S.IN_ASSESSMENT,
    S.REVIEWED,
    S.WAITLISTED,
    S.FIRST_APPROVED,
    S.FIRST_REJECTED,
    S.APPROVED,
    S.REJECTED,
    S.IN_PROGRESS,
    S.REPORT_DUE,
    S.REPORTED,
    S.HEARING,
    S.HEARD,
    S.AUDITED,
    S.RECOVERING,
    S.SETTLING,
)


def stays(trigger: Trigger, *states: State, **row: object) -> tuple[Row, ...]:
    """Write one row per state for a step that leaves the state as it is."""
    return tuple(Step(trigger, state, state, **row) for state in states)  # type: ignore[arg-type]


def leads(trigger: Trigger, target: State, *states: State, **row: object) -> tuple[Row, ...]:
    """Write one row per source for a step that leads from several states to one."""
    return tuple(Step(trigger, state, target, **row) for state in states)  # type: ignore[arg-type]


def back(trigger: Trigger, guards: tuple[Guard, ...]) -> tuple[Row, ...]:
    """Write the two rows that lead back to where a request for information was sent."""
    ends = ("answer", "extension")
    return (
        Step(trigger, S.INFO_REQUESTED, S.IN_CHECK, guards, when=g.from_check, ends=ends),
        Step(trigger, S.INFO_REQUESTED, S.IN_ASSESSMENT, guards, when=g.from_assessment, ends=ends),
    )
