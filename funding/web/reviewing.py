"""Pages of reviewing: the queue, the formal check, requests, assessment, proposal."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.definition.places import Place, place_of
from funding.errors import Invalid
from funding.forms.reviewing import AssessmentForm, RequestForm
from funding.forms.speech import language
from funding.forms.words import finding_text
from funding.law.periods import set_by_office
from funding.policy import permits, require
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing import assessments, file, hints
from funding.queries.spending.notice_dates import deemed_notified
from funding.services.perform import perform
from funding.services.reviewing.score_case import score_case
from funding.web import checking, extending, next_case, own_views, proposing, queue_page, several
from funding.web.offers import offered
from funding.web.opening import open_case
from funding.web.signin import actor, only_staff
from funding.web.view import writing
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from workflows.application import State, Trigger

MOST_PLACES = 20
pages = Blueprint("reviewing", __name__)
only_staff(pages)
checking.hang(pages)
proposing.hang(pages)
extending.hang(pages)
next_case.hang(pages)
queue_page.hang(pages)
own_views.hang(pages)
several.hang(pages)


def case_of(reference: str) -> Case:
    """Return the case of a page, if the reader may know of it."""
    return open_case(reference)


@pages.route("/vorgaenge/<reference>/nachfordern", methods=["GET", "POST"])
def request_info(reference: str) -> ResponseReturnValue:
    """Ask the town for what is missing, prefilled with the open points of the check."""
    case = case_of(reference)
    require(actor(), "application", Trigger.REQUEST_INFO, case.scope)
    places = _places_clicked(case)
    found = _found(case) if request.args.get("feststellungen") else ()
    asked = (*(f"{one.key}: " for one in places), *found, _open_points(case))
    items = "\n".join(filter(None, asked))
    form = RequestForm(version=case.application.version, items=items)
    status = 200
    if request.method == "POST":
        if form.validate() and form.check() and form.check_places(Sheet(case)):
            location = url_for("case_file.show", reference=reference)
            details = Details(items=form.given())
            with writing(form, location) as session:
                perform(
                    session, actor(), reference, Trigger.REQUEST_INFO, details, form.read_version
                )
            flash(_("The request is on its way to the municipality."), "success")
            return redirect(location, 303)
        status = 422
    notified = deemed_notified(case, case.today, "electronic")
    period = set_by_office(notified, weeks=case.rule("answer_weeks"))
    return (
        render_template(
            "reviewing/request_info.html",
            form=form,
            case=case,
            notified=notified,
            period=period,
            weeks=case.rule("answer_weeks"),
            offer=offered(case).get("request_info"),
            places=places,
            onward=_more_places(case, places),
        ),
        status,
    )


def _places_clicked(case: Case) -> list[Place]:
    """Return the places that the reader clicked at, each once."""
    form, keys = Sheet(case).definition, dict.fromkeys(request.args.getlist("feld")[:MOST_PLACES])
    return [place for key in keys if (place := place_of(form, key[:80])) is not None]


def _found(case: Case) -> list[str]:
    """Write what the automatic check finds as questions to the town, each at its entry."""
    sheet = Sheet(case)
    questions = []
    for one in hints.to_ask(case):
        place = place_of(sheet.definition, one.key)
        at = f"{one.key}: " if place is not None and sheet.known(place) else ""
        questions.append(f"{at}{one.label.de or one.page}: {finding_text(one, 'de')}")
    return questions


def _more_places(case: Case, places: Sequence[Place]) -> list[tuple[str, str]]:
    """Offer the fields of a row that was clicked at, which the town can mend: address and name."""
    sheet, kept = Sheet(case), [one.key for one in places if one.field or one.slot]
    offered = []
    for row in (one for one in places if one.rows is not None and one.field is None):
        for field in sheet.fields_of(row):
            key = f"{row.key}.{field.key.rpartition('.')[2]}"
            address = url_for(
                "reviewing.request_info", reference=case.application.reference, feld=[*kept, key]
            )
            offered.append((address, f"{row.number}: {field.label.in_(language())}"))
    return offered


def _open_points(case: Case) -> str:
    return "\n".join(
        point.note.replace("\r", "").replace("\n", " ") or CHECKPOINTS[code].name.de
        for code, point in file.verdicts(case).items()
        if point.verdict == "open" and code in CHECKPOINTS
    )


@pages.route("/vorgaenge/<reference>/bewertung", methods=["GET", "POST"])
def assessment(reference: str) -> ResponseReturnValue:
    """Give marks; the other person's are shown once one's own are finished."""
    case = case_of(reference)
    everybody = assessments.all_marks(case)
    mine = next((m for m in everybody if m.mine), None)
    typed = {code: str(points) for code, (points, _why) in (mine.points if mine else {}).items()}
    typed |= {f"{code}_reason": why for code, (_p, why) in (mine.points if mine else {}).items()}
    typed |= {"summary": mine.summary if mine else ""}
    form = AssessmentForm(data=typed | {"version": case.application.version})
    status = 200
    if request.method == "POST":
        if form.validate() and form.check():
            try:
                return _score(form, reference)
            except Invalid as invalid:
                form.take_faults(invalid)
        status = 422
    shown = assessments.marks_shown(case, everybody)
    return (
        render_template(
            "reviewing/assessment.html",
            form=form,
            case=case,
            criteria=CRITERIA,
            weights=assessments.weights(case),
            marks=shown,
            hidden=len(everybody) - len(shown),
            apart=assessments.apart(shown),
            mine=mine,
            may_score=_may_score(case) and not (mine and mine.finished),
            offers=offered(case),
            may_note=permits(actor(), "act", "note", case.scope),
        ),
        status,
    )


def _may_score(case: Case) -> bool:
    in_time = case.application.state == State.IN_ASSESSMENT
    return in_time and permits(actor(), "act", "score", case.scope)


def _score(form: AssessmentForm, reference: str) -> ResponseReturnValue:
    finish = request.form.get("aktion") == "abschliessen"
    location = url_for("reviewing.assessment", reference=reference)
    with writing(form, location) as session:
        score_case(
            session,
            actor(),
            reference,
            form.marks(),
            summary=(form.summary.data or "").strip(),
            finish=finish,
            version=form.read_version,
        )
    message = _("Your assessment is finished.") if finish else _("Your entries are saved.")
    flash(message, "success")
    return redirect(location, 303)
