"""A worker of a storm: relay, clock and postman in a process of their own, until it is ended."""

from __future__ import annotations

import signal
import threading
from types import FrameType

from dramatiq import Worker

from funding.config import Settings
from funding.db import connect
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import THREADS, Postman

PAUSE_SECONDS = 1.0


def main() -> None:
    """Work until SIGTERM, then stop cleanly."""
    settings = Settings.from_env()
    connect(settings.database_url)
    broker, ended = make_broker(""), threading.Event()
    declare(broker, Postman.from_settings(settings), ticking=True, pause=PAUSE_SECONDS)
    worker = Worker(broker, worker_threads=THREADS, worker_timeout=200)

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    worker.start()
    ended.wait()
    worker.stop(timeout=5_000)


if __name__ == "__main__":
    main()
