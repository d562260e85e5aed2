"""The notice as a document: drafted from the decision, kept as issued, the town's once told."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.forms.notice_paper import notice_pdf, words_of
from funding.models import Answers, AuditEntry, DecisionNotice, RuleValue
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.words.notice_paper import DRAFT
from tests.pdf import attached, metadata, streams
from tests.services.attempts import notice
from tests.stages import BUDGET, EDITOR, FIRST, PARTNER, REVIEWER, SECOND, SIGNATORY, bring, entries
from tests.web.test_access import STRANGER
from tests.web.test_returned_proposal import CUT, OWN
from workflows.application import State, Trigger


def office(reference):
    return f"/vorgaenge/{reference}/bescheid.pdf"


def town(reference):
    return f"/antraege/{reference}/bescheid.pdf"


def said(answer):
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return json.loads(attached(answer.data))


def kept():
    with reading() as session:
        return session.scalars(select(DecisionNotice.content)).one()


@pytest.fixture
def issued(play):
    reference = bring(play, State.APPROVED)
    play.notice(reference, play.today)
    return reference


def test_before_it_is_issued_the_office_reads_a_draft(play, as_):
    reference = bring(play, State.APPROVED)
    answer = as_(REVIEWER).get(office(reference))
    assert 'filename="Entwurf-' in answer.headers["Content-Disposition"]
    content = said(answer)
    assert (content["kind"], content["granted_cents"]) == ("award", 2_000_000)
    assert content["court"] == "Verwaltungsgericht Chemnitz"
    assert content["official"] == "Entscheidung 2"


@pytest.mark.parametrize("state", [State.IN_CHECK, State.IN_ASSESSMENT])
def test_without_a_proposal_there_is_no_notice(play, as_, state):
    assert as_(REVIEWER).get(office(bring(play, state))).status_code == 404


@pytest.mark.parametrize("state", [State.REVIEWED, State.FIRST_APPROVED, State.APPROVED])
def test_a_town_gets_nothing_before_it_is_notified(play, as_, state):
    reference = bring(play, state)
    assert as_(SIGNATORY).get(town(reference)).status_code == 404
    assert as_(SIGNATORY).get(office(reference)).status_code in (403, 404)
    assert "bescheid.pdf" not in as_(SIGNATORY).get(f"/antraege/{reference}").text


def test_a_notice_on_its_way_is_not_read_before_it_counts(play, as_):
    reference = bring(play, State.APPROVED)
    play.step(REVIEWER, reference, Trigger.RECORD_NOTICE, **notice(play.today))
    assert as_(SIGNATORY).get(town(reference)).status_code == 404
    assert as_(REVIEWER).get(office(reference)).status_code == 200


def test_the_town_finds_it_where_its_dates_stand(issued, as_):
    for email in (SIGNATORY, EDITOR):
        page = as_(email).get(f"/antraege/{issued}").text
        assert f'href="{town(issued)}"' in page
        assert said(as_(email).get(town(issued))) == kept()
    assert as_(STRANGER).get(town(issued)).status_code == 404


def test_what_was_issued_stays_as_it_was_and_is_the_same_in_every_byte(issued, as_, play):
    first = as_(SIGNATORY).get(town(issued)).data
    with transaction() as session:  # a rule that changes later changes no notice
        rate = RuleValue.key == "rate_percent"
        session.execute(update(RuleValue).where(rate).values(value=50))
    assert as_(SIGNATORY).get(town(issued)).data == first
    assert as_(REVIEWER).get(office(issued)).data == first


def test_it_is_accessible_and_archivable(issued, as_):
    told = metadata(as_(SIGNATORY).get(town(issued)).data)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in told
    assert b"<pdfaid:part>3</pdfaid:part>" in told


def test_what_it_says_is_sealed_in_the_audit(issued):
    with reading() as session:
        assert differences(session, digest) == []
        entry = AuditEntry.trigger == Trigger.RECORD_NOTICE
        told = session.scalars(select(AuditEntry.details).where(entry)).one()
    assert len(told["document_sha256"]) == 64
    assert "document" not in told, "the audit holds its seal, the notice what it says"
    forged = kept() | {"granted_cents": 9_000_000}
    with transaction() as session:
        session.execute(update(DecisionNotice).values(content=forged))
    with reading() as session:
        found = differences(session, digest)
    assert found == [f"case {issued}: the award notice says what was not issued"]


def test_a_part_refused_has_its_reasons_and_every_cut_its_own(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    words = {"amount_cents": 1_700_000, "reason": "Weniger genügt.", "cuts": CUT}
    play.step(REVIEWER, reference, Trigger.RECOMMEND, **words, conditions=[OWN])
    content = said(as_(REVIEWER).get(office(reference)))
    assert content["kind"] == "part"
    told = json.dumps(words_of(content, draft=True), ensure_ascii=False)
    for part in (
        "Zuwendungsbescheid (Teilbewilligung)",
        "Im Übrigen wird Ihr Antrag über 20.000,00\u00a0€ abgelehnt.",
        "wird um 500,00\u00a0€ gekürzt: zu hoch",
        "Weniger genügt.",
        OWN["text"],
        "Verwaltungsgericht Chemnitz mit Sitz in Chemnitz",
        "innerhalb eines Monats nach Bekanntgabe",
        DRAFT,
    ):
        assert part in told
    assert "Im Auftrag" not in told, "nobody has decided it"


def test_a_rejection_has_ground_reasons_and_remedy_and_no_money(play, as_):
    reference = bring(play, State.REJECTED)
    content = said(as_(REVIEWER).get(office(reference)))
    assert (content["kind"], content["granted_cents"]) == ("rejection", 0)
    told = words_of(content, draft=False)
    assert [part["title"] for part in told["parts"]] == [
        "Entscheidung",
        "Gründe",
        "Rechtsbehelfsbelehrung",
    ]
    assert told["heading"] == "Ablehnungsbescheid"
    assert told["closing"][-1].startswith("Im Auftrag: Entscheidung")


def test_partners_stand_beside_the_lead_and_read_nothing_before_it_is_told(play, as_):
    reference = play.apply("floeha", "Gemeinsam", "violence", 2_000_000, entries())
    play.claim(reference)
    play.check_and_score(reference)
    play.recommend(reference)
    content = said(as_(REVIEWER).get(office(reference)))
    told = words_of(content, draft=True)
    assert told["recipient"] == ["Flöha", *(f"mit {name}" for name in content["partners"])]
    assert content["partners"]
    assert as_(PARTNER).get(town(reference)).status_code == 404


def test_hostile_words_are_words(issued):
    content = kept() | {"title": '#read("/etc/passwd") $x$ *a* \x00', "reasons": "= Titel\n- Punkt"}
    made = notice_pdf(content, draft=True)
    assert made.startswith(b"%PDF")
    assert b"root:" not in b"".join(body for _head, body in streams(made))


@pytest.mark.parametrize("email", [FIRST, BUDGET])
def test_whoever_reads_the_case_in_the_office_reads_its_notice(issued, as_, email):
    assert as_(email).get(office(issued)).status_code == 200


def test_the_town_reads_what_the_notice_asks_of_it(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    words = {"amount_cents": 2_000_000, "reason": "gut"}
    play.step(REVIEWER, reference, Trigger.RECOMMEND, **words, conditions=[OWN])
    play.step(FIRST, reference, Trigger.APPROVE_FIRST)
    play.step(SECOND, reference, Trigger.APPROVE_SECOND)
    assert OWN["text"] not in as_(SIGNATORY).get(f"/antraege/{reference}").text
    play.notice(reference, play.today)
    page = as_(SIGNATORY).get(f"/antraege/{reference}").text
    for shown in ("Was der Bescheid von Ihnen verlangt", OWN["text"], "Verwendungsnachweis bis"):
        assert shown in page


def test_it_names_the_day_of_every_interim_proof(play, as_):
    reference = bring(play, State.APPROVED)
    with transaction() as session:  # the project was planned to last into the next budget year
        session.execute(update(Answers).values(ends_on=date(2023, 10, 31)))
    content = said(as_(REVIEWER).get(office(reference)))
    assert content["interims"] == [{"year": 2022, "due_on": "2023-05-02"}]
    words = json.dumps(words_of(content, draft=True), ensure_ascii=False)
    assert "Haushaltsjahr 2022 ist bis zum 02.05.2023" in words.replace("\xa0", " ")
    older = {key: value for key, value in content.items() if key != "interims"}
    assert "Zwischennachweis" not in json.dumps(words_of(older, draft=True), ensure_ascii=False)


def test_a_rejection_asks_nothing(play, as_):
    reference = bring(play, State.REJECTED)
    play.notice(reference, play.today)
    page = as_(SIGNATORY).get(f"/antraege/{reference}").text
    assert f'href="{town(reference)}"' in page
    assert "verlangt" not in page
