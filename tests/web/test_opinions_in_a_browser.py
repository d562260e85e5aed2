"""Whoever is asked for an opinion gives it in a browser, by pages that axe finds sound."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Account, Opinion
from funding.services.reviewing.ask_opinion import ask_opinion
from tests.stages import REVIEWER, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
POLICE = "praevention@polizei.example"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_opinion_is_accepted_and_given(chromium, server, play, settings, scripts):
    reference = bring(play, State.IN_ASSESSMENT)
    asked = {"kind": "police", "name": "Prävention", "email": POLICE, "question": "Wie ist es?"}
    asked |= {"due_on": play.today + timedelta(days=10)}
    play.act(REVIEWER, lambda s, a: ask_opinion(s, a, reference, **asked))
    with transaction() as session:  # as if they had followed the link of their letter
        known = select(Account.password_hash).where(Account.email == REVIEWER).scalar_subquery()
        new = update(Account).where(Account.email == POLICE)
        session.execute(new.values(password_hash=known))
        key = session.scalars(select(Opinion.id)).one()
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    way = f"/stellungnahmen/{key}"
    with stage.person(POLICE) as expert:
        page = expert.page
        expert.look("/stellungnahmen")
        expert.look(way)
        page.click("button[value=accept]")
        expert.look(way)
        page.check("input[name=verdict][value=for]")
        page.fill("#text", "Das Vorhaben ist sinnvoll.")
        page.click("main form button[type=submit]")
        expert.look(way)
    with stage.person(REVIEWER) as reviewer:
        for page_ in ("stellungnahmen", "fassungen", "vorschlag", "notizen", "nachrichten"):
            reviewer.look(f"/vorgaenge/{reference}/{page_}")
        reviewer.look("/konto/mandate")
    with reading() as session:
        assert session.scalars(select(Opinion.state)).one() == "given"
    assert stage.findings == []
