"""What is no amount is refused with a fault before any SQL is run, by whatever way it comes."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from funding.db import transaction
from funding.errors import Invalid
from funding.models import Application

NONE_AT_ALL = [True, 1.0, "100", 2**63, -(2**63)]


@pytest.mark.parametrize("value", NONE_AT_ALL)
def test_a_column_of_money_takes_nothing_but_cents(database, value):
    with pytest.raises(Invalid) as refusal, transaction() as session:
        session.execute(update(Application).values(requested_cents=value))
    assert [fault.code for fault in refusal.value.faults] == ["amount_unreadable"]
