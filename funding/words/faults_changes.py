"""What is wrong with a change that a town writes after the decision."""

from __future__ import annotations

from funding.words.text import Text

CHANGE_FAULTS: dict[str, Text] = {
    "change_not_now": Text(
        "Im jetzigen Stand des Vorhabens ist diese Art der Änderung nicht möglich.",
        "This kind of change is not possible in the present state of the project.",
    ),
    "change_open": Text(
        "Eine Änderung dieser Art ist schon in Arbeit. Öffnen Sie sie in der Liste.",
        "A change of this kind is already under way. Open it in the list.",
    ),
    "end_not_later": Text(
        "Wählen Sie einen Tag nach dem bisherigen Ende ({end}).",
        "Choose a day after the present end ({end}).",
    ),
    "partner_already": Text(
        "{name} gehört schon zum Vorhaben.", "{name} takes part in the project already."
    ),
    "line_not_movable": Text(
        "Verschieben lassen sich nur Ausgaben, die ganz zuwendungsfähig und in Geld sind.",
        "Only expenditure that is wholly eligible and paid in money can be shifted.",
    ),
}
