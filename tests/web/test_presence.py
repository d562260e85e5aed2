"""Two colleagues at one page: a courtesy that is told, writes one row, and never stands in the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import AuditEntry, Presence
from funding.notices.letters import hour
from funding.queries.accounts.actors import IDLE, by_email
from funding.services.applying.be_present import be_present
from funding.services.applying.set_rights import set_rights
from tests.stages import EDITOR, SIGNATORY, TOWN_KEY, bring, bring_together
from tests.web.browsing import chromium, server
from tests.web.test_autosave import sign_in
from workflows.application import State, Trigger

__all__ = ["chromium", "server"]

PAGE = "/antraege/{}/abschnitt/project"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


def beat(person, reference, section="project"):
    token = {"csrf_token": person.token("/konto")}
    return person.post(f"/antraege/{reference}/abschnitt/{section}/anwesend", data=token)


def line(answer):
    """Return what a page says of others that have it open."""
    return re.search(r'role="status"\s+data-beside="[^"]*">([^<]*)</p>', answer.text)[1]


def rows():
    with reading() as session:
        return session.scalars(select(Presence)).all()


def entries():
    with reading() as session:
        return session.query(AuditEntry).count()


def test_a_colleague_at_the_page_is_named_with_the_hour_of_coming(draft, as_, moved):
    one, other = as_(EDITOR), as_(SIGNATORY)
    came = moved.instant
    assert beat(one, draft).json == {"told": ""}
    moved.instant += MINUTE
    told = f"Bearbeitung Flöha bearbeitet diese Seite seit {hour(came)}."
    assert beat(other, draft).json == {"told": told}
    assert line(other.get(PAGE.format(draft))) == told
    assert line(one.get(PAGE.format(draft))).startswith("Zeichnung Flöha bearbeitet")
    other.get("/sprache/en")
    english = f"Bearbeitung Flöha has been working on this page since {hour(came, 'en')}."
    assert beat(other, draft).json == {"told": english}


def test_the_annexes_tell_it_too(draft, as_):
    assert beat(as_(EDITOR), draft, "annexes").status_code == 200
    page = as_(SIGNATORY).get(f"/antraege/{draft}/abschnitt/anlagen")
    assert line(page).startswith("Bearbeitung Flöha bearbeitet")


def test_another_page_and_another_draft_tell_nothing(play, draft, as_):
    second, other = bring(play, State.DRAFT), as_(SIGNATORY)
    beat(as_(EDITOR), draft)
    assert line(other.get(f"/antraege/{draft}/abschnitt/advice")) == ""
    assert line(other.get(PAGE.format(second))) == ""


def test_who_was_not_heard_of_for_two_minutes_is_no_longer_told_and_comes_anew(draft, as_, moved):
    one, other = as_(EDITOR), as_(SIGNATORY)
    beat(one, draft)
    moved.instant += 2 * MINUTE
    assert line(other.get(PAGE.format(draft))) == ""
    beat(one, draft)
    assert line(other.get(PAGE.format(draft))).endswith(f"seit {hour(moved.instant)}.")


@pytest.mark.parametrize("minutes", [1, -3])
def test_many_heartbeats_are_one_row_and_no_entry(story, moved, minutes):
    draft = bring(story, State.DRAFT)
    came, before = moved.instant, entries()
    for _turn in range(5):
        with transaction() as session:
            be_present(session, by_email(session, EDITOR), draft, "project")
        moved.instant += minutes * MINUTE
    [row] = rows()
    last = moved.instant - minutes * MINUTE
    assert (row.since, row.seen_at) == (came if minutes > 0 else last, last)
    assert entries() == before


def test_looking_at_a_page_tells_nobody_and_saving_needs_no_presence(draft, as_):
    town = as_(EDITOR)
    town.get(PAGE.format(draft))
    assert town.send(PAGE.format(draft), {"summary": "x", "aktion": "spaeter"}).status_code == 303
    assert rows() == []


def test_strangers_partners_and_readers_tell_and_learn_nothing(play, as_):
    reference = bring_together(play, State.DRAFT)
    beat(as_(SIGNATORY), reference)
    with reading() as session:
        person = str(by_email(session, EDITOR).person_id)
    details = {"town_key": TOWN_KEY, "rights": {person: "read"}}
    play.act(SIGNATORY, lambda s, a: set_rights(s, a, reference, dict(details)))
    stranger = beat(as_("zeichnung@rodewisch.example"), reference)
    partner = beat(as_("zeichnung@lengenfeld.example"), reference)
    reader = beat(as_(EDITOR), reference)
    assert [one.status_code for one in (stranger, partner, reader)] == [404, 403, 403]
    assert "Ihr Recht an diesem Entwurf" in reader.json["told"]
    assert all("bearbeitet" not in one.text for one in (stranger, partner, reader))
    assert beat(as_(SIGNATORY), reference, "nirgends").status_code == 404
    assert len(rows()) == 1


def test_without_its_token_a_heartbeat_is_refused(draft, as_):
    answer = as_(EDITOR).post(f"{PAGE.format(draft)}/anwesend")
    assert answer.status_code == 400
    assert rows() == []


@pytest.mark.parametrize("trigger", [Trigger.DISCARD, Trigger.SUBMIT])
def test_it_goes_with_the_draft(play, as_, trigger):
    reference = play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    beat(as_(EDITOR), reference)
    play.step(SIGNATORY, reference, trigger, reauthenticated=True)
    assert rows() == []
    late = beat(as_(EDITOR), reference)
    assert (late.status_code, late.json, rows()) == (409, {"told": ""}, [])


def test_a_page_left_open_keeps_nobody_signed_in(draft, as_, moved):
    town = as_(EDITOR)
    data = {"csrf_token": town.token("/konto")}
    path = f"{PAGE.format(draft)}/anwesend"
    hours = int(IDLE / timedelta(hours=1))
    for _hour in range(hours - 1):
        moved.instant += timedelta(hours=1)
        assert town.post(path, data=data).status_code == 200
    moved.instant += timedelta(hours=1)
    assert town.get(PAGE.format(draft)).status_code == 302
    late = town.post(path, data={"csrf_token": town.token()})
    assert (late.status_code, late.data) == (401, b"")


@pytest.mark.browser
@pytest.mark.slow
def test_in_a_browser_the_line_comes_and_goes_while_one_writes(draft, chromium, server, moved):
    one, other = (sign_in(chromium, server, email) for email in (EDITOR, SIGNATORY))
    for page in (one, other):
        page.clock.install()
    with one.expect_response("**/anwesend"):
        one.goto(server + PAGE.format(draft))
    assert one.locator("[data-beside]").inner_text() == ""
    with other.expect_response("**/anwesend"):
        other.goto(server + PAGE.format(draft))
    assert "Bearbeitung Flöha bearbeitet diese Seite seit" in other.inner_text("[data-beside]")
    one.fill("#summary", "Ungestört")
    with one.expect_response("**/anwesend"):
        one.clock.fast_forward(60_000)
    one.locator("[data-beside]", has_text="Zeichnung Flöha bearbeitet").wait_for()
    assert one.input_value("#summary") == "Ungestört"
    other.close()
    moved.instant += 3 * MINUTE
    with one.expect_response("**/anwesend"):
        one.clock.fast_forward(60_000)
    one.wait_for_function("document.querySelector('[data-beside]').textContent === ''")
