"""Hold a session of the committee: plan it, set its agenda, write down what came of it, close it.

Nothing here decides a case: what was agreed is decided by the approvals of the procedure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound, Outdated
from funding.models import AgendaItem, CommitteeSession
from funding.models.committee import RESULTS
from funding.policy import Actor, require
from funding.queries.deciding import committee, ranking

LONGEST_TITLE, LONGEST_NOTE, LONGEST_MINUTES = 120, 2000, 20_000
MOST_CASES = 300


class Entry(NamedTuple):
    """What is written down of a case: its place, the result with its amount in cents, a note."""

    position: int
    result: str
    amount_cents: int
    note: str
    off: bool = False


def plan_session(
    session: Session, actor: Actor, call_id: UUID, on: date, title: str
) -> CommitteeSession:
    """Plan a session for a call. Raises ``Invalid`` for a title that is none."""
    require(actor, "act", "hold_session")
    title = " ".join(title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid(Fault("title", "session_title", {"most": LONGEST_TITLE}))
    planned = CommitteeSession(
        call_id=call_id, on=on, title=title, planned_by_id=actor.person_id, planned_at=clock.now()
    )
    session.add(planned)
    session.flush()
    return planned


def put_on_agenda(
    session: Session, actor: Actor, session_id: UUID, version: int, application_ids: Sequence[UUID]
) -> int:
    """Put cases of the ranking of its call on the agenda, behind the others; return how many.

    A case that is on the agenda of an open session already, this or another, stays where it is.
    """
    meeting = _moved_on(session, actor, session_id, version)
    there = committee.on_open_agendas(session, application_ids)
    own = {row.id for row in ranking.candidates(session, actor, meeting.call_id)}
    fresh = [one for one in application_ids if one in own and one not in there]
    of_session = AgendaItem.session_id == session_id
    last, count = session.execute(
        select(func.coalesce(func.max(AgendaItem.position), 0), func.count()).where(of_session)
    ).one()
    if count + len(fresh) > MOST_CASES:
        raise Invalid(Fault("agenda", "agenda_full", {"most": MOST_CASES}))
    session.add_all(
        AgendaItem(session_id=session_id, application_id=one, position=last + number)
        for number, one in enumerate(fresh, 1)
    )
    return len(fresh)


def write_down(  # noqa: PLR0913 - who, what was read, what is written
    session: Session,
    actor: Actor,
    session_id: UUID,
    version: int,
    entries: Mapping[UUID, Entry],
    minutes: str,
    *,
    close: bool = False,
) -> None:
    """Write down the results and the minutes; ``close``: nothing is changed after that.

    Raises ``Outdated`` where somebody else has written meanwhile, ``Invalid`` for what is wrong.
    """
    meeting = _moved_on(session, actor, session_id, version)
    known = {row.AgendaItem.id: row for row in committee.agenda(session, actor, session_id)}
    if not set(entries) <= set(known):
        raise NotFound("agenda")
    open_ = close and _open_results(session, session_id, entries)
    _demand(entries, known, minutes, open_=open_)
    meeting.minutes = minutes.strip()
    off = [key for key, entry in entries.items() if entry.off]
    if off:
        session.execute(delete(AgendaItem).where(AgendaItem.id.in_(off)))
    for key, entry in entries.items():
        if not entry.off:
            item = known[key].AgendaItem
            item.position, item.result, item.note = entry.position, entry.result, entry.note
            item.amount_cents = entry.amount_cents if entry.result == "agreed" else 0
    if close:
        meeting.closed_at, meeting.closed_by_id = clock.now(), actor.person_id


def _demand(
    entries: Mapping[UUID, Entry], known: Mapping[UUID, Any], minutes: str, *, open_: bool
) -> None:
    faults = [
        fault
        for key, entry in entries.items()
        for fault in _faults(key, entry, known[key].requested_cents)
    ]
    faults += _length("minutes", minutes, LONGEST_MINUTES)
    if open_:
        faults.append(Fault("agenda", "results_open"))
    if faults:
        raise Invalid(*faults)


def _open_results(session: Session, session_id: UUID, entries: Mapping[UUID, Entry]) -> bool:
    """Tell whether a case would stay without a result, also one that the writer may not see."""
    rows = session.execute(
        select(AgendaItem.id, AgendaItem.result).where(AgendaItem.session_id == session_id)
    )
    return any(
        (entries[key].result if key in entries else result) == "open"
        for key, result in rows
        if not (key in entries and entries[key].off)
    )


def _length(name: str, text: str, most: int) -> list[Fault]:
    length = len(text)
    return [Fault(name, "too_long", {"length": length, "most": most})] if length > most else []


def _faults(key: UUID, entry: Entry, requested_cents: int) -> list[Fault]:
    found: list[Fault] = []
    if entry.off:
        return found
    if entry.result not in RESULTS:
        found.append(Fault(f"ergebnis-{key}", "choose"))
    if entry.result == "agreed" and not 0 < entry.amount_cents <= requested_cents:
        found.append(Fault(f"betrag-{key}", "agreed_amount", {"highest": requested_cents}))
    return found + _length(f"notiz-{key}", entry.note, LONGEST_NOTE)


def _moved_on(session: Session, actor: Actor, session_id: UUID, version: int) -> CommitteeSession:
    """Take the next version of an open session, or raise ``Outdated`` where it is another."""
    require(actor, "act", "hold_session")
    meeting = committee.session_of(session, session_id)
    if meeting.closed_at is not None:
        raise Invalid(Fault("agenda", "session_closed"))
    taken = session.execute(
        update(CommitteeSession)
        .where(
            CommitteeSession.id == session_id,
            CommitteeSession.version == version,
            CommitteeSession.closed_at.is_(None),
        )
        .values(version=version + 1)
        .execution_options(synchronize_session=False)
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Outdated(version, meeting.version)
    session.refresh(meeting)
    return meeting
