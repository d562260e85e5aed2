"""Documents are accessible, carry their data, are the same every time, and take any text."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from funding.documents import application as document
from funding.documents import typesetting
from funding.documents.application import render
from funding.documents.characters import shown
from funding.errors import NotTypeset
from tests.pdf import attached, metadata, streams

AT = datetime(2026, 10, 3, 12, 32, 7, 123456, tzinfo=UTC)
DATA = '{"answers":{"a4.titel":"Größe €"}}'.encode()
HOSTILE = [
    '#read("/etc/passwd")',
    "\\ \\u{1F600} $x^2$ *fett* _kursiv_ `roh` @wer <hier> // Rest /* Rest",
    "= Titel\n- Punkt\n+ Punkt\n/ Wort: Sinn",
    "[[]](){}]]#[",
    "ä" * 4000,
    "W" * 4000,
    "Wort " * 800,
    "😀 👩‍👩‍👧 🇩🇪 日本語 \ue000 \U0010ffff",
    "\u202eדורב\u202c שלום السلام عليكم \u0600\u0601 ١٢",
    "\x00\x01\x1b[31m\ufeff\u200b\u2028zwei\r\ndrei\u00ad",
    "a\u0301\u0301\u0301\u0301\u0323 Z̡̖̜̖̰̣͉̜a̙̘͖l̴̛g̷o",
    "",
]


def content(values=("Ein Vorhaben",), rows=(), mark="", **more):
    """Return what a document needs; ``rows`` are those of a table of eight columns."""
    facts = [{"key": "a4.titel", "label": "Titel", "value": value} for value in values]
    parts = [{"kind": "facts", "rows": facts}]
    if rows:
        head = ["Nr.", *(f"Spalte {n}" for n in range(len(rows[0]) - 1))]
        table = {"kind": "table", "key": "a7.pos", "label": "Plan", "numeric": [2]}
        parts.append(table | {"head": head, "body": [list(row) for row in rows]})
    return {
        "lang": "de",
        "region": "DE",
        "heading": "Antrag",
        "author": "Förderportal",
        "reference": "KP-2026-0001",
        "stand": "Stand: 03.10.2026",
        "mark": mark,
        "remarks": [],
        "page": "Seite {here} von {all}",
        "label": "Feld",
        "value": "Angabe",
        "facts": [{"key": "", "label": "Kommune", "value": "Flöha"}],
        "pages": [{"title": "A4 Vorhaben", "parts": parts}],
        "seal": "Prüfsumme",
        "sealed": "SHA-256:",
        "attachment": "antrag.json",
        "attached": "Alle Angaben",
    } | more


@contextmanager
def no_desk_free():
    """Keep all desks busy."""
    desks = [typesetting.DESKS.get_nowait() for _ in range(typesetting.MOST_DESKS)]
    yield
    for desk in desks:
        typesetting.DESKS.put(desk)


@contextmanager
def one_desk():
    """Give a desk of its own, and see that it leaves nothing behind."""
    desk = typesetting.Desk()
    try:
        yield desk
    finally:
        desk.leave()


@pytest.fixture(scope="module")
def made():
    return render(content(rows=[("1", "Honorar", "1.000,00 €")]), DATA, AT)


def everything(made):
    return made + b"".join(body for _head, body in streams(made))


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(made):
    assert made.startswith(b"%PDF-1.7")
    told = metadata(made)
    for claim in (
        b"<pdfaid:part>3</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert claim in told


def test_it_is_tagged_with_headings_tables_and_their_header_cells(made):
    told = everything(made)
    for tag in (b"/S/H1", b"/S/H2", b"/S/H3", b"/S/Table", b"/S/TH", b"/S/TD", b"/Marked true"):
        assert tag in told, tag
    assert b"de-DE" in metadata(made)


def test_it_carries_the_data_as_they_came_and_says_what_they_are(made):
    assert attached(made) == DATA
    told = everything(made)
    assert b"/AFRelationship/Data" in told.replace(b" ", b"")
    assert b"antrag.json" in told


def test_the_sum_it_prints_is_that_of_the_data():
    order = json.loads(document._order(content(), DATA, AT, False))
    assert order["inputs"]["sha256"] == hashlib.sha256(DATA).hexdigest()
    assert order["inputs"]["data"].encode() == DATA


def test_the_same_input_gives_the_same_bytes_and_another_second_does_not(made):
    again = content(rows=[("1", "Honorar", "1.000,00 €")])
    assert render(again, DATA, AT) == made
    assert render(again, DATA, AT.replace(second=8)) != made


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_stays_text_and_is_set(value):
    data = json.dumps({"answers": {"a4.titel": value}}, ensure_ascii=False).encode()
    rows = [("1", value, "1,00 €", *[value[:300]] * 5)]
    made = render(content([value], rows, reference=value[:40], mark=value[:40]), data, AT)
    assert attached(made) == data
    assert b"root:" not in everything(made)


def test_what_no_typeface_holds_is_named_and_what_turns_a_line_is_left_out():
    assert shown("Idee 😀") == "Idee [U+1F600]"
    assert shown("100\u202e001") == "100001"
    assert shown(["Größe – 5 €", {"a": "Łódź"}]) == ["Größe – 5 €", {"a": "Łódź"}]
    assert shown("日", plain=True) == "[U+65E5]"
    assert shown("W" * 30) == "W" * 24 + "\u200b" + "W" * 6


@pytest.mark.slow
def test_two_hundred_lines_are_set_in_good_time():
    rows = [(str(n), "Honorare für Fachleute", "1.234,56 €", *["Wort"] * 9) for n in range(200)]
    begun = time.monotonic()
    assert attached(render(content(rows=rows), DATA, AT)) == DATA
    assert time.monotonic() - begun < 10


def test_the_mark_of_a_draft_is_set_into_the_document():
    plain, draft = render(content(), DATA, AT), render(content(mark="Entwurf"), DATA, AT)
    assert draft != plain
    assert attached(draft) == attached(plain)


def test_a_process_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("import sys\nsys.stdin.read()\nwhile True: pass\n")
    monkeypatch.setattr(typesetting, "TYPESET", endless)
    monkeypatch.setattr(typesetting, "MOST_SECONDS", 0.3)
    with pytest.raises(NotTypeset, match="too slow"):
        render(content(), DATA, AT)


def test_whoever_has_less_time_waits_no_longer_neither_for_a_turn_nor_for_both_tries(
    monkeypatch, tmp_path
):
    with pytest.raises(NotTypeset, match="too slow"):
        render(content(), DATA, AT, seconds=0.01)
    failing = tmp_path / "failing.py"
    failing.write_text("import time\ntime.sleep(0.7)\nraise SystemExit(3)\n")
    monkeypatch.setattr(typesetting, "TYPESET", failing)
    began = time.monotonic()
    with pytest.raises(NotTypeset, match="too slow"):
        render(content(), DATA, AT, seconds=1.0)
    assert time.monotonic() - began < 1.3
    began = time.monotonic()
    with no_desk_free(), pytest.raises(NotTypeset, match="busy"):
        render(content(), DATA, AT, seconds=0.01)
    assert time.monotonic() - began < 1


def test_a_process_that_fails_is_a_refusal_and_gives_its_turn_back(monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)\n")
    monkeypatch.setattr(typesetting, "TYPESET", broken)
    for _ in range(3):
        with pytest.raises(NotTypeset, match="failed"):
            render(content(), DATA, AT)
    monkeypatch.undo()
    assert render(content(), DATA, AT).startswith(b"%PDF")


def soon():
    """Return an end that is far enough away."""
    return time.monotonic() + 20


def order(**more):
    """Return the order of a small document."""
    return document._order(content(**more), DATA, AT, False)


def test_a_desk_stands_ready_and_typesets_each_order_in_a_process_of_its_own():
    with one_desk() as desk:
        first = desk.typeset(order(), soon())
        process = desk._process.pid
        assert desk.typeset(order(), soon()) == first
        assert desk.typeset(order(reference="KP-2026-0002"), soon()) != first
        assert desk._process.pid == process


def test_an_order_that_fails_leaves_its_desk_at_work():
    with one_desk() as desk:
        assert desk.typeset(b"no order at all", soon()) == b""
        process = desk._process.pid
        assert desk.typeset(order(), soon()).startswith(b"%PDF")
        assert desk._process.pid == process


def test_half_a_document_of_a_process_that_died_is_none(monkeypatch, tmp_path):
    source = typesetting.TYPESET.read_text(encoding="utf-8")
    dies = "            file.flush()\n            os.kill(os.getpid(), 9)\n        ended = 0\n"
    source = source.replace("        ended = 0\n", dies)
    half = tmp_path / "half.py"
    half.write_text(source.replace("Path(__file__)", f"Path({str(typesetting.TYPESET)!r})"))
    monkeypatch.setattr(typesetting, "TYPESET", half)
    with one_desk() as desk:
        assert desk.typeset(order(), soon()) == b""


@pytest.mark.crash
def test_a_desk_whose_process_was_killed_is_filled_again():
    with one_desk() as desk:
        first = desk.typeset(order(), soon())
        os.kill(desk._process.pid, signal.SIGKILL)
        assert desk.typeset(order(), soon()) == first


def test_a_desk_that_left_its_work_is_filled_again_and_an_ended_one_is_gone(monkeypatch, tmp_path):
    once = tmp_path / "once.py"
    source = typesetting.TYPESET.read_text(encoding="utf-8")
    source = source.replace("IDLE_SECONDS = 60", "IDLE_SECONDS = 0.05")
    once.write_text(source.replace("Path(__file__)", f"Path({str(typesetting.TYPESET)!r})"))
    monkeypatch.setattr(typesetting, "TYPESET", once)
    with one_desk() as desk:
        first = desk.typeset(order(), soon())
        left = desk._process
        left.wait(timeout=10)
        assert desk.typeset(order(), soon()) == first
        assert desk._process.pid != left.pid
        pid = desk._process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_both_sides_frame_what_they_say_alike():
    told = typesetting.TYPESET.read_text(encoding="utf-8")
    assert f"BYTES_OF_LENGTH = {typesetting.BYTES_OF_LENGTH}\n" in told
