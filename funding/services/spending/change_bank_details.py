"""Bank details change by two people of the town and a call-back of the office; all are told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from funding import clock
from funding.errors import Fault, Invalid, NotFound, NotPermitted, Outdated
from funding.law import berlin
from funding.models import BankDetails, Municipality
from funding.models.bank_details import mask
from funding.notices import outbox
from funding.notices.catalogue import OWED
from funding.notices.people import About, Recipient, candidates
from funding.policy import CLOCK, Actor, Scope, require
from funding.queries.administration import rules
from funding.queries.spending.bank_details import active_details, next_number, open_details
from funding.services.step import follow
from workflows.bank_details import BANK_DETAILS, Deed, State, Trigger
from workflows.core import Facts, Reason, StepRefused

LONGEST_HOLDER = 70


def propose_account(
    session: Session, actor: Actor, municipality_key: str, *, holder: str, iban: str
) -> BankDetails:
    """Ask for another account of a municipality; another person of the town has to confirm it.

    Raises ``Invalid`` for an IBAN that cannot be (ISO 13616, country and check digits), and
    ``StepRefused`` while one is asked for already.
    """
    require(actor, BANK_DETAILS.name, Trigger.PROPOSE, Scope(municipality_key))
    known = active_details(session, municipality_key)
    clean, name = _checked(holder, iban)
    if open_details(session, municipality_key) is not None:
        raise StepRefused(BANK_DETAILS.name, Trigger.PROPOSE, [Reason("one_account_open")])
    if known is not None and (known.iban, known.holder) == (clean, name):
        raise Invalid(Fault("iban", "iban_known"))
    if actor.person_id is None:
        raise NotPermitted("propose")
    now = clock.now()
    today = berlin.local_date(now)
    details = BankDetails(
        id=uuid4(),
        municipality_key=municipality_key,
        number=next_number(session, municipality_key),
        state=State.NEW,
        version=0,
        holder=name,
        iban=clean,
        proposed_at=now,
        proposed_by_id=actor.person_id,
        due_on=today + timedelta(days=rules.number(session, "bank_days", today)),
        called="",
        remark="",
    )
    session.add(details)
    session.flush()  # its first step belongs to it
    _take(session, actor, details, Trigger.PROPOSE)
    return details


def _checked(holder: str, iban: str) -> tuple[str, str]:
    faults = []
    name, clean = " ".join(holder.split()), ""
    if not name or len(name) > LONGEST_HOLDER:
        faults.append(Fault("holder", "account_holder_missing", {"most": LONGEST_HOLDER}))
    try:
        clean = ibans.validate(iban)
    except ValidationError:
        faults.append(Fault("iban", "iban_wrong"))
    if faults:
        raise Invalid(*faults)
    return clean, name


def confirm_account(
    session: Session,
    actor: Actor,
    key: UUID,
    version: int | None = None,
    *,
    reauthenticated: bool,
) -> None:
    """Sign, as another person of the town, that the account is theirs; the office calls back.

    ``reauthenticated``: the signatory has typed the own password for this signature.
    """
    details = _mine(session, actor, key)
    _take(
        session,
        actor,
        details,
        Trigger.CONFIRM,
        version,
        reauthenticated=reauthenticated,
        confirmed_by_id=actor.person_id,
    )


def call_back(
    session: Session, actor: Actor, key: UUID, called: str, version: int | None = None
) -> None:
    """Note whom the office has called under a number it knew; from then on money goes there."""
    details = _mine(session, actor, key)
    old = active_details(session, details.municipality_key)
    if old is not None and called.strip():
        _take(session, actor, old, Trigger.REPLACE)
    _take(
        session,
        actor,
        details,
        Trigger.CALL_BACK,
        version,
        note=called.strip(),
        called=called.strip(),
        called_by_id=actor.person_id,
        active_since=clock.now(),
    )


def refuse_account(
    session: Session, actor: Actor, key: UUID, reason: str, version: int | None = None
) -> None:
    """Refuse an account that is asked for; the one that stands stays."""
    details = _mine(session, actor, key)
    _take(session, actor, details, Trigger.REFUSE, version, note=reason.strip(), remark=reason)


def lapse_account(session: Session, key: UUID) -> int:
    """Let an account lapse that nobody has confirmed in time."""
    details = session.get_one(BankDetails, key, with_for_update=True)
    _take(session, CLOCK, details, Trigger.LAPSE)
    return 1


def _mine(session: Session, actor: Actor, key: UUID) -> BankDetails:
    """Find bank details for the office or somebody of their town; raises ``NotFound`` to others."""
    details = session.get(BankDetails, key, with_for_update=True)
    if details is None:
        raise NotFound(str(key))
    if not actor.ministry and details.municipality_key not in actor.towns:
        raise NotFound(str(key))
    return details


def _take(  # noqa: PLR0913 - one step, all of its sides
    session: Session,
    actor: Actor,
    details: BankDetails,
    trigger: Trigger,
    version: int | None = None,
    note: str = "",
    *,
    reauthenticated: bool = False,
    **columns: Any,
) -> None:
    if version is not None and version != details.version:
        raise Outdated(version, details.version)
    now = clock.now()
    hands = (
        (Deed.PROPOSED, details.proposed_by_id if details.state != State.NEW else None),
        (Deed.CONFIRMED, details.confirmed_by_id),
        (Deed.CALLED_BACK, details.called_by_id),
    )
    facts = Facts(
        answers={
            "called_number": bool(note),
            "reason_given": bool(note),
            "reauthenticated": reauthenticated,
            "bank_overdue": details.due_on < berlin.local_date(now),
        },
        person=actor.person_id,
        hands=frozenset((str(deed), person) for deed, person in hands if person is not None),
    )
    _move, audit_id = follow(
        session,
        actor,
        BANK_DETAILS,
        details,
        trigger,
        facts,
        at=now,
        note=note,
        details=lambda _move: {
            "municipality_key": details.municipality_key,
            "account": mask(details.iban),
        },
        scope=Scope(details.municipality_key),
        **columns,
    )
    _tell(session, actor, details, trigger, str(audit_id), note)


def _tell(  # noqa: PLR0913 - one notice, all of its sides
    session: Session,
    actor: Actor,
    details: BankDetails,
    trigger: Trigger,
    cause: str,
    reason: str,
) -> None:
    """Tell everybody of the town, and the office where it has to act; none knows the whole IBAN."""
    about = About(lead_key=details.municipality_key, actor_id=actor.account_id)
    town = session.get_one(Municipality, details.municipality_key).name
    base = {
        "municipality": town,
        "actor": actor.name,
        "bank_account": mask(details.iban),
        "reason": reason if trigger == Trigger.REFUSE else "",
        "due": details.due_on.isoformat(),
        "year": details.proposed_at.year,
    }

    def in_words(recipient: Recipient) -> dict[str, Any]:
        office = recipient.municipality_key is None
        path = f"/mittel/bankverbindungen/{details.id}" if office else "/bankverbindung"
        return base | {"path": path}

    everyone = candidates(session, about)
    for owed in OWED[BANK_DETAILS.name, trigger]:
        outbox.post(
            session,
            cause=cause,
            kind=owed.kind,
            recipients=outbox.told(everyone, owed.audience, about),
            facts=in_words,
            now=clock.now(),
        )
