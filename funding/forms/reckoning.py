"""What is asked of the calculator of grants and interest; it stands in the address."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from funding.errors import Fault
from funding.forms.calculating import Asked, listed
from funding.forms.fields import DayField, EuroField, NumberField
from funding.law.financing import NEEDED, Award, Financing, Units
from funding.law.grants import PERCENT, Figures
from funding.words.reckoning import FINANCINGS

NOT_BY_UNIT = _("Not needed for a fixed sum for each unit.")
ADVICE = _("Only for a fixed sum for each unit.")


def whole(value: Any) -> int | None:
    """Return what a field of an amount or number has read: cents, or how many."""
    return None if value is None else int(value)


class GrantForm(Asked):
    """The plan of a notice, what became of it, and what was paid."""

    kind = listed(_("Type of financing"), FINANCINGS, "share")
    plan_eligible = EuroField(_("Planned eligible expenditure"), description=NOT_BY_UNIT)
    plan_income = EuroField(_("Planned income of third parties"))
    plan_grant = EuroField(
        _("Grant of the notice"),
        description=_("For a fixed sum for each unit: if left out, for all units planned."),
    )
    cap_rate = NumberField(
        _("At most so many percent of the recognised expenditure"),
        description=_("Leave this out where the notice names no rate."),
    )
    actual_eligible = EuroField(_("Recognised expenditure"), description=NOT_BY_UNIT)
    actual_income = EuroField(_("Income of third parties that came"))
    paid = EuroField(_("Paid so far"), description=_("If left out, the grant of the notice."))
    rate = EuroField(_("Grant for each unit"), description=ADVICE)
    planned_units = NumberField(_("Units planned"), description=ADVICE)
    actual_units = NumberField(_("Units that were carried out"), description=ADVICE)

    @property
    def financing(self) -> Financing:
        """Return the type that was chosen."""
        return Financing(str(self.kind.data))

    def complete(self) -> bool:
        """Demand what the type needs, and that the plan makes sense."""
        for name in NEEDED[self.financing]:
            if self[name].data is None and not self[name].errors:
                self.add_fault(Fault(name, "figure_missing"))
        eligible, rate = whole(self.plan_eligible.data), whole(self.cap_rate.data)
        if self.financing is Financing.SHARE and eligible == 0:
            self.add_fault(Fault("plan_eligible", "share_of_nothing"))
        if eligible is not None and self.award().grant_cents > eligible:
            self.add_fault(Fault("plan_grant", "grant_above_plan"))
        if rate is not None and not 0 < rate <= PERCENT:
            self.add_fault(Fault("cap_rate", "rate_out_of_range"))
        return not any(self.problems())

    def award(self) -> Award:
        """Return what was granted; by unit, where no grant is named, the rate for all planned."""
        units, grant = self.units(), whole(self.plan_grant.data)
        if grant is None:
            grant = units.rate_cents * units.planned if units else 0
        planned = Figures(whole(self.plan_eligible.data) or 0, whole(self.plan_income.data) or 0)
        return Award(self.financing, planned, grant, whole(self.cap_rate.data))

    def actual(self) -> Figures:
        """Return what became of it."""
        return Figures(whole(self.actual_eligible.data) or 0, whole(self.actual_income.data) or 0)

    def paid_cents(self) -> int:
        """Return what was paid, in cents."""
        paid = whole(self.paid.data)
        return self.award().grant_cents if paid is None else paid

    def units(self) -> Units | None:
        """Return rate and units, for a grant by unit."""
        if self.financing is not Financing.UNIT:
            return None
        found = (self.rate.data, self.planned_units.data, self.actual_units.data)
        return Units(*(whole(one) or 0 for one in found))


class InterestForm(Asked):
    """What bears interest, from which day to which."""

    amount = EuroField(_("Amount that bears interest"))
    first = DayField(
        _("First day that counts"),
        needed=True,
        description=_("The day after the payment (section 187 (1) BGB)."),
    )
    last = DayField(_("Last day that counts"), needed=True)

    def complete(self) -> bool:
        """Demand an amount, and days in their order."""
        if self.amount.data is None and not self.amount.errors:
            self.add_fault(Fault("amount", "figure_missing"))
        if self.first.data and self.last.data and self.last.data < self.first.data:
            self.add_fault(Fault("last", "last_before_first"))
        return not any(self.problems())
