"""The calendar of deadlines: everybody reads what concerns them, and nothing that tells too much."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.law import berlin
from funding.models import Deadline
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reviewing import file
from funding.services.reviewing.declare_bias import declare_bias
from funding.words.deadlines import DEADLINES
from tests.away import away
from tests.services.racing import copies
from tests.services.spending import joining
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring, bring_joint
from workflows.application import State, Trigger
from workflows.application.words import PROMISES

PAGE, ALL = "/fristen", "/fristen?umfang=alle"
PROMISED = {DEADLINES[kind].de for kind in PROMISES}
OTHER_REVIEWER = "sachbearbeitung2@smi.example"


def rows(answer):
    """Return what each row of the list says: reference, kind, last day, status."""
    body = answer.text.partition("<tbody")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd].*?</t[hd]>", one, re.DOTALL) for one in body.split("</tr>")]
    texts = [[" ".join(re.sub(r"<[^>]+>", " ", c).split()) for c in line] for line in cells]
    return [line for line in texts if line]


def kinds(answer):
    return {row[1] for row in rows(answer)}


def strip(answer):
    return answer.text.partition("fp-strip")[2].partition("</ol>")[0]


def open_kinds():
    with reading() as session:
        found = session.scalars(select(Deadline.kind).where(Deadline.ended_at.is_(None)))
        return {DEADLINES[kind].de for kind in found}


def move(kind, on):
    with transaction() as session:
        chosen = update(Deadline).where(Deadline.kind == kind, Deadline.ended_at.is_(None))
        session.execute(chosen.values(due_on=on, due_at=berlin.end_of_day(on)))


def test_a_reviewer_reads_what_is_due_on_the_cases_they_hold(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    mine = as_(REVIEWER).get(PAGE)
    assert {row[0] for row in rows(mine)} == {reference}
    assert kinds(mine) == open_kinds()
    assert rows(as_(OTHER_REVIEWER).get(PAGE)) == []
    assert rows(as_(OTHER_REVIEWER).get(ALL)) == rows(mine)


def test_of_partners_asked_about_a_change_the_towns_read_that_still_answer(play, as_):
    reference = bring_joint(play)
    key = joining.drafted(play, reference)
    joining.ask(play, reference, key)
    said = DEADLINES["change_consent"].de
    for email in (EDITOR, "bearbeitung@lengenfeld.example", "bearbeitung@frankenberg.example"):
        assert said in kinds(as_(email).get(PAGE))
    assert said not in kinds(as_(REVIEWER).get(ALL)), "the office knows of no draft"
    with reading() as session:
        case = find.case(session, by_email(session, REVIEWER), reference)
        assert "change_consent" not in {one.kind for one in file.deadlines(case)}
    joining.agree(play, reference, key, joining.LENGENFELD)
    assert said not in kinds(as_("bearbeitung@lengenfeld.example").get(PAGE))
    assert said in kinds(as_("bearbeitung@frankenberg.example").get(PAGE))


def test_other_roles_read_what_their_role_has_to_do(play, as_):
    bring(play, State.REVIEWED)
    assert kinds(as_("entscheidung1@smi.example").get(PAGE)) == {"Erste Freigabe"}
    assert "Erste Freigabe" not in kinds(as_("nachweispruefung@smi.example").get(PAGE))


def test_the_most_urgent_comes_first_with_its_traffic_light(play, as_):
    bring(play, State.IN_ASSESSMENT)
    today = play.today
    move("assess", today - timedelta(days=2))
    move("vwgo75", today + timedelta(days=30))
    page = as_(REVIEWER).get(PAGE)
    told = {row[1]: row[3] for row in rows(page)}
    assert rows(page)[0][1] == DEADLINES["assess"].de
    assert told[DEADLINES["assess"].de] == "seit 2 Tagen überfällig"
    assert told[DEADLINES["vwgo75"].de] == "in 30 Tagen"
    for look in ("danger", "success"):
        assert f"kern-badge--{look}" in page.text
    move("assess", today)
    page = as_(REVIEWER).get(PAGE)
    assert {row[1]: row[3] for row in rows(page)}[DEADLINES["assess"].de] == "heute"
    assert "kern-badge--danger" not in page.text


def test_what_stands_still_has_no_traffic_light_and_is_not_counted(play, as_):
    bring(play, State.IN_ASSESSMENT)
    move("assess", play.today)
    assert "1 Frist<" in as_(REVIEWER).get(PAGE).text
    with transaction() as session:
        paused = update(Deadline).where(Deadline.kind == "assess")
        session.execute(paused.values(paused_at=berlin.at_hour(play.today, 9)))
    page = as_(REVIEWER).get(PAGE)
    assert "ruht" in {row[3] for row in rows(page)}
    assert "1 Frist<" not in page.text


def test_pages_show_every_deadline_once_in_three_queries(story, as_):
    reference = bring(story, State.IN_ASSESSMENT)
    with transaction() as session:
        copies(session, reference, 70)
        expected = len(session.scalars(select(Deadline).where(Deadline.ended_at.is_(None))).all())
    person, asked, seen = as_(REVIEWER), [], []
    person.get(PAGE)  # notes that the person is there
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    path = ALL
    while path:
        asked.clear()
        page = person.get(path)
        assert sum(one.startswith(("SELECT", "WITH")) for one in asked) == 3
        seen += [(row[0], row[1]) for row in rows(page)]
        further = re.search(r'href="(/fristen[^"]*nach=[^"]*)"', page.text)
        path = further and further[1].replace("&amp;", "&")
    assert expected > 100
    assert len(seen) == len(set(seen)) == expected


def test_whoever_is_biased_reads_nothing_of_the_case(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    person = as_(OTHER_REVIEWER)
    assert reference in person.get(ALL).text
    play.act(
        OTHER_REVIEWER,
        lambda s, a: declare_bias(s, a, reference, biased=True, reason="Verwandtschaft"),
    )
    assert reference not in person.get(ALL).text
    assert "1 Frist<" not in person.get(ALL).text


def test_the_office_reads_nothing_of_a_draft(play, as_):
    reference = bring(play, State.DRAFT)
    assert reference in as_(EDITOR).get(PAGE).text
    for email in (REVIEWER, "revision@smi.example"):
        assert reference not in as_(email).get(ALL).text


@pytest.mark.parametrize("state", [State.IN_ASSESSMENT, State.REVIEWED, State.FIRST_APPROVED])
def test_a_town_reads_none_of_the_deadlines_of_the_office(play, as_, state):
    bring(play, state)
    assert kinds(as_(SIGNATORY).get(PAGE)) == PROMISED
    assert kinds(as_(SIGNATORY).get(ALL)) == PROMISED


def test_before_its_notice_a_town_reads_nothing_of_the_decision(story, as_):
    reference = bring(story, State.FIRST_APPROVED)
    town = as_(SIGNATORY)
    before = town.get(PAGE)
    story.step("entscheidung2@smi.example", reference, Trigger.APPROVE_SECOND)
    assert rows(town.get(PAGE)) == rows(before) != []
    assert strip(town.get(PAGE)) == strip(before)
    assert open_kinds() >= PROMISED, "what nobody was told ends no promise"
    with transaction() as session:  # as if a step had set them too early
        chosen = update(Deadline).where(Deadline.ended_at.is_(None), Deadline.kind == "issue")
        assert session.execute(chosen.values(kind="proof")).rowcount == 1
    assert sorted(rows(town.get(PAGE))) == sorted(rows(before))


def test_after_its_notice_a_town_reads_what_it_has_to_keep(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    page = as_(SIGNATORY).get(PAGE)
    assert {row[0] for row in rows(page)} == {reference}
    assert DEADLINES["proof"].de in kinds(page)
    assert f'href="/antraege/{reference}"' in page.text


def test_what_the_office_asks_for_stands_in_the_calendar_of_the_town(play, as_):
    bring(play, State.INFO_REQUESTED)
    assert kinds(as_(EDITOR).get(PAGE)) == {DEADLINES["answer"].de, *PROMISED}


@pytest.mark.parametrize("state", [State.DRAFT, State.INFO_REQUESTED, State.IN_PROGRESS])
def test_other_towns_read_nothing(play, as_, state):
    reference = bring(play, state)
    page = as_("zeichnung@rodewisch.example").get(PAGE)
    assert (page.status_code, rows(page)) == (200, [])
    assert reference not in page.text


def test_for_whoever_works_on_no_case_it_does_not_exist(as_):
    administration = as_("verwaltung@smi.example")
    assert administration.get(PAGE).status_code == 404
    assert 'href="/fristen"' not in administration.get("/konto").text
    assert 'href="/fristen"' in as_(REVIEWER).get("/konto").text


def test_days_off_are_marked_and_holidays_named_in_the_strip(play, as_):
    play.moved.instant = berlin.at_hour(date(2022, 5, 26), 10)  # Ascension
    days = strip(as_(REVIEWER).get(PAGE))
    assert (days.count("<li"), days.count("fp-strip__off")) == (14, 6)
    assert "<span>Christi Himmelfahrt</span>" in days
    assert "<span>Pfingstmontag</span>" in days


def test_a_deputy_reads_what_is_due_on_the_cases_of_who_is_away(play, as_):
    bring(play, State.IN_CHECK)
    assert kinds(as_(OTHER_REVIEWER).get(PAGE)) == set()
    away(play, REVIEWER, OTHER_REVIEWER)
    assert "Formale Prüfung" in kinds(as_(OTHER_REVIEWER).get(PAGE))
