"""For whom a case is meant: the rules of assignment in their order, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law.berlin import local_date
from funding.models import (
    Account,
    ActionField,
    Application,
    AssignmentRule,
    BiasDeclaration,
    Municipality,
    Person,
)
from funding.policy import Actor
from funding.queries.applying.register import district_name
from funding.queries.case import Case
from funding.queries.reviewing.desks import Desk, barred, desks, partners_of, reviewers_only
from funding.queries.reviewing.next_case import UNCLAIMED
from funding.queries.reviewing.queue import VISIBLE, given
from workflows.application import State, Trigger

MOST = 100
# Whoever holds it may not go on with it: the case needs somebody else (§§ 20, 21 VwVfG).
HELD_BY_BIASED = (
    select(BiasDeclaration.id)
    .join(Account, Account.person_id == BiasDeclaration.person_id)
    .where(
        Account.id == Application.holder_id,
        BiasDeclaration.application_id == Application.id,
        BiasDeclaration.biased.is_(True),
        Application.queue_at.is_not(None),
    )
    .exists()
)


class Rule(NamedTuple):
    """A rule as it is listed and applied: what it is about, and whom it names."""

    id: UUID
    position: int
    district_key: str | None
    district: str
    field: str
    account_id: UUID | None
    name: str
    most: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """For whom a case is meant (nobody: ``account_id`` is ``None``), and why, as plain values."""

    reference: str
    version: int
    town: str
    state: State
    due_at: datetime | None
    account_id: UUID | None
    name: str
    why: dict[str, Any]

    @property
    def trigger(self) -> Trigger:
        """Return the step that gives it: what nobody holds is assigned, the rest handed over."""
        return Trigger.ASSIGN if self.state == State.SUBMITTED else Trigger.HAND_OVER


def rules(session: Session) -> list[Rule]:
    """List the rules in their order."""
    district = (
        select(Municipality.district)
        .where(Municipality.district_key == AssignmentRule.district_key)
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            AssignmentRule.id,
            AssignmentRule.district_key,
            district.label("district"),
            ActionField.code,
            AssignmentRule.account_id,
            Person.name,
            AssignmentRule.most,
        )
        .outerjoin(ActionField, ActionField.id == AssignmentRule.field_id)
        .outerjoin(Account, Account.id == AssignmentRule.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .order_by(AssignmentRule.position, AssignmentRule.id)
    ).all()
    return [
        Rule(
            r.id,
            at,
            r.district_key,
            district_name(r.district_key, r.district),
            r.code or "",
            r.account_id,
            r.name or "",
            r.most,
        )
        for at, r in enumerate(rows, 1)
    ]


def unclaimed(session: Session, actor: Actor) -> list[Proposal]:
    """Say of each case that nobody holds, or somebody biased, for whom it is meant, by due date."""
    return _proposals(session, actor, or_(UNCLAIMED, HELD_BY_BIASED))


def fit_holders(case: Case) -> list[Desk]:
    """List the reviewers who could hold a case instead: nobody tied, biased or of another part."""
    session, app = case.session, case.application
    may, bars = reviewers_only(session) - {app.holder_id}, barred(session, [app.id])
    return [
        desk
        for desk in desks(session, case.now, case.today)
        if desk.account_id in may
        and (app.id, desk.person_id) not in bars
        and not desk.towns & case.towns
    ]


def held_by(session: Session, actor: Actor, account_id: UUID) -> list[Proposal]:
    """Say of each open case that somebody holds for whom it is meant when they leave."""
    return _proposals(session, actor, Application.holder_id == account_id, account_id)


def _proposals(
    session: Session,
    actor: Actor,
    meant: ColumnElement[bool],
    leaving: UUID | None = None,
) -> list[Proposal]:
    rows = session.execute(
        select(Application, Municipality, ActionField.code)
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(ActionField, ActionField.id == Application.field_id)
        .where(*VISIBLE, meant)
        .order_by(Application.queue_at, Application.reference)
        .limit(MOST),
        given(actor),
    ).all()
    chooser = _Chooser(session, [app.id for app, *_more in rows], leaving)
    found = []
    for app, town, code in rows:
        desk, why = chooser.choose(app, town, code or "")
        found.append(
            Proposal(
                app.reference,
                app.version,
                town.name,
                app.state,
                app.due_at,
                desk.account_id if desk else None,
                desk.name if desk else "",
                why,
            )
        )
    return found


class _Chooser:
    """Applies the rules to one case after the other; what it proposes counts as held."""

    def __init__(self, session: Session, cases: Sequence[UUID], leaving: UUID | None) -> None:
        now = clock.now()
        may = reviewers_only(session) - {leaving}
        self.desks = [d for d in desks(session, now, local_date(now)) if d.account_id in may]
        self.rules = rules(session)
        self.barred = barred(session, cases)
        self.partners = partners_of(session, cases)

    def choose(
        self, app: Application, town: Municipality, code: str
    ) -> tuple[Desk | None, dict[str, Any]]:
        """Return who should hold the case, and why."""
        skipped: list[list[Any]] = []
        for rule in self.rules:
            if rule.district_key not in (None, town.district_key) or rule.field not in ("", code):
                continue
            asked = [d for d in self.desks if rule.account_id in (None, d.account_id)]
            desk, cause = self._first(app, asked, rule.most)
            if desk:
                return self._given(desk, rule, skipped)
            skipped.append([rule.position, cause if rule.account_id else "nobody", rule.name])
        desk, _cause = self._first(app, self.desks, None)
        if desk is None:
            return None, {}
        return self._given(desk, None, skipped)

    def _first(
        self, app: Application, asked: Sequence[Desk], most: int | None
    ) -> tuple[Desk | None, str]:
        cause = "unfit"
        for desk in sorted(asked, key=lambda d: (d.held, d.name)):
            cause = self._objection(app, desk, most)
            if not cause:
                return desk, ""
        return None, cause

    def _objection(self, app: Application, desk: Desk, most: int | None) -> str:
        towns = {app.lead_key, *self.partners.get(app.id, ())}
        if (app.id, desk.person_id) in self.barred or desk.towns & towns:
            return "unfit"
        if desk.away:
            return "away"
        return "full" if most is not None and desk.held >= most else ""

    def _given(
        self, desk: Desk, rule: Rule | None, skipped: list[list[Any]]
    ) -> tuple[Desk, dict[str, Any]]:
        why: dict[str, Any] = {"rule": 0, "name": desk.name, "load": desk.held, "skipped": skipped}
        if rule:
            why |= {"rule": rule.position, "district": rule.district, "field": rule.field}
            why["least"] = rule.account_id is None
        desk.held += 1
        return desk, why
