"""Sessions of the committee: planned, set, written down, closed; decisions go their own way."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import event, select

from funding.db import reading
from funding.db.session import store
from funding.errors import NotFound
from funding.models import AgendaItem, Application, CommitteeSession
from funding.services.deciding.hold_session import Entry, put_on_agenda, write_down
from funding.services.reviewing.declare_bias import declare_bias
from tests.pdf import metadata
from tests.stages import BUDGET, FIRST, GRANT, REVIEWER, bring
from tests.web.test_ranking_page import AUDIT, LEAD, plain, score
from workflows.application import State

DAY = {"on-day": "8", "on-month": "12", "on-year": "2022"}


def planned(person, title="Sitzung im Dezember"):
    answer = person.send("/sitzungen", DAY | {"title": title})
    assert answer.status_code == 303, answer.text
    return answer.location


def put(person, path, *references):
    return person.send(f"{path}/vorgaenge", {"vorgang": list(references)}, path)


def items():
    with reading() as session:
        rows = session.execute(
            select(Application.reference, AgendaItem)
            .join(AgendaItem, AgendaItem.application_id == Application.id)
            .order_by(AgendaItem.position)
        ).all()
        return dict(map(tuple, rows))


def written(item, result, amount="", place=1, note=""):
    names = ("platz", "ergebnis", "betrag", "notiz")
    values = (str(place), result, amount, note)
    return {f"{name}-{item.id}": value for name, value in zip(names, values, strict=True)}


@pytest.fixture
def two(play):
    """Bring one case that is proposed, and one that is assessed."""
    return bring(play, State.REVIEWED), bring(play, State.IN_ASSESSMENT, "drugs")


@pytest.fixture
def meeting(two, as_):
    """Plan a session with both cases on its agenda; return the lead's browser and the address."""
    lead = as_(LEAD)
    path = planned(lead)
    assert put(lead, path, *two).status_code == 303
    return lead, path


def test_a_session_is_planned_listed_and_gets_its_cases_by_points(two, as_):
    score(two[0], 100)
    score(two[1], 400)
    lead = as_(LEAD)
    path = planned(lead)
    page = plain(lead.get(path))
    assert page.index(two[1]) < page.index(two[0])
    put(lead, path, *two)
    assert list(items()) == [two[1], two[0]]
    listed = plain(as_(AUDIT).get("/sitzungen"))
    assert "08.12.2022 Sitzung im Dezember 2022 2 0 offen" in listed


def test_results_amounts_notes_and_minutes_are_kept_and_the_order_is_changed(two, meeting):
    lead, path = meeting
    kept = items()
    data = written(kept[two[0]], "agreed", "20.000,00", 2, "einstimmig")
    data |= written(kept[two[1]], "postponed", "", 1) | {"minutes": "Beginn 10 Uhr."}
    assert lead.send(path, data).status_code == 303
    now = items()
    assert list(now) == [two[1], two[0]]
    assert (now[two[0]].result, now[two[0]].amount_cents, now[two[0]].note) == (
        "agreed",
        GRANT,
        "einstimmig",
    )
    assert "Beginn 10 Uhr." in lead.get(path).text


def test_what_was_agreed_as_proposed_leads_to_the_preview_of_decisions_and_decides_nothing(
    two, meeting, as_
):
    lead, path = meeting
    kept = items()
    data = written(kept[two[0]], "agreed", "20.000,00") | written(kept[two[1]], "agreed", "1.000")
    assert lead.send(path, data).status_code == 303
    onward = f'href="/entscheidungen/sammel?vorgang={two[0]}"'
    approver = as_(FIRST)
    assert onward in approver.get(path).text
    assert onward not in lead.get(path).text
    assert "1 Freigabe erteilen" in plain(approver.get(f"/entscheidungen/sammel?vorgang={two[0]}"))
    with reading() as session:
        states = session.scalars(select(Application.state).order_by(Application.reference)).all()
    assert states == [State.REVIEWED, State.IN_ASSESSMENT]


def test_another_amount_than_proposed_is_not_booked_and_said(two, meeting, as_):
    lead, path = meeting
    lead.send(path, written(items()[two[0]], "agreed", "15.000,00"))
    answer = as_(FIRST).get(path)
    assert "/entscheidungen/sammel" not in answer.text
    assert "Vorgeschlagen ist ein anderer Betrag" in plain(answer)


@pytest.mark.parametrize(
    ("result", "amount", "told"),
    [
        ("agreed", "", "Nennen Sie den befürworteten Betrag"),
        ("agreed", "20.000,01", "höchstens 20.000,00 €"),
        ("agreed", "12.50", "Betrag"),
        ("perhaps", "", "Wählen Sie eine der Möglichkeiten."),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(two, meeting, result, amount, told):
    lead, path = meeting
    data = written(items()[two[0]], result, amount, note="bleibt stehen")
    answer = lead.send(path, data | {"minutes": "auch dies"})
    assert answer.status_code == 422
    page = plain(answer)
    assert told in page
    assert 'value="bleibt stehen"' in answer.text
    assert "auch dies" in answer.text
    assert items()[two[0]].result == "open"


def test_who_read_an_older_version_overwrites_nothing(two, meeting, as_):
    lead, path = meeting
    old = lead.fields(path) | written(items()[two[0]], "declined")
    as_(FIRST).send(path, {"minutes": "Von jemand anderem."})
    assert lead.post(path, data=old).status_code == 409
    assert items()[two[0]].result == "open"


def test_a_double_click_writes_once(two, meeting):
    lead, path = meeting
    sent = lead.fields(path) | written(items()[two[0]], "declined")
    answers = [lead.post(path, data=sent).status_code for _ in range(2)]
    assert answers == [303, 303]
    with reading() as session:
        assert session.scalars(select(CommitteeSession.version)).one() == 3


def test_a_session_is_closed_with_a_result_for_every_case_and_never_changed_again(two, meeting):
    lead, path = meeting
    kept = items()
    data = written(kept[two[0]], "declined") | {"aktion": "schliessen"}
    answer = lead.send(path, data | written(kept[two[1]], "open"))
    assert answer.status_code == 422
    assert "Tragen Sie zu jedem Vorgang ein Ergebnis ein" in plain(answer)
    old = lead.fields(path)
    assert lead.send(path, data | written(kept[two[1]], "postponed")).status_code == 303
    page = lead.get(path)
    assert "wird nicht mehr geändert" in plain(page)
    assert "<select" not in page.text.partition("<main")[2]
    again = old | written(kept[two[0]], "agreed", "1") | {"form_key": lead.form(9)["form_key"]}
    for version in ("2", "3", "4"):
        answer = lead.post(path, data=again | {"version": version})
        assert answer.status_code in (409, 422)
    assert items()[two[0]].result == "declined"
    assert put(lead, path, two[0]).status_code == 422


def test_a_case_stands_on_the_agenda_of_one_open_session_only(two, meeting):
    lead, _path = meeting
    second = planned(lead, "Noch eine")
    answer = lead.send(f"{second}/vorgaenge", {"vorgang": [two[0]]}, second, follow_redirects=True)
    assert "1 steht schon auf der Tagesordnung einer offenen Sitzung" in plain(answer)
    assert len(items()) == 2


def test_a_case_is_taken_off(two, meeting):
    lead, path = meeting
    item = items()[two[0]]
    assert lead.send(path, written(item, "open") | {f"ab-{item.id}": "1"}).status_code == 303
    assert list(items()) == [two[1]]


def test_who_is_biased_neither_sees_nor_writes_the_case(two, meeting, play, as_):
    lead, path = meeting
    item = items()[two[0]]
    play.act(LEAD, lambda s, a: declare_bias(s, a, two[0], biased=True, reason="Verwandt"))
    assert two[0] not in lead.get(path).text
    lead.send(path, written(item, "declined"))
    assert items()[two[0]].result == "open"


def test_only_who_holds_sessions_changes_them(two, meeting, as_):
    _lead, path = meeting
    for person in (BUDGET, AUDIT):
        other = as_(person)
        assert other.get(path).status_code == 200
        assert "Sitzung speichern" not in other.get(path).text
        for place in ("/sitzungen", path, f"{path}/vorgaenge"):
            assert other.post(place, data=other.form(2)).status_code == 403
    assert as_(REVIEWER).get("/sitzungen").status_code == 403
    assert as_(REVIEWER).get(path).status_code == 403


def test_a_session_needs_a_day_and_a_title(two, as_):
    lead = as_(LEAD)
    for data, told in (
        (DAY | {"title": " "}, "Geben Sie der Sitzung einen Titel mit höchstens 120 Zeichen."),
        ({"on-day": "31", "on-month": "2", "on-year": "2022", "title": "x"}, "31.2.2022"),
    ):
        answer = lead.send("/sitzungen", data)
        assert answer.status_code == 422
        assert told in plain(answer)
    assert re.search("noch keine Sitzung geplant", plain(lead.get("/sitzungen")))


def test_the_session_is_an_accessible_pdf(two, meeting, as_):
    lead, path = meeting
    lead.send(path, {"minutes": '#read("/etc/passwd")\nBeginn 10 Uhr.'})
    answer = as_(AUDIT).get(f"{path}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata(answer.data)
    assert as_(REVIEWER).get(f"{path}.pdf").status_code == 403


def test_saving_a_session_takes_at_most_eight_queries_whatever_the_agenda(two, meeting, play):
    lead, path = meeting
    more = [bring(play, State.IN_ASSESSMENT, "drugs", 100_000) for _ in range(3)]
    put(lead, path, *more)
    data = {"minutes": "Kurz."}
    for place, item in enumerate(items().values(), 1):
        data |= written(item, "declined", "", place, "Notiz")
    sent, asked = lead.fields(path) | data, []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    assert lead.post(path, data=sent).status_code == 303
    ours = [s for s in asked if "agenda_item" in s or "committee_session" in s]
    assert len(ours) <= 8, ours


def test_on_both_databases_a_case_goes_from_the_ranking_to_the_minutes(story, as_):
    reference = bring(story, State.REVIEWED)
    lead = as_(LEAD)
    assert reference in lead.get("/entscheidungen/rangliste?prozent=80").text
    path = planned(lead)
    put(lead, path, reference)
    data = written(items()[reference], "agreed", "20.000,00") | {"minutes": "Beginn 10 Uhr."}
    assert lead.send(path, data).status_code == 303
    assert "2022 1 1 offen" in plain(lead.get("/sitzungen"))
    old = lead.fields(path)
    assert lead.send(path, data | {"aktion": "schliessen"}).status_code == 303
    assert lead.post(path, data=old | {"minutes": "anders"}).status_code in (409, 422)
    with reading() as session:
        assert session.scalars(select(CommitteeSession.minutes)).one() == "Beginn 10 Uhr."


def closed():
    with reading() as session:
        return session.scalars(select(CommitteeSession.closed_at)).one() is not None


def test_a_session_is_not_closed_while_a_result_is_open_whatever_is_sent(two, meeting):
    lead, path = meeting
    sent = {"aktion": "schliessen", "minutes": "x"}
    assert lead.send(path, sent, path).status_code == 422
    one = written(items()[two[0]], "postponed")
    fields = {name: value for name, value in lead.fields(path).items() if "-" not in name}
    assert lead.post(path, data=fields | sent | one).status_code == 422
    assert not closed()


def test_who_is_biased_does_not_close_over_a_result_that_they_do_not_see(two, meeting, play):
    lead, path = meeting
    play.act(LEAD, lambda s, a: declare_bias(s, a, two[0], biased=True, reason="verwandt"))
    sent = {"aktion": "schliessen", "minutes": "x"} | written(items()[two[1]], "postponed")
    assert lead.send(path, sent, path).status_code == 422
    assert not closed()


def test_an_item_of_another_session_and_a_case_that_is_no_candidate_are_not_taken(
    two, meeting, play
):
    lead, _path = meeting
    other = planned(lead, "Andere Sitzung")
    item = items()[two[0]]
    lead.send(other, written(item, "postponed"), other)
    assert items()[two[0]].result == "open"
    entries = {item.id: Entry(1, "postponed", 0, "")}
    key = UUID(other.rpartition("/")[2])
    with pytest.raises(NotFound):
        play.act(LEAD, lambda s, a: write_down(s, a, key, version_of(key), entries, ""))
    unfit = bring(play, State.IN_CHECK)
    with reading() as session:
        found = select(Application.id).where(Application.reference == unfit)
        one = session.scalars(found).one()
    assert play.act(LEAD, lambda s, a: put_on_agenda(s, a, key, version_of(key), [one])) == 0
    assert unfit not in items()


def version_of(key):
    with reading() as session:
        return session.get_one(CommitteeSession, key).version
