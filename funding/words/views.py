"""What the views of the queue are called."""

from __future__ import annotations

from collections.abc import Mapping

from funding.words.text import Text

QUEUE_VIEWS: Mapping[str, Text] = {
    "meine": Text("Meine", "Mine"),
    "vertretung": Text("In Vertretung", "Standing in"),
    "neu": Text("Nicht übernommen", "Not taken over"),
    "bald": Text("Frist in 7 Tagen", "Due within 7 days"),
    "ueberfaellig": Text("Überfällig", "Overdue"),
    "antwort": Text("Antwort eingegangen", "Reply received"),
    "zweitbewertung": Text("Zweitbewertung offen", "Second assessment open"),
    "warteliste": Text("Warteliste", "Waiting list"),
    "mittelabrufe": Text("Mittelabrufe", "Payments open"),
    "nachweise": Text("Nachweise", "Proofs of use"),
    "alle": Text("Alle offenen", "All open"),
}
