"""What is wrong with a scenario of the ranking, or with what is written of a session."""

from __future__ import annotations

from funding.words.text import Text

DESK_FAULTS: dict[str, Text] = {
    "scenario_name": Text(
        "Geben Sie dem Szenario einen Namen mit höchstens {most} Zeichen.",
        "Give the scenario a name of at most {most} characters.",
    ),
    "scenarios_too_many": Text(
        "Mehr als {most} eigene Szenarien je Aufruf sind nicht möglich. Löschen Sie zuerst eines.",
        "More than {most} scenarios of your own per call are not possible. Delete one first.",
    ),
    "session_title": Text(
        "Geben Sie der Sitzung einen Titel mit höchstens {most} Zeichen.",
        "Give the session a title of at most {most} characters.",
    ),
    "session_closed": Text(
        "Die Sitzung ist geschlossen und wird nicht mehr geändert. Planen Sie eine neue.",
        "The session is closed and is not changed any more. Plan a new one.",
    ),
    "results_open": Text(
        "Tragen Sie zu jedem Vorgang ein Ergebnis ein; erst dann kann die Sitzung geschlossen "
        "werden.",
        "Enter a result for every case; only then can the session be closed.",
    ),
    "agenda_full": Text(
        "Mehr als {most} Vorgänge fasst eine Tagesordnung nicht. Planen Sie eine zweite Sitzung.",
        "An agenda holds no more than {most} cases. Plan a second session.",
    ),
    "agreed_amount": Text(
        "Nennen Sie den befürworteten Betrag: mehr als 0 und höchstens {highest}.",
        "Enter the amount that was agreed: more than 0 and at most {highest}.",
    ),
}
