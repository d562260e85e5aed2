"""What a clerk copies out of a spreadsheet is read as it was meant, or it is said why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.forms.pasting import entries_of, read_lines
from funding.services.applying.save_rows import LineEntry


def read(text, language="de"):
    return read_lines(text, year=2027, language=language)


def line(label, cents, kind="material", year=2027, eligible=True):
    return LineEntry(kind, label, cents, eligible, year)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Plakate\t1.234,50 €", [line("Plakate", 123_450)]),
        ("Honorare\tFachtag\t900", [line("Fachtag", 90_000, "fees")]),
        (
            "Personalausgaben\tHalbe Stelle\t2028\t30.000\tja\nSach\tZaun\t2027\t500\tnein",
            [
                line("Halbe Stelle", 3_000_000, "personnel", 2028),
                line("Zaun", 50_000, eligible=False),
            ],
        ),
        (
            "Betrag;Jahr;Bezeichnung;Bemerkung\n10,5;2026;Fahrt;dienstlich\n\n;;;\n7;;Briefe;",
            [line("Fahrt", 1_050, year=2026), line("Briefe", 700)],
        ),
        ('"Flyer; groß";12', [line("Flyer; groß", 1_200)]),
        ("Bezeichnung\tBetrag\tSumme\nPlakate\t100\t999", [line("Plakate", 10_000)]),
        ("Fly\u202eer\t1", [line("Flyer", 100)]),
        ("travel\tTrain\t3", [line("Train", 300, "travel")]),
        ("", []),
        ("Bezeichnung\tBetrag", []),
    ],
)
def test_rows_are_read_by_headings_or_by_their_number_of_columns(text, lines):
    rows = read(text)
    assert [row.faults for row in rows] == [()] * len(lines)
    assert entries_of(rows) == lines


def test_amounts_follow_the_language_of_the_page():
    assert entries_of(read("Posters\t1,234.50", "en")) == [line("Posters", 123_450)]
    assert entries_of(read("Posters\t1,234.50", "de")) == []


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("Plakate\tviel", "amount", "amount_unreadable"),
        ("Plakate\t", "amount", "amount_empty"),
        ("Plakate\t-5", "amount", "amount_negative"),
        ("Plakate\t12.50", "amount", "amount_decimal_mark"),
        ("Plakate\t1.300.001", "amount", "amount_too_large"),
        ("\t5", "label", "required"),
        ("Summe:\t5", "label", "sum_row"),
        ("x" * 161 + "\t5", "label", "too_long"),
        ("Zauberei\tStab\t5", "kind", "kind_unknown"),
        ("Sach\tStab\t1999\t5\tja", "year", "year_outside"),
        ("Sach\tStab\tbald\t5\tja", "year", "year_outside"),
        ("Sach\tStab\t2027\t5\tvielleicht", "eligible", "yes_or_no"),
    ],
)
def test_what_cannot_be_read_is_kept_out_and_named(text, field, code):
    [good, bad] = read(f"Fachtag\t7\n{text}") if text.count("\t") == 1 else [None, *read(text)]
    assert bad.entry is None
    assert [(fault.field, fault.code) for fault in bad.faults] == [(field, code)]
    assert good is None or good.entry == line("Fachtag", 700)


def test_every_fault_of_a_row_is_named_at_once():
    [row] = read("Zauberei\t\t1\tviel\tnie")
    assert [fault.field for fault in row.faults] == ["kind", "label", "year", "amount", "eligible"]


@given(st.text(max_size=400))
def test_whatever_is_pasted_a_row_is_either_read_or_has_faults(text):
    for row in read(text):
        assert (row.entry is None) == bool(row.faults)
        if row.entry:
            assert 0 <= row.entry.amount_cents <= 130_000_000
            assert 0 < len(row.entry.label) <= 160
            assert "\x00" not in row.entry.label
