"""``funding chaos``: real processes are killed while people work, and nothing may be lost."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from uuid import UUID

import click
from sqlalchemy import func, select, update

from funding import clock
from funding.cli.chaos_people import Ready, Signing
from funding.cli.chaos_post import MOODS, PHASES, WELL, MailServer, mail_server
from funding.cli.console import say
from funding.cli.racing import own_database
from funding.config import configured_database, environment
from funding.db import connect, disconnect, migrate, reading, transaction
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.models import Application, Notice
from funding.queries.operations.verify import differences
from funding.services.accounts.sign_in import Passwords
from funding.services.administration import load_programme, set_up_demo
from funding.services.operations.write_audit import digest

WORKERS, SIGNING = 2, 2
A_MINUTE, MOST_CASES = 40, 400
SETTLE_SECONDS, ANSWER_SECONDS = 120, 30
KILLS, LOOK_SECONDS = 0.6, 0.2


class Outcome(NamedTuple):
    """What is left after a storm."""

    crashes: int
    accepted: int
    found: int
    notices_owed: int
    sent: int
    duplicates: int
    lost: int

    @property
    def held(self) -> bool:
        """Tell whether the promises held: nothing lost, a copy at most for each crash."""
        return not self.lost and self.found == self.accepted and self.duplicates <= self.crashes


@dataclass
class Processes:
    """The portal and the workers beside it; who is killed is there again at once."""

    port: int
    env: dict[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kills: int = 0

    def start(self) -> None:
        """Start the portal with its own worker and clock, and further workers with theirs."""
        self.running = [self._begin(number) for number in range(1 + WORKERS)]
        self._demand_answer()

    def _begin(self, number: int) -> subprocess.Popen[bytes]:
        portal = ["funding", "serve", "--port", str(self.port)]
        module = ["funding.cli.chaos_worker"] if number else portal
        return subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, "-m", *module],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _demand_answer(self) -> None:
        ends = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < ends:
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(LOOK_SECONDS)
        raise RuntimeError("the portal does not start")

    def kill(self, number: int) -> None:
        """Kill one of them (SIGKILL), and start another in its place."""
        self.running[number].kill()
        self.running[number].wait()
        self.kills += 1
        self.running[number] = self._begin(number)

    def end(self) -> list[int]:
        """End all of them (SIGTERM); return their exit statuses."""
        for one in self.running:
            one.terminate()
        return [one.wait(ANSWER_SECONDS) for one in self.running]


def prepare(count: int) -> list[Ready]:
    """Fill the empty database, and write so many applications that are ready to be handed in."""
    with transaction() as session:
        load_programme.load_programme(session)
        hashed = Passwords(cheap=True).hash(set_up_demo.PASSWORD)
        set_up_demo.add_demo_accounts(session, hashed)
        call = set_up_demo.add_open_call(session, clock.now()).code
    towns, found = list(set_up_demo.TOWNS), []
    with moved_clock(clock.now()) as moved:
        story, instant = Story(moved, lambda _line: None, call=call), moved.instant
        for number in range(count):
            town = towns[number % len(towns)]
            reference = story.write(town, f"Vorhaben {number + 1}", "violence", 1_000_000)
            found.append(Ready(reference, f"zeichnung@{town}.example"))
            moved.instant = instant  # nobody works in the future
    return found


def storm(random: Random, until: float, processes: Processes, post: MailServer) -> None:
    """Kill, refuse, fall silent and drop, at random, until the time is over."""
    while time.monotonic() < until:
        if random.random() < KILLS:
            processes.kill(random.randrange(len(processes.running)))
        else:
            post.mood, post.phase = random.choice(MOODS[1:]), random.choice(PHASES)
        time.sleep(random.uniform(0.5, 3.0))
        post.mood = WELL


def settle() -> None:
    """Wait until nothing is owed; what waits for its next try is tried at once."""
    ends = time.monotonic() + SETTLE_SECONDS
    waits = Notice.state == "owed"
    while time.monotonic() < ends:
        with transaction() as session:
            session.execute(
                update(Notice).where(waits, Notice.lease.is_(None)).values(next_at=clock.now())
            )
            if not session.scalar(select(func.count()).where(waits)):
                return
        time.sleep(1)


def owed() -> dict[UUID, tuple[str, str | None]]:
    """Return every notice with its state and the Message-ID under which it was sent."""
    with reading() as session:
        rows = session.execute(select(Notice.id, Notice.state, Notice.message_id))
        return {row.id: (row.state, row.message_id) for row in rows}


def outcome(
    processes: Processes, post: MailServer, accepted: Sequence[str], before: Container[UUID]
) -> Outcome:
    """Compare what people were told with the database, and the outbox with the mail server.

    ``before`` are the notices of the rehearsal, which went nowhere.
    """
    arrived = Counter(post.kept)
    with reading() as session:
        there = Application.reference.in_(accepted), Application.submitted_at.is_not(None)
        found = session.scalar(select(func.count()).where(*there)) or 0
        wrong = differences(session, digest)
    for one in wrong:
        say(f"verify: {one}")
    letters = [letter for key, letter in owed().items() if key not in before]
    missing = sum(state != "sent" or sent not in arrived for state, sent in letters)
    return Outcome(
        crashes=processes.kills + post.dropped,
        accepted=len(accepted),
        found=found,
        notices_owed=len(letters),
        sent=len(arrived),
        duplicates=sum(arrived.values()) - len(arrived),
        lost=missing + len(wrong),
    )


@contextmanager
def stage(url: str, mail_url: str) -> Iterator[Processes]:
    """Make an empty database of the configured kind, and what processes on it need."""
    with (
        tempfile.TemporaryDirectory(prefix="funding-chaos-") as folder,
        own_database(url, folder) as own,
        socket.socket() as free,
    ):
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        migrate.upgrade(connect(own))
        env = environment(
            {
                "FUNDING_MODE": "embedded",
                "FUNDING_CHEAP_PASSWORDS": "1",
                "FUNDING_VAR": folder,
                "DATABASE_URL": own,
                "MAIL_URL": mail_url,
            }
        )
        try:
            yield Processes(port, env)
        finally:
            disconnect()


def run(seed: int, minutes: float, url: str) -> Outcome:
    """Let a storm pass over a portal on which people work, and count what is left."""
    seconds = minutes * 60
    with mail_server() as post, stage(url, post.url) as processes:
        ready = prepare(min(MOST_CASES, max(SIGNING, int(minutes * A_MINUTE))))
        before = owed()
        say(f"{len(ready)} applications are ready; {1 + WORKERS} processes, {minutes} minutes …")
        processes.start()
        base = f"http://127.0.0.1:{processes.port}"
        people = [Signing(base, ready[n::SIGNING], seconds) for n in range(SIGNING)]
        try:
            for one in people:
                one.start()
            storm(Random(seed), time.monotonic() + seconds, processes, post)  # noqa: S311 - no secret
            for one in people:
                one.join(ANSWER_SECONDS)
                one.over.set()
            settle()
        finally:
            statuses = processes.end()
        if any(statuses):
            say(f"not every process ended cleanly: {statuses}")
        return outcome(processes, post, [ref for one in people for ref in one.accepted], before)


@click.command("chaos")
@click.option("--seed", default=1, show_default=True, type=int, help="Of the random faults.")
@click.option("--minutes", default=1.0, show_default=True, type=click.FloatRange(0.1, 600))
def chaos(seed: int, minutes: float) -> None:
    """Kill real processes and trouble the mail while people hand in; exit 1 if anything is lost.

    Uses a temporary database of the configured kind. A letter that the mail server keeps without
    saying so counts as a crash of the line. The last line is JSON: crashes, accepted, found,
    notices_owed, sent, duplicates, lost.
    """
    result = run(seed, minutes, configured_database())
    click.echo(json.dumps(result._asdict()))
    sys.exit(0 if result.held else 1)
