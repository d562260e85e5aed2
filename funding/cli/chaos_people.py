"""The people of a storm: they hand in applications, and try again until the portal has said yes."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

from funding.cli.racing_people import Person
from funding.services.administration.set_up_demo import PASSWORD

PAUSE_SECONDS = 0.3
SEE = 303


class Ready(NamedTuple):
    """An application that is ready to be handed in, and who signs it."""

    reference: str
    email: str


class Signing(threading.Thread):
    """Somebody who hands in one application after the other, spread over the whole storm.

    ``accepted`` are the references of which the portal has said that they came in.
    """

    def __init__(self, base: str, ready: Sequence[Ready], seconds: float) -> None:
        super().__init__(daemon=True)
        self.base, self.ready = base, ready
        self.pause = seconds / max(len(ready), 1)
        self.accepted: list[str] = []
        self.over = threading.Event()
        self._people: dict[str, Person] = {}

    def run(self) -> None:
        """Hand in what is ready, until the storm is over."""
        for one in self.ready:
            begun = time.monotonic()
            while not self.over.is_set() and not self._hand_in(one):
                self.over.wait(PAUSE_SECONDS)
            if self.over.is_set():
                return
            self.accepted.append(one.reference)
            self.over.wait(max(0.0, self.pause - (time.monotonic() - begun)))

    def _hand_in(self, one: Ready) -> bool:
        """Send the form once; whatever does not answer with yes is tried again."""
        page = f"/antraege/{one.reference}/einreichen"
        try:
            who = self._people.get(one.email) or Person(self.base, one.email, PASSWORD)
            self._people[one.email] = who
            sent = who.get(page)
            if sent.status == SEE:  # it came in, and the answer was lost
                return "/anmelden" not in sent.location
            answer = who.post(page, who.fields(page) | {"password": PASSWORD})
        except (OSError, RuntimeError):  # nobody there, or there no more
            return False
        return answer.status == SEE and answer.location.endswith("/bestaetigung")
