"""Why a rule does not mean somebody: asked of the rule itself, one condition after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import select

from funding.models import CoSignature
from funding.notices.people import About, Audience, Recipient
from funding.queries.case import Case
from funding.queries.deciding.signing import able_to_sign
from funding.queries.notices.persons import Part, Somebody
from workflows.application import Deed, State
from workflows.application.words import SIGNED

NOBODY = UUID(int=1)
# What must be so for somebody to be told, in the order in which it is said that it is not.
CONDITIONS = ("holder", "creator", "proposer", "hand", "limit", "recorded", "missing", "lapsed")
# Only known to the act itself: whom a note names, whose right has changed.
OF_THE_ACT = ("concerned", "mentioned")


def parts_meant(audience: Audience, who: Somebody, case: Case) -> tuple[Part, ...]:
    """Return the roles in which a rule could mean somebody, whatever else had to be so."""
    return tuple(
        part
        for part in who.parts
        if any(audience(_recipient(who, part), about) for about in _possible(case, who))
    )


def unmet(audience: Audience, who: Somebody, case: Case) -> str:
    """Return the first condition of a rule that does not hold of somebody now; else nothing."""
    parts = parts_meant(audience, who, case)
    if not parts:
        return "part"
    base = next(
        about
        for about in _possible(case, who)
        if any(audience(_recipient(who, part), about) for part in parts)
    )
    for name, values in _actual(case).items():
        about = replace(base, **values)
        if not any(audience(_recipient(who, part), about) for part in parts):
            return name
    return ""


def _recipient(who: Somebody, part: Part) -> Recipient:
    return Recipient(
        who.account_id, who.person_id, who.name, "", "de", part.role, part.municipality_key
    )


def _possible(case: Case, who: Somebody) -> Iterator[About]:
    """Yield what may be so at best: everything that a rule can ask for holds of this person."""
    partners = frozenset(case.partner_keys)
    best = About(
        lead_key=case.application.lead_key,
        partner_keys=case.partner_keys,
        created_by_id=who.account_id,
        proposers=frozenset({who.person_id} if who.person_id else ()),
        notice_recorded=True,
        signers=frozenset({who.person_id} if who.person_id else ()),
        missing=partners,
        unable=partners or frozenset({"some"}),
        concerned=frozenset({who.person_id} if who.person_id else ()),
        mentioned=frozenset({who.account_id} if who.account_id else ()),
    )
    holders = (NOBODY, who.account_id, None)
    for holder_id, lapsed in product(holders, (frozenset[str](), partners)):
        yield replace(best, holder_id=holder_id, lapsed=lapsed)


def _actual(case: Case) -> dict[str, dict[str, Any]]:
    """Return what is so now, one condition at a time."""
    app, hands = case.application, case.surroundings.hands
    of_round = [h for h in hands if h.round == app.round]
    nothing: frozenset[UUID] = frozenset()
    found: dict[str, dict[str, Any]] = {
        "holder": {"holder_id": app.holder_id or NOBODY},
        "creator": {"created_by_id": app.created_by_id},
        "proposer": {
            "proposers": frozenset(
                h.person_id for h in of_round if h.deed in (Deed.PROPOSED, *SIGNED)
            )
        },
        "hand": {
            "hands": frozenset(
                h.person_id for h in hands if h.deed not in SIGNED or h.round == app.round
            )
        },
        "limit": {"signers": frozenset(able_to_sign(case))},
        "recorded": {"notice_recorded": case.notice is not None},
        "missing": {"missing": _missing(case)},
        "lapsed": {"lapsed": frozenset()},
        "concerned": {"concerned": nothing},
        "mentioned": {"mentioned": nothing},
    }
    return {name: found[name] for name in (*CONDITIONS, *OF_THE_ACT)}


def _missing(case: Case) -> frozenset[str]:
    """Return the partners that are asked to sign and have not."""
    if case.application.state != State.COSIGNING:
        return frozenset()
    signed = case.session.scalars(
        select(CoSignature.municipality_key).where(
            CoSignature.application_id == case.application.id, CoSignature.ended_at.is_(None)
        )
    )
    return frozenset(case.partner_keys) - set(signed)
