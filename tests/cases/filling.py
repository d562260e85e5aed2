"""Example applications written into a draft, page by page, through the service."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import delete

from funding.db import reading, transaction
from funding.definition.language import Page
from funding.demo.story import Story
from funding.forms.words import finding_text
from funding.models import RuleValue
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings
from funding.queries.applying.sheet import LINE_NAMES
from funding.services.applying.annexes import promise_annexes
from funding.services.applying.open_draft import open_draft
from funding.services.applying.save_rows import LineEntry, PartnerEntry
from funding.services.applying.save_section import save_section
from tests.cases.reading import PAGES, Example

TOWN, TOWN_KEY = "auerbach-vogtland", "14523020"
EDITOR, SIGNATORY = f"bearbeitung@{TOWN}.example", f"zeichnung@{TOWN}.example"
SINCE = date(2022, 1, 1)


def write(story: Story, example: Example) -> str:
    """Write an example into a new draft of the town; return its reference."""
    draft = story.act(EDITOR, lambda s, a: open_draft(s, a, story.call, TOWN_KEY))
    reference = str(draft.reference)

    def pages(session: Any, actor: Any) -> None:
        for number, typed in example.typed.items():
            if PAGES[number].code == "annexes":
                promise_annexes(session, actor, reference, typed)
                continue
            values, rows = entries(PAGES[number], typed)
            save_section(session, actor, reference, PAGES[number].code, values, **rows)

    story.act(EDITOR, pages)
    return reference


def entries(page: Page, typed: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is typed on a page as the service takes it: values, and rows of every kind."""
    names = {rows.name for rows in page.rows}
    values = {name: value for name, value in typed.items() if name not in names}
    rows = {name: value for name, value in typed.items() if name in names}
    taken: dict[str, Any] = {}
    if "partners" in rows:
        taken["partners"] = [_partner(row) for row in rows.pop("partners")]
    if "lines" in rows:
        taken["lines"] = [_line(row) for row in rows.pop("lines")]
    return values, taken | {"rows": rows}


def _partner(row: dict[str, Any]) -> PartnerEntry:
    money = row["contribution"] or 0
    return PartnerEntry(row["key"], row["task"], money, row["contact_email"], row["share"])


def _line(row: dict[str, Any]) -> LineEntry:
    kept = {LINE_NAMES.get(name, name): value for name, value in row.items()}
    kept["amount_cents"] = kept["amount_cents"] or 0
    if kept["quantity_thousandths"] is None:
        kept["quantity_thousandths"] = 1000
    return LineEntry(**kept)


def found(reference: str) -> list[tuple[str, ...]]:
    """Return the findings of a stored application, as an example names them."""
    with reading() as session:
        return [
            (one.page, one.key, one.code, one.severity.value, finding_text(one, "de"))
            for one in findings(find.case(session, CLOCK, reference))
        ]


@contextmanager
def house_rules(example: Example) -> Any:
    """Let the rules of the day be those of the example, and those of the programme after it."""
    with transaction() as session:
        session.add_all(
            RuleValue(key=key, valid_from=SINCE, value=value, source="Beispiel")
            for key, value in example.rules.items()
        )
    yield
    with transaction() as session:
        session.execute(delete(RuleValue).where(RuleValue.source == "Beispiel"))
