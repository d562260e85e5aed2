"""How a notice can go out, what is known of it, and which values the rules of notification have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from funding.law.explanation import Explanation

POST, ELECTRONIC, REGISTERED = "post", "electronic", "registered"
PORTAL, MAILBOX, RECEIPT, DEED = "portal", "mailbox", "receipt", "deed"
PAPERS = (RECEIPT, DEED)  # they prove by themselves on which day it was served
CHANNELS = (POST, ELECTRONIC, REGISTERED, PORTAL, MAILBOX, RECEIPT, DEED)
FOUR_DAY_RULE_SINCE = date(2025, 1, 1)


class Fictions(NamedTuple):
    """The values of the rules as valid on the day of posting, in days."""

    sent: int  # after posting or sending; three until the end of 2024, four since
    mailbox: int = 3
    retrieval: int = 10


def fictions_of_the_law(
    posted: date,
    *,
    switch_on: date = FOUR_DAY_RULE_SINCE,
    before: int = 3,
    since: int = 4,
    mailbox: int = 3,
) -> Fictions:
    """Return the values for a day of posting as the statutes print them."""
    return Fictions(since if posted >= switch_on else before, mailbox)


@dataclass(frozen=True, slots=True)
class Notification:
    """Whether and when a notice was notified, and why."""

    day: date | None
    steps: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """What is known of a notice that went out.

    ``posted``: the day of posting, of sending, of the alert about the portal, or of provision in
    the mailbox. ``retrieved``: from the portal. ``received``: the day that a receipt or a deed
    names, for other channels the day on which it is proven to have arrived. ``lost``: the
    addressee denies, and the office cannot prove, that it arrived.
    """

    channel: str
    posted: date | None = None
    retrieved: date | None = None
    received: date | None = None
    lost: bool = False


def known(day: date | None, which: str) -> date:
    """Return a day that must be known; whoever calls without it gets a ``ValueError``."""
    if day is None:
        raise ValueError(f"the day is missing: {which}")
    return day
