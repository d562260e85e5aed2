"""The sections of a draft: shown, saved, and merged where two people wrote at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.db import reading
from funding.errors import Invalid, Outdated
from funding.forms.applying import AdviceForm, DeclarationsForm, ProjectForm, SectionForm
from funding.forms.municipality import MunicipalityForm
from funding.forms.pieces import leaves, shown
from funding.forms.plan import PlanForm
from funding.policy import require
from funding.queries import find
from funding.queries.applying.findings import SECTIONS
from funding.queries.applying.progress import anchor, progress, sums
from funding.queries.applying.register import entries
from funding.queries.case import Case
from funding.services.applying.save_section import save_section
from funding.web.applying.blueprint import own_case, pages
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import State

FORMS: Mapping[str, type[SectionForm]] = {
    "municipality": MunicipalityForm,
    "project": ProjectForm,
    "advice": AdviceForm,
    "plan": PlanForm,
    "declarations": DeclarationsForm,
}
ROWS = {"municipality": "partners", "plan": "lines"}
FIRST_FIELD = {"municipality": "key", "plan": "kind"}
ADDRESS = f"/<reference>/abschnitt/<any({', '.join(SECTIONS)}):section>"
PASSING = frozenset({"csrf_token", "form_key", "version", "base"})


def filled(section: str, case: Case, **how: Any) -> SectionForm:
    """Build the form of a section, filled with what the case holds."""
    kind = FORMS[section]
    held = kind.data_of(case)
    known = {"version": case.application.version, "base": kind.fingerprint(case)}
    form = kind(data=held | known, **how)
    form.prepare(case)
    return form


@pages.route(
    f"/<reference>/abschnitt/<any({', '.join(SECTIONS)}):section>", methods=["GET", "POST"]
)
def section(reference: str, section: str) -> ResponseReturnValue:
    """Show or save a section of the draft."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state != State.DRAFT:
        return redirect(url_for("applying.show", reference=reference))
    require(actor(), "act", "edit", case.scope)
    form = filled(section, case)
    if request.method == "POST":
        return save(case, section, form)
    add_rows(section, form, extra="neu" in request.args)
    return page(case, section, form)


def page(case: Case, section: str, form: SectionForm) -> str:
    """Render a section with its form, its findings and, for the plan, the sums as saved."""
    here = next(p for p in progress(case) if p.section == section)
    return render_template(
        f"applying/sections/{section}.html",
        case=case,
        section=section,
        number=SECTIONS.index(section) + 1,
        form=form,
        progress=here,
        hints=[(anchor(case, finding), finding) for finding in here.findings],
        sums=sums(case) if section == "plan" else None,
        town=entries(reader(), [case.application.lead_key])[0],
    )


def add_rows(section: str, form: SectionForm, *, extra: bool) -> None:
    """Add an empty row where there is none, or where another one is wanted."""
    name = ROWS.get(section)
    if name is None:
        return
    rows = form[name]
    if (extra or not rows.entries) and len(rows.entries) < rows.max_entries:
        rows.append_entry()
        form.prepare(own_case(request.view_args["reference"]))  # type: ignore[index]  # the route has it


def save(case: Case, section: str, form: SectionForm) -> ResponseReturnValue:
    """Save what fits, go where the reader wants; nothing typed is lost."""
    action = request.form.get("aktion", "weiter")
    removed = remove_row(section, form, action)
    readable = form.validate()
    rows = typed_rows(form) if readable or isinstance(form, MunicipalityForm) else None
    if not readable or rows is None:
        return refused(case, section, form, action)
    onward = onward_from(case, section, form, action)
    try:
        with writing(form, onward) as session:
            now = find.case(session, actor(), case.application.reference)
            version = form.read_version_of(now)
            save_section(
                session,
                actor(),
                now.application.id,
                section,
                form.values(),
                version=version,
                **rows,
            )
    except Invalid as invalid:
        form.take_faults(invalid)
        return refused(case, section, form, action)
    except Outdated:
        return merge(case.application.reference, section, form)
    flash(removed or _("Saved."), "success")
    return redirect(onward, 303)


def refused(case: Case, section: str, form: SectionForm, action: str) -> ResponseReturnValue:
    """Show the form again, as typed, with what is unreadable in it."""
    add_rows(section, form, extra=action == "neu")
    return page(case, section, form), 422


def typed_rows(form: SectionForm) -> dict[str, Any] | None:
    """Return partners or lines as typed; ``None`` where a partner is not found or not clear."""
    if isinstance(form, PlanForm):
        return {"lines": form.typed_lines()}
    if isinstance(form, MunicipalityForm):
        partners = form.find_partners(entries(reader()))
        return None if partners is None else {"partners": partners}
    return {}


def remove_row(section: str, form: SectionForm, action: str) -> str:
    """Take out the row that the reader wants to be rid of, and say so."""
    name, (word, _colon, number) = ROWS.get(section), action.partition(":")
    if name is None or word != "entfernen" or not number.isdecimal():
        return ""
    entries_ = form[name].entries
    if not 1 <= int(number) <= len(entries_):
        return ""
    gone = entries_.pop(int(number) - 1)
    what = gone.form["key" if section == "municipality" else "label"].data or ""
    return str(_("Line %(number)s %(what)s was removed.", number=number, what=what))


def onward_from(case: Case, section: str, form: SectionForm, action: str) -> str:
    """Return where the reader goes after saving."""
    reference = case.application.reference
    if action == "spaeter":
        return url_for("applying.show", reference=reference)
    if action == "einfuegen" and section == "plan":
        return url_for("applying.paste", reference=reference)
    if action == "weiter":
        following = SECTIONS.index(section) + 1
        if following == len(SECTIONS):
            return url_for("applying.review", reference=reference)
        return url_for("applying.section", reference=reference, section=SECTIONS[following])
    if action == "neu" and section in ROWS:
        last = sum(bool(_filled(entry)) for entry in form[ROWS[section]].entries)
        target = f"{ROWS[section]}-{last}-{FIRST_FIELD[section]}"
        return url_for(
            "applying.section", reference=reference, section=section, neu=1, _anchor=target
        )
    target = "summen" if action == "rechnen" else "inhalt"
    return url_for("applying.section", reference=reference, section=section, _anchor=target)


def _filled(entry: Any) -> bool:
    row = entry.form
    if "key" in row:
        return bool(row["key"].data or row["task"].data or row["contribution"].data)
    return not row.blank


def merge(reference: str, section: str, form: SectionForm) -> ResponseReturnValue:
    """Show beside each other what is stored now and what was typed, to save again or to keep."""
    with reading() as fresh:
        case = find.case(fresh, actor(), reference)
        stored = filled(section, case, formdata=None)
        now = {(row, name): shown(field) for row, name, field in leaves(stored)}
        typed = {(row, name): (field, shown(field)) for row, name, field in leaves(form)}
        names = {key: str(field.label.text) for key, (field, _text) in typed.items()}
        names |= {(row, name): str(field.label.text) for row, name, field in leaves(stored)}
        rows = [
            (row, names[row, name], now.get((row, name), ""), typed.get((row, name), ("", ""))[1])
            for row, name in dict.fromkeys([*typed, *now])
            if name != "pick"
        ]
        page_ = render_template(
            "applying/merge.html",
            case=case,
            section=section,
            rows=rows,
            fresh=stored,
            payload=[
                (name, value)
                for name, value in request.form.items(multi=True)
                if name not in PASSING
            ],
        )
    return page_, 409
