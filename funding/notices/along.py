"""What goes along with one letter, as its text tells it."""

from __future__ import annotations

from typing import NamedTuple

PDF, CALENDAR = "application/pdf", "text/calendar"


class Enclosure(NamedTuple):
    """A file that goes along with a letter."""

    name: str
    mimetype: str
    content: bytes


class Along(NamedTuple):
    """What goes along with a letter, and what does not: it failed, or is kept back on purpose."""

    files: tuple[Enclosure, ...] = ()
    failed: frozenset[str] = frozenset()
    withheld: bool = False

    def told(self) -> dict[str, str | bool]:
        """Return what the text of a letter says of its enclosures; nothing where there are none."""
        names = {one.mimetype: one.name for one in self.files}
        return {
            "pdf_file": names.get(PDF, ""),
            "dates_file": names.get(CALENDAR, ""),
            "pdf_failed": PDF in self.failed,
            "pdf_withheld": self.withheld,
            "dates_failed": CALENDAR in self.failed,
        }
