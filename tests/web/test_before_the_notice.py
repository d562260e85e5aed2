"""Until its notice a town cannot tell from any page whether, or how, its case is decided."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Application, Notice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.services.spending.issuing import came_back, drafted, provided, to_send
from tests.services.spending.issuing import sent as posted_today
from tests.stages import EDITOR, GRANT, SECOND, SIGNATORY, bring
from workflows.application import State, Trigger

PASSWORD = "praevention-2022"
INSIDE = (State.FIRST_APPROVED, State.FIRST_REJECTED, State.APPROVED, State.REJECTED)
PATHS = (
    "",
    "/zurueckziehen",
    "/verzicht",
    "/verwendungsnachweis",
    "/verwendungsnachweis/einreichen",
    "/einreichen",
    "/loeschen",
    "/nachforderung",
    "/pruefen",
    "/bestaetigung",
    "/druck",
    "/abschnitt/financing",
    "/mittelabrufe",
    "/aenderungen",
    "/bescheid.pdf",
    "/bescheid/abrufen",
    "/bescheid/abgerufen.pdf",
    "/bescheid/rechtsbehelfsverzicht",
)


def seen(answer, reference):
    """Return what a town can see of an answer, without what differs between any two cases."""
    text = re.sub(
        r'(value|content|datetime)="[^"]*"|Fall im Stand \w+|\d\d:\d\d(:\d\d)? Uhr|[0-9a-f]{64}',
        "",
        answer.text,
    )
    place = (answer.location or "").replace(reference, "KP")
    return [answer.status_code, place, *text.replace(reference, "KP").splitlines()]


def sent(town, path, reference):
    """Send a form with an unreadable amount and a wrong password."""
    data = town.form(1) | {"own_cash": "unlesbar", "reason": "so", "password": "falsch"}
    return town.post(f"/antraege/{reference}{path}", data=data)


@pytest.mark.parametrize("state", INSIDE)
def test_every_page_looks_as_if_the_case_were_under_decision(play, as_, state):
    decided, open_ = bring(play, state), bring(play, State.REVIEWED)
    for email in (SIGNATORY, EDITOR):
        town = as_(email)
        for path in PATHS:
            got = [seen(town.get(f"/antraege/{r}{path}"), r) for r in (decided, open_)]
            assert got[0] == got[1], path
            if email == SIGNATORY:
                posted = [seen(sent(town, path, r), r) for r in (decided, open_)]
                assert posted[0] == posted[1], path


def posted(play, reference):
    """Send a letter that counts once its receipt is back."""
    to_send(play, reference, "receipt")
    posted_today(play, reference)


def returned(play, reference):
    """Send a letter that comes back before the day on which it would have counted."""
    to_send(play, reference)
    posted_today(play, reference)
    came_back(play, reference)


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
@pytest.mark.parametrize("made", [drafted, to_send])
def test_a_notice_that_is_being_made_shows_on_no_page(play, as_, state, made):
    decided, open_ = bring(play, state), bring(play, State.REVIEWED)
    made(play, decided)
    for email in (SIGNATORY, EDITOR):
        town = as_(email)
        for path in PATHS:
            got = [seen(town.get(f"/antraege/{r}{path}"), r) for r in (decided, open_)]
            assert got[0] == got[1], path


@pytest.mark.parametrize("made", [posted, returned])
def test_a_letter_on_its_way_or_back_has_told_nothing(play, as_, made):
    """A grant and a rejection look the same after it."""
    granted, rejected = bring(play, State.APPROVED), bring(play, State.REJECTED)
    for reference in (granted, rejected):
        made(play, reference)
    for email in (SIGNATORY, EDITOR):
        town = as_(email)
        for path in PATHS:
            got = [seen(town.get(f"/antraege/{r}{path}"), r) for r in (granted, rejected)]
            assert got[0] == got[1], path


def test_a_notice_that_lies_ready_shows_not_what_it_says(play, as_):
    """A grant and a rejection look the same until they are retrieved, and no mail tells them."""
    granted, rejected = bring(play, State.APPROVED), bring(play, State.REJECTED)
    for reference in (granted, rejected):
        provided(play, reference)
    for email in (SIGNATORY, EDITOR):
        town = as_(email)
        for path in PATHS:
            got = [seen(town.get(f"/antraege/{r}{path}"), r) for r in (granted, rejected)]
            assert got[0] == got[1], path
            if email == SIGNATORY and path != "/bescheid/abrufen":
                posted = [seen(sent(town, path, r), r) for r in (granted, rejected)]
                assert posted[0] == posted[1], path
        assert letters(email, granted) == letters(email, rejected) != []
    for path in ("/antraege", "/fristen", "/mitteilungen"):
        page = as_(SIGNATORY).get(path).text
        assert not re.search("ewilligt|bgelehnt", page.partition("<main")[2]), path


def letters(email, reference):
    """Return what the mails to somebody about the notice of a case say."""
    with reading() as session:
        query = (
            select(Notice.text)
            .join(Application, Application.id == Notice.application_id)
            .where(Application.reference == reference, Notice.email == email)
            .where(Notice.kind == "notice_provided")
        )
        said = session.scalars(query).all()
    return [re.sub(r"Fall im Stand \w+", "", text.replace(reference, "KP")) for text in said]


def withdraw(town, reference):
    """Withdraw through the page, and return what the town then sees of the case."""
    answer = town.send(
        f"/antraege/{reference}/zurueckziehen", {"password": PASSWORD, "reason": "so"}
    )
    assert answer.status_code == 303
    return [seen(town.get(f"/antraege/{reference}{path}"), reference) for path in PATHS]


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_what_nobody_was_told_can_be_withdrawn_and_shows_nothing_of_a_decision(play, as_, state):
    """Until it is notified a decision binds nobody (§ 43 VwVfG): the application is the town's."""
    decided, open_ = bring(play, state), bring(play, State.REVIEWED)
    town = as_(SIGNATORY)
    assert withdraw(town, decided) == withdraw(town, open_)
    for reference in (decided, open_):
        case = play._read(reference)
        assert (case.state, case.approved_cents) == (State.WITHDRAWN, None)
        assert (case.reserved_cents, case.committed_cents) == (0, 0)
    with reading() as session:
        assert list(differences(session, digest)) == []


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_what_a_notice_has_told_is_no_longer_withdrawn(play, as_, state):
    reference = bring(play, state)
    way = f"/antraege/{reference}/zurueckziehen"
    play.notice(reference, play.today)
    town = as_(SIGNATORY)
    assert "zurueckziehen" not in town.get(f"/antraege/{reference}").text
    sent = town.form(play._read(reference).version) | {"password": PASSWORD, "reason": "so"}
    answer = town.post(way, data=sent)
    assert answer.status_code == 409
    assert "liegt schon ein Bescheid vor" in answer.text
    assert play._read(reference).state == state


def test_the_amount_of_a_grant_is_on_no_page_before_its_notice(play, as_):
    reference = bring(play, State.APPROVED, grant=1_987_600)
    assert GRANT != 1_987_600
    town = as_(SIGNATORY)
    for path in ("/verwendungsnachweis/einreichen", "/verwendungsnachweis", "/verzicht"):
        for answer in (town.get(f"/antraege/{reference}{path}"), sent(town, path, reference)):
            assert "Bewilligt" not in answer.text.partition("<main")[2], path
    assert town.get(f"/antraege/{reference}/verwendungsnachweis/einreichen").status_code == 404


def settled_and_redone(play, days):
    """Settle a case and take that up again so many days later; its letter counts after three."""
    reference = bring(play, State.AUDITED)
    play.settle(reference)
    if days:
        play.go(play.today + timedelta(days=days))
    details = {"reason": "Ein Beleg kam noch.", "new_decision_due": True}
    play.step(SECOND, reference, Trigger.REDO_SETTLEMENT, **details)
    return reference


@pytest.mark.parametrize(("days", "told"), [(0, False), (10, True)])
def test_a_settlement_that_was_redone_before_its_notice_counted_was_never_told(
    play, as_, days, told
):
    reference = settled_and_redone(play, days)
    play.go(play.today + timedelta(days=30))
    for email in (SIGNATORY, EDITOR):
        page = as_(email).get(f"/antraege/{reference}").text
        assert ("Abrechnung gezeichnet" in page) == told


@pytest.mark.parametrize("made", [drafted, to_send, posted, provided])
def test_the_form_to_withdraw_is_offered_where_it_is_taken(play, as_, made):
    reference = bring(play, State.APPROVED)
    made(play, reference)
    town = as_(SIGNATORY)
    page = f"/antraege/{reference}/zurueckziehen"
    offered = 'name="password"' in town.get(page).text
    answer = town.send(page, {"password": PASSWORD, "reason": "anders finanziert"}, page)
    assert offered
    assert answer.status_code == 303
    assert play._read(reference).state == State.WITHDRAWN


def test_no_form_to_withdraw_is_offered_once_a_letter_is_on_its_way(play, as_):
    reference = bring(play, State.APPROVED)
    to_send(play, reference)
    posted_today(play, reference)
    assert 'name="password"' not in as_(SIGNATORY).get(f"/antraege/{reference}/zurueckziehen").text
