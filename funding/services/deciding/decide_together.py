"""Decide several cases by one click: each in a transaction of its own, or refused with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.models import Account, Batch, BatchItem, Notice, Person
from funding.policy import Actor, require
from funding.queries.deciding.together import MOST, chosen
from funding.queries.details import Details
from funding.queries.reviewing.persons import bias_declared
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from funding.words.text import Text
from workflows.application import Trigger
from workflows.core import Reason


class Preview(NamedTuple):
    """A notice as a step would owe it."""

    kind: str
    language: str
    name: str
    email: str
    facts: dict[str, Any]


def begin_batch(
    session: Session, actor: Actor, batch_id: UUID, wanted: Sequence[tuple[str, int]]
) -> list[UUID]:
    """Write down which cases are to be decided, in the version that was read; return the items.

    With it the actor says of those that they have not looked at before that they are not biased.
    """
    require(actor, "act", "decide")
    session.add(Batch(id=batch_id, account_id=actor.account_id, at=clock.now()))
    session.flush()
    versions = dict(wanted[:MOST])
    found = [one for one in chosen(session, actor, list(versions)) if one.case is not None]
    for one in found:
        if one.case and one.trigger and not bias_declared(one.case):
            declare_bias(session, actor, one.reference, biased=False)
    rows = [
        BatchItem(
            batch_id=batch_id,
            application_id=one.case.application.id,
            position=position,
            version=versions[one.reference],
            trigger=one.trigger or "",
            outcome="open" if one.trigger else "refused",
            reasons=[] if one.trigger else plain(one.reasons),
        )
        for position, one in enumerate(found, 1)
        if one.case
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows if row.outcome == "open"]


def decide_item(session: Session, actor: Actor, item_id: UUID) -> None:
    """Take the step that was meant; an item that has an outcome keeps it."""
    item = session.scalars(select(BatchItem).where(BatchItem.id == item_id).with_for_update()).one()
    if item.outcome != "open":
        return
    details = Details(batch=str(item.batch_id))
    trigger = Trigger(item.trigger)
    perform(session, actor, item.application_id, trigger, details, item.version)
    item.outcome = "done"


def refuse_item(session: Session, item_id: UUID, reasons: Sequence[Reason]) -> None:
    """Write down why a case of the batch was not decided."""
    item = session.get_one(BatchItem, item_id)
    if item.outcome == "open":
        item.outcome, item.reasons = "refused", plain(reasons)


def rehearse(
    session: Session, actor: Actor, wanted: Sequence[tuple[str, Trigger]], most: int
) -> list[Preview]:
    """Take the steps in a session that keeps nothing, and return the notices they owe.

    Different kinds come first, so that few of them show all that leaves. Of many cases a few
    steps are taken: those that show another kind of notice, and no more than are shown.
    """
    found: list[Preview] = []
    for taken, (reference, trigger) in enumerate(wanted):
        if len(found) >= most and (taken >= most or len({one.kind for one in found}) > 1):
            break
        app = perform(session, actor, reference, trigger, Details(batch="preview"))
        rows = session.execute(
            select(Notice, Person.name)
            .join(Account, Account.id == Notice.account_id)
            .join(Person, Person.id == Account.person_id)
            .where(Notice.application_id == app.id, Notice.created_at == app.last_act_at)
            .order_by(Notice.kind, Notice.email)
        )
        found += [Preview(n.kind, n.language, name, n.email, n.facts) for n, name in rows]
    firsts = list({one.kind: one for one in reversed(found)}.values())
    others = [one for one in found if one not in firsts]
    return [*reversed(firsts), *others][:most]


def plain(reasons: Sequence[Reason]) -> list[Any]:
    """Write reasons as plain JSON."""
    return [
        [
            reason.code,
            {
                key: {"de": value.de, "en": value.en} if isinstance(value, Text) else value
                for key, value in reason.params.items()
                if isinstance(value, Text | str | int | list)
            },
        ]
        for reason in reasons
    ]


def reasons_of(kept: Sequence[Any]) -> list[Reason]:
    """Read reasons that were kept as plain JSON."""
    return [
        Reason(
            code,
            {
                key: Text(value["de"], value["en"]) if isinstance(value, dict) else value
                for key, value in params.items()
            },
        )
        for code, params in kept
    ]
