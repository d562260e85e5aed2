"""Every message of the pages has a German text, and no text is left without a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
METHODS = [("funding/**.py", "python"), ("templates/**.html", "jinja2")]


@pytest.fixture(scope="module")
def german():
    path = ROOT / "funding" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="de")


@pytest.fixture(scope="module")
def used():
    found = extract_from_dir(str(ROOT), METHODS, keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


def texts(message) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (message,)


def test_every_message_has_a_german_text(german, used):
    known = {m.id for m in german if m.id and all(texts(m.string))}
    plain = {m if isinstance(m, str) else tuple(m[:2]) for m in used}
    assert {m for m in plain if m not in known} == set()


def test_no_german_text_is_left_without_a_message(german, used):
    plain = {m if isinstance(m, str) else tuple(m[:2]) for m in used}
    assert {m.id for m in german if m.id} - plain == set()


def test_german_texts_have_the_places_of_their_messages(german):
    for message in german:
        if not message.id:
            continue
        for english, translated in zip(texts(message.id), texts(message.string), strict=False):
            places = re.compile(r"%\(\w+\)s|%\(\w+\)d")
            assert sorted(places.findall(english)) == sorted(places.findall(translated)), english


def test_nothing_is_marked_as_unsure(german):
    assert [m.id for m in german if m.fuzzy and m.id] == []


def test_no_message_stands_where_it_is_not_found():
    hidden = re.compile(r"\{(?:_|n?gettext)\(")
    found = [path for path in (ROOT / "funding").rglob("*.py") if hidden.search(path.read_text())]
    assert found == []
