"""A web server of a race: one process of several on the same database, with a clock that stands."""

from __future__ import annotations

import sys
from datetime import datetime

from waitress.server import create_server  # type: ignore[import-untyped]  # untyped

from funding.app import create_app
from funding.config import Settings
from funding.db import connect
from funding.demo.rehearse import moved_clock

THREADS = 24


def main() -> None:
    """Serve on a free port of loopback, tell it on standard output, and go on until ended."""
    settings = Settings.from_env()
    connect(settings.database_url)
    with moved_clock(datetime.fromisoformat(sys.argv[1])):
        server = create_server(
            create_app(settings), host="127.0.0.1", port=0, threads=THREADS, ident=None
        )
        print(server.effective_port, flush=True)  # noqa: T201 - told to the race that started it
        server.run()


if __name__ == "__main__":
    main()
