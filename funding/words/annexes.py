"""What is said of the annexes of an application: what is missing, and how a file was scanned."""

from __future__ import annotations

from funding.words.text import Text

ANNEX_FINDINGS: dict[str, Text] = {
    "annex_missing_resolution": Text(
        "Laden Sie den Ratsbeschluss hoch oder wählen Sie „wird nachgereicht bis“.",
        "Upload the council resolution, or choose “will follow by”.",
    ),
    "annex_missing_agreement": Text(
        "Laden Sie die Kooperationsvereinbarung hoch oder wählen Sie „wird nachgereicht bis“.",
        "Upload the cooperation agreement, or choose “will follow by”.",
    ),
    "annex_missing_job": Text(
        "Ihr Ausgabenplan enthält Personal: Laden Sie die Stellenbeschreibung hoch oder wählen Sie "
        "„wird nachgereicht bis“.",
        "Your plan has expenditure on staff: upload the job description, or choose “will follow "
        "by”.",
    ),
    "annex_missing_degree": Text(
        "Ihr Ausgabenplan enthält Personal: Laden Sie den Nachweis über den Bildungsabschluss hoch "
        "oder wählen Sie „wird nachgereicht bis“.",
        "Your plan has expenditure on staff: upload the proof of qualification, or choose “will "
        "follow by”.",
    ),
    "annex_missing_offers": Text(
        "Eine Position Ihres Ausgabenplans erreicht {threshold}: Laden Sie Angebote hoch oder "
        "wählen Sie „wird nachgereicht bis“.",
        "A line of your plan reaches {threshold}: upload offers, or choose “will follow by”.",
    ),
    "annex_missing_supervision": Text(
        "Laden Sie die Stellungnahme der Rechtsaufsicht hoch oder wählen Sie „wird nachgereicht "
        "bis“.",
        "Upload the statement of the supervisory authority, or choose “will follow by”.",
    ),
    "annex_missing_passing_on": Text(
        "Laden Sie den Weiterleitungsvertrag hoch oder wählen Sie „wird nachgereicht bis“.",
        "Upload the contract on passing on funds, or choose “will follow by”.",
    ),
    "annex_promise_past": Text(
        "Der Tag {date}, an dem Sie nachreichen wollten, ist vorbei. Laden Sie die Datei hoch oder "
        "nennen Sie einen neuen Tag.",
        "The day {date} by which it was to follow is over. Upload the file or name a new day.",
    ),
    "annex_infected": Text(
        "Die Datei „{name}“ enthält Schadsoftware und zählt nicht. Entfernen Sie sie oder laden "
        "Sie eine saubere Fassung hoch.",
        "The file “{name}” contains malware and does not count. Remove it or upload a clean "
        "version.",
    ),
}

# How a file was scanned: while a scanner is set up, and where there is none.
SCAN_STATES: dict[str, Text] = {
    "waiting": Text("wird geprüft", "being scanned"),
    "clean": Text("geprüft", "scanned"),
    "infected": Text("abgelehnt – enthält Schadsoftware", "rejected – contains malware"),
    "unscanned": Text("nicht auf Schadsoftware geprüft", "not scanned for malware"),
}
