"""A step of an interim proof: its state with version, the audit, deadlines, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.errors import Outdated
from funding.models import InterimProof
from funding.notices.catalogue import OWED
from funding.notices.people import Recipient, candidates
from funding.queries.case import Case
from funding.queries.reporting.interim_answers import facts_of
from funding.queries.reporting.interims import Interim, interim_figures
from funding.services import step
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.reporting.interim_timers import keep_interims
from workflows.interim_proof import INTERIM_PROOF, Trigger


def take(
    case: Case,
    record: InterimProof,
    trigger: Trigger,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    **columns: Any,
) -> None:
    """Take a step of an interim proof; ``given`` as in ``facts_of``. Raises as a step of a case.

    ``version`` is that of the case, which counts every edit of the proof as well.
    """
    if version is not None and version != case.application.version:
        raise Outdated(version, case.application.version)
    one = Interim(record.year, record.due_on, record)
    reason = str(given.get("reason") or "").strip()
    known = _kept(case, one)
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        INTERIM_PROOF,
        record,
        trigger,
        facts_of(case, one, given),
        at=case.now,
        note=reason,
        details=lambda _move: known,
        scope=case.scope,
        **columns,
    )
    step.touch(case, None)
    keep_interims(case, str(trigger))
    _tell(case, record, trigger, str(audit_id), reason)


def _kept(case: Case, one: Interim) -> dict[str, Any]:
    """Return what the audit keeps: of which case and year, and what was spent on each line."""
    spent = [[line.position, line.actual] for line in interim_figures(case, one)]
    return {"reference": case.application.reference, "year": one.year, "lines": spent}


def _tell(case: Case, record: InterimProof, trigger: Trigger, cause: str, reason: str) -> None:
    about = about_case(case)
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=record.due_on)
    path = f"{case.application.reference}/zwischennachweis/{record.year}"

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        side = "antraege" if town else "vorgaenge"
        return facts(recipient) | {"reason": reason, "path": f"/{side}/{path}"}

    owe_beside(case, OWED[INTERIM_PROOF.name, trigger], about, everyone, in_words, cause)
