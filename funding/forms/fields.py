"""Fields for amounts, dates and the like, as people in an office type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NoReturn

from flask_babel import lazy_gettext as _
from wtforms import Field, StringField
from wtforms.widgets import TextInput

from funding.errors import Fault
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.law import money, quantities

MOST_CENTS = 130_000_000
MOST_DIGITS = 9  # fewer than a column of the database holds
MOST_SCALED = 10**9
NO_BLANKS = re.compile(r"[ \u00a0\u202f]")
DATE_PARTS = 3
# From the year of the Free State's founding; the periods of a day in the last year can be computed.
FIRST_YEAR, LAST_YEAR = 1990, 2100


class EuroField(StringField):
    """An amount in euros, read into integer cents by the rule of the page's language."""

    widget = TextInput()

    def __init__(self, *args: Any, highest: int = MOST_CENTS, **kwargs: Any) -> None:
        self.highest = highest
        super().__init__(*args, **kwargs)

    def process_data(self, value: int | None) -> None:
        """Take cents."""
        self.data = value  # type: ignore[assignment]  # the field holds cents, not text

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is nothing."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            cents = money.cents_from_text(valuelist[0], language())
        except money.UnreadableAmount as unreadable:
            self._refuse(unreadable.code)
        if cents > self.highest:
            self._refuse("amount_too_large")
        self.data = cents  # type: ignore[assignment]  # no text

    def _refuse(self, code: str) -> NoReturn:
        self.data = None
        params = {"limit": self.highest}
        raise ValueError(fault_text(Fault(self.name, code, params))) from None

    def _value(self) -> str:
        """Return what the field shows: as typed while faulty, else the amount written out."""
        if self.raw_data and self.process_errors:
            return str(self.raw_data[0])
        data: Any = self.data
        return "" if data is None else money.typed(data, language())


class NumberField(StringField):
    """A whole number; blanks between groups of three are read over."""

    widget = TextInput()

    def process_data(self, value: int | None) -> None:
        """Take a number."""
        self.data = value  # type: ignore[assignment]  # the field holds a number, not text

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is nothing."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if typed:
            self.data = self._read(typed)  # type: ignore[assignment]  # no text

    def _read(self, typed: str) -> int:
        group = money.MARKS[language()][0]
        plain = NO_BLANKS.sub("", typed)
        if re.fullmatch(rf"[0-9]{{1,3}}(?:\{group}[0-9]{{3}})+", plain):
            plain = plain.replace(group, "")
        if not (plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS):
            raise ValueError(fault_text(Fault(self.name, "number_unreadable")))
        return int(plain)

    def _value(self) -> str:
        """Return what the field shows: as typed while faulty."""
        if self.raw_data and self.process_errors:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class DecimalField(StringField):
    """A decimal number, kept as a whole number of its last digit."""

    widget = TextInput()

    def __init__(self, *args: Any, digits: int = 2, **kwargs: Any) -> None:
        self.digits = digits
        super().__init__(*args, **kwargs)

    def process_data(self, value: int | None) -> None:
        """Take a number of the last digit."""
        self.data = value  # type: ignore[assignment]  # the field holds a number, not text

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is nothing."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not typed:
            return
        try:
            scaled = quantities.scaled_from_text(typed, language(), self.digits)
        except ValueError:
            params = {"digits": self.digits}
            raise ValueError(fault_text(Fault(self.name, "decimal_unreadable", params))) from None
        if scaled > MOST_SCALED:
            raise ValueError(fault_text(Fault(self.name, "number_too_large")))
        self.data = scaled  # type: ignore[assignment]  # no text

    def _value(self) -> str:
        """Return what the field shows: as typed while faulty."""
        if self.raw_data and self.process_errors:
            return str(self.raw_data[0])
        data: Any = self.data
        return "" if data is None else quantities.typed(data, language(), self.digits)


class DayField(Field):
    """A date in three boxes (day, month, year); a whole date pasted into the first is read too."""

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        self.needed = needed
        self.parts: list[str] = ["", "", ""]
        super().__init__(*args, **kwargs)

    @property
    def first_id(self) -> str:
        """Return the id of the first box, for links from the summary."""
        return f"{self.id}-day"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:  # noqa: ARG002 - the signature is wtforms' own
        """Read the three boxes, or take a date."""
        names = [f"{self.name}-{part}" for part in ("day", "month", "year")]
        sent = formdata is not None and any(name in formdata for name in names)
        self.process_errors = []
        if not sent:
            super().process(None, data) if data is not None else super().process(None)
            if self.data:
                day: date = self.data
                self.parts = [str(day.day), str(day.month), str(day.year)]
            elif formdata and self.needed:
                self.process_errors = [fault_text(Fault(self.name, "date_missing"))]
            return
        self.parts = [str(formdata.get(name, "")).strip()[:10] for name in names]
        self.data, self.raw_data = None, self.parts
        self.process_errors = list(self._read())

    def _read(self) -> Iterator[str]:
        parts = self.parts
        if parts[0].count(".") == DATE_PARTS - 1 and not any(parts[1:]):
            parts = [p.strip() for p in parts[0].split(".")]
        if not any(parts):
            if self.needed:
                yield fault_text(Fault(self.name, "date_missing"))
            return
        self.data, code = _day(parts)
        if code:
            params: dict[str, str | int] = {"typed": ".".join(parts)}
            params |= {"first": FIRST_YEAR, "last": LAST_YEAR}
            yield fault_text(Fault(self.name, code, params))


def _day(parts: list[str]) -> tuple[date | None, str]:
    """Read day, month and year; what is no day of a project's lifetime is a fault with a code."""
    if not all(p.isascii() and p.isdigit() for p in parts):
        return None, "date_unreadable"
    day, month, year = (int(p) for p in parts)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, "date_far"
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, "date_impossible"


YES_NO = (SelectChoice("yes", _("Yes")), SelectChoice("no", _("No")))


def yes_no(text: str | None) -> bool | None:
    """Read a yes-or-no answer; nothing chosen is ``None``."""
    return {"yes": True, "no": False}.get(text or "")


def as_yes_no(value: bool | None) -> str | None:
    """Write a yes-or-no answer as a choice."""
    return None if value is None else ("yes" if value else "no")
