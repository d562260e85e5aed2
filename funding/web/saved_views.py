"""Saving a view of the queue under a name, and letting it go."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import HiddenField, StringField

from funding.errors import Invalid
from funding.forms.base import Form
from funding.forms.words import fault_text
from funding.queries.reviewing.queue import Filter
from funding.services.reviewing.save_view import drop_view, save_view
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.fields import ACTION_FIELDS

LONGEST_SEARCH = 120


class ViewForm(Form):
    """The name of a view, and what it shows."""

    name = StringField(_("Name of the view"))
    ansicht, feld, suche = HiddenField(), HiddenField(), HiddenField()


def narrowed(field: str, words: str) -> Filter:
    """Read a filter; an action field that is none narrows nothing."""
    return Filter(field if field in ACTION_FIELDS else "", words[:LONGEST_SEARCH].strip())


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of reviewing."""
    pages.add_url_rule("/arbeitsvorrat/ansichten", "save_view", save, methods=["POST"])
    pages.add_url_rule(
        "/arbeitsvorrat/ansichten/<uuid:view_id>/loeschen", "drop_view", drop, methods=["POST"]
    )


def save() -> ResponseReturnValue:
    """Save the view that was shown, and show it again."""
    form = ViewForm()
    view = str(form.ansicht.data or "")
    shown = narrowed(str(form.feld.data or ""), str(form.suche.data or ""))
    location = url_for(
        "reviewing.queue", ansicht=view, feld=shown.field or None, suche=shown.words or None
    )
    if form.validate():
        try:
            with writing(form, location) as session:
                save_view(session, actor(), str(form.name.data or ""), view, shown)
        except Invalid as invalid:
            flash(" ".join(fault_text(fault) for fault in invalid.faults), "danger")
        else:
            flash(_("The view is saved."), "success")
    return redirect(location, 303)


def drop(view_id: UUID) -> ResponseReturnValue:
    """Let a view go."""
    form = ViewForm()
    location = url_for("reviewing.queue")
    if form.validate():
        with writing(form, location) as session:
            name = drop_view(session, actor(), view_id)
        flash(_("The view “%(name)s” is deleted.", name=name), "success")
    return redirect(location, 303)


def form_for(view: str, shown: Filter) -> ViewForm:
    """Build the form that saves what is shown."""
    return ViewForm(
        formdata=None, data={"ansicht": view, "feld": shown.field, "suche": shown.words}
    )
