"""Without a mouse: from the start page to the receipt, and every step shows where one is."""

from __future__ import annotations

from datetime import date

import pytest

from funding.definition import definition
from tests.web.browsing import PASSWORD, Stage, Visitor, chromium, server
from tests.web.typing_in import PAGES, WRITERS, fill_day
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGNATORY = "zeichnung@floeha.example"
MOST_TABS = 220
# What has the focus: its id, whether it is a radio button and of which question, and what it says.
FOCUSED = """() => {
  const e = document.activeElement;
  return [e.id, e.type === "radio" ? e.name : "", (e.innerText || "").trim(), e.value || ""];
}"""
# Focus that cannot be seen is no focus: in the window, not covered, and something changes with it.
SEEN = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const at = document.elementFromPoint(box.x + box.width / 2, (top + bottom) / 2);
  const near = at && (at === e || e.contains(at) || at.contains(e) || at.closest("label,div")
    && at.closest("label,div").parentElement.contains(e));
  const look = () => [e, ...e.parentElement.children].flatMap(one => [null, "::before", "::after"]
    .map(part => getComputedStyle(one, part)).map(s => [s.outlineStyle, s.outlineWidth,
      s.boxShadow, s.borderColor, s.borderWidth, s.backgroundColor].join())).join("|");
  const focused = look();
  e.blur();
  const plain = look();
  e.focus({ focusVisible: true, preventScroll: true });
  return [Boolean(near), focused !== plain, e.outerHTML];
}"""


class Hand(Visitor):
    """A visitor who has a keyboard and nothing else."""

    def __init__(self, stage, page):
        super().__init__(stage, page)
        self.key = page.keyboard

    def reach(self, *, id_="", radio="", says="", value=""):
        """Tab on until the wanted control has the focus, which must be seen."""
        for _ in range(MOST_TABS):
            found, name, text, sent = self.page.evaluate(FOCUSED)
            if (
                (id_ and found == id_)
                or (radio and name == radio)
                or (says and text == says)
                or (value and sent == value and not name and text)
            ):
                near, ring, html = self.page.evaluate(SEEN)
                assert near, f"covered or out of the window: {html[:200]}"
                assert ring, f"nothing shows the focus: {html[:200]}"
                return
            self.key.press("Tab")
        raise AssertionError(f"no way by Tab to {id_ or radio or says or value}")

    def follow(self, says):
        """Follow a link, or press a button, by what it says."""
        self.reach(says=says)
        with self.page.expect_navigation():
            self.key.press("Enter")

    def fill(self, **fields):
        for name, value in fields.items():
            self.reach(id_=name)
            self.key.press("Control+a")
            self.key.insert_text(value)

    def choose(self, name, value):
        self.reach(id_=name)
        self.key.press("Home")
        for _ in range(60):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.key.press("ArrowDown")
        raise AssertionError(f"{name} never becomes {value}")

    def check_boxes(self, *ids):
        for found in ids:
            kind, name = self.page.eval_on_selector(f'[id="{found}"]', "e => [e.type, e.name]")
            if kind == "radio":
                self.reach(radio=name)
                for _ in range(20):
                    if self.page.evaluate("document.activeElement.id") == found:
                        break
                    self.key.press("ArrowDown")
            else:
                self.reach(id_=found)
            if not self.page.evaluate("document.activeElement.checked"):
                self.key.press("Space")
            assert self.page.evaluate("document.activeElement.checked"), found

    def press(self, value=None, name="aktion"):
        self.reach(value=value)
        with self.page.expect_navigation():
            self.key.press("Enter")


def alone(hand):
    hand.check_boxes("together-1")


def own_money(hand):
    hand.fill(own_cash="5.000,00", income="0", requested="45.000,00", follow_up="Die Stadt.")


def papers(hand):
    later = {"day": "30", "month": "9", "year": "2022"}
    for slot in ("ratsbeschluss", "stellenbeschreibung", "bildungsabschluss", "angebote"):
        fill_day(hand, slot, later)


def test_a_town_comes_from_the_start_page_to_the_receipt_by_keyboard_alone(
    chromium, server, play, settings
):
    stage = Stage(chromium, server, play, settings, checked=False)
    stage.go(date(2022, 7, 25))
    size = {"width": 1280, "height": 900}
    context = chromium.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.goto(server)
    hand = Hand(stage, page)
    hand.follow("Anmelden")
    hand.fill(email=SIGNATORY, password=PASSWORD)
    with page.expect_navigation():
        hand.key.press("Enter")
    hand.follow("Neuen Antrag beginnen")
    hand.check_boxes("call-0")
    hand.follow("Entwurf anlegen")
    reference = page.url.rpartition("/")[2]
    writers = WRITERS | {"partners": alone, "financing": own_money, "annexes": papers}
    hand.follow(f"Weiter mit: {definition(1).pages[0].title.de}")
    for section in PAGES:
        writers[section](hand)
        hand.press("weiter")
    assert page.url.endswith("/pruefen"), page.url
    hand.follow("Weiter zur Zeichnung")
    hand.fill(password=PASSWORD)
    hand.follow("Verbindlich einreichen")
    assert "/bestaetigung" in page.url
    assert stage.state(reference) == State.SUBMITTED
    context.close()


@pytest.fixture
def start(chromium, server, play, settings):
    """Stand before the start page with a keyboard."""
    stage = Stage(chromium, server, play, settings, checked=False)
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server)
    yield Hand(stage, page)
    context.close()


PLAIN = "outline: none !important; box-shadow: none !important; border: 1px solid !important;"
UNSEEN = f"document.styleSheets[2].insertRule('* {{ {PLAIN} background: none !important; }}', 0)"
UNREACHED = "document.querySelector('.fp-header a[href*=anmelden]').tabIndex = -1"


@pytest.mark.parametrize("control", [{"says": "Anmelden"}, {"id_": "email"}])
def test_a_focus_that_nothing_shows_would_be_found(start, control):
    start.page.goto(f"{start.stage.server}/anmelden")
    start.reach(**control)
    start.page.evaluate(UNSEEN)
    with pytest.raises(AssertionError, match="nothing shows the focus"):
        start.reach(**control)


def test_a_link_that_no_key_reaches_would_be_found(start):
    start.page.evaluate(UNREACHED)
    with pytest.raises(AssertionError, match="no way by Tab"):
        start.reach(says="Anmelden")
