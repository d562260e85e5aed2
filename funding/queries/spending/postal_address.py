"""The postal address of a body: what is wrong with one, and what the audit knows of its changes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, UUID, uuid5

from funding.errors import Fault
from funding.law.sending import POST
from funding.queries.spending.issue_answers import addressed
from funding.words.visible import hides

# What the audit knows of it: one chain for each body.
ADDRESS, CHANGE_ADDRESS = "postal_address", "change_address"
ADDRESS_STEPS = frozenset({(ADDRESS, CHANGE_ADDRESS, ADDRESS, ADDRESS)})
# As many lines as the address field of a letter has room for.
MOST_LINES, LONGEST_LINE = 6, 45


def subject_of(municipality_key: str) -> UUID:
    """Return under which key the audit keeps the changes of a body's address."""
    return uuid5(NAMESPACE_URL, f"{ADDRESS}:{municipality_key}")


def too_large(address: str) -> Iterator[Fault]:
    """Yield what is wrong with an address for which the field of a letter has no room."""
    lines = address.splitlines()
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        params = {"lines": MOST_LINES, "signs": LONGEST_LINE}
        yield Fault("address", "address_too_large", params)


def wrong_with(address: str) -> Iterator[Fault]:
    """Yield what is wrong with a postal address."""
    if hides(address):
        yield Fault("address", "address_signs")
    if not addressed(POST, address):
        yield Fault("address", "address_missing")
    yield from too_large(address)
