"""A town saves a section of its draft: anything that fits is kept, nothing is judged."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import ActionField, Answers, CallField, Line, Municipality, Partner
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.findings import DECLARATIONS, SECTIONS
from funding.queries.case import Case
from funding.services import step
from workflows.application import State
from workflows.core import Reason, StepRefused

ON_APPLICATION = frozenset({"title", "field_id", "requested_cents"})


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner as typed: its key, its task, its contribution in cents."""

    key: str
    task: str = ""
    contribution_cents: int = 0


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line of the plan as typed; amount in cents."""

    kind: str
    label: str
    amount_cents: int
    eligible: bool
    year: int


def save_section(  # noqa: PLR0913 - a section has values, partners and lines
    session: Session,
    actor: Actor,
    key: UUID | str,
    section: str,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    partners: Sequence[PartnerEntry] | None = None,
    lines: Sequence[LineEntry] | None = None,
    looked_at: bool = True,
) -> Case:
    """Save a section of a draft under the version that was read, or raise ``Outdated``."""
    case = find.case(session, actor, key)
    if looked_at:  # who saves a section that was taken over has read it
        case.answers.to_check = [one for one in case.answers.to_check if one != section]
    save(case, section, values, version=version, partners=partners, lines=lines)
    return Case(session, actor, case.application)


def save(  # noqa: PLR0913 - a section has values, partners and lines
    case: Case,
    section: str,
    values: Mapping[str, Any],
    *,
    version: int | None = None,
    partners: Sequence[PartnerEntry] | None = None,
    lines: Sequence[LineEntry] | None = None,
) -> None:
    """Save a section of a draft that was read in the same transaction."""
    _demand_editable(case)
    if section not in SECTIONS:
        raise Invalid(Fault("section", "unknown_section"))
    _check_codes(case, values)
    on_case = {name: value for name, value in values.items() if name in ON_APPLICATION}
    answers = case.answers
    for name, value in values.items():
        if name in ON_APPLICATION:
            continue
        if not hasattr(Answers, name) or name == "application_id":
            raise Invalid(Fault(name, "unknown_field"))
        setattr(answers, name, value)
    if partners is not None:
        _replace_partners(case, partners)
    if lines is not None:
        _replace_lines(case, lines)
        case.__dict__.pop("lines", None)  # to be read anew
    on_case["search_text"] = _search_text(case, on_case)
    step.touch(case, version, **on_case)


def _demand_editable(case: Case) -> None:
    require(case.actor, "act", "edit", case.scope)
    if case.application.state != State.DRAFT:
        reason = Reason("wrong_state", {"state": case.application.state.value})
        raise StepRefused("application", "edit", [reason])


def _check_codes(case: Case, values: Mapping[str, Any]) -> None:
    field_id = values.get("field_id")
    if field_id is not None:
        offered = case.session.scalar(
            select(ActionField.id)
            .join(CallField, CallField.field_id == ActionField.id)
            .where(CallField.call_id == case.application.call_id, ActionField.id == field_id)
        )
        if offered is None:
            raise Invalid(Fault("field", "field_not_offered"))
    unknown = set(values.get("declarations", ())) - set(DECLARATIONS)
    if unknown:
        raise Invalid(Fault("declarations", "unknown_field"))


def _replace_partners(case: Case, partners: Sequence[PartnerEntry]) -> None:
    keys = [partner.key for partner in partners]
    faults = []
    known = set(case.session.scalars(select(Municipality.key).where(Municipality.key.in_(keys))))
    for number, key in enumerate(keys, 1):
        if key not in known:
            faults.append(Fault(f"partners-{number}-key", "unknown_municipality", {"key": key}))
        elif key == case.application.lead_key:
            faults.append(Fault(f"partners-{number}-key", "partner_is_lead"))
        elif key in keys[: number - 1]:
            faults.append(Fault(f"partners-{number}-key", "partner_twice"))
    if faults:
        raise Invalid(*faults)
    case.session.execute(delete(Partner).where(Partner.application_id == case.application.id))
    case.session.add_all(
        Partner(
            application_id=case.application.id,
            municipality_key=partner.key,
            position=position,
            task=partner.task,
            contribution_cents=partner.contribution_cents,
        )
        for position, partner in enumerate(partners, 1)
    )


def _replace_lines(case: Case, lines: Sequence[LineEntry]) -> None:
    case.session.execute(delete(Line).where(Line.application_id == case.application.id))
    case.session.add_all(
        Line(
            application_id=case.application.id,
            position=position,
            kind=line.kind,
            label=line.label,
            amount_cents=line.amount_cents,
            eligible=line.eligible,
            year=line.year,
        )
        for position, line in enumerate(lines, 1)
    )


def _search_text(case: Case, on_case: Mapping[str, Any]) -> str:
    title = on_case.get("title", case.application.title)
    name = case.town_names[case.application.lead_key]
    return fold(" ".join([case.application.reference, title, name]))


def fold(text: str) -> str:
    """Fold a text for searching: lower case, umlauts and ß written out, no accents."""
    text = text.casefold()
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        text = text.replace(letter, plain)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
