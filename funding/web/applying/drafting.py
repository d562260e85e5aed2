"""The pages of a draft: shown, saved, and merged where two people wrote at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList

from funding.db import reading, transaction
from funding.definition.language import Page
from funding.errors import Invalid, NotFound, Outdated
from funding.forms.conditions import asked, frames
from funding.forms.merging import Compared, as_sent, bases_of, compare, decided, merged
from funding.forms.page import PageForm, filled
from funding.forms.pieces import holds, shown
from funding.forms.speech import language
from funding.policy import require
from funding.queries import find
from funding.queries.applying.findings import ANNEXES
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.progress import anchor, progress_on
from funding.queries.applying.register import entries
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.accounts.send_once import send_once
from funding.web.applying.blueprint import own_case, pages
from funding.web.applying.keeping import keep_fitting, rest_kept, towns_of
from funding.web.applying.looking import only_reads, reading_page
from funding.web.applying.meeting import who_else
from funding.web.applying.rows import add_row, remove_row, row_anchor
from funding.web.signin import actor
from funding.web.view import reader
from workflows.application import State

ADDRESS = "/<reference>/abschnitt/<section>"
SAME = frozenset({"csrf_token", "form_key", "aktion"})


def page_of(case: Case, section: str) -> Page:
    """Return the page of the form that an address means; raises ``NotFound``."""
    try:
        return Sheet(case).definition.page(section)
    except KeyError:
        raise NotFound(section) from None


class Shown:
    """What the parts of a page are drawn from."""

    def __init__(self, case: Case, form: PageForm) -> None:
        self.form = form
        self.frames = frames(form.sheet, form.page)
        self.asked = partial(asked, form.sheet, form.page)
        self.sums = PlanSums(case)
        self.lead = lambda: entries(reader(), [case.application.lead_key])[0]


@pages.route(ADDRESS, methods=["GET", "POST"])
def section(reference: str, section: str) -> ResponseReturnValue:
    """Show or save a page of the draft."""
    if section == ANNEXES:
        return redirect(url_for("applying.annexes", reference=reference), 307)
    if request.method == "POST":
        return chosen(reference, section)
    case = own_case(reference)
    wanted = page_of(case, section)
    if case.application.state != State.DRAFT:
        return redirect(url_for("applying.show", reference=reference))
    if only_reads(case):
        return reading_page(case, wanted)
    form = filled(section, case)
    form.bases.data = bases_of(form)
    add_row(case, form, request.args.get("neu", ""))
    return page(case, section, form)


def chosen(reference: str, section: str) -> ResponseReturnValue:
    """Save a page as sent, with what was chosen where two people had put different things."""
    undecided = [n for n in request.form.getlist("offen") if f"wahl-{n}" not in request.form]
    if undecided:
        case = own_case(reference)
        page_of(case, section)
        stored = filled(section, case, formdata=None)
        stored.bases.data = bases_of(stored)
        found = Compared((), (), tuple(n for n in undecided if n in as_sent(stored)))
        return _choose(case, section, filled(section, case), stored, found, missing=True), 422

    def build(case: Case) -> PageForm:
        if "offen" not in request.form:
            return filled(section, case)
        stored = filled(section, case, formdata=None)
        return filled(section, case, formdata=decided(request.form, stored))

    return save(reference, section, build)


def page(case: Case, section: str, form: PageForm, *, kept: bool = False) -> str:
    """Render a page with its form, its findings and, for the plan, the sums as saved."""
    here, codes = progress_on(case, form.page), form.sheet.definition.codes
    return render_template(
        "applying/section.html",
        case=case,
        section=section,
        title=form.page.title.in_(language()),
        number=codes.index(section) + 1,
        count=len(codes),
        form=form,
        progress=here,
        shown=Shown(case, form),
        hints=[(anchor(case, finding), finding) for finding in here.findings],
        remarks=[(anchor(case, finding), finding) for finding in here.remarks],
        beside=who_else(case, section),
        kept=kept,
    )


def save(reference: str, section: str, build: Callable[[Case], PageForm]) -> ResponseReturnValue:
    """Save what fits, go where the reader wants; nothing typed is lost.

    The case is read once, in the transaction that saves it.
    """
    action = request.form.get("aktion", "weiter")
    form = None
    try:
        with transaction() as session:
            case = find.case(session, actor(), reference)
            page_of(case, section)
            require(actor(), "act", "edit", case.scope)
            g.form = form = build(case)
            removed = remove_row(form, action)
            onward = _kept(session, case, section, form, action)
    except Invalid as invalid:
        if form is None:
            raise
        form.leave_out(invalid)
        return refused(reference, section, form, action, kept=rest_kept(reference, section, form))
    except Outdated:
        if form is None:
            raise
        return merge(reference, section, form)
    if not onward:
        return refused(reference, section, form, action, kept=True)
    flash(removed or _("Saved."), "success")
    return redirect(onward, 303)


def _kept(session: Session, case: Case, section: str, form: PageForm, action: str) -> str:
    """Keep what was typed, once for each click; return where the reader goes on.

    Where something does not fit the rest is kept, and the reader stays: "".
    """
    fits = form.validate()
    towns = towns_of(form)
    if not fits or form.left_out:
        keep_fitting(case, section, form, towns)
        return ""
    onward = onward_from(case, section, form, action)
    send_once(session, actor(), form.sent_key, onward)
    answers = case.answers
    # Who saves a section that was taken over has read it.
    if section in answers.to_check:
        answers.to_check = [one for one in answers.to_check if one != section]
    keep_fitting(case, section, form, towns)
    return onward


def refused(
    reference: str, section: str, form: PageForm, action: str, *, kept: bool
) -> ResponseReturnValue:
    """Show the form again, as typed, with what is unreadable in it; the rest may be kept."""
    with reading() as fresh:
        case = find.case(fresh, actor(), reference)
        form.sheet = Sheet(case)
        if kept:
            stored = filled(section, case, formdata=None)
            form.bases.data = bases_of(stored)
            for name in ("version", "base"):
                form[name].data = stored[name].data
        add_row(case, form, action.partition("neu:")[2])
        return page(case, section, form, kept=kept), 422


def onward_from(case: Case, section: str, form: PageForm, action: str) -> str:
    """Return where the reader goes after saving."""
    reference = case.application.reference
    if action == "spaeter":
        return url_for("applying.show", reference=reference)
    if action == "einfuegen" and section == "expenditure":
        return url_for("applying.paste", reference=reference)
    if action == "weiter":
        codes = Sheet(case).definition.codes
        following = codes.index(section) + 1
        if following == len(codes):
            return url_for("applying.review", reference=reference)
        return url_for("applying.section", reference=reference, section=codes[following])
    if action.startswith("neu:"):
        name = action.removeprefix("neu:")
        target = row_anchor(form, name) or abort(400)
        return url_for(
            "applying.section", reference=reference, section=section, neu=name, _anchor=target
        )
    target = "summen" if action == "rechnen" else "inhalt"
    return url_for("applying.section", reference=reference, section=section, _anchor=target)


def merge(reference: str, section: str, form: PageForm) -> ResponseReturnValue:
    """Take both changes where two people changed different parts, else let the reader choose."""
    with reading() as fresh:
        now = find.case(fresh, actor(), reference)
        stored = filled(section, now, formdata=None)
        stored.bases.data = bases_of(stored)
        found = compare(form, stored)
        if found and not found.both:
            return _both(now, section, form, stored, found)
        return _choose(now, section, form, stored, found), 409


def _both(
    case: Case, section: str, form: PageForm, stored: PageForm, found: Compared
) -> ResponseReturnValue:
    """Save the page as typed, with the parts that only others have changed as they are stored."""
    pairs = [*merged(form, stored, found.others), *passing(stored)]
    pairs += [(name, value) for name, value in request.form.items() if name in SAME]
    names = ", ".join(label_of(form, name) for name in found.others)
    sent = MultiDict(pairs)
    reference = case.application.reference
    answer = save(reference, section, lambda now: filled(section, now, formdata=sent))
    told = _("Somebody else has changed this too; both changes are kept: %(names)s", names=names)
    if names:  # where nothing was the others', it was the reader's own first click
        flash(told, "info")
    return answer


def passing(form: PageForm) -> list[tuple[str, str]]:
    """Return what a page says about the state it was made from."""
    return [(name, str(form[name].data or "")) for name in ("version", "base", "bases")]


def _choose(  # noqa: PLR0913 - two versions of a page, and what became of the choice
    case: Case,
    section: str,
    form: PageForm,
    stored: PageForm,
    found: Compared | None,
    *,
    missing: bool = False,
) -> str:
    """Show side by side what two people put into the same place; nothing is chosen beforehand."""
    parts = found.both if found else tuple(as_sent(form))
    now = {name: in_words(stored[name]) for name in parts}
    typed = {name: in_words(form[name]) for name in parts}
    return render_template(
        "applying/merge.html",
        case=case,
        section=section,
        title=form.page.title.in_(language()),
        rows=[
            (name, label_of(form, name), now[name], typed[name])
            for name in parts
            if now[name] != typed[name]
        ],
        fresh=stored,
        beside=who_else(case, section),
        missing=missing,
        payload=merged(form, stored, found.others if found else ()),
    )


def label_of(form: PageForm, name: str) -> str:
    """Return what a part of a page is called."""
    labels = {part.name: part.label for part in form.page.fields}
    labels |= {part.name: part.label for part in form.page.rows}
    return labels[name].in_(language())


def in_words(field: Field) -> str:
    """Write a part of a page as its reader sees it; of rows each in a line of its own."""
    if not isinstance(field, FieldList):
        return shown(field)
    rows = [[shown(part) for part in entry.form if holds(part)] for entry in field.entries]
    return "\n".join(" · ".join(filter(None, row)) for row in rows)
