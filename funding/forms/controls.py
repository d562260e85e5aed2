"""How a field of a form looks: its label, its hint, what is wrong with it, and its control.

A page of the form draws about forty of them, so they are drawn here and not by the templates'
macros. What people wrote is escaped by ``e`` or ``plain``; ids and names are of the house.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup
from markupsafe import escape as e

from funding.forms.choices import Offered
from funding.forms.speech import gettext as _

INPUT = "kern-form-input__input"
Field = Any  # a bound field; the fields of this house have more than those of the library


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return a word of the house, or of the register, escaped; the same few come on every page."""
    return str(e(word))


def hidden(field: Field) -> Markup:
    """Draw what a form brings along unseen; it has no id, for a page may have several forms."""
    return Markup(  # noqa: S704 - every value is escaped
        f'<input name="{field.name}" type="hidden" value="{e(field._value())}">'
    )


def text(  # noqa: PLR0913 - as many as the attributes of the control
    field: Field,
    *,
    optional: bool | str = False,
    mode: str = "text",
    type: str = "text",
    autocomplete: str = "",
    sr: str = "",
    width: str = "",
) -> Markup:
    """Draw a line of text; a password is never sent back."""
    value = "" if type == "password" else e(field._value())
    how = f' inputmode="{mode}"' if mode != "text" else ""
    how += f' autocomplete="{autocomplete}"' if autocomplete else ""
    wrong = f" {INPUT}--error" if field.errors else ""
    return _boxed(
        field,
        f'<input class="{INPUT}{wrong} {width}" type="{type}" id="{field.id}" '
        f'name="{field.name}" value="{value}"{how}{_aria(field)}>',
        optional,
        sr,
    )


def euro_field(field: Field, *, optional: bool | str = False, sr: str = "") -> Markup:
    """Draw a field for an amount of money."""
    return text(field, optional=optional, mode="decimal", sr=sr, width="fp-num fp-money")


def area(
    field: Field, *, optional: bool | str = False, rows: int = 5, sr: str = "", longest: int = 0
) -> Markup:
    """Draw a field for a long text; with ``longest`` it says how many characters are left."""
    wrong = f" {INPUT}--error" if field.errors else ""
    limit = f' data-longest="{longest}"' if longest else ""
    control = (
        f'<textarea class="{INPUT}{wrong}" id="{field.id}" name="{field.name}" '
        f'rows="{rows}"{_aria(field, "-c" if longest else "")}{limit}>'
        f"{e(field.data or '')}</textarea>"
    )
    return _boxed(field, control + (_count(field, longest) if longest else ""), optional, sr)


def _count(field: Field, longest: int) -> str:
    left = _("%(count)s characters left") % {"count": "{n}"}
    over = _("%(count)s characters too many") % {"count": "{n}"}
    most = _("At most %(count)s characters") % {"count": longest}
    return (
        f'<p class="kern-body kern-body--muted fp-count" id="{field.id}-c" '
        f'data-left="{e(left)}" data-over="{e(over)}">{e(most)}</p>'
    )


def choice(field: Field, *, optional: bool | str = False, sr: str = "") -> Markup:
    """Draw a list to choose one from."""
    wrong = " kern-form-input__select--error" if field.errors else ""
    options = "".join(
        f"{before}{' selected' if value == field.data else ''}{after}"
        for value, before, after in _options(field)
    )
    return _boxed(
        field,
        f'<div class="kern-form-input__select-wrapper">'
        f'<select class="kern-form-input__select{wrong}" id="{field.id}" '
        f'name="{field.name}"{_aria(field)}>{options}</select></div>',
        optional,
        sr,
    )


def _options(field: Field) -> tuple[tuple[str, str, str], ...]:
    """Return each option in pieces: its value, and what stands around the mark of what is chosen.

    Every row of a page offers the same, so that it is written once for all of them.
    """
    offered = field.choices
    if isinstance(offered, Offered) and offered.pieces:
        return offered.pieces
    pieces = tuple(
        (
            field.coerce(one.value),
            f'<option value="{plain(str(one.value))}"',
            f">{plain(str(one.label))}</option>",
        )
        for one in offered or ()
    )
    if isinstance(offered, Offered):
        offered.pieces = pieces
    return pieces


def radios(
    field: Field, *, sr: str = "", horizontal: bool = False, optional: bool | str = False
) -> Markup:
    """Draw a few answers of which one is chosen."""
    name, first = field.name, field.id
    answers = "".join(
        f'<div class="kern-form-check"><input class="kern-form-check__radio" type="radio" '
        f'id="{first}-{number}" name="{name}" value="{plain(str(value))}"'
        f"{' checked' if chosen else ''}>"
        f'<label class="kern-label" for="{first}-{number}">{plain(str(label))}</label></div>'
        for number, (value, label, chosen, _more) in enumerate(field.iter_choices())
    )
    return _framed(field, answers, optional, sr, horizontal=horizontal)


def boxes(field: Field, *, sr: str = "") -> Markup:
    """Draw a few answers of which any number is ticked."""
    name, first = field.name, field.id
    answers = "".join(
        f'<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" '
        f'id="{first}-{number}" name="{name}" value="{plain(str(value))}"'
        f"{' checked' if chosen else ''}>"
        f'<label class="kern-label" for="{first}-{number}">{plain(str(label))}</label></div>'
        for number, (value, label, chosen, _more) in enumerate(field.iter_choices())
    )
    return _framed(field, answers, False, sr)


def checkbox(field: Field, *, sr: str = "") -> Markup:
    """Draw a box to tick."""
    wrong = " kern-form-check--error" if field.errors else ""
    aria = f' aria-describedby="{field.id}-e" aria-invalid="true"' if field.errors else ""
    return Markup(  # noqa: S704 - every value is escaped
        f'<div class="kern-form-check{wrong}"><input class="kern-form-check__checkbox" '
        f'type="checkbox" id="{field.id}" name="{field.name}" value="y"'
        f"{' checked' if field.data else ''}{aria}>"
        f'<label class="kern-label" for="{field.id}">{_label(field, False, sr)}</label>'
        f"{errors_of(field)}</div>"
    )


def day(field: Field, *, optional: bool | str = False, sr: str = "") -> Markup:
    """Draw a date as three boxes."""
    named = ("day", _("Day"), 2), ("month", _("Month"), 2), ("year", _("Year"), 4)
    wrong = ' aria-invalid="true"' if field.errors else ""
    whose = f'<span class="kern-sr-only"> {e(field.label.text)} {e(sr)}</span>' if sr else ""
    parts = "".join(
        f'<div class="kern-form-input">'
        f'<label class="kern-label" for="{field.id}-{part}">{label}{whose}</label>'
        f'<input class="{INPUT} {INPUT}--width-{width}" type="text" inputmode="numeric" '
        f'id="{field.id}-{part}" name="{field.name}-{part}" value="{e(value)}"{wrong}></div>'
        for (part, label, width), value in zip(named, field.parts, strict=True)
    )
    return _framed(field, parts, optional, sr, horizontal=True, linked=False)


def file_input(field: Field, accept: str, label: str = "", sr: str = "") -> Markup:
    """Draw a field for a file."""
    return _boxed(
        field,
        f'<input class="{INPUT}" type="file" id="{field.id}" name="{field.name}" '
        f'accept="{e(accept)}"{_aria(field)}>',
        True,
        sr,
        label,
    )


def errors_of(field: Field) -> Markup:
    """Say what is wrong with a field."""
    if not field.errors:
        return Markup()
    error = _("Error:")
    return Markup(  # noqa: S704 - every value is escaped
        f'<p class="kern-error" id="{field.id}-e">'
        f'<span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
        f'<span class="kern-body"><span class="kern-sr-only">{error}</span> '
        f"{e(' '.join(map(str, field.errors)))}</span></p>"
    )


def _label(field: Field, optional: bool | str, sr: str, label: str = "") -> str:
    """Name a field; ``optional`` as text says for which step it is needed."""
    told = plain(str(label or field.label.text))
    told += f'<span class="kern-sr-only"> {plain(sr)}</span>' if sr else ""
    if optional:
        word = optional if isinstance(optional, str) else _("optional")
        told += f' <span class="kern-label__optional">– {plain(str(word))}</span>'
    return told


def _told(field: Field) -> str:
    hint = str(field.description or "")
    said = f'<div class="kern-hint" id="{field.id}-h">{plain(hint)}</div>' if hint else ""
    # As text: markup would escape what it is added to.
    return said + str(errors_of(field)) if field.errors else said


def _aria(field: Field, count: str = "") -> str:
    return _described(field, count) + (' aria-invalid="true"' if field.errors else "")


def _described(field: Field, count: str = "") -> str:
    id_ = field.id
    ids = [id_ + "-h"] if field.description else []
    ids += [id_ + "-e"] if field.errors else []
    ids += [id_ + count] if count else []
    return f' aria-describedby="{" ".join(ids)}"' if ids else ""


def _boxed(field: Field, control: str, optional: bool | str, sr: str, label: str = "") -> Markup:
    wrong = " kern-form-input--error" if field.errors else ""
    return Markup(  # noqa: S704 - every value is escaped
        f'<div class="kern-form-input{wrong}">'
        f'<label class="kern-label" for="{field.id}">{_label(field, optional, sr, label)}</label>'
        f"{_told(field)}{control}</div>"
    )


def _framed(  # noqa: PLR0913 - as a frame has parts
    field: Field,
    answers: str,
    optional: bool | str,
    sr: str,
    *,
    horizontal: bool = False,
    linked: bool = True,
) -> Markup:
    wrong = " kern-fieldset--error" if field.errors else ""
    across = " kern-fieldset__body--horizontal" if horizontal else ""
    target = f' id="{field.id}" tabindex="-1"' if linked else ""
    return Markup(  # noqa: S704 - every value is escaped
        f'<fieldset class="kern-fieldset{wrong}"{target}{_described(field)}>'
        f'<legend class="kern-label">{_label(field, optional, sr)}</legend>'
        f'{_told(field)}<div class="kern-fieldset__body{across}">{answers}</div></fieldset>'
    )
