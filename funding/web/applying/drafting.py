"""The pages of a draft: shown, saved, and merged where two people wrote at once."""

from __future__ import annotations

from functools import partial

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList

from funding.db import reading
from funding.definition.language import Page
from funding.errors import Invalid, NotFound, Outdated
from funding.forms.conditions import conditions, frames, ruled_out
from funding.forms.merging import Compared, as_sent, bases_of, compare, decided, merged
from funding.forms.page import PageForm, filled
from funding.forms.pieces import holds, shown
from funding.forms.typed import typed_rows
from funding.forms.words import language
from funding.policy import require
from funding.queries import find
from funding.queries.applying.findings import ANNEXES
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.progress import anchor, progress
from funding.queries.applying.register import entries
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.save_section import save_section
from funding.web.applying.blueprint import own_case, pages
from funding.web.applying.rows import add_row, remove_row, row_anchor
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import State

ADDRESS = "/<reference>/abschnitt/<section>"
SAME = frozenset({"csrf_token", "form_key", "aktion"})


def page_of(case: Case, section: str) -> Page:
    """Return the page of the form that an address means; raises ``NotFound``."""
    try:
        return Sheet(case).definition.page(section)
    except KeyError:
        raise NotFound(section) from None


@pages.route(ADDRESS, methods=["GET", "POST"])
def section(reference: str, section: str) -> ResponseReturnValue:
    """Show or save a page of the draft."""
    case = own_case(reference)
    page_of(case, section)
    if section == ANNEXES:
        return redirect(url_for("applying.annexes", reference=reference), 307)
    if request.method != "POST" and case.application.state != State.DRAFT:
        return redirect(url_for("applying.show", reference=reference))
    require(actor(), "act", "edit", case.scope)
    if request.method == "POST":
        stored = filled(section, case, formdata=None)
        undecided = tuple(
            n for n in request.form.getlist("offen") if f"wahl-{n}" not in request.form
        )
        if undecided:
            stored.bases.data = bases_of(stored)
            found = Compared((), (), tuple(n for n in undecided if n in as_sent(stored)))
            return _choose(case, section, filled(section, case), stored, found), 422
        return save(case, section, filled(section, case, formdata=decided(request.form, stored)))
    form = filled(section, case)
    form.bases.data = bases_of(form)
    add_row(case, form, request.args.get("neu", ""))
    return page(case, section, form)


def page(case: Case, section: str, form: PageForm) -> str:
    """Render a page with its form, its findings and, for the plan, the sums as saved."""
    parts = progress(case)
    here = next(p for p in parts if p.section == section)
    return render_template(
        "applying/section.html",
        case=case,
        section=section,
        title=form.page.title.in_(language()),
        number=parts.index(here) + 1,
        count=len(parts),
        form=form,
        sheet=form.sheet,
        progress=here,
        conditions=partial(conditions, form.page),
        frames=frames(form.sheet, form.page),
        ruled_out=partial(ruled_out, form.sheet, form.page),
        hints=[(anchor(case, finding), finding) for finding in here.findings],
        sums=PlanSums(case),
        town=entries(reader(), [case.application.lead_key])[0],
    )


def save(case: Case, section: str, form: PageForm) -> ResponseReturnValue:
    """Save what fits, go where the reader wants; nothing typed is lost."""
    action = request.form.get("aktion", "weiter")
    removed = remove_row(form, action)
    readable = form.validate()
    towns = form.find_towns(entries(reader())) if form.has_towns else {}
    if not readable or towns is None:
        return refused(case, section, form, action)
    onward = onward_from(case, section, form, action)
    try:
        typed = typed_rows(form, towns)
        with writing(form, onward) as session:
            now = find.case(session, actor(), case.application.reference)
            save_section(
                session,
                actor(),
                now.application.id,
                section,
                form.values() | form.single_towns(towns),
                version=form.read_version_of(now),
                partners=typed.partners,
                lines=typed.lines,
                rows=typed.rows,
            )
    except Invalid as invalid:
        form.take_faults(invalid)
        return refused(case, section, form, action)
    except Outdated:
        return merge(case, section, form)
    flash(removed or _("Saved."), "success")
    return redirect(onward, 303)


def refused(case: Case, section: str, form: PageForm, action: str) -> ResponseReturnValue:
    """Show the form again, as typed, with what is unreadable in it."""
    add_row(case, form, action.partition("neu:")[2])
    return page(case, section, form), 422


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


def merge(case: Case, section: str, form: PageForm) -> ResponseReturnValue:
    """Take both changes where two people changed different parts, else let the reader choose."""
    with reading() as fresh:
        now = find.case(fresh, actor(), case.application.reference)
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
    answer = save(case, section, filled(section, case, formdata=MultiDict(pairs)))
    told = _("Somebody else has changed this too; both changes are kept: %(names)s", names=names)
    flash(told, "info")
    return answer


def passing(form: PageForm) -> list[tuple[str, str]]:
    """Return what a page says about the state it was made from."""
    return [(name, str(form[name].data or "")) for name in ("version", "base", "bases")]


def _choose(
    case: Case, section: str, form: PageForm, stored: PageForm, found: Compared | None
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
