"""By page: the lead asks, partners read, fill in their part and sign once; a change shows old and new."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from funding.db import reading
from funding.models import CoSignature, Partner
from funding.services.applying.save_section import save_section
from tests.stages import (
    EDITOR,
    LAST_PARTNER,
    PARTNER,
    PARTNER_EDITOR,
    PARTNERS,
    SIGNATORY,
    TOWN,
    bring,
    bring_together,
)
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from workflows.application import State, Trigger

PASSWORD = {"password": "praevention-2022"}
FIRST, LAST = PARTNERS
PART = {"task": "Aufgabe 1", "contribution": "500,00", "share": "25"}


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def signatures():
    with reading() as session:
        count = select(func.count()).select_from(CoSignature)
        return session.scalar(count.where(CoSignature.ended_at.is_(None)))


def state(play, reference):
    return play._read(reference).state


@pytest.fixture
def asked(play):
    return bring_together(play, State.COSIGNING)


@pytest.fixture
def page(asked):
    return f"/antraege/{asked}/mitzeichnung"


def changed(play, reference, section="project", **values):
    """Let the lead take the application back, change it and ask again."""
    play.step(EDITOR, reference, Trigger.CHANGE_AFTER_COSIGN)
    play.act(EDITOR, lambda s, a: save_section(s, a, reference, section, values))
    play.ask_partners(TOWN, reference)


def test_the_lead_asks_and_sees_who_is_missing(play, as_):
    reference = bring_together(play, State.DRAFT)
    lead = as_(EDITOR)
    draft = main(lead.get(f"/antraege/{reference}"))
    assert "Partnerkommunen um Mitzeichnung bitten" in draft
    assert "Nach der Mitzeichnung" in draft
    path = f"/antraege/{reference}/mitzeichnung/anfragen"
    assert main(lead.get(path)).count("Fehlt noch") == 2
    assert lead.send(path, {}).status_code == 303
    status = main(lead.get(f"/antraege/{reference}"))
    assert "Wird mitgezeichnet" in status
    assert "Partnerkommunen (0 von 2 haben mitgezeichnet)" in status
    assert "Freitag, 17. Juni 2022 (Mitzeichnung" in status


def test_who_is_not_complete_is_told_what_is_missing_before_asking(play, as_):
    reference = bring(play, State.DRAFT)
    text = main(as_(EDITOR).get(f"/antraege/{reference}/mitzeichnung/anfragen"))
    assert "Im Antrag ist keine Partnerkommune genannt." in text
    assert "Die Kooperationsvereinbarung der Partner ist nicht angegeben." in text
    assert (
        as_(SIGNATORY).send(f"/antraege/{reference}/loeschen", {}).status_code == 303
    )  # a draft is discarded as ever


def test_a_partner_reads_its_part_and_signs_once_however_often_it_clicks(play, as_, asked, page):
    partner = as_(PARTNER)
    text = main(partner.get(page))
    assert "Mitzeichnung für Lengenfeld" in text
    assert "Aufgabe 1" in text
    assert "500,00 €" in text
    assert "25 %" in text
    form = partner.fields(page) | PASSWORD
    answers = [partner.post(page, data=form) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert signatures() == 1
    assert "ist für Lengenfeld am" in main(partner.get(page))
    again = partner.post(page, data=form | {"form_key": str(uuid4())})
    assert again.status_code == 409
    assert "schon mitgezeichnet" in main(again)


def test_the_last_one_makes_it_ready_and_the_lead_hands_in(play, as_, asked, page):
    for email in (PARTNER, LAST_PARTNER):
        assert as_(email).send(page, PASSWORD).status_code == 303
    assert state(play, asked) == State.COSIGNED
    lead = as_(SIGNATORY)
    assert "Alle haben mitgezeichnet" in main(lead.get(f"/antraege/{asked}"))
    assert f"/antraege/{asked}/einreichen" in lead.get("/antraege").text
    assert lead.send(f"/antraege/{asked}/einreichen", PASSWORD).status_code == 303
    assert state(play, asked) == State.SUBMITTED


def test_who_may_not_submit_reads_whose_turn_it_is_and_who_still_has_to_sign(play, as_, asked):
    editor = as_(EDITOR)
    path = f"/antraege/{asked}/einreichen"
    page = main(editor.get(path))
    assert "kann gezeichnet und eingereicht werden" not in page
    assert "müssen diese Partnerkommunen noch mitzeichnen: Lengenfeld, Frankenberg" in page
    ready = bring_together(play, State.COSIGNED)
    assert "kann gezeichnet und eingereicht werden" in main(
        editor.get(f"/antraege/{ready}/einreichen")
    )
    status = main(editor.get(f"/antraege/{ready}"))
    assert "Wer ist dran? eine zeichnungsberechtigte Person: Antrag einreichen (Zeichn" in status
    assert "Sie: Antrag einreichen" not in status
    assert "Sie: Antrag einreichen" in main(as_(SIGNATORY).get(f"/antraege/{ready}"))


def test_when_all_is_complete_the_next_step_is_the_first_button(play, as_):
    first = r'kern-btn--primary"\s+href="([^"]+)"'
    joint, alone = (
        bring_together(play, State.DRAFT),
        play.write(TOWN, "Allein", "violence", 2_000_000),
    )
    found = re.findall(first, as_(EDITOR).get(f"/antraege/{joint}").text)
    assert found == [f"/antraege/{joint}/mitzeichnung/anfragen"]
    found = re.findall(first, as_(SIGNATORY).get(f"/antraege/{alone}").text)
    assert found == [f"/antraege/{alone}/einreichen"]
    found = re.findall(first, as_(EDITOR).get(f"/antraege/{alone}").text)
    assert found == [f"/antraege/{alone}/pruefen"]


def test_the_page_that_asks_names_the_day_and_promises_no_attachment(play, as_):
    reference = bring_together(play, State.DRAFT)
    path = f"/antraege/{reference}/mitzeichnung/anfragen"
    lead = as_(EDITOR)
    told = main(lead.get(path))
    assert "mit dem Antrag und" not in told
    day = re.search(r"sie sollen bis (.+?) mitzeichnen\.", told)[1]
    assert lead.send(path, {}).status_code == 303
    assert day in main(lead.get(f"/antraege/{reference}"))


def test_that_another_partner_has_signed_meanwhile_is_no_conflict(play, as_, asked, page):
    partner = as_(PARTNER)
    form = partner.fields(page) | PASSWORD
    play.cosign(asked, LAST)
    assert partner.post(page, data=form).status_code == 303
    assert state(play, asked) == State.COSIGNED


def test_what_was_read_before_a_change_is_not_signed(play, as_, asked, page):
    partner = as_(PARTNER)
    form = partner.fields(page) | PASSWORD
    changed(play, asked, place="Anderswo")
    assert partner.post(page, data=form).status_code == 409
    assert partner.post(page, data=form | {"base": "", "form_key": str(uuid4())}).status_code == 409
    newest = form | {"version": str(play._read(asked).version), "form_key": str(uuid4())}
    answer = partner.post(page, data=newest)
    assert answer.status_code == 409
    assert "nicht mehr so, wie Sie ihn gelesen haben" in main(answer)
    assert signatures() == 0


def test_a_change_after_the_signature_asks_again_and_shows_old_and_new(play, as_, asked, page):
    play.cosign(asked, FIRST)
    play.cosign(asked, LAST)
    lead = as_(EDITOR)
    change = f"/antraege/{asked}/aenderung"
    assert "gilt weiter" in main(lead.get(change))
    assert lead.send(change, {}).status_code == 303
    assert state(play, asked) == State.DRAFT
    play.act(EDITOR, lambda s, a: save_section(s, a, asked, "project", {"place": "Anderswo"}))
    assert main(lead.get(f"/antraege/{asked}")).count("Erneut mitzuzeichnen") == 2
    assert lead.send(f"/antraege/{asked}/mitzeichnung/anfragen", {}).status_code == 303
    text = main(as_(PARTNER).get(page))
    assert "nach Ihrer Mitzeichnung geändert: 1 Stelle" in text
    assert re.search(r"A4 \S.*Flöha Anderswo", text)
    assert "Seite Angabe Bei Ihrer Mitzeichnung Jetzt" in text
    assert page.rpartition("/")[0] in as_(PARTNER).get("/antraege").text


def test_the_own_town_is_not_offered_as_a_partner_among_its_namesakes(play, as_):
    reference = play.write("auerbach-vogtland", "Gemeinsam", "violence", 2_000_000)
    lead = as_("bearbeitung@auerbach-vogtland.example")
    path = f"/antraege/{reference}/abschnitt/partners"
    page = lead.send(path, {"together": "yes", "partners-0-key": "Auerbach"}).text
    offered = set(re.findall(r'value="(14\d{6})"', page))
    assert "14521040" in offered
    assert play._read(reference).lead_key not in offered


@pytest.mark.browser
@pytest.mark.slow
def test_old_and_new_are_both_seen_on_a_narrow_screen(chromium, server, play, settings, asked):  # noqa: F811
    play.cosign(asked, FIRST)
    changed(play, asked, place="Anderswo")
    stage = Stage(chromium, server, play, settings)
    with stage.person(PARTNER) as visitor:
        visitor.look(f"/antraege/{asked}/mitzeichnung")
        visitor.page.set_viewport_size({"width": 320, "height": 900})
        for cell in visitor.page.locator(".fp-stacked td").all():
            box = cell.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 320
    assert stage.findings == []


def test_nothing_changed_keeps_the_signatures(play, as_, asked):
    play.cosign(asked, FIRST)
    play.cosign(asked, LAST)
    changed(play, asked, "municipality", contact_name="Jemand anders")
    assert state(play, asked) == State.COSIGNED
    assert signatures() == 2


def test_a_partner_fills_in_its_own_part(play, as_, asked, page):
    play.cosign(asked, LAST)
    editor = as_(PARTNER_EDITOR)
    path = f"{page}/anteil"
    form = editor.fields(path) | PART
    assert editor.post(path, data=form | {"contribution": "viel"}).status_code == 422
    assert editor.post(path, data=form | {"share": "101"}).status_code == 422
    assert editor.post(path, data=form | {"contribution": "600,00"}).status_code == 303
    with reading() as session:
        rows = session.execute(select(Partner.municipality_key, Partner.contribution_cents))
        assert dict(rows.all()) == {FIRST: 60_000, LAST: 50_000}
    text = main(as_(LAST_PARTNER).get(page))
    assert "Lengenfeld: Finanzieller Beitrag 500,00 € 600,00 €" in text
    late = form | {"form_key": str(uuid4()), "contribution": "700,00"}
    assert editor.post(path, data=late).status_code == 409


def test_an_editor_of_a_partner_reads_and_does_not_sign(play, as_, asked, page):
    editor = as_(PARTNER_EDITOR)
    text = main(editor.get(page))
    assert "Zeichnung Lengenfeld" in text
    assert 'type="password"' not in editor.get(page).text
    for path, typed in ((page, PASSWORD), (f"{page}/ablehnen", {"reason": "so"})):
        data = editor.form(play._read(asked).version) | typed
        assert editor.post(path, data=data).status_code == 403
    assert signatures() == 0


def test_a_decline_needs_a_reason_that_the_lead_reads(play, as_, asked, page):
    partner, path = as_(PARTNER), f"{page}/ablehnen"
    assert partner.send(path, {"reason": "  "}).status_code == 422
    assert partner.send(path, {"reason": "Kein Beschluss des Rats."}).status_code == 303
    assert state(play, asked) == State.DRAFT
    lead = as_(EDITOR).get(f"/antraege/{asked}")
    text = main(lead)
    assert "Sie sind dran: Eine Partnerkommune hat die Mitzeichnung abgelehnt" in text
    assert "streichen Sie die Partnerkommune; bitten Sie danach erneut" in text
    assert f'href="/antraege/{asked}/abschnitt/partners"' in lead.text.partition("Zu den Partn")[0]
    assert "Abgelehnt" in text
    assert "Kein Beschluss des Rats." in text
    assert "bittet zurzeit nicht um Mitzeichnung" in main(partner.get(page))


def test_a_wrong_password_signs_nothing(as_, asked, page):
    assert as_(PARTNER).send(page, {"password": "falsch-falsch"}).status_code == 422
    assert signatures() == 0


@pytest.mark.parametrize("wanted", [State.COSIGNING, State.COSIGNED])
def test_pages_of_partners_are_not_the_leads_and_the_other_way_round(play, as_, wanted):
    reference = bring_together(play, wanted)
    lead, partner = as_(SIGNATORY), as_(PARTNER)
    version = play._read(reference).version
    for person, rest in (
        (lead, ["mitzeichnung", "mitzeichnung/anteil", "mitzeichnung/ablehnen"]),
        (partner, ["mitzeichnung/anfragen", "aenderung", "loeschen"]),
    ):
        for path in rest:
            data = person.form(version) | PASSWORD | PART | {"reason": "so"}
            answer = person.post(f"/antraege/{reference}/{path}", data=data)
            assert answer.status_code in (403, 404), (path, answer.status_code)
    foreign = partner.form(version) | PASSWORD | {"partner": LAST}
    assert partner.post(f"/antraege/{reference}/mitzeichnung", data=foreign).status_code == 404
    assert play._read(reference).version == version


def test_while_partners_sign_the_sections_are_closed(play, as_, asked):
    editor = as_(EDITOR)
    path = f"/antraege/{asked}/abschnitt/project"
    assert editor.get(path).status_code == 302
    data = editor.form(play._read(asked).version) | {"title": "Heimlich"}
    assert editor.post(path, data=data).status_code == 409
