"""Sessions of the committee: list, agenda, results and minutes; decisions go their own way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding.errors import Fault, Invalid
from funding.forms.base import DIGITS
from funding.forms.deciding import MinutesForm, SessionForm
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.law import money
from funding.models import Call, CommitteeSession
from funding.policy import permits, require
from funding.queries.budget import pots
from funding.queries.deciding import committee, ranking
from funding.queries.deciding.together import MOST
from funding.services.deciding import hold_session
from funding.services.deciding.hold_session import Entry
from funding.web.session_file import session_file
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.fields import ACTION_FIELDS

FIELDS = ("platz", "ergebnis", "betrag", "notiz", "ab")
Typed = Mapping[str, str]


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of deciding."""
    one = "/sitzungen/<uuid:session_id>"
    pages.add_url_rule("/sitzungen", "sessions", listing)
    pages.add_url_rule("/sitzungen", "plan_session", plan, methods=["POST"])
    pages.add_url_rule(one, "session", show)
    pages.add_url_rule(one, "write_session", write, methods=["POST"])
    pages.add_url_rule(f"{one}.pdf", "session_file", session_file)
    pages.add_url_rule(f"{one}/vorgaenge", "put_on_agenda", put, methods=["POST"])


def listing() -> ResponseReturnValue:
    """List the sessions, and offer to plan one."""
    require(actor(), "act", "see_ranking")
    return _listing(SessionForm(formdata=None, data={"aufruf": request.args.get("aufruf", "")}))


def _listing(form: SessionForm, status: int = 200) -> ResponseReturnValue:
    call = pots.chosen(pots.calls(reader()), form.aufruf.data or None)
    if call:
        form.aufruf.data = call.code
    may = permits(actor(), "act", "hold_session")
    rows = committee.sessions(reader())
    page = render_template("deciding/sessions.html", form=form, rows=rows, call=call, may=may)
    return page, status


def plan() -> ResponseReturnValue:
    """Plan a session and go to it."""
    require(actor(), "act", "hold_session")
    form = SessionForm()
    call = pots.chosen(pots.calls(reader()), form.aufruf.data or None)
    if not form.validate() or call is None or form.on.data is None:
        return _listing(form, 422)
    location = url_for("deciding.sessions")
    try:
        with writing(form, location) as session:
            title = str(form.title.data or "")
            made = hold_session.plan_session(session, actor(), call.id, form.on.data, title)
            location = url_for("deciding.session", session_id=made.id)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _listing(form, 422)
    flash(_("The session is planned. Put cases on its agenda."), "success")
    return redirect(location, 303)


def show(session_id: UUID) -> ResponseReturnValue:
    """Show a session with its agenda, results and minutes."""
    require(actor(), "act", "see_ranking")
    meeting = committee.session_of(reader(), session_id)
    data = {"minutes": meeting.minutes, "version": meeting.version}
    return _page(meeting, MinutesForm(formdata=None, data=data))


def _page(
    meeting: CommitteeSession,
    form: MinutesForm,
    typed: Typed | None = None,
    problems: list[tuple[str, str]] | None = None,
) -> ResponseReturnValue:
    rows = committee.agenda(reader(), actor(), meeting.id)
    may = permits(actor(), "act", "hold_session") and meeting.closed_at is None
    offered = ranking.candidates(reader(), actor(), meeting.call_id) if may else []
    there = {row.reference for row in rows}
    page = render_template(
        "deciding/session.html",
        meeting=meeting,
        call=reader().get_one(Call, meeting.call_id),
        rows=rows,
        shown={row.AgendaItem.id: typed or _as_kept(row.AgendaItem) for row in rows},
        form=form,
        problems=problems or [],
        may=may,
        offered=[row for row in offered if row.reference not in there],
        bookable=_together(rows),
        may_decide=permits(actor(), "act", "decide"),
        fields=ACTION_FIELDS,
    )
    return page, 422 if problems else 200


def _together(rows: Sequence[Any]) -> list[tuple[str, ...]]:
    """Gather what can be decided now, as many together as a preview takes."""
    found = tuple(row.reference for row in rows if committee.bookable(row))
    return [found[at : at + MOST] for at in range(0, len(found), MOST)]


def _as_kept(item: Any) -> Typed:
    amount = money.typed(item.amount_cents, language()) if item.amount_cents else ""
    kept = (str(item.position), item.result, amount, item.note, "")
    return {f"{name}-{item.id}": value for name, value in zip(FIELDS, kept, strict=True)}


def write(session_id: UUID) -> ResponseReturnValue:
    """Write results and minutes down, or with that close the session."""
    require(actor(), "act", "hold_session")
    meeting = committee.session_of(reader(), session_id)
    form = MinutesForm()
    entries, problems = _entries(
        [r.AgendaItem.id for r in committee.agenda(reader(), actor(), session_id)]
    )
    close = request.form.get("aktion") == "schliessen"
    if not form.validate() or problems:
        return _page(meeting, form, request.form, problems or list(form.problems()))
    location = url_for("deciding.session", session_id=session_id)
    try:
        with writing(form, location) as session:
            minutes = str(form.minutes.data or "")
            version = form.read_version
            hold_session.write_down(
                session, actor(), session_id, version, entries, minutes, close=close
            )
    except Invalid as invalid:
        told = [(fault.field, fault_text(fault)) for fault in invalid.faults]
        return _page(meeting, form, request.form, told)
    flash(_("The session is closed.") if close else _("The session is saved."), "success")
    return redirect(location, 303)


def _entries(keys: list[UUID]) -> tuple[dict[UUID, Entry], list[tuple[str, str]]]:
    """Read what was typed of each case that the page showed."""
    found, problems = {}, []
    for key in keys:
        place, result, amount, note, off = (request.form.get(f"{n}-{key}", "") for n in FIELDS)
        if not result:
            continue  # put on the agenda since the page was made
        cents = 0
        try:
            cents = money.cents_from_text(amount, language()) if amount.strip() else 0
        except money.UnreadableAmount as unreadable:
            told = fault_text(Fault("betrag", unreadable.code, {"limit": 10**12}))
            problems.append((f"betrag-{key}", told))
        number = place.strip()
        if not (number.isascii() and number.isdigit() and len(number) < DIGITS):
            problems.append((f"platz-{key}", _("Enter the place as a whole number.")))
            number = "0"
        found[key] = Entry(int(number), result, cents, note.strip(), bool(off))
    return found, problems


def put(session_id: UUID) -> ResponseReturnValue:
    """Put the ticked cases of the ranking on the agenda."""
    require(actor(), "act", "hold_session")
    meeting = committee.session_of(reader(), session_id)
    form = MinutesForm()
    ticked = set(request.form.getlist("vorgang"))
    rows = ranking.candidates(reader(), actor(), meeting.call_id)
    chosen = [row.id for row in rows if row.reference in ticked]
    location = url_for("deciding.session", session_id=session_id)
    if not form.validate() or not chosen:
        return _page(meeting, form, None, [("aufnehmen", _("Please tick at least one case."))])
    try:
        with writing(form, location) as session:
            version = form.read_version
            count = hold_session.put_on_agenda(session, actor(), session_id, version, chosen)
    except Invalid as invalid:
        told = [("aufnehmen", fault_text(fault)) for fault in invalid.faults]
        return _page(meeting, form, None, told)
    told_ = ngettext(
        "%(num)d case is on the agenda now.", "%(num)d cases are on the agenda now.", count
    )
    left = len(chosen) - count
    more = ngettext(
        "%(num)d is on the agenda of an open session already.",
        "%(num)d are on the agenda of an open session already.",
        left,
    )
    flash(f"{told_} {more}" if left else told_, "success")
    return redirect(location, 303)
