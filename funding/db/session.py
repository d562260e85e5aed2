"""Where transactions begin and end. The only ``commit`` in the code base is here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from funding.errors import Refused

BUSY_MILLISECONDS = 10_000


class Store:
    """The database of this process: an engine, and the lock that lets SQLite writers queue."""

    def __init__(self) -> None:
        self.engine: Engine | None = None
        self.turn: threading.Lock | None = None
        self.after_commit: list[Callable[[Session], None]] = []

    def bound(self) -> Engine:
        """Return the engine, or say that nobody has connected."""
        if self.engine is None:
            raise RuntimeError("connect() has not been called")
        return self.engine


store = Store()
# The connection that the transactions of a thread keep, while it has many small ones to make.
_kept: ContextVar[Connection | None] = ContextVar("kept", default=None)


def connect(url: str) -> Engine:
    """Point this process at the database; a second call lets go of the first one.

    Raises ``Refused`` where there is none, with its place but not its password.
    """
    if store.engine is not None:
        store.engine.dispose()
    sqlite = url.startswith("sqlite")
    store.engine = _answering(url)
    store.turn = threading.Lock() if sqlite else None
    return store.engine


def disconnect() -> None:
    """Close the connections that this process holds; the next use opens new ones."""
    if store.engine is not None:
        store.engine.dispose()


def _answering(url: str) -> Engine:
    try:
        engine = make_engine(url)
    except (ArgumentError, ImportError) as trouble:  # no address, or a driver that is not here
        raise Refused(
            "DATABASE_URL is no address of a database; begin it with postgresql+psycopg:// or sqlite:///."
        ) from trouble
    try:
        engine.connect().close()
    except OperationalError as trouble:
        at = engine.url.host or engine.url.database
        raise Refused(
            f"The database at {at} cannot be reached; start it, make its folder writable or "
            "correct DATABASE_URL."
        ) from trouble
    return engine


def make_engine(url: str) -> Engine:
    """Make an engine with the habits that both databases need."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=16, max_overflow=16)
    engine = create_engine(url, pool_size=16, max_overflow=16)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes too late to protect a read that a write builds on.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(
        "BEGIN " + connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    )


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit when the block ends well, roll everything back when it does not.

    Views, actors and commands open transactions; services take the session and
    never commit, so that what belongs together is saved together. On SQLite the
    writers of this process wait for their turn in order of arrival.
    """
    over = _kept.get() or _writing()
    with store.turn or nullcontext(), Session(over, expire_on_commit=False) as session:
        try:
            yield session
            _end(session)
        except BaseException:
            session.rollback()
            raise
    for hook in store.after_commit:
        hook(session)


@contextmanager
def one_connection() -> Iterator[None]:
    """Keep one connection for the transactions of this thread, which end one by one as ever."""
    with _writing().connect() as connection:
        before = _kept.set(connection)
        try:
            yield
        finally:
            _kept.reset(before)


def _writing() -> Engine:
    return store.bound().execution_options(sqlite_begin="IMMEDIATE")


@contextmanager
def rehearsing() -> Iterator[Session]:
    """Give a session in which everything can be tried; nothing of it stays, however it ends."""
    with store.turn or nullcontext(), Session(_writing(), expire_on_commit=False) as session:
        try:
            yield session
        finally:
            session.rollback()


@contextmanager
def reading() -> Iterator[Session]:
    """Give a session for reading: one consistent view, nothing saved.

    It ends like one that saves: PostgreSQL's driver forgets its prepared statements whenever a
    transaction is rolled back, and then every question is planned anew. There is nothing to save:
    PostgreSQL refuses to write, SQLite is rolled back.
    """
    over = store.bound().execution_options(postgresql_readonly=True)
    with Session(over, autoflush=False, expire_on_commit=False) as session:
        yield session
        if over.dialect.name == "postgresql":
            session.expunge_all()
            _end(session)


def _end(session: Session) -> None:
    session.commit()
