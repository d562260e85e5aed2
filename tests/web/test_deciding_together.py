"""Several cases are decided by one click, seen in full before, and undone while their mails wait."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Application, AuditEntry, Batch, BatchItem, Notice, Proposal, RuleValue
from funding.queries.accounts.actors import by_email
from funding.queries.deciding.together import MOST
from funding.services.notices import lease
from funding.services.perform import perform
from funding.tasks.post import Postman, deliver_all
from tests.services.racing import copies
from tests.stages import FIRST, REVIEWER, SECOND, THIRD, bring
from workflows.application import State, Trigger

TOGETHER = "/entscheidungen/sammel"
DECIDED = ("decided_grant", "decided_grant_told")
SECOND_OF_TIME = timedelta(seconds=1)


def plain(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])
    return " ".join(html.unescape(text).replace("\xa0", " ").split())


def ticked(*references):
    return TOGETHER + "?" + "&".join(f"vorgang={one}" for one in references)


def form(browser, *references):
    """Return what the button of the preview sends."""
    page = browser.get(ticked(*references))
    fields = browser.fields(ticked(*references))
    return fields | {"vorgang": re.findall(r'name="vorgang"\s+value="([^"]+)"', page.text)}


def decide(browser, *references):
    answer = browser.post(TOGETHER, data=form(browser, *references))
    assert answer.status_code == 303, answer.text
    return answer.location


def states(*references):
    with reading() as session:
        rows = session.execute(select(Application.reference, Application.state)).all()
    known = dict(map(tuple, rows))
    return [known[one] for one in references]


def notices(*kinds):
    with reading() as session:
        return session.scalars(
            select(Notice).where(Notice.kind.in_(kinds)).order_by(Notice.kind, Notice.email)
        ).all()


def post():
    sent = []
    deliver_all(Postman(sent.append, "noreply@smi.example", "http://localhost"))
    return sent


@pytest.fixture
def three(play):
    """Bring one case to its first, two to their last approval; nothing is left in the outbox."""
    references = [bring(play, State.REVIEWED)]
    references += [bring(play, State.FIRST_APPROVED, "graffiti") for _ in range(2)]
    post()
    return references


def test_the_preview_shows_cases_sums_money_and_what_falls_out(three, as_, play):
    rejected = bring(play, State.FIRST_REJECTED)
    page = plain(as_(SECOND).get(ticked(*three, three[0], rejected, "KP-2022-9999")))
    assert "Mit einem Klick werden 3 Vorgänge freigegeben: 60.000,00 €" in page
    assert "Bei 2 davon ist damit entschieden." in page
    assert "1 braucht nach Ihrer noch eine weitere Freigabe" in page
    assert "2 40.000,00 € 40.000,00 €" in page  # two of graffiti, decided
    assert "1 20.000,00 € 0,00 €" in page
    assert "Heute sind 160.000 € verfügbar, nach dieser Entscheidung ebenso 160.000 €." in page
    assert "2 Vorgänge fallen heraus" in page
    assert "braucht eine eigene Prüfung und Begründung" in page
    assert "Diesen Vorgang gibt es nicht, oder er ist nicht für Sie." in page
    assert "3 Freigaben erteilen" in page


def test_who_has_signed_finds_the_case_among_those_that_fall_out(three, as_):
    page = plain(as_(FIRST).get(ticked(*three)))
    assert "2 Vorgänge fallen heraus" in page
    assert "1 Freigabe erteilen" in page


def test_the_three_mails_are_those_that_leave_word_for_word(three, as_, play):
    second = as_(SECOND)
    page = second.get(ticked(*three)).text
    shown = [html.unescape(one) for one in re.findall(r"data-mail>(.*?)</div>", page, re.S)]
    assert len(shown) == 3
    with reading() as session:
        assert session.scalar(select(func.count()).where(Notice.state == "owed")) == 0
    decide(second, *three)
    play.moved.instant += timedelta(minutes=5)
    left = [one.get_body(("plain",)).get_content().replace("\r\n", "\n") for one in post()]
    assert {one.strip() for one in shown} <= {one.strip() for one in left}


def test_one_click_decides_each_and_a_double_click_nothing_twice(three, as_):
    second = as_(SECOND)
    sent = form(second, *three)
    first_click, second_click = (second.post(TOGETHER, data=sent) for _ in range(2))
    assert first_click.location == second_click.location
    assert states(*three) == [State.FIRST_APPROVED, State.APPROVED, State.APPROVED]
    with reading() as session:
        assert session.scalar(select(func.count(Batch.id))) == 1
        triggers = (Trigger.APPROVE_FIRST, Trigger.APPROVE_SECOND)
        query = select(func.count(AuditEntry.id)).where(AuditEntry.trigger.in_(triggers))
        assert session.scalar(query) == 2 + 3
    assert "3 von 3 Vorgängen freigegeben" in plain(second.get(first_click.location))


def test_what_somebody_else_has_decided_meanwhile_is_refused_and_the_rest_is_not(three, as_, play):
    second = as_(SECOND)
    sent = form(second, *three)
    play.step(THIRD, three[1], Trigger.APPROVE_SECOND)
    page = plain(second.get(second.post(TOGETHER, data=sent).location))
    assert "2 von 3 Vorgängen freigegeben" in page
    assert "nicht entschieden" in page
    assert states(*three) == [State.FIRST_APPROVED, State.APPROVED, State.APPROVED]
    with reading() as session:
        outcomes = session.scalars(select(BatchItem.outcome).order_by(BatchItem.position)).all()
    assert outcomes == ["done", "refused", "done"]


def test_a_case_changed_since_the_preview_is_not_decided_blindly(three, as_, play):
    second = as_(SECOND)
    sent = form(second, three[0])
    play.step(THIRD, three[0], Trigger.RETURN_CASE, reason="Bitte kürzen.")
    play.recommend(three[0])
    page = plain(second.get(second.post(TOGETHER, data=sent).location))
    assert "0 von 1 Vorgängen freigegeben" in page
    assert states(three[0]) == [State.REVIEWED]


def test_mails_wait_five_minutes_to_the_second_and_leave_then(three, as_, play):
    decide(as_(SECOND), *three[1:])
    assert len(notices(*DECIDED)) == 4
    play.moved.instant += timedelta(minutes=5) - SECOND_OF_TIME
    assert post() == []
    play.moved.instant += SECOND_OF_TIME
    assert len(post()) == 4


def test_an_approval_that_does_not_decide_tells_the_next_at_once(three, as_):
    decide(as_(SECOND), three[0])
    assert {one["To"] for one in post()} == {"entscheidung1@smi.example", THIRD}


def test_a_single_decision_holds_its_mails_back_as_long_as_it_can_be_undone(three, as_, play):
    second = as_(SECOND)
    page = f"/entscheidungen/{three[1]}"
    second.send(page, {"aktion": "approve_second"})
    play.moved.instant += timedelta(minutes=5) - SECOND_OF_TIME
    assert post() == []
    play.moved.instant += SECOND_OF_TIME
    assert len(post()) == 2


def test_in_the_last_second_all_is_undone_and_its_mails_never_leave(three, as_, play):
    second = as_(SECOND)
    place = decide(second, *three)
    play.moved.instant += timedelta(minutes=5) - SECOND_OF_TIME
    page = plain(second.get(place))
    assert "waren 0 Min. 1 Sek. Zeit" in page
    assert "2 Entscheidungen zurücknehmen" in page
    answer = second.send(f"{place}/zuruecknehmen", {}, place, follow_redirects=True)
    assert "2 Entscheidungen sind zurückgenommen" in plain(answer)
    assert states(*three) == [State.FIRST_APPROVED] * 3
    play.moved.instant += timedelta(hours=1)
    told = {one["Subject"] for one in post()}
    assert not any("Bescheid fertigen" in one for one in told)
    assert {one.state for one in notices(*DECIDED)} == {"dropped"}


def test_after_the_window_nothing_is_undone(three, as_, play):
    second = as_(SECOND)
    place = decide(second, *three)
    sent = second.fields(place)
    play.moved.instant += timedelta(minutes=5)
    assert "zurücknehmen" not in plain(second.get(place))
    answer = second.post(f"{place}/zuruecknehmen", data=sent, follow_redirects=True)
    assert "Es ließ sich nichts mehr zurücknehmen." in plain(answer)
    assert states(*three)[1:] == [State.APPROVED] * 2


def test_a_mail_that_is_being_sent_is_not_recalled_by_a_slow_clock(three, as_, play):
    second = as_(SECOND)
    decide(second, three[1])
    play.moved.instant += timedelta(minutes=5)
    with transaction() as session:
        lease.lease_notices(session, 4)
    play.moved.instant -= SECOND_OF_TIME  # another machine, a second behind
    answer = second.send(f"/vorgaenge/{three[1]}/schritt/undo_decision", {})
    assert answer.status_code == 409
    assert states(three[1]) == [State.APPROVED]


def test_the_window_is_a_dated_value(three, as_, play):
    with transaction() as session:
        session.execute(update(RuleValue).where(RuleValue.key == "undo_minutes").values(value=2))
    second = as_(SECOND)
    assert "2 Minuten lang können Sie das zurücknehmen" in plain(second.get(ticked(*three)))
    decide(second, three[1])
    assert "können Sie es zurücknehmen (noch 2 Min. 0 Sek.)" in plain(second.get("/entscheidungen"))
    play.moved.instant += timedelta(minutes=2)
    assert len(post()) == 2


def test_the_inbox_offers_what_one_may_decide_and_nothing_else(three, as_):
    page = as_(FIRST).get("/entscheidungen").text
    assert re.findall(r'name="vorgang"\s+value="([^"]+)"', page) == [three[0]]
    assert 'name="vorgang"' not in as_("revision@smi.example").get("/entscheidungen").text


def test_a_batch_belongs_to_who_decided_it(three, as_):
    place = decide(as_(SECOND), *three)
    assert as_(THIRD).get(place).status_code == 404
    assert as_(REVIEWER).get(TOGETHER).status_code == 403
    third = as_(THIRD)
    data = {"csrf_token": third.token("/konto"), "form_key": "x"}
    assert third.post(f"{place}/zuruecknehmen", data=data).status_code == 404


@pytest.mark.parametrize(
    "sent", ["", "KP-2022-0001", "KP-2022-0001:", "KP-2022-0001:-1", ":99999999999"]
)
def test_nothing_is_decided_without_the_version_that_was_read(three, as_, sent):
    second = as_(SECOND)
    data = second.fields(ticked(*three)) | {"vorgang": sent}
    assert second.post(TOGETHER, data=data).status_code == 400


def test_nothing_ticked_is_said(three, as_):
    second = as_(SECOND)
    assert "lässt sich nichts gemeinsam freigeben" in plain(second.get(TOGETHER))
    data = {"csrf_token": second.token("/konto"), "form_key": "0" * 8}
    assert second.post(TOGETHER, data=data).status_code == 422


def test_on_both_databases_a_batch_is_decided_once_and_undone_in_its_window(story, as_):
    references = [bring(story, State.FIRST_APPROVED) for _ in range(2)]
    post()
    second = as_(SECOND)
    sent = form(second, *references)
    places = {second.post(TOGETHER, data=sent).location for _ in range(2)}
    assert len(places) == 1
    assert states(*references) == [State.APPROVED] * 2
    place = places.pop()
    story.moved.instant += timedelta(minutes=5) - SECOND_OF_TIME
    assert post() == []
    answer = second.send(f"{place}/zuruecknehmen", {}, place, follow_redirects=True)
    assert "2 Entscheidungen sind zurückgenommen" in plain(answer)
    assert states(*references) == [State.FIRST_APPROVED] * 2
    assert {one.state for one in notices(*DECIDED)} == {"dropped"}


def at_once(reference, trigger):
    """Take a step without the minutes that a story lets go by after each."""
    with transaction() as session:
        perform(session, by_email(session, SECOND), reference, trigger)


def test_a_single_decision_that_is_undone_has_told_nobody(three, play):
    reference = three[1]
    post()
    at_once(reference, Trigger.APPROVE_SECOND)
    play.moved.instant += timedelta(minutes=3)
    at_once(reference, Trigger.UNDO_DECISION)
    assert states(reference) == [State.FIRST_APPROVED]
    assert {one.state for one in notices(*DECIDED)} == {"dropped"}


def test_a_town_withdraws_though_a_mail_of_the_decision_has_failed_or_was_sent(three, as_, play):
    second = as_(SECOND)
    decide(second, three[1])
    post()

    def away(_message):
        raise SMTPServerDisconnected("away")

    play.moved.instant += timedelta(minutes=5)
    deliver_all(Postman(away, "noreply@smi.example", "http://localhost"))
    play.withdraw(three[1], "anders finanziert")
    assert states(three[1]) == [State.WITHDRAWN]
    assert {one.state for one in notices(*DECIDED)} == {"dropped"}
    decide(second, three[2])
    play.moved.instant += timedelta(minutes=5)
    assert len(post()) > 0
    play.withdraw(three[2], "anders finanziert")
    assert states(three[2]) == [State.WITHDRAWN]


def test_a_preview_of_many_takes_the_steps_of_a_few(three, as_):
    with transaction() as session:
        copies(session, three[0], 12)
        source = session.scalars(select(Application).where(Application.reference == three[0]))
        proposal = session.scalars(
            select(Proposal).where(Proposal.application_id == source.one().id)
        ).one()
        kept = {c.key: getattr(proposal, c.key) for c in Proposal.__table__.columns}
        rest = select(Application.id).where(Application.reference.like("KP-2022-9%"))
        for key in session.scalars(rest).all():
            session.add(Proposal(**kept | {"id": uuid4(), "application_id": key}))
        many = sorted(session.scalars(select(Application.reference)))
    taken = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: taken.append(s))
    as_(SECOND).get("/entscheidungen/sammel", query_string={"vorgang": many})
    steps = [one for one in taken if one.startswith("UPDATE application")]
    assert 0 < len(steps) <= 4


def test_no_more_than_fifty_are_looked_at_together(three, as_):
    names = [f"KP-2022-7{number:03d}" for number in range(60)]
    page = as_(SECOND).get("/entscheidungen/sammel", query_string={"vorgang": names}).text
    assert names[MOST - 1] in page
    assert names[MOST] not in page
