"""A step of a notice in the portal: its state with version, audit, deadlines, and who is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from funding.errors import Outdated
from funding.law import berlin, workdays
from funding.models import IssuedNotice
from funding.models.issued_notice import (
    BY_POST,
    CHANGE,
    FINAL,
    INTEREST,
    OF_DECISION,
    OUTSIDE,
    PORTAL_RECEIPT,
)
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.policy import acting_role
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.spending.issue_answers import NOTHING, Given, facts_of
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.spending.change_address import keep_address
from funding.words.decision_notices import ABOUT
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
# The settlement waits for its signature by a deadline of its own.
OF_FINAL: Mapping[State, str] = WAITING | dict.fromkeys(
    (State.TO_SIGN, State.WITHDRAWN), "sign_final"
)
# Of what stands beside the decision the case has deadlines of their own, which no step of it ends.
NAMES = {"issue": "notice_issue", "sign_notice": "notice_sign", "retrieval": "notice_retrieval"}
BESIDE: Mapping[State, str] = {
    state: NAMES[kind] for state, kind in WAITING.items() if state != State.WITHDRAWN
}
KINDS: Mapping[str, Mapping[State, str]] = {FINAL: OF_FINAL, CHANGE: BESIDE, INTEREST: BESIDE}
# After these the office issues the notice once more, usually another way.
AGAIN = (Trigger.LAPSE, Trigger.RECALL, Trigger.REROUTE, Trigger.COME_BACK)
# Of a notice that was signed and never left the house a town knows nothing.
TO_THE_TOWN = ("notice_recalled",)


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
        raise Outdated(version, issue.version, issue.id)
    step.hold(case)
    sealed = columns.get("sha256", issue.sha256)
    move, audit_id = step.follow(
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
    meant = OWED[DECISION_NOTICE.name, trigger]
    if move.step.source == State.SIGNED and trigger == Trigger.RECALL:
        meant = tuple(one for one in meant if one.kind not in TO_THE_TOWN)
    tell(case, issue, meant, str(audit_id), given.reason)


def keep_way(case: Case, way: Given, trigger: Trigger) -> None:
    """Keep whereto letters to the lead go, for the next one to it."""
    if way.channel in BY_POST:
        role = acting_role(case.actor, DECISION_NOTICE.name, trigger, case.scope)
        keep_address(case.session, case.actor, case.application.lead_key, way.address, role)


def _sent(given: Given) -> dict[str, str]:
    """Return by which way and on which day it went, as the audit keeps it."""
    told = {"channel": given.channel, "day": given.on.isoformat() if given.on else ""}
    return {name: value for name, value in told.items() if value}


def _wait_for(case: Case, issue: IssuedNotice, trigger: Trigger) -> None:
    """Let the case wait for whoever has to act on its notice now, and for nobody else.

    A notice on a change or about interest has its days beside those for which the case waits.
    """
    kind = KINDS.get(issue.kind, WAITING).get(issue.state)
    if trigger == Trigger.OVERTAKE:  # told by the step of the case
        kind = None
    on = _until(case, issue, kind, trigger) if kind else None
    if trigger == Trigger.FREEZE:
        _take_the_place(case, issue)
    if issue.kind in (CHANGE, INTEREST):
        issue.due_on = on
        settle_timers(case, trigger)
        return
    if kind is None:
        return
    for other in {*KINDS.get(issue.kind, WAITING).values()} - {kind}:
        end_timer(case, other, trigger)
    set_timer(case, kind, on, trigger)
    step.touch(case, None, due_kind=kind, due_at=berlin.end_of_day(on) if on else None)


def _take_the_place(case: Case, issue: IssuedNotice) -> None:
    """Wait no more for earlier notices about the same."""
    earlier = IssuedNotice.subject_id == issue.subject_id, IssuedNotice.id != issue.id
    case.session.execute(update(IssuedNotice).where(*earlier).values(due_on=None))


def settle_timers(case: Case, by: str) -> None:
    """Let the deadlines run that the notices beside the decision need: the first of each kind."""
    case.session.flush()
    app = case.application
    rows = case.session.scalars(
        select(IssuedNotice).where(
            IssuedNotice.application_id == app.id,
            IssuedNotice.round == app.round,
            IssuedNotice.due_on.is_not(None),
        )
    )
    days = defaultdict[str, list[date]](list)
    for one in rows:
        if one.due_on is not None:
            days[BESIDE[one.state]].append(one.due_on)
    for kind in NAMES.values():
        set_timer(case, kind, min(days[kind], default=None), by)


def nothing_due(case: Case, subject_id: UUID, by: str) -> None:
    """Wait for no notice any more about what is notified another way, or is not to be."""
    gone = update(IssuedNotice).where(IssuedNotice.subject_id == subject_id)
    case.session.execute(gone.values(due_on=None))
    settle_timers(case, by)


def _until(case: Case, issue: IssuedNotice, kind: str, trigger: Trigger) -> date | None:
    if kind in ("retrieval", "notice_retrieval"):
        return issue.ends_on
    if trigger in AGAIN:
        return workdays.add_working_days(case.today, case.rule("reissue_days"))
    if issue.state == State.SENT:  # the paper is asked for when it does not come
        return case.today + timedelta(days=case.rule("receipt_days"))
    found = due(kind, case)
    return found.on if found else None


def place_of(issue: IssuedNotice) -> str:
    """Return under which address of a case the pages of a notice lie."""
    if issue.kind in OF_DECISION:
        return "bescheid"
    return "schlussbescheid" if issue.kind == FINAL else f"bescheide/{issue.subject_id}"


def tell(
    case: Case, issue: IssuedNotice, meant: Sequence[Owed], cause: str, reason: str = ""
) -> None:
    """Owe notices about a notice of a case; the town's way leads to where it is retrieved."""
    about = about_case(case, proposers=frozenset({issue.drafted_by_id}))
    everyone = candidates(case.session, about)
    in_portal = issue.channel not in OUTSIDE
    facts = frozen_facts(case, everyone, due=issue.ends_on if in_portal else None)
    decided = issue.kind in OF_DECISION
    reference, place = case.application.reference, place_of(issue)

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        side = f"/antraege/{reference}/{place}/abrufen"
        provided = issue.provided_on.isoformat() if issue.provided_on else ""
        return facts(recipient) | {
            "reason": "" if town else reason,
            "issued_on": provided if in_portal else "",
            "about": "" if decided else ABOUT[issue.kind].in_(recipient.language),
            "against_receipt": issue.channel == PORTAL_RECEIPT,
            "outside": not in_portal,
            "path": side if town else f"/vorgaenge/{reference}/{place}/portal",
        }

    owe_beside(case, meant, about, everyone, in_words, cause)
