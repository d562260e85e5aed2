"""A town says what its people may do on a draft: read, edit, sign."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.errors import NotPermitted
from funding.models import Application, DraftRight
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.rights import colleagues, towns_to_set
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from workflows.application import APPLICATION, Trigger


def set_rights(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Give people of a town the rights that ``details`` names for them; others keep theirs.

    ``town_key`` is the town, by default the first for which the actor may do so.
    """
    case = find.case(session, actor, key, details)
    require(actor, APPLICATION.name, Trigger.SET_RIGHTS, case.scope)
    able = towns_to_set(case)
    town_key = details.get("town_key") or able[0]
    if town_key not in able:
        raise NotPermitted(Trigger.SET_RIGHTS)
    # Who is named with the right they have already is not told of any change.
    people = {str(one.person_id): one for one in colleagues(case, town_key)}
    kept = {person: one.right for person, one in people.items()}
    asked = dict(details.get("rights") or {})
    changed = {person: right for person, right in asked.items() if kept.get(person) != right}
    case.details = Details(**details | {"town_key": town_key, "rights": changed})
    step.take(case, Trigger.SET_RIGHTS, version=version)
    for person, right in changed.items():
        _keep(case, town_key, people[person].person_id, right, most=people[person].allowed)
    session.flush()
    case.forget_partners()
    return case.application


def _keep(case: Case, town_key: str, person_id: UUID, right: str, *, most: str) -> None:
    """Write the right down where it is less than the role allows, else forget what was written."""
    app = case.application
    case.session.execute(
        delete(DraftRight).where(
            DraftRight.application_id == app.id,
            DraftRight.municipality_key == town_key,
            DraftRight.person_id == person_id,
        )
    )
    if right != most:
        case.session.add(
            DraftRight(
                application_id=app.id,
                municipality_key=town_key,
                person_id=person_id,
                right_code=right,
                set_by_id=case.actor.account_id,
                set_at=case.now,
            )
        )
