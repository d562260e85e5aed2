"""A pasted row may say how its amount comes about; what it says otherwise changes no sum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.forms.pasting import entries_of, read_lines
from funding.forms.words import fault_text
from funding.law.money import UnreadableAmount, cents_from_text

HEADING = "Menge\tEinheit\tEinzelpreis\tBetrag\tBezeichnung"
ENGLISH = "Quantity\tUnit\tUnit price\tAmount\tDescription"
FLAT = (1_000, "flat", None)


def read(text, language="de"):
    return read_lines(text, year=2027, language=language)


def one(cells, language="de"):
    [row] = read(f"{HEADING if language == 'de' else ENGLISH}\n{cells}\tPosten", language)
    return row


def counted(entry):
    return entry.quantity_thousandths, entry.unit, entry.unit_price_cents


def told(faults):
    return [(fault.field, fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("cells", "language", "count", "cents"),
    [
        ("3\tStück\t12,50\t", "de", (3_000, "piece", 1_250), 3_750),
        ("3\tStück\t12,50\t37,50", "de", (3_000, "piece", 1_250), 3_750),
        ("3\t\t12,50\t", "de", (3_000, "piece", 1_250), 3_750),
        ("0,5\tStd.\t0,01\t", "de", (500, "hour", 1), 1),  # half a cent is rounded up
        ("0,499\tStunden\t0,01\t", "de", (499, "hour", 1), 0),
        ("2\tMonate\t1.500,00\t", "de", (2_000, "month", 150_000), 300_000),
        ("2.5\tdays\t1,500.00\t", "en", (2_500, "day", 150_000), 375_000),
        ("2\tKM\t0,30 €\t", "de", (2_000, "km", 30), 60),
        ("\tpauschal\t\t900", "de", FLAT, 90_000),
        ("1\tPauschale\t900\t900", "de", FLAT, 90_000),
        ("\tpsch.\t900\t900", "de", FLAT, 90_000),
        ("\t\t\t900", "de", FLAT, 90_000),
    ],
)
def test_an_amount_is_computed_as_the_form_does_or_taken_as_it_is_given(
    cells, language, count, cents
):
    row = one(cells, language)
    assert row.faults == row.notes == ()
    assert (counted(row.entry), row.entry.amount_cents) == (count, cents)
    assert row.entry.sum_cents == cents


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        ("-3\tStück\t5\t", [("quantity", "quantity_nought")]),
        ("\u22123\tStück\t5\t", [("quantity", "quantity_nought")]),
        ("0\tStück\t5\t", [("quantity", "quantity_nought")]),
        ("1e9\tStück\t5\t", [("quantity", "decimal_unreadable")]),
        ("1.500,00\tStück\t5\t", [("quantity", "decimal_unreadable")]),
        ("1,500.00\tStück\t5\t", [("quantity", "decimal_unreadable")]),
        ("1000001\tStück\t5\t", [("quantity", "number_too_large")]),
        ("=A1\tStück\t5\t", [("quantity", "decimal_unreadable")]),
        ("3\tStück\t-5\t", [("unit_price", "amount_negative")]),
        ("3\tStück\t1e9\t", [("unit_price", "amount_unreadable")]),
        ("3\tStück\t1,500.00\t", [("unit_price", "amount_unreadable")]),
        ("3\tStück\t=B2*2\t", [("unit_price", "amount_unreadable")]),
        ("3\tStück\t1.300.001\t", [("unit_price", "amount_too_large")]),
        ("3\tStück\t1.300.000\t", [("amount", "amount_too_large")]),
        ("3\tKarton\t5\t", [("unit", "unit_unknown")]),
        ("\tStück\t5\t", [("quantity", "amount_or_this")]),
        ("3\tStück\t\t", [("unit_price", "amount_or_this")]),
        ("3\tpauschal\t5\t", [("amount", "flat_needs_amount")]),
        ("\tStück\t\t", [("amount", "amount_empty")]),
        ("\t\t\t", [("amount", "amount_empty")]),
        ("3\tStück\t5\tviel", [("amount", "amount_unreadable")]),
        (
            "x\ty\tz\tviel",
            [
                ("amount", "amount_unreadable"),
                ("quantity", "decimal_unreadable"),
                ("unit", "unit_unknown"),
                ("unit_price", "amount_unreadable"),
            ],
        ),
    ],
)
def test_a_bad_cell_keeps_a_row_out_that_has_no_amount_and_is_named(cells, faults):
    row = one(cells)
    assert row.entry is None
    assert told(row.faults) == faults
    for fault in row.faults:
        for language in ("de", "en"):
            assert fault_text(fault, language) not in ("", fault.code)


@pytest.mark.parametrize(
    ("cells", "notes"),
    [
        ("3\tStück\t5\t16", [("amount", "quantity_differs")]),
        ("3\tStück\t5\t0", [("amount", "quantity_differs")]),
        ("3\tpauschal\t5\t16", [("amount", "quantity_differs")]),
        ("\tpauschal\t5\t16", [("amount", "quantity_differs")]),
        ("3\tStück\t\t16", [("amount", "quantity_left")]),
        ("\tStück\t5\t16", [("amount", "quantity_left")]),
        ("-3\tStück\t5\t16", [("quantity", "quantity_nought"), ("amount", "quantity_left")]),
        ("3\tKarton\t5\t15", [("unit", "unit_unknown"), ("amount", "quantity_left")]),
    ],
)
def test_a_row_with_an_amount_keeps_it_as_a_lump_sum_and_is_marked(cells, notes):
    row = one(cells)
    assert told(row.notes) == notes
    assert counted(row.entry) == FLAT
    assert row.entry.amount_cents == int(cells.split("\t")[3]) * 100


def test_the_sentence_of_a_difference_says_both_figures_and_what_is_taken():
    [note] = one("3\tStück\t5\t16").notes
    assert fault_text(note, "de") == (
        "Menge mal Einzelbetrag ergibt 15,00\u00a0€, als Betrag steht hier 16,00\u00a0€. "
        "Übernommen wird der Betrag 16,00\u00a0€ pauschal."
    )
    assert fault_text(note, "en") == (
        "Quantity times unit price is €15.00, but the amount here is €16.00. "
        "The amount of €16.00 is taken over as a lump sum."
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Anzahl\tBezeichnung\tPreis",
        "Stückzahl:\tPosition\tEinzelbetrag",
        "QTY\titem\tprice",
        "quantity\tdescription\tprice per unit",
    ],
)
def test_headings_need_no_amount_where_it_can_be_computed(heading):
    [entry] = entries_of(read(f"{heading}\n2\tFlyer\t5"))
    assert (entry.label, counted(entry)) == ("Flyer", (2_000, "piece", 500))


@pytest.mark.parametrize("amount", ["5", "€ 5", "€5,00"])
def test_a_first_row_with_figures_is_a_line_whatever_words_are_in_it(amount):
    [entry] = entries_of(read(f"Sach\tPosition\t\t{amount}\tja\tMenge\tx\tPreis"))
    assert (entry.label, entry.amount_cents) == ("Position", 500)


def test_without_headings_the_new_columns_stand_after_the_old():
    [entry, computed] = entries_of(
        read("Sach\tZaun\t2027\t15\tja\t3\tStück\t5\nSach\tTor\t\t\t\t2\tTage\t7")
    )
    assert (entry.amount_cents, counted(entry)) == (1_500, (3_000, "piece", 500))
    assert (computed.amount_cents, counted(computed)) == (1_400, (2_000, "day", 700))


CELLS = st.sampled_from(
    (
        *("", "Sach", "Zaun", "Summe", "Menge", "Preis", "Position", "2027", "ja", "nein", "Stück"),
        *("pauschal", "3", "5", "15", "-1", "0", "1e9", "1.500,00", "1,500.00", "=A1", "€ 7"),
    )
)


@given(st.lists(CELLS, min_size=6, max_size=9))
def test_what_stands_behind_the_old_columns_changes_nothing_that_they_said(cells):
    before = read("\t".join(cells[:5]))
    after = read("\t".join(cells))
    for old, new in zip(entries_of(before), entries_of(after), strict=False):
        assert (old.kind, old.label, old.year, old.amount_cents, old.eligible) == (
            *(new.kind, new.label, new.year, new.amount_cents, new.eligible),
        )
    assert len(entries_of(after)) >= len(entries_of(before))


@given(st.lists(CELLS, min_size=4, max_size=4))
def test_whatever_is_in_its_cells_a_row_costs_what_the_form_would_compute(cells):
    row = one("\t".join(cells))
    assert (row.entry is None) == bool(row.faults)
    if row.entry:
        assert row.entry.sum_cents == row.entry.amount_cents
        try:
            assert row.entry.amount_cents == cents_from_text(cells[3])
        except UnreadableAmount:
            assert not cells[3]
