"""The queue: a view of it, a page at a time, or whole as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.forms.speech import language
from funding.law.berlin import local_date
from funding.policy import permits, require
from funding.queries.reviewing import queue
from funding.queries.reviewing.own_views import own_counts
from funding.queries.reviewing.queue import PAGE, VIEWS, Filter
from funding.web import queue_columns
from funding.web.csv_file import csv_file
from funding.web.paging import reference_cursor
from funding.web.signin import actor
from funding.web.view import address, reader
from funding.words.fields import ACTION_FIELDS
from funding.words.views import QUEUE_VIEWS
from workflows.application import State, Trigger

LONGEST_SEARCH = 120
MOST_IN_FILE = 20_000
DEPUTY = "vertretung"


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of reviewing."""
    pages.add_url_rule("/arbeitsvorrat", "queue", show_queue)
    pages.add_url_rule("/arbeitsvorrat.csv", "queue_file", queue_file)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list shows: which view, narrowed to what, in which columns."""

    view: str
    narrowed: Filter
    columns: tuple[str, ...]

    def heads(self) -> tuple[str, ...]:
        """Return what the columns are called in the language of the page."""
        return _heads(self.columns, language())

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


@lru_cache(maxsize=512)
def _heads(codes: tuple[str, ...], speech: str) -> tuple[str, ...]:
    return tuple(queue_columns.COLUMNS[code].label.in_(speech) for code in codes)


@lru_cache(maxsize=512)
def _links(shown: Shown, speech: str, _root: str) -> tuple[tuple[str, str, str], ...]:
    views = QUEUE_VIEWS.items()
    return tuple((code, shown.address(ansicht=code), name.in_(speech)) for code, name in views)


def _tabs(shown: Shown, counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Name every view with its address; that of a deputy only where there is something in it."""
    links = _links(shown, language(), request.script_root)
    return [one for one in links if one[0] == shown.view or one[0] != DEPUTY or counts[DEPUTY]]


def show_queue() -> str:
    """Show a view of the queue, a page at a time."""
    require(actor(), "act", "see_queue")
    return _page(asked())


def queue_file() -> ResponseReturnValue:
    """Return a view of the queue, whole, as a file for a spreadsheet."""
    who = actor()
    require(who, "act", "see_queue")
    shown = asked()
    rows = queue.cases(reader(), who, shown.view, shown.narrowed, None, MOST_IN_FILE)
    speech, columns = language(), [queue_columns.COLUMNS[code] for code in shown.columns]
    head = [_("Reference"), *(column.label.in_(speech) for column in columns)]
    cells = ([row.reference, *(column.text(row, speech) for column in columns)] for row in rows)
    return csv_file(f"arbeitsvorrat-{shown.view}-{local_date(clock.now())}.csv", head, cells)


def asked() -> Shown:
    """Read from the address what is to be shown."""
    view, field, words = (request.args.get(name, "") for name in ("ansicht", "feld", "suche"))
    return shown_by(view, field, words, request.args.getlist("spalte"))


def shown_by(view: str, field: str, words: str, columns: Sequence[str]) -> Shown:
    """Take what is known: an action field that is none narrows nothing."""
    narrowed = Filter(field if field in ACTION_FIELDS else "", words[:LONGEST_SEARCH].strip())
    view = view if view in VIEWS else queue.first_view(actor())
    return Shown(view, narrowed, queue_columns.chosen(columns))


def own_lists(saved: Sequence[Any]) -> list[tuple[Any, Shown, int]]:
    """Return the views that the reader has saved: as kept, as the list shows it, how many cases."""
    lists = [shown_by(one.view, one.field, one.words, one.columns.split()) for one in saved]
    asked = [(one.view, one.narrowed) for one in lists]
    return list(zip(saved, lists, own_counts(reader(), actor(), asked), strict=True))


def _page(shown: Shown) -> str:
    who, after = actor(), reference_cursor()
    counted = queue.views(reader(), who, shown.narrowed)
    rows = queue.cases(reader(), who, shown.view, shown.narrowed, after)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    may_claim = permits(who, "application", Trigger.CLAIM)
    tick = may_claim and counted.counts["neu"] > 0
    tick = tick and any(row.state == State.SUBMITTED for row in rows)
    return render_template(
        "reviewing/queue.html",
        count=len(rows[:PAGE]),
        lines=queue_columns.lines(rows[:PAGE], shown.columns, tick=tick),
        tick=tick,
        more=f"{last.queue_at.isoformat()}_{last.reference}" if last else None,
        paged=after is not None,
        counts=counted.counts,
        saved=own_lists(counted.saved),
        shown=shown,
        view=shown.view,
        narrowed=shown.narrowed,
        may_claim=may_claim,
        may_rank=permits(who, "act", "see_ranking"),
        may_assign=permits(who, "application", Trigger.ASSIGN),
        tabs=_tabs(shown, counted.counts),
        called=QUEUE_VIEWS[shown.view].in_(language()),
        fields=ACTION_FIELDS,
        columns=queue_columns.COLUMNS,
    )
