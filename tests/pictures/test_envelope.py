"""The bars, the sentence and the table of an envelope say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law.money import cents_from_text, euro
from funding.pictures.envelope import (
    Pot,
    before_after,
    envelope_picture,
    envelope_sentence,
    summed,
)

CENTS = st.integers(0, 10**11)
AMOUNT = {"de": r"[0-9.]+(?:,[0-9]{2})?\u00a0€", "en": r"€[0-9,]+(?:\.[0-9]{2})?"}


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the drawing is our own


@st.composite
def pots(draw: st.DrawFn) -> Pot:
    committed = draw(CENTS)
    paid = draw(st.integers(0, committed))
    name, blocked = draw(st.sampled_from(["Sucht", '<b>&"'])), draw(st.sampled_from([0, 0, 10_050]))
    return Pot(name, draw(CENTS), draw(CENTS), committed, paid, blocked, draw(CENTS))


def amounts(sentence: str, language: str) -> list[int]:
    found = [text.rstrip(",.") for text in re.findall(AMOUNT[language], sentence)]
    return [cents_from_text(text, language) for text in found]


def numbers_of_the_table(picture_rows: tuple[tuple[str, ...], ...]) -> set[str]:
    return {cell for row in picture_rows for cell in row[1:]}


@given(pots(), st.sampled_from(["de", "en"]))
def test_the_sentence_read_back_gives_the_numbers(pot: Pot, language: str) -> None:
    said = amounts(envelope_sentence(pot, language), language)
    facts = [pot.total_cents, pot.committed_cents, pot.paid_cents, pot.reserved_cents]
    told = pot.blocked_cents and pot.available_cents >= 0
    assert said == [*facts, *([pot.blocked_cents] if told else []), abs(pot.available_cents)]


@given(pots())
def test_the_parts_of_the_bar_always_add_up_to_the_total(pot: Pot) -> None:
    assert sum(pot.parts().values()) == pot.total_cents
    taken = pot.reserved_cents + pot.committed_cents + pot.blocked_cents
    assert pot.available_cents == pot.total_cents - taken


def test_what_is_blocked_is_a_part_of_the_bar_with_a_pattern_of_its_own() -> None:
    picture = envelope_picture([Pot("Sucht", 100_00, 0, 0, 0, 40_00)], "de")
    assert "40\u00a0€ gesperrt" in picture.sentence
    boxes = re.findall(r'<rect[^>]*fp-b--blocked[^>]*fill="url\(#fp\d+-cross\)"', picture.svg)
    assert len(boxes) == 2  # the bar and its key


@given(st.lists(pots(), max_size=5), st.sampled_from(["de", "en"]))
def test_every_number_is_in_the_table_to_the_cent(lines: list[Pot], language: str) -> None:
    picture = envelope_picture(lines, language)
    whole = summed(lines, "")
    table = numbers_of_the_table((*picture.rows, *([picture.foot] if picture.foot else [])))
    for pot in (*lines, whole):
        assert {euro(cents, language) for cents in pot.figures()} <= table
    assert all(len(row) == len(picture.head) for row in picture.rows)


@given(st.lists(pots(), max_size=5))
def test_the_drawing_is_well_formed_and_carries_no_styles(lines: list[Pot]) -> None:
    svg = envelope_picture(lines, "de", programme=summed(lines, "Programm")).svg
    root = parsed(svg)
    assert not [element for element in root.iter() if "style" in element.attrib]
    assert "<b>" not in svg


@given(st.lists(pots(), min_size=1, max_size=5))
def test_no_bar_leaves_the_sheet(lines: list[Pot]) -> None:
    root = parsed(envelope_picture(lines, "de").svg)
    width = float(root.attrib["width"])
    for box in root.findall("rect"):
        assert 0 <= float(box.attrib["x"]) <= width
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width + 0.5


def test_the_programme_stands_first_and_at_the_foot() -> None:
    lines = [Pot("Sucht", 100_00, 10_00, 50_00, 20_00), Pot("Gewalt", 200_00, 0, 0, 0)]
    picture = envelope_picture(lines, "de", programme=summed(lines, "Programm"))
    texts = [text.text for text in parsed(picture.svg).findall("text")]
    assert texts[0] == "Programm"
    assert picture.foot is not None
    assert picture.foot[0] == "Programm"
    assert [row[0] for row in picture.rows] == ["Sucht", "Gewalt"]


def test_a_single_pot_needs_no_sum() -> None:
    assert envelope_picture([Pot("Sucht", 1, 0, 0, 0)], "de").foot is None


def test_what_is_promised_beyond_the_allocation_is_said_and_written() -> None:
    picture = envelope_picture([Pot("Sucht", 400_000_00, 32_000_00, 388_000_00, 0)], "de")
    assert "um 20.000\u00a0€ überschritten" in picture.sentence
    assert "20.000\u00a0€ über dem Ansatz" in picture.svg
    assert picture.rows[0][-1] == "\u221220.000,00\u00a0€"


@pytest.mark.parametrize(("reserved", "word"), [(20_00, "weniger"), (0, "mehr"), (10_00, "ebenso")])
def test_the_effect_of_a_decision_is_said_in_words(reserved: int, word: str) -> None:
    before = Pot("Sucht", 100_00, 10_00, 50_00, 20_00)
    picture = before_after(before, replace(before, reserved_cents=reserved), "de")
    assert word in picture.sentence
    assert [row[0] for row in picture.rows] == ["Heute", "Nach dieser Entscheidung"]
    assert picture.foot is not None
    assert picture.foot[-1] == euro(10_00 - reserved)


def test_an_amount_without_room_in_its_bar_stands_behind_it() -> None:
    lines = [Pot("Groß", 100_000_00, 0, 0, 0), Pot("Klein", 5_000_00, 1_000_00, 2_000_00, 500_00)]
    texts = [text.text or "" for text in parsed(envelope_picture(lines, "de").svg).findall("text")]
    assert any("reserviert 1.000\u00a0€" in text and "verfügbar" in text for text in texts)


def test_a_bar_with_many_small_parts_keeps_its_name() -> None:
    pot = Pot("Programm 2027", 1_300_000_00, 30_000_00, 40_000_00, 15_000_00, 96_000_00)
    texts = [text.text for text in parsed(envelope_picture([pot], "de").svg).findall("text")]
    assert texts[0] == "Programm 2027"
