"""A mail server in a process of its own, as real ones are: it keeps nothing and answers at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from funding.cli.chaos_post import mail_server


@contextmanager
def sink() -> Iterator[str]:
    """Run the server, and yield the address under which it takes letters."""
    command = [sys.executable, "-m", "tests.bench.sink"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.communicate()  # its input ends, and so does it


if __name__ == "__main__":
    with mail_server() as here:
        print(here.url, flush=True)
        sys.stdin.read()
