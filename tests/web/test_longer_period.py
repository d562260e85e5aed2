"""More time to answer, on the pages of town and office: asked, undecided, granted, refused."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin
from funding.models import AuditEntry, Notice, RequestExtension
from tests.stages import EDITOR, LAST_PARTNER, PARTNER, REVIEWER, SIGNATORY, bring, entries
from workflows.application import State, Trigger

OTHER = "sachbearbeitung2@smi.example"
WHY = "Der Stadtrat tagt erst im Juli."


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def until(day, month, year=2022):
    return {"ends_on-day": str(day), "ends_on-month": str(month), "ends_on-year": str(year)}


def towns(reference):
    return f"/antraege/{reference}/nachforderung/frist"


def offices(reference):
    return f"/vorgaenge/{reference}/fristverlaengerung"


@pytest.fixture
def waiting(play):
    """Bring a case to where the town is asked; the period ends on Friday, 24 June 2022."""
    return bring(play, State.INFO_REQUESTED)


@pytest.fixture
def asked(play, as_, waiting):
    """Ask by the page for time until Sunday, 10 July."""
    answer = as_(EDITOR).send(towns(waiting), until(10, 7) | {"reason": WHY})
    assert answer.status_code == 303, answer.text
    return waiting


def at(play, day):
    play.moved.instant = berlin.at_hour(day, 9)


def states():
    with reading() as session:
        return list(session.scalars(select(RequestExtension.state)))


def test_the_way_from_the_request_to_the_longer_period(play, as_, waiting):
    town, office = as_(EDITOR), as_(REVIEWER)
    assert "Fristverlängerung" not in main(office.get(f"/vorgaenge/{waiting}"))
    for page in (f"/antraege/{waiting}", f"/antraege/{waiting}/nachforderung"):
        assert towns(waiting) in town.get(page).text
    form = main(town.get(towns(waiting)))
    assert "Ihre Antwort ist bis Freitag, 24. Juni 2022 fällig." in form
    assert "längstens bis Freitag, 22. Juli 2022" in form
    assert town.send(towns(waiting), until(10, 7) | {"reason": WHY}).status_code == 303
    file = office.get(f"/vorgaenge/{waiting}").text
    assert offices(waiting) in file
    page = main(office.get(offices(waiting)))
    assert WHY in page
    assert "Die Frist würde am Montag, 11. Juli 2022 enden" in page
    assert "Die Verlängerung schließt an das bisherige Ende an (Freitag, 24.06.2022)." in page
    assert "Das Ende fällt auf Sonntag; es gilt der nächste Werktag: Montag, 11.07.2022." in page
    answer = office.send(offices(waiting), until(10, 7) | {"aktion": "grant_extension"})
    assert answer.status_code == 303
    assert "Die Frist endet jetzt am Montag, 11. Juli 2022." in main(
        office.get(f"/vorgaenge/{waiting}")
    )
    status = main(town.get(f"/antraege/{waiting}"))
    assert "Montag, 11. Juli 2022" in status
    assert "um Fristverlängerung bis 10.07.2022 gebeten: verlängert bis 11.07.2022" in status
    assert "Bitte antworten Sie bis Montag, 11. Juli 2022." in main(
        town.get(f"/antraege/{waiting}/nachforderung")
    )


def test_the_sunday_is_explained_in_english_too(as_, asked):
    office = as_(REVIEWER)
    office.get("/sprache/en")
    page = main(office.get(offices(asked)))
    assert "The period would end on Monday, 11 July 2022" in page
    assert "The end falls on Sunday; the next working day counts: Monday, 11 July 2022" in page


UNDECIDED = "gebeten am 07.06.2022, noch nicht entschieden; bis zur Entscheidung läuft die Frist"


def test_while_nothing_is_decided_the_town_reads_so_and_it_is_the_offices_turn(as_, asked):
    town = as_(SIGNATORY)
    status = main(town.get(f"/antraege/{asked}"))
    assert UNDECIDED in status
    assert (
        "Wer ist dran? Geschäftsstelle, über die Fristverlängerung – Sie können jederzeit antworten."
        in status
    )
    assert "Donnerstag, 9. Juni 2022 (Entscheidung über die Fristverlängerung, voraus" in status
    assert "Um Fristverlängerung gebeten" in status.partition("Verlauf")[2]
    answer = town.get(f"/antraege/{asked}/nachforderung")
    assert UNDECIDED in main(answer)
    assert towns(asked) not in answer.text
    cases = main(town.get("/antraege"))
    assert "Bitte antworten bis" not in cases
    assert "Nachforderung beantworten" not in cases
    assert "Zugesagte Unterlagen, die nächste bis: " in cases  # these are owed all the while


def test_after_the_old_end_an_undecided_period_is_not_called_over(play, as_, asked):
    at(play, date(2022, 6, 27))
    page = main(as_(EDITOR).get(f"/antraege/{asked}/nachforderung"))
    assert UNDECIDED in page
    assert "Die Frist endete" not in page


def test_queue_and_file_show_whose_turn_it_is_and_by_when(as_, asked):
    office = as_(REVIEWER)
    for page in (f"/vorgaenge/{asked}", "/arbeitsvorrat?ansicht=meine"):
        text = main(office.get(page)).partition("Weitere Schritte")[0]
        assert re.search(r"09\.06\.2022 [^.]*? Entscheidung über die Fristverlängerung", text)
    row = main(office.get("/arbeitsvorrat?ansicht=bald"))
    assert row.count(asked) == 1
    head = main(office.get(f"/vorgaenge/{asked}"))
    assert re.search(r"Wer ist dran\? Sachbearbeitung 1", head)
    assert WHY in head
    at_rest = main(as_(OTHER).get(f"/vorgaenge/{asked}"))
    assert "nicht Ihnen zugewiesen" in at_rest


def test_a_refusal_needs_a_reason_and_is_told_with_it(play, as_, asked):
    office = as_(REVIEWER)
    answer = office.send(offices(asked), until(10, 7) | {"aktion": "refuse_extension"})
    assert answer.status_code == 422
    assert states() == ["asked"]
    told = {"aktion": "refuse_extension", "reason": "Das eilt."} | until("", "", "")
    assert office.send(offices(asked), told).status_code == 303
    assert states() == ["refused"]
    status = main(as_(EDITOR).get(f"/antraege/{asked}"))
    assert "gebeten: abgelehnt" in status
    assert "Das eilt." in status
    assert "Freitag, 24. Juni 2022" in status
    assert "Fristverlängerung abgelehnt" in status.partition("Verlauf")[2]
    with reading() as session:
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.trigger == "refuse_extension")
        ).one()
    assert entry.note == "Das eilt."


def test_who_refuses_after_the_end_reads_what_follows(play, as_, asked):
    at(play, date(2022, 6, 27))
    page = main(as_(REVIEWER).get(offices(asked)))
    assert "geht das Verfahren kurz danach ohne Antwort weiter" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (until(6, 6), "frühestens den 25.06.2022, längstens den 22.07.2022"),
        (until(24, 6), "Wählen Sie einen Tag nach dem bisherigen Ende (24.06.2022)"),
        (until(23, 7), "längstens den 22.07.2022"),
        (until(31, 12, 2100), "längstens den 22.07.2022"),
        (until(30, 2), "Den Tag 30.2.2022 gibt es nicht"),
        (until("", "", ""), "Geben Sie das Datum an."),
        (until(1, 7, 22), "mit vier Ziffern"),
        (until(10, 7) | {"reason": "  "}, "Geben Sie den Grund an."),
        (until(10, 7) | {"reason": "x" * 10_000}, "Möglich sind höchstens 2000 Zeichen."),
    ],
)
def test_what_cannot_be_asked_for_is_said_at_its_field(as_, waiting, typed, sentence):
    answer = as_(EDITOR).send(towns(waiting), {"reason": WHY} | typed)
    assert answer.status_code == 422
    assert sentence in main(answer)
    assert states() == []


@pytest.mark.parametrize("day", [until(24, 6), until(6, 6), until(23, 7), until(30, 2)])
def test_the_office_cannot_grant_what_the_rule_does_not_allow(as_, asked, day):
    for act in ("grant_extension", "berechnen"):
        answer = as_(REVIEWER).send(offices(asked), day | {"aktion": act})
        assert answer.status_code == 422, act
    assert states() == ["asked"]


def test_computing_decides_nothing(as_, asked):
    answer = as_(REVIEWER).send(offices(asked), until(16, 7) | {"aktion": "berechnen"})
    assert answer.status_code == 200
    assert "Die Frist würde am Montag, 18. Juli 2022 enden" in main(answer)
    assert states() == ["asked"]


def test_after_the_end_of_the_period_the_page_says_why_not_and_what_can_be_done(play, as_, waiting):
    at(play, date(2022, 6, 25))
    town, before = as_(EDITOR), play._read(waiting)
    page = main(town.get(towns(waiting)))
    assert "Die Frist für die Antwort ist am 24.06.2022 abgelaufen." in page
    typed = until(10, 7) | {"reason": WHY} | town.form(before.version)
    answer = town.post(towns(waiting), data=typed)
    assert answer.status_code == 409
    assert "Die Frist für die Antwort ist am 24.06.2022 abgelaufen." in main(answer)


def test_a_second_wish_is_refused_with_the_day_of_the_first(play, as_, asked):
    town = as_(SIGNATORY)
    typed = until(11, 7) | {"reason": WHY} | town.form(play._read(asked).version)
    answer = town.post(towns(asked), data=typed)
    assert answer.status_code == 409
    assert "Um eine Fristverlängerung wurde am 07.06.2022" in main(answer)
    assert states() == ["asked"]


def test_a_double_click_asks_once_and_decides_once(as_, waiting):
    town, office = as_(EDITOR), as_(REVIEWER)
    typed = town.fields(towns(waiting)) | until(10, 7) | {"reason": WHY}
    assert [town.post(towns(waiting), data=typed).status_code for _ in range(2)] == [303, 303]
    decided = office.fields(offices(waiting)) | until(10, 7) | {"aktion": "grant_extension"}
    answers = [office.post(offices(waiting), data=decided).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert states() == ["granted"]
    with reading() as session:
        kinds = list(session.scalars(select(Notice.kind).where(Notice.kind.like("extension_%"))))
    assert sorted(kinds) == ["extension_asked", "extension_granted", "extension_granted"]


def test_who_read_the_page_before_the_decision_is_told_of_it(as_, asked):
    one, other = as_(REVIEWER), as_(REVIEWER)
    read = {who: who.fields(offices(asked)) for who in (one, other)}
    granted = read[one] | until(10, 7) | {"aktion": "grant_extension"}
    assert one.post(offices(asked), data=granted).status_code == 303
    refused = read[other] | {"aktion": "refuse_extension", "reason": "nein"}
    assert other.post(offices(asked), data=refused).status_code == 409
    late = read[other] | until(1, 7) | {"aktion": "grant_extension"}
    assert other.post(offices(asked), data=late).status_code == 409
    assert states() == ["granted"]
    assert "Niemand bittet um eine Fristverlängerung" in main(other.get(offices(asked)))


def test_who_asks_from_a_page_that_is_overtaken_is_told_so_and_not_of_another_day(play, as_, asked):
    town, version = as_(EDITOR), play._read(asked).version
    play.step(REVIEWER, asked, Trigger.GRANT_EXTENSION, ends_on=date(2022, 7, 10))
    typed = until(1, 7) | {"reason": WHY} | town.form(version)
    assert town.post(towns(asked), data=typed).status_code == 409


def test_the_pages_are_for_the_lead_town_and_the_office(play, as_, asked):
    for stranger in ("bearbeitung@rodewisch.example", PARTNER):
        assert as_(stranger).get(towns(asked)).status_code == 404
        assert as_(stranger).get(offices(asked)).status_code in (403, 404)
    for colleague in ("teamleitung@smi.example", "revision@smi.example"):
        assert as_(colleague).get(offices(asked)).status_code == 403
    assert as_(REVIEWER).get(towns(asked)).status_code == 403


def test_a_partner_reads_that_the_office_decides_and_asks_for_nothing(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    play.claim(reference)
    play.ask(reference, ["Bitte den Beschluss nachreichen."])
    play.step(EDITOR, reference, Trigger.ASK_EXTENSION, ends_on=date(2022, 7, 8), reason=WHY)
    partner = as_(LAST_PARTNER)
    assert "Geschäftsstelle, über die Fristverlängerung" in main(
        partner.get(f"/antraege/{reference}")
    )
    assert partner.get(towns(reference)).status_code == 403


def test_once_answered_nothing_is_left_to_decide(play, as_, asked):
    play.answer(asked, "Hier.")
    office = as_(REVIEWER)
    assert offices(asked) not in office.get(f"/vorgaenge/{asked}").text
    page = office.get(offices(asked))
    assert (page.status_code, "Niemand bittet" in main(page)) == (200, True)
    typed = until(10, 7) | {"aktion": "grant_extension"}
    answer = office.post(offices(asked), data=typed | office.form(play._read(asked).version))
    assert answer.status_code == 409
    assert as_(EDITOR).get(towns(asked)).status_code == 302
    assert "gebeten: nicht mehr nötig" in main(office.get(f"/vorgaenge/{asked}"))


def test_looking_at_the_pages_changes_nothing(play, as_, asked):
    before = play._read(asked).version
    play.moved.instant += timedelta(hours=1)
    as_(REVIEWER).get(offices(asked))
    as_(EDITOR).get(towns(asked))
    assert (play._read(asked).version, states()) == (before, ["asked"])


def test_a_day_that_was_not_sent_at_all_is_missed_at_its_field(as_, waiting):
    answer = as_(EDITOR).send(towns(waiting), {"reason": "Ferien"})
    assert answer.status_code == 422
    assert 'href="#ends_on-day"' in answer.text
