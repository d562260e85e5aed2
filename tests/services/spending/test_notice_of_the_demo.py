"""The demo shows a notice that a town can retrieve these days, on whatever day it is begun."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin
from funding.models import IssuedNotice
from funding.queries.operations.verify import differences
from funding.serve import open_a_call
from funding.services.operations.write_audit import digest
from funding.tasks.tick import tick
from workflows.decision_notice import State


@pytest.mark.parametrize("today", [date(2026, 11, 28), date(2026, 12, 31), date(2027, 4, 6)])
def test_a_notice_lies_ready(story, today):
    story.moved.instant = berlin.at_hour(today, 11)
    open_a_call(lambda _line: None, demo_case=True)
    tick()
    with reading() as session:
        issue = session.scalars(select(IssuedNotice)).one()
        assert issue.state == State.PROVIDED
        assert issue.provided_on <= today <= issue.ends_on
        assert differences(session, digest) == []
