"""Every notice has a letter in both languages, and reads well whatever is not known yet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, meta

from funding.notices.along import Along
from funding.notices.catalogue import OWED
from funding.notices.enclosures import WITH_DATES
from funding.notices.letters import FOLDER, LANGUAGES, Letter, write
from funding.notices.reminders import REMINDERS

ACCOUNT = {
    "invitation": {"inviter", "municipality", "role", "valid_until", "url"},
    "password_reset": {"valid_until", "url"},
    "account_changed": {"what", "at", "actor", "url"},
    "delivery_failed": {"legal", "reference", "address", "subject_line", "reason", "url"},
    "digest": {"pace", "count", "collected", "more", "url"},
    "text_test": {"subject_line", "letter", "url"},
    "budget_warning": {
        *("field", "available", "total", "percent", "thresholds", "year"),
        *("open_cents", "open_cases", "url"),
    },
}
CALL = {"call", "year", "opens_on", "closes_on", "url", "reason"}
FUNDS = {
    "municipality",
    "bank_account",
    "year",
    "actor",
    "amount",
    "field",
    "to_field",
    "reason",
    "due",
    "url",
}
FUND_KINDS = {
    owed.kind
    for (flow, _), row in OWED.items()
    if flow in ("transfer", "block", "bank_details")
    for owed in row
}
CALL_KINDS = {owed.kind for (flow, _), row in OWED.items() if flow == "call" for owed in row}
OWED_KINDS = {owed.kind for row in OWED.values() for owed in row}
REMINDED = {threshold.kind for row in REMINDERS.values() for threshold in row}
KINDS = sorted(OWED_KINDS | REMINDED | set(ACCOUNT))
BASE = "https://foerderportal.example"

CERTAIN: dict[str, Any] = {
    "reference": "KP-2027-0042",
    "municipality": "Musterstadt",
    "call": "2027",
    "year": 2027,
    "opens_on": "2026-08-30T22:00:00+00:00",
    "closes_on": "2026-10-15T21:59:59+00:00",
    "valid_until": "2026-11-16T09:42:00+00:00",
    "inviter": "Kim Beispiel",
    "what": "Passwort",
    "address": "k…@musterstadt.example",
    "percent": 95,
    "thresholds": [80, 95],
    "total": 15_000_000,
    "open_cents": 6_000_000,
    "open_cases": 3,
    "to_field": "Sucht",
    "days": 7,
    "draw_number": 2,
    "relief": "Stundung",
    "claim": "Rückforderung",
    "repayment": "Rückzahlung",
    "bank_account": "DE02 … 2051",
    "pace": "weekly",
    "count": 2,
    "collected": [["KP-2027-0042: Ihr Antrag ist vollständig", "1b"], ["Aufruf 2027", "2c"]],
    "more": 0,
    "path": "/antraege/KP-2027-0042",
}
UNCERTAIN: dict[str, Any] = {
    "legal": True,
    "title": "Sichere Plätze für alle: Beratungsmobil und Ehrenamt",
    "partners": ["Beispielhausen", "Neudorf"],
    "amount_requested": 6_120_000,
    "amount_proposed": 5_800_000,
    "amount_approved": 5_800_000,
    "amount": 1_234_550,
    "available": 20_000_000,
    "field": "Sachbeschädigung durch Graffiti",
    "actor": "Robin Muster",
    "reason": "Die Angaben widersprechen sich.",
    "due": "2026-11-16",
    "over": True,
    "wanted_on": "2026-11-30",
    "subject_due": "2026-11-16",
    "new_due": "2026-12-14",
    "reminded_on": "2026-11-17",
    "threatened_on": "2026-12-16",
    "deadline": "Antwort auf die Nachforderung",
    "items": ["Beschluss des Stadtrats", "Angebot für das Fahrzeug"],
    "annex": "Ratsbeschluss",
    "change": "Späteres Ende des Vorhabens",
    "promised": [["annex_resolution", "Zugesagt: Ratsbeschluss", "2026-12-01"]],
    "contact_name": "Alex Probe",
    "contact_phone": "0351 0000",
    "at": "2026-11-20T09:42:00+00:00",
    "content_sha256": "ab" * 32,
    "claim_on": "2026-11-25",
    "decision_on": "2027-02-20",
    "begins_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "issued_on": "2026-12-01",
    "notified_on": "2026-12-04",
    "to_come": True,
    "reclaims": True,
    "interest": True,
    "against_receipt": True,
    "about": "",
    "outside": True,
    "final_on": "2027-01-05",
    "remedy_ends_on": "2027-01-04",
    "waived_on": "2026-12-10",
    "corrects": True,
    "leads": True,
    "amount_final": 5_700_000,
    "amount_open": 800_000,
    "amount_paid": 5_000_000,
    "value_date": "2027-02-01",
    "keep_until": "2033-12-31",
    "points": "3.75",
    "partner": "Beispielhausen",
    "partner_count": 3,
    "signed_count": 2,
    "unable": ["Neudorf"],
    "contribution": 150_000,
    "places": 2,
    "signed_on": "2026-09-20T09:42:00+00:00",
    "role": "Sachbearbeitung",
    "subject_line": "Ihr Antrag ist eingegangen",
    "letter": "Wie der Text sich liest.",
    "why": "Regel 1: Gewalt → Sachbearbeitung 1; zurzeit 3 Vorgänge.",
}
FULL = CERTAIN | UNCERTAIN
BARE = CERTAIN | {key: type(value)() for key, value in UNCERTAIN.items()}
GAPS = re.compile(r" {2}| [.,;:)?!]|\( |„“|“”|\(\)|None|\bTrue\b|\{\{|\}\}|[.]{2}|: *[.]")
LOOSE = re.compile(
    r"\b(am|bis|vom|seit|zum|für|on|by|until|since|of|to)(?=[.,;)]|\n|$)", re.IGNORECASE
)


def letter(kind: str, language: str, facts: dict[str, Any]) -> Letter:
    if kind in FUND_KINDS:
        facts = facts | {key: FULL[key] for key in ("field", "actor", "amount", "due")}
    if kind == "text_test":
        facts = facts | {key: FULL[key] for key in ("subject_line", "letter")}
    return write(kind, language, "Kim Beispiel", facts, BASE)


def allowed(kind: str) -> set[str]:
    if kind in ACCOUNT:
        return ACCOUNT[kind]
    if kind in CALL_KINDS:
        return CALL
    if kind in FUND_KINDS:
        return FUNDS
    own = {"valid_until", "inviter", "what", "address", "percent", "role", "subject_line", "path"}
    own |= {"year", "opens_on", "thresholds", "total", "open_cents", "open_cases", "to_field"}
    own |= {"letter", "pace", "count", "collected", "more"}
    enclosed = Along().told() if kind in WITH_DATES else ()
    return set(FULL) - own | {"url"} | set(enclosed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_letter_for_every_notice_and_no_other(language: str) -> None:
    written = {path.stem for path in (FOLDER / language).glob("*.txt")} - {"frame"}
    assert written == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_asks_only_for_facts_that_its_notice_has(kind: str, language: str) -> None:
    source = (FOLDER / language / f"{kind}.txt").read_text(encoding="utf-8")
    environment = Environment(autoescape=False)  # noqa: S701 - only read, never rendered
    environment.filters |= dict.fromkeys(("date", "date_short", "moment", "second", "euro"), str)
    asked = meta.find_undeclared_variables(environment.parse(source))
    assert asked <= allowed(kind)
    assert "url" in asked
    subject, blank, *_ = source.splitlines()
    assert subject
    assert blank == "" or blank.startswith("{% if")


@pytest.mark.parametrize("facts", [FULL, BARE], ids=["full", "bare"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_reads_well(kind: str, language: str, facts: dict[str, Any]) -> None:
    found = letter(kind, language, facts)
    assert 0 < len(found.subject) <= 150
    assert not found.subject.endswith((".", ":", "–"))
    for text in (found.subject, found.text):
        assert not GAPS.search(text), GAPS.search(text)
        assert not LOOSE.search(text), LOOSE.search(text)
    assert "\n\n\n" not in found.text
    assert f'<html lang="{language}">' in found.html
    assert f'href="{BASE}/antraege/KP-2027-0042"' in found.html


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(ACCOUNT) - CALL_KINDS - FUND_KINDS))
def test_the_subject_of_a_case_begins_with_its_reference(kind: str) -> None:
    for language in LANGUAGES:
        assert letter(kind, language, FULL).subject.startswith("KP-2027-0042: ")


@pytest.mark.parametrize("kind", KINDS)
def test_the_languages_are_not_the_same(kind: str) -> None:
    german, english = (letter(kind, language, FULL) for language in LANGUAGES)
    assert german.subject != english.subject
    assert german.text != english.text


def test_the_mail_of_a_decision_does_not_tell_the_result() -> None:
    for language in LANGUAGES:
        granted = letter("notice_granted", language, FULL)
        assert granted == letter("notice_rejected", language, FULL)


def test_what_people_typed_is_no_markup_in_the_mail() -> None:
    typed = FULL | {"title": "<b>Fett</b>", "reason": "<script>x</script>"}
    assert "<b>" not in letter("waitlisted", "de", typed).html
    assert "<script>" not in letter("draft_expired", "de", typed).html
    assert "&lt;script&gt;" in letter("reopened", "de", typed).html


def test_items_of_a_request_are_numbered() -> None:
    text = letter("information_requested", "de", FULL).text
    assert "\n\n1. Beschluss des Stadtrats\n2. Angebot für das Fahrzeug\n\n" in text


def test_the_page_of_a_mail_loads_nothing() -> None:
    source = Path(FOLDER / "base.html").read_text(encoding="utf-8")
    assert not re.search(r"<table|<img|<link|<script|url\(|src=|@import", source)
