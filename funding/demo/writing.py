"""What a demo town writes into its application, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from funding.definition.annexes import SLOTS
from funding.queries.applying.findings import DECLARATIONS
from funding.queries.case import Case
from funding.queries.reporting.goals import goals_of
from funding.queries.reporting.receipts import ReceiptEntry, receipted
from funding.services.applying.save_rows import LineEntry, PartnerEntry
from funding.services.reporting.save_proof import Said

PARTS = 100
FLOOR_CENTS = 1_000_000
FOLLOWING = tuple(code for code, slot in SLOTS.items() if slot.may_follow)
AGREED = date(2022, 7, 22)
Section = tuple[str, dict[str, Any], dict[str, Any]]


def sections(  # noqa: PLR0913 - an application is about that many things
    today: date,
    year: int,
    name: str,
    title: str,
    field: str,
    grant_cents: int,
    partners: Sequence[PartnerEntry],
    until: date | None = None,
) -> list[Section]:
    """Return page, values and rows; a plan that keeps every rule.

    It ends with the budget year, or on a day of a later one and is paid from two of them.
    """
    ends = until or date(year, 12, 31)
    begins = max(date(year, 9, 1), today) if year == today.year else date(year, 1, 2)
    return [
        ("municipality", _municipality(name), {}),
        _partners(partners, today),
        ("advice", _advice(today), {}),
        ("project", _project(name, title, field), {}),
        _goals(ends),
        ("schedule", _schedule(begins, ends), {}),
        *_money([year, year + 1] if ends.year > year else [year], grant_cents, partners),
        ("passing_on", {"passing_on": False}, {}),
        ("effect", EFFECT, {}),
        ("declarations", {"declarations": list(DECLARATIONS), "electronic_notice": True}, {}),
    ]


def _municipality(name: str) -> dict[str, Any]:
    return {
        "inhabitants": 18_000,
        "street": "Markt 1",
        "postcode": "08209",
        "post_town": name,
        "representative": "Zeichnungsberechtigte Person",
        "representative_office": "Oberbürgermeisteramt",
        "contact_name": f"Bearbeitung {name}",
        "contact_phone": "03744 8250",
        "contact_email": "bearbeitung@stadt.example",
        "contact_deputy": f"Vertretung {name}",
        "input_tax": "no",
        "budget_consolidation": False,
    }


def _partners(partners: Sequence[PartnerEntry], today: date) -> Section:
    values: dict[str, Any] = {"together": bool(partners)}
    if partners:
        values |= {
            "alliance_name": "Städteverbund Göltzschtal",
            "agreement": "signed",
            # Played before that day, it has been signed today at the latest.
            "agreement_on": min(AGREED, today),
        }
    return "partners", values, {"partners": list(partners)}


def _advice(today: date) -> dict[str, Any]:
    return {
        "advice": "held",
        "advice_on": today - timedelta(days=14),
        "adviser": "LPR-Beratung",
        "cooperation": "preparing",
        "council": "since",
        "council_since": 2021,
        "analysis": "planned",
        "police": "zwickau",
    }


def _project(name: str, title: str, field: str) -> dict[str, Any]:
    more = {"field_other": "Nachbarschaft"} if field == "other" else {}
    return more | {
        "title": title,
        "fields": [field],
        "field": field,
        "summary": f"{title}: Das Vorhaben bündelt Verwaltung, Polizei, Schulen und Vereine, "
        "um Vandalismus, Hass im Netz und Drogenkonsum gemeinsam vorzubeugen.",
        "place": name,
        "in_saxony": True,
        "project_kind": "new",
        "investive": False,
    }


def _goals(ends: date) -> Section:
    values = {
        "problem": "Sachbeschädigungen und Beschwerden haben zugenommen. Die Polizei zählt im "
        "Vorjahr 112 Fälle rund um Bahnhof, Markt und Schulen, zwei Fünftel mehr als zuvor; in der "
        "Befragung meiden viele diese Orte am Abend.",
        "causes": "Es fehlen Orte für Jugendliche, abgestimmte Zuständigkeiten und eine Stelle, "
        "die Hinweise bündelt und weitergibt.",
        "audience": ["youth", "residents"],
        "measures": "Eine Koordinierungsstelle bereitet den Kommunalen Präventionsrat vor, lädt zu "
        "Sicherheitsgesprächen ein und begleitet gemeinsame Aktionen von Schulen, Vereinen und "
        "Polizei; ihre Ergebnisse werden veröffentlicht und im Folgejahr überprüft.",
    }
    goal = {
        "what": "Der Kommunale Präventionsrat tagt regelmäßig.",
        "measure": "Sitzungen im Jahr",
        "target": "3",
        "due": ends,
    }
    return "goals", values, {"rows": {"goals": [goal]}}


def _schedule(begins: date, ends: date) -> dict[str, Any]:
    return {"begins_on": begins, "ends_on": ends, "begun": False, "early_start": False}


EFFECT = {
    "methods": ["counting", "survey"],
    "sustainability": "Die Stelle geht nach dem Ende der Förderung in den Stellenplan über.",
    "publicity": "Alle Veröffentlichungen nennen die Förderung durch den Freistaat Sachsen.",
}


def _money(
    years: Sequence[int], grant_cents: int, partners: Sequence[PartnerEntry]
) -> list[Section]:
    given = sum(partner.contribution_cents for partner in partners)
    spent = -(-grant_cents * PARTS // 90)
    money: dict[str, Any] = {
        "own_cash": spent - grant_cents - given,
        "income": 0,
        "requested": grant_cents,
        "follow_up": "Die Kommune übernimmt die Personalkosten in ihren Haushalt.",
    }
    if grant_cents <= FLOOR_CENTS:
        money |= {"floor_exception": "local_finding", "floor_reason": "Befund der Polizei vor Ort."}
    lines = [line for year, cents in _spread(spent, years) for line in _lines(year, cents)]
    yearly = [{"year": year, "amount": cents} for year, cents in _spread(grant_cents, years)]
    return [
        ("expenditure", {}, {"lines": lines}),
        ("financing", money, {"rows": {"yearly": yearly, "third_parties": []}}),
    ]


def _spread(cents: int, years: Sequence[int]) -> list[tuple[int, int]]:
    """Spread an amount over years, to the cent."""
    parts = len(years)
    edges = [cents * number // parts for number in range(parts + 1)]
    return [(year, edges[n + 1] - edges[n]) for n, year in enumerate(years)]


def _lines(year: int, spent: int) -> list[LineEntry]:
    half: dict[str, Any] = {"pay_grade": "E9b", "qualification": "applied", "post_hundredths": 50}
    staff, fees = spent * 7 // 10, spent * 2 // 10
    return [
        LineEntry("personnel", "Koordination, halbe Stelle", staff, True, year, **half),
        LineEntry("fees", "Honorare für Fachleute", fees, True, year),
        LineEntry("publicity", "Öffentlichkeitsarbeit und Druck", spent - staff - fees, True, year),
    ]


REPORT = {
    "narrative": "Die Koordinierungsstelle hat im September begonnen.",
    "results": "Der Präventionsrat hat dreimal getagt.",
    "necessity": "Vergütung nach Tarif, drei Angebote für alles Übrige.",
}


def receipts(case: Case, actuals: Mapping[UUID, tuple[int, str]]) -> list[ReceiptEntry]:
    """List a receipt for each line on which something was spent (cents), of the last day."""
    last = min(case.answers.ends_on or case.today, case.today)
    spent = [(line, actuals[line.id][0]) for line in receipted(case)]
    return [
        ReceiptEntry(f"B-{number}", last, "Lieferant", line.label, line.id, cents)
        for number, (line, cents) in enumerate(spent, 1)
        if cents
    ]


def reached(case: Case) -> dict[str, Said]:
    """Say of every goal of a case that it was reached."""
    return {goal.key: Said("yes", goal.target or "erfüllt", "") for goal in goals_of(case)}
