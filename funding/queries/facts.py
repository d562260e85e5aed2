"""The facts of a case: each question of the procedure answered once, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from funding.queries.applying import answers as applying
from funding.queries.applying import contacts, promises, rights
from funding.queries.applying import cosigning_answers as cosigning
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.deciding import answers as deciding
from funding.queries.reporting import answers as reporting
from funding.queries.reporting import (
    claims,
    hearings,
    interest_answers,
    interims_in,
    late_proof,
)
from funding.queries.reporting.sample import took_part_in_audit
from funding.queries.reviewing import answers as reviewing
from funding.queries.spending import answers as spending
from funding.queries.spending import decision_answers as decided_so
from funding.queries.spending import issued, open_changes, paying, remedies
from workflows.application import APPLICATION, Trigger
from workflows.application.words import SIGNED, Deed
from workflows.core import Facts

STAGES = (
    *(applying, rights, cosigning, promises, contacts, reviewing, deciding),
    *(spending, decided_so, issued, paying, open_changes, remedies),
    *(reporting, hearings, claims, late_proof, interims_in, interest_answers),
)
ANSWERS: dict[str, Answer] = {code: a for stage in STAGES for code, a in stage.ANSWERS.items()}


def gather(case: Case, triggers: Iterable[Trigger]) -> Facts:
    """Answer just the questions that these triggers ask of the case in its present state."""
    asked = APPLICATION.asks(case.application.state, triggers)
    answers = {code: ANSWERS[code](case) for code in sorted(asked)}
    refused = [code for code, yes in answers.items() if not yes]
    return Facts(
        answers=answers,
        person=case.doer_id,
        hands=hands(case),
        params={code: _params(case, code) for code in refused},
    )


def hands(case: Case) -> frozenset[tuple[str, Any]]:
    """Return what the doer has done on the case; approvals of earlier rounds bar nobody."""
    person_id = case.doer_id
    if person_id is None:
        return frozenset()
    # Who judged a receipt or made a check has audited, whoever finishes the audit.
    audited = [(str(Deed.AUDITED), person_id)] if took_part_in_audit(case) else []
    return frozenset(audited) | frozenset(
        (done.deed, person_id)
        for done in case.surroundings.hands
        if done.person_id == person_id
        and (done.deed not in SIGNED or done.round == case.application.round)
    )


def _params(case: Case, code: str) -> dict[str, Any]:
    stage = next(stage for stage in STAGES if code in stage.ANSWERS)
    found: dict[str, Any] = stage.params(case, code)
    return found
