"""Whereto letters to a town go is kept with who said so, town or office, and so verified."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import AuditEntry, Municipality
from funding.queries.operations.verify import differences
from funding.queries.spending.postal_address import ADDRESS as OF_ADDRESSES
from funding.services.operations.write_audit import digest
from funding.services.spending.change_address import change_address
from tests.services.spending.issuing import ADDRESS, to_send
from tests.stages import EDITOR, TOWN_KEY, bring
from workflows.application import State

OWN = f"Rathaus\n{ADDRESS}"
OF_TOWN = Municipality.key == TOWN_KEY


@pytest.fixture
def sent(story):
    """Let the town say whereto its letters go, and the office send one elsewhere."""
    reference = bring(story, State.APPROVED)
    story.act(EDITOR, lambda s, a: change_address(s, a, TOWN_KEY, OWN))
    story.moved.instant += timedelta(minutes=10)
    to_send(story, reference)
    return reference


def entries():
    with reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.workflow == OF_ADDRESSES))
        found = sorted(rows, key=lambda row: row.version)
        return [(row.actor_role, row.details["old"], row.details["new"]) for row in found]


def wrong():
    with reading() as session:
        return differences(session, digest)


def test_the_office_that_sends_a_letter_elsewhere_is_named_as_well(sent):
    assert entries() == [("applicant_editor", "", OWN), ("reviewer", OWN, ADDRESS)]
    assert wrong() == []


def test_an_address_that_was_changed_behind_the_audit_is_found(sent):
    with transaction() as session:
        session.execute(update(Municipality).where(OF_TOWN).values(postal_address="Anderswo"))
    assert wrong() == [f"address of {TOWN_KEY}: it is another one than the audit says"]


def test_a_change_that_no_entry_tells_of_is_found_by_the_next_one(story, sent):
    with transaction() as session:
        session.execute(update(Municipality).where(OF_TOWN).values(postal_address="Anderswo"))
    story.act(EDITOR, lambda s, a: change_address(s, a, TOWN_KEY, OWN))
    told = f"address of {TOWN_KEY}: an entry of the audit begins where none before it ended"
    assert wrong() == [told]
