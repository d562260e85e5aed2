"""The pages of interest: proposed line by line, heard about, signed, and paid by the town."""

from __future__ import annotations

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from funding.forms.interest_paper import words_of
from funding.forms.notice_paper import day
from funding.law.berlin import local_date
from funding.notices.letters import long_date
from funding.services.administration.set_up_demo import PASSWORD
from funding.services.reviewing.declare_bias import declare_bias
from tests import interest as i
from tests.interest import owed
from tests.recoveries import CASHIER, OTHER_APPROVER, REVIEWER
from tests.services.reporting.test_interest_again import reclaimed, used_late
from tests.stages import AUDITOR, EDITOR, SIGNATORY
from workflows.interest_claim import State

LISTED = "/mittel/rueckforderungen"


@pytest.fixture
def reference(play):
    return i.paid_late(play)


def office(reference):
    return f"/vorgaenge/{reference}/zinsen"


def town(reference):
    return f"/antraege/{reference}/zinsen"


def read(person, path):
    return person.get(path).text.replace("\xa0", " ").replace("\u202f", " ")


def act(person, reference, deed, **more):
    return person.send(office(reference), {"aktion": deed} | more, office(reference))


def day_fields(name, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def barred(person, reference, deed, **typed):
    """Send a form that the page does not offer; return with which status it is refused."""
    data = {"aktion": deed} | typed | person.form(1)
    return person.post(office(reference), data=data).status_code


def signing(play, **more):
    return {"channel": "post", "evidence": "Buch"} | day_fields("issued_on", play.today) | more


def test_from_the_list_to_the_last_cent_by_pages(play, as_, reference):
    auditor, signatory = as_(AUDITOR), as_(SIGNATORY)
    assert office(reference) in read(auditor, LISTED)
    assert office(reference) in read(as_(REVIEWER), f"/vorgaenge/{reference}")
    page = read(auditor, office(reference))
    for words in ("53,11 €", "8,62 %", "01.07.2023 – 31.12.2023", "24,56 €", "31.12.2026"):
        assert words in page
    assert signatory.get(town(reference)).status_code == 404
    assert act(auditor, reference, "propose").status_code == 422
    assert act(auditor, reference, "propose", reason="Zu spät gezahlt.").status_code == 303
    overview = read(signatory, f"/antraege/{reference}")
    assert "Zur Anhörung über Zinsen" in overview
    page = read(signatory, town(reference))
    for words in ("Zinsen von 53,11 €", "4. April 2024", "8,12 %", "Äußerung absenden"):
        assert words in page
    assert "Zu spät gezahlt." not in page
    said = {"comment": "Bitte verzichten Sie.", "password": PASSWORD, "aktion": "senden"}
    assert signatory.send(town(reference), said).status_code == 303
    approver = as_(OTHER_APPROVER)
    assert "Bitte verzichten Sie." in read(approver, office(reference))
    assert act(auditor, reference, "weigh", weighing="Dafür fehlt ein Grund.").status_code == 303
    assert act(approver, reference, "sign", **signing(play)).status_code == 303
    assert signatory.get(f"/antraege/{reference}/zinsforderung").status_code == 404
    play.go(i.proposal(reference).notified_on)
    signatory, cashier = as_(SIGNATORY), as_(CASHIER)
    assert signatory.get(f"{town(reference)}/1/bescheid.pdf").data.startswith(b"%PDF")
    claim = f"/antraege/{reference}/zinsforderung"
    assert "Bescheid noch nicht bestandskräftig" in read(signatory, claim)
    assert "(Zinsen)" in read(cashier, LISTED)
    paying = f"/vorgaenge/{reference}/zinsforderung"
    booked = {"aktion": "receive", "amount": "53,11"} | day_fields("value_on", play.today)
    assert cashier.send(paying, booked).status_code == 303
    assert "Bezahlt" in read(signatory, claim)
    assert reference not in read(cashier, LISTED)


def test_a_hearing_on_interest_stands_among_the_tasks_of_its_town(play, as_, reference):
    editor = as_(EDITOR)
    assert "Zurzeit ist nichts zu erledigen" in read(editor, "/antraege")
    i.proposed(play, reference)
    found = read(editor, "/antraege")
    day = long_date(i.proposal(reference).due_on, "de")
    assert "Bitte äußern Sie sich bis:" in found
    assert f"<strong>{day}</strong>" in found
    i.commented(play, reference)
    assert "Zurzeit ist nichts zu erledigen" in read(editor, "/antraege")


def test_a_second_claim_is_named_to_the_town_with_its_notice_and_not_before(play, as_):
    reference = i.claimed(play, used_late)
    i.paid(play, reference, i.proposal(reference).amount_cents)
    reclaimed(play, reference)
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    told = i.proposal(reference).notified_on
    assert told > play.today
    path = f"/antraege/{reference}"
    assert "Zinsforderung" not in read(as_(SIGNATORY), path).partition("<main")[2]
    play.go(told)
    assert "Zinsforderung" in read(as_(SIGNATORY), path).partition("<main")[2]


def test_the_audit_weighs_the_comment_and_the_notice_says_so(play, as_, reference):
    i.proposed(play, reference)
    i.commented(play, reference, weigh=False)
    auditor = as_(AUDITOR)
    assert "Wie wird die Äußerung gewürdigt?" in read(auditor, office(reference))
    assert "Äußerung zu Zinsen würdigen" in read(auditor, "/fristen")
    assert auditor.send(office(reference), {"aktion": "weigh", "weighing": " "}).status_code == 422
    said = "Die Verspätung war vermeidbar; die Haushaltslage ändert daran nichts."
    done = auditor.send(office(reference), {"aktion": "weigh", "weighing": said})
    assert done.status_code == 303
    assert said in read(as_(OTHER_APPROVER), office(reference))
    assert said not in read(as_(SIGNATORY), town(reference))
    heard_on = i.proposal(reference).heard_at
    i.signed(play, reference)
    [reasons] = [
        one["paragraphs"]
        for one in words_of(i.proposal(reference).content, draft=False)["parts"]
        if one["title"] == "Gründe"
    ]
    commented = f"haben sich am {day(local_date(heard_on).isoformat())} geäußert."
    assert any(commented in sentence for sentence in reasons)
    assert said in reasons


def test_an_editor_writes_the_comment_and_only_a_signatory_sends_it(play, as_, reference):
    i.proposed(play, reference)
    editor = as_(EDITOR)
    saved = {"comment": "Noch unfertig", "aktion": "speichern"}
    assert editor.send(town(reference), saved).status_code == 303
    assert "Noch unfertig" in read(editor, town(reference))
    assert "Noch unfertig" not in read(as_(AUDITOR), office(reference))
    sent = editor.fields(town(reference)) | {"comment": "x", "password": PASSWORD}
    assert editor.post(town(reference), data=sent | {"aktion": "senden"}).status_code == 403
    for typed in ({"comment": ""}, {"password": "falsch"}, {"password": ""}):
        said = {"comment": "x", "password": PASSWORD, "aktion": "senden"} | typed
        assert as_(SIGNATORY).send(town(reference), said).status_code == 422
    assert i.proposal(reference).state == State.HEARING


def test_until_its_notice_arrives_a_town_reads_that_its_comment_is_considered(play, as_, reference):
    i.proposed(play, reference)
    i.commented(play, reference)
    i.signed(play, reference)
    signatory = as_(SIGNATORY)
    page = read(signatory, town(reference))
    assert "Wird geprüft" in page
    assert "Gefordert" not in page
    for path in (f"{town(reference)}/1/bescheid.pdf", f"/antraege/{reference}/zinsforderung"):
        assert signatory.get(path).status_code == 404
    assert "Zinsforderung" not in read(signatory, f"/antraege/{reference}")


def test_the_days_of_interest_stand_among_the_deadlines_of_those_who_act(play, as_, reference):
    assert "Verjährung der Zinsen" in read(as_(AUDITOR), "/fristen")
    i.proposed(play, reference)
    assert "Äußerung zu Zinsen" in read(as_(SIGNATORY), "/fristen")
    i.commented(play, reference)
    assert "Entscheidung über Zinsen" in read(as_(OTHER_APPROVER), "/fristen")
    assert "Zinsen" not in read(as_(SIGNATORY), "/fristen")


def test_two_give_interest_up_and_a_small_amount_needs_one(play, as_, reference):
    auditor, approver = as_(AUDITOR), as_(OTHER_APPROVER)
    assert act(auditor, reference, "propose_giving_up", reason="Unbillig.").status_code == 303
    page = read(approver, office(reference))
    assert "Verzicht bestätigen" in page
    assert "Unbillig." in page
    assert act(approver, reference, "return").status_code == 422
    assert act(approver, reference, "confirm_giving_up").status_code == 303
    assert i.proposal(reference).state == State.GIVEN_UP
    assert reference not in read(auditor, LISTED)


def test_a_small_amount_is_given_up_with_one_button(play, as_):
    reference = i.paid_late(play, date(2023, 4, 3))
    auditor = as_(AUDITOR)
    page = read(auditor, office(reference))
    assert "Als Kleinbetrag nicht fordern" in page
    assert "Zinsen vorschlagen" not in page
    assert act(auditor, reference, "give_up_small").status_code == 303
    assert i.proposal(reference).state == State.GIVEN_UP


def test_a_case_with_open_interest_says_what_closes_it(play, as_, reference):
    page = read(as_(REVIEWER), f"/vorgaenge/{reference}")
    assert "Zinsen von 53,11 € sind weder gefordert noch aufgegeben" in page


@pytest.mark.parametrize(
    "typed", [{"evidence": ""}, {"issued_on-day": ""}, {"channel": ""}, {"channel": "receipt"}]
)
def test_what_is_missing_of_a_notice_is_said(play, as_, reference, typed):
    i.proposed(play, reference)
    i.commented(play, reference)
    answer = act(as_(OTHER_APPROVER), reference, "sign", **signing(play, **typed))
    assert answer.status_code == 422
    assert owed(reference) is None


def test_others_find_nothing_and_may_nothing(play, as_, reference):
    i.proposed(play, reference)
    stranger = as_("zeichnung@rodewisch.example")
    for path in (town(reference), office(reference), f"{office(reference)}/1/bescheid.pdf"):
        assert stranger.get(path).status_code == 404
    assert as_(SIGNATORY).get(office(reference)).status_code == 403
    for email, deed in ((REVIEWER, "propose"), (AUDITOR, "sign"), (CASHIER, "withdraw")):
        assert barred(as_(email), reference, deed, reason="x") == 403
    assert barred(as_(AUDITOR), reference, "annul") == 404
    play.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    auditor = as_(AUDITOR)
    assert reference not in read(auditor, LISTED)
    assert auditor.get(office(reference)).status_code == 404


def test_a_page_that_is_old_decides_nothing(play, as_, reference):
    i.proposed(play, reference)
    auditor = as_(AUDITOR)
    fields = auditor.fields(office(reference)) | {"aktion": "withdraw", "reason": "Neu."}
    i.commented(play, reference)
    assert auditor.post(office(reference), data=fields).status_code == 409
    assert i.proposal(reference).state == State.PROPOSED


def test_the_notice_names_periods_rates_reasons_and_the_court(play, as_, reference):
    i.proposed(play, reference)
    i.commented(play, reference)
    draft = as_(OTHER_APPROVER).get(f"{office(reference)}/1/bescheid.pdf")
    assert draft.data.startswith(b"%PDF")
    assert "Entwurf" in draft.headers["Content-Disposition"]
    i.signed(play, reference)
    words = words_of(i.proposal(reference).content, draft=False)
    said = str(words).replace("\\xa0", " ").replace("\xa0", " ")
    for part in (
        "Zinsbescheid", "53,11 €", "01.01.2024 bis 04.03.2024: 600,01 €", "8,62 %", "§ 49a Abs. 3",
        "Die Rückzahlung kam spät.", "Ihre Äußerung ist geprüft", "Verwaltungsgericht Chemnitz",
        "eines Monats", "Entscheidung 2", "keine Zinsen erhoben",
    ):  # fmt: skip
        assert part in said
    play.go(play.today + timedelta(days=10))
    packed = ZipFile(BytesIO(as_(SIGNATORY).get(f"/antraege/{reference}/alles.zip").data))
    assert "zinsbescheid.pdf" in packed.namelist()
    data = json.loads(packed.read("daten.json"))
    assert "4404" in str(data)
    listed = ZipFile(BytesIO(as_(REVIEWER).get("/bescheide/bescheide.zip?art=interest").data))
    assert f"0001-{reference}-interest.pdf" in listed.namelist()
    kept = as_(REVIEWER).get(f"{office(reference)}/1/bescheid.pdf")
    assert "Bescheid-" in kept.headers["Content-Disposition"]
    assert kept.data == as_(SIGNATORY).get(f"{town(reference)}/1/bescheid.pdf").data


def test_the_pages_are_complete_in_english(play, as_, reference):
    i.proposed(play, reference)
    auditor = as_(AUDITOR)
    auditor.get("/sprache/en")
    page = read(auditor, office(reference))
    for words in ("Hearing under way", "Rate per year", "Withdraw the proposal", "€53.11"):
        assert words in page
    assert "Zinsen" not in page.replace("/zinsen", "")


def test_the_page_of_the_case_leads_the_auditor_to_interest_that_must_be_proposed(
    play, as_, reference
):
    case, idle = f"/vorgaenge/{reference}", "nichts zu tun"
    page = read(as_(AUDITOR), case)
    assert "Zinsen vorschlagen" in page
    assert f'href="{office(reference)}"' in page.partition("Zinsen vorschlagen")[0][-200:]
    assert idle not in page
    assert "Zinsen vorschlagen" not in read(as_(OTHER_APPROVER), case)
    i.proposed(play, reference)
    page = read(as_(AUDITOR), case)
    assert "Zinsen vorschlagen" not in page
    assert idle in page
