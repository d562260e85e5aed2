"""A ZIP that can prove itself: every entry with its SHA-256, and a small program that compares."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from funding.documents import verify_archive
from funding.law import berlin

BLOCK = 64 * 1024


class Archive:
    """An archive that is being written; ``sums`` holds the SHA-256 of each entry by its name."""

    def __init__(self, target: IO[bytes]) -> None:
        self.zip = ZipFile(target, "w", ZIP_DEFLATED)
        self.sums: dict[str, str] = {}

    def put(self, name: str, content: str | bytes, at: datetime) -> None:
        """Put a text or some bytes into the archive, dated with an instant."""
        data = content.encode() if isinstance(content, str) else content
        self.zip.writestr(_info(name, at), data, ZIP_DEFLATED)
        self.sums[name] = hashlib.sha256(data).hexdigest()

    def put_file(self, name: str, path: Path, size: int, at: datetime) -> None:
        """Put a file into the archive block by block: PDF and pictures are compressed already."""
        info, total = _info(name, at), hashlib.sha256()
        info.compress_type, info.file_size = ZIP_STORED, size
        with path.open("rb") as source, self.zip.open(info, "w") as kept:
            while block := source.read(BLOCK):
                total.update(block)
                kept.write(block)
        self.sums[name] = total.hexdigest()

    def close(self, at: datetime) -> None:
        """Put the sums and the program that compares them into the archive, and end it."""
        lines = [f"{total}  {name}\n" for name, total in sorted(self.sums.items())]
        self.zip.writestr(_info(verify_archive.SUMS, at), "".join(lines).encode(), ZIP_DEFLATED)
        program = Path(verify_archive.__file__).read_bytes()
        self.zip.writestr(_info(verify_archive.SELF, at), program, ZIP_DEFLATED)
        self.zip.close()


def _info(name: str, at: datetime) -> ZipInfo:
    return ZipInfo(name, at.astimezone(berlin.BERLIN).timetuple()[:6])
