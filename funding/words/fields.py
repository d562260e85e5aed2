"""The action fields of the programme."""

from __future__ import annotations

from funding.words.text import Text

ACTION_FIELDS: dict[str, Text] = {
    "coordination": Text(
        "Koordinierungsstellen für Kommunale Präventionsräte",
        "Coordination offices for municipal prevention councils",
    ),
    "graffiti": Text("Sachbeschädigung durch Graffiti", "Criminal damage by graffiti"),
    "littering": Text("Vermüllung öffentlicher Plätze", "Littering of public places"),
    "violence": Text("Gewalt", "Violence"),
    "extremism": Text("Extremismus", "Extremism"),
    "drugs": Text("Drogenmissbrauch", "Drug abuse"),
    "other": Text("Sonstiges", "Other"),
}
