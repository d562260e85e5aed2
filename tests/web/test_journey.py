"""The real case in a real browser: from draft to closed, looked at by axe on every page.

Seven people in a Chromium: editor and signatory of the town, reviewer, second scorer, two
approvers, budget officer and proof auditor. Each page is checked wide and light, narrow and dark;
nothing may be wider than the window.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from waitress.server import create_server

from funding.app import create_app
from funding.law import berlin
from funding.tasks.post import Postman, deliver_all
from funding.tasks.tick import tick
from funding.tasks.transport import transport_for
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from tests.samples import pdf
from workflows.application import State

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PASSWORD = "praevention-2022"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EDITOR = "bearbeitung@auerbach-vogtland.example"
SIGNATORY = "zeichnung@auerbach-vogtland.example"
REVIEWER = "sachbearbeitung1@smi.example"
TITLE = "Koordinierungsstelle für den Kommunalen Präventionsrat im Göltzschtal"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 60)))"
MODES = [(1280, "light"), (320, "dark")]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here: apt install chromium")
    if not AXE.exists():
        pytest.skip("axe-core was not fetched: ./dev assets")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def server(settings, moved):
    app = create_app(settings)
    serving = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.effective_port}"
    serving.task_dispatcher.shutdown()
    serving.close()
    thread.join(5)


class Stage:
    """People who come and go in front of the same portal."""

    def __init__(self, chromium, server, play, settings, *, scripts=True, checked=True):
        self.chromium, self.server, self.play = chromium, server, play
        self.scripts, self.checked = scripts, checked
        self.postman = Postman(transport_for(settings.mail_url), settings.mail_from, server)
        self.findings, self.seen = [], set()

    @contextmanager
    def person(self, email):
        """Let somebody sign in, work, and leave."""
        context = self.chromium.new_context(
            viewport={"width": 1280, "height": 900},
            java_script_enabled=self.scripts,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("console", lambda m: self.complain(page, m.text) if m.type == "error" else None)
        page.goto(f"{self.server}/anmelden")
        page.fill("#email", email)
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        yield Visitor(self, page)
        context.close()
        deliver_all(self.postman)

    def complain(self, page, text):
        if "409" not in text and "422" not in text:
            self.findings.append(f"{page.url}: {text}")

    def go(self, day, hour=10):
        """Let time pass: the clock ticks and the post goes out."""
        self.play.moved.instant = berlin.at_hour(day, hour)
        tick()
        deliver_all(self.postman)

    def state(self, reference):
        return self.play._read(reference).state


class Visitor:
    """One person with one page open."""

    def __init__(self, stage, page):
        self.stage, self.page = stage, page

    def look(self, path=None):
        """Open a page (or stay), and have it checked in every mode."""
        if path is not None:
            answer = self.page.goto(self.stage.server + path)
            assert answer.status == 200, (path, answer.status)
        if not self.stage.checked:
            return
        key = (self.page.url, self.page.inner_text("main")[:4000])
        if key in self.stage.seen:
            return
        self.stage.seen.add(key)
        for width, scheme in MODES:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)
            if self.stage.scripts:  # let the new colours be painted before they are measured
                self.page.evaluate(PAINTED)
            self.check(width, scheme)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def check(self, width, scheme):
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("r => axe.run(document, {runOnly: r})", RULES)
        where = f"{self.page.url} at {width} {scheme}"
        for violation in found["violations"]:
            html = violation["nodes"][0]["html"][:160]
            self.stage.findings.append(f"{where}: {violation['id']}: {html}")
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.stage.findings.append(f"{where}: wider than the window")

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f"#{name}", value)

    def day(self, name, day):
        parts = {"day": day.day, "month": day.month, "year": day.year}
        for part, value in parts.items():
            self.page.fill(f"#{name}-{part}", str(value))

    def check_boxes(self, *ids):
        for found in ids:
            self.page.check(f"#{found}")

    def press(self, value=None, name="aktion"):
        """Press the button with a value, or the only one."""
        selector = f"main button[name={name}][value='{value}']" if value else "main form button"
        with self.page.expect_navigation():
            self.page.locator(selector).last.click()
        self.look()


def municipality(editor):
    editor.fill(
        inhabitants="18.000",
        street="Nicolaistraße 51",
        postcode="08209",
        post_town="Auerbach/Vogtl.",
        representative="Zeichnungsberechtigte Person",
        representative_office="Oberbürgermeisteramt",
        contact_name="Bearbeitung",
        contact_phone="03744 8250",
        contact_email="bearbeitung@auerbach-vogtland.example",
    )
    editor.check_boxes("input_tax-1", "budget_consolidation-1")


def partners(editor):
    editor.check_boxes("together-0", "agreement-0")
    editor.day("agreement_on", date(2022, 7, 22))
    for row, (key, task) in enumerate({"14523170": "Räume.", "14523360": "Analyse."}.items()):
        if row:
            editor.press("neu:partners")
        at = f"partners-{row}"
        editor.fill(**{f"{at}-key": key, f"{at}-task": task, f"{at}-contribution": "1.500,00"})
        editor.fill(**{f"{at}-contact_email": "bearbeitung@rodewisch.example"})


def advice(editor):
    editor.check_boxes("advice-0", "cooperation-1", "council-0", "analysis-1")
    editor.day("advice_on", date(2022, 7, 12))
    editor.fill(adviser="LPR-Beratung", council_since="2021")
    editor.page.select_option("#police", "zwickau")


def project(editor):
    editor.fill(
        title=TITLE,
        summary="Die drei Städte richten eine gemeinsame Stelle ein, die Verwaltung, Polizei, "
        "Schulen und Vereine im Kommunalen Präventionsrat zusammenbringt.",
        place="Göltzschtal",
    )
    editor.check_boxes("fields-0", "in_saxony", "project_kind-0", "investive-1")


def goals(editor):
    long = "Vandalismus, Hass im Netz und Drogenkonsum beschäftigen alle drei Städte. " * 3
    editor.fill(problem=long, causes=long, measures=long)
    editor.check_boxes("audience-1")
    editor.fill(**{"goals-0-what": "Der Präventionsrat tagt.", "goals-0-measure": "Sitzungen"})
    editor.fill(**{"goals-0-target": "3"})
    editor.day("goals-0-due", date(2022, 12, 31))


def schedule(editor):
    editor.day("begins_on", date(2022, 9, 1))
    editor.day("ends_on", date(2022, 12, 31))
    editor.check_boxes("begun-1", "early_start-1")


def expenditure(editor):
    editor.page.select_option("#lines-0-kind", "personnel")
    editor.fill(**{"lines-0-label": "Koordination", "lines-0-amount": "35.000,00"})
    editor.check_boxes("lines-0-qualification-1")
    editor.page.select_option("#lines-0-pay_grade", "E9b")
    editor.fill(**{"lines-0-post_share": "0,5"})
    editor.press("neu:lines")
    editor.page.select_option("#lines-1-kind", "fees")
    editor.page.select_option("#lines-1-unit", "day")
    editor.fill(**{"lines-1-label": "Fachleute", "lines-1-quantity": "10"})
    editor.fill(**{"lines-1-unit_price": "1.500"})
    editor.press("rechnen")


def financing(editor):
    editor.fill(own_cash="2.000,00", income="0", requested="45.000,00", follow_up="Die Städte.")


def passing_on(editor):
    editor.check_boxes("passing_on-1")


def effect(editor):
    editor.check_boxes("methods-0")
    editor.fill(sustainability="Die Stelle bleibt.", publicity="Amtsblatt.")


def annexes(editor):
    later = {"day": "30", "month": "9", "year": "2022"}
    for slot in ("ratsbeschluss", "kooperationsvereinbarung", "stellenbeschreibung"):
        fill_day(editor, slot, later)
    for slot in ("bildungsabschluss", "angebote"):
        fill_day(editor, slot, later)


def fill_day(editor, slot, parts):
    for part, value in parts.items():
        editor.page.fill(f'[id="a11.{slot}.nachreichen-{part}"]', value)


def declarations(editor):
    for box in editor.page.locator("main input[type=checkbox]").all():
        box.check()
    editor.check_boxes("electronic_notice-0")


WRITERS = {
    writer.__name__: writer
    for writer in (
        *(municipality, partners, advice, project, goals, schedule, expenditure, financing),
        *(passing_on, effect, annexes, declarations),
    )
}
PAGES = tuple(WRITERS)


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


def pay(stage, reference, amount):
    with stage.person("haushalt@smi.example") as budget:
        budget.look(f"/vorgaenge/{reference}/zahlung")
        budget.check_boxes("direction-0")
        budget.fill(amount_cents=amount, remark="Auszahlung")
        budget.day("value_on", stage.play.today)
        budget.press("record_payment")


def prove(stage, reference):
    stage.go(date(2023, 1, 2))
    assert stage.state(reference) == State.REPORT_DUE
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/verwendungsnachweis")
        editor.fill(narrative="Die Stelle hat gearbeitet.", results="Drei Sitzungen.")
        editor.fill(**{"lines-0-actual": "34.000,00"})
        editor.check_boxes("confirmed")
        editor.press("bleiben")
        editor.press("weiter")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}/verwendungsnachweis/einreichen")
        signatory.fill(password=PASSWORD)
        signatory.press()
    assert stage.state(reference) == State.REPORTED


def settle(stage, reference):
    with stage.person("nachweispruefung@smi.example") as auditor:
        auditor.look("/arbeitsvorrat?ansicht=nachweise")
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
    answer(stage, reference, tmp_path)
    assess(stage, reference)
    stage.go(date(2022, 8, 10))
    decide(stage, reference)
    notify(stage, reference)
    pay(stage, reference, "25.000,00")
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
