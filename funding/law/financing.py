"""The final grant by type of financing (VVK, Nr. 2 ANBest-K), exact until it is rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from funding.law.grants import PERCENT, Figures, relief, to_repay
from funding.law.money import euro

PROOF, AWARD, PAYMENTS = "Verwendungsnachweis", "Zuwendungsbescheid", "Auszahlungen"
CONDITIONS = "Nr. 2 ANBest-K"


class Financing(StrEnum):
    """How a grant follows expenditure: a share, what is missing, a fixed sum, by unit, all."""

    SHARE = "share"
    GAP = "gap"
    FIXED = "fixed"
    UNIT = "unit"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Units:
    """What one unit is granted (cents), how many were planned, and how many there were."""

    rate_cents: int
    planned: int
    actual: int


@dataclass(frozen=True, slots=True)
class Award:
    """What was granted: the type of financing, the plan, the grant in cents, the rate at most."""

    financing: Financing
    planned: Figures
    grant_cents: int
    cap_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an award: actual figures, the relief in cents, the units where there are."""

    award: Award
    actual: Figures
    eased: int
    units: Units | None


@dataclass(frozen=True, slots=True)
class Sum:
    """One line of a computation, in both languages: on which ground, and what it gives in cents.

    ``cents`` is exact; a page shows it rounded.
    """

    text: str
    english: str
    basis: str
    cents: Fraction

    def in_(self, language: str) -> str:
        """Return the sentence in a language; whatever is not English is German."""
        return self.english if language == "en" else self.text

    @property
    def rounded_cents(self) -> int:
        """Return the amount rounded half up, for a page."""
        return half_up(self.cents)


@dataclass(frozen=True, slots=True)
class Final:
    """The final grant, what of it was paid too much, the relief (``None``: without part), lines."""

    grant_cents: int
    recovery_cents: int
    relief_cents: int | None
    steps: tuple[Sum, ...]


def half_up(exact: Fraction) -> int:
    """Round an amount to whole cents, half a cent up."""
    return floor(exact + Fraction(1, 2))


def final(award: Award, actual: Figures, paid_cents: int, units: Units | None = None) -> Final:
    """Compute the final grant of any type of financing, rounded once, half up, to the cent.

    Raises ``ValueError`` where units are missing.
    """
    eased = relief(award.planned, actual) if award.financing in RELIEVED else None
    limits = [
        Sum("Bewilligte Zuwendung", "Grant awarded", AWARD, Fraction(award.grant_cents)),
        RULES[award.financing](Outcome(award, actual, eased or 0, units)),
    ]
    if award.cap_percent is not None:
        limits.append(_cap(award.cap_percent, actual))
    # Never more than was awarded, and never less than nothing.
    exact = max(Fraction(0), min(one.cents for one in limits))
    grant = half_up(exact)
    recovery = to_repay(paid_cents, grant)
    steps = (
        *limits,
        Sum("Endgültige Zuwendung: der kleinste Betrag", "Final grant: the least", AWARD, exact),
        Sum("Ausgezahlt", "Paid", PAYMENTS, Fraction(paid_cents)),
        Sum("Zu erstatten", "To be repaid", "§ 49a Abs. 1 VwVfG", Fraction(recovery)),
    )
    return Final(grant, recovery, eased, steps)


def _cap(percent: int, actual: Figures) -> Sum:
    return Sum(
        f"Höchstens {percent} % der anerkannten Ausgaben von {euro(actual.eligible_cents)}",
        f"At most {percent} % of recognised expenditure of {euro(actual.eligible_cents, 'en')}",
        "RL KommPräv",
        Fraction(actual.eligible_cents * percent, PERCENT),
    )


def _share(found: Outcome) -> Sum:
    planned, grant = found.award.planned.eligible_cents, found.award.grant_cents
    eased = found.eased
    return Sum(
        f"Anteilig ermäßigt um {euro(eased)} × {euro(grant)} / {euro(planned)}",
        f"Reduced in proportion by {euro(eased, 'en')} × {euro(grant, 'en')} "
        f"/ {euro(planned, 'en')}",
        CONDITIONS,
        grant - Fraction(grant * eased, planned) if planned else Fraction(0),
    )


def _gap(found: Outcome) -> Sum:
    eased = found.eased
    return Sum(
        f"Um den vollen Betrag von {euro(eased)} ermäßigt",
        f"Reduced by the full amount of {euro(eased, 'en')}",
        CONDITIONS,
        Fraction(found.award.grant_cents - eased),
    )


def _rest(found: Outcome) -> Sum:
    """Never more than the expenditure that other income leaves (fixed sum, full financing)."""
    spent, earned = found.actual.eligible_cents, found.actual.income_cents
    return Sum(
        f"Anerkannte Ausgaben {euro(spent)} abzüglich Einnahmen {euro(earned)}",
        f"Recognised expenditure {euro(spent, 'en')} less income {euro(earned, 'en')}",
        PROOF,
        Fraction(spent - earned),
    )


def _by_unit(found: Outcome) -> Sum:
    units = found.units
    if units is None:
        raise ValueError("a grant by unit needs rate and units")
    counted = min(units.planned, units.actual)
    return Sum(
        f"{counted} Einheiten × {euro(units.rate_cents)}",
        f"{counted} units × {euro(units.rate_cents, 'en')}",
        AWARD,
        Fraction(units.rate_cents * counted),
    )


RULES = {
    Financing.SHARE: _share,
    Financing.GAP: _gap,
    Financing.FIXED: _rest,
    Financing.FULL: _rest,
    Financing.UNIT: _by_unit,
}
# Which figures a type cannot do without, by their names at console and page.
NEEDED = {
    Financing.SHARE: ("plan_eligible", "plan_grant", "actual_eligible"),
    Financing.GAP: ("plan_eligible", "plan_grant", "actual_eligible"),
    Financing.FIXED: ("plan_grant", "actual_eligible"),
    Financing.FULL: ("plan_eligible", "plan_grant", "actual_eligible"),
    Financing.UNIT: ("rate", "planned_units", "actual_units"),
}
# What eases a plan shrinks these grants; a fixed sum stays as it is.
RELIEVED = frozenset({Financing.SHARE, Financing.GAP, Financing.FULL})
