"""The pages of the sample audit: the draw, the checks, the receipts, and who sees what of them."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.auditing import prepare_audit
from funding.models import ProofCheck, Receipt, ReceiptJudgement, SampleCase, SampleDraw
from funding.services.reporting.draw_sample import draw_sample
from funding.services.reporting.judge_receipts import Verdict, judge_receipts
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import AUDITOR, EDITOR, FIRST, REVIEWER, bring
from workflows.application import State, Trigger

SAMPLE = "/vorgaenge/stichprobe"
REVISION = "revision@smi.example"


@pytest.fixture
def reference(play):
    return bring(play, State.REPORTED)


def audit_of(reference):
    return f"/vorgaenge/{reference}/nachweis"


def receipts_of(reference):
    return f"/vorgaenge/{reference}/nachweis/belege"


def main(person, path):
    answer = person.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def drawn(play):
    return play.act(AUDITOR, lambda s, a: draw_sample(s, a, play.call))


def kept():
    with reading() as session:
        query = (
            select(Receipt.position, ReceiptJudgement.cut_cents, ReceiptJudgement.finding)
            .join(ReceiptJudgement, ReceiptJudgement.receipt_id == Receipt.id)
            .order_by(Receipt.position)
        )
        return [tuple(row) for row in session.execute(query)]


def rows_of(reference):
    with reading() as session:
        places = session.scalars(select(Receipt.position).order_by(Receipt.position)).all()
    return {f"receipts-{at}-place": str(place) for at, place in enumerate(places)}


def test_the_page_of_a_case_leads_to_the_draw_and_on_to_the_end_of_the_audit(play, as_, reference):
    auditor = as_(AUDITOR)
    page = auditor.get(audit_of(reference)).text
    assert f'href="{SAMPLE}?vorgang={reference}"' in page
    assert "Ziehen Sie zuerst die Stichprobe des Förderaufrufs." in page
    assert "Nachweisprüfung abschließen" not in main(auditor, audit_of(reference))
    assert auditor.send(f"{SAMPLE}?vorgang={reference}", {}).status_code == 303
    shown = main(auditor, f"{SAMPLE}?aufruf=2022")
    assert "stimmt überein" in shown
    assert "1 von 1 Vorgang (100 %)" in shown
    assert reference in shown
    assert "Jeder bewilligte Vorgang ist in einer Ziehung." in shown
    with reading() as session:
        seed = session.scalars(select(SampleDraw.seed)).one()
    assert seed in shown
    assert seed in main(auditor, audit_of(reference))
    both = {"formal": "y", "arithmetic": "y"}
    checks = f"/vorgaenge/{reference}/nachweis/pruefungen"
    assert auditor.send(checks, both, audit_of(reference)).status_code == 303
    said = {f"{name[:-5]}verdict": "accepted" for name in rows_of(reference)}
    said |= {"receipts-0-verdict": "cut", "receipts-0-cut": "100,50"}
    said["receipts-0-finding"] = "Bewirtung ohne Anlass"
    answer = auditor.send(receipts_of(reference), rows_of(reference) | said)
    assert answer.status_code == 303
    assert kept()[0] == (1, 10_050, "Bewirtung ohne Anlass")
    shown = main(auditor, audit_of(reference))
    assert "Bewirtung ohne Anlass" in shown
    assert "noch nicht beurteilt: 0" in shown
    value = re.search(r'name="recognised" value="([^"]+)"', auditor.get(audit_of(reference)).text)
    end = {"recognised": value[1], "note": "Geprüft.", "aktion": "fertig"}
    too_much = auditor.send(audit_of(reference), end | {"recognised": "21.555,56"})
    assert too_much.status_code == 422
    assert "100,50\xa0€ gekürzt" in too_much.text
    assert auditor.send(audit_of(reference), end).status_code == 303
    assert play._read(reference).state == State.AUDITED


def test_the_town_reads_what_was_cut_and_why_once_it_has_the_notice(play, as_, reference):
    cents = prepare_audit(play.act, reference)
    cut = {1: Verdict(100, "Privater Einkauf")}
    play.act(AUDITOR, lambda s, a: judge_receipts(s, a, reference, cut))
    details = {"recognised_cents": cents - 100, "reason": "Geprüft."}
    play.step(AUDITOR, reference, Trigger.FINISH_AUDIT, **details)
    path = f"/antraege/{reference}/verwendungsnachweis"
    assert "Privater Einkauf" not in main(as_(EDITOR), path)
    play.settle(reference)  # by post: it counts some days later
    assert "Privater Einkauf" not in main(as_(EDITOR), path)
    play.go(play.today + timedelta(days=7))
    shown = main(as_(EDITOR), path)
    assert "Von der Prüfung nicht anerkannt" in shown
    assert re.search(r"1,00\s€.*Privater Einkauf", shown, re.S)


def test_the_approver_reads_sample_findings_and_checks_before_signing(play, as_, reference):
    cents = prepare_audit(play.act, reference)
    cut = {1: Verdict(100, "Privater Einkauf")}
    play.act(AUDITOR, lambda s, a: judge_receipts(s, a, reference, cut))
    details = {"recognised_cents": cents - 100, "reason": "Geprüft."}
    play.step(AUDITOR, reference, Trigger.FINISH_AUDIT, **details)
    shown = main(as_(FIRST), f"/vorgaenge/{reference}/abrechnung")
    assert "In der Stichprobe" in shown
    assert "Privater Einkauf" in shown
    assert "Formale Prüfung: Nachweisprüfung" in shown
    assert "Höchstens anzuerkennen" in shown


def test_the_checks_are_kept_with_who_and_when_and_can_be_taken_back(play, as_, reference):
    auditor, path = as_(AUDITOR), f"/vorgaenge/{reference}/nachweis/pruefungen"
    assert auditor.send(path, {"formal": "y"}, audit_of(reference)).status_code == 303
    shown = main(auditor, audit_of(reference))
    assert "Formale Prüfung: Nachweisprüfung" in shown
    assert "Rechnerische Prüfung: Nachweisprüfung" not in shown
    assert "fristgerecht eingereicht" in shown
    assert "stimmt mit den Positionen überein" in shown
    assert auditor.send(path, {}, audit_of(reference)).status_code == 303
    with reading() as session:
        assert session.scalars(select(ProofCheck)).all() == []


BAD = {
    "more than the receipt": ({"cut": "9.999.999,00"}, 'class="kern-error"'),
    "more than this receipt": ({"cut": "1.000.000,00"}, "höchstens"),
    "negative": ({"cut": "-5,00"}, 'class="kern-error"'),
    "no amount": ({"cut": ""}, "um welchen Betrag"),
    "nought": ({"cut": "0,00"}, "um welchen Betrag"),
    "no finding": ({"cut": "1,00", "finding": " "}, "Warum wird gekürzt?"),
    "another receipt": ({"cut": "1,00", "place": "999"}, "hat die Belegliste"),
    "no number": ({"cut": "1,00", "place": "x"}, "hat die Belegliste"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_cut_that_cannot_be_is_refused_with_the_reason(play, as_, reference, what):
    drawn(play)
    typed, said = BAD[what]
    row = {"place": "1", "verdict": "cut", "finding": "privat"} | typed
    sent = {f"receipts-0-{name}": value for name, value in row.items()}
    answer = as_(AUDITOR).send(receipts_of(reference), sent)
    assert answer.status_code == 422
    assert re.search(said, answer.text)
    assert kept() == []


def test_a_receipt_that_was_not_drawn_is_judged_from_the_list(play, as_, reference):
    drawn(play)
    with transaction() as session:
        session.execute(update(SampleCase).values(drawn=False))
    auditor = as_(AUDITOR)
    page = auditor.get(receipts_of(reference)).text
    assert f'href="{receipts_of(reference)}?auch=1"' in page
    assert 'name="receipts-0-place"' not in page
    form = f"{receipts_of(reference)}?auch=1"
    assert 'name="receipts-0-place" type="hidden" value="1"' in auditor.get(form).text
    said = {"receipts-0-place": "1", "receipts-0-verdict": "accepted"}
    assert auditor.send(form, said).status_code == 303
    assert kept() == [(1, 0, "")]
    assert (
        'name="receipts-0-place" type="hidden" value="1"'
        in auditor.get(receipts_of(reference)).text
    )


def test_two_who_judge_at_once_do_not_overwrite_each_other(play, as_, reference):
    drawn(play)
    auditor = as_(AUDITOR)
    old = auditor.fields(receipts_of(reference))
    said = {"receipts-0-place": "1", "receipts-0-verdict": "accepted"}
    assert auditor.send(receipts_of(reference), said).status_code == 303
    late = old | {"form_key": str(uuid4()), "receipts-0-verdict": "cut"}
    late |= {"receipts-0-place": "1", "receipts-0-cut": "1,00", "receipts-0-finding": "x"}
    assert auditor.post(receipts_of(reference), data=late).status_code == 409
    assert kept() == [(1, 0, "")]


def test_drawing_twice_makes_one_draw_and_says_why_not_a_second(play, as_, reference):
    auditor = as_(AUDITOR)
    form = auditor.fields(SAMPLE)
    assert auditor.post(SAMPLE, data=form).status_code == 303
    assert auditor.post(SAMPLE, data=form).status_code == 303  # a second click, not a second draw
    again = auditor.post(SAMPLE, data=form | {"form_key": str(uuid4())})
    assert again.status_code == 409
    assert "ist schon in einer Ziehung" in again.text
    with reading() as session:
        assert len(session.scalars(select(SampleDraw)).all()) == 1


@pytest.mark.parametrize(
    "who", [REVIEWER, FIRST, "haushalt@smi.example", "teamleitung@smi.example"]
)
def test_nobody_else_draws_judges_or_checks(play, as_, reference, who):
    person = as_(who)
    sent = person.form(play._read(reference).version)
    assert person.get(SAMPLE).status_code == 403
    checks = f"/vorgaenge/{reference}/nachweis/pruefungen"
    for path in (SAMPLE, receipts_of(reference), checks):
        assert person.post(path, data=sent | {"formal": "y"}).status_code == 403
    assert "Stichprobe" not in person.get("/mitteilungen").text


def test_the_revision_reads_the_draws_and_draws_nothing(play, as_, reference):
    revision = as_(REVISION)
    assert "Die Stichprobe zieht die Nachweisprüfung." in main(revision, SAMPLE)
    assert f'href="{SAMPLE}"' in revision.get("/mitteilungen").text
    assert revision.post(SAMPLE, data=revision.form(0)).status_code == 403
    drawn(play)
    assert "stimmt überein" in main(revision, SAMPLE)


def test_a_draw_that_was_changed_afterwards_is_shown_as_such(play, as_, reference):
    drawn(play)
    with transaction() as session:
        session.execute(update(SampleDraw).values(pool_sha256="0" * 64))
    assert "weicht ab" in main(as_(REVISION), SAMPLE)


def test_a_case_on_which_the_reader_is_biased_is_not_named(play, as_, reference):
    drawn(play)
    auditor = as_(AUDITOR)
    assert reference in main(auditor, SAMPLE)
    play.act(AUDITOR, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    shown = main(auditor, SAMPLE)
    assert reference not in shown
    assert "1 Vorgang wird nicht gezeigt" in shown
    assert auditor.get(f"{SAMPLE}?vorgang={reference}").status_code == 404


def test_an_unknown_call_or_case_is_not_found_and_a_page_without_cases_says_so(play, as_):
    auditor = as_(AUDITOR)
    assert "Noch ist kein Vorgang bewilligt." in main(auditor, SAMPLE)
    assert auditor.post(SAMPLE, data=auditor.form(0)).status_code == 404
    for query in ("aufruf=1999", "vorgang=KP-2022-9999"):
        assert auditor.get(f"{SAMPLE}?{query}").status_code == 404


def test_the_pages_speak_english_too(play, as_, reference):
    drawn(play)
    auditor = as_(AUDITOR)
    auditor.get("/sprache/en?weiter=/")
    assert "Recomputed just now agrees" in main(auditor, SAMPLE)
    assert "In the sample" in main(auditor, audit_of(reference))
    assert "Judgement" in main(auditor, receipts_of(reference))
