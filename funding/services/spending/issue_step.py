"""A step of a notice in the portal: its state with version, audit, deadlines, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from funding.errors import Outdated
from funding.law import berlin, workdays
from funding.models import IssuedNotice
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.spending.issued import in_time, still_decided
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from workflows.core import Facts
from workflows.decision_notice import DECISION_NOTICE, Deed, State, Trigger

# For which of its deadlines a case waits after a step of its notice.
WAITING = {
    State.DRAFTED: "issue",
    State.TO_SIGN: "sign_notice",
    State.PROVIDED: "retrieval",
    State.VOID: "issue",
    State.WITHDRAWN: "issue",
}
# After these the office issues the notice once more, usually another way.
AGAIN = (Trigger.LAPSE, Trigger.RECALL)


def take(
    case: Case,
    issue: IssuedNotice,
    trigger: Trigger,
    note: str = "",
    *,
    version: int | None = None,
    **columns: Any,
) -> None:
    """Take a step of a notice. Raises as a step of a case does."""
    if version is not None and version != issue.version:
        raise Outdated(version, issue.version)
    sealed = columns.get("sha256", issue.sha256)
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        DECISION_NOTICE,
        issue,
        trigger,
        facts_of(case, issue, note),
        at=case.now,
        note=note,
        details=lambda _move: {
            "reference": case.application.reference,
            "document_sha256": sealed,
        },
        scope=case.scope,
        **columns,
    )
    _wait_for(case, issue, trigger)
    tell(case, issue, OWED[DECISION_NOTICE.name, trigger], str(audit_id), note)


def _wait_for(case: Case, issue: IssuedNotice, trigger: Trigger) -> None:
    """Let the case wait for whoever has to act on its notice now, and for nobody else."""
    kind = WAITING.get(issue.state)
    if kind is None or trigger == Trigger.OVERTAKE:  # told by the step of the case
        return
    if kind == "retrieval":
        on = issue.ends_on
    elif trigger in AGAIN:
        on = workdays.add_working_days(case.today, case.rule("reissue_days"))
    else:
        found = due(kind, case)
        on = found.on if found else None
    for other in {*WAITING.values()} - {kind}:
        end_timer(case, other, trigger)
    set_timer(case, kind, on, trigger)
    step.touch(case, None, due_kind=kind, due_at=berlin.end_of_day(on) if on else None)


def facts_of(case: Case, issue: IssuedNotice, reason: str = "") -> Facts:
    """Answer what the steps of a notice ask, as plain values."""
    shared = ("is_holder", "bias_declared", "undo_over")
    return Facts(
        answers={name: of_case.ANSWERS[name](case) for name in shared}
        | {
            "still_decided": still_decided(case, issue),
            "electronic_agreed": bool(case.answers.entries.get("electronic_notice")),
            "reason_given": bool(reason.strip()),
            "retrievable": in_time(issue, case.today),
            "retrieval_over": issue.ends_on is not None and not in_time(issue, case.today),
        },
        person=case.actor.person_id,
        hands=frozenset({(Deed.DRAFTED, issue.drafted_by_id)}),
    )


def tell(
    case: Case, issue: IssuedNotice, meant: Sequence[Owed], cause: str, reason: str = ""
) -> None:
    """Owe notices about a notice of a case; the town's way leads to where it is retrieved."""
    about = about_case(case, proposers=frozenset({issue.drafted_by_id}))
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=issue.ends_on)
    reference = case.application.reference

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        side = f"/antraege/{reference}/bescheid/abrufen"
        provided = issue.provided_on.isoformat() if issue.provided_on else ""
        return facts(recipient) | {
            "reason": "" if town else reason,
            "issued_on": provided,
            "path": side if town else f"/vorgaenge/{reference}/bescheid/portal",
        }

    owe_beside(case, meant, about, everyone, in_words, cause)
