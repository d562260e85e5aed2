"""Files that a town sends up: kept on disk by the hash of their content, named in the database."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotFound, TooLarge
from funding.models import Application, StoredFile
from funding.models.annex import INFECTED
from funding.policy import Actor, require
from funding.queries.case import Case
from funding.services.applying.recognise import recognise

BLOCK = 64 * 1024
LONGEST_NAME = 150
HEX = frozenset("0123456789abcdef")
DIGEST_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies safely on disk: SHA-256 of its content and size in bytes."""

    sha256: str
    size: int


def take_in(folder: Path, data: IO[bytes], name: str, limit: int) -> Kept:
    """Look whether a file is one that is taken, and keep it; raise ``Invalid`` with the reason."""
    name = clean_name(name)
    size = data.seek(0, os.SEEK_END)
    if size > limit:  # before a byte of it is read
        params = {"name": name, "size_bytes": size, "limit_bytes": limit}
        raise Invalid(Fault("file", "file_too_large", params))
    recognise(data, name)
    return keep(folder, data, limit)


def keep(folder: Path, data: IO[bytes], limit: int) -> Kept:
    """Write a file to disk for good, before any transaction; raise ``TooLarge`` above the limit."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="upload-", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            kept = _copy(data, target, limit)
            target.flush()
            os.fsync(target.fileno())
        with alone(folder):  # or a sweep could take it for the old file of the same content
            temporary.replace(path_of(folder, kept.sha256))
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(folder)
    return kept


def _copy(data: IO[bytes], target: IO[bytes], limit: int) -> Kept:
    digest, size = hashlib.sha256(), 0
    while block := data.read(BLOCK):
        size += len(block)
        if size > limit:
            raise TooLarge(size, limit)
        digest.update(block)
        target.write(block)
    return Kept(digest.hexdigest(), size)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else, in whatever process, put a file into the store or take one out."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # which lets go, as the end of the process would


def sync_folder(folder: Path) -> None:
    """See to it that what was put in or taken out stays so after a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def path_of(folder: Path, sha256: str) -> Path:
    """Return where a file with this hash lies; anything that is no hash raises ``NotFound``."""
    if len(sha256) != DIGEST_LENGTH or not set(sha256) <= HEX:
        raise NotFound(sha256)
    return folder / sha256


def lock_case(session: Session, key: UUID | str) -> None:
    """Let others who add files to the case wait until this transaction is over.

    Only so is the sum of its files right, and nobody is told to be outdated by a file.
    """
    column = Application.id if isinstance(key, UUID) else Application.reference
    session.execute(select(Application.id).where(column == key).with_for_update())


def add_file_row(session: Session, actor: Actor, case: Case, kept: Kept, name: str) -> StoredFile:
    """Note a kept file with its case; the name stays as typed, less path and control characters.

    The case is locked; raises ``Invalid`` where its files would be too large together, or where
    the same content was found to be infected before.
    """
    require(actor, "act", "edit", case.scope)
    name = clean_name(name)
    _demand_room(session, case, kept, name)
    known = select(StoredFile.id).where(
        StoredFile.sha256 == kept.sha256, StoredFile.scan_state == INFECTED
    )
    if session.scalar(known.limit(1)) is not None:
        raise Invalid(Fault("file", "file_infected", {"name": name}))
    row = StoredFile(
        id=uuid4(),
        application_id=case.application.id,
        name=name,
        size=kept.size,
        sha256=kept.sha256,
        uploaded_by_id=actor.account_id,
        at=case.now,
    )
    session.add(row)
    session.flush()  # annexes and answers refer to it
    return row


def _demand_room(session: Session, case: Case, kept: Kept, name: str) -> None:
    held = session.scalar(
        select(func.sum(StoredFile.size)).where(
            StoredFile.application_id == case.application.id, StoredFile.scan_state != INFECTED
        )
    )
    limit = case.rule("case_bytes")
    left = max(0, limit - (held or 0))
    if kept.size > left:
        params = {"name": name, "limit_bytes": limit, "left_bytes": left}
        raise Invalid(Fault("file", "file_case_full", params))


def clean_name(name: str) -> str:
    """Return the name of a file without path and control characters, at most 150 characters."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in plain if unicodedata.category(c)[0] != "C").strip()
    stem, dot, suffix = plain.rpartition(".")
    if len(plain) <= LONGEST_NAME:
        return plain or "Datei"
    return stem[: LONGEST_NAME - len(dot + suffix)] + dot + suffix[:LONGEST_NAME]
