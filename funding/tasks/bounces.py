"""Read the box into which the mail server puts letters that came back (a Maildir)."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections import Counter
from pathlib import Path

from sqlalchemy.orm import Session

from funding.db import transaction
from funding.errors import Refused
from funding.notices.reports import MOST_BYTES, NoReport, Report, read_reports
from funding.services.notices.bounce import FOREIGN, KNOWN, take_report

logger = logging.getLogger(__name__)
# So many at once, lest the post waits for a flood of them.
MOST = 200
DONE, ASIDE = ".done", ".aside"
MAILDIR = ("cur", "new", "tmp")


def read_box(box: Path, most: int = MOST) -> dict[str, int]:
    """Take what lies in the box, and move it: reports of ours to .done, all else to .aside.

    A report is moved once what it says is kept; one that is read a second time changes nothing.
    """
    if not (box / "new").is_dir():
        raise Refused(f"BOUNCE_BOX {box} is no Maildir; have the mail server make it, or mend it.")
    told: Counter[str] = Counter()
    found = [path for part in ("new", "cur") for path in sorted((box / part).iterdir())]
    for path in found[:most]:
        outcome = _take(path)
        told[outcome] += 1
        _move(path, box / (ASIDE if outcome == FOREIGN else DONE))
    return dict(told)


def _take(path: Path) -> str:
    """Take one file; whatever is no report about a letter of ours is foreign."""
    raw = _bytes_of(path)
    try:
        reports = read_reports(raw) if raw is not None else []
    except NoReport as why:
        logger.info("%s is moved aside: %s", path.name, why)
        return FOREIGN
    digest = hashlib.sha256(raw or b"").hexdigest()
    with transaction() as session:
        took = [_taken(session, digest, number, one) for number, one in enumerate(reports)]
    ours = [one for one in took if one != FOREIGN]
    return next((one for one in ours if one != KNOWN), ours[0] if ours else FOREIGN)


def _taken(session: Session, digest: str, number: int, report: Report) -> str:
    own = hashlib.sha256(f"{digest}:{number}".encode()).hexdigest()
    return take_report(session, own, report)


def _bytes_of(path: Path) -> bytes | None:
    """Read a file that is one, and not too big; a link is never followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode) or known.st_size > MOST_BYTES:
            return None
        return file.read(MOST_BYTES + 1)


def _move(path: Path, folder: Path) -> None:
    for part in MAILDIR:
        (folder / part).mkdir(parents=True, exist_ok=True)
    try:
        os.replace(path, folder / "cur" / path.name)
    except FileNotFoundError:
        logger.debug("%s is gone: another clock moved it", path.name)
