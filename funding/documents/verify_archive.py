"""Prüft, ob in diesem Ordner alles so liegt, wie es gepackt wurde. Needs nothing but Python 3.

Entpacken Sie das ZIP und rufen Sie hier auf / Unpack the ZIP and run here:
python3 pruefen.py
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

SUMS, SELF = "SHA256SUMS", "pruefen.py"


def main() -> int:
    """Compare every file with its sum; return 0 if all agree, else 1 with a line for each."""
    here = Path(__file__).resolve().parent
    known = {}
    for line in (here / SUMS).read_text("utf-8").splitlines():
        expected, _blank, name = line.partition("  ")
        known[name] = expected
    wrong = [name for name, expected in known.items() if _sum_of(here / name) != expected]
    found = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    more = sorted(found - set(known) - {SUMS, SELF})
    told = [
        *(f"FALSCH / WRONG: {name}" for name in wrong),
        *(f"NICHT GEPACKT / NOT PACKED: {name}" for name in more),
        f"{len(known) - len(wrong)} von / of {len(known)} unverändert / unchanged",
    ]
    sys.stdout.write("\n".join([*told, ""]))
    return 1 if wrong or more else 0


def _sum_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing where it is missing."""
    if not path.is_file():
        return ""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(65_536):
            total.update(block)
    return total.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
