"""A town hands in by page what it promised; the office sees when it came, or that it did not."""

from __future__ import annotations

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from funding.definition.annexes import FOLLOWING
from funding.law import berlin
from tests.samples import pdf
from tests.stages import EDITOR, PARTNER, REVIEWER, SIGNATORY, bring, entries
from tests.web.test_annex_page import posted
from workflows.application import State


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def way(reference, slot="resolution"):
    return f"/antraege/{reference}/nachreichen/{slot}"


def beschluss(content=b"", name="Beschluss.pdf"):
    return {"file": (io.BytesIO(content or pdf()), name)}


@pytest.fixture
def reference(play):
    found = bring(play, State.IN_CHECK)
    play.moved.instant = berlin.at_hour(date(2022, 6, 10), 9)
    return found


def test_the_way_from_the_promise_to_the_file_of_the_office(play, as_, reference):
    town, office = as_(EDITOR), as_(REVIEWER)
    page = town.get(f"/antraege/{reference}")
    assert "Sie haben zugesagt, „Ratsbeschluss“ bis Mittwoch, 12. Juli 2023 nachzureichen." in main(
        page
    )
    assert way(reference) in page.text
    assert "wird nachgereicht bis Mittwoch, 12. Juli 2023" in main(
        office.get(f"/vorgaenge/{reference}")
    )
    assert town.send(way(reference), beschluss()).status_code == 303
    after = town.get(f"/antraege/{reference}")
    assert "Nach der Einreichung nachgereicht Beschluss" in main(after)
    assert "Vielen Dank. Die Unterlage ist nachgereicht." in main(after)
    assert way(reference) not in after.text
    assert "Zugesagte Unterlage nachgereicht" in main(after).partition("Verlauf")[2]
    file = main(office.get(f"/vorgaenge/{reference}"))
    assert "nachgereicht am 10.06.2022" in file
    assert "zugesagt bis Mittwoch, 12. Juli 2023" in file


def test_while_a_promise_is_owed_no_page_says_that_nothing_is_to_be_done(play, as_, reference):
    town = as_(EDITOR)
    page, cases = main(town.get(f"/antraege/{reference}")), main(town.get("/antraege"))
    assert "von Ihnen werden noch 7 zugesagte Unterlagen erwartet, die nächste bis Mittwoch" in page
    assert "Sie müssen zurzeit nichts tun" not in page
    assert "Zugesagte Unterlagen, die nächste bis: Mittwoch, 12. Juli 2023" in cases
    assert "nichts zu erledigen" not in cases
    receipt = main(town.get(f"/antraege/{reference}/bestaetigung"))
    assert "Noch nachzureichen Ratsbeschluss bis Mittwoch, 12. Juli 2023" in receipt
    for number, slot in enumerate(FOLLOWING):
        assert "nichts zu erledigen" not in main(town.get("/antraege"))
        town.send(way(reference, slot), beschluss(pdf(str(number))))
    assert "Sie müssen zurzeit nichts tun" in main(town.get(f"/antraege/{reference}"))
    assert "Zurzeit ist nichts zu erledigen" in main(town.get("/antraege"))
    assert "Noch nachzureichen" not in main(town.get(f"/antraege/{reference}/bestaetigung"))


def test_the_task_stays_while_a_decision_is_not_told_and_ends_with_its_notice(play, as_):
    bring(play, State.APPROVED)
    assert "Zugesagte Unterlagen nachreichen" in main(as_(EDITOR).get("/antraege"))


def test_print_view_and_zip_hold_the_file_and_the_submission_stays(play, as_, reference):
    town = as_(EDITOR)
    sums = re.findall("[0-9a-f]{64}", main(town.get(f"/antraege/{reference}/druck")))
    town.send(way(reference), beschluss())
    page = main(town.get(f"/antraege/{reference}/druck"))
    assert "Nach der Einreichung nachgereicht" in page
    assert "Ratsbeschluss: Beschluss.pdf" in page
    assert re.findall("[0-9a-f]{64}", page) == sums != []
    with ZipFile(io.BytesIO(town.get(f"/antraege/{reference}/alles.zip").data)) as archive:
        [name] = [one for one in archive.namelist() if one.endswith("Beschluss.pdf")]
        assert archive.read(name) == pdf()


def test_in_english_too(as_, reference):
    town = as_(EDITOR)
    town.get("/sprache/en")
    page = main(town.get(way(reference)))
    assert "You promised to hand in Council resolution by Wednesday, 12 July 2023." in page


def test_a_promise_that_was_not_kept_is_told_to_both_and_can_still_be_kept(play, as_, reference):
    play.moved.instant = berlin.at_hour(date(2023, 7, 13), 9)
    file = main(as_(REVIEWER).get(f"/vorgaenge/{reference}"))
    assert "zugesagt bis 12.07.2023, nicht eingegangen" in file
    town = as_(EDITOR)
    assert "noch nicht eingegangen; Sie können sie weiterhin nachreichen." in main(
        town.get(f"/antraege/{reference}")
    )
    assert town.send(way(reference), beschluss()).status_code == 303


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Wählen Sie eine Datei aus."),
        (beschluss(b"MZ nothing", "Beschluss.pdf"), "Beschluss.pdf"),
        (beschluss(b"x", "Beschluss.exe"), "Beschluss.exe"),
    ],
)
def test_what_is_not_taken_is_said_at_its_field_and_nothing_happens(
    play, as_, reference, sent, sentence
):
    version = play._read(reference).version
    answer = as_(EDITOR).send(way(reference), dict(sent))
    assert answer.status_code == 422
    assert sentence in main(answer)
    assert 'aria-invalid="true"' in answer.text
    assert play._read(reference).version == version


def test_who_comes_second_reads_what_has_come_and_that_nothing_was_saved(play, as_, reference):
    one, other = as_(EDITOR), as_(SIGNATORY)
    read = other.fields(way(reference))
    one.send(way(reference), beschluss())
    answer = other.post(way(reference), data=read | beschluss(pdf("2"), "Anderer.pdf"))
    assert answer.status_code == 409
    assert "Diese Unterlage ist schon eingegangen: „Beschluss.pdf“" in main(answer)
    assert "Ihre Datei wurde nicht gespeichert." in main(answer)


def test_a_double_click_delivers_once(play, as_, reference):
    town = as_(EDITOR)
    read = town.fields(way(reference))
    answers = [town.post(way(reference), data=read | beschluss()).status_code for _ in "ab"]
    assert answers == [303, 303]


def test_a_form_that_does_not_say_what_was_read_delivers_nothing(play, as_, reference):
    town = as_(EDITOR)
    sent = town.fields(way(reference)) | beschluss()
    del sent["version"]
    assert town.post(way(reference), data=sent).status_code == 400
    assert way(reference) in town.get(f"/antraege/{reference}").text


def test_the_page_is_for_the_lead_town_alone(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    stranger = as_("bearbeitung@rodewisch.example")
    assert stranger.get(way(reference)).status_code == 404
    assert stranger.post(way(reference), data=stranger.form(1) | beschluss()).status_code == 404
    partner = as_(PARTNER)
    assert partner.get(way(reference)).status_code == 403
    page = partner.get(f"/antraege/{reference}")
    assert "Sie haben zugesagt" not in main(page)
    assert "Flöha hat zugesagt, „Ratsbeschluss“ bis" in main(page)
    assert way(reference) not in page.text
    assert "Sie müssen zurzeit nichts tun" in main(page)
    assert "Zurzeit ist nichts zu erledigen" in main(partner.get("/antraege"))
    assert as_(REVIEWER).get(way(reference)).status_code == 403


@pytest.mark.parametrize("slot", ["description", "nichts"])
def test_what_was_not_promised_is_not_taken(as_, reference, slot):
    town = as_(EDITOR)
    data = town.fields(way(reference)) | beschluss()
    assert town.post(way(reference, slot), data=data).status_code in (404, 409)


def test_after_the_decision_it_is_taken_as_before_and_nothing_tells_of_it(play, as_):
    reference = bring(play, State.APPROVED)
    town = as_(EDITOR)
    assert way(reference) in town.get(f"/antraege/{reference}").text
    answer = town.send(way(reference), beschluss(), follow_redirects=True)
    assert "Vielen Dank. Die Unterlage ist nachgereicht." in main(answer)
    assert not re.search("ewilligt|bgelehnt|ntschieden", main(answer))


def test_once_the_notice_is_told_nothing_is_asked_for_any_more(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    town = as_(EDITOR)
    page = town.get(f"/antraege/{reference}")
    assert "Sie haben zugesagt" not in main(page)
    assert town.get(way(reference)).status_code == 302
    assert "Zugesagte Unterlagen" not in main(town.get("/antraege"))


def test_looking_changes_nothing(play, as_, reference):
    before = play._read(reference).version
    as_(EDITOR).get(way(reference))
    assert play._read(reference).version == before


def test_several_large_files_are_taken_at_once_as_each_of_them_would_be(as_, reference):
    town, large = as_(EDITOR), 13 * 1024 * 1024
    offers = [FileStorage(io.BytesIO(pdf(n * large)), f"{n}.pdf") for n in "12"]
    fields = MultiDict([*town.fields(way(reference)).items(), *(("file", one) for one in offers)])
    answer = posted(town, way(reference, "offers"), fields)
    assert answer.status_code == 303
