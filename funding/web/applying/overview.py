"""One application as its town sees it: task list, status page, answers, files."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, render_template, send_file
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.contacting import later_contact
from funding.forms.reading import told
from funding.forms.speech import language
from funding.law import berlin
from funding.notices.letters import moment, short_date
from funding.pictures.stepper import Station, stations
from funding.policy import permits
from funding.queries.administration.calls import open_calls
from funding.queries.applying import history
from funding.queries.applying import town_page as town
from funding.queries.applying.annexes import slots_of
from funding.queries.applying.answers import closing_for
from funding.queries.applying.contacts import contact_changes
from funding.queries.applying.cosigning import stands
from funding.queries.applying.cosigning_answers import partners_named
from funding.queries.applying.findings import findings
from funding.queries.applying.my_cases import MOMENT, UNTOLD
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.progress import DONE, anchor, progress
from funding.queries.applying.register import entries
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.queries.closing.receipts import receipts_until
from funding.queries.reporting.claims import dropped_of, told_recovery
from funding.queries.reporting.hearings import (
    about_missing_proof,
    hearings_of,
    not_renounced,
)
from funding.queries.reporting.late_proof import late_proof
from funding.queries.reviewing.extensions import extensions_of
from funding.queries.spending.notice_content import REJECTION
from funding.queries.spending.remedies import redone_notice, remedy_against
from funding.web.applying.blueprint import own_case, pages
from funding.web.applying.delivering import delivering
from funding.web.applying.interest_asked import interest_asked
from funding.web.applying.ready import ready_of
from funding.web.handing_out import path_for_reader
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import reader
from funding.words.deadlines import DEADLINES
from funding.words.findings import GROUPS
from funding.words.states import STATES, STATION_OF, STATIONS
from funding.words.triggers import TRIGGERS
from workflows.application import State

BROKEN_OFF = frozenset({"withdrawn", "expired"})
# The date that answers "By when?" for the town: deadline, and whether it is the town's own.
UNTIL = {
    "draft": "call",
    "cosigning": "cosign",
    "cosigned": "call",
    "submitted": "claim",
    "in_check": "check",
    "in_assessment": "vwgo75",
    "decision_pending": "vwgo75",
    "notice_to_retrieve": "retrieval",
    "notice_ready": "notified",
    "info_requested": "answer",
    "waitlisted": "list_end",
    "approved": "remedy",
    "rejected": "remedy",
    "in_progress": "proof",
    "report_due": "proof",
    "reported": "audit",
    "hearing": "hearing",
    "heard": "weigh",
    "recovering": "recovery",
    "settling": "settle",
    "closed": "retention",
}


@pages.get("/<reference>")
def show(reference: str) -> str:
    """Show a draft as its task list, anything later as the state of the application."""
    case = own_case(reference)
    if case.application.state == State.DRAFT:
        return render_template("applying/draft.html", **_common(case), **_draft(case))
    shown = _status(case) | ready_of(case)
    return render_template("applying/status.html", **_common(case), **shown, **delivering(case))


def _common(case: Case) -> dict[str, Any]:
    key = case.application.lead_key
    return {
        "case": case,
        "view": town.view_of(case),
        "lead": entries(reader(), [key])[0],
        "partners": case.partners,
        "people": town.people_of(reader(), key),
        "signatories": signers(case, key),
        "own": permits(actor(), "act", "read_draft", case.scope),
        "editable": permits(actor(), "act", "edit", case.scope),
        "offers": offered(case),
        "stands": stands(case) if case.partner_keys else [],
        "partner": permits(actor(), "act", "read_part", case.scope),
    }


def _draft(case: Case) -> dict[str, Any]:
    parts = progress(case)
    closing = berlin.local_date(closing_for(case) - MOMENT)
    return {
        "parts": parts,
        "done": sum(part.state == DONE for part in parts),
        "following": next((part.page for part in parts if part.state != DONE), None),
        "groups": [(name, [p for p in parts if p.page.group == name]) for name in GROUPS],
        "GROUPS": GROUPS,
        "closing": closing,
        "joint": partners_named(case),
        "days_left": (closing - case.today).days,
    }


def _status(case: Case) -> dict[str, Any]:
    view = town.view_of(case)
    due = town.open_deadlines(case)
    final = case.final_notice
    told = case.notice is not None and view not in UNTOLD
    unappealable = told and case.notice is not None and case.notice.final_on <= case.today
    kind = UNTIL.get(view, "")
    if kind == "remedy" and unappealable:
        kind = "begin" if view == State.APPROVED else ""
    if kind == "proof" and "interim" in due:  # an interim proof comes first
        kind = "interim"
    if case.extension:  # the office decides, and nothing lapses before it has
        kind = "extension"
    return {
        "stations": steps(case, view),
        "until": due.get(kind) or _known(case, kind),
        "receipts_until": receipts_until(case) if view == State.CLOSED else None,
        "until_kind": kind,
        "until_word": _called(kind),
        "contact": town.contact(case),
        "told": told,
        "contact_changed_at": changed[0].changed_at if (changed := contact_changes(case)) else None,
        "call_open": bool(open_calls(reader(), case.now)),
        "unappealable": unappealable,
        "late_answers": town.late_answers(case),
        "asked": case.extension,
        "extensions": extensions_of(case),
        "late": late_proof(case) if view == State.REPORT_DUE else None,
        "heard": hearings_of(case) if told else [],
        "missing_proof": view in (State.HEARING, State.HEARD) and about_missing_proof(case),
        "revoking": view == State.AUDITED and about_missing_proof(case),
        "renounced": view in (State.HEARD, State.AUDITED) and not not_renounced(case),
        "claim": told_recovery(case) if told else None,
        "attacked": remedy_against(case) if told else None,
        "asks": asks_of(case) if told else None,
        "final": final if final and final.notified_on <= case.today else None,
        "redone": redone_notice(case) if told and final is None else None,
        "reclaimed_before": bool(dropped_of(case)),
        "requests": [(one, town.items_of(case, one)) for one in town.requests_of(case)],
        "history": history.history(case),
        "deeds": TRIGGERS,
    } | interest_asked(case, told=told and final is not None)


def asks_of(case: Case) -> dict[str, Any] | None:
    """Return what a notice of award asks of its town, as it was issued."""
    content = case.notice.content if case.notice else None
    if content is None or content["kind"] == REJECTION or not content["ends_on"]:
        return None
    days = ("begins_on", "ends_on", "proof_due_on")
    found: dict[str, Any] = {name: date.fromisoformat(content[name]) for name in days}
    if case.granted.ends_on:  # a later end was granted
        found |= {"ends_on": case.ends_on, "proof_due_on": case.proof_due}
    return found | {"conditions": content["conditions"]}


def _known(case: Case, kind: str) -> date | None:
    if kind == "vwgo75":
        return town.all_deadlines(case).get(kind)
    if kind == "remedy" and case.notice:
        return case.notice.remedy_ends_on
    return case.notice.notified_on if kind == "notified" and case.notice else None


def _called(kind: str) -> str:
    if kind == "notified":
        return str(_("Day of notification"))
    return DEADLINES[kind].in_(language()) if kind else ""


def steps(case: Case, view: str) -> tuple[Station, ...]:
    """Lay out the seven stations with the dates on which the case came to them."""
    reached = history.reached(case)
    labels = [text.in_(language()) for text in STATIONS.values()]
    current = STATION_OF[view]
    if view in BROKEN_OFF:
        # The way ends with what became of the application; where it never came to is left out.
        current = len(labels) - 1
        labels[current] = STATES[view].town.in_(language())
        reached[current] = case.application.last_act_at
    when = {
        station: short_date(at, language()) for station, at in reached.items() if station <= current
    }
    notes: dict[int, str] = {}
    for request_ in town.requests_of(case):
        ended = request_.ended_at if request_.state == "answered" else None
        text = (
            _(
                "Request %(number)s – answered on %(date)s",
                number=request_.number,
                date=short_date(ended, language()),
            )
            if ended
            else _(
                "Request %(number)s of %(date)s",
                number=request_.number,
                date=short_date(request_.sent_at, language()),
            )
        )
        notes[2] = f"{notes[2]}; {text}" if 2 in notes else str(text)  # noqa: PLR2004 - the review
    missed = set(range(current)) - set(reached)
    return stations(labels, current, when, view == State.REJECTED, notes, missed=missed)


@pages.get("/<reference>/pruefen")
def review(reference: str) -> str:
    """Show every answer, with what is missing on top; in a draft with ways to change it."""
    case = own_case(reference)
    draft = case.application.state == State.DRAFT
    found = findings(case) if draft else []
    return render_template(
        "applying/review.html",
        **_common(case),
        draft=draft,
        joint=partners_named(case),
        findings=[(anchor(case, one), one) for one in found if one.error],
        remarks=[(anchor(case, one), one) for one in found if not one.error],
        told=told(case),
        later_contact=later_contact(case),
        slots=slots_of(case),
        sums=PlanSums(case),
        closing=moment(closing_for(case), language()),
    )


@pages.get("/<reference>/datei/<uuid:file_id>")
def file(reference: str, file_id: UUID) -> Response:
    """Send a file of a case to somebody who may see the case; never to be shown in the browser."""
    case = own_case(reference)
    found = town.stored_file(case, file_id)
    if found is None:
        raise NotFound(str(file_id))
    path = path_for_reader(case, found.sha256, found.scan_state)
    response = send_file(
        path,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=found.name,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
