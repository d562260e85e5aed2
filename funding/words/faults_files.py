"""What is wrong with a file that was sent up, and what cures it."""

from __future__ import annotations

from funding.words.text import Text

FILE_FAULTS: dict[str, Text] = {
    "file_nothing": Text(
        "Die Datei „{name}“ ist leer. Wählen Sie eine andere Datei.",
        "The file “{name}” is empty. Choose another file.",
    ),
    "file_kind": Text(
        "Die Datei „{name}“ kann nicht angenommen werden. Erlaubt sind PDF, JPG, PNG, DOCX, XLSX, "
        "ODT und ODS.",
        "The file “{name}” cannot be taken. Allowed are PDF, JPG, PNG, DOCX, XLSX, ODT and ODS.",
    ),
    "file_disagrees": Text(
        "Die Datei „{name}“ heißt wie eine {kind}-Datei, ist aber keine. Öffnen Sie sie und "
        "speichern Sie sie neu als {kind}.",
        "The file “{name}” is named like a {kind} file but is none. Open it and save it anew as "
        "{kind}.",
    ),
    "file_broken": Text(
        "Die Datei „{name}“ ist beschädigt oder unvollständig. Öffnen Sie sie, speichern Sie sie "
        "neu und laden Sie sie noch einmal hoch.",
        "The file “{name}” is damaged or incomplete. Open it, save it anew and upload it again.",
    ),
    "file_locked": Text(
        "Die Datei „{name}“ ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort.",
        "The file “{name}” is protected by a password. Save it without a password.",
    ),
    "file_macros": Text(
        "Die Datei „{name}“ enthält Makros. Speichern Sie sie ohne Makros oder als PDF.",
        "The file “{name}” contains macros. Save it without macros or as a PDF.",
    ),
    "file_packed": Text(
        "Die Datei „{name}“ ist zu stark gepackt und kann nicht geprüft werden. Speichern Sie sie "
        "als PDF.",
        "The file “{name}” is packed too tightly to be checked. Save it as a PDF.",
    ),
    "file_too_large": Text(
        "Die Datei „{name}“ ist {size_bytes} groß. Erlaubt sind {limit_bytes}. Speichern Sie sie "
        "kleiner, zum Beispiel mit geringerer Auflösung, oder teilen Sie sie auf.",
        "The file “{name}” has {size_bytes}. Allowed are {limit_bytes}. Save it smaller, for "
        "example with a lower resolution, or split it.",
    ),
    "file_case_full": Text(
        "Für die Datei „{name}“ ist kein Platz mehr: Alle Dateien eines Antrags dürfen zusammen "
        "{limit_bytes} haben, frei sind noch {left_bytes}. Entfernen oder verkleinern Sie Dateien.",
        "There is no room left for the file “{name}”: all files of an application may have "
        "{limit_bytes} together, {left_bytes} are free. Remove files or save them smaller.",
    ),
    "file_known": Text(
        "Die Datei „{name}“ haben Sie schon als „{slot}“ hochgeladen. Wählen Sie eine andere.",
        "You have already uploaded the file “{name}” as “{slot}”. Choose another one.",
    ),
    "file_infected": Text(
        "Die Datei „{name}“ enthält Schadsoftware und wurde nicht gespeichert. Prüfen Sie Ihren "
        "Rechner und laden Sie eine saubere Fassung hoch.",
        "The file “{name}” contains malware and was not saved. Check your computer and upload a "
        "clean version.",
    ),
    # A rule of the form itself, asked outside its pages.
    "as_the_form_says": Text("Bitte ändern: {sentence}", "Please change: {sentence}"),
    "file_needed": Text("Wählen Sie eine Datei aus.", "Choose a file."),
    "files_too_many": Text(
        "Hier ist Platz für höchstens {most} Dateien. Entfernen Sie zuerst eine.",
        "There is room for at most {most} files here. Remove one first.",
    ),
    "file_gone": Text(
        "Diese Datei enthält Schadsoftware und ist gesperrt. Die Kommune kann eine saubere Fassung "
        "hochladen.",
        "This file contains malware and is barred. The municipality can upload a clean version.",
    ),
    "file_waits": Text(
        "Diese Datei wird noch auf Schadsoftware geprüft. Versuchen Sie es in einigen Minuten noch "
        "einmal.",
        "This file is still being scanned for malware. Try again in a few minutes.",
    ),
    "unknown_slot": Text(
        "Diese Anlage gibt es nicht. Laden Sie die Seite neu.",
        "There is no such annex. Reload the page.",
    ),
    "cannot_follow": Text(
        "Diese Anlage kann nicht nachgereicht werden. Laden Sie sie jetzt hoch.",
        "This annex cannot follow later. Upload it now.",
    ),
}
