"""The queue page: three queries whatever its length, searched, paged, and the next case taken."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from funding.db import migrate, reading, transaction
from funding.db.session import store
from funding.models import Account, Answers, Application, Line
from funding.services.reviewing.declare_bias import declare_bias
from funding.words.folding import fold
from tests.services.attempts import OTHER
from tests.services.racing import copies
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

QUEUE, NEXT = "/arbeitsvorrat", "/arbeitsvorrat/naechster"


def listed(answer) -> list[str]:
    return re.findall(r'fp-ref"\s+href="/vorgaenge/([^"]+)"', answer.text)


def test_the_queue_takes_three_queries_whatever_its_length(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    office, asked = as_(REVIEWER), []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    counts = []
    for more in (0, 60):
        with transaction() as session:
            copies(session, reference, more)
        office.get(QUEUE)  # notes that the person is there
        asked.clear()
        assert office.get(QUEUE).status_code == 200
        counts.append(sum(statement.startswith(("SELECT", "WITH")) for statement in asked))
    assert counts == [3, 3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("auerbach", True),
        ("PRÄVENTION", True),
        ("praevention auerbach", True),
        ("Fußgängerzone", True),
        ("fussgaengerzone", True),
        ("auerbach plauen", False),
        ("%", False),
        ("_", False),
    ],
)
def test_the_queue_is_searched_with_folded_words_and_no_wildcards(play, as_, words, found):
    reference = bring(play, State.IN_CHECK)
    with transaction() as session:
        text = f"{reference.lower()} praevention in der fussgaengerzone auerbach/vogtl., stadt"
        session.execute(update(Application).values(search_text=text))
    answer = as_(REVIEWER).get(QUEUE, query_string={"ansicht": "alle", "suche": words})
    assert (listed(answer) == [reference]) == found
    assert ('fp-views__count">(1)' in answer.text) == found
    assert found or "Nichts in dieser Liste passt" in answer.text


def test_a_case_is_found_by_what_it_says_and_not_by_whom_to_call(play, as_):
    reference = bring(play, State.IN_CHECK)
    with reading() as session:
        answers = session.scalars(select(Answers)).one()
        line = session.scalars(select(Line.label)).first()
        said = answers.measures.split()[-1]
    for words in (said, line, f"{said} {reference}"):
        answer = as_(REVIEWER).get(QUEUE, query_string={"ansicht": "alle", "suche": words})
        assert listed(answer) == [reference], words
    answer = as_(REVIEWER).get(
        QUEUE, query_string={"ansicht": "alle", "suche": "Oberbürgermeisteramt"}
    )
    assert listed(answer) == []


def test_a_case_is_found_by_what_its_town_has_answered(play, as_):
    reference = bring(play, State.IN_CHECK)
    play.ask(reference, ["a4.kurz: Bitte genauer."])
    where = {"ansicht": "alle", "suche": "Zirkuswagen"}
    assert listed(as_(REVIEWER).get(QUEUE, query_string=where)) == []
    text = "Ein Zirkuswagen fährt zu Schulen und Vereinen und beugt vor. " * 4
    sent = {"value_0": text, "items-0-answer": "", "aktion": "senden"}
    assert as_(EDITOR).send(f"/antraege/{reference}/nachforderung", sent).status_code == 303
    assert listed(as_(REVIEWER).get(QUEUE, query_string=where)) == [reference]


def test_cases_of_an_earlier_release_are_found_by_what_they_say(play, as_):
    bring(play, State.IN_CHECK)
    with reading() as session:
        before = session.scalars(select(Application.search_text)).one()
    migrate.downgrade(store.engine, "0046")
    with transaction() as session:
        title = session.scalars(select(Application.title)).one()
        session.execute(update(Application).values(search_text=fold(title)))
    assert migrate.upgrade(store.engine)
    with reading() as session:
        after = session.scalars(select(Application.search_text)).one()
        head = session.scalars(select(Application.reference)).one().lower()
    assert set(before.split()) <= {*after.split(), head, "floeha"}


def test_hostile_words_come_back_as_text(play, as_):
    bring(play, State.IN_CHECK)
    words = '"><script>x</script>' + "a" * 500
    answer = as_(REVIEWER).get(QUEUE, query_string={"suche": words, "ansicht": "alle"})
    assert answer.status_code == 200
    assert "<script>x" not in answer.text


def test_pages_of_the_queue_show_every_open_case_once_and_what_has_no_date_last(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    with transaction() as session:
        copies(session, reference, 60)
        rows = session.scalars(select(Application).order_by(Application.reference)).all()
        for number, row in enumerate(rows):
            row.queue_at = row.queue_at + timedelta(days=number % 3)
        last = rows[5]
        last.queue_at = rows[0].queue_at + timedelta(days=40_000)
        undated = last.reference
        every = {row.reference for row in rows}
    office, address, seen = as_(REVIEWER), f"{QUEUE}?ansicht=alle", []
    while address:
        answer = office.get(address)
        seen += listed(answer)
        onward = re.search(r'href="([^"]*nach=[^"]*)"', answer.text)
        address = onward[1].replace("&amp;", "&") if onward else ""
    assert (len(seen), set(seen), seen[-1]) == (61, every, undated)


def test_a_case_that_is_over_has_no_place_in_the_queue(play, as_):
    reference = bring(play, State.CLOSED)
    with reading() as session:
        held = select(Application.queue_at).where(Application.reference == reference)
        assert session.scalar(held) is None
    assert listed(as_(REVIEWER).get(f"{QUEUE}?ansicht=alle")) == []


def test_the_next_case_is_taken_over_with_the_question_of_bias_in_one_click(play, as_):
    reference = bring(play, State.SUBMITTED)
    office = as_(REVIEWER)
    assert "naechster" in office.get(QUEUE).text
    page = office.get(NEXT).text
    assert reference in page
    # The last day, not the midnight after it.
    assert "Freitag, 10. Juni 2022" in page
    assert office.send(NEXT, {"vorgang": reference}).status_code == 303
    with reading() as session:
        case = session.scalars(select(Application)).one()
        holder = session.scalar(select(Account.email).where(Account.id == case.holder_id))
    assert (case.state, holder) == (State.IN_CHECK, REVIEWER)
    assert "übernommen" in office.get(NEXT).text


def test_who_comes_second_is_told_and_shown_the_next_one(play, as_):
    reference = bring(play, State.SUBMITTED)
    first, second = as_(REVIEWER), as_(OTHER)
    sent = second.fields(NEXT) | {"vorgang": reference}
    first.send(NEXT, {"vorgang": reference})
    answer = second.post(NEXT, data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert f"{reference} wurde inzwischen von jemand anderem übernommen" in answer.text
    with reading() as session:
        case = session.scalars(select(Application)).one()
        holder = session.scalar(select(Account.email).where(Account.id == case.holder_id))
    assert holder == REVIEWER


def test_the_next_case_is_the_one_that_is_due_first(play, as_):
    later, first = bring(play, State.SUBMITTED), bring(play, State.SUBMITTED)
    with transaction() as session:
        case = session.scalars(select(Application).where(Application.reference == first)).one()
        case.queue_at -= timedelta(days=1)
    page = as_(REVIEWER).get(NEXT).text
    assert first in page
    assert later not in page


def test_who_is_biased_is_offered_the_case_after(play, as_):
    mine, other = bring(play, State.SUBMITTED), bring(play, State.SUBMITTED)
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, mine, biased=True, reason="Schwägerschaft"))
    with transaction() as session:
        case = session.scalars(select(Application).where(Application.reference == mine)).one()
        case.queue_at -= timedelta(days=1)
    page = as_(REVIEWER).get(NEXT).text
    assert mine not in page
    assert other in page
    assert mine in as_(OTHER).get(NEXT).text


def test_who_names_a_case_that_there_is_not_is_told_no_tale_of_somebody_quicker(play, as_):
    bring(play, State.SUBMITTED)
    answer = as_(REVIEWER).send(NEXT, {"vorgang": "KP-2022-9999"})
    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["teamleitung@smi.example", "zweitbewertung@smi.example"])
def test_who_may_not_take_cases_over_is_not_offered_the_next_one(play, as_, who):
    bring(play, State.SUBMITTED)
    person = as_(who)
    assert "naechster" not in person.get(QUEUE).text
    assert person.get(NEXT).status_code == 403
