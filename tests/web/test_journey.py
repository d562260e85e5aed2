"""The real case in a real browser: from draft to closed, looked at by axe on every page.

Seven people in a Chromium: editor and signatory of the town, reviewer, second scorer, two
approvers, budget officer and proof auditor. Each page is checked wide and light, narrow and dark;
nothing may be wider than the window.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from funding.db import reading
from funding.law import money
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.figures import figures
from funding.queries.reporting.receipts import receipted
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from tests.samples import pdf
from tests.web.browsing import PASSWORD, Stage, chromium, server
from tests.web.typing_in import PAGES, WRITERS
from workflows.application import State

__all__ = ["chromium", "server"]

EDITOR = "bearbeitung@auerbach-vogtland.example"
SIGNATORY = "zeichnung@auerbach-vogtland.example"
REVIEWER = "sachbearbeitung1@smi.example"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def write(stage) -> str:
    """Write the application of the three towns, section by section; return its reference."""
    with stage.person(EDITOR) as editor:
        editor.look("/antraege")
        editor.look("/antraege/neu")
        editor.page.check("#call-0")
        editor.press()
        reference = editor.page.url.rpartition("/")[2]
        at = f"/antraege/{reference}/abschnitt"
        for page in PAGES:
            editor.look(f"{at}/{page}")
            WRITERS[page](editor)
            editor.press("weiter")
        editor.look(f"/antraege/{reference}/pruefen")
        editor.look(f"/antraege/{reference}/druck")
        editor.look(f"/antraege/{reference}")
    return reference


def ask_partners(stage, reference):
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/mitzeichnung/anfragen")
        editor.press()
        editor.look(f"/antraege/{reference}")
    assert stage.state(reference) == State.COSIGNING


def cosign(stage, reference, *towns):
    """Let the signatories of partners find the application among their tasks, and sign it."""
    for town in towns:
        with stage.person(f"zeichnung@{town}.example") as signatory:
            signatory.look("/antraege")
            signatory.look(f"/antraege/{reference}/mitzeichnung")
            signatory.fill(password=PASSWORD)
            signatory.press()


def fill_own_part(stage, reference):
    with stage.person("bearbeitung@lengenfeld.example") as editor:
        editor.look(f"/antraege/{reference}")
        editor.look(f"/antraege/{reference}/mitzeichnung/anteil")
        editor.fill(task="Stellt die Räume und wirbt für die Bürgergespräche.")
        editor.press()


def decline(stage, reference):
    with stage.person("zeichnung@rodewisch.example") as signatory:
        signatory.look(f"/antraege/{reference}/mitzeichnung/ablehnen")
        signatory.fill(reason="Der Ort fehlt.")
        signatory.press()
    assert stage.state(reference) == State.DRAFT
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}")
        assert "Der Ort fehlt." in editor.page.inner_text("main")


def change(stage, reference, place):
    with stage.person(EDITOR) as editor:
        if stage.state(reference) != State.DRAFT:
            editor.look(f"/antraege/{reference}/aenderung")
            editor.press()
        editor.look(f"/antraege/{reference}/abschnitt/project")
        editor.fill(place=place)
        editor.press("weiter")


def apply_together(stage, reference):
    """Let three towns agree: one declines, the lead changes, and whoever it concerns signs anew."""
    ask_partners(stage, reference)
    fill_own_part(stage, reference)
    cosign(stage, reference, "lengenfeld")
    decline(stage, reference)
    change(stage, reference, "Göltzschtal und Rodewisch")
    ask_partners(stage, reference)
    with stage.person("zeichnung@lengenfeld.example") as signatory:
        signatory.look(f"/antraege/{reference}/mitzeichnung")
        told = signatory.page.inner_text("main")
        assert "Göltzschtal und Rodewisch" in told.partition("Anteil von")[0]
    cosign(stage, reference, "rodewisch", "lengenfeld")
    assert stage.state(reference) == State.COSIGNED
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}")
        editor.look(f"/antraege/{reference}/aenderung")


def submit(stage, reference):
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}/einreichen")
        signatory.fill(password=PASSWORD)
        signatory.press()
        assert "/bestaetigung" in signatory.page.url
        signatory.look(f"/antraege/{reference}")
    assert stage.state(reference) == State.SUBMITTED


def ask(stage, reference):
    case = f"/vorgaenge/{reference}"
    with stage.person(REVIEWER) as reviewer:
        reviewer.look("/arbeitsvorrat")
        reviewer.look("/arbeitsvorrat?ansicht=neu")
        reviewer.look("/fristen/rechner")
        reviewer.look("/fristen/rechner?art=bekanntgabe")
        reviewer.look("/rechner/zuwendung")
        reviewer.look("/rechner/zinsen")
        reviewer.look(case)
        reviewer.look(f"{case}/befangenheit")
        reviewer.check_boxes("biased-0")
        reviewer.press()
        reviewer.look(f"{case}/schritt/claim")
        reviewer.press()
        reviewer.look(f"{case}/formale-pruefung")
        reviewer.look(f"{case}/nachfordern")
        reviewer.fill(items="Bitte reichen Sie den Beschluss des Stadtrats nach.")
        reviewer.press("request_info")
    assert stage.state(reference) == State.INFO_REQUESTED


def keep_in_touch(stage, reference, tmp_path):
    """Name another contact and hand in what was promised, both after submission."""
    paper = tmp_path / "Nachgereicht.pdf"
    paper.write_bytes(pdf())
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/ansprechperson")
        editor.fill(contact_name="Sachgebiet Prävention")
        editor.press()
        editor.look(f"/antraege/{reference}/nachreichen/resolution")
        editor.page.set_input_files("input[type=file]", paper)
        editor.press()
        editor.look(f"/antraege/{reference}")
        assert "Nachgereicht.pdf" in editor.page.inner_text("main")


def take_longer(stage, reference):
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/nachforderung/frist")
        editor.press()
        editor.day("ends_on", stage.play.today + timedelta(days=30))
        editor.fill(reason="Der Stadtrat tagt erst im nächsten Monat.")
        editor.press()
        editor.look(f"/antraege/{reference}/nachforderung")
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"/vorgaenge/{reference}/fristverlaengerung")
        reviewer.press("refuse_extension")
        reviewer.press("grant_extension")
    assert stage.state(reference) == State.INFO_REQUESTED


def answer(stage, reference, tmp_path):
    paper = tmp_path / "Beschluss.pdf"
    paper.write_bytes(pdf())
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}")
        editor.look(f"/antraege/{reference}/nachforderung")
        editor.fill(**{"items-0-answer": "Der Beschluss liegt bei."})
        editor.page.set_input_files("#items-0-file", paper)
        editor.press("senden")
    assert stage.state(reference) == State.IN_CHECK


def assess(stage, reference):
    case = f"/vorgaenge/{reference}"
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"{case}/formale-pruefung")
        reviewer.check_boxes(*(f"{code}-0" for code in CHECKPOINTS))
        reviewer.press("accept_complete")
    for email, points in ((REVIEWER, 4), ("zweitbewertung@smi.example", 3)):
        with stage.person(email) as scorer:
            scorer.look(f"{case}/bewertung")
            scorer.check_boxes(*(f"{code}-{points}" for code in CRITERIA))
            scorer.press("abschliessen")
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"{case}/bewertung")
        reviewer.look(f"{case}/vorschlag")
        reviewer.press("recommend")
    assert stage.state(reference) == State.REVIEWED


def decide(stage, reference):
    with stage.person("entscheidung1@smi.example") as first:
        first.look("/entscheidungen")
        first.look(f"/entscheidungen/{reference}")
        first.press("approve_first")
        first.look(f"/entscheidungen/{reference}")
        assert first.page.locator("[aria-disabled=true]").count() >= 1
    with stage.person("entscheidung2@smi.example") as second:
        second.look(f"/entscheidungen/{reference}")
        second.press("approve_second")
        second.look("/mittel")
    assert stage.state(reference) == State.APPROVED


def notify(stage, reference):
    today = stage.play.today
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}")
        assert "Bewilligt" not in signatory.page.inner_text("main")
    stage.go(today + timedelta(days=4))
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"/vorgaenge/{reference}/bescheid")
        reviewer.check_boxes("channel-0")
        reviewer.day("issued_on", today)
        reviewer.press("berechnen")
        reviewer.fill(evidence="Postausgangsbuch")
        reviewer.press("record_notice")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}")
        assert "Bewilligt" in signatory.page.inner_text("main")
    stage.go(date(2022, 10, 10))
    assert stage.state(reference) == State.IN_PROGRESS


def open_account(stage):
    """Enter the town's account, confirm it, and call back about it."""
    with stage.person(EDITOR) as editor:
        editor.look("/bankverbindung")
        editor.fill(holder="Stadt Auerbach", iban="DE02 1203 0000 0000 2020 51")
        editor.press()
    with stage.person(SIGNATORY) as signatory:
        signatory.look("/bankverbindung")
        signatory.fill(password=PASSWORD)
        signatory.press("confirm")
    with stage.person(REVIEWER) as reviewer:
        reviewer.look("/mittel/bankverbindungen")
        reviewer.page.locator("main tbody a").first.click()
        reviewer.look()
        reviewer.fill(called="Kämmerei, 03744 0, aus dem Telefonverzeichnis")
        reviewer.press("call_back")


def pay(stage, reference, amount, need="70.000,00"):
    """Draw an amount as the town, and pay it out by four people of the office."""
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/mittelabrufe")
        drawn = editor.page.locator("main tbody tr").count()
        editor.look(f"/antraege/{reference}/mittelabrufe/neu")
        editor.fill(amount_cents=amount, spent_cents="0,00", purpose="Personal")
        if editor.page.locator("#need_cents").count():  # nothing is paid ahead after the settlement
            editor.fill(need_cents=need)
            editor.day("needed_until", stage.play.today + timedelta(days=30))
        editor.press()
    at = f"mittelabrufe/{drawn + 1}"
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}/{at}")
        signatory.fill(password=PASSWORD)
        signatory.press("senden")
    for email, deed in (
        (REVIEWER, "check"),
        ("sachbearbeitung2@smi.example", "compute"),
        ("haushalt@smi.example", "order"),
        ("kasse@smi.example", "pay"),
    ):
        with stage.person(email) as office:
            office.look("/mittel/auszahlungen")
            if deed == "pay":
                office.look("/mittel/zahlungsdateien")
                office.press()
            office.look(f"/vorgaenge/{reference}/{at}")
            office.press(deed)


def receipts(reference):
    """Write a receipt for every line on which something was spent."""
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        own = {line.id for line in receipted(case)}
        spent = [(n, f.actual) for n, f in enumerate(figures(case), 1) if f.line_id in own]
    rows = (f"B-{n}\t15.12.2022\tTräger\tSache\t{n}\t{money.euro(c, 'de')}" for n, c in spent if c)
    return "\n".join(rows)


def use(stage, reference):
    """Confirm that what was paid is used, in time, so that it bears no interest."""
    stage.go(stage.play.today + timedelta(days=20))
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/mittelabrufe/1")
        editor.day("used_on", stage.play.today)
        editor.press("verwendet")


def prove(stage, reference):
    stage.go(date(2023, 1, 2))
    assert stage.state(reference) == State.REPORT_DUE
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/verwendungsnachweis")
        editor.fill(
            narrative="Die Stelle hat gearbeitet.",
            results="Drei Sitzungen.",
            necessity="Nach Tarif.",
        )
        editor.fill(**{"goals-0-actual": "3"})
        editor.check_boxes("goals-0-reached-0")
        editor.fill(**{"lines-0-actual": "34.000,00"})
        editor.check_boxes("confirmed")
        editor.press("bleiben")
        editor.look(f"/antraege/{reference}/verwendungsnachweis/belege")
        editor.fill(text=receipts(reference))
        editor.press("pruefen")
        editor.press("speichern")
        editor.press("weiter")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}/verwendungsnachweis/einreichen")
        signatory.fill(password=PASSWORD)
        signatory.press()
    assert stage.state(reference) == State.REPORTED


def settle(stage, reference):
    with stage.person("nachweispruefung@smi.example") as auditor:
        auditor.look("/arbeitsvorrat?ansicht=nachweise")
        auditor.look(f"/vorgaenge/stichprobe?vorgang={reference}")
        auditor.press()
        auditor.look(f"/vorgaenge/{reference}/nachweis")
        auditor.check_boxes("formal", "arithmetic")
        auditor.press("pruefungen")
        auditor.look(f"/vorgaenge/{reference}/nachweis/belege")
        auditor.check_boxes("receipts-0-verdict-1")
        auditor.fill(**{"receipts-0-cut": "100,00", "receipts-0-finding": "Private Ausgabe"})
        for place in range(1, auditor.page.locator("fieldset.fp-figures").count()):
            auditor.check_boxes(f"receipts-{place}-verdict-0")
        auditor.press("speichern")
        auditor.look(f"/vorgaenge/{reference}/nachweis")
        auditor.fill(note="Formal, rechnerisch und sachlich geprüft.")
        auditor.press("fertig")
    assert stage.state(reference) == State.AUDITED
    with stage.person("entscheidung1@smi.example") as approver:
        approver.look(f"/vorgaenge/{reference}/abrechnung")
        approver.day("issued_on", stage.play.today)
        approver.check_boxes("channel-0")
        approver.day("notified_on", stage.play.today + timedelta(days=3))
        approver.fill(evidence="Postausgangsbuch")
        approver.press("zeichnen")
    assert stage.state(reference) == State.SETTLING
    case = stage.play._read(reference)
    rest = case.committed_cents - case.paid_cents
    stage.go(stage.play.today + timedelta(days=4))
    pay(stage, reference, f"{rest // 100},{rest % 100:02d}")
    stage.go(date(2023, 3, 20))
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"/vorgaenge/{reference}")
        reviewer.look(f"/vorgaenge/{reference}/ablauf")
        reviewer.look(f"/vorgaenge/{reference}/schritt/close")
        reviewer.press()
    assert stage.state(reference) == State.CLOSED


def look_around(stage, reference):
    with stage.person(SIGNATORY) as signatory:
        for path in ("/", "/foerderung/2022", "/antraege", f"/antraege/{reference}", "/konto"):
            signatory.look(path)
        signatory.look("/mitteilungen")
        signatory.page.locator("main a").first.click()
        signatory.look()
        signatory.look("/sprache/en?weiter=/antraege")
        signatory.look(f"/antraege/{reference}")
        assert "Closed" in signatory.page.inner_text("main")
    with stage.person("verwaltung@smi.example") as admin:
        for path in ("/verwaltung", "/verwaltung/mails", "/verwaltung/regeln"):
            admin.look(path)
        admin.look("/verwaltung/register")
        admin.look("/verwaltung/personen")
        admin.look("/dev/postfach")


def test_the_case_of_the_three_towns_goes_from_draft_to_closed(
    chromium, server, play, settings, tmp_path
):
    stage = Stage(chromium, server, play, settings)
    stage.go(date(2022, 7, 25))
    reference = write(stage)
    apply_together(stage, reference)
    submit(stage, reference)
    stage.go(date(2022, 7, 29))
    ask(stage, reference)
    stage.go(date(2022, 8, 3))
    keep_in_touch(stage, reference, tmp_path)
    take_longer(stage, reference)
    answer(stage, reference, tmp_path)
    assess(stage, reference)
    stage.go(date(2022, 8, 10))
    decide(stage, reference)
    notify(stage, reference)
    open_account(stage)
    pay(stage, reference, "25.000,00")
    use(stage, reference)
    prove(stage, reference)
    settle(stage, reference)
    look_around(stage, reference)
    assert stage.findings == []
    assert len(stage.seen) > 45


def test_a_town_applies_without_javascript(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    stage.go(date(2022, 7, 25))
    reference = write(stage)
    ask_partners(stage, reference)
    cosign(stage, reference, "lengenfeld", "rodewisch")
    submit(stage, reference)


def test_axe_would_find_a_fault_that_is_planted(chromium, server, play, settings):
    """Negative control: a picture without words, and a page that is too wide."""
    stage = Stage(chromium, server, play, settings)
    with stage.person(EDITOR) as editor:
        editor.page.goto(f"{server}/antraege")
        editor.page.evaluate(
            "document.querySelector('main').innerHTML += '<img src=\"data:,\">'"
            " + '<p style=\"width:2000px\">.</p>'"
        )
        editor.check(320, "light")
    assert any("image-alt" in finding for finding in stage.findings)
