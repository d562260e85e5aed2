"""The office records that a notice was attacked at court, and how that ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from funding.errors import NotFound, NotPermitted, Outdated
from funding.models import Recovery, Remedy
from funding.models.recovery import INTEREST
from funding.notices.catalogue import OWED
from funding.notices.people import Recipient, candidates
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.spending.proceedings import look_on
from funding.queries.spending.remedies import (
    Standing,
    notice_against,
    notices_of,
    remedies_of,
)
from funding.queries.spending.remedy_answers import facts_of
from funding.services import step
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.reporting.drop_claim import drop_claim
from funding.services.reporting.interest_limit import keep_limit
from funding.services.spending.finality import (
    finality_rests,
    finality_resumes,
    goes_on,
    keep_waiting,
)
from funding.services.spending.remedy_period import keep_period
from workflows.remedy import REMEDY, State, Trigger


@dataclass(frozen=True, slots=True)
class Filing:
    """An action against a notice of a kind: on which day (Berlin), at which court.

    ``round``: which of the notices of the kind; without it the last one.
    """

    kind: str
    filed_on: date
    court: str
    court_reference: str = ""
    reinstated: str = ""
    round: int | None = None


def file_remedy(
    session: Session, actor: Actor, key: UUID | str, filing: Filing, version: int | None = None
) -> Remedy:
    """Record an action against a notice: it is not final meanwhile, and money rests (§ 80 VwGO).

    Raises ``NotFound`` where no notice of the kind stands, ``Outdated`` where the case was changed.
    """
    case = find.case(session, actor, key)
    require(actor, REMEDY.name, Trigger.FILE, case.scope)
    notice = _meant(case, filing)
    if notice is None or actor.person_id is None:
        raise NotFound(filing.kind)
    if version is not None and version != case.application.version:
        raise Outdated(version, case.application.version)
    remedy = begun(case, notice, filing)
    session.add(remedy)
    _take(case, remedy, Trigger.FILE, {"day": filing.filed_on})
    finality_rests(case, notice, Trigger.FILE)
    keep_period(case, Trigger.FILE)
    return remedy


def _meant(case: Case, filing: Filing) -> Standing | None:
    """Return the notice that is attacked, if it stands."""
    of_kind = [one for one in notices_of(case) if one.kind == filing.kind]
    return next((one for one in reversed(of_kind) if filing.round in (None, one.round)), None)


def begun(case: Case, notice: Standing, filing: Filing) -> Remedy:
    """Return a remedy against a notice that nobody has recorded yet."""
    if case.actor.person_id is None:
        raise NotPermitted("remedy")
    return Remedy(
        id=uuid4(),
        application_id=case.application.id,
        kind=notice.kind,
        round=notice.round,
        state=State.NEW,
        version=0,
        filed_on=filing.filed_on,
        court=filing.court,
        court_reference=filing.court_reference,
        reinstated=filing.reinstated,
        recorded_at=case.now,
        recorded_by_id=case.actor.person_id,
        outcome="",
    )


def inquire(  # noqa: PLR0913 - who notes what of which proceedings
    session: Session,
    actor: Actor,
    key: UUID | str,
    remedy_id: UUID,
    reason: str,
    version: int | None = None,
) -> Remedy:
    """Note where the proceedings stand; it is asked again after the days of the rule."""
    case = find.case(session, actor, key)
    remedy = _found(case, remedy_id, version)
    _take(case, remedy, Trigger.INQUIRE, {"day": case.today, "reason": reason})
    keep_waiting(case, Trigger.INQUIRE)
    return remedy


def end_remedy(  # noqa: PLR0913 - who ends which proceedings how, when and why
    session: Session,
    actor: Actor,
    key: UUID | str,
    remedy_id: UUID,
    trigger: Trigger,
    *,
    ended_on: date,
    reason: str,
    version: int | None = None,
) -> Remedy:
    """Record how an action ended: the notice stands and is final from that day, or is set aside.

    What a notice about interest claims ends when it is set aside; what stands may be claimed anew.
    """
    case = find.case(session, actor, key)
    remedy = _found(case, remedy_id, version)
    who: dict[str, Any] = {"ended_on": ended_on, "ended_by_id": actor.person_id, "outcome": reason}
    notice = notice_against(case, remedy)
    _take(case, remedy, trigger, {"day": ended_on, "reason": reason}, **who)
    if trigger == Trigger.UPHOLD and notice is not None:
        finality_resumes(case, notice, ended_on, trigger)
    elif trigger == Trigger.SET_ASIDE and notice is not None and notice.kind == INTEREST:
        _end_interest(case, notice, ended_on)
    keep_waiting(case, trigger)
    keep_period(case, trigger)
    return remedy


def _end_interest(case: Case, notice: Standing, ended_on: date) -> None:
    """End what is claimed by a notice about interest that does not stand any more."""
    claim = case.session.get_one(Recovery, notice.claim_id)
    drop_claim(case, claim)
    keep_limit(case, str(Trigger.SET_ASIDE))
    goes_on(case, notice, ended_on, Trigger.SET_ASIDE)


def _found(case: Case, remedy_id: UUID, version: int | None) -> Remedy:
    remedy = next((one for one in remedies_of(case) if one.id == remedy_id), None)
    if remedy is None:
        raise NotFound(str(remedy_id))
    if version is not None and version != remedy.version:
        raise Outdated(version, remedy.version, remedy.id)
    return remedy


def _take(
    case: Case, remedy: Remedy, trigger: Trigger, given: Mapping[str, Any], **columns: Any
) -> None:
    """Take a step of a remedy, and owe its notices. Raises as a step of a case does."""
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        REMEDY,
        remedy,
        trigger,
        facts_of(case, remedy, given),
        at=case.now,
        note=str(given.get("reason") or remedy.reinstated),
        details=lambda _move: {
            "reference": case.application.reference,
            "kind": remedy.kind,
            "day": given["day"].isoformat(),
        },
        scope=case.scope,
        **columns,
    )
    asked = look_on(case, remedy)
    about = about_case(case)
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=asked)
    notice = notice_against(case, remedy)
    issued = notice.issued_on.isoformat() if notice else ""

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        return facts(recipient) | {
            "issued_on": issued,
            "value_date": given["day"].isoformat(),
            "interest": remedy.kind == INTEREST,
            "reason": "" if town else str(given.get("reason") or ""),
        }

    owe_beside(case, OWED[REMEDY.name, trigger], about, everyone, in_words, str(audit_id))
