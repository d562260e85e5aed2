"""The application of three towns, typed page by page in a browser."""

from __future__ import annotations

from datetime import date

TITLE = "Koordinierungsstelle für den Kommunalen Präventionsrat im Göltzschtal"


def municipality(editor):
    editor.fill(
        inhabitants="18.000",
        street="Nicolaistraße 51",
        postcode="08209",
        post_town="Auerbach/Vogtl.",
        representative="Zeichnungsberechtigte Person",
        representative_office="Oberbürgermeisteramt",
        contact_name="Bearbeitung",
        contact_phone="03744 8250",
        contact_email="bearbeitung@auerbach-vogtland.example",
    )
    editor.check_boxes("input_tax-1", "budget_consolidation-1")


def partners(editor):
    editor.check_boxes("together-0", "agreement-0")
    editor.day("agreement_on", date(2022, 6, 1))
    for row, (key, task) in enumerate({"14523170": "Räume.", "14523360": "Analyse."}.items()):
        if row:
            editor.press("neu:partners")
        at = f"partners-{row}"
        editor.fill(**{f"{at}-key": key, f"{at}-task": task, f"{at}-contribution": "1.500,00"})
        editor.fill(**{f"{at}-contact_email": "bearbeitung@rodewisch.example"})


def advice(editor):
    editor.check_boxes("advice-0", "cooperation-1", "council-0", "analysis-1")
    editor.day("advice_on", date(2022, 7, 12))
    editor.fill(adviser="LPR-Beratung", council_since="2021")
    editor.choose("police", "zwickau")


def project(editor):
    editor.fill(
        title=TITLE,
        summary="Die drei Städte richten eine gemeinsame Stelle ein, die Verwaltung, Polizei, "
        "Schulen und Vereine im Kommunalen Präventionsrat zusammenbringt.",
        place="Göltzschtal",
    )
    editor.check_boxes("fields-0", "in_saxony", "project_kind-0", "investive-1")


def goals(editor):
    long = "Vandalismus, Hass im Netz und Drogenkonsum beschäftigen alle drei Städte. " * 3
    editor.fill(problem=long, causes=long, measures=long)
    editor.check_boxes("audience-1")
    editor.fill(**{"goals-0-what": "Der Präventionsrat tagt.", "goals-0-measure": "Sitzungen"})
    editor.fill(**{"goals-0-target": "3"})
    editor.day("goals-0-due", date(2022, 12, 31))


def schedule(editor):
    editor.day("begins_on", date(2022, 9, 1))
    editor.day("ends_on", date(2022, 12, 31))
    editor.check_boxes("begun-1", "early_start-1")


def expenditure(editor):
    editor.choose("lines-0-kind", "personnel")
    editor.fill(**{"lines-0-label": "Koordination", "lines-0-amount": "35.000,00"})
    editor.check_boxes("lines-0-qualification-1")
    editor.choose("lines-0-pay_grade", "E9b")
    editor.fill(**{"lines-0-post_share": "0,5"})
    editor.press("neu:lines")
    editor.choose("lines-1-kind", "fees")
    editor.choose("lines-1-unit", "day")
    editor.fill(**{"lines-1-label": "Fachleute", "lines-1-quantity": "10"})
    editor.fill(**{"lines-1-unit_price": "1.500"})
    editor.press("rechnen")


def financing(editor):
    editor.fill(own_cash="2.000,00", income="0", requested="45.000,00", follow_up="Die Städte.")


def passing_on(editor):
    editor.check_boxes("passing_on-1")


def effect(editor):
    editor.check_boxes("methods-0")
    editor.fill(sustainability="Die Stelle bleibt.", publicity="Amtsblatt.")


def annexes(editor):
    later = {"day": "30", "month": "9", "year": "2022"}
    for slot in ("ratsbeschluss", "kooperationsvereinbarung", "stellenbeschreibung"):
        fill_day(editor, slot, later)
    for slot in ("bildungsabschluss", "angebote"):
        fill_day(editor, slot, later)


def fill_day(editor, slot, parts):
    for part, value in parts.items():
        editor.fill(**{f"a11.{slot}.nachreichen-{part}": value})


def declarations(editor):
    editor.check_boxes(*editor.boxes())
    editor.check_boxes("electronic_notice-0")


WRITERS = {
    writer.__name__: writer
    for writer in (
        *(municipality, partners, advice, project, goals, schedule, expenditure, financing),
        *(passing_on, effect, annexes, declarations),
    )
}
PAGES = tuple(WRITERS)
