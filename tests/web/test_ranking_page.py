"""The decision desk: ranking with its cut, what if, scenarios, the best set; nothing is decided."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import (
    Application,
    Assessment,
    BudgetLine,
    Envelope,
    Notice,
    RuleValue,
    Scenario,
)
from funding.services.reviewing.declare_bias import declare_bias
from tests.money import blocked
from tests.services.racing import copies
from tests.stages import BUDGET, FIRST, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State

PAGE = "/entscheidungen/rangliste"
LEAD, AUDIT = "teamleitung@smi.example", "revision@smi.example"


def plain(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])
    return " ".join(html.unescape(text).replace("\xa0", " ").split())


def rows(answer):
    """Return the cases of the page in their order, each with why it fits or not."""
    return re.findall(r'data-why="(\w+)".*?fp-ref"\s+href="/vorgaenge/([^"]+)"', answer.text, re.S)


def score(reference, points):
    with transaction() as session:
        case = Application.reference == reference
        session.execute(update(Application).where(case).values(points=points))


@pytest.fixture
def three(play):
    """Bring one case with money, one of more points without, and one of fewer; 35,000 are free."""
    held = bring(play, State.REVIEWED, "drugs", 2_000_000)
    best = bring(play, State.IN_ASSESSMENT, "drugs", 3_000_000)
    last = bring(play, State.IN_ASSESSMENT, "drugs", 1_000_000)
    for reference, points in ((held, 300), (best, 450), (last, 200)):
        score(reference, points)
    blocked(play, 4_500_000, "drugs")  # of 100,000
    return held, best, last


def test_who_has_money_is_counted_first_then_the_points_decide_until_the_money_ends(three, as_):
    held, best, last = three
    answer = as_(FIRST).get(PAGE)
    assert rows(answer) == [("held", held), ("fits", best), ("line", last)]
    page = plain(answer)
    assert "Mittel für diese Vorgänge: 55.000,00 €. Das Geld endet vor " + last in page
    assert page.index("Hier endet das Geld") < page.index(f"{last} Flöha")
    assert "Es fehlen 5.000,00 € im Handlungsfeld" in page
    assert "2 Vorgänge erhalten Mittel" in page


def test_behind_the_cut_a_smaller_case_gets_nothing_unless_the_rule_says_so(three, as_, play):
    held, best, last = three
    score(best, 460)
    wish = f"{PAGE}?fall={best}&betrag=40.000"
    assert rows(as_(FIRST).get(wish)) == [("held", held), ("line", best), ("behind", last)]


def test_the_envelope_cuts_the_whole_list(three, as_):
    held, best, last = three
    with transaction() as session:
        session.execute(update(Envelope).values(blocked_cents=130_000_000 - 2_000_000 - 500_000))
    answer = as_(FIRST).get(f"{PAGE}?sicht=ganz")
    assert rows(answer) == [("held", held), ("envelope", best), ("envelope", last)]
    assert "Alle Handlungsfelder" in plain(answer)
    assert f"Das Geld endet vor {best}" in plain(answer)


def test_what_is_not_to_be_granted_or_not_assessed_is_not_listed(play, as_):
    for state in (State.SUBMITTED, State.IN_CHECK, State.FIRST_REJECTED, State.APPROVED):
        bring(play, state)
    assert "Kein Vorgang dieses Aufrufs kann zurzeit bewilligt werden" in plain(
        as_(FIRST).get(PAGE)
    )


def test_who_is_biased_does_not_see_the_case_but_its_money_is_gone(three, as_, play):
    held, best, last = three
    play.act(FIRST, lambda s, a: declare_bias(s, a, held, biased=True, reason="Verwandt"))
    answer = as_(FIRST).get(PAGE)
    assert held not in answer.text
    assert rows(answer) == [("fits", best), ("line", last)]


def test_what_if_counts_percent_amounts_and_who_is_left_out_and_writes_nothing(three, as_):
    held, best, last = three
    approver = as_(FIRST)
    with reading() as session:
        before = session.execute(select(Application.version, Application.reserved_cents)).all()
    answer = approver.get(f"{PAGE}?prozent=80")
    assert rows(answer) == [("held", held), ("fits", best), ("fits", last)]
    assert "Im Szenario erhalten 3 Vorgänge 52.000,00 €" in plain(answer)
    answer = approver.get(f"{PAGE}?ohne={best}")
    assert rows(answer) == [("held", held), ("out", best), ("fits", last)]
    answer = approver.get(f"{PAGE}?fall={best}&betrag=25.000,00&fall=&betrag=")
    assert ("fits", last) in rows(answer)
    assert "beantragt: 30.000,00 €" in plain(answer)
    with reading() as session:
        after = session.execute(select(Application.version, Application.reserved_cents)).all()
    assert before == after


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("prozent=0", "Geben Sie einen ganzen Prozentsatz von 1 bis 100 an"),
        ("prozent=viel", "Geben Sie einen ganzen Prozentsatz"),
        ("prozent=²", "Geben Sie einen ganzen Prozentsatz"),
        ("fall=KP-2022-0001&betrag=12.50", "KP-2022-0001:"),
        ("fall=KP-2022-0001&betrag=-5", "KP-2022-0001:"),
        ("fall=KP-2022-0001&betrag=0", "KP-2022-0001:"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_cure(three, as_, asked, told):
    answer = as_(FIRST).get(f"{PAGE}?{asked}")
    assert answer.status_code == 422
    assert told in plain(answer)


def test_hostile_and_unknown_names_change_nothing(three, as_):
    answer = as_(FIRST).get(f"{PAGE}?ohne=<script>&fall=KP-0&betrag=1&auswahl=x&sicht=y&prozent=")
    assert answer.status_code == 200
    assert "<script>" not in answer.text.partition("<main")[2]
    assert [why for why, _ in rows(answer)] == ["held", "fits", "line"]
    assert as_(FIRST).get(f"{PAGE}?aufruf=1999").status_code == 404


def test_the_best_set_is_a_proposal_and_a_scenario(three, as_, play):
    held, best, last = three
    other = bring(play, State.IN_ASSESSMENT, "drugs", 2_500_000)
    score(other, 400)
    answer = as_(FIRST).get(f"{PAGE}?auswahl=beste")
    assert dict(map(reversed, rows(answer))) == {
        held: "held",
        best: "unchosen",
        other: "fits",
        last: "fits",
    }
    page = plain(answer)
    assert "Nach Rang 2 7,50 50.000,00 €" in page
    assert "Beste Auswahl 3 9,00 55.000,00 €" in page
    assert "Nur ein Vorschlag" in page


def test_the_page_takes_as_many_queries_for_sixty_cases_as_for_one(three, as_, play):
    approver, asked = as_(FIRST), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    counts = []
    for more in (0, 60):
        with transaction() as session:
            copies(session, three[1], more)
        approver.get(PAGE)  # notes that the person is there
        for path in (PAGE, f"{PAGE}?auswahl=beste&prozent=70", f"{PAGE}/szenarien"):
            asked.clear()
            assert approver.get(path).status_code == 200
            counts.append(sum(one.startswith("SELECT") for one in asked))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 10


def save(person, query, name):
    page = f"{PAGE}?{query}"
    fields = person.fields(page)
    return person.post(f"{PAGE}/szenarien", data=fields | {"name": name})


def test_scenarios_are_saved_under_a_name_and_compared_side_by_side(three, as_):
    approver = as_(FIRST)
    assert save(approver, "prozent=80", " Achtzig  Prozent ").status_code == 303
    assert save(approver, f"ohne={three[1]}&auswahl=beste", "Ohne den Besten").status_code == 303
    assert save(approver, "prozent=75", "Achtzig Prozent").status_code == 303
    with reading() as session:
        kept = {one.name: one.content for one in session.scalars(select(Scenario))}
    assert kept["Achtzig Prozent"]["percent"] == 75
    assert kept["Ohne den Besten"]["out"] == [three[1]]
    for person in (SECOND, LEAD, BUDGET, AUDIT):
        page = plain(as_(person).get(f"{PAGE}/szenarien?aufruf=2022"))
        assert "Achtzig Prozent" in page
        assert "Stand heute" in page
        assert "„Achtzig Prozent“ löschen" not in page
    assert "75 %" in page
    assert "„Achtzig Prozent“ löschen" in plain(approver.get(f"{PAGE}/szenarien"))


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_scenario_needs_a_name(three, as_, name):
    answer = save(as_(FIRST), "prozent=80", name)
    assert answer.status_code == 422
    assert "Geben Sie dem Szenario einen Namen mit höchstens 60 Zeichen." in plain(answer)
    assert "Im Szenario erhalten 3 Vorgänge" in plain(answer)


def test_twelve_scenarios_are_enough(three, as_):
    approver = as_(FIRST)
    answers = [save(approver, f"prozent={60 + n}", f"Nr. {n}").status_code for n in range(13)]
    assert answers == [303] * 12 + [422]


def test_only_the_own_scenario_can_be_deleted(three, as_):
    approver = as_(FIRST)
    save(approver, "prozent=80", "Meins")
    with reading() as session:
        key = session.scalars(select(Scenario.id)).one()
    path = f"{PAGE}/szenarien/{key}/loeschen"
    for person, status in ((SECOND, 404), (AUDIT, 403), (FIRST, 303)):
        other = as_(person)
        assert other.post(path, data=other.form(0)).status_code == status
    with reading() as session:
        assert session.scalars(select(Scenario)).all() == []


def test_who_gives_marks_does_not_see_those_of_others(three, as_):
    for person in (REVIEWER, "zweitbewertung@smi.example"):
        assert as_(person).get(PAGE).status_code == 403
        assert as_(person).get(f"{PAGE}/szenarien").status_code == 403
    for person in (FIRST, LEAD, BUDGET, AUDIT):
        assert as_(person).get(PAGE).status_code == 200
    auditor = as_(AUDIT)
    answer = auditor.post(f"{PAGE}/szenarien", data=auditor.form(0) | {"aufruf": "2022"})
    assert answer.status_code == 403


def test_the_ranking_is_linked_where_money_and_decisions_stand(three, as_):
    assert f'href="{PAGE}"' in as_(FIRST).get("/entscheidungen").text
    assert f'href="{PAGE}?aufruf=2022"' in as_(BUDGET).get("/mittel").text
    assert PAGE not in as_(REVIEWER).get("/mittel").text


def test_the_page_says_that_the_list_moves_up_by_itself_and_who_did(play, as_):
    waiting = bring(play, State.WAITLISTED)
    approver = as_(FIRST)
    page = plain(approver.get(PAGE))
    assert "Platz 1 der Warteliste" in page
    assert "rückt der erste Vorgang der Warteliste des Handlungsfeldes von selbst nach" in page
    assert "In diesem Aufruf ist noch niemand nachgerückt." in page
    with transaction() as session:
        session.execute(
            update(BudgetLine)
            .where(BudgetLine.total_cents < 5_500_000)
            .values(total_cents=5_500_000)
        )
    play.go(play.today + timedelta(days=1))
    page = plain(as_(FIRST).get(PAGE))
    assert f"Zuletzt nachgerückt: {waiting}" in page
    assert "Mittel sind reserviert" in page
    with reading() as session:
        told = session.execute(
            select(Notice.kind, Notice.email).where(
                Notice.kind.in_(("moved_up", "decision_requested"))
            )
        ).all()
    assert ("moved_up", SIGNATORY) in told
    assert ("decision_requested", FIRST) in told


def test_a_case_is_listed_once_all_its_marks_are_finished(play, as_):
    half = bring(play, State.IN_ASSESSMENT, "drugs", 1_000_000)
    whole = bring(play, State.IN_ASSESSMENT, "drugs", 1_000_000)
    with transaction() as session:
        case = select(Application.id).where(Application.reference == half).scalar_subquery()
        second = (Assessment.application_id == case, Assessment.first.is_(False))
        session.execute(update(Assessment).where(*second).values(finished_at=None))
    assert [reference for _why, reference in rows(as_(FIRST).get(PAGE))] == [whole]
    with transaction() as session:
        rule = RuleValue.key == "second_score"
        session.execute(update(RuleValue).where(rule).values(value=0))
    assert len(rows(as_(FIRST).get(PAGE))) == 2, "where the rule wants one, one is enough"
