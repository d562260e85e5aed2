"""What a demo town writes into its application, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from funding.db import reading
from funding.models import ActionField
from funding.queries.applying.findings import DECLARATIONS
from funding.services.applying.save_section import LineEntry, PartnerEntry

PARTS = 100
FLOOR_CENTS = 1_000_000


def sections(  # noqa: PLR0913 - an application is about that many things
    today: date,
    year: int,
    name: str,
    title: str,
    field: str,
    grant_cents: int,
    partners: Sequence[PartnerEntry],
) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return section, values and partners or lines; a plan that keeps every rule."""
    with reading() as session:
        field_id = session.scalar(select(ActionField.id).where(ActionField.code == field))
    given = sum(partner.contribution_cents for partner in partners)
    spent = -(-grant_cents * PARTS // 90)
    lines = [
        LineEntry("personnel", "Koordination, halbe Stelle", spent * 7 // 10, True, year),
        LineEntry("fees", "Honorare für Fachleute", spent * 2 // 10, True, year),
    ]
    lines.append(
        LineEntry(
            "publicity",
            "Öffentlichkeitsarbeit und Druck",
            spent - sum(line.amount_cents for line in lines),
            True,
            year,
        )
    )
    municipality = {
        "representative": "Zeichnungsberechtigte Person",
        "representative_office": "Oberbürgermeisteramt",
        "contact_name": f"Bearbeitung {name}",
        "contact_phone": "03744 8250",
        "contact_email": "bearbeitung@stadt.example",
        "together": bool(partners),
    }
    if partners:
        municipality |= {"agreement": "signed", "agreement_on": date(2022, 7, 22)}
    project = {
        "title": title,
        "field_id": field_id,
        "summary": f"{title}: Das Vorhaben bündelt Verwaltung, Polizei, Schulen und Vereine, "
        "um Vandalismus, Hass im Netz und Drogenkonsum gemeinsam vorzubeugen.",
        "place": name,
        "problem": "Sachbeschädigungen und Beschwerden haben zugenommen.",
        "goals": "Bis Jahresende tagt der Kommunale Präventionsrat mindestens dreimal.",
        "measures": "Koordination, Sicherheitsgespräche, gemeinsame Aktionen.",
        "begins_on": max(date(year, 9, 1), today) if year == today.year else date(year, 1, 2),
        "ends_on": date(year, 12, 31),
        "begun": False,
    }
    advice = {
        "advice": "held",
        "advice_on": today - timedelta(days=14),
        "adviser": "LPR-Beratung",
    }
    money: dict[str, Any] = {
        "own_cash_cents": spent - grant_cents - given,
        "requested_cents": grant_cents,
    }
    if grant_cents <= FLOOR_CENTS:
        money |= {"floor_exception": "local_finding", "floor_reason": "Befund der Polizei vor Ort."}
    return [
        ("municipality", municipality, {"partners": list(partners)}),
        ("project", project, {}),
        ("advice", advice, {}),
        ("plan", money, {"lines": lines}),
        ("declarations", {"declarations": list(DECLARATIONS)}, {}),
    ]
