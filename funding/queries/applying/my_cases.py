"""The cases of the municipalities that somebody works for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from funding.law import berlin
from funding.models import (
    Application,
    Call,
    CoSignature,
    Deadline,
    DecisionNotice,
    IssuedNotice,
    Municipality,
    Partner,
)
from funding.models.draft_right import Right
from funding.models.issued_notice import OF_DECISION
from funding.policy import Actor
from funding.queries.applying.promises import promised_dues
from funding.queries.applying.rights_held import rights_on
from workflows.application import APPLICATION, State, Trigger
from workflows.application.words import BEFORE_SUBMISSION
from workflows.decision_notice import State as Provided

DECIDED = (State.APPROVED, State.REJECTED)
# The stages of a decision inside the office, which look all the same to the town.
WEIGHED = (State.REVIEWED, State.FIRST_APPROVED, State.FIRST_REJECTED)
# What the final notice tells.
SETTLED = (State.RECOVERING, State.SETTLING)
# What a town sees while the office decides and has decided: that comes with the notice.
PENDING, ON_ITS_WAY, TO_RETRIEVE = "decision_pending", "notice_ready", "notice_to_retrieve"
SENT_OUT = "notice_sent"
UNTOLD = frozenset({PENDING, ON_ITS_WAY, TO_RETRIEVE, SENT_OUT})
# What the town itself must do in a state, and the deadline that counts for it.
TO_DO = {
    State.DRAFT: "call",
    State.COSIGNED: "call",
    State.INFO_REQUESTED: "answer",
    State.IN_PROGRESS: "proof",
    State.REPORT_DUE: "proof",
    State.HEARING: "hearing",
    State.RECOVERING: "recovery",
}
# While the office decides about more time, it is not the town's turn.
UNDECIDED = "extension"
# Before the final proof of a project of several years.
INTERIM = "interim"
# After the settlement.
ON_INTEREST = "interest_hearing"
# What a partner has to do.
PARTNERS_DO = {State.COSIGNING: "cosign"}
MINDED = frozenset({*TO_DO.values(), *PARTNERS_DO.values(), UNDECIDED, INTERIM, ON_INTEREST})
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class MyCase:
    """One line of the list: amounts in cents, ``view`` is the state as the town may know it.

    ``right`` is what the reader may do on a draft; ``None`` once it is submitted. ``promised`` is
    the first day of an annex that the reader's municipality promised and has not handed in, where
    that is all there is to be done; ``interim`` is that of an interim proof, which comes first.
    ``retrieves``: a notice lies ready until that day. ``comments``: until that day the
    municipality can comment on interest that is proposed.
    """

    reference: str
    title: str
    view: str
    lead: str
    as_lead: bool
    call_code: str
    requested_cents: int
    due_on: date | None
    task: bool
    last_act_at: datetime
    right: Right | None
    promised: date | None = None
    interim: date | None = None
    retrieves: bool = False
    comments: bool = False


def town_view(  # noqa: PLR0913 - what of its notices a town may know
    state: State,
    notified_on: date | None,
    today: date,
    *,
    ready: bool = False,
    sent: bool = False,
    final_on: date | None = None,
) -> str:
    """Return the state as the town may know it: a decision is told by its notice, not before.

    ``notified_on`` is the day of notification of the decision, ``final_on`` of the final notice;
    ``ready``: the notice lies in the portal and can be retrieved; ``sent``: it left on paper, and
    counts from the day that its receipt or deed will name.
    """
    if state in WEIGHED:
        return PENDING
    if state in SETTLED and final_on is not None and final_on > today:
        return State.AUDITED.value
    if state not in DECIDED or (notified_on is not None and notified_on <= today):
        return state.value
    if notified_on is not None:
        return ON_ITS_WAY
    if ready:
        return TO_RETRIEVE
    return SENT_OUT if sent else PENDING


# As what a town sees the states in which a promise can still be kept.
TAKEN = frozenset(
    town_view(step.source, None, date.max)
    for step in APPLICATION.steps
    if step.trigger == Trigger.DELIVER_ANNEX
)


FINAL = aliased(DecisionNotice)
FINAL_ON = (
    select(func.max(FINAL.notified_on))
    .where(FINAL.application_id == Application.id, FINAL.kind == "final")
    .scalar_subquery()
)


# Until when the first of the notices can be retrieved that lie ready.
READY = (
    select(func.min(IssuedNotice.ends_on))
    .where(
        IssuedNotice.application_id == Application.id,
        IssuedNotice.round == Application.round,
        IssuedNotice.state == Provided.PROVIDED,
    )
    .scalar_subquery()
)


# Whether the notice of the decision left on paper and nobody knows yet when it arrived.
SENT = exists().where(
    IssuedNotice.application_id == Application.id,
    IssuedNotice.round == Application.round,
    IssuedNotice.kind.in_(OF_DECISION),
    IssuedNotice.state == Provided.SENT,
)


def my_cases(session: Session, actor: Actor, now: datetime) -> list[MyCase]:
    """List the cases of the actor's municipalities as lead or partner, the latest first."""
    towns = list(actor.towns)
    if not towns:
        return []
    as_partner = exists().where(
        Partner.application_id == Application.id, Partner.municipality_key.in_(towns)
    )
    rows = session.execute(
        select(
            Application.id,
            Application.reference,
            Application.title,
            Application.state,
            Application.lead_key,
            Application.requested_cents,
            Application.own_closing_at,
            Application.last_act_at,
            Municipality.name.label("lead"),
            Call.code.label("call_code"),
            Call.closes_at,
            DecisionNotice.notified_on,
            FINAL_ON.label("final_on"),
            READY.label("ready"),
            SENT.label("sent"),
        )
        .join(Municipality, Municipality.key == Application.lead_key)
        .join(Call, Call.id == Application.call_id)
        .outerjoin(
            DecisionNotice,
            and_(
                DecisionNotice.application_id == Application.id,
                DecisionNotice.round == Application.round,
                DecisionNotice.kind != "final",
                DecisionNotice.set_aside_on.is_(None),
            ),
        )
        .where(or_(Application.lead_key.in_(towns), as_partner))
        .order_by(Application.last_act_at.desc(), Application.id)
    ).all()
    due = _due(session, [row.id for row in rows])
    signed = _signed(session, [row.id for row in rows if row.state in PARTNERS_DO], towns)
    rights = rights_on(session, actor, [row.id for row in rows if row.state in BEFORE_SUBMISSION])
    today = berlin.local_date(now)
    promised = promised_dues(session, [row.id for row in rows if row.lead_key in towns])
    return [
        with_promise(_case(row, actor, due, signed, rights.get(row.id), today), row, promised)
        for row in rows
    ]


def with_promise(case: MyCase, row: Any, promised: Mapping[UUID, date]) -> MyCase:
    """Say of a case what its town promised; where nothing else is to be done, that is the task."""
    on = promised.get(row.id)
    if on is None or case.task or case.view not in TAKEN:
        return case
    return replace(case, promised=on, due_on=on, task=True)


def _signed(session: Session, ids: list[UUID], towns: list[str]) -> set[UUID]:
    """Return the cases that the actor's own municipality has signed as a partner."""
    if not ids:
        return set()
    standing = select(CoSignature.application_id).where(
        CoSignature.application_id.in_(ids),
        CoSignature.municipality_key.in_(towns),
        CoSignature.ended_at.is_(None),
    )
    return set(session.scalars(standing))


def _due(session: Session, ids: list[UUID]) -> dict[tuple[UUID, str], date]:
    rows = session.execute(
        select(Deadline.application_id, Deadline.kind, Deadline.due_on).where(
            Deadline.application_id.in_(ids),
            Deadline.ended_at.is_(None),
            Deadline.kind.in_(MINDED),
        )
    )
    return {(row.application_id, row.kind): row.due_on for row in rows}


def _case(  # noqa: PLR0913 - a line says that much
    row: Any,
    actor: Actor,
    due: dict[tuple[UUID, str], date],
    signed: set[UUID],
    right: Right | None,
    today: date,
) -> MyCase:
    as_lead = row.lead_key in actor.towns
    view = town_view(
        row.state,
        row.notified_on,
        today,
        ready=row.ready is not None,
        sent=row.sent,
        final_on=row.final_on,
    )
    table = TO_DO if as_lead else PARTNERS_DO | TO_DO
    kind = next((kind for state, kind in table.items() if state == view), None)
    undecided = due.get((row.id, UNDECIDED))
    interim = due.get((row.id, INTERIM)) if as_lead and kind == "proof" else None
    comments = due.get((row.id, ON_INTEREST)) if as_lead and view == State.SETTLING else None
    due_on = comments or undecided or (due.get((row.id, kind)) if kind else None)
    if row.state in (State.DRAFT, State.COSIGNED):
        closing = max(row.own_closing_at or row.closes_at, row.closes_at)
        due_on = berlin.local_date(closing - MOMENT)
    asked = not as_lead and row.state in PARTNERS_DO and row.id not in signed
    return MyCase(
        reference=row.reference,
        title=row.title,
        view=view,
        lead=row.lead,
        as_lead=as_lead,
        call_code=row.call_code,
        requested_cents=row.requested_cents,
        due_on=row.ready or interim or due_on,
        # Who may only read has nothing to do there.
        task=right != Right.READ
        and (
            asked
            or (as_lead and row.ready is not None)
            or (as_lead and kind is not None and undecided is None)
            or comments is not None
        ),
        last_act_at=row.last_act_at,
        right=right,
        interim=None if row.ready else interim,
        retrieves=as_lead and row.ready is not None,
        comments=row.ready is None and comments is not None,
    )


def tasks(cases: list[MyCase]) -> list[MyCase]:
    """Return the cases where it is the town's turn, the most urgent first."""
    return sorted(
        (case for case in cases if case.task),
        key=lambda case: (case.due_on or date.max, case.reference),
    )
