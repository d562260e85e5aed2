"""The columns of the queue, of which everybody chooses: what each is called, and its cell.

A page of the queue draws fifty rows of them, so they are drawn here and not by macros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup
from markupsafe import escape as e

from funding import clock
from funding.forms.controls import plain
from funding.forms.speech import gettext, language, ngettext
from funding.law import money
from funding.law.berlin import local_date
from funding.models.role import Role
from funding.notices.letters import short_date
from funding.queries.reviewing.queue import Listed
from funding.web.due import due
from funding.web.turns import covered, who_submits, whose_turn
from funding.web.view import address
from funding.words.deadlines import DEADLINES
from funding.words.fields import ACTION_FIELDS
from funding.words.roles import ROLES
from funding.words.states import STATES
from funding.words.text import Text
from workflows.application import State

Row = Listed
NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how its cell is drawn (escaped), whether it holds an amount.

    Both say it in a language; ``text`` is for a file.
    """

    label: Text
    cell: Callable[[Row, str], str]
    text: Callable[[Row, str], str | int]
    numeric: bool = False


@lru_cache(maxsize=1024)
def badge(kind: str, label: str) -> str:
    """Draw a mark of one word."""
    look = f"kern-badge--{kind}" if kind else "fp-badge--neutral"
    word = f'<span class="kern-label kern-label--small">{plain(label)}</span>'
    return f'<span class="kern-badge {look}">{word}</span>'


@lru_cache(maxsize=1024)
def _small(text: str) -> str:
    return f'<span class="fp-due">{plain(text)}</span>'


def _partners(row: Row) -> str:
    count = row.partners
    return ngettext("with %(num)d partner", "with %(num)d partners", count) if count else ""


def _town(row: Row, _speech: str) -> str:
    told = _partners(row)
    return plain(row.town) + (f"<br>{_small(told)}" if told else "")


@lru_cache(maxsize=256)
def _field(code: str | None, speech: str) -> str:
    named = ACTION_FIELDS.get(code or "")
    return _small(named.in_(speech) if named else NONE)


def _project(row: Row, speech: str) -> str:
    title = str(e(row.title)) if row.title else plain(gettext("(no title)"))
    word = gettext("new") if row.new else ""
    new = f" {badge('info', word)}" if word else ""
    return f"{title}{new}<br>{_field(row.field, speech)}"


def _state(row: Row, speech: str) -> str:
    words = STATES[row.state]
    return badge(words.badge_staff, words.staff.in_(speech))


def _state_text(row: Row, speech: str) -> str:
    return STATES[row.state].staff.in_(speech)


def _deadline(row: Row, speech: str) -> str:
    if not row.awaited_at:
        return NONE
    return _due_cell(row.awaited_at, row.awaited_kind, local_date(clock.now()), speech)


@lru_cache(maxsize=4096)
def _due_cell(awaited_at: datetime, kind: str, _today: date, speech: str) -> str:
    """Draw it once for all the cases that wait for the same on the same day."""
    at = due(awaited_at)
    late = " fp-due--late" if at.look == "danger" else ""
    return (
        f'<time datetime="{at.on.isoformat()}">{short_date(at.on, speech)}</time> '
        f'<span class="fp-due{late}">{plain(at.text)}</span> '
        f"{_small(DEADLINES[kind].in_(speech))}"
    )


def _deadline_text(row: Row, _speech: str) -> str:
    return due(row.awaited_at).on.isoformat() if row.awaited_at else ""


def _turn(row: Row, speech: str) -> str:
    """Say whose turn it is; a second assessment has its own person."""
    if row.awaited_kind == "opinion":
        return ROLES[Role.SCORER].in_(speech)
    holder = covered(row.holder, row.deputy) if row.holder else None
    if row.unsubmitted:
        return who_submits(holder)
    return whose_turn(row.state, row.town, holder, row.awaited_kind)


def _holder(row: Row, _speech: str) -> str:
    return covered(row.holder, row.deputy) if row.holder else str(gettext("nobody yet"))


def _received(row: Row, speech: str) -> str:
    return short_date(local_date(row.submitted_at), speech) if row.submitted_at else NONE


def _received_text(row: Row, _speech: str) -> str:
    return local_date(row.submitted_at).isoformat() if row.submitted_at else ""


def _euros(row: Row, speech: str) -> str:
    return money.euro(row.requested_cents or 0, speech)


def _cents(row: Row, _speech: str) -> int:
    return int(row.requested_cents or 0)


def _escaped(told: Callable[[Row, str], str]) -> Callable[[Row, str], str]:
    return lambda row, speech: plain(told(row, speech))


# By the word that stands for the column in addresses and in saved views.
COLUMNS: Mapping[str, Column] = {
    "kommune": Column(Text("Kommune", "Municipality"), _town, lambda row, _speech: row.town),
    "vorhaben": Column(Text("Vorhaben", "Project"), _project, lambda row, _speech: row.title or ""),
    "stand": Column(Text("Stand", "Status"), _state, _state_text),
    "frist": Column(Text("Frist", "Deadline"), _deadline, _deadline_text),
    "dran": Column(Text("Wer ist dran?", "Whose turn"), _escaped(_turn), _turn),
    "bearbeitung": Column(Text("Bearbeitung", "Held by"), _escaped(_holder), _holder),
    "eingang": Column(Text("Eingegangen am", "Received on"), _escaped(_received), _received_text),
    "betrag": Column(Text("Beantragt", "Applied for"), _escaped(_euros), _cents, numeric=True),
}
STANDARD = ("kommune", "vorhaben", "stand", "frist", "dran", "bearbeitung", "betrag")


def chosen(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are asked for, in the order of the house; the usual ones for none."""
    wanted = set(codes)
    return tuple(code for code in COLUMNS if code in wanted) or STANDARD


def lines(rows: Iterable[Row], codes: Iterable[str], *, tick: bool) -> Markup:
    """Draw rows; ``tick`` says whether those that nobody holds can be ticked."""
    way = address("case_file.show", reference=".").removesuffix(".")
    chosen_, speech, today = tuple(codes), language(), local_date(clock.now())
    drawn = [_line(row, chosen_, way, speech, today, tick) for row in rows]
    return Markup("".join(drawn))  # noqa: S704 - every value is escaped


@lru_cache(maxsize=4096)
def _line(row: Row, codes: tuple[str, ...], way: str, speech: str, _today: date, tick: bool) -> str:
    """Draw a row once for all who look at it on a day, until anything of it changes."""
    columns = [(_opened(COLUMNS[code]), COLUMNS[code].cell) for code in codes]
    cells = "".join([f"{opened}{cell(row, speech)}</td>" for opened, cell in columns])
    head = f"{_box(row) if tick else ''}{_reference(row.reference, way)}"
    return f'<tr class="kern-table__row">{head}{cells}</tr>'


def _opened(column: Column) -> str:
    numeric = " kern-table__cell--numeric fp-num" if column.numeric else ""
    return f'<td class="kern-table__cell{numeric}">'


def _reference(reference: str, way: str) -> str:
    link = f'<a class="kern-link fp-ref" href="{way}{quote(reference)}">{plain(reference)}</a>'
    return f'<th scope="row" class="kern-table__header">{link}</th>'


def _box(row: Row) -> str:
    if row.state != State.SUBMITTED:
        return '<td class="kern-table__cell"></td>'
    reference = plain(row.reference)
    label = plain(gettext("Select %(reference)s", reference=row.reference))
    return (
        f'<td class="kern-table__cell"><span class="kern-form-check">'
        f'<input class="kern-form-check__checkbox" type="checkbox" '
        f'id="w-{reference}" name="vorgang" value="{reference}" form="mehrere">'
        f'<label class="kern-label" for="w-{reference}">'
        f'<span class="kern-sr-only">{label}</span></label></span></td>'
    )
