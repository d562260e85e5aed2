"""How far a draft has come: each page of the form, and where its findings are to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from funding.definition.language import Kind, Page
from funding.queries.applying.annexes import slots_of
from funding.queries.applying.findings import ANNEXES, Finding, found_on
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case

NOT_BEGUN, INCOMPLETE, FAULTY, DONE = "not_begun", "incomplete", "faulty", "done"
TAKEN_OVER = "taken_over"
# Findings that say no more than that something has not been written yet.
GAPS = frozenset(
    {
        "missing",
        "no_row",
        "too_short",
        "main_field",
        "amount_missing",
        "nothing_requested",
        "follow_up_missing",
        "not_checked",
    }
)
# Filled in by the register, not by the town.
GIVEN = frozenset({"applicant_kind"})
EMPTY: tuple[Any, ...] = ("", None, 0, [])


@dataclass(frozen=True, slots=True)
class Progress:
    """A page of the draft: its state, its findings, and how many of them are real faults.

    ``remarks`` ask for a second look and stand in nobody's way.
    """

    section: str
    state: str
    findings: tuple[Finding, ...]
    faults: int
    page: Page
    remarks: tuple[Finding, ...] = ()


def progress(case: Case) -> list[Progress]:
    """Tell for each page whether it is begun, incomplete, faulty or done."""
    return [progress_on(case, page) for page in Sheet(case).definition.pages]


def progress_on(case: Case, page: Page) -> Progress:
    """Tell how far one page has come."""
    return _page(Sheet(case), page, found_on(case, page))


def _page(sheet: Sheet, page: Page, all_found: Sequence[Finding]) -> Progress:
    found = [one for one in all_found if one.error]
    remarks = tuple(one for one in all_found if not one.error)
    faults = sum(not _gap(finding) for finding in found)
    if not begun(sheet, page):
        state, faults = (NOT_BEGUN, 0) if found else (DONE, 0)
    elif page.code in sheet.case.answers.to_check:
        state = TAKEN_OVER
    else:
        state = DONE if not found else FAULTY if faults else INCOMPLETE
    return Progress(page.code, state, tuple(found), faults, page, remarks)


def _gap(finding: Finding) -> bool:
    return finding.code in GAPS or finding.code.startswith("annex_missing")


def begun(sheet: Sheet, page: Page) -> bool:
    """Tell whether anything was typed on a page."""
    if page.code == ANNEXES:
        return any(one.files or one.promised for one in slots_of(sheet.case))
    for field in page.fields:
        held = sheet.value(field.name)
        if field.name in GIVEN or (field.kind == Kind.TICK and not held):
            continue
        # No is an answer; nought is what an amount begins with.
        if held is False or held not in EMPTY:
            return True
    return any(
        not rows.fixed or any(row.get(field.name) for row in sheet.rows(rows.name))
        for rows in page.rows
        if sheet.rows(rows.name)
        for field in rows.fields
    )


def anchor(case: Case, finding: Finding) -> str:
    """Return the id of the control that a finding is about."""
    if finding.section == ANNEXES:
        return f"{finding.field}-t"
    sheet = Sheet(case)
    name, _dash, rest = finding.field.partition("-")
    number, _dash, part = rest.partition("-")
    if number.isdigit():
        kind = next(
            field.kind
            for page in sheet.definition.pages
            for rows in page.rows
            if rows.name == name
            for field in rows.fields
            if field.name == part
        )
        return f"{name}-{int(number) - 1}-{part}{'-day' if kind == Kind.DAY else ''}"
    found = sheet.definition.find(name)[1]
    return f"{name}-day" if getattr(found, "kind", None) == Kind.DAY else name
