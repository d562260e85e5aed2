"""Notes and tasks of the office on a case, and its messages to the town."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.base import Form
from funding.forms.speech import language
from funding.forms.talking import LONGEST, MessageForm, NoteForm
from funding.policy import permits, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing import assessments
from funding.queries.reviewing.assessments import Marks
from funding.queries.reviewing.talk import colleagues, messages, notes
from funding.services.reviewing.write_message import write_to_town
from funding.services.reviewing.write_note import finish_task, write_note
from funding.web.due import due_on
from funding.web.opening import open_case
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.criteria import CRITERIA

# In the address of a note: it is about marks that differ.
APART = "bewertung"


def hang(pages: Blueprint) -> None:
    """Hang the pages under the blueprint of the case file."""
    both = ["GET", "POST"]
    pages.add_url_rule("/notizen", "note", note, methods=both)
    done = "/notizen/<uuid:note_id>/erledigt"
    pages.add_url_rule(done, "task_done", task_done, methods=["POST"])
    pages.add_url_rule("/nachrichten", "message", message, methods=both)


def talk(case: Case) -> dict[str, Any]:
    """Return what the file of a case shows of notes and messages."""
    return {
        "notes": notes(case),
        "messages": messages(case),
        "may_note": permits(actor(), "act", "note", case.scope),
        "may_write": permits(actor(), "act", "write_to_town", case.scope),
    }


def note(reference: str) -> ResponseReturnValue:
    """Show the notes of a case, and keep a new one."""
    case = open_case(reference)
    require(actor(), "act", "note", case.scope)
    form, status = NoteForm(), 200
    offered = colleagues(case)
    form.offer(offered)
    if request.args.get("anlass") == APART and request.method != "POST" and (said := _apart(case)):
        others = assessments.scorers(case)
        form.text.data = said
        form.mentioned.data = [str(key) for key, _name in offered if key in others]
    location = url_for("case_file.note", reference=reference)
    if request.method == "POST":
        status = 422
        if form.validate() and _kept(form, reference, location):
            flash(_("The note is kept."), "success")
            return redirect(location, 303)
    shown = render_template(
        "case_file/notes.html", case=case, form=form, longest=LONGEST, due_on=due_on, **talk(case)
    )
    return shown, status


def _apart(case: Case) -> str:
    """Begin a note about the criteria on which the finished marks differ."""
    shown = assessments.marks_shown(case, assessments.all_marks(case))
    which = [
        f"{CRITERIA[code].name.in_(language())} ({' / '.join(_points(one, code) for one in shown)})"
        for code in CRITERIA
        if code in assessments.apart(shown)
    ]
    told = _("Our marks differ by two points or more: %(which)s.", which=", ".join(which))
    return f"{told} " if which else ""


def _points(marks: Marks, code: str) -> str:
    return str(marks.points[code][0]) if code in marks.points else "–"


def _kept(form: NoteForm, reference: str, location: str) -> bool:
    try:
        with writing(form, location) as session:
            text = str(form.text.data or "")
            write_note(session, actor(), reference, text, form.named, form.due_on.data)
    except Invalid as invalid:
        form.take_faults(invalid)
        return False
    return True


def task_done(reference: str, note_id: UUID) -> ResponseReturnValue:
    """Mark a task as done."""
    location = url_for("case_file.note", reference=reference)
    find.case(reader(), actor(), reference)
    with writing(Form(), location) as session:
        finish_task(session, actor(), reference, note_id)
    flash(_("The task is done."), "success")
    return redirect(location, 303)


def message(reference: str) -> ResponseReturnValue:
    """Show the messages of a case, and send one to the town."""
    case = open_case(reference)
    require(actor(), "act", "write_to_town", case.scope)
    form, status = MessageForm(), 200
    location = url_for("case_file.message", reference=reference)
    if request.method == "POST":
        status = 422
        try:
            if form.validate():
                with writing(form, location) as session:
                    write_to_town(session, actor(), reference, str(form.text.data or ""))
                flash(_("The message is sent; the municipality is told by mail."), "success")
                return redirect(location, 303)
        except Invalid as invalid:
            form.take_faults(invalid)
    town = case.town_names[case.application.lead_key]
    return (
        render_template(
            "case_file/messages.html",
            case=case,
            form=form,
            longest=LONGEST,
            town=town,
            messages=messages(case),
        ),
        status,
    )
