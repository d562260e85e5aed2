"""What was typed in the rows of a page, as the service takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from funding.forms.page import PageForm
from funding.queries.applying.sheet import LINE_NAMES
from funding.services.applying.save_rows import LineEntry, PartnerEntry
from funding.services.applying.save_section import Typed

WHOLE = 1000


def typed_rows(form: PageForm, towns: Mapping[str, Any]) -> Typed:
    """Return partners, lines and other rows as typed; ``towns`` are the keys that were found."""
    rows = form.rows()
    partners = rows.pop("partners", None)
    lines = rows.pop("lines", None)
    return Typed(
        partners=None if partners is None else _partners(partners, towns["partners"]),
        lines=None if lines is None else [_line(row) for row in lines],
        rows=rows,
    )


def _partners(
    rows: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> Sequence[PartnerEntry] | None:
    return [
        PartnerEntry(
            key,
            row["task"],
            row["contribution"] or 0,
            row["contact_email"],
            row["share"],
        )
        for row, key in zip(rows, keys, strict=True)
    ]


def _line(row: Mapping[str, Any]) -> LineEntry:
    """Read a line; where an amount is left empty it is nought until it is computed."""
    values = {LINE_NAMES.get(name, name): value for name, value in row.items() if name != "id"}
    values["amount_cents"] = values["amount_cents"] or 0
    if values["quantity_thousandths"] is None:
        values["quantity_thousandths"] = WHOLE
    return LineEntry(**values)
