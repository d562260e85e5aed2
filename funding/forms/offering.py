"""What the choices of a page offer: what its definition names, or what the case has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from funding.definition.language import Field, Kind
from funding.forms.choices import Offered, SelectChoice
from funding.forms.pieces import spoken
from funding.forms.speech import language
from funding.queries.case import Case

YEARS_AROUND = 1


def offer(case: Case, targets: Sequence[Any], field: Field, *, open_: bool) -> None:
    """Offer the choices of a field, in every row alike; ``open_`` lists can be left as they are."""
    if field.kind not in (Kind.CHOICE, Kind.CHOICES) or not targets:
        return
    left_open = open_ and field.kind == Kind.CHOICE and targets[0].type == "SelectField"
    shared = _offered(case, field, left_open)
    for target in targets:
        target.choices = shared


# What a definition itself offers, by its field and language: it is the same for every case. The
# field is kept with it, so that no other can ever come to the same identity.
DEFINED: dict[tuple[int, bool, str], tuple[Field, Offered]] = {}


def _offered(case: Case, field: Field, left_open: bool) -> Offered:
    known = (id(field), left_open, language())
    if not field.source and known in DEFINED:
        return DEFINED[known][1]
    none = [SelectChoice("", str(_("Please choose")))] if left_open else []
    offered = Offered([*none, *_sources(case, field)])
    if not field.source:
        DEFINED[known] = field, offered
    return offered


def _sources(case: Case, field: Field) -> list[SelectChoice]:
    """List the choices of a field: those of its definition, or those that the case offers."""
    if field.source == "action_fields":
        return [SelectChoice(one.code, one.name(language())) for one in case.offered]
    if field.source == "years":
        year = case.call.year
        years = set(range(year - YEARS_AROUND, year + YEARS_AROUND + 1))
        return [SelectChoice(str(y), str(y)) for y in sorted(years | {r.year for r in case.lines})]
    if field.source == "towns":
        return [SelectChoice(key, name) for key, name in sorted(case.town_names.items())]
    return spoken(field.choices)
