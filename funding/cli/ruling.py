"""Commands for the rules of the programme: dated values, each with its source."""

from __future__ import annotations

from datetime import datetime

import click

from funding.cli.administering import DAY, as_somebody
from funding.cli.console import ready, show
from funding.db import reading, transaction
from funding.queries.accounts.actors import by_email
from funding.queries.operations.health import rule_values
from funding.services.administration.set_rule import set_rule


@click.group()
def rule() -> None:
    """Rates, limits and periods, with the days on which they hold."""


@rule.command("list")
def rule_list() -> None:
    """List the values of all rules, with validity and source."""
    ready()
    with reading() as session:
        show(
            [
                {
                    "key": one.key,
                    "value": one.value,
                    "from": one.valid_from,
                    "to": one.valid_to,
                    "source": one.source,
                }
                for one in rule_values(session)
            ]
        )


@rule.command("set")
@click.argument("key")
@click.option("--value", required=True, type=int, help="A whole number; a base rate in hundredths.")
@click.option("--since", required=True, type=DAY, help="First day on which it holds.")
@click.option("--source", required=True, help="Where it is written.")
@as_somebody
def rule_set(key: str, value: int, since: datetime, source: str, email: str) -> None:
    """Give the rule KEY a value from a day on, for example base_rate_basis_points."""
    ready()
    with transaction() as session:
        new = set_rule(
            session,
            by_email(session, email),
            key,
            value=value,
            since=since.date(),
            source=source,
        )
        result = {"key": new.key, "value": new.value, "from": new.valid_from, "source": new.source}
    show(result)
