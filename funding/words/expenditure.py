"""The kinds of expenditure of a plan."""

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
