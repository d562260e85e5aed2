"""Where a run of the tests has room for its databases, and how it is told from a real one."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

ENOUGH = 4 * 1024**3
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest and mkdtemp ask whose the folders are

if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH:
    # A database of a second needs no disk: whole ones come and go ten times as fast in memory.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
ROOM = Path(os.environ.get("PYTEST_DEBUG_TEMPROOT") or tempfile.gettempdir())

if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="funding-run-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)
os.environ["FUNDING_MODE"] = "embedded"
os.environ["FUNDING_CHEAP_PASSWORDS"] = "1"
