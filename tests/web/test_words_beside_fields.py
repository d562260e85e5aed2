"""Fields say for which step they are needed, and sentences do not run into each other."""

from __future__ import annotations

import re

from wtforms import TextAreaField

from funding.app import create_app
from funding.forms import controls
from funding.forms.base import Form
from funding.services.reporting.keep_receipts import keep_receipts
from tests import interims as i
from tests.services.closing.keeping import ADMIN, proposed
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State


class Asked(Form):
    """A form with one field."""

    reason = TextAreaField("Grund")


def words(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def test_a_field_is_optional_or_needed_for_a_step_or_simply_needed(settings):
    with create_app(settings).test_request_context("/"):
        field = Asked().reason
        assert "– optional" in controls.area(field, optional=True)
        needed = controls.area(field, optional="nötig für <Ablehnen>")
        assert "– nötig für &lt;Ablehnen&gt;" in needed
        assert "kern-label__optional" not in controls.area(field)


def test_a_reason_is_not_called_optional_beside_the_step_that_asks_for_it(play, as_):
    reference = i.lasting(play)
    play.go(i.AFTER)
    i.written(play, reference)
    i.handed_in(play, reference)
    i.taken_up(play, reference)
    page = words(as_(REVIEWER).get(f"/vorgaenge/{reference}/zwischennachweis/{i.YEAR}"))
    assert "– nötig für „" in page
    assert "– optional" not in page


def test_who_returns_a_deletion_reads_that_the_reason_is_needed_for_it(play, as_):
    reference = bring(play, State.WITHDRAWN)
    proposed(play, reference)
    page = words(as_(ADMIN).get(f"/aufbewahrung/{reference}"))
    assert "Begründung – nötig für „" in page
    assert "– optional" not in page


def test_two_sentences_about_receipts_have_a_space_between_them(play, as_):
    reference = bring(play, State.REPORT_DUE)
    play.write_proof(reference)
    play.act(EDITOR, lambda s, a: keep_receipts(s, a, reference, []) and None)
    page = words(as_(EDITOR).get(f"/antraege/{reference}/verwendungsnachweis"))
    assert "kein Beleg aufgeführt. Bei 3 Positionen" in page
