"""A small reading of PDF files: what a test asks of them, from their bytes."""

from __future__ import annotations

import re
import zlib

STREAM = re.compile(rb"<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n")


def streams(data: bytes) -> list[tuple[bytes, bytes]]:
    """Return dictionary and unpacked content of every stream."""
    found = []
    for match in STREAM.finditer(data):
        length = int(re.search(rb"/Length (\d+)", match[1])[1])
        raw = data[match.end() : match.end() + length]
        packed = b"/FlateDecode" in match[1]
        found.append((match[1], zlib.decompress(raw) if packed else raw))
    return found


def attached(data: bytes) -> bytes:
    """Return the one file that a PDF carries."""
    [content] = [body for head, body in streams(data) if b"/EmbeddedFile" in head]
    return content


def metadata(data: bytes) -> bytes:
    """Return the XMP of a PDF."""
    [content] = [body for head, body in streams(data) if b"/Metadata" in head]
    return content
