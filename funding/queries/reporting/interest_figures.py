"""The interest of a case as figures that are frozen: plain JSON, the same as a notice names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from funding.law.interest_limit import YearOfInterest
from funding.law.outstanding import Owed
from funding.queries.case import Case
from funding.queries.reporting.interest import CaseInterest, Source


def figures_of(case: Case, found: CaseInterest) -> dict[str, Any]:
    """Return all of a computation as plain JSON: amounts in cents, days as YYYY-MM-DD."""
    return {
        "on": found.on.isoformat(),
        "amount_cents": found.cents,
        "barred_cents": found.barred_cents,
        "floor_cents": found.floor_cents,
        "limit_years": found.limit_years,
        "points": case.rule("interest_basis_points"),
        "sources": [_source(one) for one in found.sources],
    }


def same_figures(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Tell whether two computations say the same, whatever days they were made for."""
    return {**frozen, "on": ""} == {**now, "on": ""}


def _source(one: Source) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "number": one.number,
        "amount_cents": one.amount_cents,
        "reclaimed_cents": one.reclaimed_cents,
        "arises_on": one.arises_on.isoformat(),
        "paid_on": _iso(one.paid_on),
        "use_until": _iso(one.use_until),
        "last": one.last.isoformat(),
        "in_time": one.in_time,
        "cents": one.cents,
        "years": [_year(year) for year in one.years],
    }


def _year(one: YearOfInterest) -> dict[str, Any]:
    return {
        "year": one.year,
        "lapses_on": one.lapses_on.isoformat(),
        "barred": one.barred,
        "cents": one.cents,
        "parts": [_part(part) for part in one.parts],
    }


def _part(part: Owed) -> dict[str, Any]:
    span = part.span
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "days": span.days,
        "owed_cents": part.cents,
        "basis_points": span.basis_points,
        "cents": span.cents,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
