"""Answers are read in words: only what is there, and each thing once."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel

from funding.db import reading
from funding.forms.reading import Table, told
from funding.policy import CLOCK
from funding.queries import find
from funding.services.applying.save_section import save_section
from tests.stages import EDITOR, GRANT, TOWN


def tables(reference, page):
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "de")
    with app.test_request_context(), reading() as session:
        pages = told(find.case(session, CLOCK, reference))
        [found] = [one for one in pages if one.page.code == page]
        return [part for part in found.parts if isinstance(part, Table)]


def test_rows_of_which_nothing_is_answered_make_no_table(story):
    reference = story.write(TOWN, "Ohne Ausgangswert", "violence", GRANT)
    assert tables(reference, "effect") == []
    [goals] = tables(reference, "goals")
    assert goals.head[0] == "Nr."


def test_rows_with_an_answer_make_one(story):
    reference = story.write(TOWN, "Mit Ausgangswert", "violence", GRANT)
    with reading() as session:
        [goal] = find.case(session, CLOCK, reference).answers.value("goals")
    rows = {"goals": [{"id": goal["id"], "baseline": "0"}]}
    story.act(EDITOR, lambda s, a: save_section(s, a, reference, "effect", {}, rows=rows))
    [table] = tables(reference, "effect")
    assert table.body == (("1", "0"),)
