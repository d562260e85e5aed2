"""Commands for the register: bodies that no official list names."""

from __future__ import annotations

from dataclasses import asdict

import click

from funding.cli.administering import as_somebody
from funding.cli.console import ready, show
from funding.db import reading, transaction
from funding.errors import Fault, Invalid
from funding.forms.bodies import found_one
from funding.forms.towns import Register
from funding.queries.accounts.actors import by_email
from funding.queries.administration.bodies import entered_bodies
from funding.queries.applying.register import entries
from funding.services.administration.enter_body import SEATS, enter_body
from funding.words.bodies import BODY_KINDS


@click.group()
def register() -> None:
    """The register of those who may apply."""


@register.command("list")
def register_list() -> None:
    """List the bodies that were entered by hand."""
    ready()
    with reading() as session:
        show([asdict(one) for one in entered_bodies(session)])


@register.command("enter")
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice(list(BODY_KINDS)))
@click.option("--seat", required=True, help="Name or key of the municipality it sits in.")
@click.option("--key", default="", help="Its official key; without, the portal gives one.")
@click.option("--domain", default="", help="Its e-mail domain; only its addresses are invited.")
@as_somebody
def register_enter(  # noqa: PLR0913 - a body is that much
    name: str, kind: str, seat: str, key: str, domain: str, email: str
) -> None:
    """Enter a body, such as a Zweckverband, by name and seat."""
    ready()
    with transaction() as session:
        towns = Register(lambda: [one for one in entries(session) if one.kind in SEATS])
        seat_key = found_one(towns, seat, "seat", "seat_unknown")
        if isinstance(seat_key, Fault):
            raise Invalid(seat_key)
        body = enter_body(
            session,
            by_email(session, email),
            name=name,
            kind=kind,
            seat_key=seat_key,
            key=key,
            domain=domain,
        )
        result = {"key": body.key, "name": body.name, "district": body.district}
    show(result)
