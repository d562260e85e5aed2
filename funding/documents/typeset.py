"""The process that typesets one document and ends: JSON comes in, a PDF goes out.

It is run by its path, alone, with limits of its own: what people typed may make it fail, and then
nothing fails but this process.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from pathlib import Path

import typst

MOST_MEMORY = 1024**3
MOST_SECONDS = 20
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]


def main() -> None:
    """Read the order from standard input and write the document to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    order = json.load(sys.stdin.buffer)
    made = typst.compile(
        Path(__file__).with_name(order["sheet"]),
        root=Path(__file__).parent,
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs=order["inputs"],
        pdf_standards=STANDARDS,
        timestamp=datetime.fromisoformat(order["at"]),
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
