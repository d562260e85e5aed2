"""``funding race``: many people at once over real HTTP, against servers of several processes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import NamedTuple, TypeVar
from uuid import uuid4

import click
from sqlalchemy import create_engine, make_url, select, text

from funding.cli.console import say
from funding.cli.racing_people import Person
from funding.config import configured_database, environment
from funding.db import connect, disconnect, migrate, reading, transaction
from funding.demo.play import open_call_of_2022_if_missing
from funding.demo.rehearse import moved_clock
from funding.demo.story import REVIEWER, Story
from funding.models import ActionField, BudgetLine, Envelope
from funding.models.role import Role
from funding.services.accounts.sign_in import Passwords
from funding.services.administration import load_programme, set_up_demo
from workflows.application import Trigger

AT = datetime(2022, 6, 7, 8, tzinfo=UTC)
TOWN, FIELD, GRANT = "floeha", "violence", 2_000_000
PROCESSES, CASES, SECONDS, SEE = 2, 100, 120, 303
T = TypeVar("T")


class Tried(NamedTuple):
    """One attempt: the case it was about, and whether the page said that it is done."""

    reference: str
    done: bool


def approvals(story: Story, people: Sequence[Person], *, rejecting: bool = False) -> list[Tried]:
    """Let everybody approve the same case; ``rejecting`` lets every other person reject it."""
    reference = story.apply(TOWN, "Ein Vorgang, den alle wollen", FIELD, GRANT)
    story.review(reference)
    story.recommend(reference)
    page, question = f"/entscheidungen/{reference}", f"/vorgaenge/{reference}/befangenheit"
    sent = []
    for number, person in enumerate(people):
        person.post(question, person.fields(question) | {"biased": "no"})
        deed = Trigger.REJECT_FIRST if rejecting and number % 2 else Trigger.APPROVE_FIRST
        words = {"aktion": deed.value, "reason": "Im Wettlauf entschieden."}
        sent.append(person.fields(page) | words)
    answers = at_once([partial(p.post, page, data) for p, data in zip(people, sent, strict=True)])
    return [Tried(reference, one.status == SEE) for one in answers]


def claims(story: Story, people: Sequence[Person]) -> list[Tried]:
    """Let everybody take over what is next until nothing is left."""
    for number in range(CASES):
        story.apply(TOWN, f"Vorgang {number + 1}", FIELD, 100_000)

    def take(person: Person) -> list[Tried]:
        tried = []
        while "vorgang" in (sent := person.fields("/arbeitsvorrat/naechster")):
            answer = person.post("/arbeitsvorrat/naechster", sent)
            tried.append(Tried(sent["vorgang"], answer.location.startswith("/vorgaenge/")))
        return tried

    return [one for found in at_once([partial(take, p) for p in people]) for one in found]


def over_the_last_money(story: Story, people: Sequence[Person]) -> list[Tried]:
    """Let a case each be proposed over money that is enough for every other of them."""
    with reading() as session:
        of_field = select(BudgetLine.total_cents).join(ActionField).where(ActionField.code == FIELD)
        grant = session.scalars(of_field).one() // max(len(people) // 2, 1)
    cases = [story.apply(TOWN, f"Vorgang {n}", FIELD, grant) for n, _ in enumerate(people, 1)]
    for reference in cases:
        story.review(reference)
    pages = [f"/vorgaenge/{reference}/vorschlag" for reference in cases]
    sent = [p.fields(page) | {"aktion": "recommend"} for p, page in zip(people, pages, strict=True)]
    deeds = zip(people, pages, sent, strict=True)
    answers = at_once([partial(p.post, page, data) for p, page, data in deeds])
    return [Tried(ref, one.status == SEE) for ref, one in zip(cases, answers, strict=True)]


def at_once(deeds: Sequence[Callable[[], T]]) -> list[T]:
    """Do all of it at the same moment, each in a thread of its own."""
    begin = Barrier(len(deeds))

    def run(deed: Callable[[], T]) -> T:
        begin.wait(SECONDS)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


@contextmanager
def arena(url: str) -> Iterator[tuple[Story, list[str]]]:
    """Fill an empty database and start servers on it; everything is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="funding-race-") as folder,
        own_database(url, folder) as own,
    ):
        migrate.upgrade(connect(own))
        with moved_clock(AT) as moved:
            with transaction() as session:
                load_programme.load_programme(session)
                hashed = Passwords(cheap=True).hash(set_up_demo.PASSWORD)
                set_up_demo.add_demo_accounts(session, hashed)
                open_call_of_2022_if_missing(session)
            with servers(own, folder) as bases:
                try:
                    yield Story(moved, lambda _line: None), bases
                finally:
                    disconnect()


@contextmanager
def own_database(url: str, folder: str) -> Iterator[str]:
    """Make an empty database of the configured kind, and drop it afterwards."""
    if not url.startswith("postgresql"):
        yield f"sqlite:///{Path(folder) / 'race.sqlite3'}"
        return
    name, place = f"funding_race_{uuid4().hex[:12]}", make_url(url)
    engine = create_engine(place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield place.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextmanager
def servers(url: str, folder: str) -> Iterator[list[str]]:
    """Start web servers, each a process of its own, and end them."""
    own = {
        "FUNDING_MODE": "embedded",
        "FUNDING_CHEAP_PASSWORDS": "1",
        "FUNDING_VAR": folder,
        "DATABASE_URL": url,
    }
    command = [sys.executable, "-m", "funding.cli.racing_server", AT.isoformat()]
    running = [
        subprocess.Popen(  # noqa: S603 - our own program
            command, env=environment(own), stdout=subprocess.PIPE, text=True
        )
        for _ in range(PROCESSES)
    ]
    try:
        ports = [one.stdout.readline().strip() for one in running if one.stdout]
        yield [f"http://127.0.0.1:{port}" for port in ports]
    finally:
        for one in running:
            one.terminate()
            one.communicate()


def people(bases: Sequence[str], role: Role, count: int) -> list[Person]:
    """Make accounts of a role, and let each of them sign in at one of the servers."""
    hashed = Passwords(cheap=True).hash(set_up_demo.PASSWORD)
    emails = [f"{role.value}{number}@smi.example" for number in range(1, count + 1)]
    with transaction() as session:
        for number, email in enumerate(emails, 1):
            set_up_demo.add_account(session, email, f"Person {number}", (role,), None, hashed)
    return [sign_in(bases, number, email) for number, email in enumerate(emails)]


def sign_in(bases: Sequence[str], number: int, email: str) -> Person:
    """Sign somebody in at the server whose turn it is."""
    return Person(bases[number % len(bases)], email, set_up_demo.PASSWORD)


def overspent() -> int:
    """Return by how many cents more is reserved and committed than there is, in every pot."""
    with reading() as session:
        return over([*session.scalars(select(Envelope)), *session.scalars(select(BudgetLine))])


def over(pots: Sequence[Envelope | BudgetLine]) -> int:
    """Return what these pots have given away beyond what is in them, in cents."""
    taken = (-one.available_cents for one in pots)
    return sum(max(0, cents) for cents in taken)


def told(tried: Sequence[Tried]) -> dict[str, int]:
    """Sum up what was tried; ``double`` counts the cases on which more than one was told "done"."""
    done = Counter(one.reference for one in tried if one.done)
    return {
        "attempts": len(tried),
        "succeeded": sum(done.values()),
        "refused": len(tried) - sum(done.values()),
        "overspent_cents": overspent(),
        "double": sum(count > 1 for count in done.values()),
    }


def run(kind: str, workers: int, url: str) -> dict[str, int]:
    """Run a race and sum it up."""
    with arena(url) as (story, bases):
        say(f"{workers} people, {len(bases)} servers: {kind} …")
        if kind == "claim":
            return told(claims(story, people(bases, Role.REVIEWER, workers)))
        crowd = people(bases, Role.APPROVER, workers)
        tried = approvals(story, crowd, rejecting=kind == "decision")
        if kind == "decision":
            office = [sign_in(bases, number, REVIEWER) for number in range(workers)]
            tried += over_the_last_money(story, office)
        return told(tried)


@click.command("race")
@click.argument("kind", type=click.Choice(["approvals", "claim", "decision"]))
@click.option("--workers", default=20, show_default=True, type=click.IntRange(2, 100))
def race(kind: str, workers: int) -> None:
    """Let people race over real HTTP on a temporary database; exit 1 if two won or money is over.

    The last line is JSON: attempts, succeeded, refused, overspent_cents, double.
    """
    result = run(kind, workers, configured_database())
    click.echo(json.dumps(result))
    sys.exit(1 if result["overspent_cents"] or result["double"] else 0)
