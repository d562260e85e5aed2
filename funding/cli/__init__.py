"""The console. JSON goes to standard output alone, everything else to standard error."""

from __future__ import annotations

import json
import logging
import sys

import click
from sqlalchemy.exc import OperationalError

from funding.cli import (
    administering,
    calculating,
    chaos,
    forms,
    racing,
    reckoning,
    registering,
    ruling,
    signing,
    watching,
)
from funding.cli.console import cli, fail, ready, say, show
from funding.db import disconnect, migrate, reading, transaction
from funding.demo import checks, play, rehearse
from funding.errors import FundingError, Invalid, NotFound, Refused
from funding.forms.words import fault_text
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.files import missing
from funding.queries.operations.verify import differences
from funding.serve import serve as run_server
from funding.services.closing.remove_files import remove_doomed
from funding.services.operations.sweep_files import sweep_files
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.tasks.post import Postman, deliver_all
from funding.tasks.scanning import Scanner, scan_all
from funding.tasks.tick import tick as tick_once
from workflows.application import Trigger
from workflows.core import StepRefused

administering.hang(cli)
forms.hang(cli)
cli.add_command(registering.register)
cli.add_command(racing.race)
cli.add_command(calculating.calc)
for reckoned in (reckoning.grant, reckoning.interest_):
    calculating.calc.add_command(reckoned)
cli.add_command(signing.signing_limit)
cli.add_command(ruling.rule)
cli.add_command(watching.health)
cli.add_command(watching.bounces)
cli.add_command(chaos.chaos)


@cli.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--demo-case", is_flag=True, help="Play the case of 2022 into the database first.")
def serve(port: int, demo_case: bool) -> None:
    """Run web server, worker and clock in one process on 127.0.0.1 (embedded mode)."""
    run_server(ready(), port=port, demo_case=demo_case, say=say)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def demo(as_json: bool) -> None:
    """Play the case of 2022 on an empty temporary database and tell what happened."""
    with rehearse.temporary_database():
        result = play.play_case_of_2022(say)
    if as_json:
        show(result)
        return
    for case in result["cases"]:
        click.echo(f"{case['reference']}: {' → '.join(case['states'])}")
    click.echo(json.dumps(result["envelope"]))


@cli.command()
def tick() -> None:
    """Let the clock tick once: take due steps, owe due reminders."""
    settings = ready()
    done = tick_once()
    remove_doomed(settings.var / "files")
    show({"done": done})


@cli.command("post")
def post_() -> None:
    """Send what is due in the outbox, here and now."""
    settings = ready()
    show({"taken": deliver_all(Postman.from_settings(settings))})


@cli.command()
def scan() -> None:
    """Have the files that are due scanned for viruses, here and now."""
    settings = ready()
    show({"taken": scan_all(Scanner.from_settings(settings))})


@cli.command("sweep-files")
@click.option("--dry-run", is_flag=True, help="Only tell what would be removed.")
def sweep_files_(dry_run: bool) -> None:
    """Remove stored files that no case names and that are older than the time of grace."""
    settings = ready()
    if not dry_run:
        remove_doomed(settings.var / "files")  # of deleted cases, whatever their age
    show(sweep_files(settings.var / "files", dry=dry_run)._asdict())


@cli.command()
def verify() -> None:
    """Recompute counters, ledger, states, draws and audit, look for files; 1 on any difference."""
    settings = ready()
    with reading() as session:
        found = [*differences(session, digest), *missing(session, settings.var / "files")]
    show({"differences": found})
    sys.exit(1 if found else 0)


@cli.group()
def migrations() -> None:
    """The shape of the database."""


@migrations.command("check")
def migrations_check() -> None:
    """Migrate an empty database up, down and up, and compare it with the models."""
    with rehearse.temporary_database() as engine:
        migrate.downgrade(engine, "base")
        migrate.upgrade(engine)
        found = migrate.differences(engine)
    show({"differences": found})
    sys.exit(1 if found else 0)


@cli.group()
def workflows() -> None:
    """The procedures."""


@workflows.command("check")
def workflows_check() -> None:
    """Print what is wrong with the procedures; exit 1 if anything is."""
    found = checks.findings()
    show({"findings": found})
    sys.exit(1 if found else 0)


@workflows.command("diagram")
@click.argument("name")
@click.option("--format", "kind", type=click.Choice(["svg", "mermaid"]), default="mermaid")
@click.option("--language", type=click.Choice(["de", "en"]), default="de")
def workflows_diagram(name: str, kind: str, language: str) -> None:
    """Draw a procedure as an accessible SVG or as Mermaid text."""
    try:
        click.echo(checks.diagram(name, kind, language))
    except KeyError:
        fail(f"There is no procedure '{name}'. There are: {', '.join(checks.names())}.", 2)


@cli.group()
def case() -> None:
    """One case."""


@case.command("show")
@click.argument("reference")
def case_show(reference: str) -> None:
    """Print where a case stands."""
    ready()
    with reading() as session:
        app = find.case(session, CLOCK, reference).application
        show({"reference": app.reference, "state": app.state, "version": app.version})


@case.command("step")
@click.argument("reference")
@click.argument("trigger", type=click.Choice([t.value for t in Trigger if t != "open_draft"]))
@click.option("--as", "email", required=True, help="E-mail of the account that acts.")
@click.option("--with", "given", multiple=True, help="Details, as key=value.")
def case_step(reference: str, trigger: str, email: str, given: tuple[str, ...]) -> None:
    """Take a step of a case as somebody; refused with every reason."""
    ready()
    details = rehearse.details_from(given)
    with transaction() as session:
        actor = CLOCK if email == "clock" else by_email(session, email)
        app = perform(session, actor, reference, Trigger(trigger), details)
        result = {"reference": app.reference, "state": app.state, "version": app.version}
    show(result)


def sentence_of(error: FundingError) -> str:
    """Say in one sentence what went wrong."""
    if isinstance(error, NotFound):
        return f"There is no such thing: {error}"
    if isinstance(error, Invalid):
        return f"Not taken: {' '.join(fault_text(fault, 'en') for fault in error.faults)}"
    return f"Not done: {error}"


def main() -> None:
    """Run the console; what goes wrong is one sentence and a status."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s"
    )
    if any("\ud800" <= letter <= "\udfff" for word in sys.argv for letter in word):
        fail("What was typed is not UTF-8. Please set the terminal to UTF-8 and type it again.", 2)
    try:
        cli(standalone_mode=False)
    except Refused as refused:
        fail(refused.sentence, 2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except StepRefused as refused:
        reasons = [{"code": r.code, "params": dict(r.params)} for r in refused.reasons]
        show({"refused": refused.trigger, "reasons": reasons})
        sys.exit(1)
    except FundingError as error:
        fail(sentence_of(error))
    except OperationalError as error:
        fail(f"The database cannot be reached or written: {error.orig}", 2)
    finally:
        disconnect()
