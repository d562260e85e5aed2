"""How the groups of notices are called that a person may have later, and when they come."""

from __future__ import annotations

from typing import NamedTuple

from funding.words.text import Text


class Part(NamedTuple):
    """A group of notices: its name, and what belongs to it."""

    name: Text
    hint: Text


PARTS: dict[str, Part] = {
    "progress": Part(
        Text("Fortgang der Vorgänge", "Progress of cases"),
        Text(
            "zum Beispiel: Ansprechperson benannt, Unterlagen vollständig, Warteliste, ausgezahlt, "
            "abgeschlossen",
            "for example: contact person named, documents complete, waiting list, paid, closed",
        ),
    ),
    "reminders": Part(
        Text("Erinnerungen an Fristen", "Reminders of deadlines"),
        Text(
            "vor dem letzten Tag von Antrag, Antwort, Unterlagen, Mittelabruf und Nachweis",
            "before the last day of application, reply, documents, drawdown and proof of use",
        ),
    ),
    "messages": Part(
        Text("Nachrichten und Notizen", "Messages and notes"),
        Text(
            "Nachrichten zwischen Amt und Kommune, Notizen, die Sie nennen",
            "messages between office and municipality, notes that name you",
        ),
    ),
    "calls": Part(
        Text("Förderaufrufe", "Calls"),
        Text("eröffnet, geschlossen, abgesagt", "opened, closed, cancelled"),
    ),
    "queue": Part(
        Text("Arbeitsvorrat und eigene Vorgänge", "Queue and own cases"),
        Text(
            "neu eingegangen, zugewiesen, Antwort oder Unterlage liegt vor",
            "newly received, assigned, reply or document has come",
        ),
    ),
    "opinions": Part(
        Text("Stellungnahmen und Bewertungen", "Opinions and assessments"),
        Text("erbeten, abgegeben, abgelehnt, abgelaufen", "requested, given, declined, lapsed"),
    ),
    "decisions": Part(
        Text("Entscheidungen", "Decisions"),
        Text(
            "Vorschlag liegt vor, Freigabe erbeten, entschieden, zurückgegeben",
            "proposal ready, approval requested, decided, returned",
        ),
    ),
    "tasks": Part(
        Text("Aufgaben und Rückstände", "Tasks and arrears"),
        Text("Tag einer Aufgabe, überfällige Schritte", "day of a task, overdue steps"),
    ),
    "funds": Part(
        Text("Mittel", "Funds"),
        Text(
            "Warnschwellen, Umschichtungen, Sperren, Restzahlungen",
            "warning thresholds, transfers, blocks, rests to pay",
        ),
    ),
}
PACES: dict[str, Text] = {
    "now": Text("sofort", "at once"),
    "daily": Text("täglich gesammelt", "together, daily"),
    "weekly": Text("wöchentlich gesammelt", "together, weekly"),
    "never": Text("keine E-Mail", "no e-mail"),
}
# Why a notice stands in the inbox of the portal and was not mailed by itself.
WITHHELD: dict[str, Text] = {
    "daily": Text(
        "Nicht einzeln gemailt: die Person hat die tägliche Übersicht gewählt.",
        "Not mailed by itself: the person has chosen the daily summary.",
    ),
    "weekly": Text(
        "Nicht einzeln gemailt: die Person hat die wöchentliche Übersicht gewählt.",
        "Not mailed by itself: the person has chosen the weekly summary.",
    ),
    "never": Text(
        "Nicht gemailt: die Person hat E-Mails dieser Art abgestellt.",
        "Not mailed: the person has switched off e-mails of this kind.",
    ),
    "address": Text(
        "Nicht gemailt: die Adresse nimmt keine E-Mails an.",
        "Not mailed: the address takes no e-mails.",
    ),
}
