"""A deed on several cases: each in a transaction of its own, so that one lost is one lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from funding.db import transaction
from funding.errors import AlreadyDone, NotFound, Outdated
from funding.forms.base import Form
from funding.services.accounts.send_once import send_once
from funding.web.signin import actor
from workflows.core import StepRefused


def one_by_one(
    form: Form, references: Iterable[str], location: str, deed: Callable[[Session, str], object]
) -> tuple[list[str], list[str]]:
    """Do a deed on each case once, however often the form is sent; return done and lost ones."""
    done, lost = [], []
    for reference in references:
        try:
            with transaction() as session:
                send_once(session, actor(), str(uuid5(UUID(form.sent_key), reference)), location)
                deed(session, reference)
        except (Outdated, StepRefused, NotFound):
            lost.append(reference)
            continue
        except AlreadyDone:
            pass  # by the first click
        done.append(reference)
    return done, lost
