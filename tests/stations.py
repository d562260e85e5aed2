"""Where a case was brought once in a run, later tests begin: with a copy of that database.

A copy is taken and given only where nothing else can have happened: on a fresh database without
a commit of the test's own, at the hour at which every test begins, in front of the usual post.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from funding.demo.story import Story


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy one SQLite database over another, through the database itself."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@dataclass
class Ground:
    """The database of the running test, and how it is copied to a place and back."""

    engine: Engine
    folder: Path
    keep: Callable[[Path], None]
    give: Callable[[Path], None]
    begins: datetime
    fresh: bool = True
    stage: Story | None = field(default=None)
    post: Any = None

    def on_commit(self, _connection: Any) -> None:
        """Learn that something was written."""
        self.fresh = False

    def entered_by(self, story: Story) -> None:
        """Learn who plays here."""
        self.stage, self.post = story, story.postman

    def untouched(self, story: Story) -> bool:
        """Tell whether a story begins here that every other test would begin in the same way."""
        usual = self.stage is story and self.post is story.postman and story.call == "2022"
        return self.fresh and usual and story.moved.instant == self.begins


@dataclass
class Here:
    """The ground of the test that runs, if it has one."""

    ground: Ground | None = None


here = Here()


@contextmanager
def standing_on(ground: Ground) -> Iterator[None]:
    """Let the running test stand on its database."""
    event.listen(ground.engine, "commit", ground.on_commit)
    here.ground = ground
    try:
        yield
    finally:
        here.ground = None


def reach(story: Story, name: str, play: Callable[[], str]) -> str:
    """Return the reference of a case that stands where ``play`` brings it, played or copied."""
    ground = here.ground
    if ground is None or not ground.untouched(story):
        return play()
    written = ground.folder / f"{name}.json"
    if written.exists():
        station = json.loads(written.read_text())
        ground.engine.dispose()
        ground.give(ground.folder / station["copy"])
        story.moved.instant = datetime.fromisoformat(station["instant"])
        ground.fresh = False
        return str(station["reference"])
    reference = play()
    ground.engine.dispose()
    ground.folder.mkdir(parents=True, exist_ok=True)
    copy = f"{name}_{id(ground):x}".replace("-", "_")  # it names a database
    ground.keep(ground.folder / copy)
    station = {"copy": copy, "instant": story.moved.instant.isoformat(), "reference": reference}
    unfinished = written.with_suffix(f".{copy}")
    unfinished.write_text(json.dumps(station))
    unfinished.replace(written)
    return reference
