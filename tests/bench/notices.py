"""A notice as a PDF, and five hundred of them in one archive: time, and whether memory stays."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from funding.db import reading
from funding.demo.story import Story
from funding.documents import typesetting
from funding.forms.notice_paper import notice_pdf
from funding.models import DecisionNotice
from funding.web.applying.archive import Entry, streamed
from tests.conftest import DURING_THE_CALL
from tests.stages import bring
from workflows.application import State

ROUNDS, BATCH, SETTLED = 15, 500, 100
PAGE = os.sysconf("SC_PAGE_SIZE")
MB = 1024


def measure(story: Story) -> dict[str, float]:
    """Return what one notice takes in ms and MB, and what a batch adds to this process."""
    content = _content(story)
    notice_pdf(content, draft=False)
    one = statistics.median(_timed(content) for _round in range(ROUNDS))
    start = statistics.median(_started() for _round in range(ROUNDS))
    batch = _batch(content)
    return {
        "notice_ms": round(one * 1000, 1),
        "of_starting_python": round(one / start, 2),
        "peak_mb": round(_peak(content) / MB, 1),
        **batch,
    }


def _content(story: Story) -> dict[str, Any]:
    """Return what a notice of award of the demo says."""
    reference = bring(story, State.APPROVED)
    story.notice(reference, story.today)
    with reading() as session:
        return dict(session.query(DecisionNotice.content).scalar())


def _timed(content: Mapping[str, Any]) -> float:
    begun = time.perf_counter()
    notice_pdf(content, draft=False)
    return time.perf_counter() - begun


def _started() -> float:
    """Return how long a Python takes that does nothing."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)
    return time.perf_counter() - begun


def _batch(content: Mapping[str, Any]) -> dict[str, float]:
    """Write the archive of a batch to disk; what is held is compared once it has settled."""
    held: list[int] = []

    def entries() -> Iterator[Entry]:
        for number in range(BATCH):
            made = notice_pdf({**content, "reference": f"KP-2022-{number:04d}"}, draft=False)
            yield Entry(f"{number:04d}.pdf", made, DURING_THE_CALL)
            held.append(_resident())

    begun = time.perf_counter()
    with tempfile.NamedTemporaryFile(prefix="funding-bench-") as file:
        for block in streamed(entries(), DURING_THE_CALL):
            file.write(block)
        size = file.tell()
    seconds = time.perf_counter() - begun
    return {
        "batch": BATCH,
        "batch_seconds": round(seconds, 1),
        "batch_mb": round(size / MB / MB, 1),
        "batch_grows_mb": round((held[-1] - held[SETTLED]) / MB / MB, 2),
    }


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def _peak(content: Mapping[str, Any]) -> int:
    """Return the most KB that a process took which set a notice, looked at while they are set."""
    desk = typesetting.DESKS.get()
    typesetting.DESKS.put(desk)
    children = Path(f"/proc/{desk._process.pid}/task/{desk._process.pid}/children")
    peak = 0
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(lambda: [notice_pdf(content, draft=False) for _round in range(ROUNDS)])
        while not work.done():
            for child in children.read_text(encoding="ascii").split():
                with suppress(OSError):
                    status = Path(f"/proc/{child}/status").read_text(encoding="ascii")
                    found = re.search(r"VmHWM:\s+(\d+)", status)
                    peak = max(peak, int(found[1]) if found else 0)
    return peak
