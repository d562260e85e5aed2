"""Recompute the interest that was claimed: from its frozen periods, and against its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.law.financing import half_up
from funding.law.interest import POINTS, YEAR_DAYS
from funding.law.remedies import final_on
from funding.models import Application, InterestClaim, Payment, Received, Recovery
from funding.models.recovery import INTEREST
from funding.queries.operations.verify_remedies import set_aside, upheld_on
from workflows.interest_claim import State


def interest_claims(session: Session) -> Iterator[str]:
    """List interest whose sum, periods, notice or claim say something else than they do."""
    claims = {
        claim.id: claim
        for claim in session.scalars(select(Recovery).where(Recovery.kind == INTEREST))
    }
    rows = session.execute(
        select(InterestClaim, Application.reference, Application.id)
        .join(Application, Application.id == InterestClaim.application_id)
        .order_by(Application.reference, InterestClaim.number)
    )
    upheld, gone = upheld_on(session), set_aside(session)
    settled = dict[tuple[Any, ...], int]()
    for one, reference, case_id in rows:
        where, key = f"interest {one.number} of {reference}", (case_id, INTEREST, one.number)
        yield from _computed(where, one)
        gone_with_it = False
        if one.state == State.SIGNED:
            claim = claims.pop(one.recovery_id, None) if one.recovery_id else None
            yield from _claimed(where, one, claim, case_id, upheld.get(key))
            if claim is None or claim.dropped_at is None:  # else nothing waits for it any more
                yield from _final(where, one, upheld.get(key))
            if key in gone and claim is not None and claim.dropped_at is None:
                yield f"{where}: its notice was set aside, and what it claims stands"
            gone_with_it = claim is not None and claim.dropped_at is not None
        if one.settles and not gone_with_it:
            yield from _twice(where, case_id, one, settled)
    for claim in claims.values():
        yield f"claim ({INTEREST}) {claim.id}: no notice about interest was signed for it"
    yield from _no_grant(session)


def _computed(where: str, one: InterestClaim) -> Iterator[str]:
    figures = one.figures
    on, exact = date.fromisoformat(figures["on"]), Fraction(0)
    for source in figures["sources"]:
        for year in source["years"]:
            if year["barred"] != (on > date.fromisoformat(year["lapses_on"])):
                yield f"{where}: interest of {year['year']} is barred or not, against its day"
            found = sum((_exact(part) for part in year["parts"]), Fraction(0))
            if half_up(found) != year["cents"]:
                yield f"{where}: interest of {year['year']} adds up to {half_up(found)} cents"
            exact += 0 if year["barred"] else found
    if not half_up(exact) == figures["amount_cents"] == one.amount_cents:
        yield f"{where}: {one.amount_cents} cents, its periods add up to {half_up(exact)}"


def _exact(part: Mapping[str, Any]) -> Fraction:
    """Compute one period anew from its days, rate and sum."""
    first, last = (date.fromisoformat(part[name]) for name in ("first", "last"))
    days = (last - first).days + 1
    return Fraction(part["owed_cents"] * part["basis_points"] * days, POINTS * YEAR_DAYS)


def _claimed(
    where: str, one: InterestClaim, claim: Recovery | None, case_id: Any, upheld: date | None
) -> Iterator[str]:
    if claim is None or claim.application_id != case_id:
        yield f"{where}: signed, and nothing is claimed by it"
        return
    if claim.amount_cents != one.amount_cents:
        yield f"{where}: {one.amount_cents} cents are signed, {claim.amount_cents} claimed"
    # What was due or paid before an action was lost keeps the day on which it was final at first.
    later = upheld is not None and one.final_on == upheld and claim.final_on <= upheld
    if claim.issued_on != one.issued_on or (claim.final_on != one.final_on and not later):
        yield f"{where}: its notice and its claim have other days"


def _twice(
    where: str, case_id: Any, one: InterestClaim, settled: dict[tuple[Any, ...], int]
) -> Iterator[str]:
    """List what interest was claimed or given up on more than once, so for the same days."""
    for source in one.figures["sources"]:
        key = case_id, source["kind"], source["number"]
        if key in settled:
            yield f"{where}: claims or gives up what no. {settled[key]} did for the same days"
        settled[key] = one.number


def _final(where: str, one: InterestClaim, upheld: date | None) -> Iterator[str]:
    """Compute anew from when the notice is final: by law, or since it was attacked in vain."""
    if one.remedy_ends_on is None:
        return
    day = max(final_on(one.remedy_ends_on, one.waived_on), upheld or date.min)
    if one.final_on != day:
        yield f"{where}: its notice is final on another day by law"


def _no_grant(session: Session) -> Iterator[str]:
    """Interest is income of the state: none of it is money of a grant."""
    booked = session.scalars(
        select(Recovery.id)
        .join(Received, Received.recovery_id == Recovery.id)
        .join(Payment, Payment.received_id == Received.id)
        .where(Recovery.kind == INTEREST)
    )
    for key in booked:
        yield f"claim ({INTEREST}) {key}: what came in for it is booked to the grant"
