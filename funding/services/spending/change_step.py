"""A step of a change: its state with version, the audit, its deadline, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from funding.errors import Outdated
from funding.law import berlin
from funding.models import Change, Municipality
from funding.models.change import LESS, PARTNER
from funding.models.issued_notice import CHANGE as CHANGE_NOTICE
from funding.notices.catalogue import OWED, Owed
from funding.notices.people import Recipient, candidates
from funding.policy import require
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.spending.answers import notice_dated
from funding.queries.spending.change_answers import ANSWERS, lowering_params
from funding.queries.spending.changes import latest_end, moved_lines
from funding.queries.spending.issued import issued_notice, just_served, open_issue
from funding.queries.spending.papers import About
from funding.queries.spending.partner_changes import missing, roster
from funding.services.budget.book import Movement, book
from funding.services.deadlines.run_timers import RUNNING, set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.reporting.interim_timers import keep_interims
from funding.services.spending.swap_partners import swap_partners
from funding.services.step import follow, hold, touch
from funding.words.changes import CHANGE_KINDS
from funding.words.visible import said
from workflows.application import State as CaseState
from workflows.change import ANSWER, APPROVE, ASSESS, CHANGE, CONSENT, Deed, State, Trigger
from workflows.core import Facts, Reason

# Whose deadline runs while a change is in a state.
TIMERS = {
    State.DRAFTED: CONSENT,
    State.REQUESTED: ASSESS,
    State.ASSESSED: APPROVE,
    State.QUESTIONED: ANSWER,
}
EFFECTIVE = (State.GRANTED, State.NOTED)
# Which of the letters about what was granted is not meant; where less spending lowers the award?
UNMEANT = {True: "change_granted", False: "change_award_lowered"}


def take(
    case: Case,
    change: Change,
    trigger: Trigger,
    *,
    version: int | None = None,
    note: str = "",
    **columns: Any,
) -> None:
    """Take a step of a change on a case that was read in the same transaction.

    The case is locked, so that of two people who act on its plan one is the first. Raises as a
    step of a case does, and then leaves nothing behind.
    """
    require(case.actor, CHANGE.name, trigger, case.scope)
    if version is not None and version != change.version:
        raise Outdated(version, change.version, change.id)
    hold(case)
    was = change.state
    told: dict[str, Any] = {"reference": case.application.reference, "kind": change.kind}
    moved = _released(change, trigger)
    if moved:
        told["money"] = [moved.operation, moved.reserved, moved.committed, moved.paid]
    _move, audit_id = follow(
        case.session,
        case.actor,
        CHANGE,
        change,
        trigger,
        facts(case, change, note, columns),
        at=case.now,
        note=note,
        details=lambda _move: told | content(case, change) | _plain(columns | (case.details or {})),
        scope=case.scope,
        **columns | _dates(case, change, trigger),
    )
    if change.state in EFFECTIVE and was != change.state:
        _take_effect(case, change, trigger)
    elif trigger == Trigger.REQUEST:
        touch(case, None)  # so that who hands in the proof at the same moment is too late
    settle_timers(case, trigger)
    if was != State.DRAFTED or change.state != State.WITHDRAWN:  # of a draft nobody knows
        tell(case, change, OWED[CHANGE.name, trigger], str(audit_id), note)
    if moved:  # last, since everybody who decides waits for the same envelope
        book(case, moved, audit_id, trigger)


def _released(change: Change, trigger: Trigger) -> Movement | None:
    """Return what is free again once a lower award is granted, for the ledger."""
    old, new = change.old_award_cents, change.new_award_cents
    if trigger != Trigger.GRANT or change.kind != LESS or old is None or new is None:
        return None
    return Movement("release", committed=new - old)


def facts(case: Case, change: Change, note: str, columns: dict[str, Any]) -> Facts:
    """Answer what the steps of a change ask, as plain values."""
    # Nothing typed yet is no refusal, as for the steps of a case.
    reauthenticated = case.details is None or bool(case.given("reauthenticated"))
    written = note if change.state not in (State.DRAFTED, State.QUESTIONED) else change.reason
    shared = ("is_holder", "bias_declared")
    today: date = case.today
    of_change = About(CHANGE_NOTICE, change.id)
    issue = issued_notice(case, of_change)
    return Facts(
        answers={name: answer(case, change) for name, answer in ANSWERS.items()}
        | {name: of_case.ANSWERS[name](case) for name in shared}
        | {
            "reason_given": said(written),
            "reauthenticated": reauthenticated,
            "question_answered": said(change.answer),
            "question_worded": said(columns.get("question")),
            "change_notice_dated": _notice_dated(case, change),
            "no_change_notice_open": open_issue(case, of_change) is None,
            "change_served": issue is not None and just_served(case, issue),
            "change_overdue": change.due_on is not None and change.due_on < today,
        },
        person=case.actor.person_id,
        hands=frozenset({(Deed.ASSESSED, change.assessed_by_id)} if change.assessed_by_id else ()),
        params={
            "later_period": {"now": case.ends_on, "latest": latest_end(case)},
            "all_agreed": {"missing": missing(case, change)},
            "lowering_covered": lowering_params(case, change),
        },
    )


def _notice_dated(case: Case, change: Change) -> bool:
    """Are issue, notification and evidence in a lawful order, and not before the decision?"""
    issued = case.given("issued_on")
    early = change.ended_at is None or (issued and issued < berlin.local_date(change.ended_at))
    return notice_dated(case) and not early


def objections(case: Case, change: Change, trigger: Trigger) -> list[Reason]:
    """List what stands in the way of a step before anything is typed for it."""
    typed = {"question": "–"}
    return CHANGE.objections(change.state, trigger, facts(case, change, "–", typed))


def content(case: Case, change: Change) -> dict[str, Any]:
    """Return what a change says, as plain JSON: days, lines by their place, who stays and goes."""
    rows = [
        [row.line.position, row.old, row.new] for row in moved_lines(case, change) if row.change
    ]
    sides = [
        [side.row.municipality_key, side.row.part, side.row.contribution_cents]
        for side in roster(case.session, change)
    ]
    sums = {"old_award_cents": change.old_award_cents, "new_award_cents": change.new_award_cents}
    days = {"old_end": change.old_end, "new_end": change.new_end}
    lists: dict[str, Any] = {"lines": rows, "partners": sides} | sums
    return {k: day.isoformat() for k, day in days.items() if day} | {
        name: found for name, found in lists.items() if found
    }


def _plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Return of the new columns what belongs into the audit; days as text."""
    kept = (
        *("proposal", "new_proof_due", "issued_on", "notified_on", "waived_on"),
        *("document_sha256", "channel", "partner_key", "fingerprint"),
    )
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
        if name in kept and value is not None
    }


def _dates(case: Case, change: Change, trigger: Trigger) -> dict[str, Any]:
    """Return until when the next one acts, and when the change ended or took effect."""
    target = CHANGE.rows(change.state, trigger)
    state = target[0].target if target else change.state
    if trigger == Trigger.ASK_PARTNERS:
        asked = due(CONSENT, case)
        return {"due_on": asked.on if asked else None}
    if state == change.state:
        return {}
    timer = TIMERS.get(state)
    until = due(timer, case) if timer else None
    ends = CHANGE.standings[state].final
    return {
        "due_on": until.on if until else None,
        "ended_at": case.now if ends else None,
        "effective_at": case.now if state in EFFECTIVE else None,
    }


def _take_effect(case: Case, change: Change, trigger: Trigger) -> None:
    """Let what was granted or noted count: the case has another version, its days move."""
    case.__dict__.pop("granted", None)
    if change.kind == PARTNER:
        swap_partners(case, change)
    app, columns = case.application, dict[str, Any]()
    for kind in ("period_end", "proof") if change.new_end else ():
        moved = due(kind, case)
        running = _running(case, kind)
        if moved is None or not running:
            continue  # not begun: its day is computed with the beginning
        set_timer(case, kind, moved.on, trigger)
        if app.due_kind == kind:
            columns["due_at"] = berlin.end_of_day(moved.on)
    if change.kind == LESS and change.state == State.GRANTED:
        freed = (change.old_award_cents or 0) - (change.new_award_cents or 0)
        columns["approved_cents"] = change.new_award_cents
        columns["committed_cents"] = app.committed_cents - freed
    if app.state == CaseState.IN_PROGRESS:
        keep_interims(case, trigger)
    touch(case, None, **columns)


def _running(case: Case, kind: str) -> bool:
    rows = case.connection.execute(RUNNING, {"case": case.application.id})
    return any(row.kind == kind for row in rows)


def settle_timers(case: Case, trigger: str) -> None:
    """Let the deadlines of the case run as its open changes need: the first of each stage."""
    case.session.flush()
    rows = case.session.execute(
        select(Change.state, func.min(Change.due_on))
        .where(Change.application_id == case.application.id, Change.state.in_(TIMERS))
        .group_by(Change.state)
    )
    first: dict[State, date | None] = {State(state): on for state, on in rows}
    for state, kind in TIMERS.items():
        set_timer(case, kind, first.get(state), trigger)


def tell(case: Case, change: Change, meant: tuple[Owed, ...], cause: str, note: str) -> None:
    """Owe notices about a change, each with the way to its own page of it."""
    sides = frozenset(side.row.municipality_key for side in roster(case.session, change))
    about = replace(about_case(case), asked=sides if change.asked_at else frozenset())
    everyone = candidates(case.session, about)
    meant = tuple(owed for owed in meant if owed.kind != UNMEANT[change.kind == LESS])
    known = frozen_facts(case, everyone, due=change.due_on)
    owe_beside(case, meant, about, everyone, _in_words(case, change, note, known), cause)


def _in_words(
    case: Case, change: Change, note: str, known: Callable[[Recipient], dict[str, Any]]
) -> Callable[[Recipient], dict[str, Any]]:
    reason = change.question if change.state == State.QUESTIONED else note
    days: dict[str, Any] = {}
    if case.given("issued_on"):  # of its notice, and not of the award
        given = {name: case.given(name) for name in ("issued_on", "notified_on", "waived_on")}
        given["remedy_ends_on"] = case.given("deadline_on")
        days = {name: day.isoformat() if day else "" for name, day in given.items()}
    if change.old_award_cents is not None:
        days["amount"] = change.old_award_cents
    if partner := case.session.get(Municipality, case.given("partner_key") or ""):
        days["partner"] = partner.name
    lead = case.application.lead_key

    def in_words(recipient: Recipient) -> dict[str, Any]:
        side = "vorgaenge" if recipient.municipality_key is None else "antraege"
        end = "" if recipient.municipality_key in (None, lead) else "/zustimmung"
        return (
            known(recipient)
            | {
                "change": CHANGE_KINDS[change.kind].in_(recipient.language),
                "path": f"/{side}/{case.application.reference}/aenderungen/{change.id}{end}",
                "reason": reason,
            }
            | days
        )

    return in_words
