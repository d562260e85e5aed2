"""A step of an opinion: its state with version, the audit, and who is told; nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from funding.errors import Outdated
from funding.models import Account, Application, Hand, Opinion, Person
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import EXPERT, Recipient, candidates
from funding.queries.case import Case
from funding.queries.reviewing.opinions import ASSESSED, outstanding
from funding.queries.reviewing.ties import towns_of
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.step import follow
from funding.words.visible import said
from workflows.core import Facts
from workflows.opinion import OPINION, OUTSTANDING, State, Trigger

COMPLETE = ("act", "opinions_complete")
REMINDED = ("act", "opinion_reminded")


def take(
    case: Case,
    opinion: Opinion,
    trigger: Trigger,
    *,
    version: int | None = None,
    note: str = "",
    **columns: Any,
) -> None:
    """Take a step of an opinion on a case that was read in the same transaction.

    Raises as a step of a case does. The case is locked: of two opinions that end at the same
    moment exactly one is the last, and only then is the holder told that all are in.
    """
    if version is not None and version != opinion.version:
        raise Outdated(version, opinion.version, opinion.id)
    case.session.execute(lock(case.application.id))
    open_before = opinion.state in OUTSTANDING
    told = {name: value for name, value in columns.items() if name in ("verdict", "late")}
    told |= {"reference": case.application.reference, "kind": opinion.kind}
    move, audit_id = follow(
        case.session,
        case.actor,
        OPINION,
        opinion,
        trigger,
        _facts(case, opinion, note, columns),
        at=case.now,
        note=note,
        details=lambda _move: told,
        **columns,
    )
    tell(case, opinion, OWED[OPINION.name, trigger], str(audit_id))
    ended = open_before and move.step.target not in OUTSTANDING
    if ended and outstanding(case.session, case.application.id) == 0:
        tell(case, opinion, OWED[COMPLETE], str(audit_id))


def lock(application_id: UUID) -> Select[Any]:
    """Return what holds a case while one of its opinions takes a step."""
    return select(Application.id).where(Application.id == application_id).with_for_update()


def tell(case: Case, opinion: Opinion, meant: tuple[Owed, ...], cause: str) -> None:
    """Owe notices about an opinion to who was asked and to who works on the case."""
    about = about_case(case)
    everyone = [*candidates(case.session, about), asked(case, opinion)]
    facts = frozen_facts(case, everyone, due=opinion.due_on)
    recalled = opinion.state == State.RECALLED
    expert_path = "/stellungnahmen" if recalled else f"/stellungnahmen/{opinion.id}"

    def in_words(recipient: Recipient) -> dict[str, Any]:
        own = {"path": expert_path} if recipient.role == EXPERT else {}
        return facts(recipient) | {"question": opinion.question} | own

    owe_beside(case, meant, about, everyone, in_words, cause)


def asked(case: Case, opinion: Opinion) -> Recipient:
    """Return who was asked, as somebody who can be told."""
    row = case.session.execute(
        select(Account.id, Account.person_id, Person.name, Account.email, Account.language)
        .join(Person, Person.id == Account.person_id)
        .where(Account.id == opinion.account_id)
    ).one()
    return Recipient(*row, EXPERT, None)


def _facts(case: Case, opinion: Opinion, note: str, columns: dict[str, Any]) -> Facts:
    today: date = case.today
    worded = said(columns.get("text")) and bool(columns.get("verdict"))
    return Facts(
        answers={
            "case_assessed": case.application.state in ASSESSED,
            "expert_fit": fit(case, opinion.account_id),
            "opinion_worded": worded,
            "opinion_overdue": opinion.due_on < today,
            "reason_given": said(note),
        },
        person=case.actor.person_id,
        hands=frozenset(),
        params={},
    )


def fit(case: Case, account_id: UUID) -> bool:
    """Tell whether somebody may give an opinion: no bias, no tie to a town, no hand in the case."""
    person_id = case.session.get_one(Account, account_id).person_id
    hands = select(Hand.id).where(
        Hand.application_id == case.application.id, Hand.person_id == person_id
    )
    return (
        person_id not in case.biased
        and not set(case.session.scalars(towns_of(person_id))) & case.towns
        and case.session.scalar(hands.limit(1)) is None
    )
