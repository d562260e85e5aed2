"""Sentences of pages: in the reader's language, with what fills their places escaped."""

from __future__ import annotations

from flask import g

from funding.web.speech import say, say_number
from funding.web.view import address

HOSTILE = "<script>x</script>"


def test_what_fills_a_place_of_a_sentence_is_escaped(app):
    with app.test_request_context("/"):
        told = say("Signed in as %(name)s", name=HOSTILE)
        more = say_number("%(num)d thing by %(x)s", "%(num)d things by %(x)s", 2, x=HOSTILE)
    assert HOSTILE not in told
    assert "&lt;script&gt;" in told
    assert HOSTILE not in more


def test_a_sentence_said_in_one_language_is_not_kept_for_the_other(app):
    with app.test_request_context("/"):
        g.speech = "de"
        german = say("Sign out")
    with app.test_request_context("/", environ_base={"HTTP_ACCEPT_LANGUAGE": "en"}) as context:
        context.session["language"] = "en"
        english = say("Sign out")
    assert (german, english) == ("Abmelden", "Sign out")


def test_an_address_is_kept_for_the_folder_that_the_portal_is_served_under(app):
    with app.test_request_context("/"):
        plain = address("accounts.sign_in", weiter="/antraege")
    with app.test_request_context("/", base_url="http://localhost/portal"):
        under = address("accounts.sign_in", weiter="/antraege")
    assert plain == "/anmelden?weiter=/antraege"
    assert under == "/portal/anmelden?weiter=/antraege"
