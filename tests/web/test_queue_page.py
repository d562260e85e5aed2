"""The queue page asks the database three times, however many cases wait."""

from __future__ import annotations

from sqlalchemy import event

from funding.db import transaction
from funding.db.session import store
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from workflows.application import State


def test_the_queue_takes_three_queries_whatever_its_length(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    office, asked = as_(REVIEWER), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    counts = []
    for more in (0, 60):
        with transaction() as session:
            copies(session, reference, more)
        office.get("/arbeitsvorrat")  # notes that the person is there
        asked.clear()
        assert office.get("/arbeitsvorrat").status_code == 200
        counts.append(sum(statement.startswith("SELECT") for statement in asked))
    assert counts == [3, 3]
