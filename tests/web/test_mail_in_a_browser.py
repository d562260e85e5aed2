"""What is mailed when, and letters that came back, in a browser: both languages, with and without scripts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, MailWish, Notice
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import Undeliverable
from tests.stages import EDITOR, REVIEWER, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADMIN = "verwaltung@smi.example"


def refuse(mail):
    if mail["To"] == EDITOR:
        raise Undeliverable("550 5.1.1 unknown")


@pytest.mark.parametrize("scripts", [True, False])
def test_mail_is_chosen_an_address_confirmed_and_a_letter_mended(
    chromium, server, play, settings, scripts
):
    play.postman = Postman(refuse, "noreply@x.example", "http://localhost")
    reference = bring(play, State.IN_CHECK)
    deliver_all(play.postman)
    with transaction() as session:
        who = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        who.mail_stopped_at, who.mail_trouble = play.moved.instant, "5.1.1 no such user"
        failed = session.scalars(
            select(Notice).where(Notice.email == EDITOR, Notice.state == "failed")
        ).first()
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    with stage.person(EDITOR) as town:
        for speech in ("en", "de"):
            town.page.goto(f"{server}/sprache/{speech}")
            town.look("/konto")
        town.page.select_option("#progress", "weekly")
        town.page.click('form[action="/konto/mitteilungen"] button')
        town.page.wait_for_selector("text=Ihre Auswahl ist gespeichert")
        town.look()
        town.page.click('form[action="/konto/adresse"] button')
        town.page.wait_for_selector("text=Ab jetzt wird Ihnen wieder gemailt")
        town.look()
        town.look("/mitteilungen")
        town.look(f"/mitteilungen/{failed.id}")
    with reading() as session:
        assert session.scalars(select(MailWish.pace)).all() == ["weekly"]
    with stage.person(REVIEWER) as reviewer:
        reviewer.look("/konto")
        reviewer.look(f"/vorgaenge/{reference}/mitteilungen")
    with stage.person(ADMIN) as admin:
        for speech in ("en", "de"):
            admin.page.goto(f"{server}/sprache/{speech}")
            admin.look("/verwaltung/mails")
            admin.look(f"/verwaltung/mails/{failed.id}")
        admin.page.fill("#email", "keine")
        admin.page.click(f'form[action="/verwaltung/mails/{failed.id}"] button')
        admin.page.wait_for_selector("#fehler")
        admin.look()
        admin.page.fill("#email", "neu@floeha.example")
        admin.page.click(f'form[action="/verwaltung/mails/{failed.id}"] button')
        admin.page.wait_for_selector("text=Adresse berichtigt")
        admin.look()
    assert stage.findings == []
