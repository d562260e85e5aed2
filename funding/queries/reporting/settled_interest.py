"""Interest that is settled: claimed or given up. For the same euro no day of it is asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from funding.law.outstanding import Change
from funding.models import InterestClaim, Recovery
from funding.queries.case import Case
from workflows.interest_claim import SETTLED

# What interest runs on: what is reclaimed (Abs. 3), and what was drawn and used late (Abs. 4).
CLAIM, USE = "claim", "use"
Key = tuple[str, int]
Figures = Mapping[str, Any]
ONE_DAY = timedelta(days=1)


def settled_figures(case: Case) -> Sequence[Figures]:
    """List the frozen figures that are claimed or given up, but by a claim that has ended since."""
    return case.session.scalars(
        select(InterestClaim.figures)
        .outerjoin(Recovery, Recovery.id == InterestClaim.recovery_id)
        .where(
            InterestClaim.application_id == case.application.id,
            InterestClaim.state.in_(SETTLED),
            Recovery.dropped_at.is_(None),
        )
        .order_by(InterestClaim.number)
    ).all()


def settled_sources(case: Case, kind: str) -> list[Figures]:
    """List what of a kind interest is settled on, as it was frozen, the earliest first."""
    return [
        one for found in settled_figures(case) for one in found["sources"] if one["kind"] == kind
    ]


def settled_on_claims(case: Case, before: int) -> list[Figures]:
    """List on what of the claims before a number interest is settled (each has its number)."""
    return [one for one in settled_sources(case, CLAIM) if one["number"] < before]


def taken_off(sources: Sequence[Figures]) -> Iterator[Change]:
    """Yield by which changes of a balance the euros go off it on the days that are settled.

    Each claim is the latest euros of what was paid: a later one holds the euros of the one before.
    """
    for part in parts_of(sources):
        first, last = (date.fromisoformat(part[name]) for name in ("first", "last"))
        yield first - ONE_DAY, -part["owed_cents"]
        yield last, part["owed_cents"]


def parts_of(sources: Sequence[Figures]) -> Iterator[Figures]:
    """List the periods of frozen sources, also of the years that had lapsed."""
    return (part for one in sources for year in one["years"] for part in year["parts"])


def keys_of(figures: Figures) -> Iterator[Key]:
    """Return what frozen figures name."""
    return ((one["kind"], one["number"]) for one in figures["sources"])


def settled_keys(case: Case) -> frozenset[Key]:
    """Return on what interest is settled: by kind and number."""
    return frozenset(key for figures in settled_figures(case) for key in keys_of(figures))
