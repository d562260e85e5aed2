"""The notice on a change is on record: as issued outside the portal, or as the portal issued it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.law.remedies import final_on
from funding.models import Change, ChangeNotice, IssuedNotice
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.answers import notice_dated
from funding.queries.spending.change_notice import change_content
from funding.queries.spending.changes import find_change
from funding.services.spending.change_step import take
from funding.services.spending.issue_step import nothing_due
from funding.services.spending.record_notice import remedy_end
from funding.services.spending.remedy_period import keep_period
from workflows.change import Trigger
from workflows.decision_notice import Trigger as IssueTrigger


def record_change_notice(  # noqa: PLR0913 - who records what of which notice, having read what
    session: Session,
    actor: Actor,
    key: UUID | str,
    change_id: UUID,
    details: Details,
    version: int,
) -> None:
    """Record issue and notification of a notice; what it says is kept and sealed in the audit.

    Recording again replaces what was recorded.
    """
    case = find.case(session, actor, key, details)
    change = find_change(case, change_id, drafts=False)
    if details.get("notified_on") and notice_dated(case):
        content = change_content(case, change, details["issued_on"])
        if content is None:
            raise NotFound(str(change_id))
        _keep(case, change, details, content)
    take(case, change, Trigger.RECORD, version=version)
    nothing_due(case, change.id, Trigger.RECORD)
    keep_period(case, Trigger.RECORD)


def serve_change(case: Case, issue: IssuedNotice) -> None:
    """Record the notice on a change of which the town is notified now, as it was signed."""
    change = find_change(case, issue.subject_id, drafts=False)
    _keep(case, change, case.details or Details(), issue.content)
    take(case, change, Trigger.SERVE)
    keep_period(case, Trigger.SERVE)


def unserve_change(case: Case, issue: IssuedNotice) -> None:
    """Forget the record of a notice that came back: nobody was notified of it."""
    case.session.execute(delete(ChangeNotice).where(ChangeNotice.change_id == issue.subject_id))
    keep_period(case, IssueTrigger.COME_BACK)


def _keep(case: Case, change: Change, details: Details, content: dict[str, Any]) -> None:
    """Put the record in the place of an earlier one."""
    details["document_sha256"] = fingerprint(content)
    details["deadline_on"] = ends = remedy_end(case)
    case.session.execute(delete(ChangeNotice).where(ChangeNotice.change_id == change.id))
    waived_on = details.get("waived_on")
    case.session.add(
        ChangeNotice(
            change_id=change.id,
            issued_on=details["issued_on"],
            channel=details["channel"],
            notified_on=details["notified_on"],
            remedy_ends_on=ends,
            waived_on=waived_on,
            final_on=final_on(ends, waived_on),
            evidence=details.get("evidence", ""),
            content=content,
            recorded_at=case.now,
        )
    )
