"""People in front of a real browser: they come, look, type and leave; axe looks with them."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from waitress.server import create_server

from funding.app import create_app
from funding.law import berlin
from funding.tasks.post import Postman, deliver_all
from funding.tasks.tick import tick
from funding.tasks.transport import transport_for

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
# Only what axe finds fault with comes back: its whole report is half a megabyte, and reading that
# took longer than the looking.
LOOKED = """([tags, types]) => axe.run(document, {runOnly: tags, resultTypes: types}).then(
  all => types.map(type => all[type].map(rule => [rule.id, rule.nodes[0].html.slice(0, 160)])))"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 150)))"
MADE = {}
MODES = [(1280, "light"), (320, "dark")]


@pytest.fixture
def chromium(running_chromium):
    """The browser of this run; whoever comes has a context of their own, and leaves none behind."""
    yield running_chromium
    for left in running_chromium.contexts:
        left.close()


@contextmanager
def launched():
    """Start a browser, once for each process that tests: that takes longer than most tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here: apt install chromium")
    if not AXE.exists():
        pytest.skip("axe-core was not fetched: ./dev assets")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def audit(page, *types):
    """Have axe look: for each type of finding, the rules and the first place each is found at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(LOOKED, [RULES, types])


def serve_until(serving, ending):
    """Serve until the socket is closed under it, which is no fault once the test is over."""
    try:
        serving.run()
    except OSError:
        if not ending.is_set():
            raise


def portal(settings):
    """Return the portal on the test's database; it is made once for each process that tests."""
    rest = replace(settings, var=Path(), database_url="", mail_url="")
    if rest not in MADE:
        MADE[rest] = create_app(settings)
    MADE[rest].config["FUNDING"] = settings
    return MADE[rest]


@pytest.fixture
def server(settings, moved):
    serving = create_server(portal(settings), host="127.0.0.1", port=0, threads=4)
    ending = threading.Event()
    thread = threading.Thread(target=serve_until, args=(serving, ending), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.effective_port}"
    ending.set()
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
            self.answer_the_question()
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

    def answer_the_question(self):
        """Say that one is not biased, where that is asked before the case is shown."""
        if "/befangenheit?weiter=" in self.page.url:
            self.page.check("input[name=biased][value=no]")
            with self.page.expect_navigation():
                self.page.locator("main form button").last.click()

    def check(self, width, scheme):
        where = f"{self.page.url} at {width} {scheme}"
        (violations,) = audit(self.page, "violations")
        self.stage.findings += [f"{where}: {rule}: {html}" for rule, html in violations]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.stage.findings.append(f"{where}: wider than the window")

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.fill(f'[id="{name}"]', value)

    def choose(self, name, value):
        self.page.select_option(f"#{name}", value)

    def boxes(self):
        """Return the ids of the boxes to tick on the page."""
        return self.page.eval_on_selector_all("main input[type=checkbox]", "l => l.map(e => e.id)")

    def day(self, name, day):
        parts = {"day": day.day, "month": day.month, "year": day.year}
        for part, value in parts.items():
            self.fill(**{f"{name}-{part}": str(value)})

    def check_boxes(self, *ids):
        for found in ids:
            self.page.check(f"#{found}")

    def press(self, value=None, name="aktion"):
        """Press the button with a value, or the only one."""
        selector = f"main button[name={name}][value='{value}']" if value else "main form button"
        with self.page.expect_navigation():
            self.page.locator(selector).last.click()
        self.look()
