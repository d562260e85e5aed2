"""The cashier makes a file of ordered payments; no payment stands in two files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from funding import clock
from funding.documents.payment_order import Payer, Transfer, payment_order
from funding.errors import Fault, Invalid, NotPermitted, Outdated
from funding.law import berlin, workdays
from funding.models import Application, Drawdown, PaymentFile
from funding.policy import Actor, require
from funding.queries.reviewing.hidden import hidden_from
from workflows.drawdown import State

EURO_CENTS = 100


class Prepared(NamedTuple):
    """A file before it is kept: its drawdowns with their versions, and its bytes."""

    drawdowns: tuple[tuple[UUID, int], ...]
    file: PaymentFile


def prepare_file(
    session: Session, actor: Actor, treasury: tuple[str, str], chosen: Sequence[UUID]
) -> Prepared:
    """Write the file for the chosen drawdowns, outside any transaction that writes.

    Raises ``Invalid`` where none of them is ordered and in no file, or the treasury has no account.
    """
    require(actor, "act", "make_payment_file")
    if not all(treasury):
        raise Invalid(Fault("drawdowns", "treasury_missing"))
    rows = session.execute(
        select(Drawdown, Application.reference)
        .join(Application, Application.id == Drawdown.application_id)
        .where(
            Drawdown.id.in_(chosen),
            Drawdown.state == State.ORDERED,
            Drawdown.file_id.is_(None),
            ~hidden_from(actor),
        )
        .order_by(Application.reference, Drawdown.number)
    ).all()
    if not rows or actor.person_id is None:
        raise Invalid(Fault("drawdowns", "nothing_to_pay"))
    for draw, _reference in rows:
        if actor.person_id in (draw.checked_by_id, draw.computed_by_id, draw.ordered_by_id):
            raise NotPermitted("make_payment_file")
    now = clock.now()
    return Prepared(
        tuple((draw.id, draw.version) for draw, _reference in rows),
        _file(actor.person_id, treasury, [(draw, ref) for draw, ref in rows], now),
    )


def _file(
    person_id: UUID,
    treasury: tuple[str, str],
    rows: Sequence[tuple[Drawdown, str]],
    now: datetime,
) -> PaymentFile:
    key = uuid4()
    message_id = f"FKP-{now:%Y%m%d}-{key.hex[:12]}".upper()
    day = workdays.next_working_day(berlin.local_date(now))
    text = payment_order(
        Payer(*treasury),
        [
            Transfer(
                draw.account_holder,
                draw.iban,
                draw.amount_cents,
                f"Zuwendung {reference}, Mittelabruf {draw.number}",
                f"{reference}-{draw.number}",
            )
            for draw, reference in rows
        ],
        executes_on=day,
        message_id=message_id,
        made_at=now,
    )
    return PaymentFile(
        id=key,
        message_id=message_id,
        created_at=now,
        created_by_id=person_id,
        executes_on=day,
        payments=len(rows),
        total_cents=sum(draw.amount_cents for draw, _reference in rows),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        content=text,
    )


def keep_file(session: Session, actor: Actor, prepared: Prepared) -> PaymentFile:
    """Keep a file, and say of each of its drawdowns that it stands there.

    Raises ``Outdated`` where one of them stands in another file since, or is no longer ordered.
    """
    require(actor, "act", "make_payment_file")
    file = prepared.file
    session.add(file)
    session.flush()  # the drawdowns name it
    for key, version in prepared.drawdowns:
        done = session.connection().execute(
            update(Drawdown)
            .where(
                Drawdown.id == key,
                # Whatever happened to it since, another file among it, has counted it up.
                Drawdown.version == version,
            )
            .values(file_id=file.id, version=version + 1)
        )
        if done.rowcount != 1:
            raise Outdated(version)
    return file
