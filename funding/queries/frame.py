"""The frame of a case, and its papers: what is read with it, in queries that are built once."""

from __future__ import annotations

from sqlalchemy import Integer, String, Uuid, and_, bindparam, select

from funding.models import (
    ActionField,
    Answers,
    Application,
    BudgetLine,
    Call,
    DecisionNotice,
    Envelope,
    Municipality,
    Proposal,
)

CASE = bindparam("case", type_=Uuid)

FRAME = (
    select(
        Application,
        Call,
        Envelope,
        BudgetLine,
        ActionField,
        Answers,
        Municipality.key.label("lead_key"),
        Municipality.name.label("lead_name"),
        Municipality.kind.label("lead_kind"),
    )
    .select_from(Application)
    .join(Call, Call.id == Application.call_id)
    .outerjoin(Envelope, Envelope.call_id == Application.call_id)
    .outerjoin(
        BudgetLine,
        and_(
            BudgetLine.call_id == Application.call_id,
            BudgetLine.field_id == Application.field_id,
        ),
    )
    .outerjoin(ActionField, ActionField.id == Application.field_id)
    .outerjoin(Answers, Answers.application_id == Application.id)
    .outerjoin(Municipality, Municipality.key == Application.lead_key)
)
FRAME_BY_ID = FRAME.where(Application.id == CASE)
FRAME_BY_REFERENCE = FRAME.where(Application.reference == bindparam("case", type_=String))

PAPERS = (
    select(Proposal, DecisionNotice)
    .select_from(Application)
    .outerjoin(
        Proposal,
        and_(
            Proposal.application_id == Application.id,
            Proposal.round == bindparam("round", type_=Integer),
        ),
    )
    .outerjoin(
        DecisionNotice,
        and_(
            DecisionNotice.application_id == Application.id,
            DecisionNotice.round == bindparam("round", type_=Integer),
            DecisionNotice.kind != "final",
            DecisionNotice.set_aside_on.is_(None),
        ),
    )
    .where(Application.id == CASE)
)
