"""A town saves a section of its draft: anything that fits is kept, nothing is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from funding.definition import definition
from funding.definition.language import Page
from funding.errors import Fault, Invalid
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.findings import DECLARATIONS
from funding.queries.case import Case
from funding.queries.reviewing.search_text import search_text
from funding.services import step
from funding.services.applying.save_rows import (
    LineEntry,
    PartnerEntry,
    keep_rows,
    replace_lines,
    replace_partners,
)
from workflows.application import State
from workflows.core import Reason, StepRefused

# How the fields of the form are called where they are kept.
KEPT_AS = {"own_cash": "own_cash_cents", "income": "income_cents", "requested": "requested_cents"}
ON_APPLICATION = frozenset({"title", "field_id", "requested_cents"})
NOUGHT = frozenset(KEPT_AS.values())
ANEW = frozenset({"field_id", "declarations"})


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed in the rows of a section; ``None`` leaves rows as they are."""

    partners: Sequence[PartnerEntry] | None = None
    lines: Sequence[LineEntry] | None = None
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None


def save_section(  # noqa: PLR0913 - a section has values, partners, lines and other rows
    session: Session,
    actor: Actor,
    key: UUID | str,
    section: str,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    partners: Sequence[PartnerEntry] | None = None,
    lines: Sequence[LineEntry] | None = None,
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    looked_at: bool = True,
) -> Case:
    """Save a section of a draft under the version that was read, or raise ``Outdated``."""
    case = find.case(session, actor, key)
    if looked_at:  # who saves a section that was taken over has read it
        case.answers.to_check = [one for one in case.answers.to_check if one != section]
    save(case, section, values, Typed(partners, lines, rows), version)
    return Case(session, actor, case.application)


def save(
    case: Case,
    section: str,
    values: Mapping[str, Any],
    typed: Typed,
    version: int | None = None,
) -> None:
    """Save a section of a draft that was read in the same transaction."""
    _demand_editable(case)
    page = _page(case, section)
    kept = _kept(case, values)
    _demand_known(page, kept)
    on_case = {name: value for name, value in kept.items() if name in ON_APPLICATION}
    for name, value in kept.items():
        if name not in ON_APPLICATION:
            case.answers.keep(name, value)
    lead = case.town_names[case.application.lead_key]
    partners = _keep_rows(case, page, typed)
    title = on_case.get("title", case.application.title)
    on_case["search_text"] = search_text(case, title, [lead, *partners])
    step.touch(case, version, **on_case)


def _page(case: Case, section: str) -> Page:
    try:
        return definition(case.answers.form_version).page(section)
    except KeyError:
        raise Invalid(Fault("section", "unknown_section")) from None


def _demand_editable(case: Case) -> None:
    require(case.actor, "act", "edit", case.scope)
    if case.application.state != State.DRAFT:
        reason = Reason("wrong_state", {"state": case.application.state.value})
        raise StepRefused("application", "edit", [reason])


def _kept(case: Case, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by the names they are kept under; an amount left empty is nought."""
    kept = {KEPT_AS.get(name, name): value for name, value in values.items()}
    kept |= {name: 0 for name in NOUGHT if name in kept and kept[name] is None}
    if "field" in kept:
        kept["field_id"] = _field_id(case, kept)
        del kept["field"]
    elif kept.get("field_id") is not None and kept["field_id"] not in {
        one.id for one in case.offered
    }:
        raise Invalid(Fault("field", "field_not_offered"))
    ticks = {code: kept.pop(code) for code in DECLARATIONS if code in kept}
    if ticks:
        kept["declarations"] = [code for code, ticked in ticks.items() if ticked]
    elif set(kept.get("declarations", ())) - set(DECLARATIONS):
        raise Invalid(Fault("declarations", "unknown_field"))
    return kept


def _field_id(case: Case, kept: Mapping[str, Any]) -> UUID | None:
    """Return the main action field; where only one is chosen it is that one."""
    offered = {field.code: field.id for field in case.offered}
    chosen = kept.get("fields") or []
    unknown = [code for code in (*chosen, kept["field"]) if code and code not in offered]
    if unknown:
        raise Invalid(Fault("field", "field_not_offered"))
    return offered.get(chosen[0] if len(chosen) == 1 else kept["field"])


def _demand_known(page: Page, kept: Mapping[str, Any]) -> None:
    """Raise ``Invalid`` for a name that is none of this section."""
    known = {KEPT_AS.get(field.name, field.name) for field in page.fields} | ANEW
    for name in kept:
        if name not in known:
            raise Invalid(Fault(name, "unknown_field"))


def _keep_rows(case: Case, page: Page, typed: Typed) -> list[str]:
    """Keep what was typed in rows; return the names of the partners as they are now."""
    if typed.partners is None:
        partners = [partner.name for partner in case.partners]
    else:
        partners = replace_partners(case, typed.partners)
    if typed.lines is not None:
        replace_lines(case, typed.lines)
    known = {rows.name: rows for rows in page.rows}
    for name, rows in (typed.rows or {}).items():
        if name not in known:
            raise Invalid(Fault(name, "unknown_field"))
        keep_rows(case, known[name], rows)
    return partners
