"""The office asks the town for what is missing; the period follows § 31 VwVfG."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.law.periods import deemed_notified, end_of_period
from funding.models import Application, InformationRequest, RequestItem
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case, Details
from funding.services import step
from workflows.application import State, Trigger


def request_information(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Ask for items; due two weeks (rule) after deemed notification, on a working day."""
    case = find.case(session, actor, key, details)
    notified = deemed_notified(case.today, "electronic")
    due = end_of_period(notified, weeks=case.rule("answer_weeks")).end
    details["deadline_on"] = due
    state = case.application.state
    back = state.value if state in (State.IN_CHECK, State.IN_ASSESSMENT) else None
    step.take(case, Trigger.REQUEST_INFO, version=version, return_to=back)
    number = session.scalar(
        select(func.coalesce(func.max(InformationRequest.number), 0)).where(
            InformationRequest.application_id == case.application.id
        )
    )
    request = InformationRequest(
        application_id=case.application.id,
        number=(number or 0) + 1,
        state="sent",
        sent_at=case.now,
        notified_on=notified,
        due_on=due,
    )
    session.add(request)
    session.flush()  # the items refer to it
    questions = [item.strip() for item in details.get("items", []) if item.strip()]
    session.add_all(
        RequestItem(request_id=request.id, position=position, question=question, state="open")
        for position, question in enumerate(questions, 1)
    )
    return case.application


def end_request(case: Case, state: str) -> None:
    """Mark the open request as answered or lapsed, with its items."""
    request = case.request
    if request is None or request.state != "sent":
        return
    request.state, request.ended_at = state, case.now
    for item in case.session.scalars(
        select(RequestItem).where(RequestItem.request_id == request.id)
    ):
        given = bool(item.answer.strip()) or item.file_id is not None
        if item.state == "open":
            item.state = "answered" if given and state == "answered" else item.state
        if item.state == "open" and state == "lapsed":
            item.state = "lapsed"
