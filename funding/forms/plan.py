"""The plan of expenditure and financing: as many lines as needed, sums computed by the server."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, SelectField

from funding.forms.applying import SectionForm
from funding.forms.choices import SelectChoice
from funding.forms.fields import EuroField
from funding.forms.pieces import RadioField, Row, RowedForm, cents, line, named, spoken, text
from funding.queries.case import Case
from funding.services.applying.save_section import LineEntry
from funding.words.expenditure import EXPENDITURE
from funding.words.grounds import FLOOR_EXCEPTIONS

MOST_LINES = 500
YEARS_AROUND = 1


class LineRow(Row):
    """One line of the plan."""

    kind = SelectField(named("line_kind"))
    label = line("line_label", 160)
    year = SelectField(named("line_year"))
    amount = EuroField(named("line_amount"))
    eligible = BooleanField(named("line_eligible"), default=True)

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed in this row."""
        return not self["label"].data and self.amount.data is None


class PlanForm(RowedForm, SectionForm):
    """What is spent, and where the money comes from."""

    lines = FieldList(FormField(LineRow), max_entries=MOST_LINES)
    own_cash = EuroField(named("own_cash"), description=_("Money from your budget"))
    third_party = EuroField(
        named("third_party"), description=_("Donations, district, federation, associations")
    )
    income = EuroField(named("income"), description=_("For example fees of participants"))
    requested = EuroField(named("requested"))
    floor_exception = RadioField(named("floor_exception"))
    floor_reason = text("floor_reason", 800)

    AMOUNTS = ("own_cash", "third_party", "income", "requested")

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return the plan as written so far."""
        a = case.answers
        return {
            "own_cash": a.own_cash_cents,
            "third_party": a.third_party_cents,
            "income": a.income_cents,
            "requested": case.application.requested_cents or None,
            "floor_exception": a.floor_exception or None,
            "floor_reason": a.floor_reason,
            "lines": [
                {
                    "kind": row.kind,
                    "label": row.label,
                    "year": str(row.year),
                    "amount": row.amount_cents or None,
                    "eligible": row.eligible,
                }
                for row in case.lines
            ],
        }

    def prepare(self, case: Case) -> None:
        """Offer kinds, years and exceptions in the language of the page."""
        self.floor_exception.choices = spoken(FLOOR_EXCEPTIONS)
        year = case.call.year
        years = {str(y) for y in range(year - YEARS_AROUND, year + YEARS_AROUND + 1)}
        years |= {str(row.year) for row in case.lines}
        for entry in self.lines.entries:
            row = entry.form
            row.kind.choices = spoken(EXPENDITURE)
            row.year.choices = [SelectChoice(y, y) for y in sorted(years)]
            if row.year.data is None or row.year.data == "None":
                row.year.data = str(year)

    def values(self) -> dict[str, Any]:
        """Return the financing as typed; an amount left empty is nought."""
        values: dict[str, Any] = {f"{n}_cents": cents(self[n]) for n in self.AMOUNTS}
        values["floor_exception"] = self.floor_exception.data or ""
        values["floor_reason"] = self.floor_reason.data or ""
        return values

    def typed_lines(self) -> list[LineEntry]:
        """Return the lines as typed; empty rows are none."""
        return [
            LineEntry(
                kind=row.form.kind.data,
                label=row.form["label"].data or "",
                amount_cents=cents(row.form.amount),
                eligible=bool(row.form.eligible.data),
                year=int(row.form.year.data),
            )
            for row in self.lines.entries
            if not row.form.blank
        ]
