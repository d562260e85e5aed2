"""The pages of a proof that does not come: both sides read its days, the office hears and decides."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from funding.forms.revocation_paper import revocation_words
from tests import hearings as h
from tests.pdf import attached
from tests.recoveries import settle_with_recovery
from tests.stages import AUDITOR, EDITOR, FIRST, GRANT, REVIEWER, SIGNATORY, bring
from tests.web.browsing import PASSWORD
from workflows.application import State, Trigger


@pytest.fixture
def reference(play):
    found = bring(play, State.REPORT_DUE)
    play.pay(found, GRANT)
    h.let_proof_lapse(play)
    return found


def plain(answer):
    return answer.text.replace("\xa0", " ")


def office(reference):
    return f"/vorgaenge/{reference}/nachweis"


def state(play, reference):
    return play._read(reference).state


def hear(as_, reference):
    auditor = as_(AUDITOR)
    return auditor.send(office(reference), {"reason": "Der Nachweis fehlt."}, office(reference))


def said_by(answer):
    """Return how a PDF is called, and every sentence that it was typeset from."""
    name = answer.headers["Content-Disposition"]
    words = revocation_words(json.loads(attached(answer.data)), draft="Entwurf" in name)
    return name, json.dumps(words, ensure_ascii=False).replace("\u00a0", " ")


def test_both_sides_read_what_was_told_when(play, as_, reference):
    page = plain(as_(AUDITOR).get(f"/vorgaenge/{reference}"))
    for words in ("Überfälliger Verwendungsnachweis", "3. Juli 2023", "31. Juli 2023"):
        assert words in page
    assert "Anhörung möglich ab" in page
    assert "29. August 2023" in page
    town = plain(as_(SIGNATORY).get(f"/antraege/{reference}"))
    assert "Ihr Verwendungsnachweis ist überfällig" in town
    assert "29. August 2023" in town
    listed = plain(as_(AUDITOR).get("/arbeitsvorrat?ansicht=nachweise"))
    assert reference in listed


def test_the_hearing_begins_with_the_days_that_the_portal_knows(play, as_, reference):
    page = plain(as_(AUDITOR).get(office(reference)))
    assert "Fehlender Verwendungsnachweis" in page
    assert "31. Juli 2023 den Widerruf" in page
    assert "20.000,00 €" in page
    reviewer = as_(REVIEWER).get(office(reference))
    assert "<textarea" not in reviewer.text
    answer = as_(AUDITOR).send(office(reference), {"reason": " "}, office(reference))
    assert answer.status_code == 422
    assert hear(as_, reference).status_code == 303
    assert state(play, reference) == State.HEARING
    town = plain(as_(SIGNATORY).get(f"/antraege/{reference}/anhoerung"))
    for words in ("Der Verwendungsnachweis fehlt", "Der Nachweis fehlt.", "20.000,00 €"):
        assert words in town
    assert f"/antraege/{reference}/verwendungsnachweis" in town


def test_before_its_time_the_page_says_why_nobody_is_heard(play, as_):
    reference = bring(play, State.REPORT_DUE)
    page = plain(as_(AUDITOR).get(office(reference)))
    assert "ab 29. August 2023 möglich" in page or "ab 29.08.2023 möglich" in page
    assert "<textarea" not in page
    assert "überfällig" not in plain(as_(SIGNATORY).get(f"/antraege/{reference}"))


def test_the_town_comments_and_the_office_revokes(play, as_, reference):
    hear(as_, reference)
    town = f"/antraege/{reference}/anhoerung"
    said = {"comment": "Die Belege fehlen uns.", "password": PASSWORD, "aktion": "senden"}
    assert as_(SIGNATORY).send(town, said, town).status_code == 303
    page = plain(as_(EDITOR).get(f"/antraege/{reference}"))
    assert "Den Verwendungsnachweis können Sie weiterhin einreichen" in page
    page = plain(as_(AUDITOR).get(office(reference)))
    assert "Die Belege fehlen uns." in page
    reasons = {"reason": "Milderes genügt nicht."}
    assert as_(AUDITOR).send(office(reference), reasons, office(reference)).status_code == 303
    assert state(play, reference) == State.AUDITED
    settled = plain(as_(FIRST).get(f"/vorgaenge/{reference}/abrechnung"))
    assert "Widerruf zeichnen" in settled
    assert "Schlussbescheid" not in settled
    for words in ("Milderes genügt nicht.", "20.000,00 €", "in voller Höhe zurückgefordert"):
        assert words in settled
    document = f"/vorgaenge/{reference}/schlussbescheid.pdf"
    name, draft = said_by(as_(FIRST).get(document))
    assert "Entwurf" in name
    for words in ("Widerrufs- und Erstattungsbescheid", "Milderes genügt nicht.", "20.000,00 €"):
        assert words in draft
    assert "31.07.2023" in draft
    assert as_(SIGNATORY).get(f"/antraege/{reference}/schlussbescheid.pdf").status_code == 404
    settle_with_recovery(play, reference)
    assert as_(SIGNATORY).get(f"/antraege/{reference}/schlussbescheid.pdf").status_code == 404
    assert "Widerruf" not in plain(as_(SIGNATORY).get(f"/antraege/{reference}"))
    play.moved.instant += timedelta(days=10)
    name, issued = said_by(as_(SIGNATORY).get(f"/antraege/{reference}/schlussbescheid.pdf"))
    assert "Bescheid-" in name
    assert "zu erstatten" in issued
    assert "schlussbescheid.pdf" in as_(SIGNATORY).get(f"/antraege/{reference}").text
    assert as_("zeichnung@rodewisch.example").get(document).status_code in (403, 404)


def test_the_proof_is_handed_in_while_the_town_is_heard(play, as_, reference):
    hear(as_, reference)
    town = as_(SIGNATORY)
    assert "Sachbericht" in town.get(f"/antraege/{reference}/verwendungsnachweis").text
    play.write_proof(reference)
    assert "verwendungsnachweis/einreichen" in town.get(f"/antraege/{reference}").text
    assert "<form" in town.get(f"/antraege/{reference}/verwendungsnachweis").text
    play.report(reference)
    assert state(play, reference) == State.REPORTED
    page = plain(as_(AUDITOR).get(office(reference)))
    assert "die Anhörung ist damit beendet" in page
    assert "Fehlender Verwendungsnachweis" not in page


def test_a_paid_grant_is_renounced_and_the_office_prepares_the_claim(play, as_):
    reference = bring(play, State.IN_PROGRESS)
    play.pay(reference, 500_000)
    path = f"/antraege/{reference}/verzicht"
    assert "5.000,00 €" in plain(as_(SIGNATORY).get(path))
    typed = {"password": PASSWORD, "reason": "Ohne Personal."}
    assert as_(SIGNATORY).send(path, typed, path).status_code == 303
    assert state(play, reference) == State.HEARD
    assert "Sie haben auf die Zuwendung verzichtet" in plain(
        as_(EDITOR).get(f"/antraege/{reference}")
    )
    page = plain(as_(AUDITOR).get(office(reference)))
    assert "Rückforderung nach Verzicht" in page
    play.step(AUDITOR, reference, Trigger.FINISH_AUDIT, reason="Rückzahlung nach Verzicht.")
    _name, document = said_by(as_(FIRST).get(f"/vorgaenge/{reference}/schlussbescheid.pdf"))
    assert "Erstattungsbescheid" in document
    assert "Widerruf" not in document
    assert "5.000,00 €" in document


def test_of_an_overdue_proof_nobody_reads_that_it_can_be_begun_early(play, as_, reference):
    page = plain(as_(EDITOR).get(f"/antraege/{reference}/verwendungsnachweis"))
    assert "früh beginnen" not in page
    assert "Er war am" in page
