"""What is missing or unlawful in an application: every finding names page, field and rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from funding.definition.annexes import SLOTS
from funding.definition.language import Field, Kind, Page, Rows, Rule, Severity
from funding.errors import FundingError
from funding.queries.applying.annexes import annex_findings
from funding.queries.applying.named_rules import NAMED, Params
from funding.queries.applying.sheet import Row, Sheet, asked_rows
from funding.queries.case import Case
from funding.words.annexes import ANNEX_FINDINGS
from funding.words.declarations import DECLARATIONS as SENTENCES
from funding.words.findings import FINDINGS
from funding.words.text import Text
from funding.words.visible import seen

DECLARATIONS = tuple(SENTENCES)
# The pages that the numbers of the plan stand on.
PLAN = ("expenditure", "financing")
ANNEXES = "annexes"
NOTHING: Row = {}
NO_LABEL = Text("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: page (number and code), field and rule, the sentence and what it needs.

    ``field`` is the name in the form, in rows ``lines-3-amount`` (counted from 1); ``key`` is the
    public key, ``a7.pos[3].betrag``.
    """

    page: str
    section: str
    field: str
    code: str
    text: Text
    params: dict[str, Any] = attribute(default_factory=dict)
    severity: Severity = Severity.ERROR
    key: str = ""
    label: Text = NO_LABEL

    @property
    def error(self) -> bool:
        """Tell whether it stands in the way of submission."""
        return self.severity == Severity.ERROR


class RulesBroken(FundingError):
    """What was typed would break rules of the form that were kept so far; ``found`` names them."""

    def __init__(self, found: Sequence[Finding]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(f"{one.key}: {one.code}" for one in found))


def findings(case: Case) -> list[Finding]:
    """List everything that submission would find, in the order of the pages."""
    return [finding for page in Sheet(case).definition.pages for finding in found_on(case, page)]


def found_on(case: Case, page: Page) -> list[Finding]:
    """List what submission would find on one page."""
    return annexes_found(case) if page.code == ANNEXES else list(_page(Sheet(case), page))


def errors(case: Case) -> list[Finding]:
    """List the findings that stand in the way of submission."""
    return [finding for finding in findings(case) if finding.error]


def plan_findings(case: Case) -> list[Finding]:
    """List what the plan breaks: rate, own share, floor, balance, investment."""
    sheet = Sheet(case)
    return [one for code in PLAN for one in _page(sheet, sheet.definition.page(code)) if one.error]


def annexes_found(case: Case) -> list[Finding]:
    """List the annexes that are missing, each at the slot where it belongs."""
    page = Sheet(case).definition.page(ANNEXES)
    return [
        Finding(
            page.number,
            page.code,
            SLOTS[slot].key,
            code,
            ANNEX_FINDINGS[code],
            facts,
            key=SLOTS[slot].key,
            label=SLOTS[slot].label,
        )
        for slot, code, facts in annex_findings(case)
    ]


def _page(sheet: Sheet, page: Page) -> Iterator[Finding]:
    yield from _unread(sheet, page)
    for part in page.parts:
        if isinstance(part, Field) and sheet.asked(part):
            for rule, params in _field(sheet, part, sheet.value(part.name), NOTHING):
                yield _found(page, part, rule.code, rule.message, params, rule.severity)
        elif isinstance(part, Rows) and sheet.asked(part):
            yield from _rows(sheet, page, part)
    yield from _whole(sheet, page)


def _unread(sheet: Sheet, page: Page) -> Iterator[Finding]:
    """Ask for a look at a page that was taken over."""
    first = next((p for p in page.parts if isinstance(p, Field | Rows)), None)
    if first and page.code in sheet.case.answers.to_check:
        yield _found(page, first, "not_checked", FINDINGS["not_checked"])


def _whole(sheet: Sheet, page: Page) -> Iterator[Finding]:
    """Check what belongs to the page and is shown at one of its fields."""
    for rule in page.rules:
        broken = _broken(sheet, rule, None, NOTHING)
        at = next(p for p in page.parts if isinstance(p, Field | Rows) and p.name == rule.field)
        if broken is not None and sheet.asked(at):
            yield _found(page, at, rule.code, rule.message, broken, rule.severity)


def _rows(sheet: Sheet, page: Page, rows: Rows) -> Iterator[Finding]:
    held = asked_rows(sheet, rows)
    if rows.required and not held and not rows.fixed:
        yield _found(page, rows, "no_row", rows.missing or FINDINGS["missing"])
    fields = {field.name: field for field in rows.fields}
    for number, row in enumerate(held, 1):
        for field in rows.fields:
            if sheet.asked(field, row):
                for rule, params in _field(sheet, field, row.get(field.name), row):
                    yield _in_row(page, rows, field, number, rule, params)
        for rule in rows.rules:
            params_ = _broken(sheet, rule, None, row)
            if params_ is not None:
                yield _in_row(page, rows, fields[rule.field], number, rule, params_)


def _field(sheet: Sheet, field: Field, held: Any, row: Row) -> Iterator[tuple[Rule, Params]]:
    unseen = isinstance(held, str) and not seen(held)
    empty = unseen or held in (None, []) or (field.kind == Kind.TICK and not held)
    if empty and not field.optional:
        yield Rule("missing", field.missing or FINDINGS["missing"]), {}
    for rule in field.rules:
        # A text that is not there is missing; it is not too short as well.
        if empty and rule.code in GENERIC:
            continue
        params = _broken(sheet, rule, held, row)
        if params is not None:
            yield rule, params


def _broken(sheet: Sheet, rule: Rule, held: Any, row: Row) -> Params | None:
    limits = rule.limits and {
        name: sheet.case.rule(limit) if isinstance(limit, str) and name != "pattern" else limit
        for name, limit in rule.limits.items()
    }
    check = GENERIC.get(rule.code)
    broken = check(held, limits) if check else NAMED[rule.code](sheet, row)
    return None if broken is None else {**limits, **broken}


def _too_short(held: Any, limits: Mapping[str, Any]) -> Params | None:
    length = len(str(held))
    return {"length": length} if length < limits["shortest"] else None


def _out_of_range(held: Any, limits: Mapping[str, Any]) -> Params | None:
    return None if limits["least"] <= held <= limits["most"] else {}


def _pattern(held: Any, limits: Mapping[str, Any]) -> Params | None:
    return None if re.fullmatch(limits["pattern"], str(held)) else {}


GENERIC = {"too_short": _too_short, "out_of_range": _out_of_range, "pattern": _pattern}


def _found(  # noqa: PLR0913 - a finding says that much
    page: Page,
    part: Field | Rows,
    code: str,
    text: Text,
    params: Params | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    where = (page.number, page.code, part.name)
    return Finding(*where, code, text, params or {}, severity, part.key, part.label)


def _in_row(  # noqa: PLR0913 - a finding says that much
    page: Page, rows: Rows, field: Field, number: int, rule: Rule, params: Params
) -> Finding:
    named = Text(
        f"{rows.named.fill('de', number=number)}: {field.label.de}",
        f"{rows.named.fill('en', number=number)}: {field.label.en}",
    )
    return Finding(
        page.number,
        page.code,
        f"{rows.name}-{number}-{field.name}",
        rule.code,
        rule.message,
        {"number": number, **params},
        rule.severity,
        f"{rows.key}[{number}].{field.key.rpartition('.')[2]}",
        named,
    )
