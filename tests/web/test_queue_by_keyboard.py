"""A reviewer clears a queue of ten without a mouse."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, Application
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEN = 10


@pytest.fixture
def stage(chromium, server, play, settings):
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        copies(session, reference, TEN - 1)
    return Stage(chromium, server, play, settings)


def focused(page):
    return page.evaluate("document.activeElement.innerText.trim()")


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def test_ten_cases_are_taken_over_by_keys_alone(stage):
    with stage.person(REVIEWER) as reviewer:
        reviewer.look("/arbeitsvorrat?ansicht=neu")
        reviewer.look("/arbeitsvorrat/naechster")
        page = reviewer.page
        for _ in range(TEN):
            page.goto(f"{stage.server}/arbeitsvorrat?ansicht=neu")
            press(page, "n")
            for _ in range(20):
                page.keyboard.press("Tab")
                if focused(page) == "Ich bin nicht befangen – übernehmen":
                    break
            press(page, "Enter")
            assert "Sie bearbeiten jetzt" in page.inner_text("main")
        reviewer.look("/arbeitsvorrat/naechster")
        assert "übernommen" in page.inner_text("main")
    with reading() as session:
        own = select(Account.id).where(Account.email == REVIEWER).scalar_subquery()
        held = session.scalars(select(Application.state).where(Application.holder_id == own)).all()
    assert held == [State.IN_CHECK] * TEN
    assert stage.findings == []


def test_keys_move_along_the_rows_open_a_case_and_can_be_turned_off(stage):
    with stage.person(REVIEWER) as reviewer:
        page = reviewer.page
        page.goto(f"{stage.server}/arbeitsvorrat?ansicht=neu")
        rows = page.locator("[data-queue] tbody th a").all_inner_texts()
        for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
            page.keyboard.press(key)
            assert focused(page) == rows[at]
        page.keyboard.press("/")
        page.keyboard.type("jk")
        assert page.input_value("#suche") == "jk"
        page.keyboard.press("Tab")
        page.locator("[data-queue] tbody th a").nth(3).focus()
        page.keyboard.press("j")
        assert focused(page) == rows[4]
        page.keyboard.press("?")
        page.locator("#tasten").press("Space")
        page.locator("[data-queue] tbody th a").nth(0).focus()
        page.keyboard.press("j")
        assert focused(page) == rows[0]
        page.reload()
        page.keyboard.press("j")
        assert focused(page) not in rows
        page.keyboard.press("?")
        assert not page.locator("#tasten").is_checked()


def test_the_case_of_a_row_is_taken_over_by_its_key(stage):
    with stage.person(REVIEWER) as reviewer:
        page = reviewer.page
        page.goto(f"{stage.server}/arbeitsvorrat?ansicht=neu")
        page.keyboard.press("j")
        page.keyboard.press("j")
        second = focused(page)
        press(page, "c")
        reviewer.look(page.url.removeprefix(stage.server))
        page.check(f"input[value='{second}']")
        with page.expect_navigation():
            page.click("main form button[type=submit]")
        assert f"1 Vorgang mehr: {second}" in page.inner_text("main")
        reviewer.look("/arbeitsvorrat?ansicht=meine")
    assert stage.findings == []
