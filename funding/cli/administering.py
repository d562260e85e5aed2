"""Commands that begin a portal: the programme, the first administrator, the calls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click
from sqlalchemy import select

from funding.cli.console import fail, ready, show
from funding.db import reading, transaction
from funding.errors import NotFound
from funding.law import berlin
from funding.models import Call
from funding.queries.accounts.actors import by_email
from funding.queries.administration.calls import CallSummary, calls
from funding.services.accounts.invite import invite_first
from funding.services.administration.load_programme import load_programme
from funding.services.administration.plan_call import plan_call
from funding.services.administration.step_call import take_call_step
from funding.services.budget.confirm_funds import confirm_funds
from workflows.call import Trigger

DAY = click.DateTime(["%Y-%m-%d"])
BY_HAND = [t.value for t in Trigger]
as_somebody = click.option("--as", "email", required=True, help="E-mail of the account that acts.")


def hang(cli: click.Group) -> None:
    """Hang the commands under the console."""
    cli.add_command(set_up)
    cli.add_command(call)


@click.command("set-up")
@click.option("--name", required=True, help="Name of the first administrator.")
@click.option("--email", required=True, help="Address that gets the invitation.")
def set_up(name: str, email: str) -> None:
    """Load register, rules and action fields, and invite the first administrator."""
    ready()
    with transaction() as session:
        load_programme(session)
        account = invite_first(session, name=name, email=email)
        result = {"invited": account.email}
    show(result)


@click.group()
def call() -> None:
    """Calls for applications."""


@call.command("list")
def call_list() -> None:
    """List the calls with their states and windows."""
    ready()
    with reading() as session:
        show([_told(one) for one in calls(session)])


@call.command("plan")
@click.argument("code")
@click.option("--year", required=True, type=click.IntRange(2018, 2100), help="Budget year.")
@click.option("--opens", required=True, type=DAY, help="First day of the window.")
@click.option("--closes", required=True, type=DAY, help="Last day of the window.")
@click.option("--total-cents", required=True, type=click.IntRange(1), help="The envelope.")
@click.option("--line", "lines", multiple=True, help="Limit of an action field: CODE=CENTS.")
@click.option("--rolling", is_flag=True, help="Decide as applications come in.")
@as_somebody
def call_plan(  # noqa: PLR0913 - a call is that much
    code: str,
    year: int,
    opens: datetime,
    closes: datetime,
    total_cents: int,
    lines: tuple[str, ...],
    rolling: bool,
    email: str,
) -> None:
    """Plan a call; the budget officer confirms its funds before it opens."""
    ready()
    limits = _limits(lines)
    if closes < opens:
        fail("The window ends before it begins; change --opens or --closes.", 2)
    with transaction() as session:
        planned = plan_call(
            session,
            by_email(session, email),
            code=code,
            year=year,
            opens_at=berlin.start_of_day(opens.date()),
            closes_at=berlin.end_of_day(closes.date()),
            total_cents=total_cents,
            lines=limits,
            rolling=rolling,
        )
        result = _told(planned)
    show(result)


@call.command("confirm")
@click.argument("code")
@as_somebody
def call_confirm(code: str, email: str) -> None:
    """Confirm the funds of a call, as the budget officer."""
    ready()
    with transaction() as session:
        lines = confirm_funds(session, by_email(session, email), code)
    show({"confirmed": lines})


@call.command("step")
@click.argument("code")
@click.argument("trigger", type=click.Choice(BY_HAND))
@as_somebody
@click.option("--reason", default="", help="Why, where the step asks for it.")
@click.option("--closes", type=DAY, help="New last day of the window, to reopen it.")
def call_step(code: str, trigger: str, email: str, reason: str, closes: datetime | None) -> None:
    """Take a step of a call as somebody; refused with every reason."""
    ready()
    details: dict[str, Any] = {"reason": reason}
    if closes is not None:
        details["closes_at"] = berlin.end_of_day(closes.date())
    with transaction() as session:
        found = session.scalar(select(Call).where(Call.code == code))
        if found is None:
            raise NotFound(code)
        actor = by_email(session, email)
        result = _told(take_call_step(session, actor, found.id, Trigger(trigger), details))
    show(result)


def _limits(lines: tuple[str, ...]) -> dict[str, int]:
    limits = {}
    for line in lines:
        code, mark, cents = line.partition("=")
        if not mark or not cents.isascii() or not cents.isdecimal():
            fail(f"'{line}' is no limit; write CODE=CENTS, such as violence=20000000.", 2)
        limits[code] = int(cents)
    if not limits:
        fail("A call needs an action field; add --line CODE=CENTS.", 2)
    return limits


def _told(one: Call | CallSummary) -> dict[str, Any]:
    return {
        "code": one.code,
        "state": one.state,
        "opens_at": one.opens_at.isoformat(),
        "closes_at": one.closes_at.isoformat(),
    }
