"""What the places are called in which a case may differ from what somebody read or signed."""

from __future__ import annotations

from funding.words.text import Text

PLACES: dict[str, Text] = {
    "state": Text("Stand", "Status"),
    "first_approver": Text("Erste Unterschrift", "First signature"),
    "second_approver": Text("Entschieden von", "Decided by"),
    "round": Text("Runde der Entscheidung", "Round of decision"),
    "lead": Text("Antragstellende Kommune", "Applying municipality"),
    "partners": Text("Partner", "Partners"),
    "field": Text("Handlungsfeld", "Action field"),
    "title": Text("Vorhaben", "Project"),
    "requested_cents": Text("Beantragt", "Applied for"),
    "expenditure_cents": Text("Ausgaben nach Plan", "Planned expenditure"),
    "begins_on": Text("Beginn", "Begin"),
    "ends_on": Text("Ende", "End"),
    "points": Text("Punkte", "Points"),
    "kind": Text("Vorschlag", "Proposal"),
    "amount_cents": Text("Vorgeschlagener Betrag", "Amount proposed"),
    "ground": Text("Ablehnungsgrund", "Ground of the rejection"),
    "reasons": Text("Begründung des Vorschlags", "Reasons of the proposal"),
}
KINDS = {"grant": Text("Bewilligung", "Grant"), "rejection": Text("Ablehnung", "Rejection")}
