"""A municipality begins an application."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from funding import clock
from funding.definition import CURRENT
from funding.errors import Fault, Invalid, NotFound
from funding.models import Answers, Application, Call, EnteredBody, Municipality
from funding.policy import Actor
from funding.queries.case import Case
from funding.services import step
from funding.services.applying.take_over import take_over
from workflows.application import APPLICATION, State, Trigger


def open_draft(
    session: Session, actor: Actor, call_code: str, lead_key: str, source: str = ""
) -> Application:
    """Open a draft in a call for a municipality; its reference number is the call's next.

    ``source`` is the reference of an earlier case of the municipality to begin from.
    """
    call = session.query(Call).filter_by(code=call_code).one_or_none()
    if call is None:
        raise NotFound(call_code)
    if lead_key not in actor.towns:
        raise Invalid(Fault("municipality", "not_your_municipality"))
    now = clock.now()
    number = session.scalar(
        update(Call)
        .where(Call.id == call.id)
        .values(last_number=Call.last_number + 1)
        .returning(Call.last_number)
        .execution_options(synchronize_session=False)
    )
    application = Application(
        reference=f"KP-{call.year}-{number:04d}",
        call_id=call.id,
        lead_key=lead_key,
        title="",
        state=State.NEW,
        version=0,
        definition_version=APPLICATION.version,
        created_at=now,
        created_by_id=actor.account_id,
        last_act_at=now,
    )
    session.add(application)
    session.flush()  # the answers and the step refer to it
    answers = Answers(application_id=application.id, declarations=[], entries={})
    answers.form_version = CURRENT
    lead = session.get_one(Municipality, lead_key)
    answers.keep("applicant_kind", lead.applicant_kind)
    if lead.kind == "own_operation" and (entered := session.get(EnteredBody, lead_key)):
        answers.keep("bearing_town", entered.seat_key)
    session.add(answers)
    session.flush()
    case = Case(session, actor, application, {})
    if source:
        take_over(case, source)
    step.take(case, Trigger.OPEN_DRAFT)
    return application
