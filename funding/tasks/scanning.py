"""The scanner: takes files that are due to clamd, outside any transaction, beside the workers."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dramatiq import Broker, Middleware

from funding.config import Settings
from funding.db import transaction
from funding.errors import NotFound
from funding.services.applying import scan_files
from funding.services.applying.scan_files import Due
from funding.services.applying.store_file import path_of
from funding.tasks import clamd

logger = logging.getLogger(__name__)
POLL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Scanner:
    """Scans files for one process; without an address of clamd it scans nothing."""

    url: str
    folder: Path

    @classmethod
    def from_settings(cls, settings: Settings) -> Scanner:
        """Equip a scanner as the settings say."""
        return cls(settings.clamd_url, settings.var / "files")

    def scan_next(self) -> bool:
        """Scan one file that is due; tell whether there was any."""
        if not self.url:
            return False
        with transaction() as session:
            lease, found = scan_files.lease_scans(session, 1)
        for due in found:
            self._scan(due, lease)
        return bool(found)

    def _scan(self, due: Due, lease: str) -> None:
        try:
            with path_of(self.folder, due.sha256).open("rb") as file:
                virus = clamd.scan(self.url, file)
        except (OSError, NotFound) as trouble:  # whatever it was, the file stays unscanned
            logger.warning("file %s not scanned: %s", due.id, type(trouble).__name__)
            with transaction() as session:
                scan_files.postpone_scan(session, due, lease, repr(trouble))
            return
        if virus:
            logger.warning("file %s is infected: %s", due.id, virus)
        with transaction() as session:
            scan_files.mark_scanned(session, due, lease, virus)


def scan_all(scanner: Scanner, most: int = 1_000) -> int:
    """Scan what is due in this thread, e.g. for a command; return how many were taken."""
    taken = 0
    while taken < most and scanner.scan_next():
        taken += 1
    return taken


class ScanRelay(Middleware):
    """Lets the scanner work in a thread of its own beside the workers of a process."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def after_worker_boot(self, broker: Broker, worker: Any) -> None:  # noqa: ARG002 - dramatiq's
        """Begin to scan with the worker."""
        self.thread = threading.Thread(target=self.run, name="scanner", daemon=True)
        self.thread.start()

    def before_worker_shutdown(self, broker: Broker, worker: Any) -> None:  # noqa: ARG002 - dramatiq's
        """Stop with the worker; a scan under way is left to the lease."""
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(timeout=5)

    def run(self) -> None:
        """Scan until told to stop; trouble is logged and tried again, never the end."""
        while not self.stopping.is_set():
            try:
                if self.scanner.scan_next():
                    continue
            except Exception:
                logger.exception("the scanner stumbled; it goes on")
            self.stopping.wait(POLL_SECONDS)
