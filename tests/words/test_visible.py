"""What cannot be seen is no text: it is taken out, and what is only that is empty."""

from __future__ import annotations

import pytest

from funding.words.visible import cleaned, hides, said, seen

FAMILY, PERSIAN = "👩\u200d👩\u200d👧", "می\u200cخواهم"
HEART = "❤\ufe0f\u200d🔥"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t ",
        "\u00a0\u2003",
        "\u200f" * 5,
        "\u200e\u200b\u2060\ufeff\u00ad",
        "\u200d\u200c",
        " \u200d ",
        "\u202e\u2066",
        "\u061c\u180e",
        "\u2800\u3164\u115f\u1160\uffa0",
        "\ufe0f\u034f",
        "\U000e0041",
        "\x00\x1b",
    ],
)
def test_what_shows_nothing_is_empty(text):
    assert cleaned(text) == ""
    assert not seen(text)
    assert not said(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Flö\u200bha", "Flöha"),
        ("\ufeffFlöha\u200f", "Flöha"),
        ("Präven\u00adtion", "Prävention"),
        ("gpj.exe\u202e", "gpj.exe"),
        ("eins\n\tzwei\x07", "eins\n\tzwei"),
        ("Name\u200d und\u200c \u200dName", "Name und Name"),
    ],
)
def test_what_shows_nothing_is_taken_out_of_a_text(typed, kept):
    assert cleaned(typed) == kept


@pytest.mark.parametrize(
    "text",
    [FAMILY, PERSIAN, HEART, f"Fest {FAMILY} im Park", "Łódź č e\u0301", "\u0600١٢", "-", "…"],
)
def test_joiners_within_a_word_and_all_that_is_drawn_stay(text):
    assert cleaned(text) == text
    assert seen(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, False), ("", False), (" \n", False), ("Nein.", True), ("\u200b.", True), (0, True)],
)
def test_something_was_said_where_anything_of_it_can_be_seen(value, expected):
    assert said(value) is expected


FILLING = ["\u3164", "\u115f", "\u1160", "\uffa0", "\u2800"]
HIDING = ["\u200b", "\u202e", "\x00", "\u2028", "\u2029", "\ud800", *FILLING]


@pytest.mark.parametrize("sign", HIDING, ids=ascii)
def test_a_sign_that_hides_or_reads_as_a_blank_is_found(sign):
    assert hides(f"Markt{sign}1")


@pytest.mark.parametrize("text", ["Markt 1\r\n09557 Flöha", "Łódź č e\u0301", FAMILY, "a\u00a0b"])
def test_what_can_be_read_hides_nothing(text):
    assert not hides(text)
