"""The office asks for an opinion; whoever is asked accepts, gives it, or declines."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid, NotFound, Outdated
from funding.models import Account, Application, Opinion
from funding.models.opinion import KINDS, VERDICTS
from funding.notices.catalogue import OWED
from funding.policy import CLOCK, Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.opinions import asked_before
from funding.services.accounts.invite import account_for
from funding.services.reviewing import opinion_step
from funding.services.reviewing.opinion_step import REMINDED, take, tell
from funding.words.visible import said
from workflows.opinion import OPINION, OUTSTANDING, State, Trigger

LONGEST = 8000


def ask_opinion(  # noqa: PLR0913 - who asks whom what on which case until when
    session: Session,
    actor: Actor,
    key: UUID | str,
    *,
    kind: str,
    name: str,
    email: str,
    question: str,
    due_on: date,
) -> Opinion:
    """Invite somebody by their address to give an opinion on this one case until a day (Berlin).

    Who has no account yet gets one without any role, and the letter to set a password. Raises
    ``Invalid`` for what cannot be, ``StepRefused`` where the person is biased or has a hand in it.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "ask_opinion", case.scope)
    faults = []
    if kind not in KINDS:
        faults.append(Fault("kind", "choose"))
    if not said(question) or len(question) > LONGEST:
        faults.append(Fault("question", "question_missing", {"most": LONGEST}))
    if due_on <= case.today:
        faults.append(Fault("due_on", "day_past"))
    if faults:
        raise Invalid(*faults)
    account = account_for(session, actor, name=name, email=email)
    if asked_before(session, case.application.id, account.person_id):
        raise Invalid(Fault("email", "already_asked"))
    opinion = Opinion(
        id=uuid4(),
        application_id=case.application.id,
        account_id=account.id,
        kind=kind,
        question=question.strip(),
        state=State.NEW,
        version=0,
        invited_by_id=actor.account_id,
        invited_at=case.now,
        due_on=due_on,
    )
    session.add(opinion)
    session.flush()  # its first step belongs to it
    take(case, opinion, Trigger.INVITE)
    return opinion


def asked_case(session: Session, actor: Actor, opinion_id: UUID) -> tuple[Case, Opinion]:
    """Return an opinion and its case to who was asked for it; raises ``NotFound`` to others.

    Who was asked may not know of the case otherwise: they see what the opinion needs.
    """
    opinion = session.get(Opinion, opinion_id)
    account = session.get_one(Account, opinion.account_id) if opinion else None
    mine = account is not None and account.person_id == actor.person_id
    if opinion is None or not mine or opinion.state == State.RECALLED:
        raise NotFound(str(opinion_id))
    case = Case(session, actor, session.get_one(Application, opinion.application_id))
    if not opinion_step.fit(case, opinion.account_id):
        raise NotFound(str(opinion_id))  # a bias or a tie that has come since
    return case, opinion


def answer_asked(  # noqa: PLR0913 - who answers what on which, having read which version
    session: Session, actor: Actor, opinion_id: UUID, *, accept: bool, reason: str, version: int
) -> None:
    """Accept, which says that one is not biased (§§ 20, 21 VwVfG), or decline with a reason."""
    case, opinion = asked_case(session, actor, opinion_id)
    if accept:
        take(case, opinion, Trigger.ACCEPT, version=version, accepted_at=case.now)
    else:
        take(case, opinion, Trigger.DECLINE, version=version, note=reason, ended_at=case.now)


def give_opinion(  # noqa: PLR0913 - who says what on which, having read which version
    session: Session, actor: Actor, opinion_id: UUID, *, verdict: str, text: str, version: int
) -> bool:
    """Give an opinion once; tell whether it counts. After its day it is kept, and does not."""
    case, opinion = asked_case(session, actor, opinion_id)
    if verdict not in VERDICTS:
        raise Invalid(Fault("verdict", "choose"))
    if not said(text) or len(text) > LONGEST:
        raise Invalid(Fault("text", "opinion_missing", {"most": LONGEST}))
    if opinion.late:
        raise Invalid(Fault("text", "opinion_given"))
    if opinion.accepted_at is None and opinion.state != State.INVITED:
        raise NotFound(str(opinion_id))  # who never accepted has not said that they are unbiased
    if opinion.state == State.ACCEPTED and opinion.due_on < case.today:
        if version != opinion.version:
            raise Outdated(version, opinion.version, opinion.id)
        # The clock has not come to it yet; the last day is over all the same.
        as_clock = Case(session, CLOCK, case.application)
        take(as_clock, opinion, Trigger.LAPSE, ended_at=case.now)
        version = opinion.version
    late = opinion.state == State.LAPSED
    trigger = Trigger.GIVE_LATE if late else Trigger.GIVE
    given: dict[str, Any] = {
        "verdict": verdict,
        "text": text.strip(),
        "ended_at": case.now,
        "late": late,
    }
    take(case, opinion, trigger, version=version, **given)
    return not late


def recall_opinion(
    session: Session, actor: Actor, key: UUID | str, opinion_id: UUID, reason: str
) -> None:
    """Call an opinion off that is not needed any more; who was asked is told."""
    case = find.case(session, actor, key)
    require(actor, "act", "ask_opinion", case.scope)
    opinion = session.get(Opinion, opinion_id)
    if opinion is None or opinion.application_id != case.application.id:
        raise NotFound(str(opinion_id))
    take(case, opinion, Trigger.RECALL, note=reason, ended_at=case.now)


def by_clock(session: Session, opinion_id: UUID, deed: str) -> int:
    """Do what is due on an opinion: remind of it, let it lapse, or call it off."""
    opinion = session.get_one(Opinion, opinion_id)
    # The case first, as whoever answers does: two that lock the other way round wait for ever.
    session.execute(opinion_step.lock(opinion.application_id))
    session.refresh(opinion)
    if opinion.state not in OUTSTANDING:
        return 0
    case = Case(session, CLOCK, session.get_one(Application, opinion.application_id))
    if deed == "remind":
        if opinion.reminded_at is None:
            opinion.reminded_at = clock.now()
            tell(case, opinion, OWED[REMINDED], f"{opinion.id}:{opinion.due_on}")
        return 1
    trigger, note = (Trigger.RECALL, "–") if deed == "recall" else (Trigger.LAPSE, "")
    opinion_step.take(case, opinion, trigger, note=note, ended_at=case.now)
    return 1


__all__ = ["OPINION", "answer_asked", "ask_opinion", "by_clock", "give_opinion", "recall_opinion"]
