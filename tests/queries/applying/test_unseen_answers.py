"""An answer that was stored without anything to see in it is missing, as if it were empty."""

from __future__ import annotations

import pytest

from funding.db import reading, transaction
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings
from tests.stages import GRANT, TOWN


@pytest.mark.parametrize("held", ["", "  ", "\u200f" * 5, "\u200d\ufeff"])
def test_an_answer_that_shows_nothing_is_missing(play, held):
    reference = play.write(TOWN, "Unsichtbar", "violence", GRANT)
    with transaction() as session:
        find.case(session, CLOCK, reference).answers.keep("contact_name", held)
    with reading() as session:
        found = [(one.key, one.code) for one in findings(find.case(session, CLOCK, reference))]
    assert found == [("a1.ap_name", "missing")]
