"""Administration enters bodies that no official list names; then they apply, sign and are found."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.together import reading_and_signing
from funding.errors import Invalid, NotPermitted
from funding.forms.bodies import found_one
from funding.forms.towns import Register, search
from funding.models import Answers, EnteredBody, Municipality, RuleValue
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.findings import findings
from funding.queries.applying.register import entries
from funding.services.accounts.invite import invite
from funding.services.administration.enter_body import enter_body
from funding.services.applying.open_draft import open_draft
from funding.services.applying.save_rows import PartnerEntry
from tests.stages import EDITOR, REVIEWER, TOWN
from tests.tasks.test_lease import waits_for_another
from workflows.application import State

ADMIN = "verwaltung@smi.example"
FLOEHA, AUERBACH = "14522140", "14523020"
NAME, DOMAIN = "Zweckverband Beispiel (erfunden)", "zweckverband.example"
HEAD = f"leitung@{DOMAIN}"


def enter(by=ADMIN, **changes):
    given = {"name": NAME, "kind": "special_purpose", "seat_key": FLOEHA, "domain": DOMAIN}
    with transaction() as session:
        return enter_body(session, by_email(session, by), **given | changes).key


def refused(**changes):
    with pytest.raises(Invalid) as invalid:
        enter(**changes)
    return [(fault.field, fault.code) for fault in invalid.value.faults]


def ask_in(key, email=HEAD, role="applicant_editor"):
    with transaction() as session:
        actor = by_email(session, ADMIN)
        about = {"name": "Leitung", "email": email, "role": role, "municipality_key": key}
        invite(session, actor, **about)


def apply_as(story, key):
    ask_in(key)
    draft = story.act(HEAD, lambda s, a: open_draft(s, a, story.call, key))
    return str(draft.reference)


def found_in(reference, email):
    with reading() as session:
        case = find.case(session, by_email(session, email), reference)
        return {finding.code for finding in findings(case)}


def test_a_name_is_what_can_be_seen_of_it(story):
    assert refused(name="\u200f" * 5) == [("name", "body_name")]
    enter()
    assert refused(name=f"\ufeff{NAME}", domain="anders.example") == [("name", "body_known")]


def test_a_body_without_a_key_gets_one_of_the_portal_and_lies_where_its_seat_lies(story):
    assert enter() == "P14522001"
    assert enter(name="Zweiter Zweckverband Beispiel") == "P14522002"
    with reading() as session:
        body = session.get_one(Municipality, "P14522001")
        assert (body.district, body.police_directorate) == ("Mittelsachsen", "Chemnitz")
        entered = session.get_one(EnteredBody, body.key)
        assert (entered.seat_key, entered.email_domain) == (FLOEHA, DOMAIN)
        assert entered.entered_by_id == by_email(session, ADMIN).account_id


def test_a_body_with_an_official_key_keeps_it(story):
    assert enter(key="1452 25499") == "145225499"


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"name": " "}, [("name", "body_name")]),
        ({"name": "x" * 121}, [("name", "body_name")]),
        ({"name": "Verband 14522140"}, [("name", "body_name")]),
        ({"kind": "town"}, [("kind", "body_kind")]),
        ({"seat_key": "14522999"}, [("seat", "seat_unknown")]),
        ({"seat_key": "145215405"}, [("seat", "seat_unknown")]),
        ({"key": "12345"}, [("key", "key_form")]),
        ({"key": "P14522001"}, [("key", "key_form")]),
        ({"key": FLOEHA}, [("key", "key_known")]),
        ({"key": "145235499"}, [("key", "key_elsewhere")]),
        ({"domain": "leitung@verband.example"}, [("domain", "domain_form")]),
        ({"domain": "gmx.de"}, [("domain", "domain_for_all")]),
        ({"name": "Flöha", "kind": "own_operation"}, [("name", "body_known")]),
        (
            {"name": "", "seat_key": "", "domain": "-"},
            [("seat", "seat_unknown"), ("name", "body_name"), ("domain", "domain_form")],
        ),
    ],
)
def test_what_cannot_be_is_refused_with_everything_that_is_wrong(story, changes, faults):
    assert refused(**changes) == faults


def test_a_name_is_entered_once_in_a_district_however_it_is_spelt(story):
    enter()
    assert refused(name=f"  {NAME.upper()} ") == [("name", "body_known")]
    assert enter(seat_key=AUERBACH) == "P14523001"


def test_a_seat_that_is_no_more_is_refused(story):
    with transaction() as session:
        session.execute(
            update(Municipality).where(Municipality.key == FLOEHA).values(valid_to=story.today)
        )
    assert refused() == [("seat", "seat_unknown")]


def test_only_administration_enters_bodies(story):
    for somebody in (EDITOR, REVIEWER):
        with pytest.raises(NotPermitted):
            enter(by=somebody)


def test_it_is_found_by_name_and_by_key_like_a_town(story):
    key = enter()
    with reading() as session:
        register = Register(lambda: entries(session))
        for typed in ("zweckverband bei", key, key.lower(), f"{NAME} · Mittelsachsen · {key}"):
            assert [one.key for one in search(register, typed)] == [key]
        assert found_one(register, NAME, "seat") == key
        assert found_one(register, "Auerbach", "seat").code == "seat_namesakes"
        assert found_one(register, "Nirgendwo", "seat").code == "unknown_municipality"


def test_only_addresses_of_its_domain_are_invited_for_it(story):
    key = enter()
    for stranger in ("leitung@anderswo.example", f"leitung@nicht-{DOMAIN}"):
        with pytest.raises(Invalid) as invalid:
            ask_in(key, stranger)
        assert [fault.code for fault in invalid.value.faults] == ["not_their_domain"]
    ask_in(key)
    other = enter(name="Verband ohne Domain", domain="")
    ask_in(other, "leitung@anderswo.example")


def test_it_applies_where_the_rules_allow_its_kind_whatever_kind_is_chosen(story):
    reference = apply_as(story, enter())
    assert "body_not_allowed" in found_in(reference, HEAD)
    with transaction() as session:
        answers = session.scalars(select(Answers)).one()
        assert answers.value("applicant_kind") == "special_purpose"
        answers.keep("applicant_kind", "municipality")
    assert "body_not_allowed" in found_in(reference, HEAD)
    with transaction() as session:
        allowed = RuleValue.key == "special_purpose_allowed"
        session.execute(update(RuleValue).where(allowed).values(value=1))
    assert "body_not_allowed" not in found_in(reference, HEAD)


def test_an_enterprise_applies_with_its_seat_as_the_municipality_that_runs_it(story):
    apply_as(story, enter(kind="own_operation"))
    with reading() as session:
        answers = session.scalars(select(Answers)).one()
        assert answers.value("applicant_kind") == "own_operation"
        assert answers.value("bearing_town") == FLOEHA


def test_it_is_partner_of_a_town_and_signs_along(story):
    key = enter()
    ask_in(key, HEAD, "applicant_signatory")
    partner = PartnerEntry(key, "Trägt mit", 0, HEAD, None)
    reference = story.write(TOWN, "Mit einem Verband", "violence", 2_000_000, [partner])
    story.ask_partners(TOWN, reference)
    story.act(HEAD, reading_and_signing(reference, key))
    with reading() as session:
        case = find.case(session, by_email(session, HEAD), reference)
        assert (case.application.state, case.town_names[key]) == (State.COSIGNED, NAME)


def test_of_two_who_enter_the_same_body_at_once_one_is_told_that_it_is_there(story):
    with ThreadPoolExecutor(1) as other:
        with transaction() as session:
            given = {"name": NAME, "kind": "special_purpose", "seat_key": FLOEHA}
            enter_body(session, by_email(session, ADMIN), **given)
            late = other.submit(enter, name=NAME.upper())
            ends = time.monotonic() + 10
            while not waits_for_another() and time.monotonic() < ends:
                pass
        with pytest.raises(Invalid) as invalid:
            late.result(timeout=20)
    assert [fault.code for fault in invalid.value.faults] == ["body_known"]
