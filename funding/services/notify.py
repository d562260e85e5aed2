"""Owe the notices of a step: who is told, and the facts, frozen in the step's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select

from funding.definition.annexes import SLOTS
from funding.law.berlin import last_day
from funding.models import Account, Person
from funding.models.role import Role
from funding.notices import outbox
from funding.notices.catalogue import OWED, Owed
from funding.notices.keeping_people import keepers as is_keeper
from funding.notices.people import About, Recipient, admins, candidates
from funding.queries.applying.answers import closing_for
from funding.queries.case import Case
from funding.queries.deciding.signing import able_to_sign
from funding.services.applying.told_partners import joint_facts, signing
from funding.services.deadlines.run_timers import Timers
from funding.words.assigning import why_assigned
from funding.words.deadlines import DEADLINES
from workflows.application import APPLICATION, Deed, State, Trigger
from workflows.application.words import PROMISES, SIGNED
from workflows.core import Move

ABOUT_NOBODY = About()
PROPOSING = (Deed.PROPOSED, *SIGNED)
CONTACT = (
    select(Person.name, Account.phone, Account.person_id)
    .join(Account, Account.person_id == Person.id)
    .where(Account.id == bindparam("holder", type_=Uuid))
)


def owe_for_step(case: Case, move: Move[State, Trigger], audit_id: UUID, timers: Timers) -> None:
    """Owe every notice that the catalogue names for the step; somebody is always told."""
    about = about_case(case)
    everyone = candidates(case.session, about)
    due = next((d.on for d in timers.sets if d.kind == timers.due_kind), None)
    if due is None and timers.sets:
        due = timers.sets[0].on
    if due is None and timers.due_at:
        due = last_day(timers.due_at)
    asked = case.request if move.trigger == Trigger.ANSWER_LAPSED else None
    over = _iso(asked.due_on if asked else None)
    own = {d.kind: d.on for d in timers.sets}
    facts = frozen_facts(
        case,
        everyone,
        due=due,
        subject_due=over,
        claim_on=_iso(own.get("claim")),
        decision_on=_iso(own.get("vwgo75")),
        promised=[[kind, _iso(own[kind])] for kind in PROMISES if kind in own],
    )
    amount = int(case.given("amount_cents") or 0)
    meant = [o for o in OWED[move.workflow, move.trigger] if o.when(case.application, amount)]
    wait = held_until(case, move)
    told = sum(
        _owe(
            case,
            owed,
            about,
            everyone,
            _with_own(facts, own.get(owed.deadline)),
            f"{audit_id}",
            not_before=wait,
        )
        for owed in meant
    )
    if told == 0:
        _owe(case, Owed(meant[0].kind, admins), about, everyone, facts, f"{audit_id}")


def held_until(case: Case, move: Move[State, Trigger]) -> datetime | None:
    """Return until when the notices of a step wait: as long as it can be undone."""
    undoable = APPLICATION.rows(move.step.target, Trigger.UNDO_DECISION)
    if not undoable or move.step.source == move.step.target:
        return None
    return case.now + timedelta(minutes=case.rule("undo_minutes"))


def owe(
    case: Case,
    meant: Sequence[Owed],
    *,
    due: date | None = None,
    cause: str = "",
    mentioned: Iterable[UUID] = (),
) -> None:
    """Owe the notices about an act on a case that is no step of it.

    Each is owed once for its ``cause``; where none is named, once for each version of the case.
    """
    about = replace(about_case(case), mentioned=frozenset(mentioned))
    everyone = candidates(case.session, about)
    cause = cause or f"{case.application.id}:{case.application.version}"
    for owed in meant:
        _owe(case, owed, about, everyone, frozen_facts(case, everyone, due=due), cause)


def owe_beside(  # noqa: PLR0913 - which letters, to whom of whom, saying what, on what ground
    case: Case,
    meant: Iterable[Owed],
    about: About,
    everyone: list[Recipient],
    facts: Callable[[Recipient], dict[str, Any]],
    cause: str,
) -> None:
    """Owe the notices about what stands beside a case: a drawdown, an opinion, a claim."""
    for owed in meant:
        _owe(case, owed, about, everyone, facts, cause)


def _owe(  # noqa: PLR0913 - one notice, all of its sides
    case: Case,
    owed: Owed,
    about: About,
    everyone: list[Recipient],
    facts: Callable[[Recipient], dict[str, Any]],
    cause: str,
    not_before: datetime | None = None,
) -> int:
    return outbox.post(
        case.session,
        cause=cause,
        kind=owed.kind,
        recipients=outbox.told(everyone, owed.audience, about),
        facts=facts,
        now=case.now,
        not_before=not_before,
        application_id=case.application.id,
    )


def _with_own(
    facts: Callable[[Recipient], dict[str, Any]], due: date | None
) -> Callable[[Recipient], dict[str, Any]]:
    """Return the facts with the deadline of these readers in the place of the case's."""
    if due is None:
        return facts
    return lambda recipient: facts(recipient) | {"due": _iso(due)}


def about_case(case: Case, proposers: frozenset[UUID] | None = None) -> About:
    """Gather what decides who is told; ``proposers`` of something within the case, where named."""
    app = case.application
    rows = case.surroundings.hands
    return About(
        lead_key=app.lead_key,
        partner_keys=case.partner_keys,
        holder_id=app.holder_id,
        created_by_id=app.created_by_id,
        actor_id=case.actor.account_id,
        hands=frozenset(r.person_id for r in rows if r.deed not in PROPOSING[1:])
        | frozenset(r.person_id for r in rows if r.round == app.round),
        proposers=frozenset(
            r.person_id for r in rows if r.deed in PROPOSING and r.round == app.round
        )
        if proposers is None
        else proposers,
        biased=case.biased,
        notice_recorded=case.notice is not None,
        signers=frozenset(able_to_sign(case)),
        concerned=frozenset(UUID(person) for person in case.given("rights") or {}),
        former_contact=str(case.given("former_contact") or ""),
        **signing(case)._asdict(),
    )


def frozen_facts(
    case: Case, everyone: Sequence[Recipient], *, due: date | None = None, **more: Any
) -> Callable[[Recipient], dict[str, Any]]:
    """Return the facts of a notice as plain JSON, in the recipient's language where it matters."""
    app = case.application
    towns = case.town_names
    action_field = case.action_field
    contact_name, contact_phone = _contact(case, everyone)
    notice = case.final_notice if app.state in (State.RECOVERING, State.SETTLING) else case.notice
    answers = case.answers
    base: dict[str, Any] = {
        "reference": app.reference,
        "title": app.title,
        "municipality": towns.get(app.lead_key, ""),
        "partners": [towns[key] for key in case.partner_keys if key in towns],
        "call": case.call.code,
        "closes_on": _iso(last_day(closing_for(case))),
        "amount_requested": app.requested_cents,
        "amount_proposed": case.given("amount_cents")
        or (case.proposal.amount_cents if case.proposal else 0),
        "amount_approved": app.approved_cents or 0,
        "amount": case.given("amount_cents") or 0,
        "available": case.available_cents if app.field_id else 0,
        "points": "" if app.points is None else f"{app.points / 100:.2f}",
        "actor": case.actor.name,
        "reason": str(case.given("reason") or ""),
        "items": list(case.given("items") or []),
        "promised": [],
        "why": "",
        "annex": "",
        "due": _iso(due),
        "over": bool(due and due < case.today),
        "wanted_on": _iso(case.given("ends_on")),
        "at": case.now.isoformat(),
        "contact_name": contact_name,
        "contact_phone": contact_phone,
        "claim_on": "",
        "decision_on": "",
        "content_sha256": str(case.given("content_sha256") or ""),
        "begins_on": _iso(answers.begins_on),
        "ends_on": _iso(case.ends_on),
        "issued_on": _iso(notice.issued_on if notice else None),
        "notified_on": _iso(notice.notified_on if notice else None),
        "reclaims": app.state == State.RECOVERING,
        "to_come": bool(notice and notice.notified_on > case.today),
        "final_on": _iso(notice.final_on if notice else None),
        "remedy_ends_on": _iso(notice.remedy_ends_on if notice else None),
        "waived_on": _iso(notice.waived_on if notice else None),
        "corrects": bool(case.given("corrects")),
        # A sum that is signed and not notified yet is told to nobody.
        "amount_final": 0 if app.state == State.AUDITED else app.final_cents or 0,
        "amount_paid": app.paid_cents,
        "amount_open": (app.approved_cents or 0) - app.paid_cents,
        "value_date": _iso(case.given("value_on")),
        "keep_until": _iso(due) if app.state in APPLICATION.final_states else "",
        "days": 0,
        "subject_due": "",
        "new_due": "",
        "reminded_on": "",
        "threatened_on": "",
        "deadline": "",
        "path": f"/antraege/{app.reference}",
        "office_path": f"/vorgaenge/{app.reference}",
    }

    own = joint_facts(case)

    def in_words(recipient: Recipient) -> dict[str, Any]:
        language = recipient.language
        facts = (
            base
            | own(recipient)
            | {"field": action_field.name(language) if action_field else ""}
            | more
        )
        facts["leads"] = recipient.role == Role.LEAD_REVIEWER
        facts["promised"] = [
            [kind, DEADLINES[kind].in_(language), on] for kind, on in facts["promised"]
        ]
        if why := case.given("why"):
            facts["why"] = why_assigned(why).in_(language)
        if slot := SLOTS.get(case.given("slot") or ""):
            facts["annex"] = slot.label.in_(language)
        if kind := facts.get("deadline_kind"):
            facts["deadline"] = DEADLINES[kind].in_(language)
        if recipient.municipality_key is None:
            keeps = is_keeper(recipient, ABOUT_NOBODY)
            facts["path"] = f"/aufbewahrung/{app.reference}" if keeps else facts["office_path"]
        elif facts["to_come"]:
            facts["reason"] = ""  # it might tell the outcome before the notice does
        return facts

    return in_words


def _contact(case: Case, everyone: Sequence[Recipient]) -> tuple[str, str]:
    """Return name and telephone of who holds the case, though it be nobody who is told."""
    holder_id = case.application.holder_id
    if holder_id is None:
        return "", ""
    for recipient in everyone:
        if recipient.account_id == holder_id:
            return recipient.name, recipient.phone
    row = case.session.execute(CONTACT, {"holder": holder_id}).one_or_none()
    if row is None or row.person_id in case.biased:
        return "", ""
    return row.name, row.phone


def _iso(value: Any) -> str:
    return value.isoformat() if value else ""
