"""A notice as a letter lies on its sheet as DIN 5008, form B, has it; and it is the notice."""

from __future__ import annotations

import json
import re

import pytest

from funding.forms.letter_paper import letter_pdf
from funding.forms.notice_paper import notice_pdf
from tests.pdf import attached, metadata, streams

CONTENT = {
    "kind": "award",
    "reference": "KP-2022-0001",
    "title": "Sichere Plätze",
    "lead": "Flöha",
    "partners": ["Oederan"],
    "issued_on": "2022-06-07",
    "court": "Verwaltungsgericht Chemnitz",
    "remedy_months": 1,
    "contact": "Sachbearbeitung 1",
    "call": "2022",
    "applied_on": "2022-05-01",
    "requested_cents": 2_000_000,
    "granted_cents": 2_000_000,
    "begins_on": "2022-09-01",
    "ends_on": "2022-12-31",
    "rate_percent": 90,
    "deviation_percent": 20,
    "proof_due_on": "2023-06-30",
    "plan": [],
    "income_cents": 0,
    "conditions": [],
    "ground": "",
    "reasons": "",
    "official": "Entscheidung 2",
}
LINES = ["Stadt Flöha", "Stadtverwaltung", "Hauptamt", "Rathaus", "Markt 1", "09557 Flöha"]
ADDRESS = "\n".join(LINES)
HEIGHT, MM = 297, 72 / 25.4
PLACED = re.compile(rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm(.*?)Q\n", re.S)


def letter(channel="post", *, draft=False, address=ADDRESS):
    return letter_pdf("award", CONTENT, address, channel, draft=draft)


def placed(data):
    """Return what stands on the first page: its place in mm from left and top, and its drawing."""
    page = next(body for _head, body in streams(data) if b"/Type/Background" in body)
    return [
        (float(x) / MM, HEIGHT - float(y) / MM, drawing) for x, y, drawing in PLACED.findall(page)
    ]


def texts(data):
    return [(x, y) for x, y, drawing in placed(data) if b"BT" in drawing]


def test_the_marks_say_where_to_fold_and_to_hole():
    marks = [(x, y) for x, y, drawing in placed(letter()) if b" l\n" in drawing and x < 20]
    assert [y for _x, y in marks] == pytest.approx([105, 148.5, 210], abs=0.1)
    assert all(x < 5 for x, _y in marks)


@pytest.mark.parametrize("channel", ["post", "registered", "receipt", "deed"])
def test_the_address_stands_in_its_field_and_nothing_else_does(channel):
    field = [(x, y) for x, y in texts(letter(channel)) if 20 <= x < 105 and 45 <= y <= 90]
    assert all(x == pytest.approx(25, abs=0.1) for x, _y in field)
    sender = [y for _x, y in field if y < 50]
    remarks = [y for _x, y in field if 50 <= y < 62.7]
    lines = [y for _x, y in field if y >= 62.7]
    assert (len(sender), len(remarks)) == (1, 0 if channel == "post" else 1)
    assert len(lines) == len(LINES)
    assert max(lines) < 90


def test_the_information_stands_beside_it_and_the_text_begins_below():
    right = [y for x, y in texts(letter()) if x == pytest.approx(125, abs=0.1)]
    assert len(right) == 3
    assert all(50 <= y <= 90 for y in right)
    below = [y for _x, y in texts(letter()) if y > 90]
    assert 98.4 <= min(below) <= 108


def test_it_is_the_notice_that_was_signed():
    assert (
        json.loads(attached(letter()))
        == CONTENT
        == json.loads(attached(notice_pdf(CONTENT, draft=False)))
    )
    for part in (b"<pdfaid:part>3<", b"<pdfuaid:part>1<"):
        assert part in metadata(letter("receipt"))


def test_the_same_letter_has_the_same_bytes():
    assert letter("receipt") == letter("receipt")
    assert letter("receipt") != letter("post") != letter("post", address="Anders\n01067 Dresden")


def test_a_receipt_has_a_form_of_its_own_page():
    def pages(data):
        return len(re.findall(rb"/Type\s*/Page\b", data))

    assert pages(letter("receipt")) == pages(letter("post")) + 1
