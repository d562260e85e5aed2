"""People in front of a browser: clients that are signed in, and forms that carry their tokens."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from funding.services.administration.set_up_demo import PASSWORD
from tests.web.browsing import launched, portal

QUESTION = "/befangenheit?weiter="


class Browser(FlaskClient):
    """A client that reads the token of the page before it sends a form.

    Whoever uses it says of a case they have not looked at that they are not biased, unless told
    to stay ``silent``.
    """

    silent = False

    def open(self, *args, **kwargs):
        """Ask for a page; what the house draws must not stand on it as text."""
        answer = super().open(*args, **kwargs)
        if QUESTION in (answer.location or "") and not self.silent:
            assert self.send(answer.location, {"biased": "no"}).status_code == 303
            answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html":
            assert "class=&#34;kern-" not in answer.text, "the house's own markup is shown as text"
        return answer

    def token(self, path: str = "/anmelden") -> str:
        """Return the CSRF token of a page."""
        page = self.get(path, follow_redirects=True).text
        return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]

    def fields(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the main form of a page."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        main = page.text.partition("<main")[2]
        found = re.findall(r'<input[^>]*type="hidden"[^>]*>', main)
        pairs = {}
        for tag in found:
            name = re.search(r'name="([^"]*)"', tag)
            value = re.search(r'value="([^"]*)"', tag)
            if name:
                pairs[name[1]] = unescape(value[1]) if value else ""
        return pairs

    def form(self, version: int) -> dict[str, str]:
        """Return what every form of a case carries, for a page that was never shown."""
        return {
            "csrf_token": self.token("/konto"),
            "form_key": str(uuid4()),
            "version": str(version),
        }

    def send(self, path: str, data: dict, page: str | None = None, **more):
        """Send a form as its page gives it, with what was typed."""
        return self.post(path, data=self.fields(page or path) | data, **more)

    def sign_in(self, email: str, password: str = PASSWORD) -> Browser:
        """Sign in, or fail the test."""
        data = {"csrf_token": self.token(), "email": email, "password": password}
        answer = self.post("/anmelden", data=data)
        assert answer.status_code == 303, answer.text
        return self


@pytest.fixture(scope="session")
def running_chromium():
    """Run a browser for all tests that ask for one."""
    with launched() as browser:
        yield browser


@pytest.fixture
def app(settings, moved):
    """Let the application work on the test's database."""
    application = portal(settings)
    application.test_client_class = Browser
    return application


@pytest.fixture
def browser(app) -> Browser:
    """Open a browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def as_(app):
    """Open a browser and sign in as somebody."""

    def sign_in(email, *, silent=False):
        browser = app.test_client().sign_in(email)
        browser.silent = silent
        return browser

    return sign_in
