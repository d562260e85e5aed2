"""The amount of a pasted row: given, or computed from quantity, unit and unit price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from funding.errors import Fault, Invalid
from funding.forms.fields import MOST_CENTS, MOST_SCALED
from funding.law import money, quantities
from funding.words.expenditure import UNITS
from funding.words.text import Text

DIGITS = 3
WHOLE = 10**DIGITS
MINUS = ("-", "\u2212")
# What a unit may be called beside its name, in the spreadsheets of either language.
UNIT_WORDS = {
    "flat": ("pauschale", "psch", "pausch", "flat", "flat rate"),
    "piece": ("stücke", "stk", "st", "pieces", "pc", "pcs", "each"),
    "hour": ("stunden", "std", "h", "hours", "hr", "hrs"),
    "day": ("tage", "days", "d"),
    "month": ("monate", "mon", "months"),
    "km": ("kilometer", "kilometre", "kilometres", "kilometers"),
}
KNOWN = {
    word.casefold(): code
    for code, name in UNITS.items()
    for word in (code, name.de, name.en, *UNIT_WORDS[code])
}
KNOWN_UNITS = Text(
    ", ".join(name.de for name in UNITS.values()), ", ".join(name.en for name in UNITS.values())
)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a row costs, by the names of a line, and what its reader is told about it."""

    values: Mapping[str, Any]
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """Quantity, unit and unit price as far as a row has them; ``faults`` tell the bad cells."""

    quantity: int | None
    unit: str | None
    price: int | None
    faults: tuple[Fault, ...]

    @property
    def product(self) -> int | None:
        """Return quantity times price as the form computes it; a lump sum is there once."""
        quantity = self.quantity
        if quantity is None and self.unit == "flat":
            quantity = WHOLE
        if quantity is None or self.price is None:
            return None
        return quantities.times(quantity, self.price)

    @property
    def partly(self) -> bool:
        """Tell whether something is there of what would make a product, but not all of it."""
        some = (self.quantity, self.unit, self.price) != (None, None, None)
        return bool(self.faults) or (some and self.unit != "flat" and self.product is None)


def amount_of(given: Mapping[str, str], language: str) -> Amount:
    """Read the amount of a row; raises ``Invalid`` where there is none and none can be computed.

    An amount that is given is what is taken, so that a plan keeps the sums of its spreadsheet.
    Quantity and price explain it where they agree; otherwise it is a lump sum, and that is said.
    """
    count = _count(given, language)
    text = given.get("amount_cents", "")
    if not text:
        return Amount(_computed(count))
    try:
        cents = cents_of(text, "amount", language)
    except Invalid as invalid:
        raise Invalid(*invalid.faults, *count.faults) from None
    if count.partly:
        return Amount(
            {"amount_cents": cents},
            (*count.faults, Fault("amount", "quantity_left", {"given": cents})),
        )
    if count.product is None:
        return Amount({"amount_cents": cents})
    if count.product != cents:
        params = {"computed": count.product, "given": cents}
        return Amount({"amount_cents": cents}, (Fault("amount", "quantity_differs", params),))
    return Amount({"amount_cents": cents} if count.unit == "flat" else _counted(count, cents))


def cents_of(text: str, column: str, language: str) -> int:
    """Read an amount of the language up to the highest a plan takes."""
    try:
        cents = money.cents_from_text(text, language)
    except money.UnreadableAmount as trouble:
        raise Invalid(Fault(column, trouble.code, {"limit": MOST_CENTS})) from None
    if cents > MOST_CENTS:
        raise Invalid(Fault(column, "amount_too_large", {"limit": MOST_CENTS}))
    return cents


def _computed(count: Count) -> Mapping[str, Any]:
    if count.faults:
        raise Invalid(*count.faults)
    if count.unit == "flat":
        raise Invalid(Fault("amount", "flat_needs_amount"))
    if count.quantity is None and count.price is None:
        raise Invalid(Fault("amount", "amount_empty"))
    if count.product is None:
        column = "quantity" if count.quantity is None else "unit_price"
        raise Invalid(Fault(column, "amount_or_this"))
    if count.product > MOST_CENTS:
        raise Invalid(Fault("amount", "amount_too_large", {"limit": MOST_CENTS}))
    return _counted(count, count.product)


def _counted(count: Count, cents: int) -> Mapping[str, Any]:
    return {
        "amount_cents": cents,
        "quantity_thousandths": count.quantity,
        "unit": count.unit or "piece",
        "unit_price_cents": count.price,
    }


def _count(given: Mapping[str, str], language: str) -> Count:
    read: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, reader in (("quantity", _quantity), ("unit", _unit), ("unit_price", _price)):
        text = given.get(name, "")
        try:
            read[name] = reader(text, language) if text else None
        except Invalid as invalid:
            read[name] = None
            faults += invalid.faults
    return Count(read["quantity"], read["unit"], read["unit_price"], tuple(faults))


def _quantity(text: str, language: str) -> int:
    if text.startswith(MINUS):
        raise Invalid(Fault("quantity", "quantity_nought"))
    try:
        scaled = quantities.scaled_from_text(text, language, DIGITS)
    except ValueError:
        raise Invalid(Fault("quantity", "decimal_unreadable", {"digits": DIGITS})) from None
    if not scaled:
        raise Invalid(Fault("quantity", "quantity_nought"))
    if scaled > MOST_SCALED:
        raise Invalid(Fault("quantity", "number_too_large"))
    return scaled


def _unit(text: str, _language: str) -> str:
    code = KNOWN.get(text.casefold().rstrip("."))
    if code is None:
        raise Invalid(Fault("unit", "unit_unknown", {"text": text[:20], "known": KNOWN_UNITS}))
    return code


def _price(text: str, language: str) -> int:
    return cents_of(text, "unit_price", language)
