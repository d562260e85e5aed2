"""What the postman has to know of letters before he writes them, read for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Notice
from funding.notices.typed import Typed
from funding.queries.accounts.wishes import Reader, readers_of
from funding.queries.notices.texts import texts_of
from funding.services.notices import lease as outbox


class Errand(NamedTuple):
    """A leased notice: for whom, from which text, and whether it has become pointless."""

    notice: Notice
    reader: Reader
    typed: Typed | None
    pointless: bool


def errands(session: Session, ids: Sequence[UUID], lease: str) -> dict[UUID, Errand]:
    """Read what is known of those notices that this lease still holds."""
    held = outbox.leased(session, ids, lease)
    readers, typed = readers_of(session, held), texts_of(session, held)
    pointless = outbox.obsolete(session, held)
    return {
        one.id: Errand(one, readers[one.id], typed.get(one.id), one.id in pointless) for one in held
    }
