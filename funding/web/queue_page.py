"""The queue: a view of it, a page at a time, and the views that somebody saves for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid
from funding.forms.reviewing import ViewForm
from funding.forms.speech import language
from funding.law.berlin import local_date
from funding.policy import permits, require
from funding.queries.reviewing import queue
from funding.queries.reviewing.queue import PAGE, VIEWS, Filter
from funding.services.reviewing.save_view import drop_view, save_view
from funding.web import queue_columns
from funding.web.csv_file import csv_file
from funding.web.paging import cursor
from funding.web.signin import actor
from funding.web.view import address, reader, writing
from funding.words.fields import ACTION_FIELDS
from workflows.application import State, Trigger

LONGEST_SEARCH = 120
MOST_IN_FILE = 20_000


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of reviewing."""
    saved = "/arbeitsvorrat/ansichten"
    pages.add_url_rule("/arbeitsvorrat", "queue", show_queue)
    pages.add_url_rule("/arbeitsvorrat.csv", "queue_file", queue_file)
    pages.add_url_rule(saved, "save_view", save, methods=["POST"])
    pages.add_url_rule(f"{saved}/<uuid:view_id>/loeschen", "drop_view", drop, methods=["POST"])


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows: which view, narrowed to what, in which columns."""

    view: str
    narrowed: Filter
    columns: tuple[str, ...]

    def address(self, endpoint: str = "reviewing.queue", **more: Any) -> str:
        """Return the address of this list, with what is usual left out."""
        usual = self.columns == queue_columns.STANDARD
        return address(
            endpoint,
            ansicht=more.pop("ansicht", self.view),
            feld=self.narrowed.field or None,
            suche=self.narrowed.words or None,
            spalte=None if usual else self.columns,
            **more,
        )


def show_queue() -> str:
    """Show a view of the queue, a page at a time."""
    require(actor(), "act", "see_queue")
    shown = _asked()
    data = {"ansicht": shown.view, "feld": shown.narrowed.field, "suche": shown.narrowed.words}
    data["spalten"] = " ".join(shown.columns)
    return _page(shown, ViewForm(formdata=None, data=data))


def queue_file() -> ResponseReturnValue:
    """Return a view of the queue, whole, as a file for a spreadsheet."""
    who = actor()
    require(who, "act", "see_queue")
    shown = _asked()
    rows = queue.cases(reader(), who, shown.view, shown.narrowed, None, MOST_IN_FILE)
    speech, columns = language(), [queue_columns.COLUMNS[code] for code in shown.columns]
    head = [_("Reference"), *(column.label.in_(speech) for column in columns)]
    cells = ([row.reference, *(column.text(row, speech) for column in columns)] for row in rows)
    return csv_file(f"arbeitsvorrat-{shown.view}-{local_date(clock.now())}.csv", head, cells)


def save() -> ResponseReturnValue:
    """Save the view that was shown under the name that was typed, and show it again."""
    require(actor(), "act", "see_queue")
    form = ViewForm()
    view, field, words = (str(form[name].data or "") for name in ("ansicht", "feld", "suche"))
    shown = _shown(view, field, words, str(form.spalten.data or "").split())
    if not form.validate():
        return _page(shown, form), 422
    location = shown.address()
    try:
        with writing(form, location) as session:
            name = str(form.name.data or "")
            save_view(session, actor(), name, shown.view, shown.narrowed, shown.columns)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _page(shown, form), 422
    flash(_("The view is saved."), "success")
    return redirect(location, 303)


def drop(view_id: UUID) -> ResponseReturnValue:
    """Let a view of one's own go."""
    form, location = ViewForm(), url_for("reviewing.queue")
    with writing(form, location) as session:
        name = drop_view(session, actor(), view_id)
    flash(_("The view “%(name)s” is deleted.", name=name), "success")
    return redirect(location, 303)


def _asked() -> Shown:
    """Read from the address what is to be shown."""
    view, field, words = (request.args.get(name, "") for name in ("ansicht", "feld", "suche"))
    return _shown(view, field, words, request.args.getlist("spalte"))


def _shown(view: str, field: str, words: str, columns: Sequence[str]) -> Shown:
    """Take what is known: an action field that is none narrows nothing."""
    narrowed = Filter(field if field in ACTION_FIELDS else "", words[:LONGEST_SEARCH].strip())
    view = view if view in VIEWS else queue.first_view(actor())
    return Shown(view, narrowed, queue_columns.chosen(columns))


def _page(shown: Shown, form: ViewForm) -> str:
    who, after = actor(), cursor()
    counted = queue.views(reader(), who, shown.narrowed)
    rows = queue.cases(reader(), who, shown.view, shown.narrowed, after)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    may_claim = permits(who, "application", Trigger.CLAIM)
    tick = may_claim and any(row.state == State.SUBMITTED for row in rows)
    return render_template(
        "reviewing/queue.html",
        count=len(rows[:PAGE]),
        lines=queue_columns.lines(rows[:PAGE], shown.columns, tick=tick),
        tick=tick,
        more=f"{last.queue_at.isoformat()}_{last.id}" if last else None,
        paged=after is not None,
        counts=counted.counts,
        saved=[
            (one, _shown(one.view, one.field, one.words, one.columns.split()))
            for one in counted.saved
        ],
        form=form,
        shown=shown,
        view=shown.view,
        narrowed=shown.narrowed,
        may_claim=may_claim,
        may_rank=permits(who, "act", "see_ranking"),
        may_assign=permits(who, "application", Trigger.ASSIGN),
        fields=ACTION_FIELDS,
        columns=queue_columns.COLUMNS,
    )
