"""Saving a section while it is written: quietly, and with an honest word of what became of it."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding import clock
from funding.db import transaction
from funding.errors import Invalid, Outdated
from funding.forms.merging import bases_of
from funding.forms.page import PageForm, filled
from funding.forms.speech import language
from funding.forms.typed import typed_rows
from funding.notices.letters import hour
from funding.policy import require
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.save_section import Typed, save
from funding.web.applying.blueprint import pages
from funding.web.applying.drafting import ADDRESS, page_of
from funding.web.signin import actor
from workflows.core import StepRefused

SAVED, UNREADABLE, OVERTAKEN = 200, 422, 409
MOST_TOLD = 3


@pages.post(f"{ADDRESS}/entwurf")
def autosave(reference: str, section: str) -> ResponseReturnValue:
    """Save what fits, without the key of the form: that is for the reader's own click.

    The case is read once, in the transaction that saves it: this happens often.
    """
    form: PageForm | None = None
    try:
        try:
            with transaction() as session:
                case = find.case(session, actor(), reference)
                require(actor(), "act", "edit", case.scope)
                page_of(case, section)
                form = filled(section, case)
                form.validate()
                return _saved(case, section, form)
        except Invalid as invalid:
            if form is None:
                raise
            form.leave_out(invalid)
        with transaction() as session:
            case = find.case(session, actor(), reference)
            form.sheet = Sheet(case)
            return _saved(case, section, form)
    except Invalid:
        return _answer(UNREADABLE, _("Not saved yet. %(fault)s", fault=_faults(form)))
    except StepRefused:
        return _answer(OVERTAKEN, _("This application is no longer a draft and is not changed."))
    except Outdated:
        told = _("Somebody else has changed this page. Save, and you see both versions.")
        return _answer(OVERTAKEN, told)


def _saved(case: Case, section: str, form: PageForm) -> ResponseReturnValue:
    """Save what fits of a page, and say what does not."""
    # A name that is half typed may mean somebody: municipalities wait for the click.
    typed = Typed(rows={}) if form.has_towns else typed_rows(form, {})
    save(case, section, form.values(), typed, form.read_version_of(case))
    version = case.application.version
    case.session.flush()
    known = {"version": version, "base": form.fingerprint(case)}
    known["bases"] = bases_of(filled(section, case, formdata=None))
    at, faults = hour(clock.now(), language()), _faults(form)
    if faults:
        told = _("Saved at %(time)s, but not this: %(fault)s", time=at, fault=faults)
        return _answer(UNREADABLE, told, **known)
    told = _("Saved at %(time)s", time=at)
    if section == "partners":
        told = _("Saved at %(time)s; partners are saved by the button only", time=at)
    return _answer(SAVED, told, **known)


def _faults(form: PageForm | None) -> str:
    """Tell what does not fit, the first few in words."""
    told = [text for _id, text in form.problems()] if form else []
    more = len(told) - MOST_TOLD
    rest = [ngettext("and %(num)d more", "and %(num)d more", more)] if more > 0 else []
    return " ".join([*told[:MOST_TOLD], *rest])


def _answer(status: int, told: str, **more: Any) -> ResponseReturnValue:
    return jsonify({"told": str(told)} | more), status
