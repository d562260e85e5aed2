"""Enter a body that no official list names: a Zweckverband, an Eigenbetrieb, a Landkreis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import Fault, Invalid
from funding.law import berlin
from funding.models import EnteredBody, Municipality
from funding.policy import Actor, require
from funding.queries.applying.register import Entry
from funding.queries.applying.rules_project import FREE_MAIL
from funding.words.bodies import BODY_KINDS
from funding.words.folding import fold
from funding.words.visible import cleaned

SHORTEST_NAME, LONGEST_NAME, LONGEST_DOMAIN = 3, 120, 120
OFFICIAL = re.compile(r"14\d{6,7}", re.ASCII)
DIGITS_OF_A_KEY = re.compile(r"\d{8}")
DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
OWN_KEY = "P{district}{number:03d}"
SEATS = ("town", "village", "district_free_city")


def enter_body(  # noqa: PLR0913 - a body has a name, a kind, a key, a seat and a domain
    session: Session,
    actor: Actor,
    *,
    name: str,
    kind: str,
    seat_key: str,
    key: str = "",
    domain: str = "",
) -> Municipality:
    """Enter a body by name and seat; it lies in the district of its seat.

    Without an official key it gets one of the portal's own. With a domain, only addresses of that
    domain are invited for it. Raises ``Invalid`` with everything that is wrong.
    """
    require(actor, "act", "enter_body")
    name, key = " ".join(cleaned(name).split()), "".join(key.split())
    domain = domain.strip().removeprefix("@").casefold()
    seat = session.get(Municipality, seat_key)
    if seat is None or seat.valid_to is not None or seat.kind not in SEATS:
        raise Invalid(Fault("seat", "seat_unknown"), *_about_itself(name, kind, domain))
    # Two who enter at once do so one after the other: a name and a number is given once. What
    # stands there is read after the lock, for who waited does not see what has come meanwhile.
    of_district = Municipality.district_key == seat.district_key
    locked = select(Municipality.key).where(of_district).order_by(Municipality.key)
    session.execute(locked.with_for_update()).all()
    there = session.scalars(select(Municipality).where(of_district)).all()
    faults = [
        *_about_itself(name, kind, domain),
        *_name_taken(name, there),
        *_about_key(session, key, seat),
    ]
    if faults:
        raise Invalid(*faults)
    body = Municipality(
        key=key or _own_key(seat.district_key, there),
        name=name,
        kind=kind,
        district_key=seat.district_key,
        district=seat.district,
        police_directorate=seat.police_directorate,
        valid_from=berlin.local_date(clock.now()),
    )
    session.add(body)
    session.flush()  # seat and domain refer to it
    session.add(
        EnteredBody(
            key=body.key,
            seat_key=seat.key,
            email_domain=domain,
            entered_at=clock.now(),
            entered_by_id=actor.account_id,
        )
    )
    return body


def _about_itself(name: str, kind: str, domain: str) -> Iterator[Fault]:
    # Eight digits in a name would be read as a key wherever the body is searched for.
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or DIGITS_OF_A_KEY.search(name):
        yield Fault("name", "body_name")
    if kind not in BODY_KINDS:
        yield Fault("kind", "body_kind")
    if domain in FREE_MAIL:
        yield Fault("domain", "domain_for_all", {"domain": domain})
    elif domain and (len(domain) > LONGEST_DOMAIN or not DOMAIN.fullmatch(domain)):
        yield Fault("domain", "domain_form")


def _name_taken(name: str, there: Sequence[Municipality]) -> Iterator[Fault]:
    for one in there:
        if one.valid_to is None and fold(one.name) == fold(name):
            yield Fault("name", "body_known", {"shown": _shown(one)})


def _about_key(session: Session, key: str, seat: Municipality) -> Iterator[Fault]:
    if not key:
        return
    known = session.get(Municipality, key)
    if not OFFICIAL.fullmatch(key):
        yield Fault("key", "key_form")
    elif known is not None:
        yield Fault("key", "key_known", {"shown": _shown(known)})
    elif not key.startswith(seat.district_key):
        where = {"district": seat.district, "district_key": seat.district_key}
        yield Fault("key", "key_elsewhere", where)


def _own_key(district_key: str, there: Sequence[Municipality]) -> str:
    given = [int(one.key[-3:]) for one in there if one.key.startswith(f"P{district_key}")]
    return OWN_KEY.format(district=district_key, number=max(given, default=0) + 1)


def _shown(one: Municipality) -> str:
    return Entry(one.key, one.name, one.kind, one.district).shown
