"""People of a race: each signed in to one of the servers, with a page open and a finger ready."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from html import unescape
from http.cookiejar import CookieJar
from typing import NamedTuple

INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
SECONDS = 60


class Answer(NamedTuple):
    """What a server said: the status, where it leads, and the page."""

    status: int
    location: str
    text: str


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leads nowhere by itself: where an answer leads is what the race looks at."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        """Follow nothing."""


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, base: str, email: str, password: str) -> None:
        self.base = base
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay
        )
        sent = self.fields("/anmelden") | {"email": email, "password": password}
        answer = self.post("/anmelden", sent)
        if answer.status not in (302, 303):
            raise RuntimeError(f"{email} cannot sign in: {answer.status}")

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._open(path, None)

    def post(self, path: str, data: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._open(path, urllib.parse.urlencode(data).encode())

    def fields(self, path: str) -> dict[str, str]:
        """Return what the forms of a page would send as they stand; boxes are left empty."""
        main = self.get(path).text.partition("<main")[2]
        found = [dict(ATTRIBUTE.findall(tag)) for tag in INPUT.findall(main)]
        return {
            one["name"]: unescape(one.get("value", ""))
            for one in found
            if "name" in one and one.get("type") not in ("checkbox", "radio", "file")
        }

    def _open(self, path: str, data: bytes | None) -> Answer:
        try:
            answer = self._opener.open(self.base + path, data, timeout=SECONDS)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode(errors="replace")
            return Answer(answer.status or 0, answer.headers.get("Location", ""), text)
