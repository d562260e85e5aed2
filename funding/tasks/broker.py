"""The broker only wakes the postman; what is owed stands in the database."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import dramatiq
from dramatiq import Broker, Middleware
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AgeLimit, Callbacks, Pipelines, ShutdownNotifications, TimeLimit
from sqlalchemy.orm import Session

from funding import clock
from funding.db import reading, transaction
from funding.db.session import store
from funding.errors import Refused
from funding.notices.outbox import POSTED
from funding.services.closing.remove_files import remove_doomed
from funding.services.deadlines.record import Place
from funding.services.notices import lease as outbox
from funding.services.operations.beat import beat
from funding.tasks.bounces import read_box
from funding.tasks.post import PORTION, THREADS, Postman
from funding.tasks.scanning import Scanner, ScanRelay
from funding.tasks.tick import sweep

logger = logging.getLogger(__name__)
POLL_SECONDS = 2.0
PORTS = {"redis": 6379, "rediss": 6379, "amqp": 5672, "amqps": 5671}
TICK_SECONDS = 30.0
LETTER_MILLISECONDS = 60_000
LONGEST_NAME = 80


def make_broker(url: str) -> Broker:
    """Make the broker of an address; without one, everything stays in this process."""
    # No Retries: back-off lives in the outbox, where it survives the process.
    middleware: list[Middleware] = [
        AgeLimit(),
        TimeLimit(time_limit=LETTER_MILLISECONDS),
        ShutdownNotifications(),
        Callbacks(),
        Pipelines(),
    ]
    if not url:
        broker = StubBroker(middleware=middleware)
        # The stub keeps dead letters for ever; ours are rows, so a few are enough to look at.
        letters: Any = broker.dead_letters_by_queue
        letters.default_factory = lambda: deque(maxlen=20)
        return broker
    scheme = urlsplit(url).scheme
    if scheme in {"redis", "rediss"}:
        from dramatiq.brokers.redis import RedisBroker  # noqa: PLC0415 - an extra of production

        redis = RedisBroker(  # type: ignore[no-untyped-call]  # dramatiq left it untyped
            url=url, middleware=middleware, heartbeat_timeout=5_000, maintenance_chance=100_000
        )
        _demand_answer(url, redis.client.ping)
        return redis
    if scheme not in {"amqp", "amqps"}:
        raise Refused("BROKER_URL is no address of a queue; begin it with redis:// or amqp://.")
    from dramatiq.brokers.rabbitmq import RabbitmqBroker  # noqa: PLC0415 - an extra of production

    rabbit = RabbitmqBroker(url=url, middleware=middleware)
    _demand_answer(url, lambda: rabbit.connection)
    return rabbit


def _demand_answer(url: str, ask: Callable[[], object]) -> None:
    """Refuse a start with a broker that does not answer, with its place but not its password."""
    try:
        ask()
    except Exception as trouble:
        parts = urlsplit(url)
        logger.debug("the broker said", exc_info=trouble)
        raise Refused(
            f"The broker at {parts.hostname}:{parts.port or PORTS[parts.scheme]} does not answer "
            f"({type(trouble).__name__}); start it or correct BROKER_URL."
        ) from None


class Relay(Middleware):
    """Hands due notices to the workers and lets the clock tick, beside them in their process."""

    def __init__(
        self,
        *,
        ticking: bool,
        pause: float = TICK_SECONDS,
        bounce_box: str = "",
        files: Path | None = None,
    ) -> None:
        self.ticking = ticking
        self.bounce_box = bounce_box
        self.files = files
        self.pause = pause
        self.stopping = threading.Event()
        self.poke = threading.Event()
        self.passed = threading.Event()
        self.threads = THREADS
        self.thread: threading.Thread | None = None
        self.name = f"{socket.gethostname()}:{os.getpid()}"[-LONGEST_NAME:]
        self.begun_at = clock.now()
        # Where the next portion of a tick begins that is not yet at its end.
        self.after: Place | None = None

    def after_worker_boot(self, broker: Broker, worker: Any) -> None:
        """Begin to work with the worker, and lease no more than its threads take at once."""
        self.threads = worker.worker_threads
        store.after_commit.append(self.notice_posted)
        self.thread = threading.Thread(target=self.run, args=(broker,), name="relay", daemon=True)
        self.thread.start()

    def before_worker_shutdown(self, broker: Broker, worker: Any) -> None:  # noqa: ARG002 - dramatiq's
        """Stop with the worker."""
        self.stopping.set()
        self.poke.set()
        self.passed.set()
        if self.thread is not None:
            self.thread.join(timeout=5)
        if self.notice_posted in store.after_commit:
            store.after_commit.remove(self.notice_posted)

    def notice_posted(self, session: Session) -> None:
        """Wake up when a transaction of this process has owed a notice."""
        if session.info.pop(POSTED, False):
            self.poke.set()

    def run(self, broker: Broker) -> None:
        """Relay until told to stop; trouble is logged and tried again, never the end."""
        # Pauses are measured, not counted: a relay that is woken all the time must tick too.
        next_tick = time.monotonic()
        while not self.stopping.is_set():
            try:
                if self.after is not None or time.monotonic() >= next_tick:
                    next_tick = time.monotonic() + self.pause
                    self.live()
                if self.relay(broker) or self.after is not None:
                    continue
            except Exception:
                logger.exception("the relay stumbled; it goes on")
            self.poke.wait(POLL_SECONDS)
            self.poke.clear()

    def live(self) -> None:
        """Let the clock tick, where this process has one, and give a sign of life."""
        if self.ticking:
            _done, self.after = sweep(self.after)
            if self.after is None:
                self.read_bounces()
                self.remove_files()
        with transaction() as session:
            beat(session, self.name, self.begun_at, ticked=self.ticking)

    def remove_files(self) -> None:
        """Remove what deleted cases have left in the store; trouble with it stops no clock."""
        try:
            if self.files is not None:
                remove_doomed(self.files)
        except Exception:
            logger.exception(
                "files of deleted cases could not be removed; the next tick tries again"
            )

    def read_bounces(self) -> None:
        """Read what came back, where a box is set; trouble with it stops no clock."""
        if not self.bounce_box:
            return
        try:
            read_box(Path(self.bounce_box))
        except Refused as refused:
            logger.warning("%s", refused.sentence)
        except Exception:
            logger.exception("letters that came back could not be read")

    def relay(self, broker: Broker) -> bool:
        """Hand out one lease of what is due and see it through; tell whether anything was due."""
        lease = self.hand_out(broker)
        if lease is not None:
            self.see_through(lease)
        return lease is not None

    def hand_out(self, broker: Broker) -> str | None:
        """Lease what is due and hand each thread its portion; ``None`` if nothing was."""
        with transaction() as session:
            lease, ids = outbox.lease_notices(session, self.threads * PORTION)
        actor = broker.get_actor("deliver_notices")
        try:
            for number in range(min(self.threads, len(ids))):
                actor.send([str(one) for one in ids[number :: self.threads]], lease)
        except Exception:
            logger.warning("the broker is away; the notices are given back", exc_info=True)
            with transaction() as session:
                outbox.give_back(session, lease, ids, clock.now())
            return None
        return lease if ids else None

    def see_through(self, lease: str) -> None:
        """Wait until nothing hangs on a lease: leases that are hoarded run out in the queue."""
        while not self.stopping.is_set():
            self.passed.clear()
            with reading() as session:
                if not outbox.held(session, lease):
                    return
            self.passed.wait(POLL_SECONDS)

    def after_process_message(
        self,
        broker: Broker,  # noqa: ARG002 - dramatiq's signature
        message: Any,  # noqa: ARG002 - dramatiq's signature
        *,
        result: Any = None,  # noqa: ARG002 - dramatiq's signature
        exception: BaseException | None = None,  # noqa: ARG002 - dramatiq's signature
    ) -> None:
        """Look again once a letter is through, whatever became of it."""
        self.passed.set()


def declare(
    broker: Broker,
    postman: Postman,
    scanner: Scanner | None = None,
    *,
    ticking: bool,
    pause: float = TICK_SECONDS,
) -> Relay:
    """Declare the actors on a broker; set the relay, and a scanner if any, beside its workers."""
    files = scanner.folder if scanner is not None else None
    relay = Relay(ticking=ticking, pause=pause, bounce_box=postman.bounce_box, files=files)
    broker.add_middleware(relay)
    if scanner is not None and scanner.url:
        broker.add_middleware(ScanRelay(scanner))
    dramatiq.set_broker(broker)

    @dramatiq.actor(broker=broker, actor_name="deliver_notice", queue_name="post")
    def deliver_notice(notice_id: str, lease: str) -> None:
        # What a relay of an earlier release hands out while both are running.
        postman.deliver([UUID(notice_id)], lease, relay.stopping.is_set)

    @dramatiq.actor(broker=broker, actor_name="deliver_notices", queue_name="post")
    def deliver_notices(ids: list[str], lease: str) -> None:
        postman.deliver([UUID(one) for one in ids], lease, relay.stopping.is_set)

    return relay
