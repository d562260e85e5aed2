"""A town takes everything of its case along in one file, and nothing that is not its own."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select, update

from funding.db import transaction
from funding.models import Account, Application, RoleGrant
from funding.models.role import Role
from funding.queries.accounts.actors import by_email
from funding.queries.case import Case
from funding.services.applying.store_file import add_file_row, keep
from funding.tasks.post import Postman
from tests.drawing import ordered, paid
from tests.services.spending import changing
from tests.stages import (
    EDITOR,
    FIRST,
    GRANT,
    LAST_PARTNER,
    REVIEWER,
    SIGNATORY,
    TOWN,
    bring,
    entries,
)
from workflows.application import State, Trigger

STRANGER = "zeichnung@rodewisch.example"
PARTNER = "bearbeitung@rodewisch.example"
PDF = b"%PDF-1.7\n" + b"x" * 100 + b"\nstartxref\n9\n%%EOF\n"


def path_of(reference):
    return f"/antraege/{reference}/alles.zip"


def opened(answer):
    assert answer.status_code == 200
    archive = ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def answered(play, as_, name):
    """Have a request answered with a file of this name; return the reference."""
    reference = bring(play, State.INFO_REQUESTED)
    data = {"items-0-answer": "Anbei.", "items-0-file": (io.BytesIO(PDF), name), "aktion": "senden"}
    path = f"/antraege/{reference}/nachforderung"
    answer = as_(EDITOR).send(path, data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    return reference


def test_it_holds_answers_files_letters_and_a_list_of_them(play, as_):
    reference = answered(play, as_, "Beschluss 2022.pdf")
    answer = as_(EDITOR).get(path_of(reference))
    assert answer.headers["Content-Disposition"].endswith(f'"{reference}.zip"')
    found = opened(answer)
    assert found["anlagen/001 Beschluss 2022.pdf"] == PDF
    told = found["inhalt.txt"].decode()
    assert hashlib.sha256(PDF).hexdigest() in told
    letters = [name for name in found if name.startswith("nachrichten/")]
    assert any("ist eingegangen" in name for name in letters)
    assert all(name in told for name in letters)
    assert "Titel des Vorhabens: Fall im Stand" in found["angaben.txt"].decode()


def test_a_letter_to_several_colleagues_lies_there_once_in_the_readers_own_copy(play, as_):
    reference = answered(play, as_, "Beschluss 2022.pdf")
    for reader, name in ((EDITOR, "Bearbeitung Flöha"), (SIGNATORY, "Zeichnung Flöha")):
        found = opened(as_(reader).get(path_of(reference)))
        received = [text.decode() for one, text in found.items() if "ist eingegangen" in one]
        assert len(received) == 1
        assert f"Guten Tag {name}!" in received[0]


def test_a_colleague_who_reads_english_makes_no_second_letter_of_it(play, as_):
    with transaction() as session:
        session.execute(update(Account).where(Account.email == SIGNATORY).values(language="en"))
    reference = bring(play, State.SUBMITTED)
    for reader, subject in ((EDITOR, "ist eingegangen"), (SIGNATORY, "have received")):
        names = opened(as_(reader).get(path_of(reference)))
        [letter] = [one for one in names if "eingegangen" in one or "received" in one]
        assert subject in letter


def test_a_letter_about_the_part_of_one_town_is_another_than_about_that_of_the_next(play, as_):
    one, other = entries()
    partners = [one, replace(other, contribution_cents=60_000)]
    reference = play.write(TOWN, "Zu dritt", "violence", GRANT, partners)
    with transaction() as session:
        [account] = session.scalars(select(Account).where(Account.email == LAST_PARTNER))
        grant = {"role": Role.APPLICANT_SIGNATORY, "municipality_key": one.key}
        session.add(RoleGrant(account_id=account.id, **grant))
    play.ask_partners(TOWN, reference)
    found = opened(as_(LAST_PARTNER).get(path_of(reference)))
    letters = " ".join(text.decode() for name, text in found.items() if "nachrichten/" in name)
    assert (letters.count("500,00"), letters.count("600,00")) == (1, 1)


def test_the_data_agree_with_the_case_to_the_cent(play, as_):
    reference = bring(play, State.CLOSED)
    case = play._read(reference)
    data = json.loads(opened(as_(SIGNATORY).get(path_of(reference)))["daten.json"])
    assert (data["format"], data["reference"], data["state"]) == (
        "kp-dossier-1",
        reference,
        "closed",
    )
    assert data["requested_cents"] == case.requested_cents
    assert data["granted_cents"] == case.approved_cents
    assert data["paid_cents"] == case.paid_cents
    assert data["final_cents"] == case.final_cents
    plan = sum(line["amount_cents"] for line in data["lines"])
    assert plan >= data["requested_cents"]
    assert sum(line["actual_cents"] for line in data["proof_of_use"]["lines"]) > 0
    spent = [line["actual_cents"] for line in data["proof_of_use"]["lines"]]
    assert sorted(one["amount_cents"] for one in data["proof_of_use"]["receipts"]) == sorted(spent)
    assert data["history"][0]["step"] == "open_draft"
    assert data["final_notice"]["final_on"]


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED, State.FIRST_REJECTED])
def test_before_its_notice_it_tells_no_decision_and_never_who_weighed_it(play, as_, state):
    reference = bring(play, state)
    found = opened(as_(SIGNATORY).get(path_of(reference)))
    data = json.loads(found["daten.json"])
    assert data["state"] == "decision_pending"
    assert not {"granted_cents", "notice", "final_cents"} & set(data)
    everything = " ".join(text.decode(errors="replace") for text in found.values())
    everything = everything.replace("beantragt oder bewilligt", "")  # a declaration of the town
    assert not re.search(
        "ewilligt|bgelehnt|Entscheidung [123]|Zweitbewertung|approve_|reject_", everything
    )


def test_a_letter_that_is_still_owed_is_no_letter_yet(play, as_):
    play.postman = Postman(away, "x@y.example", "http://localhost")
    reference = bring(play, State.SUBMITTED)
    found = opened(as_(EDITOR).get(path_of(reference)))
    assert not [name for name in found if name.startswith("nachrichten/")]


def away(_message):
    raise ConnectionRefusedError


def test_a_notice_on_its_way_is_in_it_from_the_day_it_counts(play, as_):
    reference = bring(play, State.APPROVED)
    day = play.today
    play.step(
        REVIEWER,
        reference,
        Trigger.RECORD_NOTICE,
        channel="post",
        evidence="Postausgangsbuch",
        issued_on=day,
        notified_on=day + timedelta(days=3),
    )
    for told in (False, True):
        data = json.loads(opened(as_(SIGNATORY).get(path_of(reference)))["daten.json"])
        assert ("granted_cents" in data, "notice" in data) == (told, told)
        play.go(day + timedelta(days=3))


def test_partners_take_theirs_and_strangers_nothing(play, as_):
    reference = play.apply_together("Gemeinsam")
    own = opened(as_(PARTNER).get(path_of(reference)))
    lead = opened(as_("bearbeitung@auerbach-vogtland.example").get(path_of(reference)))
    names = [{n for n in found if n.startswith("nachrichten/")} for found in (own, lead)]
    assert names[0]
    assert names[0] != names[1]
    assert json.loads(own["daten.json"])["partners"]
    alone = bring(play, State.SUBMITTED)
    assert as_(STRANGER).get(path_of(alone)).status_code == 404
    draft = bring(play, State.DRAFT)
    assert as_(REVIEWER).get(path_of(draft)).status_code == 404


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "..\\..\\x.pdf", "a/b:c*?.pdf", "ä" * 150 + ".pdf"]
)
def test_no_name_leads_out_of_the_folder(play, as_, name):
    found = opened(as_(EDITOR).get(path_of(answered(play, as_, name))))
    [file] = [n for n in found if n.startswith("anlagen/")]
    assert file.count("/") == 1
    assert not re.search(r"[\\:*?]|\.\.", file)
    assert file.endswith(".pdf")
    assert len(file) < 130


def test_a_file_that_is_lost_is_named_and_the_rest_comes(play, as_, settings):
    reference = answered(play, as_, "Weg.pdf")
    (settings.var / "files" / hashlib.sha256(PDF).hexdigest()).unlink()
    found = opened(as_(EDITOR).get(path_of(reference)))
    assert not any(n.startswith("anlagen/") for n in found)
    assert "Weg.pdf – fehlt im Portal" in found["inhalt.txt"].decode()


def test_a_draft_and_an_english_reader_get_theirs_too(play, as_):
    reference = bring(play, State.DRAFT)
    town = as_(EDITOR)
    town.get("/sprache/en")
    found = opened(town.get(path_of(reference)))
    assert {"daten.json", "answers.txt", "contents.txt"} <= set(found)
    assert json.loads(found["daten.json"])["submitted_at"] is None


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED])
def test_the_checksum_on_the_pages_is_that_of_a_file_in_it(play, as_, state):
    reference = bring(play, state)
    town = as_(SIGNATORY)
    with ZipFile(io.BytesIO(town.get(f"/antraege/{reference}/alles.zip").data)) as archive:
        found = hashlib.sha256(archive.read("antrag.json")).hexdigest()
        assert f"antrag.json (SHA-256 {found})" in archive.read("inhalt.txt").decode()
    pages = ["druck"] + (["bestaetigung"] if state == State.SUBMITTED else ["einreichen"])
    for page in pages:
        text = town.get(f"/antraege/{reference}/{page}").text
        assert found in text
        assert "SHA-256 der Datei antrag.json" in text


def unpacked(answer, folder):
    ZipFile(io.BytesIO(answer.data)).extractall(folder)
    return folder


def proven(folder):
    """Run the program of the archive with nothing but Python."""
    command = [sys.executable, "-I", "pruefen.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_it_proves_itself_with_nothing_but_python(play, as_, tmp_path):
    reference = answered(play, as_, "Beschlüsse 2022.pdf")
    folder = unpacked(as_(EDITOR).get(path_of(reference)), tmp_path / "alles")
    status, told = proven(folder)
    count = len((folder / "SHA256SUMS").read_text().splitlines())
    assert (status, told) == (0, f"{count} von / of {count} unverändert / unchanged\n")
    assert count == len([one for one in folder.rglob("*") if one.is_file()]) - 2
    (folder / "anlagen" / "002 mehr.pdf").write_bytes(PDF)
    assert proven(folder)[0] == 1, "what nobody packed does not belong there"
    (folder / "daten.json").write_text("{}")
    (folder / "antrag.pdf").unlink()
    status, told = proven(folder)
    assert status == 1
    assert "FALSCH / WRONG: antrag.pdf" in told
    assert "FALSCH / WRONG: daten.json" in told
    assert "NICHT GEPACKT / NOT PACKED: anlagen/002 mehr.pdf" in told


def test_the_notice_is_in_it_once_it_is_told(play, as_):
    reference = bring(play, State.APPROVED)
    assert "bescheid.pdf" not in opened(as_(SIGNATORY).get(path_of(reference)))
    play.notice(reference, play.today)
    found = opened(as_(SIGNATORY).get(path_of(reference)))
    assert found["bescheid.pdf"] == as_(SIGNATORY).get(f"/antraege/{reference}/bescheid.pdf").data
    assert "bescheid.pdf" in found["inhalt.txt"].decode()


def test_after_closing_it_holds_what_came_after_the_decision(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    changing.recorded(play, reference, changing.granted(play, reference))
    paid(play, reference, ordered(play, reference, 500_000))
    town = json.loads(opened(as_(SIGNATORY).get(path_of(reference)))["daten.json"])
    [draw] = town["drawdowns"]
    assert (draw["amount_cents"], draw["state"]) == (500_000, "paid")
    assert "…" in draw["iban"]
    assert [one["amount_cents"] for one in town["payments"]] == [500_000]
    [change] = town["changes"]
    assert change["new_end"] == changing.NEW_END.isoformat()
    assert "office" not in town
    office = json.loads(opened(as_(REVIEWER).get(path_of(reference)))["daten.json"])
    assert "…" not in office["drawdowns"][0]["iban"]
    audit = office["office"]["audit"]
    assert {one["workflow"] for one in audit} == {"application", "change", "drawdown"}
    mine = [one for one in audit if one["workflow"] == "application"]
    assert [one["previous_hash"] for one in mine][1:] == [one["hash"] for one in mine][:-1]
    assert office["office"]["notices"][0]["kind"] == "award"
    masked = json.loads(opened(as_(FIRST).get(path_of(reference)))["daten.json"])
    assert "…" in masked["drawdowns"][0]["iban"]


FILES, EACH = 200, 256 * 1024
# What it may hold at once: the texts of the case, and a few blocks.
MOST = 8 * 1024 * 1024


def test_two_hundred_files_are_sent_while_they_are_packed(play, as_, settings):
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        actor = by_email(session, EDITOR)
        row = select(Application).where(Application.reference == reference)
        case = Case(session, actor, session.scalars(row).one())
        for number in range(FILES):
            content = number.to_bytes(2, "big") * (EACH // 2)
            kept = keep(settings.var / "files", io.BytesIO(content), EACH)
            add_file_row(session, actor, case, kept, f"Anlage {number}.pdf")
    town = as_(EDITOR)
    town.get(path_of(reference)).close()  # what is made once for all is no matter of the archive
    tracemalloc.start()
    try:
        answer = town.get(path_of(reference), buffered=False)
        largest, total, whole = 0, 0, hashlib.sha256()
        for block in answer.iter_encoded():
            largest, total = max(largest, len(block)), total + len(block)
            whole.update(block)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert total > FILES * EACH
    assert largest < 1024 * 1024
    assert peak < MOST < total


def test_a_single_byte_is_found(play, as_, tmp_path):
    reference = answered(play, as_, "Beschluss.pdf")
    folder = unpacked(as_(EDITOR).get(path_of(reference)), tmp_path / "alles")
    [file] = (folder / "anlagen").iterdir()
    data = bytearray(file.read_bytes())
    data[20] ^= 1
    file.write_bytes(data)
    status, told = proven(folder)
    assert status == 1
    assert f"FALSCH / WRONG: anlagen/{file.name}" in told
