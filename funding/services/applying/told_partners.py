"""What letters about a joint application tell: who has signed, who could not, whose part it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from funding.notices.people import OF_ONE_TOWN, Recipient
from funding.queries.accounts.actors import normalised
from funding.queries.applying.cosigning import Joint, with_signatory
from funding.queries.case import Case
from workflows.application import State
from workflows.application.words import BEFORE_SUBMISSION


class Signing(NamedTuple):
    """Which partners are missing, whose signature lapsed, who has no signatory, whom to write."""

    missing: frozenset[str] = frozenset()
    lapsed: frozenset[str] = frozenset()
    unable: frozenset[str] = frozenset()
    contacts: tuple[tuple[str, str], ...] = ()


def signing(case: Case) -> Signing:
    """Tell how far the signing of a case has come; only while partners are asked."""
    if case.application.state != State.COSIGNING:
        return Signing()
    joint = Joint(case)
    missing = frozenset(joint.missing) - {case.given("partner_key")}
    addresses = ((key, normalised(joint.partners[key].contact_email)) for key in sorted(missing))
    return Signing(
        missing,
        frozenset(case.lapsed),
        missing - with_signatory(case),
        tuple(one for one in addresses if one[1]),
    )


def joint_facts(case: Case) -> Callable[[Recipient], dict[str, Any]]:
    """Return what a letter may say of the partners, for each reader what is its own."""
    facts: dict[str, Any] = dict(zip(OF_ONE_TOWN, (0, 0, ""), strict=True)) | {
        "partner": case.town_names.get(str(case.given("partner_key")), ""),
        "partner_count": len(case.partner_keys),
        "signed_count": 0,
        "unable": [],
    }
    if not case.partner_keys or case.application.state not in BEFORE_SUBMISSION:
        return lambda _recipient: facts
    joint, state = Joint(case), signing(case)
    missing = set(joint.missing) - {case.given("partner_key")}
    facts["signed_count"] = len(joint.partners) - len(missing)
    facts["unable"] = [joint.partners[key].name for key in sorted(state.unable)]

    def own(recipient: Recipient) -> dict[str, Any]:
        key = str(recipient.municipality_key)
        part, lapsed = joint.partners.get(key), case.lapsed.get(key)
        of_town = (
            part.contribution_cents if part else 0,
            lapsed.places if lapsed else 0,
            lapsed.signed_at.isoformat() if lapsed else "",
        )
        return facts | dict(zip(OF_ONE_TOWN, of_town, strict=True))

    return own
