"""A letter that could not be delivered is looked at, mended and sent again, and it is known by whom."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, AuditEntry, Notice
from funding.queries.operations.verify import differences
from funding.services.accounts.invite import request_reset
from funding.services.operations.write_audit import digest
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import Undeliverable
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from workflows.application import State

ADMIN = "verwaltung@smi.example"
NEW = "neu@floeha.example"


def refuse(mail):
    if mail["To"] == EDITOR:
        raise Undeliverable(f"550 5.1.1 <{EDITOR}> unknown")


@pytest.fixture
def failed(play):
    """Let a letter to the editor of a town fail."""
    play.postman = Postman(refuse, "noreply@x.example", "http://localhost")
    bring(play, State.SUBMITTED)
    deliver_all(play.postman)
    return of(EDITOR, "failed", "application_received")


def of(email, state, kind):
    with reading() as session:
        return session.scalars(
            select(Notice).where(Notice.email == email, Notice.state == state, Notice.kind == kind)
        ).one()


def acts():
    with reading() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.workflow == "mail").order_by(AuditEntry.version)
        ).all()
        assert not [one for one in differences(session, digest) if "audit" in one]
        return [(one.trigger, one.details) for one in rows]


def page(notice):
    return f"/verwaltung/mails/{notice.id}"


def sent(person, email, whose):
    return person.form(0) | {"email": email, "whose": whose}


def test_a_letter_is_shown_with_its_way_and_no_address_in_full(failed, as_):
    admin = as_(ADMIN)
    assert page(failed) in admin.get("/verwaltung/mails").text
    shown = admin.get(page(failed)).text
    assert "b…@floeha.example" in shown
    assert EDITOR not in shown
    assert EDITOR not in admin.get("/verwaltung/mails").text
    assert "550 5.1.1" in shown


def test_the_address_of_the_account_is_corrected_for_everything_that_waits(failed, as_):
    admin = as_(ADMIN)
    answer = admin.post(page(failed), data=sent(admin, f" {NEW.upper()} ", "account"))
    assert (answer.status_code, answer.location) == (303, page(failed))
    with reading() as session:
        who = session.scalars(select(Account).where(Account.email == NEW)).one()
        assert (who.id, who.mail_stopped_at) == (failed.account_id, None)
        left = select(Notice.id).where(Notice.email == EDITOR, Notice.state != "sent")
        told = {
            one.email
            for one in session.scalars(select(Notice).where(Notice.kind == "account_changed"))
        }
        assert session.scalars(left).all() == [
            one.id
            for one in session.scalars(select(Notice).where(Notice.kind == "account_changed"))
            if one.email == EDITOR
        ]
    assert told == {NEW, EDITOR}
    mails = []
    deliver_all(Postman(mails.append, "noreply@x.example", "http://localhost"))
    assert NEW in {one["To"] for one in mails}
    assert [trigger for trigger, _details in acts()] == ["correct_address", "send_again"]
    assert acts()[0][1] == {
        "whose": "account", "from": "b…@floeha.example", "to": "n…@floeha.example"
    }  # fmt: skip
    shown = admin.get(page(failed)).text
    assert "Adresse berichtigt (b…@floeha.example → n…@floeha.example)" in shown


def test_the_former_address_is_told_as_well_unless_it_takes_no_mail(failed, as_):
    with transaction() as session:
        session.get_one(Account, failed.account_id).mail_stopped_at = failed.created_at
    admin = as_(ADMIN)
    admin.post(page(failed), data=sent(admin, NEW, "account"))
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "account_changed"))
        assert {one.email for one in rows} == {NEW}


def test_the_address_of_the_letter_alone_leaves_the_account_as_it_is(failed, as_):
    admin = as_(ADMIN)
    admin.post(page(failed), data=sent(admin, "vertretung@floeha.example", "letter"))
    again = of("vertretung@floeha.example", "owed", "application_received")
    assert again.id == failed.id
    with reading() as session:
        assert session.get_one(Account, failed.account_id).email == EDITOR


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Bitte füllen Sie dieses Feld aus."),
        ("keine adresse", "name@stadt.example"),
        ("a@x.example, b@x.example", "name@stadt.example"),
        (SIGNATORY, "gehört schon zu einem anderen Zugang"),
    ],
)
def test_what_cannot_be_the_address_is_said_at_its_field(failed, as_, email, said):
    admin = as_(ADMIN)
    answer = admin.post(page(failed), data=sent(admin, email, "account"))
    assert answer.status_code == 422
    assert 'href="#email"' in answer.text
    assert said in answer.text
    assert of(EDITOR, "failed", "application_received").id == failed.id
    assert acts() == []


def test_a_link_into_an_account_goes_to_no_other_address(play, as_):
    play.postman = Postman(refuse, "noreply@x.example", "http://localhost")
    with transaction() as session:
        request_reset(session, EDITOR)
    deliver_all(play.postman)
    link = of(EDITOR, "failed", "password_reset")
    admin = as_(ADMIN)
    answer = admin.post(page(link), data=sent(admin, "fremd@x.example", "letter"))
    assert answer.status_code == 422
    assert "enthält einen Link in den Zugang" in answer.text
    assert of(EDITOR, "failed", "password_reset").email == EDITOR
    assert "/passwort/" not in admin.get(page(link)).text


def test_sending_again_as_it_is_is_recorded_once(failed, as_):
    admin = as_(ADMIN)
    for _ in range(2):
        admin.post(f"{page(failed)}/erneut", data=admin.form(0))
    assert acts() == [("send_again", {})]


@pytest.mark.parametrize("email", [REVIEWER, EDITOR])
def test_nobody_else_looks_or_mends(failed, as_, email):
    other = as_(email)
    for answer in (
        other.get(page(failed)),
        other.post(page(failed), data=sent(other, NEW, "account")),
        other.post(f"{page(failed)}/erneut", data=other.form(0)),
    ):
        assert answer.status_code in (403, 404)
    assert acts() == []


def test_a_letter_that_is_not_there_is_not_found(play, as_):
    none = "/verwaltung/mails/00000000-0000-0000-0000-000000000000"
    admin = as_(ADMIN)
    assert admin.get(none).status_code == 404
    assert admin.post(none, data=admin.form(0)).status_code == 404
