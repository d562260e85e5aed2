"""What the check of an application finds, for operators and for tables of examples."""

from __future__ import annotations

import sys

import click

from funding.cli.console import ready, show
from funding.db import reading
from funding.forms.words import fillings
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings
from funding.words.faults import FAULTS
from funding.words.findings import FINDINGS


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
    rows = []
    for finding in found:
        words = FINDINGS.get(finding.code) or FAULTS[finding.code]
        rows.append(
            {
                "page": finding.section,
                "field": finding.field,
                "rule": finding.code,
                "severity": "error" if finding.error else "hint",
                "message": words.fill(language, **fillings(finding.params, language)),
            }
        )
    show(rows)
    sys.exit(1 if any(finding.error for finding in found) else 0)
