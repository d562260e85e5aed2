"""A page's form as a browser would send it: every control that has a name, as it stands there."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlencode

Pairs = list[tuple[str, str]]
FORM = "application/x-www-form-urlencoded"


class SentForm(HTMLParser):
    """Read the successful controls of the main form of a page; buttons are not pressed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: Pairs = []
        self.inside = False
        self.select, self.option = "", None
        self.area: list[str] | None = None

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.inside = self.inside or "fp-form" in given.get("class", "")
        elif not self.inside or "disabled" in given:
            return
        elif tag == "input" and name and self._sent(given):
            self.pairs.append((name, given.get("value", "on")))
        elif tag == "select":
            self.select, self.option = name, None
        elif tag == "option" and self.select and (self.option is None or "selected" in given):
            self.option = given.get("value", "")
        elif tag == "textarea":
            self.area, self.name = [], name

    def _sent(self, given):
        if given.get("type") in ("radio", "checkbox"):
            return "checked" in given
        return given.get("type") not in ("submit", "button", "file")

    def handle_data(self, data):
        if self.area is not None:
            self.area.append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select" and self.select:
            self.pairs += [(self.select, self.option)] if self.option is not None else []
            self.select = ""
        elif tag == "textarea" and self.area is not None:
            text = "".join(self.area).removeprefix("\r\n").removeprefix("\n")
            self.pairs.append((self.name, text.replace("\n", "\r\n")))
            self.area = None


def sent_form(page: str) -> Pairs:
    """Return what the form of a page sends when nothing is changed in it."""
    form = SentForm()
    form.feed(page)
    return form.pairs


def body(pairs: Pairs) -> bytes:
    """Write a form as the body of a request; half characters go as the bytes they would be."""
    return urlencode(pairs, errors="surrogatepass").encode("ascii")
