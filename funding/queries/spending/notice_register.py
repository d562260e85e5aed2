"""The register of notices: every notice that was issued, across cases, as staff may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, case, literal, null, select, union_all
from sqlalchemy.orm import Session

from funding.db import reading
from funding.models import (
    Application,
    Call,
    Change,
    ChangeNotice,
    DecisionNotice,
    InterestClaim,
    Municipality,
)
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from
from funding.words.issued_notices import TAKING_BACK

CHANGE = "change"
INTEREST = "interest"
KINDS = ("award", "rejection", CHANGE, "final", *dict.fromkeys(TAKING_BACK.values()), INTEREST)
TABLES = {CHANGE: ChangeNotice, INTEREST: InterestClaim}
STANDS = (null().label("set_aside_on"), null().label("returned_on"))
# So many are listed and packed; whoever wants more asks for less at a time.
MOST = 1000
# So many contents are read at once while they are packed.
AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notices are wanted: of a call, of a kind, issued from and until a day (Berlin)."""

    call: str = ""
    kind: str = ""
    from_on: date | None = None
    until_on: date | None = None


def issued(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Row[Any]]:
    """List issued notices, the newest first, one more than ``MOST`` if there are more.

    What concerns a town that the reader belongs to, or on which they are biased, is left out.
    """
    both = union_all(_decisions(), _changes(), _interest()).subquery()
    query = (
        select(
            *(both.c.id, both.c.kind, Application.reference, Municipality.name.label("town")),
            *(both.c.issued_on, both.c.channel, both.c.notified_on, both.c.final_on),
            *(both.c.set_aside_on, both.c.returned_on),
        )
        .join(Application, Application.id == both.c.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .join(Call, Call.id == Application.call_id)
        .where(
            Application.erased_at.is_(None),
            ~hidden_from(actor),
            both.c.issued_on >= (wanted.from_on or date.min),
            both.c.issued_on <= (wanted.until_on or date.max),
        )
    )
    if wanted.call:
        query = query.where(Call.code == wanted.call)
    if wanted.kind:
        query = query.where(both.c.kind == wanted.kind)
    order = (both.c.issued_on.desc(), Application.reference, both.c.kind, both.c.id)
    return session.execute(query.order_by(*order).limit(MOST + 1)).all()


def _decisions() -> Select[*tuple[Any, ...]]:
    """Select the notices of award and rejection and the final ones that say something."""
    row = DecisionNotice
    columns = (row.issued_on, row.channel, row.notified_on, row.final_on)
    gone = (row.set_aside_on, row.returned_on)
    said = row.content["kind"].as_string()
    named = [(said == code, literal(kind)) for code, kind in TAKING_BACK.items()]
    kind = case(*named, else_=row.kind).label("kind")
    found = select(row.id, kind, row.application_id, *columns, *gone)
    return found.where(row.content.is_not(None))


def _changes() -> Select[*tuple[Any, ...]]:
    """Select the notices on changes."""
    row = ChangeNotice
    columns = (row.issued_on, row.channel, row.notified_on, row.final_on)
    found = select(row.id, literal(CHANGE).label("kind"), Change.application_id, *columns, *STANDS)
    return found.join(Change, Change.id == row.change_id)


def _interest() -> Select[*tuple[Any, ...]]:
    """Select the notices about interest."""
    row = InterestClaim
    columns = (row.issued_on, row.channel, row.notified_on, row.final_on)
    found = select(row.id, literal(INTEREST).label("kind"), row.application_id, *columns, *STANDS)
    return found.where(row.content.is_not(None))


def contents(rows: Sequence[Row[Any]]) -> Iterator[tuple[Row[Any], dict[str, Any]]]:
    """Read what the notices say, some at a time: between them nothing of the database is held."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        with reading() as session:
            found = _contents(session, some)
        for row in some:
            if row.id in found:
                yield row, found[row.id]


def _contents(session: Session, rows: Sequence[Row[Any]]) -> dict[UUID, dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = {}
    for table in (DecisionNotice, ChangeNotice, InterestClaim):
        ids = [row.id for row in rows if TABLES.get(row.kind, DecisionNotice) is table]
        query = select(table.id, table.content).where(table.id.in_(ids))
        found |= {row.id: row.content for row in session.execute(query) if row.content}
    return found
