"""What is wrong with a period or a notification that somebody asks to have computed."""

from __future__ import annotations

from funding.words.text import Text

LAW_FAULTS: dict[str, Text] = {
    "length_missing": Text(
        "Geben Sie an, wie lang die Frist ist, zum Beispiel 1 Monat.",
        "Say how long the period is, for example 1 month.",
    ),
    "length_too_long": Text(
        "Rechnen Sie mit höchstens {most} Jahren.",
        "Compute with at most {most} years.",
    ),
    "end_unknown": Text(
        "Die Frist endete am {end}; Feiertage sind nur von {first} bis {last} bekannt. Nehmen Sie "
        "einen anderen Tag oder eine andere Länge.",
        "The period would end on {end}; holidays are known from {first} to {last} only. Take "
        "another day or another length.",
    ),
    "posted_missing": Text(
        "Geben Sie den Tag an, an dem der Bescheid abgesandt oder bereitgestellt wurde.",
        "Give the day on which the notice was sent or provided.",
    ),
    "retrieved_elsewhere": Text(
        "Abgerufen wird nur aus einem Portal. Leeren Sie das Feld, oder wählen Sie das Portal.",
        "Only a portal is retrieved from. Leave this out, or choose the portal.",
    ),
    "received_from_portal": Text(
        "Beim Portal zählt der Abruf, nicht der Eingang. Geben Sie den Tag des Abrufs an.",
        "With the portal the retrieval counts, not the arrival. Give the day of retrieval.",
    ),
    "before_sending": Text(
        "Das kann nicht vor der Absendung am {posted} gewesen sein. Prüfen Sie beide Tage.",
        "This cannot have been before the notice was sent on {posted}. Check both days.",
    ),
}
