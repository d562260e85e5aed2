"""The town answers what the office asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, RequestItem
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from funding.services.applying.save_rows import plain
from funding.services.applying.take_answers_over import take_answers_over
from funding.services.reviewing.request_information import end_request
from funding.words.visible import said
from workflows.application import State, Trigger
from workflows.core import Reason, StepRefused

ANSWERING = (State.INFO_REQUESTED, State.SUBMITTED, State.IN_CHECK, State.IN_ASSESSMENT)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """The answer to one item: a text, a stored file, or a refusal whose reason is the text.

    ``value`` is what the field that was asked about is to hold now, where ``filled`` says so.
    """

    text: str = ""
    file_id: UUID | None = None
    refused: bool = False
    filled: bool = False
    value: Any = None


def save_answers(
    session: Session,
    actor: Actor,
    key: UUID | str,
    answers: Mapping[UUID, ItemAnswer],
    version: int | None = None,
) -> Case:
    """Keep the answers typed so far, without sending them."""
    case = find.case(session, actor, key)
    require(actor, "act", "edit", case.scope)
    if case.application.state not in ANSWERING or case.request is None:
        raise StepRefused("application", "answer", [Reason("wrong_state")])
    items = {
        item.id: item
        for item in session.scalars(
            select(RequestItem).where(RequestItem.request_id == case.request.id)
        )
    }
    for item_id, answer in answers.items():
        item = items.get(item_id)
        if item is None:
            raise Invalid(Fault("items", "unknown_field"))
        if case.request.state == "answered" or item.state == "answered":
            # What was sent is part of the file and is not written over.
            raise StepRefused("application", "answer", [Reason("wrong_state")])
        item.answer = answer.text
        if answer.filled:
            new = {"value": plain(answer.value)}
            item.new_value = None if new == item.old_value else new
        item.file_id = answer.file_id or item.file_id
        if item.state in ("open", "refused"):
            item.state = "refused" if answer.refused and said(answer.text) else "open"
    step.touch(case, version)
    return case


def answer_request(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Send the answers within the period; the case goes back to where it was asked from."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.ANSWER, version=version)
    end_request(case, "answered")
    take_answers_over(case)
    return case.application


def answer_late(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Send answers after the period has lapsed; they are taken as long as nothing is proposed."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.ANSWER_LATE, version=version)
    request_id = case.request.id if case.request else None
    lapsed = (RequestItem.request_id == request_id, RequestItem.state == "lapsed")
    for item in session.scalars(select(RequestItem).where(*lapsed)):
        item.state = "answered"
    session.flush()
    take_answers_over(case)
    return case.application
