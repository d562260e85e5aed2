"""Periods and notifications, computed at the console.

They need no database: the values of the rules are those that the programme defines, as they are
valid on the day that decides. The page „Fristenrechner“ takes them from the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from funding.cli.console import show
from funding.forms.fields import FIRST_YEAR, LAST_YEAR
from funding.law.asking import (
    Flags,
    Terms,
    asked_notification,
    asked_period,
    decisive_day,
)
from funding.law.explanation import Explanation
from funding.law.sending import CHANNELS, Fictions, Sending
from funding.services.administration.load_programme import defined


def day(text: str) -> date:
    """Read a day, or say how it is written."""
    cure = "write it as YYYY-MM-DD, for example 2025-03-18"
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise click.BadParameter(f"{text!r} cannot be read as a day; {cure}.")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"there is no day {text}; {cure}.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise click.BadParameter(f"{text}: the year must be {FIRST_YEAR} to {LAST_YEAR}.")
    return found


COUNT = click.IntRange(0, 40_000)
speech = click.option(
    "--language", type=click.Choice(["de", "en"]), default="de", help="Language of the steps."
)


@click.group()
def calc() -> None:
    """Compute periods, notifications, final grants and interest, each step with its ground."""


@calc.command()
@click.option("--event", required=True, type=day, help="The day from which it is counted.")
@click.option("--days", type=COUNT, default=0)
@click.option("--weeks", type=COUNT, default=0)
@click.option("--months", type=COUNT, default=0)
@click.option("--years", type=COUNT, default=0)
@click.option("--half-years", type=COUNT, default=0)
@click.option("--quarters", type=COUNT, default=0)
@click.option("--half-months", type=COUNT, default=0, help="15 days each, counted last.")
@click.option("--inclusive", is_flag=True, help="The day of the event counts.")
@click.option("--fixed", is_flag=True, help="The end was announced as a fixed day.")
@click.option("--benefit", is_flag=True, help="A benefit is granted until the end.")
@click.option("--backwards", is_flag=True, help="Count back from the event.")
@speech
def period(event: date, language: str, **asked: int) -> None:
    """Compute when a period ends."""
    flags = Flags(**{name: bool(asked.pop(name)) for name in Flags._fields})
    found = asked_period(event, flags, **asked)
    show(told(None, found.raw_end, found.end, None, found.steps, language))


@calc.command()
@click.option("--channel", required=True, type=click.Choice(CHANNELS))
@click.option("--posted", type=day, help="Day of posting, sending, alert or provision.")
@click.option("--retrieved", type=day, help="Day of retrieval from the portal.")
@click.option(
    "--receipt",
    type=day,
    help="The day that a receipt or a deed names; else the day on which it is proven to have come.",
)
@click.option("--lost", is_flag=True, help="It cannot be proven that it arrived.")
@speech
def notification(  # noqa: PLR0913 - what is known of a sending
    channel: str,
    posted: date | None,
    retrieved: date | None,
    receipt: date | None,
    lost: bool,
    language: str,
) -> None:
    """Compute when a notice counts as notified, and until when remedies can be filed."""
    sent = Sending(channel, posted, retrieved, receipt, lost)
    found = asked_notification(sent, _terms(decisive_day(sent)))
    month, year = found.month, found.year
    raw, end = (month.raw_end, month.end) if month else (None, None)
    show(told(found.day, raw, end, year.end if year else None, found.steps, language))


def _terms(on: date) -> Terms:
    """Return the values of the rules as the programme defines them for a day."""
    fictions = Fictions(
        *(defined(f"{key}_days", on) for key in ("notified", "mailbox", "retrieval"))
    )
    return Terms(fictions, defined("remedy_months", on), defined("uninstructed_years", on))


def told(  # noqa: PLR0913 - as many as the keys of the answer
    notified: date | None,
    raw_end: date | None,
    end: date | None,
    one_year_end: date | None,
    steps: Iterable[Explanation],
    language: str,
) -> dict[str, Any]:
    """Write the answer down; what does not apply is null."""
    return {
        "notified": notified,
        "raw_end": raw_end,
        "end": end,
        "one_year_end": one_year_end,
        "steps": [
            {"text": step.in_(language), "basis": step.basis, "date": step.date} for step in steps
        ],
    }
