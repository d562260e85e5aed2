"""The inbox: what is unread, of which case, and nothing is read by being listed."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from funding.db import reading
from funding.models import Account, Application, Notice
from funding.services.reviewing.declare_bias import declare_bias
from funding.tasks.post import deliver_all
from tests.stages import EDITOR, FIRST, SIGNATORY, bring
from workflows.application import State


@pytest.fixture
def two(story):
    """Have the town told about two cases, and the letters delivered."""
    found = [bring(story, State.SUBMITTED), bring(story, State.INFO_REQUESTED)]
    deliver_all(story.postman)
    return found


def unread(email, reference=None):
    with reading() as session:
        query = (
            select(func.count())
            .select_from(Notice)
            .join(Account, Account.id == Notice.account_id)
            .join(Application, Application.id == Notice.application_id)
            .where(Account.email == email, Notice.state == "sent", Notice.read_at.is_(None))
        )
        if reference:
            query = query.where(Application.reference == reference)
        return session.scalar(query)


def letters(page):
    return re.findall(r'href="(/mitteilungen/[0-9a-f-]{36})"', page)


def test_the_navigation_counts_what_is_unread_and_a_list_reads_nothing(two, as_):
    town, before = as_(EDITOR), unread(EDITOR)
    assert before > 2
    page = town.get("/mitteilungen").text
    town.get(f"/mitteilungen?vorgang={two[0]}")
    assert f">Mitteilungen ({before})</a>" in page
    assert unread(EDITOR) == before
    town.get(letters(page)[0])
    assert unread(EDITOR) == before - 1
    assert f">Mitteilungen ({before - 1})</a>" in town.get("/mitteilungen").text


def test_the_list_is_narrowed_to_a_case_with_what_is_unread_of_it(two, as_):
    town = as_(EDITOR)
    whole = town.get("/mitteilungen").text
    for reference in two:
        assert f"{reference} ({unread(EDITOR, reference)} ungelesen)" in " ".join(whole.split())
        narrowed = town.get(f"/mitteilungen?vorgang={reference}").text
        assert len(letters(narrowed)) == unread(EDITOR, reference) < len(letters(whole))


def test_all_of_one_case_are_marked_as_read_and_of_no_other_case_or_person(two, as_):
    town, [first, second] = as_(EDITOR), two
    others = unread(SIGNATORY)
    way = f"/mitteilungen?vorgang={first}"
    sent = {"csrf_token": town.token(way), "vorgang": first}
    answer = town.post("/mitteilungen/gelesen", data=sent)
    assert (answer.status_code, answer.location) == (303, way)
    assert (unread(EDITOR, first), unread(SIGNATORY)) == (0, others)
    assert unread(EDITOR, second) > 0
    town.post("/mitteilungen/gelesen", data={"csrf_token": sent["csrf_token"]})
    assert (unread(EDITOR), unread(SIGNATORY)) == (0, others)


@pytest.mark.parametrize("case", ["KP-2022-9999", "'", "%00"])
def test_a_case_of_which_one_was_told_nothing_gives_no_notice_and_a_way_back(two, as_, case):
    answer = as_(EDITOR).get(f"/mitteilungen?vorgang={case}")
    assert answer.status_code == (400 if case == "%00" else 200)
    if answer.status_code == 200:
        assert letters(answer.text) == []
        assert 'href="/mitteilungen">Alle Mitteilungen zeigen</a>' in answer.text


def test_whoever_declares_bias_reads_no_more_of_the_case(play, as_):
    reference = bring(play, State.REVIEWED)
    other = bring(play, State.REVIEWED)
    deliver_all(play.postman)
    office = as_(FIRST)
    mine = office.get(f"/mitteilungen?vorgang={reference}").text
    [letter] = letters(mine)
    assert reference in office.get(letter).text
    play.act(FIRST, lambda s, who: declare_bias(s, who, reference, biased=True, reason="Schwager"))
    assert office.get(letter).status_code == 404
    page = office.get("/mitteilungen").text
    assert reference not in page
    assert other in page
