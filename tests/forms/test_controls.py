"""Controls show what people wrote as text, say what is wrong, and name what belongs to them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask_babel import Babel
from wtforms import (
    BooleanField,
    FileField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)

from funding.forms import controls
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField

HOSTILE = """"><script>alert('x')</script>&amp;"""
CHOICES = [SelectChoice(HOSTILE, HOSTILE), SelectChoice("b", "Zweites")]


class Everything(Form):
    """A field of every kind, each with a hostile label and hint."""

    text = StringField(HOSTILE, description=HOSTILE)
    area = TextAreaField(HOSTILE, description=HOSTILE)
    choice = SelectField(HOSTILE, description=HOSTILE, choices=CHOICES)
    radios = RadioField(HOSTILE, description=HOSTILE, choices=CHOICES)
    boxes = SelectMultipleField(HOSTILE, description=HOSTILE, choices=CHOICES)
    checkbox = BooleanField(HOSTILE)
    day = DayField(HOSTILE, description=HOSTILE)
    euro_field = StringField(HOSTILE, description=HOSTILE)
    hidden = StringField()
    secret = PasswordField("Passwort")
    file = FileField("Datei")


KINDS = ("text", "area", "choice", "radios", "boxes", "checkbox", "day", "euro_field", "hidden")


@pytest.fixture(autouse=True)
def _page():
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: "de")
    with app.test_request_context():
        yield


@pytest.fixture
def form():
    return Everything(data=dict.fromkeys(KINDS, HOSTILE) | {"boxes": [HOSTILE], "day": None})


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_people_wrote_becomes_markup(form, kind):
    field = form[kind]
    if kind == "day":
        field.parts = [HOSTILE] * 3
    field.errors = [HOSTILE]
    drawn = getattr(controls, kind)(field)
    assert "<script" not in drawn
    assert '""' not in re.sub(r'(value|class)=""', "", drawn), "an attribute is left early"
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("hidden", "day")])
def test_what_is_wrong_stands_at_the_control_and_is_named_by_it(form, kind):
    form[kind].errors = ["Bitte ausfüllen."]
    drawn = getattr(controls, kind)(form[kind])
    assert f'id="{kind}-e"' in drawn
    assert re.search(rf'aria-describedby="[^"]*{kind}-e', drawn)
    form[kind].errors = []
    assert f"{kind}-e" not in getattr(controls, kind)(form[kind])


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("hidden", "checkbox")])
def test_a_hint_stays_a_hint_where_something_is_wrong(form, kind):
    right = getattr(controls, kind)(form[kind])
    form[kind].errors = ["Bitte ausfüllen."]
    wrong = getattr(controls, kind)(form[kind])
    for drawn in (right, wrong):
        assert drawn.count(f'<div class="kern-hint" id="{kind}-h">') == 1
        assert "&lt;div" not in drawn, "the house's own markup is shown as text"
    assert wrong.index("kern-hint") < wrong.index('class="kern-error"')


@pytest.mark.parametrize("kind", ["text", "area", "choice", "euro_field"])
def test_only_a_control_that_is_wrong_says_so(form, kind):
    assert "aria-invalid" not in getattr(controls, kind)(form[kind])
    form[kind].errors = ["Bitte ausfüllen."]
    assert 'aria-invalid="true"' in getattr(controls, kind)(form[kind])


def test_a_password_is_never_sent_back():
    form = Everything(data={"secret": "geheim"})
    assert "geheim" not in controls.text(form.secret, type="password")


def test_a_long_text_says_how_many_characters_are_left(form):
    drawn = controls.area(form.area, longest=300)
    assert 'data-longest="300"' in drawn
    assert 'aria-describedby="area-h area-c"' in drawn
    assert "data-longest" not in controls.area(form.area)


def test_what_is_chosen_is_marked_and_nothing_else(form):
    assert controls.choice(form.choice).count(" selected") == 1
    assert controls.radios(form.radios).count(" checked") == 1
    assert controls.boxes(form.boxes).count(" checked") == 1


def test_every_label_belongs_to_a_control(form):
    for kind in KINDS[:-1]:
        drawn = getattr(controls, kind)(form[kind])
        assert set(re.findall(r' for="([^"]+)"', drawn)) <= set(re.findall(r' id="([^"]+)"', drawn))


def test_a_control_in_a_row_says_for_the_ear_which_row_it_is(form):
    drawn = controls.text(form.text, sr="Zeile 3")
    assert '<span class="kern-sr-only"> Zeile 3</span>' in drawn


def test_a_field_for_a_file_says_which_files_fit(form):
    assert 'accept=".xlsx,.csv"' in controls.file_input(form.file, ".xlsx,.csv")
