"""Somebody of the office is away for some days, and says who stands in; or the lead does."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound
from funding.law.berlin import local_date
from funding.models import Absence, Person
from funding.policy import Actor, permits, require
from funding.queries.reviewing.absences import overlapping, working_roles

LONGEST_DAYS = 366


def enter_absence(  # noqa: PLR0913 - who is away, from when to when, and who stands in
    session: Session,
    actor: Actor,
    person_id: UUID,
    begins_on: date,
    ends_on: date,
    deputy_id: UUID | None,
) -> Absence:
    """Keep an absence with its deputy; other people's are entered by the lead.

    Raises ``Invalid`` where days or deputy do not fit: the deputy needs the roles of the absent
    person and is there on all these days, so that nobody stands in for themselves in a circle.
    """
    require(actor, "act", "enter_absence")
    if person_id != actor.person_id:
        require(actor, "act", "lead_team")
    _lock(session, person_id, deputy_id)
    today = local_date(clock.now())
    if ends_on < today:
        raise Invalid(Fault("ends_on", "day_past"))
    if ends_on < begins_on:
        raise Invalid(Fault("ends_on", "ends_before_it_begins"))
    if (ends_on - begins_on).days >= LONGEST_DAYS:
        raise Invalid(Fault("ends_on", "absence_too_long", {"most": LONGEST_DAYS}))
    roles = working_roles(session)
    if person_id not in roles:
        raise Invalid(Fault("person", "nobody_of_the_office"))
    if known := overlapping(session, person_id, begins_on, ends_on):
        days = {"begins": known[0].begins_on, "ends": known[0].ends_on}
        raise Invalid(Fault("begins_on", "absence_overlaps", days))
    _check_deputy(session, person_id, begins_on, ends_on, deputy_id)
    absence = Absence(
        id=uuid4(),
        person_id=person_id,
        deputy_id=deputy_id,
        begins_on=begins_on,
        ends_on=ends_on,
        entered_by_id=actor.account_id,
        entered_at=clock.now(),
    )
    session.add(absence)
    session.flush()
    return absence


def liftable(session: Session, actor: Actor, absence_id: UUID) -> Absence:
    """Return an absence that the actor may lift, or raise ``NotFound``."""
    require(actor, "act", "enter_absence")
    absence = session.get(Absence, absence_id)
    if absence is None or absence.lifted_at or absence.ends_on < local_date(clock.now()):
        raise NotFound(str(absence_id))
    if absence.person_id != actor.person_id and not permits(actor, "act", "lead_team"):
        raise NotFound(str(absence_id))
    return absence


def lift_absence(session: Session, actor: Actor, absence_id: UUID) -> Absence:
    """Take an absence back, or end it today: from now on the person is there again."""
    absence = liftable(session, actor, absence_id)
    absence.lifted_at, absence.lifted_by_id = clock.now(), actor.account_id
    return absence


def _lock(session: Session, *people: UUID | None) -> None:
    """Let absences that name one of these people wait for each other: no circle slips through."""
    wanted = select(Person.id).where(or_(*(Person.id == one for one in people if one)))
    session.execute(wanted.order_by(Person.id).with_for_update()).all()


def _check_deputy(
    session: Session, person_id: UUID, begins_on: date, ends_on: date, deputy_id: UUID | None
) -> None:
    roles = working_roles(session)
    needed = roles[person_id]
    if deputy_id is None:
        if any(one != person_id and needed <= held for one, held in roles.items()):
            raise Invalid(Fault("deputy", "deputy_missing"))
        return
    if deputy_id == person_id:
        raise Invalid(Fault("deputy", "deputy_oneself"))
    if not needed <= roles.get(deputy_id, frozenset()):
        raise Invalid(Fault("deputy", "deputy_without_role"))
    if away := overlapping(session, deputy_id, begins_on, ends_on):
        back = _leads_back(session, deputy_id, person_id, begins_on, ends_on)
        code = "deputy_in_a_circle" if back else "deputy_away"
        days = {"begins": away[0].begins_on, "ends": away[0].ends_on}
        raise Invalid(Fault("deputy", code, days))


def _leads_back(
    session: Session, deputy_id: UUID, person_id: UUID, begins_on: date, ends_on: date
) -> bool:
    """Tell whether the deputy's own work would come back to who is away."""
    asked, seen = [deputy_id], {deputy_id}
    while asked:
        for absence in overlapping(session, asked.pop(), begins_on, ends_on):
            if absence.deputy_id == person_id:
                return True
            if absence.deputy_id and absence.deputy_id not in seen:
                seen.add(absence.deputy_id)
                asked.append(absence.deputy_id)
    return False
