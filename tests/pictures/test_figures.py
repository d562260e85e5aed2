"""What every picture keeps: safe text, no styles, and ids of its own."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from funding.pictures.figures import Pen, fitted, number, wrapped


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the drawing is our own


def test_text_cannot_break_out_of_the_picture() -> None:
    pen = Pen.fresh()
    svg = pen.sheet((10, 10), '<b>&"', "</desc><script>", [pen.text(1, 2, '<b>&"')])
    root = parsed(svg)
    assert [element.text for element in root] == ['<b>&"', "</desc><script>", '<b>&"']


def test_a_picture_is_named_and_described_by_its_own_parts() -> None:
    root = parsed(Pen.fresh().sheet((10, 10), "Name", "Satz", []))
    ids = {element.get("id"): element.text for element in root}
    assert root.get("role") == "img"
    assert ids[root.get("aria-labelledby")] == "Name"
    assert ids[root.get("aria-describedby")] == "Satz"


def test_two_pictures_on_a_page_share_no_id() -> None:
    assert Pen.fresh().key != Pen.fresh().key


def test_a_file_of_its_own_looks_the_same_every_time() -> None:
    assert Pen.fresh(standalone=True) == Pen.fresh(standalone=True)


def test_words_that_do_not_fit_are_shortened_visibly() -> None:
    assert fitted("Wort", 100) == "Wort"
    assert fitted("Donaudampfschifffahrt", 80).endswith("…")
    assert wrapped("eins zwei drei vier fünf sechs", 70, 2)[1].endswith("…")
    assert wrapped("", 70, 2) == ("",)


def test_coordinates_are_short() -> None:
    assert [number(value) for value in (1, 1.04, 2.25, -0.5)] == ["1", "1", "2.2", "-0.5"]
