"""The notices of a case explained: to the office all of them, to a town what its people were told."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import event, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.law import berlin
from funding.models import Account, Application, Notice
from funding.queries.notices.of_case import PAGE
from funding.services.reviewing.ask_opinion import ask_opinion
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.write_note import write_note
from funding.tasks.post import deliver_all
from funding.tasks.tick import tick
from tests.away import LEAD, away
from tests.services.attempts import OTHER
from tests.stages import (
    AUDITOR,
    EDITOR,
    FIRST,
    PARTNER_EDITOR,
    REVIEWER,
    SECOND,
    SIGNATORY,
    bring,
    bring_together,
)
from workflows.application import State

SCORER = "zweitbewertung@smi.example"


def of_office(reference):
    return f"/vorgaenge/{reference}/mitteilungen"


def of_town(reference):
    return f"/antraege/{reference}/mitteilungen"


def text(answer):
    assert answer.status_code == 200, answer.status_code
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).replace("\xa0", " ").split())


def entries(answer):
    """Return the notices of a page, each as one line of text."""
    assert answer.status_code == 200, answer.status_code
    found = re.findall(r"<li>\s*<span class=\"fp-history__when\">.*?</li>", answer.text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in found]


def entry(answer, *words):
    [found] = [one for one in entries(answer) if all(word in one for word in words)]
    return found


def change(**values):
    """Let a notice of a kind have become something else, as the post would have written it."""
    kind = values.pop("kind")
    with transaction() as session:
        session.execute(update(Notice).where(Notice.kind == kind).values(**values))


def test_a_notice_says_which_step_owed_it_to_whom_it_went_and_with_which_text(play, as_):
    reference = bring(play, State.SUBMITTED)
    deliver_all(play.postman)
    said = entry(as_(REVIEWER).get(of_office(reference)), "Ihr Antrag ist eingegangen", SIGNATORY)
    assert "Anlass Schritt „Antrag eingereicht“ am 07.06.2022 um 11:31 Uhr" in said
    assert "An Zeichnung Flöha, Zeichnungsberechtigte Person, Flöha" in said
    assert f"Adresse {SIGNATORY} (aus dem Zugang der Kommune im Portal)" in said
    assert "Gesendet am 07.06.2022 um 11:" in said
    with reading() as session:
        query = select(Notice.text).where(Notice.email == SIGNATORY)
        sent = session.scalars(query.where(Notice.kind == "application_received")).one()
    assert " ".join(sent.split()) in said


def test_a_notice_says_which_version_of_its_text_went_to_the_office_alone(play, as_):
    reference = bring(play, State.SUBMITTED)
    deliver_all(play.postman)
    page = as_(REVIEWER).get(of_office(reference))
    assert "Wortlaut wie mit dem Portal geliefert" in entry(page, "ist eingegangen", SIGNATORY)
    change(kind="application_received", text_version=3)
    page = as_(REVIEWER).get(of_office(reference))
    assert "Wortlaut Fassung 3 des eigenen Textes" in entry(page, "ist eingegangen", SIGNATORY)
    assert "Wortlaut" not in as_(SIGNATORY).get(of_town(reference)).text


def test_a_reminder_names_its_deadline_and_the_threshold(play, as_):
    reference = bring(play, State.SUBMITTED)
    play.go(date(2022, 6, 10))
    said = entry(as_(LEAD).get(of_office(reference)), "Übernahme des Vorgangs", f"Adresse {LEAD}")
    assert "Frist „Übernahme des Vorgangs“ bis 10.06.2022: am letzten Tag" in said
    play.moved.instant += timedelta(days=7)
    tick()
    page = text(as_(LEAD).get(of_office(reference)))
    assert "bis 10.06.2022: 5 Arbeitstage nach dem letzten Tag" in page


def test_a_deputy_is_told_for_whom_they_stand_in_and_the_holder_is_not(play, as_):
    reference = bring(play, State.INFO_REQUESTED)
    away(play, REVIEWER, OTHER)
    play.answer(reference, "Der Beschluss liegt bei.")
    page = as_(LEAD).get(of_office(reference))
    kind = "Antwort der Kommune liegt vor"
    assert "in Vertretung für Sachbearbeitung 1" in entry(page, kind, f"Adresse {OTHER}")
    assert "in Vertretung" not in entry(page, kind, f"Adresse {REVIEWER}")


def test_who_is_told_in_their_own_right_is_not_said_to_stand_in(play, as_):
    reference = bring(play, State.INFO_REQUESTED)
    away(play, REVIEWER, OTHER)
    with reading() as session:
        named = session.scalars(select(Account.id).where(Account.email == OTHER)).one()
    play.act(LEAD, lambda s, a: write_note(s, a, reference, "Bitte ansehen", [named], None))
    page = as_(LEAD).get(of_office(reference))
    assert "in Vertretung" not in entry(page, "Notiz von Teamleitung", f"Adresse {OTHER}")


def test_what_was_dropped_failed_or_tried_in_vain_says_why_without_addresses(play, as_):
    reference = bring(play, State.SUBMITTED)
    refused = f"SMTPRecipientsRefused({{'{SIGNATORY}': (550, b'unknown <{SIGNATORY}>')}})"
    change(kind="application_received", state="failed", attempts=3, trouble=refused)
    change(kind="queue_new", state="dropped", trouble="recalled: the decision was undone")
    page = text(as_(AUDITOR).get(of_office(reference)))
    assert "Nach 3 Versuchen aufgegeben." in page
    assert "Letzte Störung: SMTPRecipientsRefused({'z…@floeha.example'" in page
    assert "Nicht gesendet: die Entscheidung wurde rechtzeitig zurückgenommen." in page
    assert SIGNATORY not in page


def test_what_is_on_its_way_says_from_when_and_how_often_it_was_tried(play, as_):
    reference = bring(play, State.SUBMITTED)
    later = berlin.at_hour(date(2022, 6, 7), 12)
    change(
        kind="queue_new",
        state="owed",
        attempts=2,
        next_at=later,
        trouble="TimeoutError()",
        subject=None,
        text=None,
        sent_at=None,
    )
    said = entry(as_(REVIEWER).get(of_office(reference)), "Neu eingegangen", f"Adresse {REVIEWER}")
    assert "Wird ab 07.06.2022 um 12:00 Uhr gesendet. Bisher 2 Versuche." in said
    assert "TimeoutError()" in said


def test_addresses_are_read_by_reviewers_and_leads_and_masked_for_others(play, as_):
    reference = bring(play, State.SUBMITTED)
    for email in (REVIEWER, LEAD):
        assert f"Adresse {EDITOR} (" in text(as_(email).get(of_office(reference)))
    for email in (AUDITOR, SCORER, "revision@smi.example", "haushalt@smi.example"):
        page = text(as_(email).get(of_office(reference)))
        assert EDITOR not in page
        assert "Adresse b…@floeha.example (" in page


def test_the_contact_of_a_partner_is_said_to_be_named_by_the_lead(play, as_):
    reference = bring_together(play, State.COSIGNING)
    said = entry(as_(PARTNER_EDITOR).get(of_town(reference)), "kontakt@1.example")
    assert "An: Kontaktadresse ohne Zugang, kontakt@1.example" in said


def test_an_expert_is_said_to_be_invited(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)

    def invite(session, actor):
        asked = {"kind": "police", "name": "PD Zwickau", "email": "pd@polizei.example"}
        until = play.today + timedelta(days=14)
        ask_opinion(session, actor, reference, question="Lage?", due_on=until, **asked)

    play.act(REVIEWER, invite)
    said = entry(as_(REVIEWER).get(of_office(reference)), "pd@polizei.example")
    assert "An PD Zwickau, Fachliche Stellungnahme" in said
    assert "aus dem Zugang, mit dem zur Stellungnahme eingeladen wurde" in said
    assert "Schritt „Stellungnahme erbeten“" in said


def test_a_town_sees_what_its_own_people_were_told_and_nothing_of_the_office(play, as_):
    reference = bring(play, State.FIRST_APPROVED)
    deliver_all(play.postman)
    page = text(as_(EDITOR).get(of_town(reference)))
    assert "Ihr Antrag ist vollständig" in page
    assert SIGNATORY in page
    for word in ("smi.example", "Entscheidung 1", "Freigabe", "Entscheidungsvorschlag"):
        assert word not in page, word
    assert f'href="{of_town(reference)}"' in as_(EDITOR).get(f"/antraege/{reference}").text


def test_a_town_of_a_joint_application_sees_nothing_that_another_was_told(story, as_):
    reference = bring_together(story, State.COSIGNING)
    deliver_all(story.postman)
    lead, partner = (text(as_(who).get(of_town(reference))) for who in (EDITOR, PARTNER_EDITOR))
    assert "floeha.example" in lead
    assert "lengenfeld.example" not in lead
    assert "lengenfeld.example" in partner
    assert "floeha.example" not in partner
    assert "frankenberg.example" not in partner


@pytest.mark.parametrize("granted", [True, False])
def test_before_its_notice_takes_effect_a_town_reads_no_outcome(play, as_, granted):
    reference = bring(play, State.APPROVED if granted else State.REJECTED)
    play.notice(reference, play.today)
    pages = []
    for state in ("sent", "owed"):
        if state == "owed":
            empty = {"subject": None, "text": None, "sent_at": None, "state": "owed"}
            for kind in ("notice_granted", "notice_rejected"):
                change(kind=kind, **empty)
        page = text(as_(EDITOR).get(of_town(reference)))
        pages.append(page)
        for word in ("bewillig", "Bewillig", "ablehn", "Ablehn", "abgelehnt"):
            assert word not in page, (state, word)
    assert "Schritt „Bescheid" in pages[1]


def test_what_a_town_was_told_before_it_submitted_is_for_the_town_alone_to_read(play, as_):
    reference = bring(play, State.SUBMITTED)
    own = entry(as_(EDITOR).get(of_town(reference)), "Ihr Antragsentwurf ist angelegt", EDITOR)
    assert "Text, wie er gesendet wurde" in own
    seen = entry(as_(REVIEWER).get(of_office(reference)), "Antragsentwurf", f"Adresse {EDITOR}")
    assert "Den Text sieht nur die Kommune" in seen
    assert "Text, wie er gesendet wurde" not in seen


def test_who_is_biased_finds_no_such_page_and_no_reason_of_bias_stands_on_it(play, as_):
    reference = bring(play, State.SUBMITTED)
    play.act(
        OTHER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwägerschaft")
    )
    assert as_(OTHER).get(of_office(reference)).status_code == 404
    assert "Schwägerschaft" not in as_(LEAD).get(of_office(reference)).text


def test_a_secret_that_a_notice_still_holds_stands_on_no_page(play, as_):
    reference = bring(play, State.SUBMITTED)
    secret = "GEHEIM-0815"
    with transaction() as session:
        for one in session.scalars(select(Notice).where(Notice.kind == "application_received")):
            one.state, one.facts = "failed", one.facts | {"secret": secret, "path": f"/x/{secret}"}
            one.text = one.subject = None
    for who, page in ((REVIEWER, of_office(reference)), (EDITOR, of_town(reference))):
        assert secret not in as_(who).get(page).text


def test_who_has_not_answered_the_question_of_bias_is_led_to_it_first(play, as_):
    reference = bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER)
    page = of_office(reference)
    answer = as_(OTHER, silent=True).get(page)
    asked = f"/vorgaenge/{reference}/befangenheit?weiter={page}"
    assert (answer.status_code, answer.location) == (303, asked)


def asked_for(page, kind, person):
    """Return the answer on the page to the question about a kind of notice and a person."""
    key = re.search(rf'<option value="([^"]+)"[^>]*>\s*{person}\b', page.text)
    answer = page.client.get(f"{page.path}?art={kind}&person={key[1] if key else ''}")
    found = re.search(r'role="status">\s*<ul class="kern-list">(.*?)</ul>', answer.text, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", unescape(found[1])) if found else []


class Asked:
    """A page that one asks, with the browser that shows it."""

    def __init__(self, client, path):
        self.client, self.path = client, path
        self.text = client.get(path).text


def test_the_page_answers_why_somebody_was_not_told(play, as_):
    reference = bring(play, State.FIRST_APPROVED)
    page = Asked(as_(LEAD), of_office(reference))
    assert asked_for(page, "", "") == []
    [said] = asked_for(page, "second_approval_requested", "Entscheidung 1")
    assert "Entscheidung 1 hat am Vorgang schon in anderer Weise mitgewirkt" in said
    [said] = asked_for(page, "second_approval_requested", "Entscheidung 2")
    assert said.startswith("Doch: gesendet am")
    [said] = asked_for(page, "", "Entscheidung 2")
    assert said == "Entscheidung 2: 2 Mitteilungen zu diesem Vorgang."
    [said] = asked_for(page, "proof_due", "")
    assert "wurde in diesem Vorgang bisher nicht getan" in said


QUERIES = ["art=x&person=y", "art='&person=--", "art=draft_created%01", "nach=x", "nach=9999_"]


@pytest.mark.parametrize("query", QUERIES)
def test_what_nobody_can_choose_asks_nothing(play, as_, query):
    reference = bring(play, State.SUBMITTED)
    lead, page = as_(LEAD), of_office(reference)
    lead.get(page)  # by now the thanks for the answer about bias have been said
    answer = lead.get(f"{page}?{query}")
    assert (answer.status_code, 'role="status">' in answer.text) == (200, False)


def test_a_town_is_not_offered_the_question(play, as_):
    reference = bring(play, State.SUBMITTED)
    page = as_(EDITOR).get(f"{of_town(reference)}?art=queue_new").text
    assert "<select" not in page
    assert "Sachbearbeitung 1" not in page.partition("<main")[2]


def many(reference, count):
    """Owe a case as many notices as a long one has."""
    with transaction() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        account = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        for number in range(count):
            session.add(
                Notice(
                    key=f"x{number}:queue_new:{account.id}",
                    kind="queue_new",
                    account_id=account.id,
                    email=EDITOR,
                    role="applicant_editor",
                    municipality_key=case.lead_key,
                    language="de",
                    application_id=case.id,
                    facts={},
                    created_at=case.submitted_at + timedelta(minutes=number // 3),
                    next_at=case.submitted_at,
                    state="dropped" if number % 7 == 0 else "owed",
                )
            )


def test_pages_follow_each_other_without_a_gap_or_a_twin(story, as_):
    reference = bring(story, State.SUBMITTED)
    many(reference, 3 * PAGE)
    office, seen = as_(REVIEWER), []
    path = of_office(reference)
    for _page in range(9):
        page = office.get(path)
        seen += re.findall(r'<time datetime="([^"]+)"', page.text.partition("<main")[2])
        further = re.search(r'href="([^"]+nach=[^"]+)"', page.text)
        if further is None:
            break
        path = unescape(further[1])
    with reading() as session:
        case = select(Application.id).where(Application.reference == reference)
        query = select(Notice.id).where(Notice.application_id == case.scalar_subquery())
        assert len(seen) == len(session.scalars(query).all())
    assert seen == sorted(seen, reverse=True)


def test_a_page_asks_as_often_for_many_notices_as_for_few(play, as_):
    reference = bring(play, State.SUBMITTED)
    asked = []
    event.listen(store.engine, "before_cursor_execute", lambda _c, _k, s, *_: asked.append(s))
    counts = {}
    for who, path in ((REVIEWER, of_office(reference)), (EDITOR, of_town(reference))):
        browser = as_(who)
        browser.get(path)
        asked.clear()
        browser.get(path)
        counts[path] = len(asked)
    many(reference, PAGE)
    for who, path in ((REVIEWER, of_office(reference)), (EDITOR, of_town(reference))):
        browser = as_(who)
        browser.get(path)
        asked.clear()
        assert len(entries(browser.get(path))) == PAGE
        assert len(asked) == counts[path] <= 12


def test_staff_have_no_page_of_a_town_and_a_town_none_of_the_office(play, as_):
    reference = bring(play, State.SUBMITTED)
    assert as_(REVIEWER).get(of_town(reference)).status_code == 403
    assert as_(EDITOR).get(of_office(reference)).status_code == 404
    assert as_("zeichnung@rodewisch.example").get(of_town(reference)).status_code == 404
    assert {FIRST, SECOND} & set(text(as_(LEAD).get(of_office(reference))).split()) == set()
