"""Rows of a draft go on under their ids; an amount follows from quantity and price."""

from __future__ import annotations

import pytest

from funding.db import reading
from funding.errors import Invalid
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from funding.services.applying.save_rows import LineEntry, PartnerEntry
from funding.services.applying.save_section import save_section
from tests.stages import EDITOR, bring
from workflows.application import State


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


@pytest.fixture
def save(play, draft):
    def saving(page, **rows):
        play.act(EDITOR, lambda s, a: save_section(s, a, draft, page, {}, **rows))
        with reading() as session:
            return Sheet(find.case(session, CLOCK, draft))

    return saving


def goals(sheet):
    return sheet.rows("goals")


def test_a_row_goes_on_under_its_id_and_keeps_what_another_page_adds(save):
    [first] = goals(save("goals", rows={"goals": [{"what": "Eins", "target": "3"}]}))
    save("effect", rows={"goals": [{"id": first["id"], "baseline": "0"}]})
    changed = {"id": first["id"], "what": "Eins und mehr", "target": "4"}
    rows = goals(save("goals", rows={"goals": [{"what": "Neu"}, changed]}))
    assert [(row["what"], row.get("baseline")) for row in rows] == [
        ("Neu", None),
        ("Eins und mehr", "0"),
    ]


def test_a_page_that_only_adds_makes_no_row_and_takes_none_away(save):
    save("goals", rows={"goals": [{"what": "Eins"}]})
    rows = goals(save("effect", rows={"goals": [{"id": "fremd", "baseline": "9"}]}))
    assert [(row["what"], row.get("baseline")) for row in rows] == [("Eins", None)]


def test_an_id_that_comes_twice_makes_two_rows(save):
    [first] = goals(save("goals", rows={"goals": [{"what": "Eins"}]}))
    twice = [{"id": first["id"], "what": "a"}, {"id": first["id"], "what": "b"}]
    assert len({row["id"] for row in goals(save("goals", rows={"goals": twice}))}) == 2


def test_no_more_rows_are_kept_than_the_form_has(save):
    assert len(goals(save("goals", rows={"goals": [{"what": str(n)} for n in range(9)]}))) == 6


@pytest.mark.parametrize(
    ("quantity", "price", "unit", "typed", "amount"),
    [
        (10_000, 150_000, "day", 1, 1_500_000),
        (1_500, 333, "hour", 0, 500),  # 4.995 euros, rounded once
        (1, 499, "piece", 0, 0),
        (2_000, None, "piece", 700, 700),
        (2_000, 500, "flat", 700, 700),
    ],
)
def test_an_amount_follows_from_quantity_and_price(save, quantity, price, unit, typed, amount):
    line = LineEntry("fees", "Fachtag", typed, True, 2022, quantity, unit, price)
    [row] = save("expenditure", lines=[line]).rows("lines")
    assert (row["amount"] or 0) == amount


def test_the_eligible_part_counts_and_is_at_most_the_whole(save):
    part = LineEntry("fees", "Fachtag", 1_000, True, 2022, eligible_part_cents=400)
    whole = LineEntry("fees", "Reise", 2_000, True, 2022)
    none = LineEntry("fees", "Bau", 4_000, False, 2022)
    assert save("expenditure", lines=[part, whole, none]).case.eligible_cents == 2_400
    over = LineEntry("fees", "Fachtag", 1_000, True, 2022, eligible_part_cents=1_001)
    with pytest.raises(Invalid) as refused:
        save("expenditure", lines=[whole, over])
    assert [f.field for f in refused.value.faults] == ["lines-2-eligible_part"]


@pytest.mark.parametrize(
    ("keys", "field", "code"),
    [
        (["14523170", "14523170"], "partners-2-key", "partner_twice"),
        (["LEAD"], "partners-1-key", "partner_is_lead"),
        (["14523170", "99999999"], "partners-2-key", "unknown_municipality"),
    ],
)
def test_partners_are_other_municipalities_each_named_once(play, draft, keys, field, code):
    lead = play._read(draft).lead_key
    entries = [PartnerEntry(lead if key == "LEAD" else key) for key in keys]

    def deed(session, actor):
        save_section(session, actor, draft, "partners", {}, partners=entries)

    with pytest.raises(Invalid) as refused:
        play.act(EDITOR, deed)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [(field, code)]


def test_a_line_arises_only_at_a_municipality_of_the_case(save):
    line = LineEntry("fees", "Fachtag", 1_000, True, 2022, municipality_key="14523360")
    with pytest.raises(Invalid):
        save("expenditure", lines=[line])


def test_funds_of_third_parties_add_up(save):
    funds = [{"giver": "Verein", "amount": 300}, {"giver": "Bund", "amount": 200}, {"giver": "?"}]
    rows = {"third_parties": [{"amount": None, **fund} for fund in funds]}
    assert save("financing", rows=rows).case.answers.third_party_cents == 500


def test_rows_that_the_page_does_not_have_are_refused(save):
    with pytest.raises(Invalid):
        save("project", rows={"goals": [{"what": "x"}]})
