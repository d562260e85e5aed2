"""Words for the states of applications and calls, and the stations of the stepper."""

from __future__ import annotations

from funding.words.states_deciding import DECIDING
from funding.words.states_spending import SPENDING
from funding.words.text import StateWords, Text

STATES: dict[str, StateWords] = DECIDING | SPENDING

CALL_STATES: dict[str, Text] = {
    "planned": Text("Geplant", "Planned"),
    "open": Text("Geöffnet", "Open"),
    "closed": Text("Geschlossen", "Closed"),
    "settled": Text("Abgerechnet", "Settled"),
    "cancelled": Text("Aufgehoben", "Cancelled"),
}

# The seven stations of the stepper, in their order.
STATIONS: dict[str, Text] = {
    "draft": Text("Entwurf", "Draft"),
    "submitted": Text("Eingereicht", "Submitted"),
    "review": Text("In Prüfung", "Under review"),
    "decision": Text("Entscheidung", "Decision"),
    "running": Text("Vorhaben läuft", "Project running"),
    "proof": Text("Nachweis", "Proof of use"),
    "closed": Text("Abgeschlossen", "Closed"),
}

# The station that a state surely reached; a draft that expired never left the first.
STATION_OF: dict[str, int] = {
    "new": 0,
    "draft": 0,
    "cosigning": 0,
    "cosigned": 0,
    "expired": 0,
    "submitted": 1,
    "withdrawn": 1,
    "in_check": 2,
    "info_requested": 2,
    "in_assessment": 2,
    "reviewed": 3,
    "waitlisted": 3,
    "first_approved": 3,
    "first_rejected": 3,
    "decision_pending": 3,
    "notice_to_retrieve": 3,
    "notice_sent": 3,
    "notice_ready": 3,
    "approved": 3,
    "rejected": 3,
    "in_progress": 4,
    "report_due": 5,
    "reported": 5,
    "hearing": 5,
    "heard": 5,
    "audited": 5,
    "recovering": 5,
    "settling": 5,
    "closed": 6,
}

__all__ = ["CALL_STATES", "STATES", "STATIONS", "STATION_OF", "StateWords"]
