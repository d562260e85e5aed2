"""Strangers on the network: counted by where they come from, and told nothing by the time."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from funding.app import create_app
from funding.web.accounts import RESET_SECONDS
from tests.stages import EDITOR
from tests.web.conftest import Browser
from tests.web.test_signing_in import PASSWORD, attempt


def exhaust(app, address):
    """Try to sign in from one network until it is refused; return after how many attempts."""
    for number in range(100):
        stranger = app.test_client()
        stranger.environ_base["HTTP_X_FORWARDED_FOR"] = address
        if attempt(stranger, f"niemand{number}@nirgends.example").status_code == 429:
            return number
    return None


@pytest.mark.parametrize(("proxies", "answer"), [(1, 303), (0, 429)])
def test_behind_a_proxy_one_strangers_attempts_keep_nobody_else_out(
    settings, moved, proxies, answer
):
    app = create_app(replace(settings, trusted_proxies=proxies))
    app.test_client_class = Browser
    assert exhaust(app, "192.0.2.7") is not None
    clerk = app.test_client()
    clerk.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.8"
    assert attempt(clerk, EDITOR, PASSWORD).status_code == answer


def test_who_adds_addresses_of_their_own_is_still_counted(settings, moved):
    app = create_app(replace(settings, trusted_proxies=1))
    app.test_client_class = Browser
    exhaust(app, "192.0.2.7")
    stranger = app.test_client()
    stranger.environ_base["HTTP_X_FORWARDED_FOR"] = "192.0.2.99, 192.0.2.7"
    assert attempt(stranger, EDITOR).status_code == 429


@pytest.mark.parametrize("email", [EDITOR, "niemand@nirgends.example"])
def test_a_new_password_is_asked_for_in_the_same_time_known_or_not(browser, monkeypatch, email):
    now, rested = [100.0], []

    def working():
        now[0] += 0.001
        return now[0]

    monkeypatch.setattr(time, "monotonic", working)
    monkeypatch.setattr(time, "sleep", rested.append)
    data = {"csrf_token": browser.token("/passwort/neu"), "email": email}
    begun = now[0]
    assert browser.post("/passwort/neu", data=data).status_code == 200
    assert rested == [pytest.approx(begun + 0.001 + RESET_SECONDS - now[0], abs=0.1)]


@pytest.mark.parametrize("path", ["/", "/anmelden", "/passwort/neu"])
def test_a_probe_that_asks_for_the_head_gets_what_a_reader_gets(browser, path):
    head = browser.head(path)
    assert (head.status_code, head.data) == (200, b"")
