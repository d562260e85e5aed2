"""The kinds of expenditure of a plan, and what its quantities are counted in."""

from __future__ import annotations

from funding.words.text import Text

EXPENDITURE: dict[str, Text] = {
    "personnel": Text("Personalausgaben", "Personnel"),
    "fees": Text("Honorare", "Fees"),
    "material": Text("Sachausgaben", "Materials"),
    "travel": Text("Reisekosten", "Travel"),
    "publicity": Text("Öffentlichkeitsarbeit", "Publicity"),
    "events": Text("Veranstaltungen", "Events"),
    "evaluation": Text("Evaluation", "Project evaluation"),
    "passed_on": Text("Weiterleitung an Dritte", "Passed on to third parties"),
    "in_kind": Text("Unbare Eigenleistungen", "Contributions in kind"),
}

UNITS: dict[str, Text] = {
    "flat": Text("pauschal", "lump sum"),
    "piece": Text("Stück", "piece"),
    "hour": Text("Stunde", "hour"),
    "day": Text("Tag", "day"),
    "month": Text("Monat", "month"),
    "km": Text("km", "km"),
}

# Of the collective agreement for the public service, from the lowest to the highest.
PAY_GRADES = (
    *("E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9a", "E9b", "E9c"),
    *("E10", "E11", "E12", "E13", "E14", "E15"),
)
