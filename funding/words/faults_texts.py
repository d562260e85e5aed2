"""What is wrong with the text of a notice that somebody typed."""

from __future__ import annotations

from funding.words.text import Text

TEXT_FAULTS: dict[str, Text] = {
    "placeholder_unknown": Text(
        "Nicht erlaubt: {shown}. Geschweifte Klammern stehen nur um Platzhalter aus der Liste, zum "
        "Beispiel {{url}}.",
        "Not allowed: {shown}. Curly brackets only surround placeholders of the list, for example "
        "{{url}}.",
    ),
    "placeholder_missing": Text(
        "Im Text muss {shown} vorkommen: {meaning}.",
        "The text has to contain {shown}: {meaning}.",
    ),
    "subject_lines": Text(
        "Der Betreff ist eine einzige Zeile. Nehmen Sie den Zeilenumbruch heraus.",
        "The subject is a single line. Take the line break out.",
    ),
    "text_empty": Text("Hier fehlt der Text.", "Here the text is missing."),
    "text_long": Text(
        "Höchstens {most} Zeichen sind möglich, es sind {given_count}.",
        "At most {most} characters are possible, there are {given_count}.",
    ),
    "text_same": Text(
        "Das ist schon die gültige Fassung. Es gibt nichts zu speichern.",
        "This is the valid version already. There is nothing to save.",
    ),
    "why_changed": Text(
        "Schreiben Sie in höchstens {most} Zeichen, warum der Text geändert wird.",
        "Write in at most {most} characters why the text is changed.",
    ),
}
