"""A form is sent once, on every database: the second click finds the result of the first."""

from __future__ import annotations

from uuid import uuid4

import pytest

from funding.errors import AlreadyDone
from funding.services.accounts.send_once import send_once
from tests.services.attempts import OTHER, REVIEWER

KEY = str(uuid4())


def click(story, key=KEY, email=REVIEWER):
    story.act(email, lambda session, actor: send_once(session, actor, key, "/ergebnis"))


def test_the_second_click_finds_the_result_of_the_first(story):
    click(story)
    with pytest.raises(AlreadyDone) as done:
        click(story)
    assert done.value.location == "/ergebnis"


def test_another_form_is_another_deed(story):
    click(story)
    click(story, str(uuid4()))


def test_whoever_sends_the_key_of_somebody_else_does_not_learn_what_came_of_it(story):
    click(story)
    with pytest.raises(AlreadyDone) as done:
        click(story, email=OTHER)
    assert done.value.location == "/"


def test_a_deed_that_failed_leaves_the_key_free(story):
    def fail(session, actor):
        send_once(session, actor, KEY, "/ergebnis")
        raise ValueError("nothing came of it")

    with pytest.raises(ValueError, match="nothing"):
        story.act(REVIEWER, fail)
    click(story)
