"""What the audit says of changes after the decision, and what is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    AuditEntry,
    Change,
    ChangeNotice,
    ChangePartner,
    IssuedNotice,
)
from funding.models.change import PARTNER
from funding.models.issued_notice import CHANGE as ABOUT_CHANGE
from funding.queries.applying.submission import fingerprint
from workflows.change import CHANGE, State, Trigger
from workflows.decision_notice import DECISION_NOTICE
from workflows.decision_notice import State as NoticeState
from workflows.decision_notice import Trigger as NoticeTrigger

Entries = list[AuditEntry]
# What these say of the partners is what counts.
SEALED = (Trigger.REQUEST, Trigger.GRANT)
IN_ORDER = (ChangePartner.position, ChangePartner.municipality_key)


def changes(session: Session) -> Iterator[str]:
    """List where a change, who has decided it, or its notice tells something else."""
    entries: defaultdict[UUID, Entries] = defaultdict(list)
    of_changes = select(AuditEntry).where(AuditEntry.workflow == CHANGE.name)
    for entry in session.scalars(of_changes.order_by(AuditEntry.at, AuditEntry.version)):
        entries[entry.subject_id].append(entry)
    back = _came_back(session)
    notices = {notice.change_id: notice for notice in session.scalars(select(ChangeNotice))}
    sides: defaultdict[UUID, list[ChangePartner]] = defaultdict(list)
    for side in session.scalars(select(ChangePartner).order_by(*IN_ORDER)):
        sides[side.change_id].append(side)
    rows = select(Change, Application.reference, Application.erased_at).join(
        Application, Application.id == Change.application_id
    )
    for change, reference, erased_at in session.execute(rows):
        done = entries[change.id]
        for wrong in (
            *_steps(change, done),
            *_notice(
                _recorded(done, back[change.id]),
                notices.get(change.id),
                erased=erased_at is not None,
            ),
            *_partners(change, done, sides[change.id]),
        ):
            yield f"case {reference}: {wrong}"


def _steps(change: Change, done: Entries) -> Iterator[str]:
    state = done[-1].target if done else State.DRAFTED
    if change.state != state:
        yield f"a change is {change.state}, the audit says {state}"
    by = {entry.trigger: entry for entry in done}
    decided = by.get(Trigger.GRANT) or by.get(Trigger.REFUSE)
    assessed = by.get(Trigger.ASSESS)
    people = (
        assessed.person_id if assessed else None,
        decided.person_id if decided else None,
    )
    if (change.assessed_by_id, change.decided_by_id) != people:
        yield "who assessed and decided a change are not those of the audit"
    granted = by.get(Trigger.GRANT)
    end = change.new_end.isoformat() if change.new_end else None
    if granted and granted.details.get("new_end") != end:
        yield "a later end was granted, and another is kept"
    if granted and granted.details.get("new_award_cents") != change.new_award_cents:
        yield "a lower award was granted, and another is kept"


def _partners(change: Change, done: Entries, sides: list[ChangePartner]) -> Iterator[str]:
    """Compare who has agreed to what, where it was sent to the office."""
    if change.kind != PARTNER or change.state in (State.DRAFTED, State.WITHDRAWN):
        return
    agreed: dict[str, UUID | None] = {}
    for entry in done:
        key = str(entry.details.get("partner_key"))
        if entry.trigger == Trigger.ASK_PARTNERS:
            agreed = {}
        elif entry.trigger == Trigger.AGREE:
            agreed[key] = entry.person_id
        elif entry.trigger == Trigger.DECLINE:
            agreed.pop(key, None)
    if agreed != {side.municipality_key: side.agreed_by_id for side in sides}:
        yield "who agreed to a change of the partners is not what the audit says"
    kept = [[side.municipality_key, side.part, side.contribution_cents] for side in sides]
    if any(entry.details.get("partners") != kept for entry in done if entry.trigger in SEALED):
        yield "the partners of a change are not those of the audit"


def _came_back(session: Session) -> defaultdict[UUID, list[datetime]]:
    """Return when notices on a change came back, by the change."""
    found: defaultdict[UUID, list[datetime]] = defaultdict(list)
    rows = (
        select(IssuedNotice.subject_id, AuditEntry.at)
        .join(AuditEntry, AuditEntry.subject_id == IssuedNotice.id)
        .where(
            IssuedNotice.kind == ABOUT_CHANGE,
            AuditEntry.workflow == DECISION_NOTICE.name,
            AuditEntry.trigger == NoticeTrigger.COME_BACK,
            AuditEntry.source == NoticeState.SERVED,
        )
    )
    for change_id, at in session.execute(rows):
        found[change_id].append(at)
    return found


def _recorded(done: Entries, back: list[datetime]) -> Entries:
    """Return how the notice was recorded or notified, since it came back last."""
    by = [entry for entry in done if entry.trigger in (Trigger.RECORD, Trigger.SERVE)]
    return [entry for entry in by if not back or entry.at > max(back)]


def _notice(recorded: Entries, notice: ChangeNotice | None, *, erased: bool) -> Iterator[str]:
    if bool(recorded) != (notice is not None):
        yield "the notice on a change is gone, or nobody has recorded it"
    elif (
        notice
        and not erased
        and recorded[-1].details.get("document_sha256") != fingerprint(notice.content)
    ):
        yield "the notice on a change says what was not issued"
