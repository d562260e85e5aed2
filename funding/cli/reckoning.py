"""Final grants and interest, computed at the console; they need no database."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from funding.cli.calculating import day, speech
from funding.cli.console import show
from funding.law.financing import NEEDED, Award, Financing, Sum, Units, final
from funding.law.grants import Figures
from funding.law.interest import RateMissing, interest
from funding.services.administration.load_programme import defined, known_values

HIGHEST_EUROS = 10**10
HUNDRED = 100


class Euros(click.ParamType[int]):
    """An amount in euros with up to two decimals, as ``36000`` or ``36000.50``; read as cents."""

    name = "euros"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """Return the cents, or say how an amount is written."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"([0-9]{1,11})(?:[.,]([0-9]{1,2}))?", str(value))
        if not found or int(found[1]) > HIGHEST_EUROS:
            self.fail(
                f"{value!r} is no amount in euros; write it as 36000 or 36000.50, not below 0.",
                param,
                ctx,
            )
        return int(found[1]) * HUNDRED + int((found[2] or "").ljust(2, "0"))


EUROS = Euros()
COUNT = click.IntRange(0, 1_000_000)


@click.command()
@click.option("--type", "kind", required=True, type=click.Choice([one.value for one in Financing]))
@click.option("--plan-eligible", type=EUROS, help="Planned eligible expenditure.")
@click.option("--plan-grant", type=EUROS, help="The grant of the notice, at most.")
@click.option("--own", type=EUROS, default=0, help="Planned own share; explains, never computes.")
@click.option("--plan-income", type=EUROS, default=0, help="Planned income of third parties.")
@click.option("--actual-eligible", type=EUROS, help="Recognised expenditure.")
@click.option("--actual-income", type=EUROS, default=0, help="Income of third parties that came.")
@click.option("--paid", type=EUROS, help="What was paid; else the planned grant.")
@click.option("--cap-rate", type=click.IntRange(1, 100), help="At most so many percent.")
@click.option("--rate", type=EUROS, help="Grant for each unit.")
@click.option("--planned-units", type=COUNT)
@click.option("--actual-units", type=COUNT)
@speech
def grant(kind: str, language: str, **given: int | None) -> None:
    """Compute the final grant, what is to be repaid, and how that comes about."""
    financing = Financing(kind)
    missing = [name for name in NEEDED[financing] if given[name] is None]
    if missing:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        raise click.UsageError(f"--type {kind} needs {options}.")
    award, units = _award(financing, given), _units(financing, given)
    if financing is Financing.UNIT and given["actual_eligible"] is None and award.cap_percent:
        raise click.UsageError("--cap-rate needs --actual-eligible.")
    actual = Figures(given["actual_eligible"] or 0, given["actual_income"] or 0)
    paid = award.grant_cents if given["paid"] is None else given["paid"]
    found = final(award, actual, paid, units)
    show(
        {
            "grant_cents": found.grant_cents,
            "recovery_cents": found.recovery_cents,
            "relief_cents": found.relief_cents,
            "steps": [_told(step, language) for step in found.steps],
        }
    )


def _award(financing: Financing, given: dict[str, int | None]) -> Award:
    eligible, planned = given["plan_eligible"] or 0, given["plan_grant"]
    if planned is None:  # by unit: the rate for all units that were planned
        planned = (given["rate"] or 0) * (given["planned_units"] or 0)
    if financing is Financing.SHARE and eligible == 0:
        raise click.UsageError("--plan-eligible must be above 0: a share of nothing is none.")
    if given["plan_eligible"] is not None and planned > eligible:
        raise click.UsageError("--plan-grant must not be above --plan-eligible.")
    return Award(
        financing, Figures(eligible, given["plan_income"] or 0), planned, given["cap_rate"]
    )


def _units(financing: Financing, given: dict[str, int | None]) -> Units | None:
    if financing is not Financing.UNIT:
        return None
    return Units(given["rate"] or 0, given["planned_units"] or 0, given["actual_units"] or 0)


def _told(step: Sum, language: str) -> dict[str, Any]:
    return {"text": step.in_(language), "basis": step.basis, "cents": step.rounded_cents}


@click.command("interest")
@click.option("--amount", required=True, type=EUROS, help="What bears interest.")
@click.option("--from", "first", required=True, type=day, help="The first day that counts.")
@click.option("--to", "last", required=True, type=day, help="The last day that counts.")
def interest_(amount: int, first: date, last: date) -> None:
    """Compute interest five points above the base rate, day by day (§ 49a VwVfG)."""
    if last < first:
        raise click.UsageError("--to must not be before --from.")
    base = known_values("base_rate_basis_points")
    try:
        found = interest(amount, first, last, base, defined("interest_basis_points", last))
    except RateMissing as missing:
        raise click.UsageError(f"{missing}.") from None
    show(
        {
            "interest_cents": found.cents,
            "periods": [
                {
                    "from": span.first,
                    "to": span.last,
                    "days": span.days,
                    "rate_percent": span.basis_points / HUNDRED,
                    "cents": span.cents,
                }
                for span in found.spans
            ],
        }
    )
