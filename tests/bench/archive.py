"""The archive of a case with 200 files, against reading the same files block by block."""

from __future__ import annotations

import hashlib
import tempfile
import time
from datetime import datetime
from pathlib import Path

from funding.web.applying.archive import BLOCK, Entry, streamed
from tests.conftest import DURING_THE_CALL

FILES, EACH = 200, 512 * 1024
ROUNDS = 5


def measure() -> dict[str, float]:
    """Return how long packing takes as a multiple of reading, and what of it comes first."""
    at = DURING_THE_CALL
    with tempfile.TemporaryDirectory(prefix="funding-bench-") as folder:
        entries = [_file(Path(folder), number, at) for number in range(FILES)]
        packing, reading, first = [], [], []
        for _round in range(ROUNDS):
            begun = time.perf_counter()
            blocks = streamed(entries, at)
            next(blocks)
            first.append(time.perf_counter() - begun)
            for _block in blocks:
                pass
            packing.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            for entry in entries:
                _read(entry)
            reading.append(time.perf_counter() - begun)
    best = min(packing)
    return {
        "files": FILES,
        "seconds": round(best, 3),
        "of_reading": round(best / min(reading), 2),
        "first_block_share": round(min(first) / best, 4),
    }


def _file(folder: Path, number: int, at: datetime) -> Entry:
    path = folder / str(number)
    path.write_bytes(number.to_bytes(2, "big") * (EACH // 2))
    return Entry(f"{number:03d}.pdf", path, at, EACH)


def _read(entry: Entry) -> str:
    total = hashlib.sha256()
    with Path(str(entry.content)).open("rb") as file:
        while block := file.read(BLOCK):
            total.update(block)
    return total.hexdigest()
