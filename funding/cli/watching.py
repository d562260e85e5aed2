"""``funding health``: what a monitor asks, with an exit status that it understands."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from funding import clock
from funding.cli.console import ready, show
from funding.config import Settings
from funding.db import connect, reading
from funding.errors import Refused
from funding.queries.operations.watch import CRITICAL, LEVELS, OK, Check, checks, worst
from funding.tasks.bounces import read_box
from funding.words.watch import CHECKS


@click.command("health")
def health() -> None:
    """Print as JSON how the portal is doing; exit 0 in order, 1 warning, 2 critical.

    Nothing is changed by it: neither the database nor its shape.
    """
    settings = Settings.from_env()
    try:
        connect(settings.database_url)
    except Refused:
        found = [Check("database", CRITICAL)]
    else:
        with reading() as session:
            scanning, box = bool(settings.clamd_url), settings.bounce_box
            found = checks(session, clock.now(), scanning=scanning, bounce_box=box)
    status = worst(found)
    show({"status": status, "checks": [_told(one) for one in found]})
    sys.exit(LEVELS.index(status))


def _told(one: Check) -> dict[str, object]:
    words = CHECKS[one.code]
    return {
        "check": one.code,
        "level": one.level,
        "what": words.name.en,
        "since": one.since.isoformat() if one.since else None,
        "count": one.count,
        "cure": None if one.level == OK else words.cure.en,
    }


@click.command("bounces")
def bounces() -> None:
    """Read the letters that came back (BOUNCE_BOX), here and now; print what they were as JSON."""
    settings = ready()
    if not settings.bounce_box:
        raise Refused("BOUNCE_BOX is missing; set it to the Maildir of letters that came back.")
    show(read_box(Path(settings.bounce_box)))
