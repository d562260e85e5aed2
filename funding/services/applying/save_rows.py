"""Rows of a draft are kept: partners and lines in tables of their own, others with the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Select,
    String,
    bindparam,
    delete,
    insert,
    literal,
    literal_column,
    select,
    union_all,
    update,
)

from funding.definition.language import Rows
from funding.errors import Fault, Invalid
from funding.law.quantities import times
from funding.models import Line, Municipality, Partner
from funding.models.answers import EXPENDITURE_KINDS
from funding.queries.case import Case
from funding.queries.surroundings import PartnerTown
from funding.words.expenditure import UNITS

PARTNERS: Any = Partner.__table__
PARTNER_COLUMNS = (
    *("position", "task", "contribution_cents"),
    *("contact_email", "share_hundredths"),
)
TOWNS = select(Municipality.key).where(Municipality.key.in_(bindparam("keys", expanding=True)))
ROW = PARTNERS.c
OF_CASE = ROW.application_id == bindparam("app")
# Partners that stay are changed where they are; who comes has to be in the register.
STAYING = (
    update(PARTNERS)
    .where(OF_CASE, ROW.municipality_key == bindparam("town"))
    .values({name: bindparam(name) for name in PARTNER_COLUMNS})
)
LEAVING = delete(PARTNERS).where(
    OF_CASE, ROW.municipality_key.in_(bindparam("towns", expanding=True))
)
NEW = ("id", "application_id", "municipality_key", *PARTNER_COLUMNS)
WHOLE = 1000
SHORT = 8


@dataclass(frozen=True, slots=True)
class PartnerEntry:
    """A partner as typed: key, task, contribution in cents, whom to ask, share of the cost.

    The share is in hundredths of a percent.
    """

    key: str
    task: str = ""
    contribution_cents: int = 0
    contact_email: str = ""
    share_hundredths: int | None = None


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line of the plan as typed; amounts in cents, the quantity in thousandths.

    Where quantity and unit price are given, the amount follows from them.
    """

    kind: str
    label: str
    amount_cents: int
    eligible: bool
    year: int
    quantity_thousandths: int = WHOLE
    unit: str = "flat"
    unit_price_cents: int | None = None
    eligible_part_cents: int | None = None
    municipality_key: str = ""
    pay_grade: str = ""
    qualification: str = ""
    post_hundredths: int | None = None
    note: str = ""

    @property
    def sum_cents(self) -> int:
        """Return the amount in cents: quantity times price, rounded once, but for a lump sum."""
        if self.unit == "flat" or self.unit_price_cents is None:
            return self.amount_cents
        return times(self.quantity_thousandths, self.unit_price_cents)


def entry_of(line: Line) -> LineEntry:
    """Return a line that is kept as it would be typed again."""
    names = LineEntry.__dataclass_fields__
    return LineEntry(**{name: getattr(line, name) for name in names})


# The names come back with the new rows, for what the case is found by. Written out, for nothing
# encloses what is returned that a query could be tied to.
NAMED = "(SELECT town.name FROM municipality AS town WHERE town.key = partner.municipality_key)"
JOINED = (PARTNERS.c.municipality_key, literal_column(NAMED, String))


def replace_partners(case: Case, partners: Sequence[PartnerEntry]) -> list[str]:
    """Keep these partners instead of the ones before, and return the names of all.

    What stays as it is is not written, what changes is changed in place. Raises ``Invalid``
    naming the row.
    """
    faults = _partner_faults(case, [partner.key for partner in partners])
    if faults:
        raise Invalid(*faults)
    rows = [_partner_row(case, at, partner) for at, partner in enumerate(partners, 1)]
    before = {partner.key: partner for partner in case.partners}
    gone = before.keys() - {row["town"] for row in rows}
    if gone:
        case.connection.execute(LEAVING, {"app": case.application.id, "towns": list(gone)})
    changed = [row for row in rows if row["town"] in before and _differs(before[row["town"]], row)]
    if changed:
        case.connection.execute(STAYING, changed)
    added = _add_partners(case, [row for row in rows if row["town"] not in before])
    case.forget_partners()
    return [added.get(row["town"]) or before[row["town"]].name for row in rows]


def _add_partners(case: Case, rows: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Add partners of the register, and return their names by their keys.

    Raises ``Invalid`` at those that the register does not have.
    """
    if not rows:
        return {}
    joining = insert(PARTNERS).from_select(NEW, union_all(*(_joining(row) for row in rows)))
    joined = case.connection.execute(joining.returning(*JOINED)).all()
    added: dict[str, str] = dict(tuple(row) for row in joined)
    if len(added) != len(rows):
        asked = {row["town"] for row in rows}
        known = set(case.session.scalars(TOWNS, {"keys": list(asked)}))
        raise Invalid(
            *(
                Fault(f"partners-{row['position']}-key", "unknown_municipality", {"key": key})
                for row in rows
                if (key := row["town"]) not in known
            )
        )
    return added


def _joining(row: Mapping[str, Any]) -> Select[Any]:
    """Select a new partner out of the register: there is no row where it does not have the town."""
    named = {"id": uuid4(), "application_id": row["app"]}
    named |= {name: row[name] for name in PARTNER_COLUMNS}
    kept: dict[str, Any] = {name: literal(value, ROW[name].type) for name, value in named.items()}
    kept["municipality_key"] = Municipality.key
    return select(*(kept[name] for name in NEW)).where(Municipality.key == row["town"])


def _differs(held: PartnerTown, row: Mapping[str, Any]) -> bool:
    return any(getattr(held, name) != row[name] for name in PARTNER_COLUMNS)


def _partner_row(case: Case, position: int, partner: PartnerEntry) -> dict[str, Any]:
    named = {"app": case.application.id, "town": partner.key, "position": position}
    return named | {name: value for name, value in asdict(partner).items() if name != "key"}


def _partner_faults(case: Case, keys: Sequence[str]) -> list[Fault]:
    faults = []
    for number, key in enumerate(keys, 1):
        if key == case.application.lead_key:
            faults.append(Fault(f"partners-{number}-key", "partner_is_lead"))
        elif key in keys[: number - 1]:
            faults.append(Fault(f"partners-{number}-key", "partner_twice"))
    return faults


def replace_lines(case: Case, lines: Sequence[LineEntry]) -> None:
    """Keep these lines of the plan instead of the ones before; raises ``Invalid`` at the line."""
    faults = [
        fault for number, line in enumerate(lines, 1) for fault in _faults(case, number, line)
    ]
    if faults:
        raise Invalid(*faults)
    case.session.execute(delete(Line).where(Line.application_id == case.application.id))
    case.session.add_all(
        Line(
            application_id=case.application.id,
            position=position,
            **asdict(line) | {"amount_cents": line.sum_cents},
        )
        for position, line in enumerate(lines, 1)
    )
    case.__dict__.pop("lines", None)  # to be read anew


def _faults(case: Case, number: int, line: LineEntry) -> list[Fault]:
    known = {"kind": EXPENDITURE_KINDS, "unit": UNITS}
    faults = [
        Fault(f"lines-{number}-{name}", "choose")
        for name, words in known.items()
        if getattr(line, name) not in words
    ]
    if not line.year:
        faults.append(Fault(f"lines-{number}-year", "choose"))
    part = line.eligible_part_cents
    if part is not None and part > line.sum_cents:
        params = {"limit": line.sum_cents}
        faults.append(Fault(f"lines-{number}-eligible_part", "part_over", params))
    if line.municipality_key and line.municipality_key not in case.towns:
        faults.append(Fault(f"lines-{number}-municipality", "choose"))
    return faults


def keep_rows(case: Case, rows: Rows, typed: Sequence[Mapping[str, Any]]) -> None:
    """Keep rows with the answers; a row goes on under its id, and keeps what was not on this page.

    Of rows that belong to another page only the fields of this one change, none comes or goes.
    """
    old: dict[str, dict[str, Any]] = {
        row["id"]: dict(row) for row in case.answers.value(rows.name) or ()
    }
    names = {field.name for field in rows.fields}
    kept: dict[str, dict[str, Any]] = dict(old) if rows.fixed else {}
    for row in typed[: rows.most]:
        key = str(row.get("id") or "")
        if rows.fixed and key not in old:
            continue
        if key not in old or (key in kept and not rows.fixed):
            key = uuid4().hex[:SHORT]
        values = {name: plain(value) for name, value in row.items() if name in names}
        kept[key] = {**old.get(key, {}), **values, "id": key}
    case.answers.keep(rows.name, list(kept.values()))
    if rows.name == "third_parties":
        case.answers.third_party_cents = sum(row["amount"] or 0 for row in kept.values())


def plain(value: Any) -> Any:
    """Return a value as JSON holds it; days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value
