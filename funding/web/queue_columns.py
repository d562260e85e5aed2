"""The columns of the queue, of which everybody chooses: what each is called, and its cell.

A page of the queue draws fifty rows of them, so they are drawn here and not by macros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from markupsafe import escape as e

from funding.forms.controls import plain
from funding.forms.speech import language
from funding.law import money
from funding.law.berlin import local_date
from funding.models.role import Role
from funding.notices.letters import short_date
from funding.web.due import due
from funding.web.turns import whose_turn
from funding.web.view import address
from funding.words.deadlines import DEADLINES
from funding.words.fields import ACTION_FIELDS
from funding.words.roles import ROLES
from funding.words.states import STATES
from funding.words.text import Text
from workflows.application import State

Row = Any  # a row of the queue
NONE = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, how its cell is drawn (escaped), whether it holds an amount."""

    label: Any
    cell: Callable[[Row], str]
    text: Callable[[Row], str]
    numeric: bool = False


def badge(kind: str, label: str) -> str:
    """Draw a mark of one word."""
    look = f"kern-badge--{kind}" if kind else "fp-badge--neutral"
    word = f'<span class="kern-label kern-label--small">{plain(label)}</span>'
    return f'<span class="kern-badge {look}">{word}</span>'


def _small(text: str) -> str:
    return f'<span class="fp-due">{plain(text)}</span>'


def _word(text: Text | None) -> str:
    return text.in_(language()) if text else NONE


def _partners(row: Row) -> str:
    count = row.partners
    return ngettext("with %(num)d partner", "with %(num)d partners", count) if count else ""


def _town(row: Row) -> str:
    told = _partners(row)
    return plain(row.town) + (f"<br>{_small(told)}" if told else "")


def _project(row: Row) -> str:
    title = str(e(row.title)) if row.title else plain(gettext("(no title)"))
    word = gettext("new") if row.new else ""
    new = f" {badge('info', word)}" if word else ""
    return f"{title}{new}<br>{_small(_word(ACTION_FIELDS.get(row.field)))}"


def _state(row: Row) -> str:
    words = STATES[row.state]
    return badge(words.badge_staff, words.staff.in_(language()))


def _deadline(row: Row) -> str:
    if not row.awaited_at:
        return NONE
    at = due(row.awaited_at)
    late = " fp-due--late" if at.look == "danger" else ""
    return (
        f'<time datetime="{at.on.isoformat()}">{short_date(at.on, language())}</time> '
        f'<span class="fp-due{late}">{plain(at.text)}</span> '
        f"{_small(DEADLINES[row.awaited_kind].in_(language()))}"
    )


def _deadline_text(row: Row) -> str:
    return due(row.awaited_at).on.isoformat() if row.awaited_at else ""


def _turn(row: Row) -> str:
    """Say whose turn it is; a second assessment has its own person."""
    if row.awaited_kind == "opinion":
        return ROLES[Role.SCORER].in_(language())
    return whose_turn(row.state, row.town, row.holder, row.awaited_kind)


def _holder(row: Row) -> str:
    return str(row.holder or gettext("nobody yet"))


def _received(row: Row) -> str:
    return short_date(local_date(row.submitted_at), language()) if row.submitted_at else NONE


def _received_text(row: Row) -> str:
    return local_date(row.submitted_at).isoformat() if row.submitted_at else ""


def _cents(row: Row) -> str:
    return money.euro(row.requested_cents or 0, language())


def _escaped(told: Callable[[Row], str]) -> Callable[[Row], str]:
    return lambda row: plain(told(row))


# By the word that stands for the column in addresses and in saved views.
COLUMNS: Mapping[str, Column] = {
    "kommune": Column(_("Municipality"), _town, lambda row: row.town),
    "vorhaben": Column(_("Project"), _project, lambda row: row.title or ""),
    "stand": Column(_("Status"), _state, lambda row: _word(STATES[row.state].staff)),
    "frist": Column(_("Deadline"), _deadline, _deadline_text),
    "dran": Column(_("Whose turn"), _escaped(_turn), _turn),
    "bearbeitung": Column(_("Held by"), _escaped(_holder), lambda row: row.holder or ""),
    "eingang": Column(_("Received on"), _escaped(_received), _received_text),
    "betrag": Column(_("Applied for"), _escaped(_cents), _cents, numeric=True),
}
STANDARD = ("kommune", "vorhaben", "stand", "frist", "dran", "bearbeitung", "betrag")


def chosen(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that are asked for, in the order of the house; the usual ones for none."""
    wanted = set(codes)
    return tuple(code for code in COLUMNS if code in wanted) or STANDARD


def lines(rows: Iterable[Row], codes: Iterable[str], *, tick: bool) -> Markup:
    """Draw rows; ``tick`` says whether those that nobody holds can be ticked."""
    columns = [COLUMNS[code] for code in codes]
    return Markup("".join([_line(row, columns, tick) for row in rows]))  # noqa: S704 - every value is escaped


def _line(row: Row, columns: Iterable[Column], tick: bool) -> str:
    cells = "".join([_cell(column, row) for column in columns])
    reference, href = plain(row.reference), address("case_file.show", reference=row.reference)
    box = _box(reference) if row.state == State.SUBMITTED else ""
    return (
        f'<tr class="kern-table__row">{f"<td class=kern-table__cell>{box}</td>" if tick else ""}'
        f'<th scope="row" class="kern-table__header">'
        f'<a class="kern-link fp-ref" href="{href}">{reference}</a></th>{cells}</tr>'
    )


def _box(reference: str) -> str:
    label = plain(gettext("Select %(reference)s", reference=reference))
    return (
        f'<span class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" '
        f'id="w-{reference}" name="vorgang" value="{reference}" form="mehrere">'
        f'<label class="kern-label" for="w-{reference}">'
        f'<span class="kern-sr-only">{label}</span></label></span>'
    )


def _cell(column: Column, row: Row) -> str:
    numeric = " kern-table__cell--numeric fp-num" if column.numeric else ""
    return f'<td class="kern-table__cell{numeric}">{column.cell(row)}</td>'
