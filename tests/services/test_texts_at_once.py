"""Several people save the same text in the same moment: one version, and the others are told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import Outdated
from funding.models import NoticeText
from funding.queries.accounts.actors import by_email
from funding.services.notices.edit_text import save_text
from tests.away import LEAD

WORKERS = 4


def test_of_several_who_save_at_once_one_does_and_the_others_are_outdated(story):
    gate = threading.Barrier(WORKERS)

    def save(number):
        gate.wait()
        text = {"subject": f"Fassung von {number}", "body": "Zum Vorgang: {url}", "why": "Probe"}
        try:
            with transaction() as session:
                actor = by_email(session, LEAD)
                return save_text(session, actor, "moved_up", "de", **text, read_number=0)
        except Outdated:
            return "outdated"

    with ThreadPoolExecutor(WORKERS) as pool:
        results = list(pool.map(save, range(WORKERS)))
    assert sorted(results, key=str) == [1, *["outdated"] * (WORKERS - 1)]
    with reading() as session:
        assert session.scalars(select(NoticeText.number)).all() == [1]
