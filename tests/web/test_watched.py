"""What a monitor reads at /gesundheit, and administration on its page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funding import clock
from funding.db import transaction
from funding.services.operations.beat import beat
from tests.web.test_store_on_page import ADMIN, figures

WORKERS, CLOCK = "Worker geben Lebenszeichen", "Die Uhr tickt"


def alive():
    with transaction() as session:
        beat(session, "worker:1", clock.now(), ticked=True)


def test_a_monitor_gets_200_while_all_is_well_and_503_when_the_worker_is_silent(play, browser):
    alive()
    answer = browser.get("/gesundheit")
    assert (answer.status_code, answer.json["status"]) == (200, "ok")
    play.moved.instant += timedelta(minutes=4)
    answer = browser.get("/gesundheit")
    assert (answer.status_code, answer.json["status"]) == (503, "critical")
    assert answer.json["checks"]["worker"] == answer.json["checks"]["clock"] == "critical"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "in Ordnung"), (4, "gestört Starten Sie den Worker")]
)
def test_administration_reads_what_stands_still_and_what_to_do(play, as_, minutes, told):
    alive()
    admin = as_(ADMIN)
    play.moved.instant += timedelta(minutes=minutes)
    found = figures(admin.get("/verwaltung"))
    assert found[WORKERS].startswith(told)
    assert found[CLOCK].startswith(told)
