"""The office asks the town for what is missing; the period follows § 31 VwVfG."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.definition.places import asked_at
from funding.law.periods import set_by_office
from funding.models import Application, InformationRequest, RequestItem
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.spending.notice_dates import deemed_notified
from funding.services import step
from funding.services.applying.save_rows import plain
from funding.words.visible import said
from workflows.application import State, Trigger

# What is asked where a field is named and nothing more is said.
PLEASE = "Bitte ergänzen oder erläutern Sie diese Angabe."


def request_information(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Ask for items; due two weeks (rule) after deemed notification, on a working day."""
    case = find.case(session, actor, key, details)
    asked = [question for question in details.get("items", []) if said(question)]
    sheet = Sheet(case)
    details["items"] = [_told(sheet, question) for question in asked]
    notified = deemed_notified(case, case.today, "electronic")
    due = set_by_office(notified, weeks=case.rule("answer_weeks")).end
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
    session.add_all(
        _item(sheet, request.id, position, question) for position, question in enumerate(asked, 1)
    )
    return case.application


def _told(sheet: Sheet, question: str) -> str:
    """Write a question as the letter tells it: with the name of the field instead of its key."""
    place, text = asked_at(sheet.definition, question)
    return f"{place.page.number} {place.label.de}: {text or PLEASE}" if place else text


def _item(sheet: Sheet, request_id: UUID, position: int, question: str) -> RequestItem:
    place, text = asked_at(sheet.definition, question)
    return RequestItem(
        request_id=request_id,
        position=position,
        question=text or PLEASE,
        state="open",
        field_key=place.key if place else "",
        old_value={"value": plain(sheet.at(place))} if place and place.field else None,
    )


def end_request(case: Case, state: str) -> None:
    """Mark the open request as answered, lapsed or recalled, with all that belongs to it."""
    request = case.request
    if request is None or request.state != "sent":
        return
    request.state, request.ended_at = state, case.now
    if case.extension:
        case.extension.state, case.extension.ended_at = "ended", case.now
    for item in case.session.scalars(
        select(RequestItem).where(RequestItem.request_id == request.id)
    ):
        given = bool(said(item.answer) or item.file_id or item.new_value)
        if item.state == "open":
            item.state = "answered" if given and state == "answered" else item.state
        if item.state == "open" and state == "lapsed":
            item.state = "lapsed"
