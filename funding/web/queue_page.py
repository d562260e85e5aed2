"""The queue: a view of it, a page at a time, and the views that somebody saves for themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid
from funding.forms.reviewing import ViewForm
from funding.forms.speech import language
from funding.models.role import Role
from funding.policy import permits, require
from funding.queries.reviewing import queue
from funding.queries.reviewing.queue import PAGE, VIEWS, Filter
from funding.services.reviewing.save_view import drop_view, save_view
from funding.web.due import due
from funding.web.paging import cursor
from funding.web.signin import actor
from funding.web.turns import whose_turn
from funding.web.view import reader, writing
from funding.words.fields import ACTION_FIELDS
from funding.words.roles import ROLES
from workflows.application import Trigger

LONGEST_SEARCH = 120


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of reviewing."""
    saved = "/arbeitsvorrat/ansichten"
    pages.add_url_rule("/arbeitsvorrat", "queue", show_queue)
    pages.add_url_rule(saved, "save_view", save, methods=["POST"])
    pages.add_url_rule(f"{saved}/<uuid:view_id>/loeschen", "drop_view", drop, methods=["POST"])


def show_queue() -> str:
    """Show a view of the queue, a page at a time."""
    who = actor()
    require(who, "act", "see_queue")
    view = request.args.get("ansicht", "")
    view = view if view in VIEWS else queue.first_view(who)
    narrowed = _narrowed(request.args.get("feld", ""), request.args.get("suche", ""))
    shown = {"ansicht": view, "feld": narrowed.field, "suche": narrowed.words}
    return _page(view, narrowed, ViewForm(formdata=None, data=shown))


def save() -> ResponseReturnValue:
    """Save the view that was shown under the name that was typed, and show it again."""
    require(actor(), "act", "see_queue")
    form = ViewForm()
    view = str(form.ansicht.data or "")
    view = view if view in VIEWS else queue.first_view(actor())
    narrowed = _narrowed(str(form.feld.data or ""), str(form.suche.data or ""))
    if not form.validate():
        return _page(view, narrowed, form), 422
    address: dict[str, Any] = {"feld": narrowed.field or None, "suche": narrowed.words or None}
    location = url_for("reviewing.queue", ansicht=view, **address)
    try:
        with writing(form, location) as session:
            save_view(session, actor(), str(form.name.data or ""), view, narrowed)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(view, narrowed, form), 422
    flash(_("The view is saved."), "success")
    return redirect(location, 303)


def drop(view_id: UUID) -> ResponseReturnValue:
    """Let a view of one's own go."""
    form, location = ViewForm(), url_for("reviewing.queue")
    with writing(form, location) as session:
        name = drop_view(session, actor(), view_id)
    flash(_("The view “%(name)s” is deleted.", name=name), "success")
    return redirect(location, 303)


def _narrowed(field: str, words: str) -> Filter:
    """Read a filter; an action field that is none narrows nothing."""
    return Filter(field if field in ACTION_FIELDS else "", words[:LONGEST_SEARCH].strip())


def _page(view: str, narrowed: Filter, form: ViewForm) -> str:
    who, now, after = actor(), clock.now(), cursor()
    shown = queue.views(reader(), who, now, narrowed)
    rows = queue.cases(reader(), who, now, view, narrowed, after)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return render_template(
        "reviewing/queue.html",
        rows=rows[:PAGE],
        more=f"{last.queue_at.isoformat()}_{last.id}" if last else None,
        paged=after is not None,
        counts=shown.counts,
        saved=shown.saved,
        form=form,
        view=view,
        narrowed=narrowed,
        may_claim=permits(who, "application", Trigger.CLAIM),
        fields=ACTION_FIELDS,
        turn=_turn,
        due=due,
    )


def _turn(row: Any) -> str:
    """Say whose turn it is in a row of the queue; a second assessment has its own person."""
    if row.awaited_kind == "opinion":
        return ROLES[Role.SCORER].in_(language())
    return whose_turn(row.state, row.town, row.holder, row.awaited_kind)
