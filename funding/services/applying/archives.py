"""Documents that are ZIP archives (DOCX, XLSX, ODT, ODS), judged by their list of members."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from funding.services.applying.unfit import Broken, Disagrees, Locked, Macros, Packed

MEMBER, DIRECTORY_END, LARGE_END = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
END_BYTES, LARGE_END_BYTES, LONGEST_COMMENT = 22, 20, 65_535
MOST_MEMBERS = 2_000
MOST_LISTED = 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
# Sheets of figures are packed to a thirtieth; more than a hundredth is a bomb once it is large.
MOST_RATIO, RATIO_COUNTS_FROM = 100, 10 * 1024 * 1024
MOST_READ = 1024 * 1024
ENCRYPTED = 0x1
# The containers of Office before 2007; Office also puts what is encrypted into one.
LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = "EncryptedPackage".encode("utf-16-le")
BLOCK = 64 * 1024

OPEN_XML = b"application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": OPEN_XML + b"wordprocessingml.document.main+xml",
    "xlsx": OPEN_XML + b"spreadsheetml.sheet.main+xml",
}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
TYPE = {"odt": OPEN_DOCUMENT + b"text", "ods": OPEN_DOCUMENT + b"spreadsheet"}
MANIFEST = "META-INF/manifest.xml"
Members = Mapping[str, ZipInfo]
# Whatever a broken or hostile archive makes its reader raise.
UNREADABLE = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
)


def look_at_archive(data: IO[bytes], size: int, kind: str) -> None:
    """Raise ``Unfit`` where an archive is no document of this kind, or one that may do harm."""
    data.seek(0)
    if data.read(len(MEMBER)) != MEMBER:
        raise Disagrees
    _demand_short_list(data, size)
    try:
        with ZipFile(data) as archive:
            listed = archive.infolist()
            _demand_bounded(listed, size)
            members = {one.filename: one for one in listed}
            if len(members) != len(listed):
                raise Broken
            KINDS[kind](archive, members, kind)
    except UNREADABLE:
        raise Broken from None


def _demand_short_list(data: IO[bytes], size: int) -> None:
    """Look at how long the list of members is before anybody reads it into memory."""
    length = min(size, END_BYTES + LARGE_END_BYTES + LONGEST_COMMENT)
    data.seek(size - length)
    tail = data.read(length)
    at = tail.rfind(DIRECTORY_END)
    if at < 0 or len(tail) - at < END_BYTES or LARGE_END in tail[:at][-LARGE_END_BYTES:]:
        raise Broken
    members = int.from_bytes(tail[at + 10 : at + 12], "little")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if members > MOST_MEMBERS or listed > MOST_LISTED:
        raise Packed


def _demand_bounded(members: Sequence[ZipInfo], size: int) -> None:
    for one in members:
        if one.flag_bits & ENCRYPTED:
            raise Locked
        if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or _leads_out(one):
            raise Broken
    unpacked = sum(one.file_size for one in members)
    packed = sum(one.compress_size for one in members)
    tight = unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed
    # Members that lie in each other are together larger than the file.
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or tight or packed > size:
        raise Packed


def _leads_out(one: ZipInfo) -> bool:
    """Tell whether the name of a member would lead out of the folder it is unpacked into."""
    name = one.orig_filename
    odd = name.startswith("/") or "\\" in name or ":" in name or "\x00" in name
    return odd or ".." in name.split("/")


def _content(archive: ZipFile, members: Members, name: str) -> bytes:
    """Read a small member; what is not there or not small belongs to no document."""
    one = members.get(name)
    if one is None:
        raise Disagrees
    if one.file_size > MOST_READ:
        raise Packed
    with archive.open(one) as source:
        return source.read(MOST_READ)


def _open_xml(archive: ZipFile, members: Members, kind: str) -> None:
    types = _content(archive, members, "[Content_Types].xml")
    programs = any("vbaproject" in name.casefold() for name in members)
    if programs or b"macroenabled" in types.lower():
        raise Macros
    if MAIN[kind] not in types:
        raise Disagrees


def _open_document(archive: ZipFile, members: Members, kind: str) -> None:
    if _content(archive, members, "mimetype").strip() != TYPE[kind]:
        raise Disagrees
    if b"encryption-data" in _content(archive, members, MANIFEST):
        raise Locked
    if any(name.startswith(("Basic/", "Scripts/")) for name in members):
        raise Macros
    if "content.xml" not in members:
        raise Broken


def protected_legacy(data: IO[bytes]) -> bool:
    """Tell whether an old container holds a document that needs a password."""
    data.seek(0)
    kept = b""
    while block := data.read(BLOCK):
        if PROTECTED in kept + block:
            return True
        kept = block[-len(PROTECTED) :]
    return False


KINDS: Mapping[str, Callable[[ZipFile, Members, str], None]] = {
    "docx": _open_xml,
    "xlsx": _open_xml,
    "odt": _open_document,
    "ods": _open_document,
}
