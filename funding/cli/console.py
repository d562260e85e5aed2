"""What all commands share: how they speak, and how they come to the database."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import click

from funding.config import Settings, make_var
from funding.services.administration.bring_up_to_date import bring_up_to_date


def say(sentence: str) -> None:
    """Say something to the person at the console."""
    click.echo(sentence, err=True)


def fail(sentence: str, status: int = 1) -> NoReturn:
    """Say what is wrong and end with a status."""
    say(sentence)
    sys.exit(status)


def show(data: Any) -> None:
    """Print JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def ready() -> Settings:
    """Connect to the database, made and migrated if need be."""
    settings = Settings.from_env()
    make_var(settings.var)
    if bring_up_to_date(settings.database_url):
        say("The database was made or brought up to date.")
    return settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Förderportal Kommunale Prävention: commands for operators."""
