"""Commands for signing limits: who may sign up to which amount."""

from __future__ import annotations

from datetime import datetime

import click

from funding.cli.administering import DAY, as_somebody
from funding.cli.console import fail, ready, show
from funding.db import reading, transaction
from funding.queries.accounts.actors import by_email
from funding.queries.deciding.signing import everybodys_limits
from funding.services.administration.set_signing_limit import set_signing_limit


@click.group("signing-limit")
def signing_limit() -> None:
    """Up to which amount people may sign."""


@signing_limit.command("list")
def limit_list() -> None:
    """List the signing limits, with validity and source."""
    ready()
    with reading() as session:
        show([one._asdict() for one in everybodys_limits(session)])


@signing_limit.command("set")
@click.argument("whose")
@click.option("--cents", type=click.IntRange(0), help="What they may sign at most.")
@click.option("--unlimited", is_flag=True, help="They may sign any amount.")
@click.option("--since", required=True, type=DAY, help="First day on which it holds.")
@click.option("--source", required=True, help="Where it is written.")
@as_somebody
def limit_set(  # noqa: PLR0913 - a limit is that much
    whose: str, cents: int | None, unlimited: bool, since: datetime, source: str, email: str
) -> None:
    """Set the signing limit of the person with the account WHOSE from a day on."""
    if (cents is None) != unlimited:
        fail("Say either --cents or --unlimited.", 2)
    ready()
    with transaction() as session:
        new = set_signing_limit(
            session,
            by_email(session, email),
            by_email(session, whose),
            cents=cents,
            since=since.date(),
            source=source,
        )
        result = {"cents": new.limit_cents, "since": new.valid_from, "source": new.source}
    show(result)
