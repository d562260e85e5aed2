"""Whatever is sent to a page of the form: an honest answer, and nothing lost or kept wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from funding.db import reading
from funding.db.session import store
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import errors
from tests.stages import GRANT, SIGNATORY, TOWN
from tests.web.fuzzing import Desk, posts
from tests.web.sent_forms import sent_form
from workflows.application import State, Trigger
from workflows.core import StepRefused

ANSWERS = {200, 303, 400, 409, 413, 422}


@pytest.fixture
def desk(app, play):
    reference = play.write(TOWN, "Ein ganzer Antrag", "violence", GRANT)
    return Desk(app, play, Path(store.engine.url.database), reference)


def changed_form(pairs, changed):
    """Return a form with these controls as changed; a control that comes anew comes last."""
    names = {name for name, _value in changed}
    return [(name, value) for name, value in pairs if name not in names] + changed


def a_post_is_honest(desk, page, changed, action):
    """Send one form: what fits is kept and shown again as it was kept, or all of it is refused."""
    before = desk.draft()
    answer = desk.send(page, changed_form(desk.form(page), changed), action)
    assert answer.status_code in ANSWERS, (page, changed, action)
    if answer.status_code not in (200, 303, 422):
        assert desk.draft() == before
        return
    kept = desk.draft()
    again = desk.form(page)
    assert desk.browser.get(f"/antraege/{desk.reference}/pruefen").status_code == 200
    assert desk.send(page, again).status_code == 303
    assert desk.draft() == kept


def handing_in_is_honest(desk):
    """Hand the draft in: refused because of what is found, or handed in without any error."""
    desk.story.moved.instant = desk.begun
    try:
        desk.story.step(SIGNATORY, desk.reference, Trigger.SUBMIT, reauthenticated=True)
    except StepRefused as refused:
        assert found(desk)
        assert {reason.code for reason in refused.reasons} & {"complete", "advised", "not_begun"}
        assert desk.story._read(desk.reference).state == State.DRAFT
    else:
        assert found(desk) == []


def found(desk):
    with reading() as session:
        return errors(find.case(session, CLOCK, desk.reference))


@pytest.mark.slow
def test_of_hostile_forms_only_what_fits_is_kept(desk):
    @given(st.lists(posts(), min_size=1, max_size=3))
    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def people_send_forms(sent):
        desk.begin()
        for page, changed, action in sent:
            a_post_is_honest(desk, page, changed, action)
        handing_in_is_honest(desk)

    people_send_forms()


PAGES = [
    *("municipality", "partners", "advice", "project", "goals", "schedule", "expenditure"),
    *("financing", "passing_on", "effect", "declarations"),
]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_sent_back_unchanged_keeps_the_draft(desk, page):
    before = desk.draft()
    assert desk.send(page, desk.form(page)).status_code == 303
    assert desk.send(page, desk.form(page), "entwurf").status_code == 200
    assert desk.draft() == before


@pytest.mark.parametrize(
    ("page", "field"), [("goals", "problem"), ("project", "title"), ("expenditure", "lines-0-note")]
)
@pytest.mark.parametrize("action", ["weiter", "entwurf"])
def test_two_million_characters_are_refused_with_a_sentence(desk, page, field, action):
    before = desk.draft()
    answer = desk.send(page, changed_form(desk.form(page), [(field, "x" * 2_000_000)]), action)
    assert answer.status_code in (413, 422)
    told = answer.json["told"] if action == "entwurf" and answer.is_json else answer.text
    assert "Zeichen" in told or "zu groß" in told
    assert desk.draft() == before


def test_a_form_of_a_great_many_parts_is_refused(desk):
    before = desk.draft()
    parts = {f"feld{number}": "x" for number in range(2_000)}
    path = desk.address("project")
    pairs = dict(desk.form("project"))
    answer = desk.browser.post(path, data=pairs | parts, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert desk.draft() == before


@pytest.mark.parametrize(("count", "status"), [(500, 303), (501, 422)])
def test_a_plan_has_five_hundred_lines_and_no_more(desk, count, status):
    before = desk.draft()
    shown = [(name, value) for name, value in desk.form("expenditure") if name[:6] != "lines-"]
    for number in range(count):
        line = {"kind": "fees", "label": f"Honorar {number}", "unit": "flat", "quantity": "1"}
        line |= {"amount": "1,00", "year": "2022", "eligible": "y"}
        shown += [(f"lines-{number}-{name}", value) for name, value in line.items()]
    answer = desk.send("expenditure", shown)
    assert answer.status_code == status
    assert len(desk.draft()["lines"]) == (count if status == 303 else len(before["lines"]))
    if status == 422:
        assert desk.draft() == before
        assert "500" in answer.text


@pytest.mark.parametrize("number", ["9" * 5_000, "0", "4", "-1", "²", "x", ""])
def test_a_row_that_is_not_there_is_not_taken_out(desk, number):
    before = desk.draft()
    pairs = desk.form("expenditure")
    assert desk.send("expenditure", pairs, f"entfernen:lines:{number}").status_code == 303
    assert desk.draft() == before


def test_a_choice_that_comes_twice_is_kept_once(desk):
    before = desk.draft()
    twice = [*desk.form("project"), ("fields", "violence")]
    assert desk.send("project", twice).status_code == 303
    assert desk.draft() == before


def test_a_goal_that_is_gone_meanwhile_does_not_break_the_page_that_adds_to_it(desk):
    strange = [("goals-1-id", "fremd"), ("goals-1-baseline", "x" * 61)]
    answer = desk.send("effect", [*desk.form("effect"), *strange])
    assert answer.status_code == 422
    assert "Der Kommunale Präventionsrat tagt regelmäßig." in answer.text


def test_the_reader_of_forms_reads_what_a_browser_sends():
    """Negative control: a form that was read as empty would be sent back unchanged in vain."""
    page = """<form class="fp-form"><input name="a" value="1 &amp; 2"><input type="radio" name="b"
      value="x"><input type="radio" name="b" value="y" checked><select name="c"><option value="">
      </option><option value="z" selected></option></select><textarea name="d">
eins
zwei</textarea><button name="aktion" value="weiter"></button></form><input name="e" value="f">"""
    assert sent_form(page) == [("a", "1 & 2"), ("b", "y"), ("c", "z"), ("d", "eins\r\nzwei")]
