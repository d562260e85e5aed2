"""A ZIP that can prove itself: every entry with its SHA-256, and a small program that compares.

It is made while it is sent: at no time does more than a block of it lie in memory, and none of it
on disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from funding.documents import verify_archive
from funding.law import berlin

BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive: a text, some bytes, or a file on disk of so many bytes."""

    name: str
    content: str | bytes | Path
    at: datetime
    size: int = 0


class Sink:
    """What the archive is written to: it holds what was written until it is taken."""

    def __init__(self) -> None:
        self.held: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.held.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what was written is taken by the next block."""

    def taken(self) -> Iterator[bytes]:
        """Give what was written, and hold it no more."""
        held, self.held = self.held, []
        yield from held


def streamed(entries: Iterable[Entry], at: datetime) -> Iterator[bytes]:
    """Write an archive and give it block by block, with the sums and what compares them."""
    sink = Sink()
    sums: dict[str, str] = {}
    with ZipFile(cast(IO[bytes], sink), "w", ZIP_DEFLATED) as archive:
        for entry in entries:
            total = hashlib.sha256()
            info = _info(entry.name, entry.at)
            # PDF and pictures are compressed already.
            stored = isinstance(entry.content, Path)
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            with archive.open(info, "w") as kept:
                for block in _blocks(entry):
                    total.update(block)
                    kept.write(block)
                    yield from sink.taken()
            sums[entry.name] = total.hexdigest()
        lines = "".join(f"{total}  {name}\n" for name, total in sorted(sums.items()))
        archive.writestr(_info(verify_archive.SUMS, at), lines.encode(), ZIP_DEFLATED)
        program = Path(verify_archive.__file__).read_bytes()
        archive.writestr(_info(verify_archive.SELF, at), program, ZIP_DEFLATED)
    yield from sink.taken()


def _blocks(entry: Entry) -> Iterator[bytes]:
    if isinstance(entry.content, Path):
        with entry.content.open("rb") as source:
            while block := source.read(BLOCK):
                yield block
        return
    data = entry.content.encode() if isinstance(entry.content, str) else entry.content
    yield data


def _info(name: str, at: datetime) -> ZipInfo:
    return ZipInfo(name, at.astimezone(berlin.BERLIN).timetuple()[:6])
