"""The desks at which documents are typeset: processes that stand ready, each for one at a time."""

from __future__ import annotations

import atexit
import logging
import os
import queue
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from funding.errors import NotTypeset

logger = logging.getLogger(__name__)
TYPESET = Path(__file__).with_name("typeset.py")
MOST_SECONDS = 20.0
# As the process has them, which is run by its path and shares no code with this one.
BYTES_OF_LENGTH = 4
BLOCK = 1 << 16


class Desk:
    """A process that typesets for this one, as long as both live."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._of: tuple[int, str, Path] | None = None

    def typeset(self, order: bytes, ends: float) -> bytes:
        """Return the document of an order, nothing where it failed.

        Raises ``NotTypeset`` when the clock that runs on (``time.monotonic``) passes ``ends``.
        """
        for last in (False, True):
            fresh = self._stand()
            try:
                return self._asked(order, ends)
            except TimeoutError as trouble:
                self.leave()
                raise NotTypeset("too slow") from trouble
            except OSError:
                # It may have left, idle, just now: one new process is worth a try.
                self.leave()
                if fresh or last:
                    break
        logger.error("the process that typesets has ended")
        return b""

    def leave(self) -> None:
        """End the process and everything it split off."""
        process, line, of = self._process, self._line, self._of
        self._process = self._line = self._of = None
        if line is not None:
            line.close()
        if process is not None and of is not None and of[0] == os.getpid():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _stand(self) -> bool:
        """Start the process where none stands ready, and tell whether it is a new one."""
        of = (os.getpid(), sys.executable, TYPESET)
        if self._process is not None and self._of == of and self._process.poll() is None:
            return False
        self.leave()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own file; the order is data
                    [sys.executable, "-I", str(TYPESET)],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # in failing it may tell what people typed
                    start_new_session=True,
                )
            except OSError as trouble:
                ours.close()
                raise NotTypeset("no process") from trouble
        self._line, self._of = ours, of
        return True

    def _asked(self, order: bytes, ends: float) -> bytes:
        line = self._line
        if line is None:
            raise ConnectionResetError
        line.settimeout(_left(ends))
        line.sendall(len(order).to_bytes(BYTES_OF_LENGTH) + order)
        length = int.from_bytes(_taken(line, BYTES_OF_LENGTH, ends))
        return _taken(line, length, ends)


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _taken(line: socket.socket, length: int, ends: float) -> bytes:
    taken = bytearray()
    while len(taken) < length:
        line.settimeout(_left(ends))
        block = line.recv(min(length - len(taken), BLOCK))
        if not block:
            raise ConnectionResetError
        taken += block
    return bytes(taken)


# Each order takes up to 60 MB for a moment; whoever comes meanwhile waits for a desk. The one that
# worked last is taken first: where one is enough, the other leaves.
MOST_DESKS = 2
DESKS: queue.LifoQueue[Desk] = queue.LifoQueue()
for _ in range(MOST_DESKS):
    DESKS.put(Desk())


def in_turn(order: Callable[[bool], bytes], seconds: float | None = None) -> bytes:
    """Typeset an order when it is its turn, and once more with plain characters if that fails.

    Raises ``NotTypeset`` where it fails or takes longer than ``seconds``, the wait for a desk and
    the second try included.
    """
    most = MOST_SECONDS if seconds is None else seconds
    ends = time.monotonic() + most
    try:
        desk = DESKS.get(timeout=most)
    except queue.Empty as trouble:
        raise NotTypeset("busy") from trouble
    try:
        for plain in (False, True):
            made = desk.typeset(order(plain), ends)
            if made.startswith(b"%PDF"):
                return made
    finally:
        DESKS.put(desk)
    raise NotTypeset("failed")


@atexit.register
def _close() -> None:
    """Let no process outlive this one's work."""
    with suppress(queue.Empty):
        while True:
            DESKS.get_nowait().leave()
