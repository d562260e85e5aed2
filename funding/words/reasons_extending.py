"""Why a longer period for an answer cannot be asked for or decided."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

EXTENDING: dict[str, ReasonWords] = {
    "answer_in_time": ReasonWords(
        Text(
            "Die Frist für die Antwort ist am {due} abgelaufen.",
            "The period for the reply ended on {due}.",
        ),
        Text(
            "Antworten Sie möglichst bald. Ihre Antwort zählt, solange der Antrag geprüft wird.",
            "Reply as soon as you can. Your reply counts as long as the application is reviewed.",
        ),
        "case:show",
    ),
    "later_answer": ReasonWords(
        Text(
            "Die Frist endet am {old}. Verlängert werden kann sie frühestens bis zum {first} und "
            "längstens bis zum {last}.",
            "The period ends on {old}. It can be extended to {first} at the earliest and to "
            "{last} at the latest.",
        ),
        Text("Wählen Sie einen Tag in diesem Zeitraum.", "Choose a day between these two."),
        "",
    ),
    "extension_asked": ReasonWords(
        Text(
            "Über eine Fristverlängerung ist nicht zu entscheiden: Niemand bittet darum, oder es "
            "ist schon entschieden oder geantwortet.",
            "There is no extension to decide on: nobody asks for one, or it has been decided or "
            "answered already.",
        ),
        Text("Sehen Sie im Verlauf des Vorgangs nach.", "See the history of the case."),
        "",
    ),
    "no_extension_asked": ReasonWords(
        Text(
            "Um eine Fristverlängerung wurde am {day} gebeten. Darüber ist noch nicht entschieden.",
            "An extension of the period was asked for on {day}. It has not been decided yet.",
        ),
        Text(
            "Warten Sie die Entscheidung ab. Bis dahin läuft die Frist nicht ab.",
            "Wait for the decision. Until then the period does not lapse.",
        ),
        "case:show",
    ),
}
