"""A spreadsheet is read as a clerk sees it; one that would harm or cannot be read is refused."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from funding.errors import Invalid
from funding.forms.pasting import entries_of, read_lines
from funding.forms.spreadsheets import MOST_BYTES, MOST_ROWS, text_of
from funding.services.applying.save_rows import LineEntry

HEADINGS = ["Ausgabenart", "Bezeichnung", "Jahr", "Betrag", "zuwendungsfähig"]


def book(*rows):
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.create_sheet("Zweites").append(["Zweites Blatt", 99])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def lines(name, content, language="de"):
    return read_lines(text_of(name, content, language), year=2027, language=language)


def code(name, content):
    with pytest.raises(Invalid) as invalid:
        text_of(name, content, "de")
    [fault] = invalid.value.faults
    return fault.code


def test_the_first_sheet_is_read_as_it_looks():
    content = book(
        HEADINGS,
        ["Honorare", "Fachtag", 2027, 1200.5, "ja"],
        [None, None, None, None, None],
        ["Sachausgaben", 'Plakate "groß"', date(2028, 1, 1), 300, False],
        ["Reisekosten", "Bahn", 2027.0, 0.1 + 0.2, True],
    )
    assert entries_of(lines("Plan.XLSX", content)) == [
        LineEntry("fees", "Fachtag", 120_050, True, 2027),
        LineEntry("material", 'Plakate "groß"', 30_000, False, 2028),
        LineEntry("travel", "Bahn", 30, True, 2027),
    ]


def test_a_day_is_a_year_in_its_column_and_no_amount():
    content = book(["Bezeichnung", "Betrag"], ["Plakate", date(2022, 1, 3)])
    [row] = lines("plan.xlsx", content)
    assert [fault.code for fault in row.faults] == ["amount_unreadable"]


def test_a_comma_in_a_text_parts_no_cells():
    [entry] = entries_of(lines("plan.csv", b"Honorare, Fachtag;1.200,50"))
    assert (entry.label, entry.amount_cents) == ("Honorare, Fachtag", 120_050)


def test_empty_rows_below_the_plan_count_for_nothing():
    content = book(["Plakate", 5], *([[None]] * 1_200), ["Flyer", 7])
    assert [entry.label for entry in entries_of(lines("plan.xlsx", content))] == [
        "Plakate",
        "Flyer",
    ]


def test_a_byte_that_was_flipped_is_refused_or_changes_a_value_but_never_crashes():
    whole = book(HEADINGS, ["Honorare", "Fachtag", 2027, 1200.5, "ja"])
    for place in range(0, len(whole), 61):
        flipped = whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
        try:
            lines("plan.xlsx", flipped)
        except Invalid as invalid:
            assert invalid.faults


def test_numbers_follow_the_language_of_the_page_whatever_the_file_holds():
    content = book(["Posters", 1234.5])
    assert entries_of(lines("plan.xlsx", content, "en"))[0].amount_cents == 123_450


def test_parts_of_a_cent_are_not_rounded_away():
    [row] = lines("plan.xlsx", book(["Plakate", 12.345]))
    assert [fault.code for fault in row.faults] == ["amount_decimals"]


def test_quantities_come_out_of_cells_of_every_kind_and_rows_keep_their_numbers():
    content = book(
        ["Anzahl", "Bezeichnung", "Betrag", "Einzelpreis", "Einheit"],
        [2.5, "Beratung", None, 80.1, "Std."],
        [],
        [3, "Flyer", "=A4*D4", 10, None],  # nothing was ever computed here: as a blank cell
        [3, "Karten", "=A5*D5", "#REF!", "Stück"],
        [1e9, "Sand", None, 1, "Stück"],
        ["1.500,00", "Kies", None, 1, "Stück"],
        [0.3333, "Split", None, 1, "Stück"],
    )
    rows = lines("plan.xlsx", content)
    assert [
        (e.quantity_thousandths, e.unit, e.unit_price_cents, e.amount_cents)
        for e in entries_of(rows)
    ] == [(2_500, "hour", 8_010, 20_025), (3_000, "piece", 1_000, 3_000)]
    assert [(row.number, f.field, f.code) for row in rows for f in row.faults] == [
        (5, "unit_price", "amount_unreadable"),
        (6, "quantity", "number_too_large"),
        (7, "quantity", "decimal_unreadable"),
        (8, "quantity", "decimal_unreadable"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Bezeichnung;Betrag\nStraßenfest;1.000,50\n".encode(),
        "\ufeffBezeichnung;Betrag\r\nStraßenfest;1.000,50\r\n".encode(),
        "Bezeichnung;Betrag\nStraßenfest;1.000,50".encode("cp1252"),
        'Bezeichnung,Betrag\n"Straßenfest","1.000,50"\n'.encode(),
        "Bezeichnung\tBetrag\nStraßenfest\t1.000,50".encode(),
        "Bezeichnung\tBetrag\nStraßenfest\t1.000,50".encode("utf-16"),
    ],
)
def test_text_files_are_read_with_the_marks_and_letters_they_come_with(content):
    [entry] = entries_of(lines("plan.csv", content))
    assert (entry.label, entry.amount_cents) == ("Straßenfest", 100_050)


def zipped(parts):
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def laughing():
    """Return a workbook whose sheet would blow up if its entities were followed."""
    bomb = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    sheet = f"{bomb}]><worksheet><sheetData><row><c><v>&a9;</v></c></row></sheetData></worksheet>"
    source = ZipFile(io.BytesIO(book(["Plakate", 5])))
    parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return zipped(parts)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("plan.xlsx", b"", "file_empty"),
        ("plan.ods", b"PK", "sheet_unknown"),
        ("plan", b"PK", "sheet_unknown"),
        ("plan.xlsx", b"<html>kein Zip</html>", "sheet_unreadable"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0" + b"x" * 600, "sheet_unreadable"),  # with a password
        ("plan.xlsx", zipped({"word/document.xml": b"<x/>"}), "sheet_unreadable"),
        ("plan.xlsx", zipped({"a": b"0" * 4_000_000}), "sheet_too_large"),
        ("plan.xlsx", zipped({"xl/styles.xml": b"<font/>" * 60_000}), "sheet_too_large"),
        ("plan.xlsx", zipped(dict.fromkeys("abcde", b"0" * 2_000_000)), "sheet_too_large"),
        ("plan.xlsx", book(*([["Posten", 1]] * (MOST_ROWS + 1))), "sheet_too_large"),
        ("plan.xlsx", zipped({f"{n}": b"" for n in range(300)}), "sheet_too_large"),
        ("plan.xlsx", b"x" * (MOST_BYTES + 1), "sheet_too_large"),
        ("plan.csv", b"a;1\n" * (MOST_ROWS + 1), "sheet_too_large"),
        ("plan.csv", b"a" * 120_000, "sheet_too_large"),
        ("plan.csv", b"a" * 1_000_000, "sheet_unreadable"),
        ("plan.xlsx", laughing(), "sheet_unreadable"),
    ],
)
def test_what_would_harm_or_cannot_be_read_is_refused_with_a_reason(name, content, expected):
    assert code(name, content) == expected


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx"]))
def test_whatever_is_sent_up_is_read_or_refused(content, name):
    try:
        lines(name, content)
    except Invalid as invalid:
        assert invalid.faults


def test_a_broken_workbook_is_refused_wherever_it_is_cut():
    whole = book(HEADINGS, ["Honorare", "Fachtag", 2027, 1200.5, "ja"])
    for end in range(0, len(whole) - 1, 97):
        with pytest.raises(Invalid):
            text_of("plan.xlsx", whole[:end], "de")
