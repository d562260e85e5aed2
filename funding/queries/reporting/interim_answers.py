"""Answers to the questions about interim proofs: those of their own steps, and of the final one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.interims import (
    Interim,
    goals_standing,
    interim_figures,
    owed_years,
)
from funding.words.visible import said
from workflows.application import State
from workflows.core import Facts, Reason
from workflows.interim_proof import INTERIM_PROOF, Trigger

# Where the final proof is still to come, or is audited.
AWAITED = (*(State.IN_PROGRESS, State.REPORT_DUE, State.REPORTED, State.HEARING, State.HEARD),)
SHARED = ("is_holder", "bias_declared")


def interim_gaps(case: Case, one: Interim) -> list[str]:
    """Name what an interim proof still lacks: fields, goals by ``goal-`` and lines by ``line-``."""
    record = one.record
    gaps = [] if record is not None and said(record.narrative) else ["narrative"]
    gaps += [f"goal-{told.goal.number}" for told in goals_standing(case, one) if not told.standing]
    lines = enumerate(interim_figures(case, one), 1)
    gaps += [f"line-{number}" for number, line in lines if line.actual is None]
    return gaps if record is not None and record.confirmed else [*gaps, "confirmed"]


def facts_of(case: Case, one: Interim, given: Mapping[str, Any]) -> Facts:
    """Answer what the steps of an interim proof ask.

    ``given`` is what the actor adds: ``reason`` (words), ``reauthenticated``.
    """
    return Facts(
        answers={name: of_case.ANSWERS[name](case) for name in SHARED}
        | {
            "interim_owed": writable(case) and one.year in owed_years(case),
            "interim_awaited": case.application.state in AWAITED,
            "interim_year_over": case.today.year > one.year,
            "interim_complete": not interim_gaps(case, one),
            "reauthenticated": bool(given.get("reauthenticated")),
            "reason_given": said(given.get("reason")),
        },
        person=case.actor.person_id,
        params={"interim_year_over": {"year": one.year}},
    )


def objections(case: Case, one: Interim, trigger: Trigger) -> list[Reason]:
    """List what stands in the way of a step before anything is typed for it."""
    given = {"reason": "–", "reauthenticated": True}
    return INTERIM_PROOF.objections(one.state, trigger, facts_of(case, one, given))
