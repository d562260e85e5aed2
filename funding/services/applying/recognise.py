"""Is a file what its name says? Ending, first bytes and inner build have to agree.

Pure: a file is read where it lies, piece by piece, and never unpacked beyond small bounds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import IO

from funding.definition.annexes import ENDINGS
from funding.errors import Fault, Invalid
from funding.services.applying.archives import LEGACY, look_at_archive, protected_legacy
from funding.services.applying.unfit import Broken, Disagrees, Locked, Unfit

BLOCK = 64 * 1024
TAIL = 2 * 1024
PDF, PNG, JPEG = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# A trailer names how a document is encrypted; the same words in a page's text are compressed.
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
LONGEST_MATCH = 64
START = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
MOST_CHUNKS = 100_000
IHDR_BYTES = 13
STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # JPEG markers that have no length
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN, END = 0xDA, 0xD9


def recognise(data: IO[bytes], name: str) -> None:
    """Raise ``Invalid`` with its reason where a file is none of those that are taken."""
    ending = name.rpartition(".")[2].casefold()
    size = data.seek(0, os.SEEK_END)
    if not size:
        raise Invalid(Fault("file", "file_nothing", {"name": name}))
    if ending not in ENDINGS or "." not in name:
        raise Invalid(Fault("file", "file_kind", {"name": name}))
    try:
        LOOKS[ending](data, size)
    except Unfit as unfit:
        params = {"name": name, "kind": ending.upper()}
        raise Invalid(Fault("file", unfit.code, params)) from None
    finally:
        data.seek(0)


def _start(data: IO[bytes], length: int) -> bytes:
    data.seek(0)
    return data.read(length)


def _look_at_pdf(data: IO[bytes], size: int) -> None:
    if _start(data, len(PDF)) != PDF:
        raise Disagrees
    data.seek(max(0, size - TAIL))
    found = START.findall(data.read(TAIL))
    if not found or int(found[-1][:12]) >= size:
        raise Broken
    data.seek(0)
    kept = b""
    while block := data.read(BLOCK):
        if ENCRYPTED.search(kept + block):
            raise Locked
        kept = block[-LONGEST_MATCH:]


def _look_at_png(data: IO[bytes], size: int) -> None:
    if _start(data, len(PNG)) != PNG:
        raise Disagrees
    at = len(PNG)
    for number in range(MOST_CHUNKS):
        data.seek(at)
        head = data.read(8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        at += 12 + length
        first = number == 0
        if at > size or first != (kind == b"IHDR") or (first and length != IHDR_BYTES):
            raise Broken
        if kind == b"IEND":
            return
    raise Broken


def _look_at_jpeg(data: IO[bytes], size: int) -> None:
    """Go from marker to marker up to the picture itself, then look for its end."""
    if _start(data, len(JPEG)) != JPEG:
        raise Disagrees
    at, framed = 2, False
    for _number in range(MOST_CHUNKS):
        data.seek(at)
        head = data.read(4)
        if len(head) < 4 or head[0] != 0xFF:  # noqa: PLR2004 - a marker and its length
            raise Broken
        marker = head[1]
        if marker == 0xFF or marker in STANDALONE:  # noqa: PLR2004 - a byte that only fills up
            at += 1 if marker == 0xFF else 2  # noqa: PLR2004 - as above
            continue
        length = int.from_bytes(head[2:], "big")
        framed = framed or marker in FRAMES
        at += 2 + length
        if length < 2 or at > size:  # noqa: PLR2004 - the length counts itself
            raise Broken
        if marker == SCAN:
            break
    if not framed or not _ends(data, size):
        raise Broken


def _ends(data: IO[bytes], size: int) -> bool:
    """Tell whether a JPEG ends; cameras and telephones write notes of their own behind it."""
    data.seek(max(0, size - BLOCK))
    return bytes((0xFF, END)) in data.read(BLOCK)


def _look_at_office(kind: str) -> Callable[[IO[bytes], int], None]:
    def look(data: IO[bytes], size: int) -> None:
        if _start(data, len(LEGACY)) == LEGACY:
            raise Locked if protected_legacy(data) else Disagrees
        look_at_archive(data, size, kind)

    return look


LOOKS: Mapping[str, Callable[[IO[bytes], int], None]] = {
    "pdf": _look_at_pdf,
    "png": _look_at_png,
    "jpg": _look_at_jpeg,
    "jpeg": _look_at_jpeg,
    **{kind: _look_at_office(kind) for kind in ("docx", "xlsx", "odt", "ods")},
}
