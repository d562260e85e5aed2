"""Why a town cannot add or change after submission what it may add or change then."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

AFTERWARDS: dict[str, ReasonWords] = {
    "annex_promised": ReasonWords(
        Text(
            "Diese Unterlage haben Sie im Antrag nicht zur Nachreichung zugesagt.",
            "The application does not say that this document will follow.",
        ),
        Text(
            "Wenden Sie sich an die Geschäftsstelle, wenn Sie sie trotzdem einreichen möchten.",
            "Ask the office if you want to hand it in all the same.",
        ),
        "case:show",
    ),
    "annex_missing": ReasonWords(
        Text(
            "Diese Unterlage ist schon eingegangen: „{name}“, {at}. Ihre Datei wurde nicht "
            "gespeichert.",
            "This document has come in already: “{name}”, {at}. Your file was not saved.",
        ),
        Text(
            "Sehen Sie nach, ob es die richtige Datei ist; sonst rufen Sie die Geschäftsstelle an.",
            "See whether it is the right file; if not, call the office.",
        ),
        "case:show",
    ),
    "contact_differs": ReasonWords(
        Text("Die Angaben sind dieselben wie bisher.", "The entries are the same as before."),
        Text("Ändern Sie mindestens eine Angabe.", "Change at least one entry."),
        "",
    ),
    "file_given": ReasonWords(
        Text("Es ist keine Datei dabei.", "There is no file with it."),
        Text("Wählen Sie die Datei aus.", "Choose the file."),
        "case:show",
    ),
}
