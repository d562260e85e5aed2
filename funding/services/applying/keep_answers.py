"""The town's answers to a request, with the files that came with them, kept and perhaps sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.policy import Actor
from funding.queries import find
from funding.services.applying.answer_request import (
    ItemAnswer,
    answer_late,
    answer_request,
    save_answers,
)
from funding.services.applying.store_file import Kept, add_file_row, lock_case
from workflows.application import State


@dataclass(frozen=True, slots=True)
class Written:
    """What was written for one item; the file already lies on disk."""

    item_id: UUID
    text: str
    refused: bool = False
    kept: Kept | None = None
    file_name: str = ""
    filled: bool = False
    value: Any = None


def keep_answers(  # noqa: PLR0913 - who, which case, what, read in which version, and whether to send
    session: Session,
    actor: Actor,
    key: UUID | str,
    written: Sequence[Written],
    version: int | None,
    *,
    send: bool,
) -> None:
    """Keep the answers with their files, and send them if nothing is left open."""
    lock_case(session, key)
    case = find.case(session, actor, key)
    answers = {}
    for one in written:
        row = add_file_row(session, actor, case, one.kept, one.file_name) if one.kept else None
        answers[one.item_id] = ItemAnswer(
            one.text, row.id if row else None, one.refused, one.filled, one.value
        )
    saved = save_answers(session, actor, key, answers, version)
    if send:
        in_time = saved.application.state == State.INFO_REQUESTED
        (answer_request if in_time else answer_late)(session, actor, key, {})
