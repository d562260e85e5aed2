"""What the audit says of longer periods that towns asked for, and what is kept of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, Deadline, InformationRequest, RequestExtension
from funding.queries.operations.verify_deeds import Entries, entries_by_case
from workflows.application import Trigger

# Asked when, until when, what became of it, and the new end.
Told = list[list[Any]]
ENDS = (Trigger.ANSWER, Trigger.WITHDRAW, Trigger.DISCONTINUE)


def extensions(session: Session) -> Iterator[str]:
    """List where longer periods, their deadline and the end of a period tell something else."""
    entries, kept = entries_by_case(session), _kept(session)
    running = {
        (d.application_id, d.kind): d.due_on
        for d in session.scalars(select(Deadline).where(Deadline.ended_at.is_(None)))
    }
    for case in session.scalars(select(Application)):
        told = _told(entries[case.id])
        if kept[case.id] != told:
            yield f"case {case.reference}: longer periods are not as they were asked and decided"
        waiting = bool(told) and told[-1][2] == "asked"
        if waiting != ((case.id, "extension") in running):
            yield f"case {case.reference}: a longer period is undecided, or its deadline runs alone"
    for request in session.scalars(
        select(InformationRequest).where(InformationRequest.state == "sent")
    ):
        if running.get((request.application_id, "answer")) != request.due_on:
            yield f"request {request.id}: it ends on {request.due_on}, its deadline does not"


def _kept(session: Session) -> dict[UUID, Told]:
    kept: dict[UUID, Told] = defaultdict(list)
    for case_id, one in session.execute(
        select(InformationRequest.application_id, RequestExtension)
        .join(RequestExtension, RequestExtension.request_id == InformationRequest.id)
        .order_by(RequestExtension.asked_at)
    ):
        granted = one.granted_on.isoformat() if one.granted_on else None
        kept[case_id].append([one.asked_at, one.wanted_on.isoformat(), one.state, granted])
    return kept


def _told(done: Entries) -> Told:
    told: Told = []
    for entry in done:
        if entry.trigger == Trigger.ASK_EXTENSION:
            told.append([entry.at, entry.details.get("ends_on"), "asked", None])
        elif told and told[-1][2] == "asked":
            if entry.trigger == Trigger.GRANT_EXTENSION:
                told[-1][2:] = ["granted", entry.details.get("deadline_on")]
            elif entry.trigger == Trigger.REFUSE_EXTENSION:
                told[-1][2] = "refused"
            elif entry.trigger in ENDS:
                told[-1][2] = "ended"
    return told
