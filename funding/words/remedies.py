"""Words for remedies against notices: states, steps, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

REMEDY_STATES: dict[str, Text] = {
    "new": Text("Noch nicht erfasst", "Not recorded yet"),
    "pending": Text("Klage anhängig", "Action pending"),
    "upheld": Text("Bescheid hat Bestand", "Notice upheld"),
    "set_aside": Text("Bescheid aufgehoben", "Notice set aside"),
}
REMEDY_BADGES = {"pending": "warning", "upheld": "success", "set_aside": "danger"}
REMEDY_TRIGGERS: dict[str, TriggerWords] = {
    "file": TriggerWords(
        Text("Klage erfassen", "Record an action"),
        Text("Klage erfasst", "Action recorded"),
    ),
    "inquire": TriggerWords(
        Text("Stand des Verfahrens festhalten", "Note where the proceedings stand"),
        Text("Stand des Verfahrens festgehalten", "It is noted where the proceedings stand"),
    ),
    "uphold": TriggerWords(
        Text("Verfahren beenden: Bescheid hat Bestand", "End: the notice stands"),
        Text("Klage erledigt, Bescheid hat Bestand", "Action ended, the notice stands"),
    ),
    "set_aside": TriggerWords(
        Text("Verfahren beenden: Bescheid aufgehoben", "End: the notice is set aside"),
        Text("Klage erledigt, Bescheid aufgehoben", "Action ended, the notice is set aside"),
    ),
}
REMEDY_REASONS: dict[str, ReasonWords] = {
    "filed_in_period": ReasonWords(
        Text(
            "Der Tag der Klage liegt vor dem Bescheid, in der Zukunft oder nach dem {date}.",
            "The day of the action lies before the notice, in the future, or after {date}.",
        ),
        Text(
            "Prüfen Sie den Tag; nach Ablauf der Frist zählt die Klage nur mit einer Begründung "
            "der Wiedereinsetzung (§ 60 VwGO).",
            "Check the day; after the period the action counts only with a reason for "
            "reinstatement (section 60 VwGO).",
        ),
        "case:remedy",
    ),
    "none_pending": ReasonWords(
        Text(
            "Gegen diesen Bescheid ist schon eine Klage anhängig.",
            "An action against this notice is pending already.",
        ),
        Text("Beenden Sie zuerst dieses Verfahren.", "End those proceedings first."),
        "case:remedy",
    ),
    "ended_dated": ReasonWords(
        Text(
            "Der Tag des Endes liegt nicht zwischen dem {date} (Klage) und heute.",
            "The day of the end does not lie between {date} (action) and today.",
        ),
        Text("Prüfen Sie den Tag.", "Check the day."),
        "case:remedy",
    ),
    "uncontested": ReasonWords(
        Text(
            "Gegen einen Bescheid des Vorgangs ist seit dem {date} eine Klage anhängig, oder er "
            "wurde aufgehoben: Auszahlung und Einziehung ruhen.",
            "An action against a notice of the case is pending since {date}, or the notice was "
            "set aside: payment and collection rest.",
        ),
        Text(
            "Warten Sie das Ende des Verfahrens ab; die Sachbearbeitung erfasst es.",
            "Wait for the end of the proceedings; the reviewer records it.",
        ),
        "case:remedy",
    ),
    "interest_uncontested": ReasonWords(
        Text(
            "Gegen einen Zinsbescheid des Vorgangs ist seit dem {date} eine Klage anhängig.",
            "An action against a notice about interest of the case is pending since {date}.",
        ),
        Text(
            "Warten Sie das Ende des Verfahrens ab; die Sachbearbeitung erfasst es.",
            "Wait for the end of the proceedings; the reviewer records it.",
        ),
        "case:remedy",
    ),
}
