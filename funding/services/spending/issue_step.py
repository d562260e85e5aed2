"""A step of a notice in the portal: its state with version, audit, deadlines, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from funding.errors import Outdated
from funding.law import berlin, workdays
from funding.models import IssuedNotice, Municipality
from funding.models.issued_notice import BY_POST, OUTSIDE, PORTAL_RECEIPT
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.spending.issue_answers import NOTHING, Given, facts_of
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from workflows.decision_notice import DECISION_NOTICE, State, Trigger

# For which of its deadlines a case waits after a step of its notice.
WAITING = {
    State.DRAFTED: "issue",
    State.TO_SIGN: "sign_notice",
    State.PROVIDED: "retrieval",
    State.VOID: "issue",
    State.SIGNED: "issue",
    State.SENT: "issue",
    State.RETURNED: "issue",
    State.WITHDRAWN: "issue",
}
# After these the office issues the notice once more, usually another way.
AGAIN = (Trigger.LAPSE, Trigger.RECALL, Trigger.REROUTE, Trigger.COME_BACK)


def take(
    case: Case,
    issue: IssuedNotice,
    trigger: Trigger,
    given: Given = NOTHING,
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
        facts_of(case, issue, given),
        at=case.now,
        note=given.reason,
        details=lambda _move: {
            "reference": case.application.reference,
            "document_sha256": sealed,
            **_sent(given),
        },
        scope=case.scope,
        **columns,
    )
    _wait_for(case, issue, trigger)
    tell(case, issue, OWED[DECISION_NOTICE.name, trigger], str(audit_id), given.reason)


def keep_address(case: Case, way: Given) -> None:
    """Keep whereto letters to the lead go, for the next one to it."""
    if way.channel in BY_POST:
        lead = case.session.get_one(Municipality, case.application.lead_key)
        lead.postal_address = way.address


def _sent(given: Given) -> dict[str, str]:
    """Return by which way and on which day it went, as the audit keeps it."""
    told = {"channel": given.channel, "day": given.on.isoformat() if given.on else ""}
    return {name: value for name, value in told.items() if value}


def _wait_for(case: Case, issue: IssuedNotice, trigger: Trigger) -> None:
    """Let the case wait for whoever has to act on its notice now, and for nobody else."""
    kind = WAITING.get(issue.state)
    if kind is None or trigger == Trigger.OVERTAKE:  # told by the step of the case
        return
    on = _until(case, issue, kind, trigger)
    for other in {*WAITING.values()} - {kind}:
        end_timer(case, other, trigger)
    set_timer(case, kind, on, trigger)
    step.touch(case, None, due_kind=kind, due_at=berlin.end_of_day(on) if on else None)


def _until(case: Case, issue: IssuedNotice, kind: str, trigger: Trigger) -> date | None:
    if kind == "retrieval":
        return issue.ends_on
    if trigger in AGAIN:
        return workdays.add_working_days(case.today, case.rule("reissue_days"))
    if issue.state == State.SENT:  # the paper is asked for when it does not come
        return case.today + timedelta(days=case.rule("receipt_days"))
    found = due(kind, case)
    return found.on if found else None


def tell(
    case: Case, issue: IssuedNotice, meant: Sequence[Owed], cause: str, reason: str = ""
) -> None:
    """Owe notices about a notice of a case; the town's way leads to where it is retrieved."""
    about = about_case(case, proposers=frozenset({issue.drafted_by_id}))
    everyone = candidates(case.session, about)
    in_portal = issue.channel not in OUTSIDE
    facts = frozen_facts(case, everyone, due=issue.ends_on if in_portal else None)
    reference = case.application.reference

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        side = f"/antraege/{reference}/bescheid/abrufen"
        provided = issue.provided_on.isoformat() if issue.provided_on else ""
        return facts(recipient) | {
            "reason": "" if town else reason,
            "issued_on": provided if in_portal else "",
            "against_receipt": issue.channel == PORTAL_RECEIPT,
            "outside": not in_portal,
            "path": side if town else f"/vorgaenge/{reference}/bescheid/portal",
        }

    owe_beside(case, meant, about, everyone, in_words, cause)
