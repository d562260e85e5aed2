"""The town names another contact after submission; what was submitted stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, ContactChange
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.contacts import contact_errors, contact_now, differing
from funding.queries.details import Details
from funding.services import step
from workflows.application import Trigger


def change_contact(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Note which entries of the contact change."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.CHANGE_CONTACT, version=version)
    return case.application


def name_contact(
    session: Session,
    actor: Actor,
    key: UUID | str,
    new: Mapping[str, str],
    version: int | None = None,
) -> None:
    """Keep the new entries beside the old; raise ``Invalid`` where the form would not take them."""
    case = find.case(session, actor, key)
    old = contact_now(case)
    given = {name: (new.get(name) or "").strip() for name in old}
    details = Details(fields=differing(old, given), former_contact=str(old["contact_email"]))
    change_contact(session, actor, key, details, version)
    for name, value in given.items():
        case.answers.keep(name, value)
    if wrong := contact_errors(case):
        raise Invalid(
            *(Fault(one.field, "as_the_form_says", {"sentence": one.text}) for one in wrong)
        )
    session.add(
        ContactChange(
            application_id=case.application.id,
            changed_at=case.now,
            changed_by_id=actor.account_id,
            old=old,
            new=given,
        )
    )
