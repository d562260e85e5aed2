"""Signing in: the same answer for known and unknown, throttled, and over when it is over."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Invitation, Notice, SignInSession
from funding.services.administration.set_up_demo import add_account
from tests.stages import EDITOR, REVIEWER

PASSWORD = "praevention-2022"


def attempt(browser, email, password="falsch"):
    data = {"csrf_token": browser.token(), "email": email, "password": password}
    return browser.post("/anmelden", data=data)


def scrubbed(text):
    return re.sub(r'value="[^"]*"', "", text)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser):
    known, unknown = attempt(browser, EDITOR), attempt(browser, "niemand@nirgends.example")
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert scrubbed(known.text) == scrubbed(unknown.text)


def test_after_five_attempts_an_address_waits_fifteen_minutes(browser, moved):
    for _ in range(5):
        assert attempt(browser, EDITOR).status_code == 422
    assert attempt(browser, EDITOR, PASSWORD).status_code == 429
    moved.instant += timedelta(minutes=16)
    assert attempt(browser, EDITOR, PASSWORD).status_code == 303


def test_the_address_is_read_whatever_its_case_and_width(browser):
    assert attempt(browser, f" {EDITOR.upper()} ", PASSWORD).status_code == 303


def test_a_cookie_copied_before_the_sign_out_opens_nothing_after_it(app, as_):
    person = as_(EDITOR)
    copied = person.get_cookie("session").value
    thief = app.test_client()
    thief.set_cookie("session", copied)
    assert thief.get("/antraege").status_code == 200
    person.post("/abmelden", data={"csrf_token": person.token("/konto")})
    assert thief.get("/antraege").status_code == 302


def test_a_session_goes_idle_after_eight_hours(as_, moved):
    person = as_(EDITOR)
    moved.instant += timedelta(hours=8, minutes=1)
    assert person.get("/antraege").status_code == 302


def test_a_sign_in_begins_a_new_session_and_stores_no_token(as_):
    as_(EDITOR)
    with reading() as session:
        hashes = session.scalars(select(SignInSession.token_hash)).all()
    assert [len(h) for h in hashes] == [64]


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "/nicht/da",
        "/konto\r\nX: y",
    ],
)
def test_after_signing_in_one_only_goes_on_to_pages_of_the_portal(browser, target):
    data = {"csrf_token": browser.token(), "email": EDITOR, "password": PASSWORD}
    answer = browser.post("/anmelden", query_string={"weiter": target}, data=data)
    assert answer.location == "/antraege"


@pytest.mark.parametrize(
    ("email", "home"),
    [
        (EDITOR, "/antraege"),
        (REVIEWER, "/arbeitsvorrat"),
        ("teamleitung@smi.example", "/arbeitsvorrat"),
        ("entscheidung1@smi.example", "/arbeitsvorrat"),
        ("nachweispruefung@smi.example", "/arbeitsvorrat"),
        ("revision@smi.example", "/arbeitsvorrat"),
        ("haushalt@smi.example", "/mittel"),
        ("verwaltung@smi.example", "/verwaltung"),
    ],
)
def test_the_day_begins_on_the_page_of_one_s_role(as_, browser, email, home):
    assert attempt(browser, email, PASSWORD).location == home
    assert as_(email).get(home).status_code == 200


def test_after_signing_in_one_goes_on_to_the_page_one_wanted(browser):
    wanted = browser.get("/mitteilungen").location
    data = {"csrf_token": browser.token(), "email": EDITOR, "password": PASSWORD}
    assert browser.post(wanted, data=data).location == "/mitteilungen"


def test_an_invitation_is_used_once_and_sets_the_password(app, as_, play):
    admin = as_("verwaltung@smi.example")
    typed = {
        "name": "Sachbearbeitung 3",
        "email": "sachbearbeitung3@smi.example",
        "role": "reviewer",
        "municipality": "",
        "language": "de",
    }
    assert admin.send("/verwaltung/personen", typed).status_code == 303
    with reading() as session:
        facts = session.scalars(select(Notice.facts).where(Notice.kind == "invitation")).one()
        assert session.scalars(select(Invitation)).one().token_hash not in facts["path"]
    guest = app.test_client()
    short = guest.send(facts["path"], {"new_password": "kurz"})
    assert short.status_code == 422
    assert guest.send(facts["path"], {"new_password": "ein ganzer Satz 2022"}).status_code == 303
    assert guest.get(facts["path"]).status_code == 404
    assert app.test_client().sign_in(typed["email"], "ein ganzer Satz 2022")


def test_only_administration_invites(as_):
    assert as_(REVIEWER).get("/verwaltung/personen").status_code == 403


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(browser):
    answers = [
        browser.send("/passwort/neu", {"email": email}).text
        for email in (EDITOR, "niemand@nirgends.example")
    ]
    assert scrubbed(answers[0]) == scrubbed(answers[1])


def test_a_foreign_host_is_refused(browser):
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 400


def asked_for(browser):
    """Ask for a new password; return the path in the letter that is owed."""
    data = {"csrf_token": browser.token("/passwort/neu"), "email": EDITOR}
    browser.post("/passwort/neu", data=data)
    with reading() as session:
        rows = session.scalars(
            select(Notice).where(Notice.kind == "password_reset").order_by(Notice.created_at)
        ).all()
    return rows[-1].facts["path"]


def test_a_new_password_lets_in_who_was_locked_out(browser, moved):
    for _ in range(6):
        attempt(browser, EDITOR)
    path, password = asked_for(browser), "ein-neues-Passwort-2022"
    data = {"csrf_token": browser.token(path), "new_password": password}
    assert browser.post(path, data=data).location == "/anmelden"
    assert attempt(browser, EDITOR, password).status_code == 303


def test_a_link_that_is_over_says_so_and_offers_a_new_one(browser, moved):
    first = asked_for(browser)
    moved.instant += timedelta(minutes=1)
    second = asked_for(browser)
    answer = browser.get(first)
    assert answer.status_code == 404
    assert "Dieser Link gilt nicht mehr" in answer.text
    assert browser.get(second).status_code == 200
    assert browser.get("/passwort/erraten").text.count("Neuen Link anfordern") == 1


def test_administration_finds_who_has_an_account_by_name_or_address(as_):
    admin = as_("verwaltung@smi.example")
    page = admin.get("/verwaltung/personen").text
    for shown in ("Sachbearbeitung 1", REVIEWER, "Zeichnungsberechtigte Person – Flöha"):
        assert shown in page
    page = admin.get("/verwaltung/personen?suche=FLOEHA+zeichnung").text
    assert "zeichnung@floeha.example" in page
    assert REVIEWER not in page
    assert "1 Konto" in page
    assert "niemand gefunden" in admin.get("/verwaltung/personen?suche=%25_%27%3B").text


def test_a_long_list_says_that_there_are_more(as_):
    with transaction() as session:
        for number in range(60):
            add_account(
                session, f"p{number}@x.example", f"Person {number:02d}", ("reviewer",), None, "x"
            )
    page = as_("verwaltung@smi.example").get("/verwaltung/personen?suche=x.example").text
    assert "60 Konten; die ersten 50 sind angezeigt" in page
