"""After submission a town names another contact; both sides see old and new, nothing submitted moves."""

from __future__ import annotations

import io
import json
import re
from datetime import date
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.law import berlin
from funding.models import AuditEntry, ContactChange, Notice, Submission
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.stages import EDITOR, PARTNER, REVIEWER, SIGNATORY, bring, entries
from workflows.application import State

NEW = {
    "contact_name": "Neue Stelle",
    "contact_phone": "0371 4881",
    "contact_email": "neu@stadt.example",
    "contact_deputy": "",
}
LATER = "Die Ansprechperson wurde nach der Einreichung geändert"
OLD_PHONE, OLD_MAIL = "03744 8250", "bearbeitung@stadt.example"


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def way(reference):
    return f"/antraege/{reference}/ansprechperson"


@pytest.fixture
def reference(play):
    found = bring(play, State.IN_CHECK)
    play.moved.instant = berlin.at_hour(date(2022, 6, 10), 9)
    return found


def told(kind):
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == kind)).all()


def submitted():
    with reading() as session:
        one = session.scalars(select(Submission)).one()
        return one.content, one.sha256


def test_town_and_office_read_old_and_new_and_the_submission_stays(play, as_, reference):
    town, office, before = as_(EDITOR), as_(REVIEWER), submitted()
    assert way(reference) in town.get(f"/antraege/{reference}").text
    page = main(town.get(way(reference)))
    assert OLD_PHONE in page
    assert town.send(way(reference), NEW).status_code == 303
    status = main(town.get(f"/antraege/{reference}"))
    assert "Neue Stelle" in status
    assert "geändert am 10.06.2022" in status
    assert "Ansprechperson geändert" in status.partition("Verlauf")[2]
    file = main(office.get(f"/vorgaenge/{reference}"))
    assert re.search(r"Ansprechperson geändert am 10\.06\.2022", file)
    assert "0371 4881" in file.partition("geändert am")[0], "the current one is shown"
    assert OLD_PHONE in file
    assert submitted() == before
    paper = main(town.get(f"/antraege/{reference}/druck"))
    assert OLD_PHONE in paper
    assert "0371 4881" not in paper
    with reading() as session:
        assert differences(session, digest) == []


def test_a_partner_reads_that_the_contact_is_none_of_what_was_co_signed(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    partner, pages = as_(PARTNER), ("mitzeichnung", "pruefen")
    for page in pages:
        assert LATER not in main(partner.get(f"/antraege/{reference}/{page}"))
    for number, day in enumerate((10, 10, 13)):
        play.moved.instant = berlin.at_hour(date(2022, 6, day), 9 + number)
        named = NEW | {"contact_name": f"Stelle {number}"}
        assert as_(EDITOR).send(way(reference), named).status_code == 303
    partner = as_(PARTNER)
    for page in pages:
        said = main(partner.get(f"/antraege/{reference}/{page}"))
        assert f"{LATER}: 10.06.2022, 13.06.2022. Die jetzigen" in said
        assert "nicht Teil dessen, was mitgezeichnet und eingereicht wurde" in said
    top = main(partner.get(f"/antraege/{reference}/mitzeichnung"))
    assert re.search(rf"mitgezeichnet worden\. {LATER}", top)
    assert re.search(
        rf"{LATER}[^:]*: [^:]*wurde\. .*Stelle 2", top.partition("Der ganze Antrag")[2]
    )
    with ZipFile(io.BytesIO(partner.get(f"/antraege/{reference}/alles.zip").data)) as archive:
        content = json.loads(archive.read("daten.json"))
        answers = archive.read("angaben.txt").decode()
    assert [one["fields"] for one in content["contact_changes"]] == [
        ["contact_name"],
        ["contact_name"],
        ["contact_name", "contact_phone", "contact_email", "contact_deputy"],
    ]
    assert content["contact_changes"][0]["at"].startswith("2022-06-13T")
    assert answers.index(LATER) < answers.index("Stelle 2")


def test_who_applies_alone_reads_that_the_contact_was_not_submitted(as_, reference):
    town = as_(EDITOR)
    town.send(way(reference), NEW)
    said = main(town.get(f"/antraege/{reference}/pruefen"))
    assert f"{LATER}: 10.06.2022. Die jetzigen" in said
    assert "nicht Teil dessen, was eingereicht wurde" in said


def test_reviewer_and_former_contact_are_told_and_the_audit_holds_no_address(as_, reference):
    as_(EDITOR).send(way(reference), NEW)
    assert [one.role for one in told("contact_changed")] == ["reviewer"]
    assert [one.email for one in told("contact_changed_told")] == [OLD_MAIL]
    with reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.version.desc())).first()
        change = session.scalars(select(ContactChange)).one()
    fields = ["contact_name", "contact_phone", "contact_email", "contact_deputy"]
    assert (entry.trigger, entry.details) == ("change_contact", {"fields": fields})
    assert (change.old["contact_email"], change.new) == (OLD_MAIL, NEW)


def test_at_a_partner_nobody_is_told_though_the_former_contact_has_its_address(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    with transaction() as session:
        for_all = by_email(session, REVIEWER)
        find.case(session, for_all, reference).answers.keep("contact_email", PARTNER)
    assert as_(EDITOR).send(way(reference), NEW).status_code == 303
    [letter] = told("contact_changed_told")
    assert (letter.email, letter.account_id) == (PARTNER, None)


def test_the_next_change_tells_who_was_the_contact_last(as_, reference):
    town = as_(EDITOR)
    town.send(way(reference), NEW)
    town.send(way(reference), NEW | {"contact_email": "dritte@stadt.example"})
    assert {one.email for one in told("contact_changed_told")} == {OLD_MAIL, NEW["contact_email"]}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"contact_phone": "12"}, "Geben Sie eine Telefonnummer mit Vorwahl ein."),
        ({"contact_email": "nirgends"}, "E-Mail"),
        ({"contact_name": " "}, "Ansprechperson"),
        ({"contact_name": "\u200f" * 5}, "Ansprechperson"),
        ({"contact_name": "x" * 121}, "höchstens 120 Zeichen"),
    ],
)
def test_the_rules_of_the_form_hold_and_nothing_is_changed(play, as_, reference, typed, sentence):
    version = play._read(reference).version
    answer = as_(EDITOR).send(way(reference), NEW | typed)
    assert answer.status_code == 422
    assert sentence in main(answer)
    assert 'aria-invalid="true"' in answer.text
    assert play._read(reference).version == version
    with reading() as session:
        assert session.scalars(select(ContactChange)).all() == []


def test_the_same_entries_change_nothing(play, as_, reference):
    town = as_(EDITOR)
    town.send(way(reference), NEW)
    answer = town.send(way(reference), NEW)
    assert answer.status_code == 409
    assert "Die Angaben sind dieselben wie bisher." in main(answer)


def test_of_two_who_read_the_same_page_the_second_is_told(as_, reference):
    one, other = as_(EDITOR), as_(SIGNATORY)
    read = other.fields(way(reference))
    one.send(way(reference), NEW)
    answer = other.post(way(reference), data=read | NEW | {"contact_name": "Andere"})
    assert answer.status_code == 409


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED, State.IN_PROGRESS])
def test_the_contact_changes_while_the_case_is_open(play, as_, state):
    reference = bring(play, state)
    assert as_(EDITOR).send(way(reference), NEW).status_code == 303
    assert play._read(reference).state == state


def test_a_closed_case_and_a_draft_have_no_such_page(play, as_):
    for state in (State.WITHDRAWN, State.DRAFT):
        assert as_(EDITOR).get(way(bring(play, state))).status_code == 302


def test_only_the_lead_town_names_its_contact(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    stranger = as_("bearbeitung@rodewisch.example")
    assert stranger.get(way(reference)).status_code == 404
    assert stranger.post(way(reference), data=stranger.form(1) | NEW).status_code == 404
    assert as_(PARTNER).get(way(reference)).status_code == 403
    assert as_(REVIEWER).get(way(reference)).status_code == 403


def test_in_english_too(as_, reference):
    town = as_(EDITOR)
    town.get("/sprache/en")
    page = main(town.get(way(reference)))
    assert "Change the contact person" in page
    assert "What you submitted stays unchanged." in page
