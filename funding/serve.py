"""Embedded: web server, worker and clock in one process on loopback, stopped cleanly."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from types import FrameType
from typing import Any, NoReturn

from dramatiq import Worker
from flask import Flask
from waitress.server import create_server  # type: ignore[import-untyped]  # waitress has no types

from funding import clock
from funding.app import create_app
from funding.config import LOOPBACK_URL, Settings
from funding.db import transaction
from funding.demo import play
from funding.demo.nowadays import open_a_call, play_nowadays
from funding.errors import Refused
from funding.services.accounts.sign_in import Passwords
from funding.services.administration import load_programme, set_up_demo
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import THREADS, Postman
from funding.tasks.scanning import Scanner

HOST = "127.0.0.1"
WEB_THREADS = 8
Say = Callable[[str], None]


def fill_if_empty(settings: Settings, say: Say, *, demo_case: bool) -> None:
    """Load what an empty database needs; play the case of 2022 where asked for and not there."""
    with transaction() as session:
        empty = load_programme.is_empty(session)
        load_programme.load_programme(session)
    passwords = Passwords(cheap=settings.cheap_passwords)
    if empty:
        say("Loading the register, the rules, the calls and the demo accounts …")
        with transaction() as session:
            set_up_demo.add_demo_accounts(session, passwords.hash(set_up_demo.PASSWORD))
    with transaction() as session:
        play.open_call_of_2022_if_missing(session)
    if demo_case and not play.was_played():
        say("Playing the case of 2022 …")
        play.play_into_this_database(say)
    play.close_call_of_2022()
    if empty and demo_case:
        say("Playing cases that wait for somebody these days …")
        play_nowadays(say, clock.now())
    elif empty:
        open_a_call(clock.now())


def serve(settings: Settings, *, port: int, demo_case: bool, say: Say) -> None:
    """Serve until Ctrl-C or SIGTERM; exit status 0 then, 2 with a sentence if it cannot begin."""
    if not settings.embedded:
        raise Refused("serve is for embedded mode only; set FUNDING_MODE=embedded or use gunicorn.")
    app = create_app(settings)
    server = _listen(app, port)
    if settings.base_url == LOOPBACK_URL:
        # Links in mails and calendars lead to the port that was chosen.
        settings = replace(settings, base_url=f"http://{HOST}:{server.effective_port}")
        app.config["FUNDING"] = settings
    fill_if_empty(settings, say, demo_case=demo_case)
    broker = make_broker("")
    declare(broker, Postman.from_settings(settings), Scanner.from_settings(settings), ticking=True)
    worker = Worker(broker, worker_threads=THREADS, worker_timeout=200)

    def end(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker.start()
    _greet(say, server.effective_port)
    try:
        server.run()
    except SystemExit:
        say("Stopping …")
    finally:
        server.close()
        worker.stop(timeout=2_000)
    sys.exit(0)


def _listen(app: Flask, port: int) -> Any:
    try:
        return create_server(app, host=HOST, port=port, threads=WEB_THREADS, ident=None)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise Refused(
                f"Port {port} is in use or not allowed; choose another with --port."
            ) from error
        raise


def _greet(say: Say, port: int) -> None:
    url = f"http://{HOST}:{port}"
    say(f"\nFörderportal Kommunale Prävention: {url}")
    say(f"Mail that the portal sends: {url}/dev/postfach")
    say(f"\nDemo sign-ins (password for all: {set_up_demo.PASSWORD})")
    for email, name, roles in set_up_demo.MINISTRY:
        say(f"  {email:<40} {name} ({', '.join(roles)})")
    for slug, (_key, town) in set_up_demo.TOWNS.items():
        say(f"  bearbeitung@{slug}.example, zeichnung@{slug}.example   {town}")
    say("\nStop with Ctrl-C.")
