"""What somebody is about to do on a case, and what spoils one thing about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, select, update

from funding.law import berlin
from funding.law.notifying import deemed_notified
from funding.models import (
    Absence,
    Account,
    Annex,
    Answers,
    Application,
    Assessment,
    AuditEntry,
    BiasDeclaration,
    BudgetLine,
    Call,
    Change,
    CheckPoint,
    Deadline,
    DecisionNotice,
    Drawdown,
    Envelope,
    Hand,
    Hearing,
    InformationRequest,
    InterestClaim,
    InterimProof,
    IssuedNotice,
    Municipality,
    Opinion,
    Payment,
    Person,
    ProofCheck,
    ProofGoal,
    ProofLine,
    Receipt,
    ReceiptJudgement,
    Received,
    Recovery,
    Reminder,
    RequestExtension,
    RequestItem,
    RoleGrant,
    RuleValue,
    SampleCase,
    SigningLimit,
    StoredFile,
)
from workflows.application import State, Trigger

REVIEWER, OTHER = "sachbearbeitung1@smi.example", "sachbearbeitung2@smi.example"
SIGNER = "entscheidung1@smi.example"
FOUR = (REVIEWER, OTHER, "haushalt@smi.example", "kasse@smi.example")
RODEWISCH, RODEWISCH_SIGNS = "14523360", "zeichnung@rodewisch.example"


@dataclass
class Attempt:
    """What somebody is about to do; a spoiler changes one thing about it."""

    session: Any
    application: Application
    actor: str | None
    details: dict[str, Any]
    today: date
    clock: datetime

    def change(self, model: type, **values: Any) -> None:
        """Change the rows of a model that belong to the case."""
        condition = model.application_id == self.application.id
        self.session.execute(update(model).where(condition).values(**values))

    @property
    def now(self) -> datetime:
        """Return the instant of the attempt."""
        return berlin.at_hour(self.today, 10)

    def account(self, email: str) -> Account:
        """Return somebody's account."""
        return self.session.scalars(select(Account).where(Account.email == email)).one()


Spoiler = Callable[[Attempt], Any]


@dataclass(frozen=True)
class Act:
    """A step that is possible: from where, by whom, with what, on which day, after what."""

    trigger: Trigger
    source: State
    actor: str | None
    details: Callable[[date], dict[str, Any]] = lambda _today: {}
    day: date | None = None
    prepare: Callable[[Any, str], Any] = lambda _story, _reference: None
    begin: Spoiler = lambda _attempt: None
    spoilers: dict[str, list[Spoiler]] = field(default_factory=dict)
    brought: State | None = None
    ready: bool = False
    write: Callable[[Any], str] | None = None


def typed(**changes: Any) -> Spoiler:
    """Spoil what was typed."""
    return lambda attempt: attempt.details.update(changes)


def by(email: str | None) -> Spoiler:
    """Let somebody else do it."""
    return lambda attempt: setattr(attempt, "actor", email)


def on_case(**values: Any) -> Spoiler:
    """Change the case itself."""
    return lambda a: [setattr(a.application, name, value) for name, value in values.items()]


def on(model: type, **values: Any) -> Spoiler:
    """Change what belongs to the case."""
    return lambda attempt: attempt.change(model, **values)


def on_call(**values: Any) -> Spoiler:
    """Change the call of the case."""
    return lambda a: a.session.execute(
        update(Call).where(Call.id == a.application.call_id).values(**values)
    )


def on_line(**values: Any) -> Spoiler:
    """Change the budget line of the case."""
    return lambda a: a.session.execute(
        update(BudgetLine).where(BudgetLine.field_id == a.application.field_id).values(**values)
    )


def changed_since(attempt: Attempt) -> None:
    """Let a late answer have come in after the proposal."""
    about = {
        "workflow": "application",
        "subject_id": attempt.application.id,
        "definition_version": 1,
        "trigger": "answer_late",
        "source": attempt.application.state,
        "target": attempt.application.state,
        "actor_role": "applicant_editor",
        "at": attempt.now,
    }
    attempt.session.add(AuditEntry(**about, version=99, previous_hash="", hash="x"))


def successor(attempt: Attempt) -> None:
    """Let the register name Rodewisch as the successor of the lead."""
    lead = attempt.session.get(Municipality, attempt.application.lead_key)
    lead.successor_key = RODEWISCH
    attempt.details["successor_signatory_id"] = attempt.account(RODEWISCH_SIGNS).id


def nothing_promised(attempt: Attempt) -> None:
    """Let the application promise no annex."""
    attempt.change(Answers, entries={})


def annex_there(attempt: Attempt) -> None:
    """Let the promised annex have come in."""
    app = attempt.application
    by = {"application_id": app.id, "at": attempt.now, "uploaded_by_id": app.created_by_id}
    file = StoredFile(id=uuid4(), name="Beschluss.pdf", size=1, sha256="e" * 64, **by)
    attempt.session.add(file)
    attempt.session.flush()
    at = {"added_by_id": app.created_by_id, "added_at": attempt.now}
    attempt.session.add(Annex(application_id=app.id, slot="resolution", file_id=file.id, **at))


def new_holder(email: str) -> Spoiler:
    """Name the new holder."""
    return lambda a: a.details.update(new_holder_id=a.account(email).id)


def at_home(email: str) -> Spoiler:
    """Give a person a second role, in the municipality of the case."""

    def spoil(a: Attempt) -> None:
        a.session.add(
            RoleGrant(
                account_id=a.account(email).id,
                role="applicant_editor",
                municipality_key=a.application.lead_key,
            )
        )

    return spoil


def signing_limit(cents: int) -> Spoiler:
    """Bound what the actor may sign."""

    def spoil(a: Attempt) -> None:
        person_id = a.account(a.actor).person_id
        a.session.execute(delete(SigningLimit).where(SigningLimit.person_id == person_id))
        row = {"person_id": person_id, "valid_from": date(2022, 1, 1), "source": "so"}
        a.session.add(SigningLimit(limit_cents=cents, **row))

    return spoil


def by_another(a: Attempt) -> None:
    """Let another reviewer do it, who has declared no bias."""
    a.actor = OTHER
    row = {"application_id": a.application.id, "person_id": a.account(OTHER).person_id}
    a.session.add(BiasDeclaration(**row, biased=False, at=a.now))


def undeclared(a: Attempt) -> None:
    """Let the actor not have answered the question of bias."""
    person_id = a.account(a.actor).person_id
    a.session.execute(delete(BiasDeclaration).where(BiasDeclaration.person_id == person_id))


def in_place_of_a_signer(a: Attempt) -> None:
    """Let the actor stand in for somebody who has signed in this round."""
    signer = a.account("entscheidung3@smi.example")
    actor = a.account(a.actor)
    days = {"begins_on": a.today, "ends_on": a.today}
    entered = {"entered_by_id": signer.id, "entered_at": a.now}
    a.session.add(Absence(person_id=signer.person_id, deputy_id=actor.person_id, **days, **entered))
    row = {"application_id": a.application.id, "person_id": signer.person_id, "at": a.now}
    a.session.add(Hand(**row, deed="approved_also", round=a.application.round))


def better_ranked(a: Attempt) -> None:
    """Put a better case on the list."""
    other = a.session.scalars(select(Application).where(Application.id != a.application.id)).first()
    other.state, other.points, other.field_id = State.WAITLISTED, 499, a.application.field_id


def no_successor(a: Attempt) -> None:
    """Let the register name nobody."""
    a.session.get(Municipality, a.application.lead_key).successor_key = None


def signed_by(email: str) -> Spoiler:
    """Let somebody else sign for the successor."""
    return lambda a: a.details.update(successor_signatory_id=a.account(email).id)


def inactive(email: str) -> Spoiler:
    """Close an account."""
    return lambda a: setattr(a.account(email), "active", False)


def hand(email: str, deed: str) -> Spoiler:
    """Let somebody have done a deed in this round."""

    def spoil(a: Attempt) -> None:
        person_id = a.account(email).person_id
        row = {"application_id": a.application.id, "person_id": person_id, "deed": deed}
        a.session.add(Hand(**row, round=a.application.round, at=a.now))

    return spoil


def biased_quietly(email: str) -> Spoiler:
    """Let somebody have declared bias, long ago."""
    return _bias(email, timedelta(days=-300))


def biased(email: str) -> Spoiler:
    """Let somebody declare bias now, after all that was done."""
    return _bias(email, timedelta(days=1))


def _bias(email: str, when: timedelta) -> Spoiler:
    def spoil(a: Attempt) -> None:
        person_id = a.account(email).person_id
        known = select(BiasDeclaration).where(
            BiasDeclaration.application_id == a.application.id,
            BiasDeclaration.person_id == person_id,
        )
        row = a.session.scalar(known) or BiasDeclaration(
            application_id=a.application.id, person_id=person_id
        )
        row.biased, row.reason, row.at = True, "verwandt", a.now + when
        a.session.add(row)

    return spoil


def without(model: type) -> Spoiler:
    """Delete what belongs to the case."""
    return lambda a: a.session.execute(
        delete(model).where(model.application_id == a.application.id)
    )


def without_marks(*, first: bool) -> Spoiler:
    """Take back one of the two assessments."""
    return lambda a: a.session.execute(
        update(Assessment)
        .where(Assessment.application_id == a.application.id, Assessment.first.is_(first))
        .values(finished_at=None)
    )


def change_pending(kind: str, state: str = "requested"):
    """A change of the town is undecided."""
    return lambda a: add_change(a, kind, state)


def later_end_granted(a: Attempt) -> None:
    """A later end of the project was granted."""
    add_change(
        a,
        "period",
        "granted",
        new_end=date(2023, 3, 31),
        effective_at=a.application.last_act_at,
        assessed_by_id=person_id(a, REVIEWER),
        decided_by_id=person_id(a, OTHER),
    )


def person_id(a: Attempt, email: str):
    return a.session.scalars(select(Account.person_id).where(Account.email == email)).one()


def add_change(a: Attempt, kind: str, state: str, **more) -> None:
    at = a.application.last_act_at
    own = {"application_id": a.application.id, "round": a.application.round, "drafted_at": at}
    ends = date(2022, 12, 31) if kind == "period" else None
    who = person_id(a, REVIEWER)
    a.session.add(Change(kind=kind, state=state, old_end=ends, drafted_by_id=who, **own | more))


def opinion_outstanding(a: Attempt) -> None:
    """Somebody is asked for an opinion that has not come."""
    asked = a.session.scalars(select(Account).where(Account.email == OTHER)).one()
    a.session.add(
        Opinion(
            application_id=a.application.id,
            account_id=asked.id,
            kind="professional",
            question="Was?",
            state="invited",
            invited_by_id=asked.id,
            invited_at=a.application.last_act_at,
            due_on=date(2099, 1, 1),
        )
    )


def items(**values: Any) -> Spoiler:
    """Change the items of the request."""
    return lambda a: a.session.execute(update(RequestItem).values(**values))


def open_request(a: Attempt) -> None:
    """Leave a request open."""
    dates = {"sent_at": a.now, "notified_on": a.today, "due_on": a.today}
    a.session.add(
        InformationRequest(application_id=a.application.id, number=9, state="sent", **dates)
    )


def asked_longer(a: Attempt) -> None:
    """Let a longer period be asked for."""
    request = a.session.scalars(
        select(InformationRequest).where(InformationRequest.application_id == a.application.id)
    ).one()
    days = {"old_due_on": request.due_on, "wanted_on": request.due_on + timedelta(days=7)}
    a.session.add(RequestExtension(request_id=request.id, asked_at=a.now, reason="Rat", **days))


def nobody_asks(a: Attempt) -> None:
    """Take back that a longer period is asked for."""
    a.session.flush()
    a.session.execute(delete(RequestExtension))


def one_point(verdict: str) -> Spoiler:
    """Judge one point differently."""
    points = select(CheckPoint)
    return lambda a: setattr(a.session.scalars(points).first(), "verdict", verdict)


def on_envelope(**values: Any) -> Spoiler:
    """Change the envelope of the call."""
    return lambda a: a.session.execute(
        update(Envelope).where(Envelope.call_id == a.application.call_id).values(**values)
    )


def decided_ago(minutes: int) -> Spoiler:
    """Let the decision be some minutes old."""
    return lambda a: setattr(a.application, "decided_at", a.clock - timedelta(minutes=minutes))


def notice_begun(a: Attempt) -> None:
    """Let a notice be drafted in the portal."""
    who = a.session.scalars(select(Person.id)).first()
    a.session.add(
        IssuedNotice(
            application_id=a.application.id,
            round=a.application.round,
            kind="award",
            subject_id=a.application.id,
            content={},
            sha256="0" * 64,
            drafted_by_id=who,
            drafted_at=a.now,
        )
    )


def notified_tomorrow(a: Attempt) -> None:
    """Let the notice count as notified only on the next day."""
    tomorrow = berlin.local_date(a.clock) + timedelta(days=1)
    a.session.execute(update(DecisionNotice).values(notified_on=tomorrow))


def final_today(a: Attempt) -> None:
    """Let the notice be final from this day on."""
    a.session.execute(update(DecisionNotice).values(final_on=berlin.local_date(a.clock)))


def final_notice_of(state: str) -> Spoiler:
    """Let a final notice that an approver has signed stand in a state, and name it as served."""

    def have(a: Attempt) -> None:
        signer = a.account(SIGNER).person_id
        issue = IssuedNotice(
            id=uuid4(),
            application_id=a.application.id,
            subject_id=a.application.id,
            round=a.application.round,
            kind="final",
            state=state,
            content={},
            sha256="0" * 64,
            drafted_by_id=a.account(REVIEWER).person_id,
            drafted_at=a.now,
            signed_by_id=signer,
        )
        a.session.add(issue)
        a.details |= {"served_id": issue.id, "signed_by_id": signer}

    return have


def change_notice_begun(a: Attempt) -> None:
    """Let a notice on a change of the case be laid before an approver."""
    a.session.add(
        IssuedNotice(
            application_id=a.application.id,
            subject_id=uuid4(),
            round=a.application.round,
            kind="change",
            state="to_sign",
            content={},
            sha256="0" * 64,
            drafted_by_id=a.account(REVIEWER).person_id,
            drafted_at=a.now,
        )
    )


def noticed(a: Attempt) -> None:
    """Let there be a notice already."""
    a.session.add(
        DecisionNotice(
            application_id=a.application.id,
            kind="award",
            round=a.application.round,
            recorded_at=a.now,
            remedy_ends_on=a.today + timedelta(days=31),
            final_on=a.today + timedelta(days=32),
            **notice(a.today),
        )
    )


def proved(cents: int | None) -> Spoiler:
    """Change the figures of the proof; ``None`` leaves a line out."""
    if cents is None:
        return lambda a: a.session.execute(delete(ProofLine))
    return lambda a: a.session.execute(update(ProofLine).values(actual_cents=cents, reason=""))


def goal_said(**values: str) -> Spoiler:
    """Change what the proof says of the goals; without values it says nothing of them."""
    change = update(ProofGoal).values(**values) if values else delete(ProofGoal)
    return lambda a: a.session.execute(change)


def interim_given_back(a: Attempt) -> None:
    """Have begun a year earlier, of which the interim proof is to be completed."""
    a.change(Answers, begins_on=date(2021, 9, 1))
    a.session.add(
        InterimProof(
            application_id=a.application.id,
            year=2021,
            state="correction_asked",
            handed_in_at=a.now,
            handed_in_by_id=a.session.scalar(select(Person.id).limit(1)),
        )
    )


def receipted(cents: int | None) -> Spoiler:
    """Change the receipts of the proof; ``None`` takes them out."""
    if cents is None:
        return lambda a: a.session.execute(delete(Receipt))
    return lambda a: a.session.execute(update(Receipt).values(amount_cents=cents))


def unjudged(a: Attempt) -> None:
    """Draw the case, and take back what was said of one of its receipts."""
    a.change(SampleCase, drawn=True)
    one = a.session.scalars(select(ReceiptJudgement)).first()
    if one is not None:
        a.session.delete(one)


def unchecked(code: str) -> Spoiler:
    """Take back one of the plain checks of the proof."""
    return lambda a: a.session.execute(delete(ProofCheck).where(ProofCheck.code == code))


def cut(cents: int) -> Spoiler:
    """Cut the first receipt of the proof."""

    def spoil(a: Attempt) -> None:
        a.session.execute(delete(ReceiptJudgement))
        receipt = a.session.scalars(select(Receipt).order_by(Receipt.position)).first()
        said = {"cut_cents": cents, "finding": "privat", "judged_at": a.now}
        judge = a.account("nachweispruefung@smi.example").person_id
        a.session.add(ReceiptJudgement(receipt_id=receipt.id, judged_by_id=judge, **said))

    return spoil


def instant(day: date) -> datetime:
    """Return ten o'clock on a day."""
    return berlin.at_hour(day, 10)


def notice(today: date) -> dict[str, Any]:
    """Return a notice that went out by post on a day."""
    return {
        "issued_on": today,
        "notified_on": deemed_notified(today, "post"),
        "channel": "post",
        "evidence": "Postausgangsbuch",
    }


def drawn(cents: int = 100_000, state: str = "paid", *, booked: bool = False) -> Spoiler:
    """Have a drawdown that four people have just paid, and name it in what is typed."""

    def have(attempt: Attempt) -> None:
        people = [attempt.account(email).person_id for email in FOUR]
        draw = Drawdown(
            id=uuid4(),
            application_id=attempt.application.id,
            number=1 + len(attempt.session.scalars(select(Drawdown.id)).all()),
            state=state,
            version=1,
            amount_cents=cents,
            spent_cents=0,
            need_cents=cents,
            created_at=attempt.clock,
            created_by_id=attempt.account(OTHER).id,
            checked_by_id=people[0],
            computed_by_id=people[1],
            ordered_by_id=people[2],
            paid_by_id=people[3],
            value_on=attempt.today,
        )
        attempt.session.add(draw)
        attempt.session.flush()
        attempt.details["drawdown_id"] = draw.id
        if booked:
            attempt.session.add(
                Payment(
                    application_id=attempt.application.id,
                    drawdown_id=draw.id,
                    amount_cents=cents,
                    value_on=attempt.today,
                    remark="",
                    recorded_at=attempt.clock,
                )
            )
            attempt.session.flush()

    return have


def asked_for(state: str = "requested") -> Spoiler:
    """Have a drawdown that is asked for and not paid."""
    return drawn(100_000, state)


def overdrawn(attempt: Attempt) -> None:
    """Pay a drawdown that is a cent higher than the grant."""
    drawn(2_000_001)(attempt)
    attempt.details["amount_cents"] = 2_000_001


def undrawn(cents: int | None) -> Spoiler:
    """Book an amount that names no drawdown."""
    return typed(amount_cents=cents, drawdown_id=None)


def overpaid(cents: int) -> Spoiler:
    """Have paid that much beyond the final grant."""
    return lambda a: setattr(a.application, "paid_cents", a.application.final_cents + cents)


def heard_of(cents: int) -> Spoiler:
    """Have paid that much beyond the final grant, and heard the town about it."""

    def have(attempt: Attempt) -> None:
        app = attempt.application
        attempt.session.add(
            Hearing(
                application_id=app.id,
                number=1,
                facts="Zu viel gezahlt.",
                recognised_cents=1,
                final_cents=1,
                paid_cents=1 + cents,
                claim_cents=cents,
                noted_on=attempt.today - timedelta(days=40),
                due_on=attempt.today,
                opened_at=attempt.now,
                opened_by_id=attempt.account(REVIEWER).person_id,
                comment="",
            )
        )
        overpaid(cents)(attempt)

    return have


def whole_grant(ground: str) -> Spoiler:
    """Have heard the town on a ground that puts the whole grant at stake."""

    def have(attempt: Attempt) -> None:
        ended = {"ended_by": "renounce", "ended_at": attempt.now} if ground == "renounced" else {}
        paid = attempt.application.paid_cents
        values = {"recognised_cents": 0, "final_cents": 0, "paid_cents": paid, "claim_cents": paid}
        attempt.change(Hearing, ground=ground, **values, **ended)

    return have


def unproved(attempt: Attempt) -> None:
    """Hear the town about its missing proof, of which nothing is judged."""
    attempt.session.execute(delete(ReceiptJudgement))
    whole_grant("proof_missing")(attempt)


def _proof_due(attempt: Attempt) -> Deadline:
    return attempt.session.scalars(
        select(Deadline).where(
            Deadline.application_id == attempt.application.id,
            Deadline.kind == "proof",
            Deadline.ended_at.is_(None),
        )
    ).one()


def threatened(attempt: Attempt) -> None:
    """Have threatened the town with revocation, thirty days after its proof was due."""
    due = _proof_due(attempt)
    told = {"threshold": "threat", "told": True, "at": instant(due.due_on + timedelta(days=30))}
    attempt.session.add(Reminder(deadline_id=due.id, deadline_version=due.version, **told))


def threat(**values: Any) -> Spoiler:
    """Change how the town was threatened."""
    return lambda a: a.session.execute(
        update(Reminder)
        .where(Reminder.deadline_id == _proof_due(a).id, Reminder.threshold == "threat")
        .values(**values)
    )


def without_threat(attempt: Attempt) -> None:
    """Have told the town nothing."""
    attempt.session.execute(delete(Reminder).where(Reminder.deadline_id == _proof_due(attempt).id))


def came_in(cents: int) -> Spoiler:
    """Have received that much for the claim of the case, and name it in what is typed."""

    def have(attempt: Attempt) -> None:
        claim = attempt.session.scalars(
            select(Recovery).where(Recovery.application_id == attempt.application.id)
        ).one()
        came = Received(
            id=uuid4(),
            recovery_id=claim.id,
            amount_cents=cents,
            value_on=attempt.today,
            recorded_at=attempt.now,
            recorded_by_id=attempt.account(FOUR[3]).person_id,
        )
        attempt.session.add(came)
        attempt.session.flush()
        attempt.details |= {"received_id": came.id, "amount_cents": -cents}
        attempt.details |= {"value_on": attempt.today}

    return have


def booked(attempt: Attempt) -> None:
    """Have what came in booked already."""
    attempt.session.add(
        Payment(
            application_id=attempt.application.id,
            received_id=attempt.details["received_id"],
            amount_cents=attempt.details["amount_cents"],
            value_on=attempt.today,
            recorded_at=attempt.now,
        )
    )


def bears_interest(days: int = 400, **claim: Any) -> Spoiler:
    """Have all that was paid reclaimed so many days ago, by a claim that was given up today."""

    def have(attempt: Attempt) -> None:
        app, since = attempt.application, attempt.today - timedelta(days=days)
        attempt.session.execute(
            update(Payment).where(Payment.application_id == app.id).values(value_on=since)
        )
        attempt.session.add(
            Recovery(
                id=uuid4(),
                application_id=app.id,
                version=0,
                paid_cents=0,
                ordered_at=attempt.now,
                ordered_by_id=attempt.account(REVIEWER).person_id,
                issued_on=since,
                final_on=since,
                due_on=since,
                told=0,
                **{"kind": "grant", "state": "waived", "amount_cents": app.paid_cents} | claim,
            )
        )

    return have


def without_rates(spoil: Spoiler) -> Spoiler:
    """Have something that bears interest, and no base rate to compute it by."""

    def have(attempt: Attempt) -> None:
        spoil(attempt)
        late = RuleValue.valid_from > date(2017, 1, 1)
        rates = delete(RuleValue).where(RuleValue.key == "base_rate_basis_points", late)
        attempt.session.execute(rates)

    return have


def interest_asked(state: str) -> Spoiler:
    """Have a proposal about interest in a state."""

    def have(attempt: Attempt) -> None:
        attempt.session.add(
            InterestClaim(
                application_id=attempt.application.id,
                number=1,
                state=state,
                amount_cents=5_000,
                floor_cents=2_500,
                figures={"sources": []},
                proposed_at=attempt.now,
                proposed_by_id=attempt.account(REVIEWER).person_id,
            )
        )

    return have
