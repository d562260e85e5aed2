"""Several cases of the queue taken over at once: the question of bias, a tick for each."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from funding.forms.reviewing import SeveralForm
from funding.policy import require
from funding.queries.reviewing.several import MOST, Picked, picked
from funding.services.reviewing.take_next import take_next
from funding.web.due import due
from funding.web.one_by_one import one_by_one
from funding.web.signin import actor
from funding.web.view import reader
from workflows.application import Trigger


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of reviewing."""
    pages.add_url_rule("/arbeitsvorrat/mehrere", "several", take_over, methods=["GET", "POST"])


def take_over() -> ResponseReturnValue:
    """Show what was ticked in the queue, and take over each case that is ticked here."""
    who = actor()
    require(who, "application", Trigger.CLAIM)
    form = SeveralForm()
    found = picked(reader(), who, request.args.getlist("vorgang"))
    free = [one for one in found if one.free]
    form.offer(
        [(one.reference, _told(one)) for one in free], [o.reference for o in free if o.declared]
    )
    if request.method == "POST" and form.validate():
        return _take(form, form.read_versions())
    shown = " ".join(f"{one.reference}={one.version}" for one in free)
    form.versions.data = form.versions.data or shown
    page = render_template(
        "reviewing/several.html",
        form=form,
        free=free,
        taken=[one for one in found if not one.free],
    )
    return (page, 422) if request.method == "POST" else page


def _told(one: Picked) -> str:
    parts = [one.reference, ", ".join(one.towns)]
    if one.due_at:
        parts.append(_("due %(when)s", when=due(one.due_at).text))
    return " · ".join(parts)


def _take(form: SeveralForm, versions: dict[str, int]) -> ResponseReturnValue:
    location = url_for("reviewing.queue", ansicht="meine")

    def take(session: Session, reference: str) -> None:
        take_next(session, actor(), reference, versions.get(reference, 0))

    _tell(*one_by_one(form, (form.chosen.data or [])[:MOST], location, take))
    return redirect(location, 303)


def _tell(taken: Sequence[str], lost: Sequence[str]) -> None:
    if taken:
        said = ngettext(
            "You hold %(num)d case more now: %(which)s.",
            "You hold %(num)d cases more now: %(which)s.",
            len(taken),
            which=", ".join(taken),
        )
        flash(said, "success")
    if lost:
        said = ngettext(
            "%(which)s has been taken over by somebody else meanwhile, or may not be yours.",
            "%(which)s have been taken over by somebody else meanwhile, or may not be yours.",
            len(lost),
            which=", ".join(lost),
        )
        flash(said, "info")
