"""Guessing in parallel gains nothing, and an unknown address costs as much as a known one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from argon2 import PasswordHasher, profiles
from sqlalchemy import func, select

from funding.app import create_app
from funding.config import Settings
from funding.db import reading
from funding.models import Notice
from funding.services.accounts.sign_in import MOST_PER_ADDRESS
from tests.stages import EDITOR, SIGNATORY
from tests.web.conftest import Browser

MANY = 20


class CountingHasher(PasswordHasher):
    """Argon2 that counts how often a password was tried."""

    tried = 0
    lock = Lock()

    def verify(self, hash, password):
        """Try a password."""
        with self.lock:
            self.tried += 1
        return super().verify(hash, password)


@pytest.fixture
def portal(database, moved, tmp_path):
    """Make the application on either database, with a hasher that counts."""
    settings = Settings(
        mode="embedded",
        var=tmp_path,
        database_url=database,
        secret_key="k" * 40,
        base_url="http://localhost",
        mail_url=f"file:{tmp_path / 'mail'}",
        mail_from="noreply@foerderportal.example",
        broker_url="",
        trusted_hosts=("localhost", "127.0.0.1"),
        cheap_passwords=True,
    )
    application = create_app(settings)
    application.test_client_class = Browser
    hasher = CountingHasher.from_parameters(profiles.CHEAPEST)
    application.config["PASSWORDS"].hasher = hasher
    return application, hasher


def together(portal, send):
    """Let many browsers send at the same moment; return the statuses of their answers."""
    start = Barrier(MANY)

    def one(number):
        browser = portal.test_client()
        token = browser.token()
        start.wait(timeout=60)
        return send(browser, token, number).status_code

    with ThreadPoolExecutor(MANY) as people:
        return sorted(people.map(one, range(MANY)))


def test_of_many_wrong_sign_ins_at_once_only_the_limit_is_tried(portal):
    app, hasher = portal

    def guess(browser, token, number):
        data = {"csrf_token": token, "email": EDITOR, "password": f"falsch {number}"}
        return browser.post("/anmelden", data=data)

    answers = together(app, guess)
    assert answers == [422] * MOST_PER_ADDRESS + [429] * (MANY - MOST_PER_ADDRESS)
    assert hasher.tried == MOST_PER_ADDRESS


def test_of_many_who_ask_for_a_new_password_at_once_only_the_limit_get_a_letter(portal):
    app, _hasher = portal

    def ask(browser, token, _number):
        return browser.post("/passwort/neu", data={"csrf_token": token, "email": EDITOR})

    answers = together(app, ask)
    assert answers == [200] * MOST_PER_ADDRESS + [429] * (MANY - MOST_PER_ADDRESS)
    with reading() as session:
        letters = select(func.count()).where(Notice.kind == "password_reset")
        assert session.scalar(letters) == MOST_PER_ADDRESS


@pytest.mark.parametrize("email", [EDITOR, SIGNATORY, "niemand@nirgends.example"])
def test_known_or_unknown_one_attempt_costs_one_trial(portal, email):
    app, hasher = portal
    browser = app.test_client()
    data = {"csrf_token": browser.token(), "email": email, "password": "falsch"}
    assert browser.post("/anmelden", data=data).status_code == 422
    assert hasher.tried == 1
