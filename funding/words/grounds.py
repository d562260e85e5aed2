"""Grounds, exceptions, channels and answers that are chosen from a list."""

from __future__ import annotations

from funding.words.text import Text

# Why an application is rejected.
REJECTION_GROUNDS: dict[str, Text] = {
    "inadmissible": Text(
        "Unzulässig: Eine Voraussetzung der Antragstellung fehlt",
        "Inadmissible: a condition for applying is not met",
    ),
    "merit": Text("Fachlich nicht förderfähig", "Not eligible on the merits"),
    "no_money": Text("Keine Haushaltsmittel verfügbar", "No budget funds available"),
}

# When a grant may be as small as the floor of the programme (RL KommPräv).
FLOOR_EXCEPTIONS: dict[str, Text] = {
    "regional_need": Text("Kurzfristiger regionaler Bedarf", "Short-term regional need"),
    "local_finding": Text(
        "Örtliches Ereignis oder empirischer Befund", "Local event or empirical finding"
    ),
    "current_situation": Text(
        "Aktuelle Lage im Rahmen der Gesamtstrategie",
        "Current situation within the overall strategy",
    ),
}

# How a notice reached the town.
CHANNELS: dict[str, Text] = {
    "post": Text("Brief mit der Post", "Letter by post"),
    "registered": Text("Einschreiben", "Registered letter"),
    "portal": Text(
        "Bereitstellung in einem Verwaltungsportal", "Provision in an administrative portal"
    ),
    "mailbox": Text("Elektronisches Behördenpostfach", "Electronic government mailbox"),
    "receipt": Text("Gegen Empfangsbekenntnis", "Against acknowledgement of receipt"),
    "deed": Text("Postzustellungsurkunde", "Deed of service by post"),
}

# Whether the office of the prevention council has advised the town.
ADVICE: dict[str, Text] = {
    "held": Text("Ja, die Beratung hat stattgefunden", "Yes, the advice has been given"),
    "dated": Text("Noch nicht, aber der Termin steht fest", "Not yet, but the date is fixed"),
    "none": Text("Nein", "No"),
}

# How far the cooperation agreement of the partners is.
AGREEMENT: dict[str, Text] = {
    "signed": Text("Die Vereinbarung liegt vor", "The agreement has been signed"),
    "planned": Text("Die Vereinbarung wird nachgereicht", "The agreement will follow"),
}
