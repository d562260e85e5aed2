"""Rules on expenditure, financing and money passed on; amounts in cents."""

from __future__ import annotations

from typing import Any

from funding.law import grants
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.sheet import Row, Sheet
from funding.words.expenditure import PAY_GRADES

Params = dict[str, Any]
LEAST_POST, WHOLE_POST = 5, 100  # hundredths


def quantity_positive(_sheet: Sheet, row: Row) -> Params | None:
    """A quantity is more than nought."""
    return {} if (row["quantity"] or 0) <= 0 else None


def amount_missing(_sheet: Sheet, row: Row) -> Params | None:
    """A line has an amount."""
    return {} if (row["amount"] or 0) <= 0 else None


def wrong_year(sheet: Sheet, row: Row) -> Params | None:
    """A call covers the expenditure of its year and, by the rules of the day, of those after it."""
    year = sheet.case.call.year
    last = year + sheet.value("rule:following_years")
    return None if year <= row["year"] <= last else {"year": year, "last": last}


def part_over(_sheet: Sheet, row: Row) -> Params | None:
    """The eligible part is at most the whole."""
    part = row["eligible_part"]
    return {} if part is not None and part > (row["amount"] or 0) else None


def post_share_range(_sheet: Sheet, row: Row) -> Params | None:
    """A part-time post is a twentieth of a whole one at least."""
    share = row["post_share"]
    return None if share is None or LEAST_POST <= share <= WHOLE_POST else {}


def personnel_ceiling(sheet: Sheet, row: Row) -> Params | None:
    """Personnel above the ceiling of a whole post and year is looked at again (TV-L)."""
    if row["kind"] != "personnel":
        return None
    share = row["post_share"] or WHOLE_POST
    ceiling: int = sheet.value("rule:personnel_ceiling_cents") * share // WHOLE_POST
    return {"ceiling": ceiling} if (row["amount"] or 0) > ceiling else None


def grade_over(_sheet: Sheet, row: Row) -> Params | None:
    """The pay grade that is eligible at most depends on the qualification (RL KommPräv, TV-L)."""
    highest = HIGHEST.get(row["qualification"], "")
    over = highest and PAY_GRADES.index(row["pay_grade"] or "E2") > PAY_GRADES.index(highest)
    return {"grade": highest.replace("E", "E ")} if over and row["kind"] == "personnel" else None


HIGHEST = {"vocational": "E7", "applied": "E11", "university": "E14", "leading": "E15"}


def nothing_requested(sheet: Sheet, _row: Row) -> Params | None:
    """A grant is asked for."""
    return {} if sheet.case.application.requested_cents <= 0 else None


def rate_exceeded(sheet: Sheet, _row: Row) -> Params | None:
    """The grant is at most the funding rate of the eligible expenditure (RL KommPräv)."""
    sums = PlanSums(sheet.case)
    over = sums.requested > sums.highest and sheet.case.lines
    params = {"highest": sums.highest, "rate": sums.rate, "base": sums.eligible}
    return params if over else None


def sums_short(sheet: Sheet, _row: Row) -> Params | None:
    """The financing covers the expenditure."""
    rest = PlanSums(sheet.case).rest
    return {"amount": rest} if rest > 0 else None


def sums_over(sheet: Sheet, _row: Row) -> Params | None:
    """The financing is not more than the expenditure."""
    rest = PlanSums(sheet.case).rest
    return {"amount": -rest} if rest < 0 and sheet.case.lines else None


def own_share_short(sheet: Sheet, _row: Row) -> Params | None:
    """The own share is a tenth at least, also in kind (RL KommPräv)."""
    sums, share = PlanSums(sheet.case), sheet.case.rule("own_share_percent")
    needed = grants.own_share_needed(sums.eligible, share)
    return {"needed": needed, "share": share, "own": sums.own} if sums.own < needed else None


def _small(sheet: Sheet) -> int:
    """Return the floor where the grant is not above it, else 0."""
    floor = sheet.case.rule("floor_cents")
    return floor if 0 < sheet.case.application.requested_cents <= floor else 0


def floor(sheet: Sheet, _row: Row) -> Params | None:
    """A grant not above the floor needs one of the three exceptions (RL KommPräv)."""
    small = _small(sheet)
    return {"floor": small} if small and not sheet.value("floor_exception") else None


def floor_reason(sheet: Sheet, _row: Row) -> Params | None:
    """An exception from the floor is reasoned."""
    small = _small(sheet)
    reasoned = sheet.value("floor_reason") or not sheet.value("floor_exception")
    return {"floor": small} if small and not reasoned else None


def land_money(_sheet: Sheet, row: Row) -> Params | None:
    """Other money of the Free State often rules a grant out."""
    return {} if row["kind"] == "land" else None


def years_differ(sheet: Sheet, _row: Row) -> Params | None:
    """What is asked for year by year adds up to the grant."""
    rows = sheet.rows("yearly")
    given, requested = sum(row["amount"] or 0 for row in rows), PlanSums(sheet.case).requested
    return {"given": given, "requested": requested} if rows and given != requested else None


def follow_up_missing(sheet: Sheet, _row: Row) -> Params | None:
    """Who plans personnel says who pays afterwards."""
    personnel = any(line.kind == "personnel" for line in sheet.case.lines)
    return {} if personnel and not sheet.value("follow_up") else None


def passed_on_over(sheet: Sheet, _row: Row) -> Params | None:
    """No more is passed on than is granted."""
    passed = sum(row["amount"] or 0 for row in sheet.rows("recipients"))
    requested = PlanSums(sheet.case).requested
    return {"passed": passed, "requested": requested} if passed > requested else None


RULES = {
    rule.__name__: rule
    for rule in (
        quantity_positive,
        amount_missing,
        wrong_year,
        part_over,
        post_share_range,
        personnel_ceiling,
        grade_over,
        nothing_requested,
        rate_exceeded,
        sums_short,
        sums_over,
        own_share_short,
        floor,
        floor_reason,
        land_money,
        years_differ,
        follow_up_missing,
        passed_on_over,
    )
}
