"""What the check of an application finds, for operators and for tables of examples."""

from __future__ import annotations

import sys

import click

from funding.cli.console import ready, show
from funding.db import reading
from funding.forms.words import finding_text
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings


def hang(cli: click.Group) -> None:
    """Hang the commands under the console."""
    cli.add_command(form)


@click.group()
def form() -> None:
    """The form of an application."""


@form.command("check")
@click.argument("reference")
@click.option("--language", type=click.Choice(["de", "en"]), default="de")
def form_check(reference: str, language: str) -> None:
    """Print every finding of a stored application; exit 1 if one stands in the way."""
    ready()
    with reading() as session:
        found = findings(find.case(session, CLOCK, reference))
    show(
        [
            {
                "page": one.page,
                "field": one.key,
                "rule": one.code,
                "severity": one.severity.value,
                "message": finding_text(one, language),
            }
            for one in found
        ]
    )
    sys.exit(1 if any(finding.error for finding in found) else 0)
