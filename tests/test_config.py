"""A production that would be unsafe does not start, and says why."""

from __future__ import annotations

import pytest

from funding.config import Settings
from funding.errors import Refused

SAFE = {
    "SECRET_KEY": "s" * 40,
    "TRUSTED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql+psycopg://x/y",
    "MAIL_URL": "smtp+starttls://post.example:587",
    "BASE_URL": "https://portal.example/",
    "TRUSTED_PROXIES": "1",
}


def test_a_safe_production_starts():
    settings = Settings.from_env(SAFE)
    assert (settings.embedded, settings.trusted_hosts) == (False, ("portal.example",))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "changeme"}, "default"),
        ({"SECRET_KEY": "kurz"}, "too short"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"FLASK_DEBUG": "true"}, "DEBUG"),
        ({"TRUSTED_HOSTS": ""}, "TRUSTED_HOSTS"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"MAIL_URL": ""}, "MAIL_URL is missing"),
        ({"MAIL_URL": "smtps://post.example"}, "MAIL_URL is no way"),
        ({"BASE_URL": ""}, "BASE_URL"),
        ({"BASE_URL": "http://portal.example"}, "BASE_URL"),
        ({"TRUSTED_PROXIES": ""}, "TRUSTED_PROXIES is missing"),
        ({"TRUSTED_PROXIES": "alle"}, "TRUSTED_PROXIES is 'alle'"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is '-1'"),
        ({"FUNDING_MODE": "spielerei"}, "FUNDING_MODE"),
    ],
)
def test_an_unsafe_production_is_refused_with_a_sentence(change, word):
    with pytest.raises(Refused) as refused:
        Settings.from_env(SAFE | change)
    assert word in refused.value.sentence
    assert refused.value.code == 2


def test_settings_are_frozen():
    with pytest.raises(AttributeError):
        Settings.from_env(SAFE).debug = True


def test_cheap_passwords_are_for_the_embedded_mode_only():
    assert not Settings.from_env(SAFE | {"FUNDING_CHEAP_PASSWORDS": "1"}).cheap_passwords


def test_a_production_has_neither_demo_mail_nor_insecure_cookies(sqlite_database, tmp_path):
    from funding.app import create_app

    env = SAFE | {"DATABASE_URL": sqlite_database, "MAIL_URL": f"file:{tmp_path / 'mail'}"}
    app = create_app(Settings.from_env(env))
    assert "mailbox.index" not in app.view_functions
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    answer = app.test_client().get("/", headers={"Host": "portal.example"})
    assert answer.status_code == 200
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_an_unwritable_folder_is_one_sentence(tmp_path):
    blocked = tmp_path / "datei"
    blocked.write_text("")
    with pytest.raises(Refused) as refused:
        Settings.from_env({"FUNDING_MODE": "embedded", "FUNDING_VAR": str(blocked / "var")})
    assert "FUNDING_VAR" in refused.value.sentence


@pytest.mark.parametrize("typed", ["amt", "amt@x.example, b@x.example", "Amt <amt@x.example>"])
def test_an_answer_goes_to_one_address_or_to_the_sender(typed):
    with pytest.raises(Refused) as refused:
        Settings.from_env({"FUNDING_MODE": "embedded", "MAIL_REPLY_TO": typed})
    assert "MAIL_REPLY_TO" in refused.value.sentence
    assert Settings.from_env({"FUNDING_MODE": "embedded"}).mail_reply_to == ""


def test_the_box_of_what_comes_back_is_named_by_its_whole_path():
    with pytest.raises(Refused) as refused:
        Settings.from_env({"FUNDING_MODE": "embedded", "BOUNCE_BOX": "var/bounces"})
    assert "BOUNCE_BOX" in refused.value.sentence
    assert Settings.from_env({"FUNDING_MODE": "embedded"}).bounce_box == ""
