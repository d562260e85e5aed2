"""Facts of a notice that never was, to show how a text reads. People in it are roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.notices.allowed import typed_text
from funding.notices.along import CALENDAR, PDF, Along, Enclosure
from funding.notices.letters import Letter, environment_of, write
from funding.notices.typed import filled
from funding.words.text import Text

FACTS: Mapping[str, Any] = {
    "reference": "KP-2027-0000",
    "municipality": Text("Musterstadt", "Musterstadt"),
    "title": Text("Beratungsmobil für sichere Plätze", "Mobile advice for safe places"),
    "partners": ["Musterdorf", "Musterau"],
    "partner": "Musterdorf",
    "unable": ["Musterau"],
    "call": "2027",
    "year": 2027,
    "actor": Text("Sachbearbeitung", "Reviewer"),
    "inviter": Text("Administration", "Administration"),
    "contact_name": Text("Sachbearbeitung", "Reviewer"),
    "contact_phone": "0351 564 00000",
    "role": Text("Bearbeitung der Anträge", "Editing applications"),
    "reason": Text("Eine Angabe fehlt noch.", "An entry is still missing."),
    "why": Text("Regel 1: Gewalt → Sachbearbeitung.", "Rule 1: violence → reviewer."),
    "what": Text("Passwort", "password"),
    "address": "p…@musterstadt.example",
    "subject_line": Text("Ihr Antrag ist eingegangen", "We have received your application"),
    "change": Text("Späteres Ende des Vorhabens", "Later end of the project"),
    "annex": Text("Ratsbeschluss", "Council resolution"),
    "deadline": Text("Antwort auf die Nachforderung", "Reply to the request"),
    "items": [Text("Ratsbeschluss", "Council resolution"), Text("Angebot", "Offer")],
    "promised": [["annex", Text("Zugesagt: Ratsbeschluss", "Promised: Resolution"), "2026-12-01"]],
    "field": Text("Gewalt", "Violence"),
    "to_field": Text("Sucht", "Addiction"),
    "content_sha256": "0" * 64,
    "due": "2026-11-16",
    "subject_due": "2026-11-16",
    "new_due": "2026-12-15",
    "reminded_on": "2026-11-17",
    "threatened_on": "2026-12-16",
    "wanted_on": "2026-11-30",
    "closes_on": "2026-10-15",
    "claim_on": "2026-11-25",
    "decision_on": "2027-02-19",
    "begins_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "issued_on": "2026-12-01",
    "notified_on": "2026-12-04",
    "final_on": "2027-01-05",
    "remedy_ends_on": "2027-01-04",
    "waived_on": "",
    "value_date": "2027-02-01",
    "keep_until": "2033-12-31",
    "at": "2026-11-20T09:42:00+00:00",
    "signed_on": "2026-09-20T09:42:00+00:00",
    "valid_until": "2026-11-23T09:42:00+00:00",
    "amount": 1_234_550,
    "amount_requested": 6_120_000,
    "amount_proposed": 5_800_000,
    "amount_approved": 5_800_000,
    "amount_final": 5_700_000,
    "amount_paid": 5_000_000,
    "amount_open": 800_000,
    "available": 20_000_000,
    "total": 100_000_000,
    "open_cents": 6_000_000,
    "open_cases": 3,
    "contribution": 150_000,
    "percent": 80,
    "thresholds": [80],
    "days": 7,
    "draw_number": 2,
    "relief": "Stundung",
    "claim": "Rückforderung",
    "repayment": "Rückzahlung",
    "interest": False,
    "against_receipt": False,
    "about": "",
    "outside": False,
    "bank_account": "DE02 … 2051",
    "places": 2,
    "partner_count": 3,
    "signed_count": 2,
    "points": "3.75",
    "over": True,
    "leads": False,
    "corrects": False,
    "to_come": True,
    "reclaims": True,
    "path": "/verwaltung/texte",
}
ALONG = Along((Enclosure("antrag.pdf", PDF, b""), Enclosure("termine.ics", CALENDAR, b"")))


def facts_in(language: str) -> dict[str, Any]:
    """Return the facts of the sample in a language."""
    return {name: _said(fact, language) for name, fact in FACTS.items()}


def _said(fact: Any, language: str) -> Any:
    if isinstance(fact, Text):
        return fact.in_(language)
    return [_said(one, language) for one in fact] if isinstance(fact, list) else fact


def sample_letter(  # noqa: PLR0913 - a text, in its language, for its reader
    kind: str, language: str, name: str, subject: str, body: str, base_url: str
) -> Letter:
    """Write a typed text with the facts of the sample."""
    typed = typed_text(kind, subject, body)
    return write(kind, language, name, facts_in(language), base_url, ALONG, typed)


def sample_of(kind: str, language: str, placeholder: str) -> str:
    """Write what one placeholder stands for in the sample."""
    known = facts_in(language) | ALONG.told() | {"url": "https://…"}
    if placeholder.startswith("{waived_on"):  # else the period for remedies is told
        known["waived_on"] = "2026-12-10"
    delivered = environment_of(language).get_template(f"{language}/{kind}.txt")
    found = filled(typed_text(kind, "x", placeholder), delivered, known)
    return found[1] if found else ""
