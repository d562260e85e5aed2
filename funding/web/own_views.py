"""The views of the queue that somebody keeps: saved under a name, counted, and let go."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid
from funding.forms.reviewing import ViewForm
from funding.models import FormKey
from funding.policy import require
from funding.queries.reviewing import queue
from funding.queries.reviewing.queue import NO_FILTER
from funding.services.reviewing.save_view import drop_view, save_view
from funding.web.queue_columns import COLUMNS
from funding.web.queue_page import Shown, asked, own_lists, shown_by
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.fields import ACTION_FIELDS
from funding.words.views import QUEUE_VIEWS

# What is kept of a form that was sent once.
LONGEST: int = getattr(FormKey.__table__.c.location.type, "length", 0)
WAY = "/arbeitsvorrat/ansichten"


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of reviewing."""
    pages.add_url_rule(WAY, "own_views", own_views, methods=["GET", "POST"])
    pages.add_url_rule(f"{WAY}/<uuid:view_id>/loeschen", "drop_view", drop, methods=["POST"])


def own_views() -> ResponseReturnValue:
    """Show one's own views, and save what the list showed under the name that was typed."""
    require(actor(), "act", "see_queue")
    if request.method == "GET":
        shown = asked()
        narrowed = {"feld": shown.narrowed.field, "suche": shown.narrowed.words}
        own = {"ansicht": shown.view, "spalten": " ".join(shown.columns)}
        return _page(shown, ViewForm(formdata=None, data=own | narrowed))
    form = ViewForm()
    view, field, words = (str(form[name].data or "") for name in ("ansicht", "feld", "suche"))
    shown = shown_by(view, field, words, str(form.spalten.data or "").split())
    if not form.validate():
        return _page(shown, form), 422
    location = shown.address()
    if len(location) > LONGEST:  # a long search, with many letters that an address writes out
        location = url_for("reviewing.own_views")
    try:
        with writing(form, location) as session:
            name = str(form.name.data or "")
            replaced = save_view(session, actor(), name, shown.view, shown.narrowed, shown.columns)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(shown, form), 422
    told = _("The view of this name is replaced.") if replaced else _("The view is saved.")
    flash(told, "success")
    return redirect(location, 303)


def drop(view_id: UUID) -> ResponseReturnValue:
    """Let a view of one's own go."""
    form, location = ViewForm(), url_for("reviewing.own_views")
    with writing(form, location) as session:
        name = drop_view(session, actor(), view_id)
    flash(_("The view “%(name)s” is deleted.", name=name), "success")
    return redirect(location, 303)


def _page(shown: Shown, form: ViewForm) -> str:
    saved = queue.views(reader(), actor(), NO_FILTER).saved
    return render_template(
        "reviewing/own_views.html",
        form=form,
        shown=shown,
        kept=own_lists(saved),
        views=QUEUE_VIEWS,
        fields=ACTION_FIELDS,
        columns=COLUMNS,
    )
