"""Handing out the files of a case: to whom, and when."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from funding.definition.annexes import ENDINGS
from funding.errors import Infected, NotFound, Unscanned
from funding.models.annex import INFECTED, UNSCANNED
from funding.policy import permits
from funding.queries.case import Case
from funding.services.applying.store_file import path_of
from funding.web.signin import actor
from funding.web.view import settings
from funding.words.annexes import SCAN_STATES
from funding.words.text import Text

# What the dialog of a browser offers; the server alone decides.
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)


def path_for_reader(case: Case, sha256: str, scan_state: str) -> Path:
    """Return where a file lies that the reader may have.

    Raises ``Infected`` (nobody gets it), ``Unscanned`` (only its own town does, while a scanner is
    set up) and ``NotFound`` (it is lost).
    """
    if scan_state == INFECTED:
        raise Infected
    own = permits(actor(), "act", "read_draft", case.scope)
    if scan_state == UNSCANNED and settings().clamd_url and not own:
        raise Unscanned
    path = path_of(settings().var / "files", sha256)
    if not path.exists():
        raise NotFound(sha256)
    return path


def scan_words(scan_state: str) -> Text:
    """Say how a file stands with the virus scanner, where there is one."""
    waiting = scan_state == UNSCANNED and bool(settings().clamd_url)
    return SCAN_STATES["waiting" if waiting else scan_state]


SCAN_BADGES = {"clean": "success", INFECTED: "danger"}


def scan_badge(scan_state: str) -> str:
    """Return the look of the badge for it; quiet where nothing is scanned."""
    waiting = scan_state == UNSCANNED and bool(settings().clamd_url)
    return "info" if waiting else SCAN_BADGES.get(scan_state, "")


def init_app(app: Flask) -> None:
    """Let pages say how a file stands with the scanner."""
    app.jinja_env.globals |= {"scan_words": scan_words, "scan_badge": scan_badge}
