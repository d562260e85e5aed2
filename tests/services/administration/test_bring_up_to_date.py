"""Whoever starts a release on an old database finds the rules that the release needs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, func, select, update

from funding.db import disconnect, reading, transaction
from funding.db.session import store
from funding.models import Municipality, RuleValue
from funding.services.administration.bring_up_to_date import bring_up_to_date
from funding.services.administration.load_programme import RULES, load_missing_rules


def kept():
    with reading() as session:
        rows = session.execute(select(RuleValue.key, RuleValue.valid_from, RuleValue.value))
        return {(key, since): value for key, since, value in rows}


@pytest.fixture
def old(database):
    """Take the newest rules away, and change one of the others as the house may."""
    with transaction() as session:
        session.execute(delete(RuleValue).where(RuleValue.key == "notified_days"))
        session.execute(update(RuleValue).where(RuleValue.key == "check_days").values(value=12))
    yield store.engine.url.render_as_string(hide_password=False)
    disconnect()


def test_rules_that_are_new_are_added_and_those_of_the_house_stay(old):
    before = kept()
    assert bring_up_to_date(old) is False
    after = kept()
    assert set(after) == {(key, since) for key, since, *_rest in RULES} > set(before)
    assert {value for (key, _since), value in after.items() if key == "check_days"} == {12}
    with transaction() as session:
        assert load_missing_rules(session) == 0


def test_many_that_start_at_once_add_them_once(old):

    def start(_number):
        with transaction() as session:
            return load_missing_rules(session)

    with ThreadPoolExecutor(6) as threads:
        added = list(threads.map(start, range(6)))
    assert max(added) == 2
    assert len(kept()) == len({(key, since) for key, since, *_rest in RULES})


def test_an_empty_database_is_made_and_stays_empty(tmp_path):
    assert bring_up_to_date(f"sqlite:///{tmp_path / 'new.sqlite3'}") is True
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Municipality)) == 0
        assert session.scalar(select(func.count()).select_from(RuleValue)) == 0
    disconnect()
    store.engine = None
