"""The sums of a plan of expenditure and financing, in cents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from funding.law import grants
from funding.queries.case import Case


@dataclass
class PlanSums:
    """What a case spends and where the money comes from; everything in cents.

    ``rest`` is what the financing lacks; negative where it is too much.
    """

    case: Case

    @cached_property
    def spent(self) -> int:
        """Return the sum of all lines."""
        return sum(line.amount_cents for line in self.case.lines)

    @cached_property
    def eligible(self) -> int:
        """Return the eligible expenditure."""
        return self.case.eligible_cents

    @cached_property
    def in_kind(self) -> int:
        """Return the contributions in kind among the lines."""
        return sum(line.amount_cents for line in self.case.lines if line.kind == "in_kind")

    @cached_property
    def contributions(self) -> int:
        """Return what the partners pay, where several apply together."""
        if self.case.answers.together is False:
            return 0
        return sum(partner.contribution_cents for partner in self.case.partners)

    @property
    def own(self) -> int:
        """Return the own share: cash, contributions in kind and of the partners."""
        return self.case.answers.own_cash_cents + self.in_kind + self.contributions

    @property
    def others(self) -> int:
        """Return what third parties pay and what the project earns."""
        return self.case.answers.third_party_cents + self.case.answers.income_cents

    @property
    def requested(self) -> int:
        """Return the grant applied for."""
        return self.case.application.requested_cents

    @property
    def raised(self) -> int:
        """Return the sum of all sources, the grant applied for included."""
        return self.own + self.others + self.requested

    @property
    def rest(self) -> int:
        """Return what the financing lacks; negative where it is too much."""
        return self.spent - self.raised

    @cached_property
    def rate(self) -> int:
        """Return the funding rate in percent (RL KommPräv)."""
        return self.case.rule("rate_percent")

    @property
    def highest(self) -> int:
        """Return the highest possible grant."""
        return grants.highest_grant(self.eligible, self.rate)

    @property
    def years(self) -> dict[int, int]:
        """Return the expenditure of each year."""
        by_year: dict[int, int] = {}
        for line in self.case.lines:
            by_year[line.year] = by_year.get(line.year, 0) + line.amount_cents
        return dict(sorted(by_year.items()))
