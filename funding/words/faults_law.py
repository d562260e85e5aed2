"""What is wrong with a period or a notification that somebody asks to have computed."""

from __future__ import annotations

from funding.words.text import Text

LAW_FAULTS: dict[str, Text] = {
    "rule_unknown": Text(
        "Die Regel {key} kennt das Programm nicht, oder ihr Wert ist keine ganze Zahl. "
        "`funding rule list` nennt alle.",
        "The programme does not know the rule {key}, or its value is no whole number. "
        "`funding rule list` names all of them.",
    ),
    "rule_too_early": Text(
        "Ab {since} gilt schon ein Wert. Nennen Sie einen späteren Tag.",
        "A value holds since {since} already. Name a later day.",
    ),
    "figure_missing": Text(
        "Geben Sie diesen Wert an; für diese Finanzierungsart wird er gebraucht.",
        "Give this figure; this type of financing needs it.",
    ),
    "share_of_nothing": Text(
        "Geben Sie mehr als 0 Euro an: Ein Anteil an nichts ist nichts.",
        "Give more than 0 euros: a share of nothing is nothing.",
    ),
    "grant_above_plan": Text(
        "Die Zuwendung darf nicht höher sein als die geplanten zuwendungsfähigen Ausgaben.",
        "The grant must not be higher than the planned eligible expenditure.",
    ),
    "rate_out_of_range": Text(
        "Geben Sie einen Satz von 1 bis 100 an, oder lassen Sie das Feld leer.",
        "Give a rate from 1 to 100, or leave the field empty.",
    ),
    "last_before_first": Text(
        "Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Tage.",
        "The last day lies before the first. Check both days.",
    ),
    "base_rate_missing": Text(
        "Basiszinssatz ab {day} fehlt. Die Administration trägt ihn nach, sobald er bekannt "
        "gemacht ist; bis dahin lässt sich nur bis zum Tag davor rechnen.",
        "The base rate from {day} is missing. Administration adds it once it is published; until "
        "then compute up to the day before.",
    ),
    "base_rate_missing_before": Text(
        "Basiszinssatz vor dem {day} fehlt. Rechnen Sie ab diesem Tag.",
        "The base rate before {day} is missing. Compute from that day.",
    ),
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
