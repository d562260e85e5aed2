"""A web server in a process of its own, with two bare pages beside those of the portal."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from flask import render_template
from waitress.server import create_server  # type: ignore[import-untyped]  # untyped

from funding.app import create_app
from funding.config import Settings
from funding.demo.rehearse import moved_clock
from funding.policy import require
from funding.serve import WEB_THREADS
from funding.web.signin import actor
from tests.conftest import DURING_THE_CALL

HOST, HELLO, EMPTY, SIGN_IN = "127.0.0.1", "/hello", "/leer", "/anmelden"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Reader:
    """Somebody who is signed in, on one connection."""

    def __init__(self, port: int, email: str) -> None:
        self.line = http.client.HTTPConnection(HOST, port)
        self.head = {"Host": HOST}
        page = self.get(SIGN_IN)
        token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
        data = {"email": email, "password": "praevention-2022", "csrf_token": token}
        self._ask("POST", SIGN_IN, urlencode(data), FORM)

    def get(self, path: str) -> str:
        """Return a page."""
        return self._ask("GET", path, None, {})

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str]) -> str:
        self.line.request(method, path, body, self.head | more)
        answer = self.line.getresponse()
        text = answer.read().decode()
        assert answer.status in (200, 303), (path, answer.status)
        if cookie := answer.getheader("Set-Cookie"):
            self.head["Cookie"] = cookie.partition(";")[0]
        return text


@contextmanager
def reader_of(url: str, email: str) -> Iterator[Reader]:
    """Serve the portal on a database, and sign somebody in."""
    command = [sys.executable, "-m", "tests.bench.page_server", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Reader(int(server.stdout.readline()), email)
        finally:
            server.terminate()


def _empty() -> str:
    """Draw the layout around nothing, for somebody who may see the queue."""
    require(actor(), "act", "see_queue")
    return render_template("layout.html")


def main() -> None:
    """Serve on a free port of loopback, tell it on standard output, and go on until ended."""
    places = (f"file:{tempfile.mkdtemp()}", "x@y.example", "", (HOST,))
    own = ("embedded", Path(tempfile.mkdtemp()), sys.argv[1], "k" * 40, f"http://{HOST}")
    with moved_clock(DURING_THE_CALL):
        app = create_app(Settings(*own, *places, cheap_passwords=True))
        app.add_url_rule(HELLO, view_func=lambda: "hello", endpoint="hello")
        app.add_url_rule(EMPTY, view_func=_empty, endpoint="empty")
        server = create_server(app, host=HOST, port=0, threads=WEB_THREADS, ident=None)
        print(server.effective_port, flush=True)
        server.run()


if __name__ == "__main__":
    main()
