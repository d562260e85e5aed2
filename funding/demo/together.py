"""How demo towns apply together: who the partners are, and how they sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.cosigning import Joint
from funding.queries.details import Details
from funding.services.administration.set_up_demo import TOWNS
from funding.services.applying.co_sign import co_sign
from funding.services.applying.save_rows import PartnerEntry


def partners_of_2022() -> tuple[PartnerEntry, ...]:
    """Return Lengenfeld and Rodewisch as Auerbach/Vogtl. names them."""
    return (
        PartnerEntry(
            "14523170",
            "Stellt die Räume für die Bürgergespräche.",
            150_000,
            "bearbeitung@lengenfeld.example",
        ),
        PartnerEntry(
            "14523360",
            "Führt die Sicherheitsanalyse vor Ort durch.",
            150_000,
            "bearbeitung@rodewisch.example",
        ),
    )


def reading_and_signing(reference: str, partner_key: str) -> Callable[[Any, Actor], None]:
    """Return the deed of a signatory who reads what is there now and signs it."""

    def sign(session: Any, actor: Actor) -> None:
        case = find.case(session, actor, reference)
        read = Joint(case).fingerprint(partner_key)
        details = Details(reauthenticated=True, partner_key=partner_key, fingerprint=read)
        co_sign(session, actor, reference, details)

    return sign


def slug_of(key: str) -> str:
    """Return how the addresses of a demo town name it."""
    return next(slug for slug, (own, _name) in TOWNS.items() if own == key)
