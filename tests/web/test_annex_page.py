"""The page of the annexes: files come, go and are promised; what is refused has status and sentence."""

from __future__ import annotations

import gc
import io
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from funding import clock
from funding.app import create_app
from funding.db import reading, transaction
from funding.models import Annex, RuleValue, StoredFile
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.annexes import annexes_of, promised
from funding.services.applying.annexes import add_annex
from funding.services.applying.set_rights import set_rights
from funding.services.applying.store_file import take_in
from tests.samples import BAD, GOOD, bomb, pdf
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from tests.web.conftest import Browser
from workflows.application import State, Trigger

MB = 1024 * 1024
STRANGER = "zeichnung@rodewisch.example"
FORM = "multipart/form-data"


@pytest.fixture
def reference(play):
    return bring(play, State.DRAFT)


def path_of(reference, *more):
    return "/".join([f"/antraege/{reference}/abschnitt/anlagen", *more])


def count(model=StoredFile):
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def held(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return {one.slot: one for one in annexes_of(case)}


def day_of(reference, slot):
    with reading() as session:
        return promised(find.case(session, by_email(session, EDITOR), reference), slot)


def file(data, name):
    return FileStorage(io.BytesIO(data), name)


def send(town, reference, **typed):
    fields = town.fields(path_of(reference)) | {"aktion": "speichern"}
    return posted(town, path_of(reference), fields | typed)


def posted(town, path, fields):
    """Send a form as bytes: the test client would leave its file of a large one open."""
    boundary, body = encode_multipart(fields)
    return town.post(path, data=body, content_type=f"{FORM}; boundary={boundary}")


def alone(town, reference, slot, data, name, **more):
    """Send one file as the script of the page does."""
    sent = {"csrf_token": town.token("/konto"), "datei": file(data, name)} | more
    return posted(town, path_of(reference, slot), sent)


def text(answer):
    return unescape(answer.text)


def test_the_page_names_every_slot_and_what_is_needed_first(reference, as_):
    page = text(as_(EDITOR).get(path_of(reference)))
    assert (
        page.index("Nötige Anlagen") < page.index("Ratsbeschluss") < page.index("Weitere Anlagen")
    )
    assert page.index("Weitere Anlagen") < page.index("Projektbeschreibung")
    assert 'id="a11.ratsbeschluss"' in page
    assert "PDF, JPG, PNG, DOCX, XLSX, ODT oder ODS, höchstens 20 MB" in page
    assert "Alle Dateien zusammen dürfen 150 MB groß sein" in page
    assert "oder wählen Sie „wird nachgereicht bis“" in page
    assert page.count("multiple") == 1, "only where files have nothing to do with each other"


@pytest.mark.parametrize("name", GOOD)
def test_every_kind_is_taken_listed_and_given_back_as_an_attachment_only(reference, as_, name):
    town = as_(EDITOR)
    assert send(town, reference, file_resolution=file(GOOD[name], name)).status_code == 303
    page = text(town.get(path_of(reference)))
    assert name in page
    assert "Bearbeitung Flöha" in page
    assert "nicht auf Schadsoftware geprüft" in page
    [link] = re.findall(r'href="([^"]*/datei/[^"]*)"', page)
    answer = town.get(link)
    assert (answer.status_code, answer.data) == (200, GOOD[name])
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert (
        town.get(link.rpartition("/")[0] + "/00000000-0000-0000-0000-000000000000").status_code
        == 404
    )
    assert as_(STRANGER).get(link).status_code == 404
    assert as_(REVIEWER).get(link).status_code == 404, "the office knows of no draft"


@pytest.mark.parametrize("what", BAD)
def test_what_is_refused_is_named_at_its_field_and_kept_nowhere(reference, as_, settings, what):
    data, name, _code = BAD[what]
    town = as_(EDITOR)
    answer = send(town, reference, file_resolution=file(data, name))
    page = text(answer)
    assert answer.status_code == 422
    assert re.search(r'href="#a11.ratsbeschluss">Ratsbeschluss: Die Datei „[^<]+“', page)
    assert f"„{name}“" in page
    single = alone(town, reference, "resolution", data, name)
    assert single.status_code == 422
    assert f"„{name}“" in single.json["told"]
    assert count() == 0
    assert not list((settings.var / "files").glob("*"))


@pytest.mark.parametrize("size", [20 * MB + 1, 25 * MB, 26 * MB])
def test_a_file_that_is_too_large_is_told_its_size_and_what_is_allowed(reference, as_, size):
    data = pdf().replace(b"1 0 obj", bytes(size - len(pdf())) + b"1 0 obj", 1)
    assert len(data) == size
    shown = "20,1" if size < 25 * MB else str(size // MB)
    sentence = f"Die Datei „Plan.pdf“ ist {shown} MB groß. Erlaubt sind 20 MB."
    town = as_(EDITOR)
    answer = send(town, reference, file_resolution=file(data, "Plan.pdf"))
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    single = alone(town, reference, "resolution", data, "Plan.pdf")
    assert (single.status_code, sentence in single.json["told"]) == (422, True)
    assert count() == 0


def test_a_file_of_20_mb_is_taken(reference, as_):
    data = pdf("x" * (20 * MB - len(pdf()) - 6))
    assert 20 * MB - 20 < len(data) <= 20 * MB
    assert send(as_(EDITOR), reference, file_resolution=file(data, "Plan.pdf")).status_code == 303
    assert count() == 1


# Werkzeug leaves the parts it had read to the collector when it refuses the rest.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_bomb_of_parts_is_refused(reference, as_):
    town = as_(EDITOR)
    token = town.token("/konto")
    part = '--x\r\nContent-Disposition: form-data; name="{}"; filename="a.pdf"\r\n\r\nx\r\n'
    token_ = f'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    body = token_ + "".join(part.format(f"f{n}") for n in range(500)) + "--x--\r\n"
    answer = town.post(path_of(reference), data=body, content_type=f"{FORM}; boundary=x")
    assert answer.status_code == 413
    assert "nicht zu viele auf einmal" in answer.text
    gc.collect()
    assert count() == 0


def test_a_field_that_has_no_end_is_refused(reference, as_):
    body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + "x" * (3 * MB)
    answer = as_(EDITOR).post(path_of(reference), data=body, content_type=f"{FORM}; boundary=x")
    assert answer.status_code == 413


def test_strangers_may_not_send_more_than_any_form_has(reference, browser):
    more = {"environ_overrides": {"CONTENT_LENGTH": str(30 * MB)}}
    answer = browser.post(path_of(reference), data=b"x", content_type=f"{FORM}; boundary=x", **more)
    assert answer.status_code == 413


def test_a_name_that_leads_out_is_only_a_name(reference, as_, settings):
    send(as_(EDITOR), reference, file_resolution=file(pdf(), "../../../tmp/Beschluss.pdf"))
    one = held(reference)["resolution"]
    assert one.name == "Beschluss.pdf"
    assert [p.name for p in (settings.var / "files").iterdir()] == [one.sha256]


def test_a_good_file_is_kept_beside_one_that_is_refused(reference, as_):
    answer = send(
        as_(EDITOR),
        reference,
        file_resolution=file(pdf("a"), "Beschluss.pdf"),
        file_safety=file(b"<html>", "Lage.pdf"),
    )
    assert answer.status_code == 422
    assert set(held(reference)) == {"resolution"}
    assert "Lage.pdf" in answer.text
    assert "Beschluss.pdf" in answer.text


def test_the_same_file_twice_is_recognised_by_its_content(reference, as_):
    town = as_(EDITOR)
    send(town, reference, file_resolution=file(pdf(), "Beschluss.pdf"))
    answer = send(town, reference, file_safety=file(pdf(), "Lage.pdf"))
    assert answer.status_code == 422
    assert "Die Datei „Lage.pdf“ haben Sie schon als „Ratsbeschluss“ hochgeladen." in text(answer)


def test_several_files_of_other_kinds_come_at_once(reference, as_):
    files = [file(pdf(str(n)), f"{n}.pdf") for n in range(3)]
    assert send(as_(EDITOR), reference, file_other=files).status_code == 303
    assert count(Annex) == 3
    more = [file(pdf(str(n)), f"{n}.pdf") for n in range(10, 18)]
    answer = send(as_(EDITOR), reference, file_other=more)
    assert answer.status_code == 422
    assert "höchstens 10 Dateien" in answer.text
    assert count(Annex) == 10


def test_the_files_of_a_case_are_bounded_together_with_a_sentence(reference, as_):
    with transaction() as session:
        rule = update(RuleValue).where(RuleValue.key == "case_bytes")
        session.execute(rule.values(value=len(pdf()) + 100))
    town = as_(EDITOR)
    send(town, reference, file_resolution=file(pdf(), "Beschluss.pdf"))
    answer = send(town, reference, file_safety=file(pdf("b"), "Lage.pdf"))
    assert answer.status_code == 422
    assert "frei sind noch 100 Byte" in text(answer)
    assert count() == 1


def test_a_file_is_replaced_and_removed_by_its_buttons(reference, as_):
    town = as_(EDITOR)
    send(town, reference, file_resolution=file(pdf("alt"), "Alt.pdf"))
    old = held(reference)["resolution"]
    page = text(town.get(path_of(reference)))
    assert f'value="entfernen:{old.id}"' in page
    assert "Entfernen Alt.pdf" in page
    name = f"replace_{old.id.hex}"
    answer = send(town, reference, **{name: file(b"<html>", "Neu.pdf")})
    assert (answer.status_code, held(reference)["resolution"].name) == (422, "Alt.pdf")
    assert f'href="#{name}"' in answer.text
    assert send(town, reference, **{name: file(pdf("neu"), "Neu.pdf")}).status_code == 303
    new = held(reference)["resolution"]
    assert new.name == "Neu.pdf"
    assert town.get(f"/antraege/{reference}/datei/{old.file_id}").status_code == 404
    told = town.send(path_of(reference), {"aktion": f"entfernen:{new.id}"}, follow_redirects=True)
    assert "Neu.pdf wurde entfernt." in told.text
    assert (held(reference), count()) == ({}, 0)
    again = town.send(path_of(reference), {"aktion": f"entfernen:{new.id}"}, follow_redirects=True)
    assert "Diese Datei ist nicht mehr da." in again.text


def test_a_promise_is_typed_kept_shown_and_taken_back(reference, as_, play):
    town, day = as_(EDITOR), play.today + timedelta(days=30)
    name = "later_resolution"
    typed = {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert send(town, reference, **typed).status_code == 303
    assert day_of(reference, "resolution") == day
    page = text(town.get(path_of(reference)))
    assert f'name="{name}-year" value="{day.year}"' in re.sub(r"\s+", " ", page)
    assert "oder wählen Sie „wird nachgereicht bis“" not in page
    wrong = send(town, reference, **(typed | {f"{name}-month": "13"}))
    assert wrong.status_code == 422
    assert 'href="#a11.ratsbeschluss.nachreichen-day"' in wrong.text
    assert day_of(reference, "resolution") == day
    empty = dict.fromkeys(typed, "")
    assert send(town, reference, **empty).status_code == 303
    assert day_of(reference, "resolution") is None


@pytest.mark.parametrize(
    ("action", "target"),
    [("weiter", "/abschnitt/declarations"), ("spaeter", ""), ("speichern", "/abschnitt/anlagen")],
)
def test_the_buttons_lead_on(reference, as_, action, target):
    answer = as_(EDITOR).send(path_of(reference), {"aktion": action})
    assert answer.status_code == 303
    assert answer.location == f"/antraege/{reference}{target}"


def test_a_double_click_keeps_one_file(reference, as_):
    town = as_(EDITOR)
    fields = town.fields(path_of(reference)) | {"aktion": "speichern"}
    for _ in range(2):
        data = fields | {"file_other": file(pdf(), "Einmal.pdf")}
        assert town.post(path_of(reference), data=data, content_type=FORM).status_code == 303
    assert count(Annex) == 1


def test_a_script_sends_one_file_and_gets_the_slot_as_it_is_then(reference, as_):
    town = as_(EDITOR)
    answer = alone(town, reference, "resolution", pdf("a"), "Beschluss.pdf")
    assert answer.status_code == 200
    assert answer.json["told"] == "Beschluss.pdf ist hochgeladen."
    slot = answer.json["slot"]
    assert slot.strip().startswith("<section")
    assert "Entfernen Beschluss.pdf" in slot
    assert "later_resolution" not in slot
    assert 'name="file_resolution"' not in slot
    one = held(reference)["resolution"]
    answer = alone(town, reference, "resolution", pdf("b"), "Neu.pdf", ersetzt=str(one.id))
    assert "Entfernen Neu.pdf" in answer.json["slot"]
    assert alone(town, reference, "anything", pdf("c"), "x.pdf").status_code == 422
    nothing = town.post(path_of(reference, "other"), data={"csrf_token": town.token("/konto")})
    assert nothing.status_code == 422
    assert count() == 1


def test_who_reads_english_is_answered_in_english(reference, as_):
    town = as_(EDITOR)
    town.get("/sprache/en")
    assert "which annexes are needed follows" in town.get(path_of(reference)).text.lower()
    answer = alone(town, reference, "resolution", b"", "empty.pdf")
    assert answer.json["told"].startswith("The file “empty.pdf” is empty.")


def test_after_handing_in_the_page_leads_back_and_takes_nothing(play, as_):
    reference = bring(play, State.SUBMITTED)
    town = as_(EDITOR)
    assert town.get(path_of(reference)).location == f"/antraege/{reference}"
    data = town.form(play._read(reference).version) | {"file_other": file(pdf(), "x.pdf")}
    assert town.post(path_of(reference), data=data, content_type=FORM).status_code == 409
    assert alone(town, reference, "other", pdf(), "x.pdf").status_code == 409
    assert count() == 0


def test_a_partner_reads_the_files_but_does_not_change_them(play, as_):
    reference = play.apply_together("Gemeinsam")
    partner = as_("bearbeitung@rodewisch.example")
    assert alone(partner, reference, "other", pdf(), "x.pdf").status_code == 403


def given(play, settings, name="Beschluss.pdf"):
    """Hand in an application with a file, which the office may then read."""
    reference = play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    kept = take_in(settings.var / "files", io.BytesIO(pdf()), name, MB)
    play.act(EDITOR, lambda s, a: add_annex(s, a, reference, "resolution", kept, name))
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    return reference, held(reference)["resolution"].file_id


def test_the_office_finds_the_annexes_in_the_file_of_the_case(play, as_, settings):
    reference, file_id = given(play, settings)
    office = as_(REVIEWER)
    page = text(office.get(f"/vorgaenge/{reference}"))
    assert f"/antraege/{reference}/datei/{file_id}" in page
    assert "Ratsbeschluss" in page.partition('id="anlagen"')[2]
    sent = office.get(f"/antraege/{reference}/datei/{file_id}")
    assert sent.data == pdf()
    sent.close()


@pytest.fixture
def scanning(settings, moved):
    """Open the same portal with a scanner set up."""
    portal = create_app(replace(settings, clamd_url="tcp://127.0.0.1:9"))
    portal.test_client_class = Browser
    return lambda email: portal.test_client().sign_in(email)


def archive(answer):
    with ZipFile(io.BytesIO(answer.data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def test_until_it_is_scanned_a_file_is_its_towns_alone(play, scanning, settings):
    reference, file_id = given(play, settings)
    path = f"/antraege/{reference}/datei/{file_id}"
    office, town = scanning(REVIEWER), scanning(EDITOR)
    answer = office.get(path)
    assert answer.status_code == 409
    assert "wird noch auf Schadsoftware geprüft" in answer.text
    assert "wird geprüft" in office.get(f"/vorgaenge/{reference}").text
    own = town.get(path)
    assert own.data == pdf()
    own.close()
    assert any(
        name.startswith("anlagen/")
        for name in archive(town.get(f"/antraege/{reference}/alles.zip"))
    )
    mark("clean")
    answer = office.get(path)
    assert (answer.status_code, answer.data) == (200, pdf())
    answer.close()


def test_who_only_reads_the_draft_is_still_of_the_town_that_sent_the_file(play, scanning, settings):
    reference = play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    kept = take_in(settings.var / "files", io.BytesIO(pdf()), "Beschluss.pdf", MB)
    play.act(EDITOR, lambda s, a: add_annex(s, a, reference, "resolution", kept, "Beschluss.pdf"))
    file_id = held(reference)["resolution"].file_id
    with reading() as session:
        reader = str(by_email(session, EDITOR).person_id)
    details = {"rights": {reader: "read"}}
    play.act(SIGNATORY, lambda s, a: set_rights(s, a, reference, dict(details)))
    sent = scanning(EDITOR).get(f"/antraege/{reference}/datei/{file_id}")
    assert sent.data == pdf()
    sent.close()


def test_a_partner_waits_for_the_scan_as_well_and_is_told_so(play, scanning, settings):
    reference = play.apply_together("Gemeinsam")
    with transaction() as session:
        case = find.case(
            session, by_email(session, "bearbeitung@auerbach-vogtland.example"), reference
        )
        kept = take_in(settings.var / "files", io.BytesIO(pdf()), "Beschluss.pdf", MB)
        row = {"name": "Beschluss.pdf", "size": kept.size, "sha256": kept.sha256}
        by = {"uploaded_by_id": case.actor.account_id, "at": clock.now()}
        session.add(StoredFile(application_id=case.application.id, **row, **by))
    found = archive(
        scanning("bearbeitung@rodewisch.example").get(f"/antraege/{reference}/alles.zip")
    )
    assert not any(name.startswith("anlagen/") for name in found)
    assert "Beschluss.pdf – weggelassen: wird noch" in found["inhalt.txt"].decode()


def mark(state):
    with transaction() as session:
        session.execute(update(StoredFile).values(scan_state=state))


@pytest.mark.parametrize("with_scanner", [True, False])
def test_an_infected_file_is_read_by_nobody_on_any_route(
    play, as_, scanning, settings, with_scanner
):
    reference, file_id = given(play, settings)
    mark("infected")
    come = scanning if with_scanner else as_
    for email in (EDITOR, SIGNATORY, REVIEWER, "entscheidung1@smi.example"):
        answer = come(email).get(f"/antraege/{reference}/datei/{file_id}")
        assert answer.status_code == 410, email
        assert "enthält Schadsoftware und ist gesperrt" in answer.text
        assert pdf() not in answer.data
    found = archive(come(EDITOR).get(f"/antraege/{reference}/alles.zip"))
    assert pdf() not in found.values()
    assert "Beschluss.pdf – weggelassen: enthält Schadsoftware" in found["inhalt.txt"].decode()
    page = come(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert "abgelehnt – enthält Schadsoftware" in page
    assert f"/datei/{file_id}" not in page
    assert come(STRANGER).get(f"/antraege/{reference}/datei/{file_id}").status_code == 404


def test_an_infected_annex_is_told_and_can_be_taken_out(reference, as_):
    town = as_(EDITOR)
    send(town, reference, file_resolution=file(pdf(), "Beschluss.pdf"))
    mark("infected")
    page = text(town.get(path_of(reference)))
    assert "Die Datei „Beschluss.pdf“ enthält Schadsoftware und zählt nicht." in page
    assert "/datei/" not in page
    one = held(reference)["resolution"]
    answer = town.send(path_of(reference), {"aktion": f"entfernen:{one.id}"})
    assert (answer.status_code, count()) == (303, 0)


@pytest.mark.parametrize("name", ["Stelle.docx", "Foto.jpg", "Tabelle.ods"])
def test_an_answer_to_a_request_takes_the_same_kinds(play, as_, name):
    reference = bring(play, State.INFO_REQUESTED)
    town, page = as_(EDITOR), f"/antraege/{reference}/nachforderung"
    assert 'accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt,.ods"' in town.get(page).text
    data = {"items-0-answer": "Anbei.", "items-0-file": file(GOOD[name], name)}
    assert town.send(page, data, content_type=FORM).status_code == 303
    assert count() == 1


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (bomb(), "bombe.xlsx", "zu stark gepackt"),
        (pdf(trailer="/Encrypt 9 0 R "), "geheim.pdf", "mit einem Kennwort geschützt"),
    ],
)
def test_an_answer_to_a_request_refuses_the_same_files(play, as_, data, name, word):
    reference = bring(play, State.INFO_REQUESTED)
    page = f"/antraege/{reference}/nachforderung"
    sent = {"items-0-answer": "Anbei.", "items-0-file": file(data, name)}
    answer = as_(EDITOR).send(page, sent, content_type=FORM)
    assert (answer.status_code, f"„{name}“" in text(answer), word in answer.text) == (
        422,
        True,
        True,
    )
    assert count() == 0


def test_an_answer_that_finds_no_room_says_so_and_keeps_nothing(play, as_):
    reference = bring(play, State.INFO_REQUESTED)
    with transaction() as session:
        rule = update(RuleValue).where(RuleValue.key == "case_bytes")
        session.execute(rule.values(value=100))
    page = f"/antraege/{reference}/nachforderung"
    sent = {"items-0-answer": "Anbei.", "items-0-file": file(pdf(), "Beschluss.pdf")}
    answer = as_(EDITOR).send(page, sent, content_type=FORM)
    assert (answer.status_code, "ist kein Platz mehr" in text(answer)) == (422, True)
    assert count() == 0
