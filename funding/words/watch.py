"""What a monitor asks, and what to do where the answer is bad."""

from __future__ import annotations

from typing import NamedTuple

from funding.words.text import Text


class CheckWords(NamedTuple):
    """What is looked at, and what cures it."""

    name: Text
    cure: Text


LEVELS: dict[str, Text] = {
    "ok": Text("in Ordnung", "in order"),
    "warning": Text("Hinweis", "warning"),
    "critical": Text("gestört", "critical"),
}
LOOKS = {"ok": "success", "warning": "warning", "critical": "danger"}
CHECKS: dict[str, CheckWords] = {
    "database": CheckWords(
        Text("Datenbank erreichbar", "Database within reach"),
        Text(
            "Starten Sie die Datenbank oder berichtigen Sie DATABASE_URL.",
            "Start the database or correct DATABASE_URL.",
        ),
    ),
    "shape": CheckWords(
        Text("Datenbank auf dem Stand des Programms", "Database as the program needs it"),
        Text(
            "Starten Sie Web-Server und Worker mit derselben Programmversion neu.",
            "Start web server and worker anew with the same release.",
        ),
    ),
    "worker": CheckWords(
        Text("Worker geben Lebenszeichen", "Workers give signs of life"),
        Text(
            "Starten Sie den Worker; solange er steht, geht keine Post hinaus.",
            "Start the worker; while it stands still no mail leaves.",
        ),
    ),
    "clock": CheckWords(
        Text("Die Uhr tickt", "The clock ticks"),
        Text(
            "Starten Sie den Worker; was fällig war, holt die Uhr von selbst nach.",
            "Start the worker; the clock makes up by itself for what was due.",
        ),
    ),
    "post": CheckWords(
        Text("Fällige Post geht hinaus", "Mail that is due leaves"),
        Text(
            "Prüfen Sie Worker und Mailserver (MAIL_URL); nichts davon ist verloren.",
            "Look at the worker and at the mail server (MAIL_URL); nothing of it is lost.",
        ),
    ),
    "telling": CheckWords(
        Text("An Fristen wird erinnert", "People are reminded of deadlines"),
        Text(
            "Sehen Sie im Protokoll des Workers nach, woran die Uhr scheitert.",
            "Look into the log of the worker for what the clock fails at.",
        ),
    ),
    "owing": CheckWords(
        Text("Vorgemerkte Erinnerungen werden geschrieben", "Recorded reminders are written"),
        Text(
            "Sehen Sie im Protokoll des Workers nach, woran die Uhr scheitert; verloren ist nichts "
            "davon.",
            "Look into the log of the worker for what the clock fails at; nothing of it is lost.",
        ),
    ),
    "failed": CheckWords(
        Text("Keine Post ist endgültig gescheitert", "No mail has failed for good"),
        Text(
            "Sehen Sie sie unter „Post“ an, klären Sie die Adresse und senden Sie erneut.",
            "Look at it under “Mail”, clear up the address and send it again.",
        ),
    ),
    "scans": CheckWords(
        Text("Dateien werden auf Schadsoftware geprüft", "Files are scanned for malware"),
        Text("Prüfen Sie den Virenscanner (CLAMD_URL).", "Look at the virus scanner (CLAMD_URL)."),
    ),
    "bounces": CheckWords(
        Text("Rückläufer werden verarbeitet", "Mail that came back is read"),
        Text(
            "Prüfen Sie, ob es das Verzeichnis BOUNCE_BOX gibt und der Worker darin lesen und "
            "verschieben darf.",
            "See that the folder BOUNCE_BOX is there and that the worker may read and move in it.",
        ),
    ),
}
