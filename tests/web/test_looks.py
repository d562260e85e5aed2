"""What is new since one's last look: in the queue and in the history of the case."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Look
from funding.queries.accounts.actors import by_email
from funding.services.reviewing.note_look import note_look
from tests.services.attempts import OTHER
from tests.stages import EDITOR, REVIEWER, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State, Trigger

__all__ = ["chromium", "server"]

NEW, SINCE = ">neu<", "neu seit Ihrem letzten Blick"
ALL = "/arbeitsvorrat?ansicht=alle"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_CHECK)


def way(reference):
    return f"/vorgaenge/{reference}"


def look(office, reference):
    return office.send(f"{way(reference)}/gesehen", {}, way(reference))


def listed_as_new(office):
    return NEW in office.get(ALL).text


def test_a_case_is_new_until_it_was_seen_and_again_after_the_next_step(play, as_, reference):
    office, other = as_(REVIEWER), as_(OTHER)
    assert listed_as_new(office)
    assert SINCE not in office.get(way(reference)).text
    assert look(office, reference).status_code == 303
    assert not listed_as_new(office)
    assert listed_as_new(other)
    play.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=["Was?"])
    assert listed_as_new(office)
    assert office.get(way(reference)).text.count(SINCE) == 1


def test_looking_alone_changes_nothing(as_, reference):
    as_(REVIEWER).get(way(reference))
    with reading() as session:
        assert session.scalars(select(Look)).all() == []


def test_an_old_page_takes_nothing_back_and_a_forged_one_does_not_look_ahead(story):
    reference = bring(story, State.IN_CHECK)
    now = story._read(reference).version
    for version, kept in ((now - 1, now - 1), (now + 50, now), (1, now)):
        with transaction() as session:
            note_look(session, by_email(session, REVIEWER), reference, version)
        with reading() as session:
            assert session.scalars(select(Look.version)).all() == [kept]


def test_a_town_has_no_looks(play, as_, reference):
    town = as_(EDITOR)
    assert town.post(f"{way(reference)}/gesehen", data=town.form(1)).status_code == 404
    with reading() as session:
        assert session.scalars(select(Look)).all() == []


@pytest.mark.browser
def test_with_a_script_opening_the_page_is_the_look(chromium, server, play, settings):
    reference = bring(play, State.IN_CHECK)
    stage = Stage(chromium, server, play, settings)
    with stage.person(REVIEWER) as reviewer:
        with reviewer.page.expect_response("**/gesehen") as told:
            reviewer.page.goto(f"{server}{way(reference)}")
        assert told.value.status == 303
        reviewer.page.goto(server + ALL)
        assert reviewer.page.locator("[data-queue] .kern-badge", has_text="neu").count() == 0
    assert stage.findings == []
