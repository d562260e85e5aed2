"""Bank details change by two people of a town and a call-back; nothing is paid meanwhile."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.demo.drawing import IBAN, open_account
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.models import AuditEntry, BankDetails, Notice, Person
from funding.queries.accounts.actors import by_email
from funding.services.administration.set_up_demo import add_account
from funding.services.spending.change_bank_details import (
    call_back,
    confirm_account,
    propose_account,
    refuse_account,
)
from funding.tasks.tick import tick
from tests.drawing import CHECKER, COMPUTER, ORDERER, certified, drawdown, drawn, sent, written
from tests.stages import EDITOR, SIGNATORY, TOWN, TOWN_KEY, bring
from workflows.application import State as CaseState
from workflows.bank_details import State
from workflows.core import StepRefused
from workflows.drawdown import Trigger as DrawTrigger

OTHER_IBAN = "DE89370400440532013000"
RODEWISCH = "zeichnung@rodewisch.example"


def proposed(story, email=EDITOR, iban=OTHER_IBAN, holder="Stadtkasse Flöha"):
    propose = partial(propose_account, municipality_key=TOWN_KEY, holder=holder, iban=iban)
    return story.act(email, propose).id


def known():
    with reading() as session:
        rows = session.scalars(select(BankDetails).order_by(BankDetails.number))
        return [(row.state, row.iban) for row in rows]


def codes(deed):
    with pytest.raises(StepRefused) as refused:
        deed()
    return {reason.code for reason in refused.value.reasons}


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def test_an_account_is_in_force_after_two_people_and_a_call_back_and_replaces_the_old_one(story):
    open_account(story.act, TOWN)
    key = proposed(story)
    assert known() == [(State.ACTIVE, IBAN), (State.PROPOSED, OTHER_IBAN)]
    story.act(SIGNATORY, partial(confirm_account, key=key, reauthenticated=True))
    story.act(CHECKER, partial(call_back, key=key, called="Kämmerei, 03726 0"))
    assert known() == [(State.REPLACED, IBAN), (State.ACTIVE, OTHER_IBAN)]
    for kind in ("bank_proposed", "bank_confirmed", "bank_active", "bank_replaced"):
        assert {EDITOR, SIGNATORY} <= set(told(kind))
    assert CHECKER in told("bank_to_call")
    with reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.workflow == "bank_details")
        ).all()
    assert {entry.trigger for entry in entries} == {"propose", "confirm", "call_back", "replace"}
    assert all(OTHER_IBAN not in str(entry.details) for entry in entries)


def test_letters_do_not_tell_the_whole_account(story):
    proposed(story)
    with reading() as session:
        facts = session.scalars(select(Notice.facts).where(Notice.kind == "bank_proposed")).all()
    assert facts
    assert all(OTHER_IBAN not in str(fact) and "DE89 … 3000" in str(fact) for fact in facts)


@pytest.mark.parametrize(
    ("iban", "holder", "field"),
    [
        ("DE89370400440532013001", "Stadt", "iban"),
        ("XX89370400440532013000", "Stadt", "iban"),
        ("", "Stadt", "iban"),
        ("DE8937040044053201300", "Stadt", "iban"),
        (OTHER_IBAN, "  ", "holder"),
        (OTHER_IBAN, "x" * 71, "holder"),
    ],
)
def test_an_account_that_cannot_be_is_not_kept(story, iban, holder, field):
    with pytest.raises(Invalid) as invalid:
        proposed(story, iban=iban, holder=holder)
    assert field in [fault.field for fault in invalid.value.faults]
    assert known() == []


def test_spaces_in_an_iban_do_not_matter(story):
    proposed(story, iban="de89 3704 0044 0532 0130 00")
    assert known() == [(State.PROPOSED, OTHER_IBAN)]


def test_nobody_confirms_their_own_account_by_whatever_account(story):
    key = proposed(story, SIGNATORY)
    assert codes(
        lambda: story.act(SIGNATORY, partial(confirm_account, key=key, reauthenticated=True))
    ) == {"another_person"}
    with transaction() as session:
        person = session.get_one(Person, by_email(session, SIGNATORY).person_id)
        roles = ("applicant_signatory",)
        add_account(session, "zweites@floeha.example", "", roles, TOWN_KEY, "x", person=person)
    same = "zweites@floeha.example"
    assert codes(
        lambda: story.act(same, partial(confirm_account, key=key, reauthenticated=True))
    ) == {"another_person"}
    with pytest.raises(NotPermitted):
        story.act(EDITOR, partial(confirm_account, key=key, reauthenticated=True))


def test_nobody_signs_for_an_account_without_the_password(story):
    key = proposed(story)
    unsigned = partial(confirm_account, key=key, reauthenticated=False)
    assert codes(lambda: story.act(SIGNATORY, unsigned)) == {"reauthenticated"}
    assert known() == [(State.PROPOSED, OTHER_IBAN)]


def test_an_account_of_another_town_is_not_there(story):
    key = proposed(story)
    for deed in (
        partial(confirm_account, key=key, reauthenticated=True),
        partial(refuse_account, key=key, reason="x"),
    ):
        with pytest.raises(NotFound):
            story.act(RODEWISCH, deed)
    with pytest.raises((NotFound, NotPermitted)):
        proposed(story, RODEWISCH)


def test_the_office_does_not_release_what_no_second_person_has_confirmed_or_nobody_was_called(
    story,
):
    key = proposed(story)
    assert codes(lambda: story.act(CHECKER, partial(call_back, key=key, called="0372"))) == {
        "wrong_state"
    }
    story.act(SIGNATORY, partial(confirm_account, key=key, reauthenticated=True))
    assert codes(lambda: story.act(CHECKER, partial(call_back, key=key, called=" "))) == {
        "called_number"
    }
    assert known() == [(State.CONFIRMED, OTHER_IBAN)]


def test_only_one_account_is_asked_for_at_a_time(story):
    proposed(story)
    assert codes(lambda: proposed(story, SIGNATORY, IBAN)) == {"one_account_open"}


def test_what_is_in_force_already_is_not_asked_for_again(story):
    open_account(story.act, TOWN)
    with pytest.raises(Invalid):
        proposed(story, iban=IBAN, holder="Stadt Flöha")


def test_a_refused_account_leaves_the_old_one_in_force(story):
    open_account(story.act, TOWN)
    key = proposed(story)
    assert codes(lambda: story.act(SIGNATORY, partial(refuse_account, key=key, reason=" "))) == {
        "reason_given"
    }
    story.act(SIGNATORY, partial(refuse_account, key=key, reason="kennen wir nicht"))
    assert known() == [(State.ACTIVE, IBAN), (State.REFUSED, OTHER_IBAN)]


def test_what_nobody_confirms_lapses_after_ten_days_and_not_before(story):
    proposed(story)
    story.moved.instant += timedelta(days=10)
    tick()
    assert known() == [(State.PROPOSED, OTHER_IBAN)]
    story.moved.instant += timedelta(days=1)
    tick()
    assert known() == [(State.LAPSED, OTHER_IBAN)]
    assert told("bank_lapsed") == [EDITOR, SIGNATORY]


def test_a_page_that_was_read_before_changes_nothing(story):
    key = proposed(story)
    with pytest.raises(Outdated):
        story.act(SIGNATORY, lambda s, a: confirm_account(s, a, key, 0, reauthenticated=True))


def test_nothing_is_sent_or_ordered_without_an_account_or_while_another_is_asked_for(story):
    reference = bring(story, CaseState.IN_PROGRESS)
    written(story, reference, 500_000)
    assert codes(lambda: sent(story, reference)) == {"bank_active"}
    open_account(story.act, TOWN)
    sent(story, reference)
    certified(story, reference, DrawTrigger.CHECK, CHECKER)
    certified(story, reference, DrawTrigger.COMPUTE, COMPUTER)
    key = proposed(story)
    order = lambda: certified(story, reference, DrawTrigger.ORDER, ORDERER)  # noqa: E731
    assert codes(order) == {"bank_active"}
    story.act(SIGNATORY, partial(refuse_account, key=key, reason="Irrtum"))
    order()


def test_a_payment_goes_where_it_was_ordered_to_though_the_account_changes_since(story):
    reference = bring(story, CaseState.IN_PROGRESS)
    drawn(story, reference, 500_000)
    for email, trigger in ((CHECKER, "check"), (COMPUTER, "compute"), (ORDERER, "order")):
        certified(story, reference, DrawTrigger(trigger), email)
    key = proposed(story)
    story.act(SIGNATORY, partial(confirm_account, key=key, reauthenticated=True))
    story.act(CHECKER, partial(call_back, key=key, called="Kämmerei"))
    assert drawdown(reference).iban == IBAN
