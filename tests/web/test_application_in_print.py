"""What a town hands in, on paper: the print view, the PDF of exactly that, and the receipt."""

from __future__ import annotations

import io
import json
from datetime import date
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, select, update

from funding.db import reading, transaction
from funding.documents import typesetting
from funding.models import Account, Answers, AuditEntry, Notice, StoredFile, Submission
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.submission import canonical, fingerprint
from funding.services.administration.set_up_demo import PASSWORD
from funding.services.applying.save_rows import PartnerEntry
from funding.services.applying.save_section import save_section
from funding.tasks.post import Postman
from tests.pdf import attached, metadata
from tests.stages import EDITOR, GRANT, REVIEWER, SIGNATORY, TOWN, bring
from workflows.application import State

STRANGER = "zeichnung@rodewisch.example"
PARTNER = "bearbeitung@rodewisch.example"
RODEWISCH = PartnerEntry("14523360", "Stellt Räume.", 0, "bearbeitung@rodewisch.example")
LEAD = "bearbeitung@auerbach-vogtland.example"


def pdf(browser, reference):
    answer = browser.get(f"/antraege/{reference}/antrag.pdf")
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return answer.data


def kept(reference):
    with reading() as session:
        found = find.case(session, by_email(session, EDITOR), reference)
        return session.get(Submission, found.application.id)


def test_the_print_view_of_a_draft_says_that_it_is_none_yet_and_which_version(play, as_):
    reference = play.write(TOWN, "Sichere Plätze", "violence", GRANT)
    page = as_(EDITOR).get(f"/antraege/{reference}/druck").text
    version = play._read(reference).version
    assert "Entwurf – nicht eingereicht" in page
    assert f"Uhr, Fassung {version}" in page
    assert "Stand: Entwurf, 07.06.2022" in page
    assert "a4.titel" in page
    assert "Sichere Plätze" in page
    assert f'href="/antraege/{reference}/druck"' in (
        as_(EDITOR).get(f"/antraege/{reference}/pruefen").text
    )


def test_the_checksum_before_signing_is_that_of_what_is_then_submitted(play, as_):
    reference = play.write(TOWN, "Sichere Plätze", "violence", GRANT)
    town = as_(SIGNATORY)
    path = f"/antraege/{reference}/einreichen"
    before = attached(pdf(town, reference))
    assert fingerprint(json.loads(before)) in town.get(path).text
    assert town.send(path, {"password": PASSWORD}).status_code == 303
    submission = kept(reference)
    assert canonical(submission.content) == before
    assert submission.sha256 in town.get(f"/antraege/{reference}/bestaetigung").text
    assert attached(pdf(town, reference)) == before


def test_what_is_not_asked_any_more_is_in_neither(play, as_):
    reference = play.write(TOWN, "Doch allein", "violence", GRANT)
    together = {"together": True, "agreement": "signed", "agreement_on": date(2022, 7, 22)}
    for values, rows in ((together, [RODEWISCH]), ({"together": False}, None)):
        with transaction() as session:
            editor = by_email(session, EDITOR)
            save_section(session, editor, reference, "partners", values, partners=rows)
    before = attached(pdf(as_(EDITOR), reference))
    assert b"2022-07-22" not in before
    assert b"Rodewisch" not in before
    play.step(SIGNATORY, reference, "submit", reauthenticated=True)
    assert canonical(kept(reference).content) == before


def test_two_clicks_submit_once_and_keep_once(play, as_):
    reference = play.write(TOWN, "Sichere Plätze", "violence", GRANT)
    town, path = as_(SIGNATORY), f"/antraege/{reference}/einreichen"
    form = town.fields(path) | {"password": PASSWORD}
    assert [town.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    with reading() as session:
        assert len(session.scalars(select(Submission)).all()) == 1
        submitted = select(AuditEntry).where(AuditEntry.trigger == "submit")
        assert len(session.scalars(submitted).all()) == 1


def test_a_submission_stays_as_it_was_whatever_becomes_of_the_case(play, as_):
    reference = bring(play, State.IN_CHECK)
    town = as_(EDITOR)
    before = pdf(town, reference)
    with transaction() as session:  # past the portal: no service can do this
        session.execute(update(Answers).values(summary="Ganz anders"))
    assert pdf(town, reference) == before
    data = json.loads(attached(before))
    assert data["answers"]["a4.titel"] == "Fall im Stand in_check"
    assert data["lead"]["name"] == "Flöha"
    assert b"pdfaid" in metadata(before)


def test_what_was_submitted_before_submissions_were_kept_says_so(play, as_):
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        session.execute(delete(Submission))
    page = as_(EDITOR).get(f"/antraege/{reference}/druck").text
    assert "bevor das Portal Eingereichtes getrennt aufbewahrt hat" in page
    assert pdf(as_(EDITOR), reference) == pdf(as_(EDITOR), reference)


def test_the_english_reader_gets_the_same_answers_in_english(play, as_):
    reference = bring(play, State.SUBMITTED)
    german, town = pdf(as_(EDITOR), reference), as_(EDITOR)
    town.get("/sprache/en")
    english = pdf(town, reference)
    assert attached(german) == attached(english)
    assert b"<rdf:li>de-DE<" in metadata(german)
    assert b"<rdf:li>en-GB<" in metadata(english)


def test_partners_and_the_office_read_it_and_nobody_else_learns_of_it(play, as_, browser):
    together, draft = play.apply_together("Gemeinsam"), bring(play, State.DRAFT)
    for path in ("druck", "antrag.pdf"):
        for reader in (PARTNER, LEAD, REVIEWER):
            assert as_(reader).get(f"/antraege/{together}/{path}").status_code == 200
        assert as_(STRANGER).get(f"/antraege/{draft}/{path}").status_code == 404
        assert as_(REVIEWER).get(f"/antraege/{draft}/{path}").status_code == 404
        answer = browser.get(f"/antraege/{together}/{path}")
        assert answer.status_code in (302, 303)
        assert not answer.data.startswith(b"%PDF")


def test_the_receipt_tells_second_checksum_and_files_though_no_mail_goes_out(play, as_):
    play.postman = Postman(_away, "x@y.example", "http://localhost")
    reference = play.write(TOWN, "Sichere Plätze", "violence", GRANT)
    with transaction() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        session.add(
            StoredFile(
                application_id=case.application.id,
                name="Beschluss.pdf",
                size=2048,
                sha256="ab" * 32,
                uploaded_by_id=case.actor.account_id,
                at=case.now,
            )
        )
    play.step(SIGNATORY, reference, "submit", reauthenticated=True)
    answer = as_(EDITOR).get(f"/antraege/{reference}/bestaetigung")
    assert answer.status_code == 200
    at = play._read(reference).submitted_at
    for told in (reference, f"{at:%M:%S} Uhr", kept(reference).sha256, "Beschluss.pdf", "2 KB"):
        assert told in answer.text, told
    assert kept(reference).content["files"][0]["name"] == "Beschluss.pdf"
    assert "Voraussichtlich bis" in answer.text


@pytest.mark.parametrize(
    ("language", "received", "claimed", "decided"),
    [
        ("de", "07.06.2022 um 11:", "Freitag, 10. Juni 2022", "Mittwoch, 7. September 2022"),
        ("en", "07/06/2022 at 11:", "Friday, 10 June 2022", "Wednesday, 7 September 2022"),
    ],
)
def test_the_letter_tells_number_second_checksum_and_next_dates(
    play, language, received, claimed, decided
):
    with transaction() as session:
        key = by_email(session, EDITOR).account_id
        session.get_one(Account, key).language = language
    reference = bring(play, State.SUBMITTED)
    with reading() as session:
        query = select(Notice.text).where(
            Notice.kind == "application_received", Notice.account_id == key
        )
        [letter] = session.scalars(query)
    at = play._read(reference).submitted_at
    for told in (reference, received, f":{at:%M:%S}", kept(reference).sha256, claimed, decided):
        assert told in letter, told


def _away(_message):
    raise ConnectionRefusedError


@pytest.mark.parametrize("missing", ["process", "result"])
def test_where_no_document_can_be_made_the_page_says_so_and_the_zip_still_comes(
    play, as_, monkeypatch, tmp_path, missing
):
    reference, town = bring(play, State.SUBMITTED), as_(EDITOR)
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)")
    if missing == "process":
        monkeypatch.setattr(typesetting.sys, "executable", str(tmp_path / "none"))
    else:
        monkeypatch.setattr(typesetting, "TYPESET", broken)
    answer = town.get(f"/antraege/{reference}/antrag.pdf")
    assert answer.status_code == 503
    assert "Alle Angaben sind erhalten" in answer.text
    archive = ZipFile(io.BytesIO(town.get(f"/antraege/{reference}/alles.zip").data))
    assert "antrag.pdf" not in archive.namelist()
    assert "antrag.pdf – konnte gerade nicht" in archive.read("inhalt.txt").decode()
    assert town.get(f"/antraege/{reference}/druck").status_code == 200


def test_the_zip_holds_the_same_pdf(play, as_):
    reference, town = bring(play, State.SUBMITTED), as_(EDITOR)
    archive = ZipFile(io.BytesIO(town.get(f"/antraege/{reference}/alles.zip").data))
    assert archive.read("antrag.pdf") == pdf(town, reference)
    assert "antrag.pdf" in archive.read("inhalt.txt").decode().splitlines()
