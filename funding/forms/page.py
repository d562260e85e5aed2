"""A page of the application's form: filled from a case, read back as values to save."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, ClassVar

from wtforms import Form as PlainForm
from wtforms import HiddenField

from funding.definition import definition
from funding.definition.language import Field, Kind, Page, Rows
from funding.errors import Fault, Invalid
from funding.forms.building import page_fields
from funding.forms.choices import SelectChoice
from funding.forms.conditions import ruled_out
from funding.forms.fields import as_yes_no, yes_no
from funding.forms.offering import offer
from funding.forms.pieces import RowedForm
from funding.forms.towns import KEY, Register, search
from funding.queries.accounts.actors import sha256
from funding.queries.applying.sheet import Row, Sheet
from funding.queries.case import Case

MOST_HITS = 20
TYPED = frozenset(
    {Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.TOWN, Kind.MONEY, Kind.DAY, Kind.NUMBER}
)
# A line of the plan always has these; everywhere else a choice may stay open.
ALWAYS = {"lines": ("kind", "unit", "year")}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "lines": {"quantity": 1000, "unit": "flat", "eligible": True}
}


class PageForm(RowedForm):
    """A page; its fields are those of ``page``.

    ``base`` fingerprints what the page held when it was made, ``bases`` each of its parts: an edit
    of another page is no conflict, and one of another part is merged.
    """

    page: ClassVar[Page]
    sheet: Sheet
    base = HiddenField()
    bases = HiddenField()

    def read_version_of(self, case: Case) -> int:
        """Return the version to save under: today's where this page is as it was read."""
        read, sent = self.read_version, list(self.base.raw_data or [])
        unchanged = bool(sent) and sent[0] == self.fingerprint(case)
        return max(read, case.application.version) if unchanged else read

    @classmethod
    def fingerprint(cls, case: Case) -> str:
        """Return the SHA-256 of what the page of a case holds now."""
        return _digest(cls.data_of(case))

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return what the case holds, as the fields show it."""
        sheet = Sheet(case)
        data = {field.name: shown_as(field, sheet.value(field.name)) for field in cls.page.fields}
        for rows in cls.page.rows:
            data[rows.name] = [_row_data(rows, row) for row in sheet.rows(rows.name)]
        return data

    def prepare(self, case: Case) -> None:
        """Offer the choices that depend on the case, in the language of the page."""
        self.sheet = Sheet(case)
        for field in self.page.fields:
            offer(case, [self[field.name]], field, open_=True)
        for rows in self.page.rows:
            forms = [entry.form for entry in self[rows.name].entries]
            for field in rows.fields:
                always = field.name in ALWAYS.get(rows.name, ())
                offer(case, [form[field.name] for form in forms], field, open_=not always)
            for form in forms:
                if not form.id.data:
                    _fill(form, DEFAULTS.get(rows.name, {}), case)

    @cached_property
    def left_out(self) -> set[str]:
        """Name the parts that cannot be kept as they were typed, whatever else is."""
        return {
            rows.name
            for rows in self.page.rows
            if any(isinstance(error, str) for error in self[rows.name].errors)
        }

    def leave_out(self, invalid: Invalid) -> None:
        """Show what a service could not take, and leave its part out when the rest is kept."""
        self.take_faults(invalid)
        self.left_out |= {fault.field.partition("-")[0] for fault in invalid.faults}

    def values(self) -> dict[str, Any]:
        """Return what was typed outside rows, by the names of the form, as far as it fits."""
        return {
            field.name: typed_as(field, self[field.name].data)
            for field in self.page.fields
            if field.kind != Kind.TOWN
            and not self[field.name].errors
            and field.name not in self.left_out
            and not ruled_out(self.sheet, self.page, field)
        }

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows that were typed; what does not fit in them is as it was kept."""
        return {
            rows.name: [
                {"id": entry.form.id.data or ""} | values
                for entry in self[rows.name].entries
                if (values := self._row(rows, entry.form)) or rows.fixed
            ]
            for rows in self.page.rows
            if rows.name not in self.left_out
        }

    def _row(self, rows: Rows, row: PlainForm) -> dict[str, Any]:
        """Return what fits in a row; nothing where nothing was typed that fits."""
        values = {field.name: self._fitting(rows, field, row) for field in rows.fields}
        typed = any(values[field.name] for field in rows.fields if field.kind in TYPED)
        return values if typed or rows.fixed else {}

    def _fitting(self, rows: Rows, field: Field, row: PlainForm) -> Any:
        """Return what was typed into a field of a row, or what is kept where it does not fit."""
        if not row[field.name].errors:
            return typed_as(field, row[field.name].data)
        held = (one for one in self.sheet.rows(rows.name) if row_id(one) == row["id"].data)
        kept = next(held, None) if row["id"].data else None
        return typed_as(field, shown_as(field, kept.get(field.name) if kept else None))

    @property
    def has_towns(self) -> bool:
        """Tell whether municipalities are typed on the page."""
        fields = [*self.page.fields, *(f for rows in self.page.rows for f in rows.fields)]
        return any(field.kind == Kind.TOWN for field in fields)

    def single_towns(self, found: Mapping[str, Any]) -> dict[str, str]:
        """Return the keys found for fields outside rows."""
        names = [field.name for field in self.page.fields if field.kind == Kind.TOWN]
        return {name: found[name] for name in names if name in found}

    def find_towns(self, register: Register) -> dict[str, Any]:
        """Find every municipality that was typed; what is unknown or not clear is left out.

        The result maps the name of a field to a key, and that of rows to the keys of its rows.
        """
        found: dict[str, Any] = {}
        for field in self.page.fields:
            if field.kind == Kind.TOWN:
                found[field.name] = self._town(self, field.name, field.name, register)
        for rows in self.page.rows:
            for field in rows.fields:
                if field.kind == Kind.TOWN:
                    found[rows.name] = self._row_towns(rows, field, register)
        unsure = {
            name
            for name, keys in found.items()
            if keys is None or (not isinstance(keys, str) and None in keys)
        }
        self.left_out |= unsure
        return {name: keys for name, keys in found.items() if name not in unsure}

    def _row_towns(self, rows: Rows, field: Field, register: Register) -> list[str | None]:
        keys = []
        for number, entry in enumerate(self[rows.name].entries, 1):
            if not blank(rows, entry.form):
                name = f"{rows.name}-{number}-{field.name}"
                shown = entry.form[field.name].object_data
                kept = KEY.search(str(shown)) if entry.form[field.name].data == shown else None
                # As it was shown there is nothing to look up.
                typed = kept[0] if kept else self._town(entry.form, field.name, name, register)
                if typed == "":
                    self.add_fault(Fault(name, "unknown_municipality", {"key": ""}))
                keys.append(typed or None)
        return keys

    def _town(self, form: PlainForm, name: str, place: str, register: Register) -> str | None:
        typed = str(form[name].data or "")
        if not typed:
            return ""
        hits = search(register, typed)
        pick: Any = form[f"{name}_pick"]
        if len(hits) > 1:
            hits = [entry for entry in hits if entry.key == pick.data] or hits
        if len(hits) == 1:
            return hits[0].key
        if hits:
            # Who applies is no partner of itself.
            own = self.sheet.case.application.lead_key if form is not self else ""
            others = [entry for entry in hits if entry.key != own]
            pick.choices = [SelectChoice(entry.key, entry.shown) for entry in others[:MOST_HITS]]
            self.add_fault(Fault(f"{place}_pick", "choose"))
        else:
            self.add_fault(Fault(place, "unknown_municipality", {"key": typed}))
        return None


def _digest(data: Mapping[str, Any]) -> str:
    return sha256(repr(data))


def _row_data(rows: Rows, row: Row) -> dict[str, Any]:
    data = {field.name: shown_as(field, row.get(field.name)) for field in rows.fields}
    if rows.name == "partners":
        # One that is no more has no key any more: it is looked up, and not found.
        named = (row["name"], row["district"], *(() if row["valid_to"] else (row["key"],)))
        data["key"] = " · ".join(named)
    return data | {"id": row_id(row)}


def row_id(row: Row) -> str:
    """Return what a row is found by again when its page comes back."""
    return str(row.get("id") or row.get("position") or row.get("key") or "")


def shown_as(field: Field, held: Any) -> Any:
    """Return a value as the control of its field takes it."""
    if field.kind == Kind.YES_NO:
        return as_yes_no(held)
    if field.kind == Kind.CHOICE:
        return None if held in ("", None) else str(held)
    return held


def typed_as(field: Field, data: Any) -> Any:
    """Return what a control holds as it is kept."""
    if field.kind == Kind.YES_NO:
        return yes_no(data)
    if field.kind == Kind.CHOICE:
        text = "" if data in (None, "None") else str(data)
        return int(text) if field.source == "years" and text else text
    if field.kind in (Kind.LINE, Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.TOWN):
        return data or ""
    # A choice that comes twice is made once.
    return list(dict.fromkeys(data or [])) if field.kind == Kind.CHOICES else data


def _fill(row: PlainForm, defaults: Mapping[str, Any], case: Case) -> None:
    """Give a row that is new what most rows have."""
    for name, value in defaults.items():
        if not row[name].raw_data and row[name].data in (None, False):
            row[name].data = value
    if "year" in row and row["year"].data in (None, "None", ""):
        row["year"].data = str(case.call.year)


def blank(rows: Rows, row: PlainForm) -> bool:
    """Tell whether nothing was typed in a row."""
    return not any(row[f.name].data for f in rows.fields if f.kind in TYPED)


@cache
def page_form(version: int, code: str) -> type[PageForm]:
    """Return the form of a page, in a version of the definition; raises ``KeyError``."""
    page = definition(version).page(code)
    return type(f"{code.title()}Form", (PageForm,), {"page": page, **page_fields(page)})


def filled(section: str, case: Case, **how: Any) -> PageForm:
    """Build the form of a page, filled with what the case holds."""
    kind = page_form(case.answers.form_version, section)
    data = kind.data_of(case)
    known = {"version": case.application.version, "base": _digest(data)}
    form = kind(data=data | known, **how)
    form.prepare(case)
    return form
