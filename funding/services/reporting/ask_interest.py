"""Interest is proposed, the town is heard about it, and it is claimed by notice or given up."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.errors import NotFound, NotPermitted, Outdated
from funding.law.remedies import final_on
from funding.models import Application, InterestClaim, IssuedNotice, Recovery
from funding.models.interest_claim import COMMENTED, LAPSED
from funding.models.recovery import INTEREST
from funding.policy import CLOCK, Actor, require
from funding.queries import find
from funding.queries.applying.submission import fingerprint
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reporting.interest import CaseInterest, interest_of
from funding.queries.reporting.interest_claims import heard_about, open_proposal, proposal_by
from funding.queries.reporting.interest_figures import figures_of
from funding.queries.reporting.interest_notice import interest_content
from funding.queries.spending.answers import notice_dated
from funding.queries.spending.papers import About
from funding.services import step
from funding.services.reporting.interest_limit import keep_limit
from funding.services.reporting.interest_step import take
from funding.services.reporting.order_interest import ordered
from funding.services.spending.issue_notice import end_about
from funding.services.spending.record_notice import remedy_end
from funding.services.spending.remedy_period import keep_period
from workflows.core import Reason, StepRefused
from workflows.interest_claim import INTEREST_CLAIM, State, Trigger


def propose_interest(
    session: Session, actor: Actor, key: UUID | str, reason: str, version: int | None = None
) -> InterestClaim:
    """Freeze the interest of a case and put it to the town, or to an approver if it was heard."""
    return _begin(session, actor, key, Trigger.PROPOSE, reason, version)


def propose_giving_up(
    session: Session, actor: Actor, key: UUID | str, reason: str, version: int | None = None
) -> InterestClaim:
    """Propose with reasons that interest is not asked for; another person confirms it."""
    return _begin(session, actor, key, Trigger.PROPOSE_GIVING_UP, reason, version)


def give_up_small(
    session: Session, actor: Actor, key: UUID | str, reason: str = "", version: int | None = None
) -> InterestClaim:
    """Note that interest below the limit is not asked for (Kleinbetrag, § 59 SäHO)."""
    return _begin(session, actor, key, Trigger.GIVE_UP_SMALL, reason, version)


def _begin(  # noqa: PLR0913 - who begins what on which case, why, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    trigger: Trigger,
    reason: str,
    version: int | None,
) -> InterestClaim:
    case = find.case(session, actor, key)
    require(actor, INTEREST_CLAIM.name, trigger, case.scope)
    if actor.person_id is None:
        raise NotPermitted(trigger)
    found = interest_of(case)
    if found.cents <= 0:
        raise StepRefused(INTEREST_CLAIM.name, trigger, [_none(found)])
    last = session.scalar(
        select(func.max(InterestClaim.number)).where(
            InterestClaim.application_id == case.application.id
        )
    )
    one = InterestClaim(
        id=uuid4(),
        application_id=case.application.id,
        number=(last or 0) + 1,
        state=State.NEW,
        version=0,
        amount_cents=found.cents,
        floor_cents=found.floor_cents,
        figures=figures_of(case, found),
        reason=reason.strip(),
        proposed_at=case.now,
        proposed_by_id=actor.person_id,
    )
    earlier = heard_about(case, found) if trigger == Trigger.PROPOSE else None
    if earlier is not None:
        one.heard_at, one.heard_by = earlier.heard_at, earlier.heard_by
    step.touch(case, version)  # of two who propose at once one is too late
    session.add(one)
    session.flush()  # its first step belongs to it
    take(case, one, trigger, {"reason": reason})
    return one


def _none(found: CaseInterest) -> Reason:
    """Return why there is nothing to propose: a base rate is missing, or all has lapsed."""
    if found.missing is not None:
        return Reason("interest_computed", {"date": found.missing})
    return Reason("interest_due", {"amount": found.cents, "floor": found.floor_cents})


def save_comment(
    session: Session, actor: Actor, key: UUID | str, comment: str, version: int | None = None
) -> InterestClaim:
    """Keep what an editor has written so far; a signatory sends it."""
    case = find.case(session, actor, key)
    require(actor, "act", "prove", case.scope)
    one = _asked(case)
    if one.state != State.HEARING:
        raise StepRefused(INTEREST_CLAIM.name, Trigger.COMMENT, [Reason("wrong_state")])
    if version is not None and version != one.version:
        raise Outdated(version, one.version, one.id)
    one.comment = comment
    one.version += 1
    return one


def comment_on_interest(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> InterestClaim:
    """Send the town's comment, signed."""
    case = find.case(session, actor, key, details)
    one = _asked(case)
    said = str(details.get("comment") or "").strip()
    heard: dict[str, Any] = {"comment": said, "heard_at": case.now, "heard_by": COMMENTED}
    take(case, one, Trigger.COMMENT, {"comment": said}, version=version, **heard)
    return one


def weigh_comment(  # noqa: PLR0913 - who weighs which, how, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    weighing: str,
    version: int | None = None,
) -> InterestClaim:
    """Write how the town's comment was weighed (§ 28 VwVfG); an approver then signs the notice."""
    case = find.case(session, actor, key)
    one = proposal_by(case, number)
    columns: dict[str, Any] = {"weighing": weighing.strip(), "weighed_by_id": actor.person_id}
    take(case, one, Trigger.WEIGH, {"weighing": weighing}, version=version, **columns)
    return one


def sign_interest(  # noqa: PLR0913 - who signs which with which days, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    details: Details,
    version: int | None = None,
) -> InterestClaim:
    """Sign the notice about interest: what it claims is payable a month after it is final."""
    case = find.case(session, actor, key, details)
    one = proposal_by(case, number)
    by: dict[str, Any] = {"decided_at": case.now, "decided_by_id": _person(case)}
    claim, columns = None, dict[str, Any]()
    if details.get("notified_on") and notice_dated(case):
        content = interest_content(case, one, details["issued_on"], actor.person_id)
        claim, columns = _claimed(case, one, content, by["decided_by_id"])
    take(case, one, Trigger.SIGN, {}, version=version, adds=claim, **by, **columns)
    keep_period(case, Trigger.SIGN)
    return one


def serve_interest(case: Case, issue: IssuedNotice) -> None:
    """Claim the interest of which the town is notified now, by the notice that was signed.

    The case was found with the details of the notification.
    """
    one = case.session.get_one(InterestClaim, issue.subject_id)
    by: dict[str, Any] = {"decided_at": case.now, "decided_by_id": issue.signed_by_id}
    claim, columns = _claimed(case, one, issue.content, issue.signed_by_id or _person(case))
    take(case, one, Trigger.SERVE, {}, adds=claim, **by, **columns)
    keep_period(case, Trigger.SERVE)


def _claimed(
    case: Case, one: InterestClaim, content: dict[str, Any], signer_id: UUID
) -> tuple[Recovery, dict[str, Any]]:
    """Return the claim of a notice, and what is kept of its days and words."""
    details = case.details or Details()
    columns = _days(case, details)
    details["document_sha256"] = fingerprint(content)
    claim = ordered(case, one, columns, signer_id)
    return claim, columns | {"content": content, "recovery_id": claim.id}


def _days(case: Case, details: Details) -> dict[str, Any]:
    """Return the days of the notice; remedy period (§ 74 VwGO) and finality follow by law."""
    ends, waived_on = remedy_end(case), details.get("waived_on")
    return {
        "issued_on": details["issued_on"],
        "channel": details["channel"],
        "notified_on": details["notified_on"],
        "remedy_ends_on": ends,
        "waived_on": waived_on,
        "final_on": final_on(ends, waived_on),
        "evidence": details.get("evidence", ""),
    }


def _decided(case: Case) -> dict[str, Any]:
    return {"decided_at": case.now, "decided_by_id": _person(case)}


def _person(case: Case) -> UUID:
    if case.actor.person_id is None:
        raise NotPermitted(INTEREST_CLAIM.name)
    return case.actor.person_id


def confirm_giving_up(
    session: Session, actor: Actor, key: UUID | str, number: int, version: int | None = None
) -> InterestClaim:
    """Confirm, as another person, that interest is not asked for."""
    case = find.case(session, actor, key)
    one = proposal_by(case, number)
    take(case, one, Trigger.CONFIRM_GIVING_UP, {}, version=version, **_decided(case))
    return one


def return_interest(  # noqa: PLR0913 - who returns which, why, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    reason: str,
    version: int | None = None,
) -> InterestClaim:
    """Send a proposal back with reasons; the proof auditor proposes anew."""
    case = find.case(session, actor, key)
    one = proposal_by(case, number)
    columns = {"decision": reason.strip(), **_decided(case)}
    end_about(case, About(INTEREST, one.id), Trigger.RETURN, reason)
    take(case, one, Trigger.RETURN, {"reason": reason}, version=version, **columns)
    return one


def withdraw_interest(  # noqa: PLR0913 - who withdraws which, why, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    number: int,
    reason: str,
    version: int | None = None,
) -> InterestClaim:
    """Take a proposal back that nobody has decided, with reasons."""
    case = find.case(session, actor, key)
    one = proposal_by(case, number)
    columns: dict[str, Any] = {"decision": reason.strip()}
    end_about(case, About(INTEREST, one.id), Trigger.WITHDRAW, reason)
    take(case, one, Trigger.WITHDRAW, {"reason": reason}, version=version, **columns)
    return one


def by_clock(session: Session, key: UUID, deed: str) -> int:
    """Let a hearing about interest end without a comment, or a year of interest lapse."""
    if deed == "year":
        case = find.case(session, CLOCK, session.get_one(Application, key, with_for_update=True).id)
        keep_limit(case, "lapse")
        return 0
    one = session.get_one(InterestClaim, key, with_for_update=True)
    case = find.case(session, CLOCK, one.application_id)
    take(case, one, Trigger.LAPSE, {}, heard_at=case.now, heard_by=LAPSED)
    return 1


def _asked(case: Case) -> InterestClaim:
    one = open_proposal(case)
    if one is None:
        raise NotFound("interest")
    return one
